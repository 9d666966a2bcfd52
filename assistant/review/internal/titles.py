"""Titles of documents: this one under its own, each other under one and its right one (文件名称)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.alignment.folding import fold_marks
from assistant.review.internal.view import Passage, View
from assistant.review.internal.words import titles, word_list
from assistant.types import InternalFinding

_TITLE = re.compile("《((?:[^《》\n]|《[^《》\n]*》){2,90})》")
_INNER = re.compile("〈([^〈〉\n]{4,90})〉")  # a title within a title
_ISSUING = re.compile("现(?:将|予)?(?:.{0,6})?印发|印发给你们|(?:已经|业经).{0,40}(?:同意|通过|审定|批准)")
_PERIOD = re.compile(r"[（(]?(20\d\d)年?[-—―–~至]*(20\d\d)?年?[）)]?")
_OWN_TYPE = re.compile(
    "本(?:实施|行动|工作|专项)?(?P<type>纲要|方案|规划|计划|意见|办法|条例|规定|细则|要点)(?=[，。、；（）()的所自由是中第未有要与和]|实施|印发|施行|确定|明确|提出|$)"
)
_AS_FOLLOWS = re.compile("制定(?:了)?(?:如下|以下)(?:实施|工作)?(?P<type>纲要|方案|规划|计划|意见|办法|要点|细则)")
_TYPES = ("纲要", "方案", "规划", "计划", "意见", "办法", "条例", "规定", "细则", "要点", "通知", "报告", "决定")


def check(view: View) -> Iterator[InternalFinding]:
    """This document's own title, two titles of one document, wrong and shortened titles, 本纲要 in a 方案."""
    cited = [(passage, match, match[1]) for passage, match in view.search(_TITLE)]
    cited += [(passage, match, match[1]) for passage, match in view.search(_INNER)]
    self_told = list(_self_title(view, cited))
    yield from self_told
    told = {(item.clause, item.quote) for item in self_told}
    yield from (item for item in _titles(view, cited) if (item.clause, item.quote) not in told)
    yield from _known_titles(view, cited)
    yield from _full_names(cited)
    yield from _own_type(view)


def _plain(title: str) -> str:
    return (
        fold_marks(title)
        .replace("—", "")
        .replace("(", "")
        .replace(")", "")
        .replace("〈", "")
        .replace("〉", "")
        .replace("《", "")
        .replace("》", "")
    )


def _core(title: str) -> str:
    """A title without its period and 征求意见稿."""
    return re.sub("征求意见稿|草案|试行|送审稿|修订稿|讨论稿", "", _PERIOD.sub("", _plain(title))).strip()


def _years(title: str) -> str:
    found = _PERIOD.search(fold_marks(title))
    return f"{found[1]}{found[2] or ''}" if found else ""


def _own(view: View) -> str:
    title = view.document.title or ""
    inner = _TITLE.search(title) if re.search("关于印发.*通知", title) else None
    return inner[1] if inner else title


def _region(view: View) -> str:
    region = view.document.region or ""
    parts = re.findall("[\u4e00-\u9fff]{2,8}?(?:自治县|自治州|自治区|[省市县区州旗镇乡])", region)
    return parts[-1] if parts else ""


def _self_title(view: View, cited: list[tuple[Passage, re.Match[str], str]]) -> Iterator[InternalFinding]:
    own = _own(view)
    kind = next((t for t in _TYPES if _core(own).endswith(t)), None)
    region = _region(view) or (re.match("[\u4e00-\u9fff]{2,8}?(?:自治县|[县区市州镇])", own) or [""])[0]
    if not own or kind is None:
        return
    for passage, match, title in cited:
        if _plain(title) == _plain(own) or not _core(title).endswith(kind):
            continue
        ratio = SequenceMatcher(None, _core(own), _core(title), autojunk=False).ratio()
        sentence = _sentence(view, passage, match.start())
        issuing = passage is view.head and bool(_ISSUING.search(sentence)) and ratio >= 0.6
        alike = bool(region) and region[-3:] in title and ratio >= 0.72 and not _other_field(own, title)
        same_years = not _years(title) or not _years(own) or _years(title) == _years(own)
        if issuing or (alike and (same_years and _core(own) != _core(title))):
            what = "期间" if _core(own) == _core(title) else "名称"
            yield passage.finding(
                "self_title",
                "medium",
                match.start(),
                match.end(),
                f"文中自称与标题{what}不一致，标题为《{own}》",
                f"《{own}》",
                0.9 if issuing else 0.8,
            )
        elif alike and not same_years and _core(own) == _core(title) and _years(title)[:4] == _years(own)[:4]:
            yield passage.finding(
                "self_title",
                "medium",
                match.start(),
                match.end(),
                f"文中自称的期间与标题不一致，标题为《{own}》",
                f"《{own}》",
                0.85,
            )


def _other_field(own: str, title: str) -> bool:
    """法治社会 is not 法治政府: two plans of one place in different fields."""
    return any((word in own) != (word in title) for word in word_list("names", "fields"))


def _sentence(view: View, passage: Passage, at: int) -> str:
    return next((s.text for s in view.sentences if s.passage is passage and s.start <= at < s.end), passage.text)


def _titles(view: View, cited: list[tuple[Passage, re.Match[str], str]]) -> Iterator[InternalFinding]:
    """Two titles that can only mean one document."""
    seen: list[tuple[str, str]] = []
    for passage, match, title in cited:
        plain = _plain(title)
        if any(plain == known for known, _ in seen):
            continue
        for _known, earlier in seen:
            reason = _same_document(earlier, title)
            if reason:
                yield passage.finding(
                    "title_inconsistent",
                    "medium",
                    match.start(),
                    match.end(),
                    f"与前文《{earlier}》疑为同一文件，{reason}",
                    "核对原文件，统一名称",
                    0.8,
                )
                break
        seen.append((plain, title))


