"""The questions: enough of each kind, every answer where the gold says it stands, split by document."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

from assistant import reading
from assistant.types import Document
from evals import questions
from evals.context import Context
from evals.scoring.folding import contains, digits, fold
from evals.suites.rows import splits

ROOT = Path(__file__).resolve().parents[2]
DATA = json.loads(questions.FILE.read_text(encoding="utf-8"))


@cache
def documents() -> dict[str, Document]:
    return {path.name: reading.read_path(path) for path in (ROOT / "corpus" / name for name in DATA["documents"])}


def test_there_are_enough_questions_of_every_kind() -> None:
    count = Counter(q["stratum"] for q in DATA["questions"])
    assert sum(count.values()) >= 60 and count["unanswerable"] >= 15
    assert min(count[kind] for kind in ("number", "deadline", "obligation", "responsible_actor", "cross_document",
                                        "colloquial", "paraphrase", "named_scheme")) >= 5


def test_every_quote_stands_in_its_clause_and_holds_the_expected_answer() -> None:
    for q in DATA["questions"]:
        quoted = "".join(documents()[g["doc"]].clause(g["clause"]).text for g in q["gold"])
        for g in q["gold"]:
            assert fold(g["quote"]) in fold(documents()[g["doc"]].clause(g["clause"]).text), q["id"]
        for slot in q.get("slots", []):
            assert any(contains(digits(quoted), digits(word)) for word in slot), (q["id"], slot)


def test_dev_and_test_documents_do_not_overlap_and_both_have_questions() -> None:
    sources = {q["gold"][0]["doc"] if q["gold"] else q["near"] for q in DATA["questions"]}
    assert sources <= set(splits())
    count = Counter(splits()[q["gold"][0]["doc"] if q["gold"] else q["near"]] for q in DATA["questions"])
    assert min(count["dev"], count["test"]) >= 20


def test_the_set_loads_with_the_digest_of_its_data() -> None:
    with tempfile.TemporaryDirectory() as home:
        loaded = questions.load(Context(Path(home)), "demo")
    assert len(loaded.questions) == len(DATA["questions"]) and len(loaded.digest) == 64
    assert all(q.source for q in loaded.questions)
