"""The drafter's chat: one message in, an answer, a draft or a revision out; kept under the user's name.

What a message asks for is told by its words, not by a model: 起草… drafts, a message
that changes (压缩 删除 补充 恢复 …) revises the open draft, anything else is a question.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, replace
from typing import Any

from assistant import types
from assistant.errors import BadInput, NotFound
from assistant.library.records import Kind
from assistant.service.documents import Documents
from assistant.service.drafts import Drafts
from assistant.service.workplace import Desk
from assistant.types import Answer, Citation, Draft

_DRAFT = re.compile(r"^\s*(?:请|帮我|帮忙|麻烦|再)*\s*(?:起草|草拟|撰写|拟写|写一?份|写|draft)", re.I)
_ALL = re.compile(r"全文|整篇|完整|年度报告$|whole|full")
_SECTION = re.compile(r"第[一二三四五六七八九十\d]+(?:部分|章|节)")
_TOPIC = re.compile(r"(?:起草|草拟|撰写|拟写|写)(?:一下|一个|一份|关于)?(?P<topic>[^,,。;;]{2,30}?)"
                    r"(?:的?(?:部分|章节|一节|一段|内容|情况))?$")
_CASE = re.compile(r"(?P<region>[一-鿿]{2,12}?(?:自治州|自治县|省|市|区|县|镇|乡|街道))?(?P<year>20\d{2})年度?")
_LENGTH = re.compile(r"(\d{2,6})\s*字")
_CHANGE = re.compile(r"压缩|精简|缩短|删|去掉|不要写|不要提|不写|补充|增加|加上|恢复|撤销|"
                     r"移到|移至|挪到|调到|改为|改成|改写|换成|采用|以.+为准|回到第|退回|重写|扩写|合并|标题")
_ENGLISH = {"reconsideration": "行政复议", "litigation": "行政应诉", "mediation": "行政调解",
            "adjudication": "行政裁决", "enforcement": "行政执法", "decision": "重大行政决策",
            "normative": "行政规范性文件", "business": "营商环境", "emergency": "突发事件",
            "openness": "政务公开", "disclosure": "政务公开", "digital": "数字法治政府",
            "leadership": "党的领导", "shortcoming": "存在的不足", "next year": "下一年度工作安排"}
KIND: Kind = "conversation"
KEPT_TURNS = 200
_KEEPING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Case:
    """What is being drafted: named once, kept with the conversation. Ids of the library."""

    region: str = ""
    year: int = 0
    material: tuple[str, ...] = ()
    plan: str | None = None
    previous: str | None = None
    kind: str = "annual-report"


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange. `answer` or `draft` is set when there is one; `text` is what the chat shows."""

    asked: str
    text: str
    answer: Answer | None = None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """As kept: the turns' words and what each answer cites, the case, the open draft."""

    id: str
    turns: tuple[tuple[str, str], ...] = ()
    case: Case = Case()
    draft: str | None = None
    citations: tuple[tuple[Citation, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Conversations:
    """What one user says and is told."""

    desk: Desk

    def current(self) -> Conversation:
        """The newest conversation, a new one when there is none."""
        records = self.desk.library.records.list(KIND, owner=self.desk.user.name, limit=1)
        return self._read(records[0].id, records[0].content) if records else self.begin()

    def begin(self, case: Case | None = None) -> Conversation:
        """A new conversation; its case may be taken over from the last."""
        content = {"turns": [], "case": types.to_json(case or Case()), "draft": None}
        record = self.desk.library.records.create(KIND, self.desk.user.name, content)
        return self._read(record.id, content)

    def get(self, id: str) -> Conversation:
        """One's own conversation. Raises NotFound."""
        record = self.desk.library.records.find(KIND, id)
        if record is None or record.owner != self.desk.user.name:
            raise NotFound(f"没有编号为 {id} 的对话", f"no conversation has the id {id}")
        return self._read(id, record.content)

    def mine(self) -> list[dict[str, Any]]:
        """One's own conversations, the newest first, each with its first words."""
        return [{"id": r["id"], "updated": r["updated"], "begins": r["begins"] or ""}
                for r in self.desk.library.records.glance(KIND, self.desk.user.name, {"begins": "$.turns[0][0]"})]

    def about(self, id: str, case: Case) -> Conversation:
        """Name what is drafted: region, year, material, plan, last year's report."""
        now = self.get(id)
        return now if now.case == case else self._keep(id, case=case)

    def open(self, id: str, draft: str | None) -> Conversation:
        """Open one of one's drafts in this conversation."""
        if draft is not None:
            Drafts(self.desk).get(draft)
        return self._keep(id, draft=draft)

    def say(self, id: str, text: str) -> Turn:
        """Answer one message and keep the exchange. Raises BadInput for an empty one."""
        now = self.get(id)
        asked = text.strip()
        if not asked:
            raise BadInput("请输入内容", "write something")
        turn, changes = self._answered(now, asked)
        self._keep(id, turn, **changes)
        return turn

    def _answered(self, now: Conversation, asked: str) -> tuple[Turn, dict[str, Any]]:
        """The turn, and what it changes in the conversation beside."""
        if asks_for_draft(asked):
            return self._drafted(now, asked)
        if now.draft and _CHANGE.search(asked) and not asked.endswith(("?", "?", "吗", "呢")):
            draft = Drafts(self.desk).revise(now.draft, asked)
            changed = f"改动 {len(draft.changed)} 处" if draft.changed else "没有改动"
            told = _with_notices(f"已改成第 {draft.version} 版,{changed},其余一字未动。", draft)
            return Turn(asked, told, draft=draft), {}
        answer = Documents(self.desk).ask(asked, now.turns[-6:])
        return Turn(asked, answer.answer, answer=answer), {}

    def _drafted(self, now: Conversation, asked: str) -> tuple[Turn, dict[str, Any]]:
        case = now.case
        if found := _CASE.search(_DRAFT.sub("", asked)):
            case = replace(case, year=int(found["year"]), region=found["region"] or case.region)
        if not case.region or not case.year:
            return Turn(asked, "请先写明地区和年度,例如“起草棠川区2026年度报告第四部分”,或在“起草什么”中填写。"), {}
        length = int(found[1]) if (found := _LENGTH.search(asked)) else None
        draft = Drafts(self.desk).create(case.kind, case.region, case.year, section=_section(asked),
                                         material=case.material, plan=case.plan, previous=case.previous, length=length)
        told = [f"已起草《{draft.title}》{len(draft.text)} 字。"]
        if draft.conflicts:
            told.append(f"有 {len(draft.conflicts)} 处数据来源不一致,已标〔待核〕,请裁定。")
        if draft.gaps:
            told.append(f"有 {len(draft.gaps)} 项计划要求没有材料反映,已标〔待补充〕。")
        if draft.excluded:
            told.append(f"{len(draft.excluded)} 条材料内容未采用,原因见清单。")
        return Turn(asked, _with_notices("".join(told), draft), draft=draft), {"case": case, "draft": draft.id}

    def _keep(self, id: str, turn: Turn | None = None, **changes: Any) -> Conversation:
        """Change the conversation as it stands now: another tab may have gone on in the meantime."""
        with _KEEPING:
            now = replace(self.get(id), **changes)
            if turn is not None:
                cited = tuple(dict.fromkeys(c for s in turn.answer.sentences for c in s.citations)) \
                    if turn.answer else ()
                now = replace(now, turns=(*now.turns, (turn.asked, turn.text))[-KEPT_TURNS:],
                              citations=(*now.citations, cited)[-KEPT_TURNS:])
            self.desk.library.records.save(KIND, id, {
                "turns": [list(turn) for turn in now.turns], "citations": types.to_json(now.citations),
                "case": types.to_json(now.case), "draft": now.draft}, keep=False)
        return now

    @staticmethod
    def _read(id: str, content: dict[str, Any]) -> Conversation:
        turns = tuple((asked, told) for asked, told in content["turns"])
        kept = content.get("citations") or [[] for _ in turns]
        return Conversation(id, turns, types.from_json(Case, content["case"]), content["draft"],
                            tuple(tuple(Citation(**c) for c in cited) for cited in kept))


def asks_for_draft(text: str) -> bool:
    """Whether a message asks for a new draft, which takes long, rather than for a change or an answer.

    >>> asks_for_draft("请起草第四部分"), asks_for_draft("草稿里写了几件")
    (True, False)
    """
    return _DRAFT.match(text) is not None


def _section(asked: str) -> str | None:
    """Which section a message asks for; None for the whole.

    >>> _section("起草第四部分"), _section("起草棠川区2026年度报告全文"), _section("起草行政复议部分")
    ('第四部分', None, '行政复议')
    >>> _section("draft the section on administrative reconsideration")
    '行政复议'
    """
    if found := _SECTION.search(asked):
        return found[0]
    if _ALL.search(asked):
        return None
    for word, topic in _ENGLISH.items():
        if word in asked.lower():
            return topic
    bare = re.sub(r"^[ ,,。的]+|[ ,,。的]+$", "", _LENGTH.sub("", _CASE.sub("", asked)))
    found = _TOPIC.search(bare)
    topic = found["topic"].removeprefix("的") if found else ""
    return None if not topic or topic.endswith("报告") else topic


def _with_notices(text: str, draft: Draft) -> str:
    return "\n".join([text, *draft.notices])
