"""The nuggets of the demonstration case: their file holds, and they tell texts apart."""

import json
from pathlib import Path

from assistant import reading
from evals.scoring import coverage

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "evals" / "nuggets" / "demo.json"
DATA = json.loads(CASE.read_text(encoding="utf-8"))
NUGGETS, DECOYS = coverage.load(CASE)
REFERENCE = (ROOT / DATA["reference"]).read_text(encoding="utf-8")


def body(path: Path) -> str:
    return "\n".join(clause.text for clause in reading.read_path(path).clauses)


def test_there_are_enough_nuggets_and_each_names_its_fact() -> None:
    assert len(NUGGETS) >= 120
    assert sum(nugget.vital for nugget in NUGGETS) >= 80
    manifest = json.loads((ROOT / "corpus" / "manifest.json").read_text(encoding="utf-8"))
    facts = {fact["id"] for fact in manifest["facts"]}
    assert all(set(row["facts"]) <= facts and row["origin"] == "written" for row in DATA["nuggets"])


def test_the_reference_holds_every_vital_nugget_and_no_decoy() -> None:
    score = coverage.score(REFERENCE, NUGGETS, DECOYS, REFERENCE)
    assert [n.text for n in NUGGETS if n.vital and score.labels[n.id] != "supported"] == []
    assert score.decoys == ()


def test_all_submissions_together_hold_every_nugget_and_fall_into_the_traps() -> None:
    text = "\n".join(body(path) for path in sorted((ROOT / "corpus" / "submissions").iterdir()))
    score = coverage.score(text, NUGGETS, DECOYS, REFERENCE)
    assert [n.text for n in NUGGETS if score.labels[n.id] != "supported"] == []
    assert len(score.decoys) >= 14


def test_the_report_of_the_year_before_holds_next_to_none() -> None:
    score = coverage.score(body(next((ROOT / "corpus").glob("04-*.pdf"))), NUGGETS, DECOYS, REFERENCE)
    assert score.strict < 0.1


def test_an_empty_text_holds_nothing() -> None:
    score = coverage.score("", NUGGETS, DECOYS, REFERENCE)
    assert (score.strict, score.lenient, score.decoys) == (0, 0, ())
