"""Weaknesses planted into clean pairs of documents (植入缺陷), at places that are known.

    statements.toml   what a province demands and how a county carries it out, with marked slots
    marks             the marks, filled faithfully        weaken   filled weaker, or equal or stricter
    pairs             whole documents with what was planted in each

Nothing here is shared with the checker, neither code nor word list nor rule: it must not
find a weakness only because it knows how it was made.
"""
