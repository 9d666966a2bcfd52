"""Where a document demands and where it reports."""

from __future__ import annotations

from assistant.facts import extract, stance_of
from assistant.types import Clause, Document


def document(title: str, *clauses: Clause, doc_type: str | None = None, period: str | None = None) -> Document:
    return Document("x.txt", "0" * 64, title, clauses, doc_type=doc_type, period=period)


def part(number: str, heading: str, text: str) -> Clause:
    return Clause(number, "part", number, heading, f"{number}、{heading}\n{text}")


def test_kinds_of_documents() -> None:
    assert stance_of(document("清江县法治政府建设实施方案")) == "demand"
    assert stance_of(document("关于《审议意见》研究处理情况的报告")) == "report"
    assert stance_of(document("清江县2022年法治政府建设年度报告")) == "report"
    assert stance_of(document("清江省行政执法监督条例（2024年修订）")) == "demand"
    assert stance_of(document("", Clause("1", "paragraph", "", "",
        "办结了案件12件，已整改到位，累计培训3次。"))) == "report"


def test_a_report_turns_to_plans_and_problems_under_its_headings() -> None:
    found = extract(document(
        "清江县2022年度法治政府建设情况报告",
        part("一", "主要工作成效", "办理案件12件。"), part("二", "存在的问题", "仍有3个镇力量不足。"),
        part("三", "下一步打算", "到2023年底，合格率达到95%以上。"),
    ))
    assert [(item.clause, item.value) for item in found.figures if item.clause != "二"] == [("一", 12)]
    assert [target.value for item in found.requirements for target in item.targets] == [95]


def test_headings_of_parts_are_not_requirements_but_those_of_items_are() -> None:
    head = Clause("一", "part", "一", "健全执法体系", "一、健全执法体系")
    item = Clause("一/1", "item", "1", "完善程序", "1.完善程序。推行电子送达。", "一")
    found = extract(document("实施方案", head, item))
    assert [requirement.quote for requirement in found.requirements] == ["完善程序", "推行电子送达"]


def test_nothing_is_demanded_before_the_first_part() -> None:
    head = Clause("题头", "paragraph", "", "", "各镇人民政府要认真贯彻执行。")
    found = extract(document("实施方案", head, part("一", "任务", "健全机制。")))
    assert [item.clause for item in found.requirements] == ["一"]


def test_principles_demand_only_what_they_say_in_so_many_words() -> None:
    found = extract(document("实施方案", part("一", "基本原则",
        "坚持改革创新，推动先行先试。主要负责人要切实履行职责。")))
    assert [item.quote for item in found.requirements] == ["主要负责人要切实履行职责"]


def test_last_year_is_resolved_by_the_period_of_the_document() -> None:
    found = extract(document("清江县法治政府建设年度报告", part("一", "成效", "去年办理案件12件。"), period="2023年度"))
    assert [item.period for item in found.figures] == ["2022"]
