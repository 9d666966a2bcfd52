"""Damaged documents (损坏样本): clean synthetic ones with known structure, damaged in every way
that real pages are, written in four formats, read, and compared with what they were.

    plans    clean documents, seeded: blocks of text under known clauses, from words.toml
    kinds    damage to text: each site known          traditional, shifted  two of its means
    formats  txt, html, docx and pdf files            cases   which document gets which damage
    align    two texts laid side by side              score   what reading made of a case
    suite    all cases as rows of the evaluation      python -m evals.damage FOLDER writes them

Nothing here is shared with the reading room, neither code nor word list: it must not be
able to undo a damage only because it knows how it was made.
"""
