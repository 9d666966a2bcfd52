"""End to end: the command line as a user meets it, in processes of its own, from an empty home to the files taken away."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.context import Absent, Context, digest
from evals.result import SYSTEM, Miss, Row, Score, SuiteResult
from evals.scoring import faithfulness
from evals.scoring.folding import contains, digits, fold
from evals.suites.rows import rate

QUESTION = ("澄漪市每个县区要推出多少项“跨区通办”事项", "50项")
UNANSWERABLE = "社区矫正对象怎么管理"
INSTRUCTION = "不要写满意率"
SECONDS = 900
Json = dict[str, Any]


class Failed(Exception):
    """A step did not do what it should; the message says how."""


@dataclass
class Desk:
    """A user at the command line. `clauses`: text by (document, clause) of all that may be quoted."""

    home: Path
    folder: Path
    paths: Mapping[str, Path]
    material: Sequence[Path]
    region: str
    year: int
    clauses: dict[tuple[str, str], str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    quotes: list[tuple[str, bool]] = field(default_factory=list)
    kept: dict[str, Json] = field(default_factory=dict)

    def run(self, *arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "assistant.cli", "--home", str(home or self.home), *arguments], text=True,
            capture_output=True, cwd=self.folder, timeout=SECONDS, check=False,
            env={**environment, "HOME": str(self.folder), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)})
        name = arguments[0]
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun
        return done

    def told(self, *arguments: str, home: Path | None = None) -> Json:
        """The one JSON object of a command that must succeed. Raises Failed."""
        done = self.run(*arguments, "--json", home=home)
        if done.returncode:
            raise Failed(f"exit {done.returncode}: {done.stderr.strip()[-200:]}")
        out: Json = json.loads(done.stdout)
        return out

    def quote(self, document: str, clause: str, quote: str) -> None:
        text = self.clauses.get((document, clause))
        self.quotes.append((f"{document} {clause}:{quote[:60]}", bool(quote) and text is not None and quote in text))


def run(context: Context) -> SuiteResult:
    """Every step in order; a step that fails is told, and the next is tried. Raises Absent."""
    desk = _desk(context)
    passed: dict[str, float] = {}
    misses: list[Miss] = []
    for number, step in enumerate(STEPS):
        name = step.__name__.lstrip("_")
        context.tell(f"全程 {name}", number / len(STEPS))
        try:
            step(desk)
            passed[name] = 1.0
        except (Failed, KeyError, IndexError, ValueError, OSError, subprocess.TimeoutExpired) as exc:
            passed[name] = 0.0
            misses.append(Miss("demo", name, (step.__doc__ or "").strip(), f"{type(exc).__name__}: {exc}", "step"))
    misses += [Miss("demo", f"quote {i}", "引文与条款一致", what, "quote")
               for i, (what, good) in enumerate(desk.quotes, 1) if not good]
    scores = {"steps_passed": rate(round(sum(passed.values())), len(passed)),
              "quotes_exact": rate(sum(good for _, good in desk.quotes), len(desk.quotes))}
    if "draft" in desk.kept:
        told = _faithful(desk, desk.kept["draft"])
        scores["figures_wrong"] = Score(float(told.numbers - told.numbers_found), told.numbers)
    return SuiteResult("end_to_end", "run", rows=(Row("demo", SYSTEM, scores),), misses=tuple(misses),
                       cases={"demo/steps_passed": passed}, digests={"demo": digest(*desk.paths.values(), *desk.material)},
                       timings=desk.seconds)


def _desk(context: Context) -> Desk:
    documents = context.manifest["documents"]
    roles = {d["role"]: context.demo / d["file"] for d in documents if d["role"] != "submission"}
    material = [context.demo / d["file"] for d in documents if d["role"] == "submission"]
    if missing := [p.name for p in (*roles.values(), *material) if not p.is_file()]:
        raise Absent(f"缺少演示文件 {missing[0]} (a demonstration document is missing)")
    given = next(d for d in documents if d["role"] == "submission")
    folder = context.home / "end_to_end"
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(folder / "home", folder, roles, material, given["region"], int(given["period"]))
    for path in (*roles.values(), *material):
        desk.clauses |= {(path.name, c.id): c.text for c in context.read(path).clauses}
    return desk


def _library(desk: Desk) -> list[Path]:
    return [desk.paths["plan"], desk.paths["opinion"]]


def _add(desk: Desk) -> None:
    """Documents are added to an empty home, each with an id and its clauses."""
    added = desk.told("add", *map(str, _library(desk)))["documents"]
    _must(len(added) == len(_library(desk)) and all(d["id"] and d["clauses"] for d in added), "not all were added")
    for document in added:
        desk.clauses |= {(document["id"], clause): text for (source, clause), text in list(desk.clauses.items())
                         if source == document["source"]}
    desk.kept["add"] = {"ids": {d["source"]: d["id"] for d in added}}


def _add_again(desk: Desk) -> None:
    """The same bytes never get a second id."""
    again = desk.told("add", *map(str, _library(desk)))["documents"]
    _must({d["source"]: d["id"] for d in again} == desk.kept["add"]["ids"], "another id")
    _must(len(desk.told("list")["documents"]) == len(_library(desk)), "the list grew")


def _search(desk: Desk) -> None:
    """The clause that answers comes first."""
    found = desk.told("search", QUESTION[0], "-k", "3")
    _must(found["answerable"] and QUESTION[1] in found["results"][0]["text"], "another clause came first")


def _ask(desk: Desk) -> None:
    """An answer holds what was asked, and cites."""
    answer = desk.told("ask", QUESTION[0])
    for citation in (c for s in answer["sentences"] for c in s["citations"]):
        desk.quote(citation["document"], citation["clause"], citation["quote"])
    _must(contains(digits(answer["answer"]), QUESTION[1]) and bool(answer["sentences"][0]["citations"]), "no cited answer")


def _refuse(desk: Desk) -> None:
    """What the library cannot answer is refused."""
    _must(not desk.told("ask", UNANSWERABLE)["answerable"], "answered all the same")


def _draft(desk: Desk) -> None:
    """A whole report as .docx, with its evidence beside it."""
    options = [part for path in desk.material for part in ("--material", str(path))]
    draft = desk.told("draft", "--region", desk.region, "--year", str(desk.year), *options, "--plan",
                      str(desk.paths["draft"]), "--previous", str(desk.paths["previous-report"]), "-o", "report.docx")
    desk.kept["draft"] = draft
    _quote_sentences(desk, draft)
    text = _docx_text(desk.folder / "report.docx")
    _must(all(fold(t) in text for t in (draft["title"], *(s["text"] for s in _sentences(draft)))), "text is missing")
    _must((desk.folder / "report-依据.docx").is_file(), "no evidence document")


def _revise(desk: Desk) -> None:
    """An instruction changes only what it concerns; the rest stays to the letter."""
    before = desk.kept["draft"]
    after = desk.told("revise", before["id"], INSTRUCTION)
    _quote_sentences(desk, after)
    old, new = ([s["text"] for s in _sentences(d)] for d in (before, after))
    _must(after["version"] == 2 and "满意率" not in after["text"] and old != new, "the instruction was not carried out")
    lost = [t for t in old if t not in new and "满意率" not in t]
    _must(not lost, f"also changed: {lost[:1]}")


def _versions(desk: Desk) -> None:
    """Both versions are kept, the first as it was."""
    versions = desk.told("versions", desk.kept["draft"]["id"])["versions"]
    texts = {v["version"]: v["text"] for v in versions}
    _must(len(versions) == 2 and texts[1] == desk.kept["draft"]["text"], "the first version was not kept")


def _check(desk: Desk) -> None:
    """A review with both quotes, as Word comments, spreadsheet and page."""
    names = ["review.docx", "review.xlsx", "review.html"]
    made = desk.told("check", str(desk.paths["draft"]), "--against", desk.kept["add"]["ids"][desk.paths["plan"].name],
                     *[part for name in names for part in ("-o", name)])
    desk.kept["check"] = made
    draft, upper = desk.paths["draft"].name, desk.paths["plan"].name
    for finding in made["findings"]:
        desk.quote(upper, finding["requirement"]["clause"], finding["requirement"]["quote"])
        for place in finding["draft"]:
            desk.quote(draft, place["clause"], place["quote"])
    for place in made["internal"] + made["beyond"]:
        if place["quote"]:
            desk.quote(draft, place["clause"], place["quote"])
    _must(sum(made["summary"].values()) == len(made["findings"]) > 0, "the summary does not add up")


def _word_comments(desk: Desk) -> None:
    """The reviewer's own .docx with comments, its text untouched."""
    with zipfile.ZipFile(desk.folder / "review.docx") as archive:
        comments = len(re.findall(r"<w:comment ", archive.read("word/comments.xml").decode()))
    flagged = [f for f in desk.kept["check"]["findings"] if f["verdict"] not in ("covered", "not_applicable") and f["draft"]]
    _must(comments >= len(flagged) > 0, f"{comments} comments for {len(flagged)} findings")
    _must(_docx_text(desk.folder / "review.docx") == _docx_text(desk.paths["draft"]), "the text was touched")


