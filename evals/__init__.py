"""Offline evaluations (离线评测): how much a draft covers, whether it is true, whether the checker finds what is wrong.

    python -m evals                       everything, in under ten minutes on two cores; exit 1 when a gate is not met
    python -m evals drafting checking     some suites         --json FILE --html FILE   results to keep
    python -m evals --draft FILE          a saved draft       --compare OLD NEW         what changed, and by chance?
    python -m evals --new-case DOC FILE   nuggets proposed for a reference document, to be confirmed by a person
    python -m evals --check-case FILE     a check of them     --case FILE --draft FILE  a draft scored on them

    suites     a function each from a Context to a SuiteResult     scoring   pure functions, no rule of the product's
    mutators   weaknesses planted into clean pairs                 damage    documents damaged as real pages are
    gates      floors, goals and the places of the controls        report    terminal table, page
    nuggets, references, labels, questions.json, split.toml        the cases, by source document for dev or test
"""
