# ruff: noqa: E501  (Chinese letters count double)
"""The clause tree: ids as printed, text where it belongs, numbers that are none left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.reading import read_text
from assistant.reading.outline import ancestors, children, headings, in_context, subtree
from assistant.types import Document

TEXTS = Path(__file__).parent / "texts"


def read(name: str) -> Document:
    return read_text((TEXTS / f"{name}.txt").read_text("utf-8"), f"{name}.txt")


def ids(text: str) -> list[str]:
    return [clause.id for clause in read_text(text).clauses]


def texts(text: str) -> dict[str, str]:
    return {clause.id: clause.text for clause in read_text(text).clauses}


def test_plans_are_parts_sections_and_items() -> None:
    assert ids("某方案\n一、总则\n（一）要求\n1.依法。\n2.公开。\n（二）目标\n3.建成。\n二、任务\n（三）普法\n4.宣传。") == [
        "题头", "一", "一/(一)", "一/(一)/1", "一/(一)/2", "一/(二)", "一/(二)/3", "二", "二/(三)", "二/(三)/4",
    ]


def test_a_repeated_number_is_told_apart_by_its_part_and_a_skipped_one_stays() -> None:
    assert ids("一、甲\n（一）一。\n（三）三。\n二、乙\n（三）四。\n（五）五。") == [
        "一", "一/(一)", "一/(三)", "二", "二/(三)", "二/(五)"
    ]


def test_a_number_its_siblings_bear_already_is_counted_on() -> None:
    assert ids("一、甲\n（一）一。\n（一）又一。\n一、又甲\n（一）一。") == ["一", "一/(一)", "一/(一)#2", "一#2", "一#2/(一)"]


@pytest.mark.parametrize(
    "line", ["1.5亿元投入使用。", "2022年完成。", "3、4月份开展检查。", "12.4宪法日活动。", "一、二级巡视员参加。", "（二）项规定的事项。",
             "第三条第二款规定的情形。", "500.6万元。", "98.5%以上。"]
)
def test_amounts_and_references_at_the_beginning_of_a_line_are_not_numbers(line: str) -> None:
    got = texts(f"一、甲\n{line}\n二、乙\n内容。")
    assert list(got) == ["一", "二"]
    assert line.rstrip("。") in got["一"]


def test_one_is_two_is_and_firstly_inside_a_paragraph_are_not_clauses() -> None:
    text = "一、甲\n（一）做法。一是建机制。二是抓落实。第一，完善制度。第二，强化监督。\n一是单独成段。\n（二）成效。好。"
    assert ids(text) == ["一", "一/(一)", "一/(二)"]


def test_laws_are_chapters_articles_and_items_and_paragraphs_stay_with_their_article() -> None:
    document = read("regulation")
    got = {clause.id: clause for clause in document.clauses}
    assert [clause_id for clause_id in got if clause_id.count("/") == 0] == ["题头", "第一章", "第二章", "第三章", "第四章"]
    assert "第二章/第四条/(二)/1" in got
    assert "第二章/第五条之一" in got
    assert "第三章/第二节/第七条" in got
    assert got["第一章/第三条"].text.endswith("应当在30日内完成。")
    assert got["第一章/第三条/(三)"].text == "（三）监督与指导相结合。"
    assert got["第一章"].heading == "总则"
    assert (got["第一章"].kind, got["第一章/第三条"].kind, got["第一章/第三条/(二)"].kind) == ("part", "section", "item")


def test_a_notice_its_plan_and_its_annexes_are_kept_apart() -> None:
    got = {clause.id: clause for clause in read("notice").clauses}
    assert list(got)[:2] == ["题头", "一"]
    assert got["结尾"].text == "附件：1.重点任务分工表\n2.考核指标"
    assert got["附件1"].heading == "重点任务分工表"
    assert got["附件1/二/(一)"].text == "（一）一网通办。由市政务服务局负责。"
    assert got["二/(二)"].text.endswith("责任单位：市政务服务局\n完成时限：2024年12月31日")
    assert got["二/(一)/2/(2)"].text == "（2）归集数据，做到：①应归尽归；②应享尽享。"


def test_a_notice_that_carries_two_documents_has_them_as_annexes() -> None:
    text = (
        "某县人民政府关于印发甲方案等两个方案的通知\n各乡镇：\n现印发给你们。\n某县人民政府\n2023年1月2日\n"
        "附件1\n某县甲方案\n一、目标\n好。\n二、任务\n好。\n附件2\n某县乙方案\n一、目标\n好。\n（一）普法。好。\n二、任务\n好。"
    )
    assert ids(text) == ["题头", "附件1", "附件1/一", "附件1/二", "附件2", "附件2/一", "附件2/一/(一)", "附件2/二"]


def test_a_notice_with_numbers_of_its_own_does_not_take_those_of_the_plan_it_carries() -> None:
    text = (
        "某县人民政府关于印发某县普法工作方案的通知\n各乡镇人民政府：\n现将方案印发给你们。\n一、提高认识。高度重视普法工作。\n二、抓好落实。压实各方责任。\n"
        "某县人民政府\n2023年3月9日\n某县普法工作方案\n一、总体要求\n坚持党的领导。\n二、主要任务\n（一）宣传。开展活动。"
    )
    assert ids(text) == ["题头", "题头/一", "题头/二", "一", "二", "二/(一)"]


def test_a_closing_paragraph_is_not_a_part_of_the_last_item() -> None:
    item = "推进各项制度落地见效，明确责任分工，细化工作措施，加强督促检查，确保按期完成目标任务。完善机制。"
    text = "一、甲\n" + "\n".join(f"{number}.{item}" for number in range(1, 5)) + "\n各部门要压实责任，狠抓落实。"
    assert ids(text)[-2:] == ["一/4", "结尾"]


def test_signature_and_contacts_are_the_closing() -> None:
    document = read("summary")
    assert document.clauses[-1].id == "结尾"
    assert document.clauses[-1].text == "云麓市交通运输局\n2023年1月12日"
    assert document.clause("三/3").text == "3、做好普法宣传。"


def test_a_news_text_without_numbers_is_an_opening_and_counted_paragraphs() -> None:
    assert [clause.id for clause in read("news").clauses] == ["引言", "1", "2"]


def test_unnumbered_headings_and_their_paragraphs_are_counted() -> None:
    long = "有关部门认真研究办理，制定专门工作方案，逐一分解到各责任单位，抓好落实。"
    text = (
        f"本报讯（记者 某）{long}\n以制度促规范\n{long}\n{long}\n以服务优环境\n解决“办事难”的问题\n市里有两项举措：\n{long}\n{long}\n以监督强责任\n{long}\n此外，{long}"
    )
    got = texts(text)
    assert list(got) == ["引言", "1", "1/1", "1/2", "2", "2/1", "2/2", "3", "4"]
    assert got["2"] == "以服务优环境\n解决“办事难”的问题\n市里有两项举措："
    assert got["3"] == f"以监督强责任\n{long}"


def test_unnumbered_headings_under_a_part_are_counted_under_it() -> None:
    long = "坚持系统谋划、统筹推进，健全工作机制，完善配套制度。"
    text = f"一、总体要求\n指导思想\n{long}\n基本原则\n{long}\n{long}\n工作目标\n{long}\n二、任务\n{long}\n责任单位：县司法局\n完成时限：2023年\n{long}\n县司法局"
    got = texts(text)
    assert list(got)[:5] == ["一", "一/1", "一/2", "一/3", "二"]
    assert got["一/2"] == f"基本原则\n{long}\n{long}"
    assert "责任单位" in got["二"]


def test_a_list_after_a_colon_stands_under_its_clause() -> None:
    assert ids("一、甲\n1.总则。内容。\n2.包括：\n1.甲类；\n2.乙类。\n二、乙\n1.其他。")[:5] == ["一", "一/1", "一/2", "一/2/1", "一/2/2"]


def test_numbers_of_every_print_give_half_width_ids() -> None:
    assert ids("一 、甲\n㈠乙\n⒈丙\n⑴丁\n①戊\n②己\n二．庚\n（ 二 ）辛\n１．壬") == [
        "一", "一/(一)", "一/(一)/1", "一/(一)/1/(1)", "一/(一)/1/(1)/①", "一/(一)/1/(1)/②", "二", "二/(二)", "二/(二)/1",
    ]


def test_text_without_any_number_is_kept_whole() -> None:
    assert texts("建立健全制度。") == {"1": "建立健全制度。"}
    assert texts("") == {}
    assert texts(" \n\u3000\n") == {}


def test_headings_are_given_with_and_without_a_stop() -> None:
    got = {clause.id: clause.heading for clause in read_text("一、总体要求\n二、任务：\n（一）普法。开展宣传。\n（二）执法\n规范行为。\n1.完善制度，健全机制；落实责任。").clauses}
    assert got == {"一": "总体要求", "二": "任务", "二/(一)": "普法", "二/(二)": "执法", "二/(二)/1": ""}


def test_a_heading_ends_before_firstly_when_its_stop_is_lost() -> None:
    document = read_text("一、甲\n1.坚持规范执法一是建机制。二是抓落实。\n2.强化监督。一是督察。")
    assert [clause.heading for clause in document.clauses] == ["甲", "坚持规范执法", "强化监督"]


def test_a_clause_is_shown_under_its_headings() -> None:
    document = read("notice")
    assert headings(document, "二/(一)/1") == ("主要任务", "夯实基础")
    assert in_context(document, "二/(一)/1").splitlines()[:2] == ["主要任务", "夯实基础"]
    assert [clause.id for clause in children(document, "二/(一)")] == ["二/(一)/1", "二/(一)/2"]
    assert [clause.id for clause in subtree(document, "三")] == ["三", "三/(一)", "三/(二)"]
    assert [clause.id for clause in ancestors(document, "二/(一)/1")] == ["二", "二/(一)"]
    with pytest.raises(KeyError):
        headings(document, "九")


def test_a_single_line_is_read_as_its_paragraphs() -> None:
    assert [clause.id for clause in read("one_line").clauses] == [
        "题头", "一", "二", "二/(一)", "二/(二)", "二/(二)/1", "二/(二)/2", "三"
    ]
