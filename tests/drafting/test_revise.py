"""An instruction changes the sentences it concerns; the rest stays identical to the letter."""

from __future__ import annotations

import re

import pytest

from assistant.drafting import ground_sentence, revise, settle
from assistant.drafting.pages import paragraphs
from assistant.errors import BadInput
from assistant.types import Draft, DraftSentence
from tests.drafting.scoring import Case


def change(case: Case, draft: Draft, instruction: str, history: tuple[Draft, ...] = ()) -> Draft:
    return revise(draft, instruction, case.materials, case.plan, None, None, history=history)


def all_sentences(draft: Draft) -> list[DraftSentence]:
    return [s for section in draft.sections for s in section.sentences]


def untouched(before: Draft, after: Draft) -> bool:
    """Every sentence of the new draft stood in the old one, or is named in `changed`."""
    old = {s.text for s in all_sentences(before)} | {s.heading for s in before.sections}
    fresh = {c.after for c in after.changed}
    return all(s.text in old or s.text in fresh for s in all_sentences(after))


def size(text: str) -> int:
    return len("".join(text.split()))


def test_a_topic_is_removed_and_nothing_else(qingxiu: Case, qingxiu_draft: Draft) -> None:
    after = change(qingxiu, qingxiu_draft, "不要写满意度")
    assert "满意" not in after.text
    assert "按期办结率达99.2%" in after.text
    assert untouched(qingxiu_draft, after)
    assert {("满意" in c.before, "满意" in c.after) for c in after.changed} == {(True, False)}
    assert after.version == 2
    assert qingxiu_draft.version == 1


def test_a_body_is_removed_with_its_sentences(qingxiu: Case, qingxiu_draft: Draft) -> None:
    after = change(qingxiu, qingxiu_draft, "不要写青石镇")
    assert "青石镇" not in after.text
    assert all(c.after == "" for c in after.changed)


@pytest.mark.parametrize(("paragraph", "limit"), [("第二段", 100), ("第六段", 120), ("第十段", 200)])
def test_a_paragraph_is_shortened_to_the_length(qingxiu: Case, qingxiu_draft: Draft, paragraph: str,
                                                limit: int) -> None:
    number = "一二三四五六七八九十".index(paragraph[1])
    row = paragraphs(qingxiu_draft.sections)[number]
    after = change(qingxiu, qingxiu_draft, f"把{paragraph}压缩到{limit}字")
    now = size("".join(s.text for s in after.sections[row].sentences))
    was = size("".join(s.text for s in qingxiu_draft.sections[row].sentences))
    assert now <= limit
    assert was <= limit or now >= 0.6 * limit
    others = [s for i, s in enumerate(after.sections) if i != row]
    assert others == [s for i, s in enumerate(qingxiu_draft.sections) if i != row]


def test_the_whole_is_shortened_and_still_grounded(wangling: Case, wangling_draft: Draft) -> None:
    after = change(wangling, wangling_draft, "全文压缩到2500字")
    assert size("".join(s.text for s in all_sentences(after))) <= 2500
    for sentence in all_sentences(after):
        assert ground_sentence(sentence, [*wangling.materials, wangling.plan], year=2024) == (), sentence.text


def test_what_is_short_enough_stays(qingxiu: Case, qingxiu_draft: Draft) -> None:
    after = change(qingxiu, qingxiu_draft, "把第二段压缩到2000字")
    assert after.changed == ()
    assert any("未作改动" in n for n in after.notices)


def test_a_removed_topic_comes_back_from_the_version_before(qingxiu: Case, qingxiu_draft: Draft) -> None:
    without = change(qingxiu, qingxiu_draft, "不要写满意度")
    back = change(qingxiu, without, "恢复满意度", (qingxiu_draft, without))
    assert back.text == qingxiu_draft.text
    assert back.version == 3


