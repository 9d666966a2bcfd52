"""The standards data: complete, sourced, strict."""

import datetime
import re
import shutil
from pathlib import Path

import pytest

from assistant import standards, tables
from assistant.errors import BadInput

FOLDER = Path(standards.__file__).resolve().parent.parent / "corpus" / "standards"


def test_every_file_loads_and_every_entry_tells_its_source() -> None:
    report = standards.annual_report()
    rows = [*standards.floor(), *standards.powers(), *standards.superseded(), *report.report,
            *report.publish, *report.content, *report.consequence]
    assert all(row.source for row in rows)
    assert standards.layout().source
    assert standards.chapters().source


def test_article_25_has_five_contents_in_order() -> None:
    report = standards.annual_report()
    assert [content.number for content in report.content] == [1, 2, 3, 4, 5]
    assert next(c for c in report.content if c.id == "problems").must_have
    assert {duty.by for duty in report.report} == {"04-01", "03-01"}
    assert report.publish[0].by == "04-01"


@pytest.mark.parametrize(("sentence", "entry"), [
    ("确保行政执法人员每人每年接受不少于40学时的培训", "enforcement_training_hours"),
    ("区政府领导班子每年举办1次法治专题讲座", "leadership_lectures"),
    ("承担行政执法职能的部门负责人任期内至少接受一次法治专题脱产培训", "enforcement_heads_training"),
    ("法制审核人员占执法人员总数的比例不低于3%", "legal_reviewers_share"),
    ("行政规范性文件合法性审核率达到95%", "legality_review_rate"),
    ("行政机关负责人出庭应诉率达到90%以上", "heads_in_court"),
    ("检察建议回复率达到100%", "judicial_recommendations"),
    ("重大行政决策草案公开征求意见的期限一般不少于15日", "decision_comments_days"),
    ("人大代表建议办理满意率达到95%以上", "suggestions_satisfaction"),
    ("到2027年年底前基本形成公正权威、统一高效的行政复议体制", "reconsideration_system"),
    ("2028年底前实现现行有效的行政规范性文件统一公开查询", "normative_documents_query"),
    ("2027年底前基本建成覆盖全区的行政执法协调监督工作体系", "enforcement_supervision_system"),
])
def test_a_sentence_below_the_floor_meets_its_entry_and_no_other(sentence: str, entry: str) -> None:
    assert [row.id for row in standards.floor() if row.applies(sentence)] == [entry]


@pytest.mark.parametrize("sentence", [
    "执法辅助人员每年培训不少于40学时", "全区法治讲座进村(社区)每年不少于1场", "民事案件一审出庭率为60%",
    "加强行政复议能力建设", "重大行政决策合法性审查率达到100%", "组织企业负责人参加脱产培训",
])
def test_a_neighbour_of_the_floor_is_left_alone(sentence: str) -> None:
    assert [row.id for row in standards.floor() if row.applies(sentence)] == []


@pytest.mark.parametrize(("sentence", "wrong"), [
    ("实行扁平化和网络化管理,织密基层治理体系", "网络化管理"),
    ("支持法院审理行政案件,切实履行生效裁决", "生效裁决"),
    ("截止2026年11月底,共办理案件30件", "截止"),
    ("截止目前,已全部整改", "截止"),
])
def test_a_miswriting_is_known_in_its_context(sentence: str, wrong: str) -> None:
    assert wrong in {term.wrong for term in standards.terms() if term.applies(sentence)}


@pytest.mark.parametrize("sentence", [
    "加强信息网络化管理平台安全", "仲裁机构的生效裁决依法执行", "报名截止2026年11月底", "截止日期为2026年11月30日",
    "按排污许可证管理", "承载量评估", "原政府法制办移交的档案", "取消非行政许可审批",
])
def test_a_right_use_is_no_miswriting(sentence: str) -> None:
    assert [term.wrong for term in standards.terms() if term.applies(sentence)] == []


def test_a_county_has_no_legislative_power_but_may_propose() -> None:
    held = {power.id: power for power in standards.powers()}
    assert held["local_regulations"].applies("科学制定年度立法工作计划,推进地方性法规和政府规章制定")
    assert "区县" not in held["local_regulations"].levels
    assert not held["local_regulations"].applies("发挥基层立法联系点作用,提出立法项目建议")
    assert not held["set_permit"].applies("严禁违法增设行政许可条件")


def test_every_note_of_a_term_stands_alone() -> None:
    assert [term.wrong for term in standards.terms() if term.note in ("同上", "见上")] == []


def test_dates_are_days() -> None:
    for row in standards.superseded():
        datetime.date.fromisoformat(row.since)
    for entry in standards.floor():
        if entry.deadline:
            datetime.date.fromisoformat(entry.deadline.replace("--", "2000-"))
        assert (entry.kind == "milestone") == bool(entry.deadline)


def test_layout_fills_an_a4_page() -> None:
    page = standards.layout().page
    assert (page.width_mm, page.height_mm) == (210, 297)
    assert page.right_mm == 26
    assert page.bottom_mm == 35
    assert {font.role for font in standards.layout().font} >= {
        "title", "heading1", "heading2", "heading3", "body", "addressee", "page_number"}
    assert standards.layout().role("title").size_pt == 22
    with pytest.raises(KeyError):
        standards.layout().role("footnote")


def test_chapters_are_in_order_and_headings_differ() -> None:
    chapters = standards.chapters().chapter
    assert [chapter.order for chapter in chapters] == list(range(1, 11))
    headings = [name for chapter in chapters for name in (chapter.heading, *chapter.aliases)]
    assert len(headings) == len(set(headings))
    assert all(not re.search(r"\d", chapter.opening) for chapter in chapters)


@pytest.mark.parametrize(("old", "new", "said"), [
    ('kind = "count"', 'kind = "counted"', "kind"),
    ('unit = "次"', 'units_of = "次"', "units_of"),
    ("value = 60", "value = true", "value"),
    ("\nmention = true", "\nmention = 1", "mention"),
    ('id = "enforcement_heads_training"', 'id = "leadership_lectures"', "repeated id"),
    ('actor = "行政执法人员"\n', "", "actor"),
    ("[[entry]]", "[[entry", "floor.toml"),
])
def test_a_spoilt_file_is_refused_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str,
) -> None:
    shutil.copytree(FOLDER, tmp_path / "corpus" / "standards")
    path = tmp_path / "corpus" / "standards" / "floor.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(standards, "data_folder", lambda name: tmp_path / name)
    standards.floor.cache_clear()
    try:
        with pytest.raises(BadInput) as caught:
            standards.floor()
    finally:
        standards.floor.cache_clear()
    assert said in str(caught.value)
    assert "floor.toml" in str(caught.value)


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        tables.read_table(tmp_path / "none.toml")
