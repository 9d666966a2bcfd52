"""Documents written before the code was seen to read them, in four formats, each with what a careful reader reads.

A file of `fresh/` holds documents one after the other: `=== format`, then gold as `#key: value`, then `---`
and the text. In a docx `<0>` is an automatic number of that level, `|a|b|` a row, `^` a centred line; in a
pdf `^` is a centred title. Keys: title, carrier, issuer (a | b), region, level, doc_type, period, date, publish,
doc_number, index_number, addressees; ids (all, in order); headings (of the parts); parents
(name>relations>clause>number | …); absent (words of the page); lost (damage that must be told).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.reading import read_bytes
from assistant.types import Document

FRESH = Path(__file__).parent / "fresh"
_WIDTH = str.maketrans("，：；？！（）―", ",:;?!()—")
_HEAD = {
    "title": "title", "carrier": "carrier_title", "region": "region", "level": "level", "date": "date",
    "doc_number": "doc_number", "index_number": "index_number", "addressees": "addressees",
}
_ONLY_WHEN_GIVEN = {"doc_type": "doc_type", "period": "period", "publish": "publish_date"}
_NUMBERED = {"0": (1, 0), "1": (1, 1), "2": (1, 2), "第章": (2, 0), "第条": (2, 1), "（项）": (2, 2)}
_LEVELS = (
    (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")),
    (("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"),
     ("chineseCountingThousand", "（%3）")),
)


@dataclass(frozen=True, slots=True)
class Sample:
    format: str
    gold: dict[str, str]
    body: str


def fold(words: str | None) -> str:
    return re.sub(r"\s+", "", words or "").translate(_WIDTH)


def samples(name: str) -> Iterator[Sample]:
    for block in (FRESH / f"{name}.txt").read_text("utf-8").split("=== ")[1:]:
        head, body = block.split("\n---\n", 1)
        kind, *lines = head.split("\n")
        gold = {key.strip("# "): value.strip() for key, _, value in (line.partition(":") for line in lines)}
        yield Sample(kind, gold, body)


def numbering() -> str:
    out = ""
    for number, levels in enumerate(_LEVELS):
        out += f"<w:abstractNum w:abstractNumId='{number}'>"
        for at, (style, text) in enumerate(levels):
            running = "<w:lvlRestart w:val='0'/>" if text == "第%2条" else ""
            out += (f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{style}'/>{running}"
                    f"<w:suff w:val='nothing'/><w:lvlText w:val='{text}'/></w:lvl>")
        out += "</w:abstractNum>"
    return out + "".join(f"<w:num w:numId='{n + 1}'><w:abstractNumId w:val='{n}'/></w:num>" for n in range(2))


@pytest.fixture
def written(
    make_docx: Callable[..., bytes], make_pdf: Callable[..., bytes], para: Callable[..., str],
) -> Callable[[Sample], bytes]:
    """The bytes of a sample in its format."""

    def line(words: str) -> str:
        marked = re.match("<(.*?)>(.*)", words)
        if marked:
            number, level = _NUMBERED[marked.group(1)]
            place = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
            return para(html.escape(marked.group(2), quote=False), place)
        if words.startswith("|"):
            cells = "".join(f"<w:tc>{para(cell)}</w:tc>" for cell in words[1:-1].split("|"))
            return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        if words.startswith("^"):
            return para(words[1:], "<w:jc w:val='center'/>")
        return para(html.escape(words, quote=False))

    def write(sample: Sample) -> bytes:
        lines = [words for words in sample.body.splitlines() if words]
        if sample.format == "docx":
            body = "".join(map(line, lines)).replace("</w:tbl><w:tbl>", "")
            header = {"header": para(sample.gold["head"])} if "head" in sample.gold else {}
            return make_docx(body, numbering=numbering(), **header)
        if sample.format == "pdf":
            return make_pdf(lines, head=sample.gold.get("head", ""))
        return sample.body.encode()

    return write


def checks(sample: Sample, read: Document) -> Iterator[tuple[str, bool, object]]:
    """(what, whether it is as the gold says, what was read)."""
    gold = sample.gold
    for key, name in (_HEAD | {key: name for key, name in _ONLY_WHEN_GIVEN.items() if key in gold}).items():
        yield key, fold(getattr(read, name)) == fold(gold.get(key)), getattr(read, name)
    if "issuer" in gold:
        yield "issuer", [*map(fold, read.issuer)] == [fold(x) for x in gold["issuer"].split("|") if x], read.issuer
    ids = [clause.id for clause in read.clauses]
    if "ids" in gold:
        yield "ids", ids == gold["ids"].split(), set(ids) ^ set(gold["ids"].split())
    if "headings" in gold:
        headings = [clause.heading for clause in read.clauses if clause.parent is None and clause.heading]
        yield "headings", headings == gold["headings"].split("|"), headings
    cited = {fold(parent.name): parent for parent in read.parents}
    for each in filter(None, gold.get("parents", "").split(" | ")):
        name, relations, clause, *number = each.split(">")
        found = cited.get(fold(name))
        yield f"parent {name}", found is not None, list(cited)
        if found is not None:
            yield f"relation of {name}", found.relation in relations.split(","), found.relation
            yield f"place of {name}", clause in ("*", found.clause), found.clause
            yield f"number of {name}", not number or found.number == number[0], found.number
    whole = "".join(clause.text for clause in read.clauses)
    for words in filter(None, gold.get("absent", "").split("|")):
        yield f"absent {words}", words not in whole, words
    told = [fold(repair.before) for repair in read.repairs if not repair.applied]
    for words in filter(None, gold.get("lost", "").split("|")):
        yield f"lost {words}", any(fold(words) in each or each in fold(words) for each in told), told


@pytest.mark.parametrize("name", sorted(path.stem for path in FRESH.glob("*.txt")))
def test_fresh_documents_are_read_as_a_careful_reader_reads_them(
    name: str, written: Callable[[Sample], bytes],
) -> None:
    right = total = 0
    misses = []
    for sample in samples(name):
        read = read_bytes(written(sample), f"文.{sample.format}")
        for what, good, got in checks(sample, read):
            total, right = total + 1, right + good
            if not good:
                misses.append((sample.gold["title"][:20], what, got))
    assert total > 200
    assert right >= 0.99 * total, misses