def test_a_version_comes_back_whole(qingxiu: Case, qingxiu_draft: Draft) -> None:
    second = change(qingxiu, qingxiu_draft, "删除第五段")
    third = change(qingxiu, second, "回到第1版", (qingxiu_draft, second))
    assert third.sections == qingxiu_draft.sections
    assert third.version == 3


def test_what_the_draft_lacks_is_added_from_the_sources(qingxiu: Case, qingxiu_draft: Draft) -> None:
    short = change(qingxiu, qingxiu_draft, "不要写和解")
    assert "34.7%" not in short.text
    after = change(qingxiu, short, "补充复议调解的数据")
    assert "调解和解率达34.7%" in after.text
    assert untouched(short, after)
    added = next(s for s in all_sentences(after) if "34.7%" in s.text)
    assert added.citations
    assert ground_sentence(added, qingxiu.materials, year=2023) == ()


def test_last_years_figure_comes_only_when_asked_for(qingxiu: Case, qingxiu_draft: Draft) -> None:
    assert "171件" not in qingxiu_draft.text
    after = change(qingxiu, qingxiu_draft, "补充上年行政复议案件的数据")
    assert "2022年受理行政复议案件171件" in after.text


def test_nothing_is_added_that_the_sources_do_not_say(qingxiu: Case, qingxiu_draft: Draft) -> None:
    with pytest.raises(BadInput, match="没有关于"):
        change(qingxiu, qingxiu_draft, "补充行政裁决的数据")


def test_a_section_moves_whole(qingxiu: Case, qingxiu_draft: Draft) -> None:
    after = change(qingxiu, qingxiu_draft, "把信访工作移到行政复议前面")
    headings = [re.sub(r"^\d+\.", "", s.heading) for s in after.sections]
    assert headings.index("信访工作") + 1 == headings.index("行政复议")
    assert sorted(s.text for s in all_sentences(after)) == sorted(s.text for s in all_sentences(qingxiu_draft))


def test_a_heading_is_renamed_and_keeps_its_number(qingxiu: Case, qingxiu_draft: Draft) -> None:
    after = change(qingxiu, qingxiu_draft, "把(一)的标题改为“转变政府职能”")
    assert "（一）转变政府职能" in [s.heading for s in after.sections]
    assert all_sentences(after) == all_sentences(qingxiu_draft)


def test_words_are_replaced_only_where_the_sources_bear_it(qingxiu: Case, qingxiu_draft: Draft) -> None:
    after = change(qingxiu, qingxiu_draft, "把“制发行政复议意见书”改为“发出行政复议意见书”")
    assert "发出行政复议意见书5份" in after.text
    with pytest.raises(BadInput, match="不能改"):
        change(qingxiu, qingxiu_draft, "把“意见书5份”改为“意见书6份”")


@pytest.mark.parametrize("choice", ["01-区司法局.txt", "218", 218, "218件", "区司法局"])
def test_a_conflict_is_settled_by_value_or_source(qingxiu_draft: Draft, qingxiu: Case, choice: str | int) -> None:
    after = settle(qingxiu_draft, "受理行政复议案件", choice)
    assert "〔待核:受理行政复议案件〕" not in after.text
    assert "受理行政复议案件218件。" in after.text
    assert "226" not in after.text
    sentence = next(s for s in all_sentences(after) if s.text == "受理行政复议案件218件。")
    assert ground_sentence(sentence, qingxiu.materials, year=2023) == ()
    assert next(c for c in after.conflicts if "复议" in c.indicator).settled == 218
    assert len(after.changed) == 1


def test_a_conflict_is_settled_in_words(qingxiu: Case, qingxiu_draft: Draft) -> None:
    after = change(qingxiu, qingxiu_draft, "行政复议受理数以区司法局为准")
    assert "受理行政复议案件218件。" in after.text


@pytest.mark.parametrize(("indicator", "choice"), [("受理行政复议案件", "999"), ("没有这个指标", "218")])
def test_a_choice_that_is_none_is_refused_with_what_there_is(qingxiu_draft: Draft, indicator: str, choice: str) -> None:
    with pytest.raises(BadInput, match=r"218|受理行政复议案件"):
        settle(qingxiu_draft, indicator, choice)


