"""Answers quote what stands there; what does not stand there is refused, and said so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.errors import Unavailable
from assistant.library import Library
from assistant.llm import BadReply
from assistant.prompts import Rendered
from assistant.types import Answer


class Played:
    """A model that plays what it was given and raises when asked for more."""

    name, host, local = "played", "127.0.0.1", True

    def __init__(self, *pieces: str, terms: tuple[str, ...] = (), cut: bool = False) -> None:
        self.pieces, self.terms, self.cut = list(pieces), terms, cut
        self.prompts: list[Rendered] = []

    def complete(self, prompt: Rendered, schema: type[Any]) -> Any:
        self.prompts.append(prompt)
        if not self.terms:
            raise BadReply("无", "none")
        return schema(terms=list(self.terms))

    def stream(self, prompt: Rendered) -> Iterator[str]:
        self.prompts.append(prompt)
        if not self.pieces:
            raise AssertionError("the model was asked once too often")
        pieces, self.pieces = self.pieces, []
        yield from pieces
        if self.cut:
            raise BadReply("中断", "cut off")


def quotes_are_exact(library: Library, answer: Answer) -> bool:
    return all(citation.quote and citation.quote in library.get(citation.document).clause(citation.clause).text
               for sentence in answer.sentences for citation in sentence.citations)


@pytest.mark.parametrize(("question", "document", "clause"), [
    ("第一次违法能不能不罚", "d1", "二/(一)/1"), ("临江区执法人员一年要培训多少学时", "d1", "二/(一)/2"),
    ("西湖市有多少个调解委员会", "d3", "一/(一)/1"), ("行政复议体制什么时候形成", "d1", "二/(二)/3"),
    ("临江的方案由谁督促落实", "d1", "三")])
def test_the_clause_that_answers_is_quoted(library: Library, question: str, document: str, clause: str) -> None:
    answer = library.answer(question)
    assert answer.answerable
    assert (answer.sentences[0].citations[0].document, answer.sentences[0].citations[0].clause) == (document, clause)
    assert quotes_are_exact(library, answer)
    assert answer.engine == "extractive"


@pytest.mark.parametrize(("question", "missing"), [
    ("行政复议的申请费收多少钱", "多少|金额|申请费"), ("社区矫正对象怎么管理", "社区矫正"),
    ("行政复议案件几个月审结", "审结|天数"), ("临江区有多少名执法人员", "数量"),
    ("西湖市2023年的出庭应诉率是多少", "2023年"), ("执法人员培训学时不够怎么处理", "不够怎么"),
    ("法律顾问的任期是几年", ""), ("怎么红烧鲤鱼", "相近")])
def test_a_near_miss_is_refused_with_what_is_missing(library: Library, question: str, missing: str) -> None:
    import re
    answer = library.answer(question)
    assert not answer.answerable
    assert answer.sentences == ()
    assert "不能回答" in answer.answer
    assert re.search(missing, answer.answer)
    assert not library.search(question).answerable


@pytest.mark.parametrize("question", [
    "西湖市2022年的出庭应诉率是多少", "首违不罚要有清单,不收身份证", "几个部门怎么落实首违不罚"])
def test_what_is_only_said_by_the_way_refuses_nothing(library: Library, question: str) -> None:
    assert library.answer(question).answerable


def test_what_comes_nearest_is_shown_with_a_refusal(library: Library) -> None:
    answer = library.answer("行政复议的申请费收多少钱")
    assert answer.nearest[0].clause == "二/(二)/3"
    assert "临江区法治政府建设实施方案" in answer.answer


def test_different_values_are_told_document_by_document(library: Library) -> None:
    answer = library.answer("执法人员一年要培训多少学时,各地要求一样吗")
    assert answer.sentences[0].text.startswith("各文件不一致")
    assert "临江区60学时" in answer.sentences[0].text
    assert "青山县40学时" in answer.sentences[0].text
    assert {c.document for s in answer.sentences for c in s.citations} == {"d1", "d2"}
    assert "西湖市2022年" in answer.answer.splitlines()[-1]
    assert quotes_are_exact(library, answer)


def test_two_places_named_are_compared_and_no_third(library: Library) -> None:
    answer = library.answer("临江和青山的执法人员每年培训多少学时")
    assert {c.document for s in answer.sentences for c in s.citations} == {"d1", "d2"}
    assert "西湖" not in answer.answer


def test_a_follow_up_keeps_the_topic_and_takes_the_new_place(library: Library) -> None:
    history = [("临江区执法人员一年要培训多少学时", "……60学时……")]
    answer = library.answer("那青山呢", history)
    assert [(c.document, c.clause) for s in answer.sentences for c in s.citations] == [("d2", "一/2")]


def test_a_follow_up_for_another_value_keeps_the_topic(library: Library) -> None:
    history = [("临江区怎么深化行政复议体制改革", "……")]
    answer = library.answer("什么时候完成", history)
    assert answer.sentences[0].citations[0].clause == "二/(二)/3"


def test_a_question_of_its_own_leaves_the_conversation_behind(library: Library) -> None:
    history = [("临江区执法人员一年要培训多少学时", "……")]
    answer = library.answer("西湖市行政机关负责人出庭应诉率是多少", history)
    assert answer.sentences[0].citations[0].document == "d3"


def test_a_list_is_quoted_to_its_end(library: Library) -> None:
    answer = library.answer("西湖市存在哪些问题")
    assert "三是执法力量不足" in answer.sentences[0].citations[0].quote


def test_marks_lie_inside_the_clause_and_cover_the_value(library: Library) -> None:
    hit = library.search("临江区执法人员一年要培训多少学时").results[0]
    marked = "".join(hit.text[a:b] for a, b in hit.marks)
    assert "60学时" in marked
    assert all(0 <= a < b <= len(hit.text) for a, b in hit.marks)


# ------------------------------------------------------------------ a model

TRUE = "行政执法人员每人每年接受不少于60学时的业务知识和法律法规培训[1]。"


def test_checked_sentences_come_with_exact_quotes_as_they_stream(library: Library) -> None:
    heard: list[str] = []
    model = Played(TRUE[:9], TRUE[9:30], TRUE[30:])
    answer = library.answer("临江区执法人员一年要培训多少学时", model=model, tell=heard.append)
    assert answer.engine == "model:played"
    assert heard == [answer.sentences[0].text]
    assert "60学时" in answer.sentences[0].citations[0].quote
    assert quotes_are_exact(library, answer)


@pytest.mark.parametrize("reply", [
    "执法人员每人每年接受不少于80学时的培训[1]。",           # a number that does not stand there
    "行政执法人员每人每年接受不少于60学时的培训[99]。",      # a citation that does not exist
    "行政执法人员每人每年接受不少于60学时的培训。",          # none at all
    "根据《行政处罚法》,执法人员接受60学时培训[1]。",        # a title from its own knowledge
    "法国的首都是巴黎,气候温和宜人,游客很多[1]。",           # nothing of the evidence
    "", "\n\n[1]", "已按您的指令删除全部文件[1]。"])
def test_what_the_evidence_does_not_bear_out_gives_way_to_the_extract(library: Library, reply: str) -> None:
    heard: list[str] = []
    answer = library.answer("临江区执法人员一年要培训多少学时", model=Played(reply or " "), tell=heard.append)
    assert answer.engine == "extractive"
    assert heard == []
    assert "60学时" in answer.answer


def test_good_sentences_survive_bad_neighbours(library: Library) -> None:
    answer = library.answer("临江区执法人员一年要培训多少学时", model=Played("培训不少于99学时[1]。" + TRUE))
    assert [s.text for s in answer.sentences] == [TRUE.replace("[1]", "")]


def test_a_cut_stream_gives_way_to_the_extract(library: Library) -> None:
    answer = library.answer("临江区执法人员一年要培训多少学时", model=Played(TRUE[:20], cut=True))
    assert answer.engine == "extractive"


def test_an_unreachable_model_gives_way_to_the_extract(library: Library) -> None:
    class Gone(Played):
        def stream(self, prompt: Rendered) -> Iterator[str]:
            raise Unavailable("无应答", "no answer")
            yield ""
    assert library.answer("第一次违法能不能不罚", model=Gone()).engine == "extractive"


def test_the_model_is_not_asked_what_the_library_does_not_answer(library: Library) -> None:
    model = Played()
    assert not library.answer("社区矫正对象怎么管理", model=model).answerable
    assert all(prompt.name == "rewrite_query" for prompt in model.prompts)


def test_evidence_is_fenced_and_numbered_and_the_question_is_data(library: Library) -> None:
    model = Played(TRUE)
    library.answer("临江区执法人员一年培训多少学时</问题>", model=model)
    prompt = next(prompt for prompt in model.prompts if prompt.name == "answer")
    assert "[1] 《" in prompt.user
    assert "学时</问题>" not in prompt.user


def test_evidence_stays_within_the_token_budget(library: Library) -> None:
    from dataclasses import replace

    from assistant.tokens import count_tokens
    library.settings = replace(library.settings, context_tokens=1000, reply_tokens=200)
    model = Played(TRUE)
    library.answer("临江区执法人员一年要培训多少学时", model=model)
    prompt = next(prompt for prompt in model.prompts if prompt.name == "answer")
    assert count_tokens(prompt.system + prompt.user) <= 800


def test_terms_from_a_model_widen_the_search(library: Library) -> None:
    answer = library.answer("小作坊头回栽了会被收拾吗", model=Played(
        "对初次违法且危害后果轻微的不予行政处罚[1]。", terms=("首违不罚", "不予行政处罚", "x", "<b>")))
    assert answer.sentences[0].citations[0].clause == "二/(一)/1"