def _same_document(one: str, other: str) -> str | None:
    """Why two different titles must be one document; None when they may be two.

    >>> _same_document("2022年青川市法治建设工作要点", "青川市2022年法治建设工作要点")
    '词序不同'
    >>> _same_document("青川市法治政府建设实施纲要（2021—2025年）", "青川市法治政府建设实施方案（2021—2025年）")
    '文种不同'
    >>> _same_document("法治政府建设实施纲要（2015—2020年）", "法治政府建设实施纲要（2021—2025年）")
    """
    a, b = _plain(one), _plain(other)
    if len(a) >= 8 and sorted(a) == sorted(b):
        return "词序不同"
    if _years(one) and _years(other) and _years(one) != _years(other):
        if (
            _core(one) == _core(other)
            and len(_years(one)) == len(_years(other)) == 8
            and (_years(one)[:4] == _years(other)[:4] or _years(one)[4:] == _years(other)[4:])
        ):
            return "期间不同"
        return None
    core, other_core = _core(one), _core(other)
    for kind in _TYPES:
        for second in _TYPES:
            if kind != second and core.endswith(kind) and other_core.endswith(second):
                stem, other_stem = (
                    core[: -len(kind)].removesuffix("实施"),
                    other_core[: -len(second)].removesuffix("实施"),
                )
                if stem == other_stem and len(stem) >= 8 and _years(one) and _years(one) == _years(other):
                    return "文种不同"
                return None
    if core == other_core or min(len(core), len(other_core)) < 8 or "关于" in core[:2]:
        return None
    return _slip(core, other_core)


def _slip(core: str, other: str) -> str | None:
    """One word put in or left out where the rest is alike."""
    blocks = [op for op in SequenceMatcher(None, core, other, autojunk=False).get_opcodes() if op[0] != "equal"]
    if len(blocks) != 1:
        return None
    kind, a, b, c, d = blocks[0]
    changed = core[a:b] + other[c:d]
    if kind != "replace" and changed in word_list("names", "slips") and a > 2:
        return f"一处{'多' if kind == 'insert' else '少'}“{changed}”"
    return None


def _known_titles(view: View, cited: list[tuple[Passage, re.Match[str], str]]) -> Iterator[InternalFinding]:
    """A title a few letters away from one that everybody cites."""
    known = {_plain(title): title for title in titles()}
    known |= {_plain(title.removeprefix("中华人民共和国")): title for title in titles()}
    cores = {_core(title): title for title in titles()}
    told = set()
    for passage, match, title in cited:
        plain, core = _plain(title), _core(title)
        if plain in known or core in cores or plain in told or len(core) < 6:
            continue
        for right, full in known.items():
            if abs(len(_core(right)) - len(core)) <= 4 and _near_miss(core, _core(right)):
                told.add(plain)
                yield passage.finding(
                    "title_wrong",
                    "medium",
                    match.start(),
                    match.end(),
                    f"文件名称有误，应为《{full}》",
                    f"《{full}》",
                    0.85,
                )
                break


def _near_miss(title: str, right: str) -> bool:
    """One place differs, by a word that makes no other document of it."""
    ops = [op for op in SequenceMatcher(None, title, right, autojunk=False).get_opcodes() if op[0] != "equal"]
    if len(ops) != 1:
        return False
    kind, a, b, c, d = ops[0]
    wrong, lost = title[a:b], right[c:d]
    if kind == "replace":
        pairs = (f"{title[max(0, a - n) : b + m]}/{right[max(0, c - n) : d + m]}" for n in (0, 1) for m in (0, 1))
        return any(pair in word_list("names", "confusions") for pair in pairs)
    if kind == "insert":  # the title lacks a word of the right one
        return a > 1 and lost in word_list("names", "lost_words")
    return 1 < a < len(title) - len(wrong) and wrong in word_list("names", "lost_words")


def _full_names(cited: list[tuple[Passage, re.Match[str], str]]) -> Iterator[InternalFinding]:
    """Regulations of the State Council whose title begins with 中华人民共和国, first cited without it.

    Laws are cited short by custom (《民法典》); regulations are not. Told once for the document.
    """
    needed = {
        title.removeprefix("中华人民共和国")
        for title in titles()
        if title.startswith("中华人民共和国") and title.endswith("条例")
    }
    full = {title for _, _, title in cited if title.startswith("中华人民共和国")}
    short = [
        (passage, match, title)
        for passage, match, title in cited
        if title in needed and f"中华人民共和国{title}" not in full
    ]
    if short:
        passage, match, title = short[0]
        names = "".join(f"《{name}》" for name in dict.fromkeys(item[2] for item in short))
        yield passage.finding(
            "full_name",
            "low",
            match.start(),
            match.end(),
            f"首次引用行政法规宜用全称：{names}应冠“中华人民共和国”",
            f"《中华人民共和国{title}》",
            0.75,
        )


def _own_type(view: View) -> Iterator[InternalFinding]:
    """本纲要 in a 方案."""
    title = f"{view.document.title}{view.document.carrier_title or ''}"
    kinds = [kind for kind in _TYPES if kind in title]
    if not kinds or view.genre in ("report", "answer"):
        return
    for passage, match in (*view.search(_OWN_TYPE), *view.search(_AS_FOLLOWS)):
        if match["type"] not in title and match["type"] in _TYPES:
            yield passage.finding(
                "self_title",
                "medium",
                match.start(),
                match.end(),
                f"自称“{match.group()}”与标题文种“{kinds[-1]}”不一致",
                f"本{kinds[-1]}",
                0.88,
            )
            return