@pytest.mark.parametrize("instruction", ["写得更有文采一些", "你觉得怎么样", "翻译成英文"])
def test_what_is_not_understood_says_what_can_be_done(qingxiu: Case, qingxiu_draft: Draft, instruction: str) -> None:
    with pytest.raises(BadInput, match="可以这样说"):
        change(qingxiu, qingxiu_draft, instruction)


@pytest.mark.parametrize("instruction", [
    "删除第九十段", "不要写外星人", "把第九十段压缩到100字", "把外星人移到第二段前面", "回到第7版"])
def test_a_place_that_is_not_there_is_told(qingxiu: Case, qingxiu_draft: Draft, instruction: str) -> None:
    with pytest.raises(BadInput):
        change(qingxiu, qingxiu_draft, instruction)


def test_two_commands_in_one_instruction(qingxiu: Case, qingxiu_draft: Draft) -> None:
    after = change(qingxiu, qingxiu_draft, "把第二段压缩到120字,不要写好评率")
    assert "好评率" not in after.text
    assert after.version == 2


def test_a_change_over_last_year_is_computed_and_marked_when_asked_for() -> None:
    from assistant.drafting import DraftRequest, compose_draft
    from assistant.reading import read_text

    text = "青岫区司法局2023年工作总结\n\n一、行政复议\n全区受理行政复议案件218件。去年受理行政复议案件171件。"
    material = [read_text(text, "区司法局.txt")]
    draft = compose_draft(DraftRequest("annual-report", "青岫区", 2023), material, None, None, None)
    assert "171" not in draft.text
    after = revise(draft, "补充行政复议与上年对比的数据", material)
    assert "2022年受理行政复议案件171件" in after.text
    computed = next(s for s in all_sentences(after) if s.computed)
    assert "增长27.5%" in computed.text
    assert computed.computed == "(218-171)/171"
    assert {c.quote for c in computed.citations} == {"全区受理行政复议案件218件", "去年受理行政复议案件171件"}
    assert ground_sentence(computed, material, year=2023) == ()


def test_a_sentence_of_a_part_is_removed_alone(qingxiu: Case, qingxiu_draft: Draft) -> None:
    heads = [i for i, s in enumerate(qingxiu_draft.sections) if s.level == 1 and s.heading]
    gone = qingxiu_draft.sections[heads[2]].sentences[0].text
    after = change(qingxiu, qingxiu_draft, "第三部分第一句删掉")
    assert [(c.before, c.after) for c in after.changed] == [(gone, "")]


@pytest.mark.parametrize(("instruction", "share"), [("第二部分压缩到一半", 0.5), ("第二部分压缩三分之一", 2 / 3)])
def test_a_part_is_shortened_to_a_share(qingxiu: Case, qingxiu_draft: Draft, instruction: str, share: float) -> None:
    def problems(draft: Draft) -> int:
        return size("".join(s.text for x in draft.sections if "不足" in x.heading for s in x.sentences))
    assert problems(change(qingxiu, qingxiu_draft, instruction)) <= share * problems(qingxiu_draft)


def test_the_whole_is_shortened_with_its_headings_counted(qingxiu: Case, qingxiu_draft: Draft) -> None:
    assert 0.85 * 3000 <= size(change(qingxiu, qingxiu_draft, "全文压缩到3000字").text) <= 3000


def test_what_is_moved_to_the_front_is_numbered_anew(xunxi: Case, xunxi_draft: Draft) -> None:
    after = change(xunxi, xunxi_draft, "把行政应诉放到前面")
    heads = [s.heading for s in after.sections]
    assert heads.index("1.行政应诉") + 1 == heads.index("2.行政复议")
    old = {s.text for s in all_sentences(xunxi_draft)}
    assert {s.text for s in all_sentences(after)} == old
