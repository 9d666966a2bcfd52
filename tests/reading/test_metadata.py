# ruff: noqa: E501  (Chinese letters count double)
"""Head data: as printed first, as the page says second, and nothing made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.reading import read_text
from assistant.types import Document

TEXTS = Path(__file__).parent / "texts"
BODY = "\n一、总体要求\n坚持党的领导，完善制度。\n二、主要任务\n（一）普法。开展宣传。"


def read(name: str) -> Document:
    return read_text((TEXTS / f"{name}.txt").read_text("utf-8"), f"{name}.txt")


def test_a_notice_and_what_it_carries() -> None:
    document = read("notice")
    assert document.title == "云麓市数字政府建设工作方案"
    assert document.carrier_title == "云麓市人民政府关于印发云麓市数字政府建设工作方案的通知"
    assert document.issuer == ("云麓市人民政府",)
    assert (document.doc_number, document.date) == ("云府发〔2023〕6号", "2023-03-09")
    assert document.addressees == "各县（区）人民政府，市政府各部门"
    (parent,) = document.parents
    assert (parent.name, parent.clause, parent.relation, parent.number) == (
        "云麓省数字政府建设规划（2021—2025年）", "题头", "据以制定", "云麓政发〔2021〕9号"
    )


def test_a_regulation_has_its_maker_and_the_day_it_was_promulgated() -> None:
    document = read("regulation")
    assert (document.title, document.doc_type) == ("云麓市行政执法监督办法", "办法")
    assert (document.issuer, document.date, document.period) == (("云麓市人民政府",), "2021-04-02", None)
    relations = {parent.name: parent.relation for parent in document.parents}
    assert relations["中华人民共和国行政处罚法"] == "据以制定"


def test_a_work_report_is_given_by_its_government() -> None:
    document = read("work_report")
    assert (document.title, document.doc_type, document.issuer) == ("政府工作报告", "政府工作报告", ("青岚县人民政府",))
    assert (document.region, document.level, document.date, document.period) == ("青岚县", "区县", "2023-01-06", "2022年")


def test_a_news_text_is_of_its_paper() -> None:
    document = read("news")
    assert (document.doc_type, document.issuer, document.date) == ("新闻报道", ("青岚日报",), "2023-05-16")


def test_an_answer_to_review_opinions_names_what_it_answers() -> None:
    document = read("answer")
    assert (document.doc_type, document.addressees) == ("审议意见研究处理情况报告", "云麓市人大常委会")
    assert document.parents[0].relation == "答复对象"


@pytest.mark.parametrize(
    ("title", "kind", "region", "level", "period"),
    [
        ("云麓省法治政府建设实施纲要（2021—2025年）", "实施纲要", "云麓省", "省", "2021—2025年"),
        ("中共云麓市委全面依法治市委员会2023年工作要点", "工作要点", "云麓市", "市", "2023年"),
        ("青岚县临溪镇2022年度法治政府建设情况报告", "法治政府建设年度报告", "青岚县临溪镇", "乡镇", "2022年度"),
        ("重庆市巴南区法治社会建设实施方案(2021-2025年)", "实施方案", "重庆市巴南区", "区县", "2021—2025年"),
        ("贵州省黔东南苗族侗族自治州促进民族团结进步条例", "条例", "贵州省黔东南苗族侗族自治州", "市", None),
        ("云麓市人民政府关于2022年法治政府建设情况的报告", "法治政府建设年度报告", "云麓市", "市", "2022年"),
        ("云麓市“十四五”法治政府建设规划", "规划", "云麓市", "市", "2021—2025年"),
        ("国务院关于加强数字政府建设的指导意见", "指导意见", None, "国家", None),
        ("法治政府建设与责任落实督察工作规定", "规定", None, None, None),
    ],
)
def test_titles_tell_kind_region_level_and_period(
    title: str, kind: str, region: str | None, level: str | None, period: str | None,
) -> None:
    document = read_text(title + BODY)
    assert document.title.replace("(", "（").replace(")", "）") == title.replace("(", "（").replace(")", "）")
    assert (document.doc_type, document.region, document.level, document.period) == (kind, region, level, period)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("云麓市法治政府建设\n实施方案\n（2021—2025年）", "云麓市法治政府建设实施方案（2021—2025年）"),
        ("云麓市法治政府建设 实施方案", "云麓市法治政府建设实施方案"),
        ("云麓市普法责任清单管理办法\n（试行）", "云麓市普法责任清单管理办法（试行）"),
        ("近日，云麓省委、云麓省人民政府印发了《云麓省普法规划》，全文如下。\n云麓省普法规划", "云麓省普法规划"),
        ("云麓市人民政府文件\n云府〔2022〕3号\n云麓市人民政府关于加强普法工作的意见", "云麓市人民政府关于加强普法工作的意见"),
        ("云麓市司法局\n关于2022年法治政府建设情况的报告\n市委、市政府：", "云麓市司法局关于2022年法治政府建设情况的报告"),
    ],
)
def test_titles_over_lines_and_behind_leads(head: str, title: str) -> None:
    assert read_text(head + BODY).title == title


def test_two_offices_sign_together() -> None:
    document = read_text(
        "中共云麓市委 云麓市人民政府关于印发《云麓市普法工作方案》的通知\n各县委、县人民政府：\n现将方案印发给你们。\n中共云麓市委  云麓市人民政府\n2022年10月14日\n"
        "云麓市普法工作方案" + BODY
    )
    assert document.issuer == ("中共云麓市委", "云麓市人民政府")
    assert document.carrier_title == "中共云麓市委 云麓市人民政府关于印发《云麓市普法工作方案》的通知"
    assert document.date == "2022-10-14"


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("严格执行《政府信息公开条例》，公开信息。", "引用"),
        ("按照《云麓省法治政府建设实施纲要（2021—2025年）》要求推进工作。", "贯彻"),
        ("《云麓市法治政府建设规划（2015—2020年）》实施以来成效明显。", "历史文件"),
        ("印发《青岚县法治建设工作要点》，部署任务。", "本级制定"),
    ],
)
def test_how_a_document_is_cited(sentence: str, relation: str) -> None:
    document = read_text(f"青岚县2022年度法治政府建设情况报告\n一、成效\n（一）工作。{sentence}\n（二）其他。好。")
    (parent,) = document.parents
    assert (parent.relation, parent.clause) == (relation, "一/(一)")


@pytest.mark.parametrize(
    ("words", "name", "relation", "number"),
    [
        ("县人大常委会印发了审议意见（青人常〔2023〕7号），县政府认真研究处理。", "审议意见", "答复对象", "青人常〔2023〕7号"),
        ("根据云政办发〔2023〕27号文件精神，制定本方案。", "云政办发〔2023〕27号", "据以制定", "云政办发〔2023〕27号"),
    ],
)
def test_documents_named_by_their_numbers_are_cited(words: str, name: str, relation: str, number: str) -> None:
    (parent,) = read_text(f"青岚县普法工作方案\n青政发〔2023〕40号\n各乡镇：\n{words}\n一、普法\n（一）工作。好。\n（二）其他。好。").parents
    assert (parent.name, parent.relation, parent.number) == (name, relation, number)


def test_books_and_campaigns_are_not_documents() -> None:
    assert read_text("某报告\n一、甲\n《五聚焦跑出加速度》刊发。学习《习近平法治思想学习问答》。\n二、乙\n好。").parents == ()


def test_what_nothing_tells_stays_unknown() -> None:
    document = read_text("一、完善制度。\n二、加强监督。", "草稿.txt")
    assert document.title == "草稿"
    assert (document.issuer, document.region, document.level, document.date, document.doc_number) == ((), None, None, None, None)


def test_reading_the_same_bytes_gives_the_same_digest() -> None:
    assert read("notice").digest == read("notice").digest != read("news").digest