def _spreadsheet(desk: Desk) -> None:
    """A spreadsheet without formulas."""
    with zipfile.ZipFile(desk.folder / "review.xlsx") as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    _must(bool(sheets) and not any("<f>" in sheet for sheet in sheets), "a formula stands in it")


def _page(desk: Desk) -> None:
    """A page that loads nothing from elsewhere."""
    page = (desk.folder / "review.html").read_text(encoding="utf-8")
    _must(not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page), "it refers to another host")
    _must(all(f["id"] in page or f["reason"][:12] in page for f in desk.kept["check"]["findings"][:5]), "findings are missing")


def _refuse_usage(desk: Desk) -> None:
    """A path that is not there is one clear line and exit 2."""
    done = desk.run("check", "nowhere.docx", "--json")
    _must(done.returncode == 2 and not done.stdout and len(done.stderr.strip().splitlines()) == 1, "not one line, exit 2")


def _restore(desk: Desk) -> None:
    """A backup brings everything back into an empty home."""
    desk.told("backup", "kept.sqlite")
    other = desk.folder / "other"
    desk.told("restore", "kept.sqlite", home=other)
    there = desk.told("list", home=other)["documents"]
    _must({d["source"]: d["id"] for d in there} == desk.kept["add"]["ids"], "documents are missing")
    _must(desk.told("versions", desk.kept["draft"]["id"], home=other)["version"] == 2, "the draft is missing")


STEPS: tuple[Callable[[Desk], None], ...] = (
    _add, _add_again, _search, _ask, _refuse, _draft, _revise, _versions, _check, _word_comments, _spreadsheet, _page,
    _refuse_usage, _restore)


def _must(good: bool, what: str) -> None:
    if not good:
        raise Failed(what)


def _sentences(draft: Json) -> list[Json]:
    return [s for section in draft["sections"] for s in section["sentences"]]


def _quote_sentences(desk: Desk, draft: Json) -> None:
    for citation in (c for s in _sentences(draft) for c in s["citations"]):
        desk.quote(citation["document"], citation["clause"], citation["quote"])


def _faithful(desk: Desk, draft: Json) -> faithfulness.Faithfulness:
    return faithfulness.score(_sentences(draft), desk.clauses, desk.year)


def _docx_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    return fold("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body)).replace("&lt;", "<").replace("&gt;", ">")
                .replace("&amp;", "&"))
