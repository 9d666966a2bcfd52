"""Whether the index is in step with the catalogue, asked of SQLite alone: adding known files must be quick."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from assistant.settings import Settings


def in_step(home: Path, ids: Sequence[str], settings: Settings) -> bool:
    """True when every document has its segment in a finished dense index of the same model.

    It trusts the index's own notes; the first search looks at its files too.
    """
    path = home / "derived" / "index.sqlite"
    if not path.is_file():
        return not ids
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)) as connection:
            known = dict(connection.execute("SELECT document, dense FROM segments"))
            state = {key: json.loads(value) for key, value in connection.execute("SELECT * FROM state")}
    except sqlite3.DatabaseError:
        return False
    model = settings.embedding_model or ""
    return (set(known) == set(ids) and all(known.values()) and state.get("dirty") is False
            and str(state.get("made_by", "")).endswith(model))
