"""Parts against their total (分项与总数)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.facts.quantities import Quantity
from assistant.review.internal.counted import alike, counted, figures, rough, slack, worth
from assistant.review.internal.view import Sentence, View
from assistant.types import InternalFinding

_BRACKET = re.compile("[（(][^（）()]{4,60}[）)]")
_DISPOSED = re.compile(
    "保留|有效|修改|修订|废止|失效|维持|撤销|驳回|终止|确认|变更|优秀|合格|良好|新增|取消|调整|下放|承接|予以|不予|部分|采纳|办结"
)
_AMONG = re.compile("其中|包括|分别(?:是|为|有)|即")
_WHOLE = re.compile("(?:分别(?:是|为|有)|即)")
_TOTAL_AFTER = re.compile("(?:共计|合计|总计|总共|共)(?:[^，。；、\\d]{0,6})$")
_TOTAL_BEFORE = re.compile("(?:共|总|累计|合计|现)(?:[^，。；\\d]{0,8})$")
_OPEN_LIST = re.compile("等|主要|左右|以上")
_OF_THESE = re.compile(
    r"(?:^|[，；])(?:在)?(?:已|经)?(?P<verb>审结|办结|受理|审理|处理|评查|调解|复议|清理|办理)(?:的)?[^，。；\d]{0,6}中，"
)
_COMPLEMENT = (
    ("办结", "未办结|未结|正在办理|在办|正在审理"),
    ("审结", "未审结|未结|正在审理|在审"),
    ("维持", "撤销|驳回|终止"),
    ("合格", "不合格"),
    ("满意", "不满意"),
    ("胜诉", "败诉"),
    ("上半年", "下半年"),
    ("男", "女"),
    ("线上", "线下"),
    ("采纳", "未采纳"),
    ("同意", "不同意"),
    ("政府名义", "办公室名义|部门名义|政府办名义"),
    ("现场|会议", "书面"),
    ("县本级|县级|区级", "乡镇|镇街|街道"),
)


def check(view: View) -> Iterator[InternalFinding]:
    """Sums within a sentence, and a total that the next sentence breaks up."""
    before: Sentence | None = None
    for sentence in view.sentences:
        found = figures(sentence.text)
        yield from _parts(sentence, found)
        yield from _of_these(sentence, found)
        yield from _spread(before, sentence, found)
        before = sentence


def _parts(sentence: Sentence, found: Sequence[Quantity]) -> Iterator[InternalFinding]:
    """N件,其中A件、B件; A件、B件,共计N件."""
    text, numbers = sentence.text, counted(found)
    for mark in _AMONG.finditer(text):
        total = next((q for q in reversed(numbers) if q.end <= mark.start() and mark.start() - q.end <= 12), None)
        if total is None or total.unit is None or "%" in (total.unit or "") or rough(total):
            continue
        stop = next((at for at in range(mark.end(), len(text)) if text[at] in "；。"), len(text))
        parts = _same_row(numbers, total.unit, mark.end(), stop, text)
        if not parts or any(rough(q) for q in parts):
            continue
        added = sum(worth(q, total.unit) for q in parts)
        yield from _compare(
            sentence, total, parts, added, text[mark.start() : stop], _WHOLE.match(mark.group()) is not None
        )
    yield from _bracketed(sentence, numbers)
    yield from _broken_up(sentence, numbers)
    for total in numbers:
        lead = text[max(0, total.start - 14) : total.start]
        marked = _TOTAL_AFTER.search(lead)
        if marked is None or total.unit is None or "%" in total.unit or rough(total):
            continue
        first = total.start - len(lead) + marked.start()
        parts = [q for q in numbers if q.end <= first and alike(q.unit, total.unit)]
        parts = _tail_row(parts, first, text)
        if len(parts) >= 2 and not any(rough(q) for q in parts):
            added = sum(worth(q, total.unit) for q in parts)
            if slack(total, parts) < abs(added - worth(total)) <= 0.5 * worth(total):
                yield sentence.finding(
                    "sum",
                    "high",
                    parts[0].start,
                    total.end,
                    f"分项合计{added:g}{total.unit}，与总数{worth(total):g}{total.unit}不符",
                    confidence=0.93,
                )


def _bracketed(sentence: Sentence, numbers: Sequence[Quantity]) -> Iterator[InternalFinding]:
    """12个镇街(5个镇、6个街道): brackets that hold nothing but a list of figures."""
    for match in _BRACKET.finditer(sentence.text):
        inside = [q for q in numbers if match.start() < q.start and q.end <= match.end()]
        total = next((q for q in reversed(numbers) if q.end <= match.start() and match.start() - q.end <= 14), None)
        if total is None or len(inside) < 2 or any(rough(q) for q in (*inside, total)):
            continue
        between = sentence.text[total.end : match.start()]
        if any(q.unit != total.unit for q in inside) or re.search("[，。；、]", between):
            continue
        listed = re.split("[、，和及与]", match.group()[1:-1])
        if len(listed) != len(inside) or _OPEN_LIST.search(match.group()) or "另" in match.group():
            continue
        added = sum(worth(q) for q in inside)
        if added != worth(total):
            yield sentence.finding(
                "sum",
                "high",
                total.start,
                match.end(),
                f"括注各项合计{added:g}{total.unit}，与总数{worth(total):g}{total.unit}不符",
                confidence=0.92,
            )


def _broken_up(sentence: Sentence, numbers: Sequence[Quantity]) -> Iterator[InternalFinding]:
    """清理95件,保留78件、修改8件、废止9件: a list that breaks the figure before it up, without saying so.

    Told only of three parts and more, named by words of disposal, whose sum comes near the figure.
    """
    text, at = sentence.text, 0
    while at < len(numbers):
        row = [numbers[at]]
        for q in numbers[at + 1 :]:
            gap = text[row[-1].end : q.start]
            if not gap.startswith("、") or "，" in gap or q.unit != row[0].unit:
                break
            row.append(q)
        at += len(row)
        total = next((q for q in reversed(numbers) if q.end <= row[0].start - 2 and q.unit == row[0].unit), None)
        whole = len(row) == 2 and total is not None and _halves(text[total.end : row[-1].end])
        if (len(row) < 3 and not whole) or total is None or row[0].start - total.end > 30 or any(rough(q) for q in (*row, total)):
            continue
        between, listed = text[total.end : row[0].start], text[total.end : row[-1].end]
        added, amount = sum(worth(q) for q in row), worth(total)
        if "，" not in between or _AMONG.search(between) or not (whole or _DISPOSED.search(listed)) or _OPEN_LIST.search(listed):
            continue
        if added != amount and abs(added - amount) <= (0.15 if len(row) < 4 else 0.3) * amount:
            yield sentence.finding(
                "sum",
                "high",
                total.start,
                row[-1].end,
                f"各项合计{added:g}{total.unit}，与总数{amount:g}{total.unit}不符",
                confidence=0.85,
            )


def _of_these(sentence: Sentence, found: Sequence[Quantity]) -> Iterator[InternalFinding]:
    """…审结119件。审结案件中,维持52件,撤销17件,…: a list of what became of the figure told before.

    Told when the list is more than the figure, or of three parts and more that come near it.
    """
    for match in _OF_THESE.finditer(sentence.text):
        earlier = sentence.passage.text[: sentence.start + match.end()]
        doing = re.compile(f"(?<![不未])(?<!不予){match['verb']}[^，。；、\\d]{{0,8}}$")
        told = [q for q in counted(figures(earlier)) if doing.search(earlier[max(0, q.start - 12) : q.start])]
        if not told or told[-1].unit is None or rough(told[-1]):
            continue
        total = told[-1]
        parts: list[Quantity] = []
        for q in (q for q in counted(found) if q.start >= match.end()):
            gap = sentence.text[parts[-1].end if parts else match.end() : q.start]
            if q.unit != total.unit or len(gap) > 16 or re.search("其中|[。；]|涉及|率", gap) or rough(q):
                break
            parts.append(q)
        added, amount = sum(worth(q) for q in parts), worth(total)
        listed = sentence.text[match.end() : parts[-1].end] if parts else ""
        near = len(parts) >= 3 and abs(added - amount) <= 0.3 * amount and not _OPEN_LIST.search(listed)
        if added > amount or (near and added != amount):
            yield sentence.finding(
                "sum",
                "high",
                parts[0].start,
                parts[-1].end,
                f"各项合计{added:g}{total.unit}，与前文“{match['verb']}”数{amount:g}{total.unit}不符",
                confidence=0.85,
            )


def _halves(listed: str) -> bool:
    """Whether a list of two names a thing and its other half: 现场…、书面…."""
    return any(re.search(one, listed) and re.search(other, listed) for one, other in _COMPLEMENT)


def _same_row(numbers: Sequence[Quantity], unit: str, start: int, stop: int, text: str) -> list[Quantity]:
    """The figures of the list that begins at `start`: same unit, until another total or 其中 begins."""
    row: list[Quantity] = []
    for q in numbers:
        if q.start < start or q.end > stop:
            continue
        gap = text[row[-1].end if row else start : q.start]
        if _AMONG.search(gap) or re.search(
            "同比|比上年|较上|另|此外|同时|共计|合计|累计|涉及|涉案|挽回", gap
        ):
            break
        if not alike(q.unit, unit):
            if q.unit in ("%", "个百分点"):
                continue
            break
        row.append(q)
    return row


def _tail_row(parts: Sequence[Quantity], stop: int, text: str) -> list[Quantity]:
    """The unbroken list of figures that ends right before `stop`."""
    row: list[Quantity] = []
    end = stop
    for q in reversed(parts):
        if end - q.end > 26 or re.search("[。；]|其中|同比", text[q.end : end]):
            break
        row.insert(0, q)
        end = q.start
    return row


def _compare(
    sentence: Sentence, total: Quantity, parts: Sequence[Quantity], added: float, listed: str, whole: bool
) -> Iterator[InternalFinding]:
    amount, unit = worth(total), total.unit
    start, end = total.start, parts[-1].end
    if added > amount + slack(total, parts):
        yield sentence.finding(
            "sum", "high", start, end, f"分项合计{added:g}{unit}，大于总数{amount:g}{unit}", confidence=0.95
        )
        return
    if abs(added - amount) <= slack(total, parts) or _OPEN_LIST.search(listed):
        return
    closed = any(re.search(f"{one}", listed) and re.search(other, listed) for one, other in _COMPLEMENT)
    if len(parts) >= 2 and (whole or closed or (len(parts) >= 3 and added >= 0.8 * amount) or added >= 0.9 * amount):
        yield sentence.finding(
            "sum",
            "high" if whole or closed else "medium",
            start,
            end,
            f"分项合计{added:g}{unit}，与总数{amount:g}{unit}不符，如有未列项请注明",
            confidence=0.85,
        )


def _spread(before: Sentence | None, sentence: Sentence, found: Sequence[Quantity]) -> Iterator[InternalFinding]:
    """共设有592个调解委员会。40个…、535个…均设有调解委员会,成立12个…: the next sentence breaks the total up.

    Told only when the sum comes near the total (within a tenth): then it was meant as one.
    """
    if before is None or before.passage is not sentence.passage:
        return
    totals = [q for q in counted(figures(before.text)) if q.unit in ("个", "家", "所", "支", "名", "人", "件", "处")]
    if not totals:
        return
    total = totals[-1]
    if not _TOTAL_BEFORE.search(before.text[max(0, total.start - 12) : total.start]) or rough(total):
        return
    what = re.split("[，。；、]", before.text[total.end :])[0]
    core = what[-3:]
    parts = [q for q in counted(found) if q.unit == total.unit]
    if len(core) < 3 or core not in sentence.text or len(parts) < 2 or any(rough(q) for q in parts):
        return
    added, amount = sum(worth(q) for q in parts), worth(total)
    if added != amount and abs(added - amount) <= 0.1 * amount:
        yield before.passage.finding(
            "sum",
            "high",
            before.start + max(0, total.start - 8),
            sentence.start + parts[-1].end,
            f"后文各项合计{added:g}{total.unit}，与总数{amount:g}{total.unit}不符",
            "核对数据",
            0.88,
        )
