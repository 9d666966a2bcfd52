"""The generator makes what it says, the same each time, and the scorer can tell good from bad."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from assistant.reading import read_text
from evals.damage import kinds, score, suite
from evals.damage.align import align
from evals.damage.cases import case, cases
from evals.damage.formats import FORMATS, write
from evals.damage.kinds import KINDS, Damaged, apply
from evals.damage.plans import generate
from evals.damage.shifted import decode, shift
from evals.damage.traditional import annotated, traditional

pytest.importorskip("docx")
pytest.importorskip("reportlab")


def test_plans_are_the_same_for_the_same_seed_and_differ_for_another() -> None:
    assert generate(3, "notice") == generate(3, "notice") != generate(4, "notice")
    texts = {generate(seed, "plan").blocks[4].text for seed in range(20)}
    assert len(texts) > 15


def test_the_set_has_thirty_documents_in_four_formats_with_every_damage() -> None:
    files = list(cases())
    assert len(files) >= 30 and {file.format for file in files} == set(FORMATS)
    for kind in KINDS:
        assert {file.format for file in files if kind in file.kinds} >= {"txt", "html", "docx"}, kind
    assert len({file.name for file in files}) == len(files)


@pytest.mark.parametrize("kind", FORMATS)
def test_files_are_the_same_bytes_each_time(kind: str) -> None:
    first, second = (case(kind, "notice", ("chrome", "annotations"), 7).data for _ in range(2))  # type: ignore[arg-type]
    assert first == second
    if kind == "docx":
        with zipfile.ZipFile(BytesIO(first)) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}, "the hour of writing makes a digest vary"


def test_the_clean_text_of_every_clause_is_known() -> None:
    plan = generate(5, "notice")
    clauses = plan.clauses()
    assert list(clauses) == list(plan.parents)
    assert "".join(clauses.values()).replace("\n", "") == "".join(block.line for block in plan.blocks)
    assert plan.parents["一/(一)"] == "一" and plan.parents["一"] is plan.parents["题头"] is None


def test_a_lost_lead_byte_shifts_what_follows() -> None:
    data = "落實。《雲南省建設(shè)".encode("gb18030")
    cut = data.index("。".encode("gb18030"))
    assert decode(data[:cut] + b"?" + data[cut + 1:]).startswith("落實?！")
    assert decode("依法行政".encode("gb18030")) == "依法行政"


@pytest.mark.parametrize("seed", range(30))
def test_byte_damage_stays_in_place_and_takes_no_figure(seed: int) -> None:
    text = traditional("县司法局牵头建立联席会议制度，每季度至少召开2次会议，研究解决突出问题。") * 2
    made = shift(text, random.Random(seed))
    if made is None:
        return
    after, now, was, at = made
    assert text[at:at + len(was)] == was and now in after and now != was
    assert [c for c in after if c.isdigit()] == [c for c in text if c.isdigit()]


def test_annotations_can_be_taken_out_again() -> None:
    text = traditional("为推动法治政府建设，结合实际，制定本方案。")
    with_readings, count = annotated(text, random.Random(1), 1.0)
    assert count >= 5
    for _ in range(count):
        start, end = with_readings.index("("), with_readings.index(")")
        with_readings = with_readings[:start] + with_readings[end + 1:]
    assert with_readings == text


def test_what_is_lost_is_lost_in_the_expected_text_too() -> None:
    damaged = Damaged.of(generate(2, "notice"))
    apply("lost", damaged, random.Random(2))
    assert damaged.sites and damaged.lines == damaged.expected
    for site in damaged.sites:
        assert site.now in damaged.lines[site.line] and len(site.was) == len(site.now) + 1


def test_a_perfect_reader_scores_perfectly_and_a_blind_one_does_not() -> None:
    one = case("txt", "plan", ("half_width", "invisible", "traditional"), 11)
    right = score.score(one, read_text("\n".join(one.damaged.expected)))
    assert (right.edits, right.figures_lost, right.figures_added) == (0, 0, 0)
    assert right.boundaries_right == right.boundaries == right.parents_right
    blind = score.score(one, read_text("\n".join(line + "字" for line in one.damaged.expected[::-1])))
    assert blind.edits > 100 and blind.boundaries_right < right.boundaries_right


def test_a_changed_figure_is_seen() -> None:
    one = case("txt", "plan", (), 12)
    lines = [line.replace("%", "9%", 1) if "%" in line else line for line in one.damaged.expected]
    reading = score.score(one, read_text("\n".join(lines)))
    assert reading.figures_lost and reading.figures_added


def test_alignment_is_exact_for_few_edits_and_ends_for_many() -> None:
    text = "坚持依法行政，全面推进改革。" * 200
    assert align(text, text[:500] + "甲" + text[501:]).distance() == 1
    assert align(text, text + text).distance() == len(text)
    assert align("", "甲").distance() == 1 and align("甲", "").distance() == 1


def test_nothing_of_the_reading_room_is_used_to_damage() -> None:
    folder = Path(kinds.__file__).parent
    for file in folder.glob("*.py"):
        if file.name in ("score.py", "suite.py"):
            continue  # they read: that is what is measured
        source = file.read_text(encoding="utf-8")
        assert "from assistant" not in source and "import assistant" not in source, file.name
        assert "opencc" not in source, file.name


def test_a_refused_case_counts_as_nothing_read() -> None:
    one = case("pdf", "plan", (), 3)
    cut = type(one)(one.name, one.data[:500], one.format, one.kinds, one.damaged)
    reading = suite.read(cut)
    assert reading.error and reading.edits == reading.characters > 0


def test_clean_documents_read_without_an_error_in_every_format() -> None:
    for kind in FORMATS:
        reading = suite.read(case(kind, "notice", (), 40))
        assert (reading.error, reading.edits, reading.figures_lost, reading.told_wrongly) == ("", 0, 0, 0), kind


def test_a_file_is_written_in_each_format_for_every_damage() -> None:
    for kind in FORMATS:
        damaged = Damaged.of(generate(9, "notice"))
        for damage in ("half_width", "twice", "chrome"):
            apply(damage, damaged, random.Random(9))
        assert len(write(kind, damaged, random.Random(9))) > 1000
