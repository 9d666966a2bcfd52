-- The truth: what the library was given, what users made, and who did what.
-- Everything under derived/ can be built again from the tables documents and clauses.

CREATE TABLE IF NOT EXISTS issued (      -- the same bytes never get a second id, not even after removal
    digest TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TABLE IF NOT EXISTS documents (
    id        TEXT PRIMARY KEY,
    digest    TEXT NOT NULL UNIQUE,
    source    TEXT NOT NULL,
    title     TEXT NOT NULL,
    region    TEXT,
    level     TEXT,
    doc_type  TEXT,
    period    TEXT,
    date      TEXT,
    head      TEXT NOT NULL,             -- JSON: the document without its clauses
    original  BLOB,                      -- zlib; NULL when too large to keep
    added_at  TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS clauses (
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    id       TEXT NOT NULL,
    kind     TEXT NOT NULL,
    number   TEXT NOT NULL,
    heading  TEXT NOT NULL,
    text     TEXT NOT NULL,
    parent   TEXT,
    origin   TEXT NOT NULL,              -- JSON runs
    PRIMARY KEY (document, ordinal),
    UNIQUE (document, id)
) STRICT;

CREATE TABLE IF NOT EXISTS facts (
    document TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    version  TEXT NOT NULL,              -- of the rules that read them
    content  TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS records (     -- drafts, reviews, decisions, conversations, uploads, shares, consents, jobs
    kind     TEXT NOT NULL,
    id       TEXT NOT NULL,
    owner    TEXT NOT NULL,
    version  INTEGER NOT NULL,
    created  TEXT NOT NULL,
    updated  TEXT NOT NULL,
    content  TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX IF NOT EXISTS records_by_owner ON records (kind, owner, updated);

CREATE TABLE IF NOT EXISTS record_versions (
    kind     TEXT NOT NULL,
    id       TEXT NOT NULL,
    version  INTEGER NOT NULL,
    created  TEXT NOT NULL,
    note     TEXT NOT NULL,
    content  TEXT NOT NULL,
    PRIMARY KEY (kind, id, version),
    FOREIGN KEY (kind, id) REFERENCES records (kind, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE IF NOT EXISTS audit (
    number   INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    action   TEXT NOT NULL,
    object   TEXT NOT NULL,
    detail   TEXT NOT NULL,              -- JSON
    previous TEXT NOT NULL,
    hash     TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER IF NOT EXISTS audit_keeps BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
