"""Forms of document numbers, year ranges, dashes, signs and numerals (GB/T 9704, 15834, 15835)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.review.internal.view import Passage, View
from assistant.types import InternalFinding

_STRICT = re.compile(r"〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
_HEXAGON = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{0,10}(?:〔[^〔〕\n，。；]{0,12}〕?|(?<!〔)(?:19|20)\d{2}〕)\s*第?\s*\d{0,5}\s*号?"
)
_OTHER_BRACKETS = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{1,8}(?:发|办|函|字|文|令|规|委|政|府|法|司|厅|局|组|通))"
    r"(?P<open>[\[［【（(﹝])(?P<year>\d{2,4})(?P<close>[\]］】）)﹞])第?(?P<n>\d{1,4})号"
)
_JOINED_YEARS = re.compile(r"(?<!\d)(?P<a>(?:19|20)\d{2})(?P<b>(?:19|20)\d{2})(?=年|[）)])")
_RANGE = re.compile(
    r"(?<!\d)(?P<a>(?:19|20)\d{2})(?P<y>年?)(?P<dash>[-－–—―─~～]{1,2}|至)(?P<b>(?:19|20)\d{2})(?P<after>年?)"
)
_CUT_YEAR = re.compile(r"(?<!\d)(?P<a>20\d{2})(?P<dash>[-－–—―─~～至]{1,2})(?P<b>\d{2})(?=年(?!度?[上下]))")
_SIGN = re.compile(r"[≥≤]|[＞＜><]\s?\d+(?:\.\d+)?[%％]?")
_ARABIC_MONTH = re.compile(r"\d{1,2}月(?:份|底|初|上旬|中旬|下旬|\d{1,2}日)")
_HAN_MONTH = re.compile(
    r"(?:十[一二]?|[一二三四五六七八九])月(?:份|底|初|上旬|中旬|下旬|[一二三]?十?[一二三四五六七八九十]日)"
)
_MIXED_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff”》）])[,;:?!](?=[\u4e00-\u9fff“《（])")
_WIDE_DIGITS = re.compile(r"[０-９]+")


def check(view: View) -> Iterator[InternalFinding]:
    """Each form that is not as the standards have it, at its place."""
    for passage in view.passages:
        yield from _numbers(view, passage)
        yield from _ranges(passage)
    yield from _dashes(view)
    yield from _signs(view)
    yield from _numerals(view)
    yield from _widths(view)


def _numbers(view: View, passage: Passage) -> Iterator[InternalFinding]:
    for match in _HEXAGON.finditer(passage.text):
        core = match.group()[re.search(r"[〔\d]", match.group()).start() :]  # type: ignore[union-attr]
        if _STRICT.fullmatch(core) or not re.search(r"\d", core):
            continue
        digits = re.sub(r"\D", "", core)
        if len(digits) < 2 or not re.search(r"[〔〕]", core):
            continue
        start = max(match.start(), match.end() - 30)
        yield passage.finding(
            "doc_number",
            "medium",
            start,
            match.end(),
            "发文字号不规范，应为“机关代字〔四位年份〕序号号”，序号不编虚位、不加“第”",
            _better_number(core),
            0.95,
        )
    for match in _OTHER_BRACKETS.finditer(passage.text):
        if len(match["year"]) == 4 and not match["year"].startswith(("19", "20")):
            continue
        if len(match["year"]) == 3:
            continue
        yield passage.finding(
            "doc_number",
            "low",
            match.start("who"),
            match.end(),
            "发文字号的年份应用六角括号“〔〕”并写全四位",
            f"{match['who']}〔{match['year'] if len(match['year']) == 4 else '20' + match['year']}〕"
            f"{int(match['n'])}号",
            0.9,
        )


def _better_number(core: str) -> str:
    """
    >>> _better_number("〔20228号"), _better_number("〔2021〕第05号")
    ('〔2022〕8号', '〔2021〕5号')
    """
    digits = re.sub(r"\D", "", core)
    if len(digits) < 5 or not digits.startswith(("19", "20")):
        return "核对原文后补正"
    return f"〔{digits[:4]}〕{int(digits[4:])}号"


def _ranges(passage: Passage) -> Iterator[InternalFinding]:
    for match in _JOINED_YEARS.finditer(passage.text):
        start, end = passage.titled(match.start(), match.end())
        yield passage.finding(
            "year_range",
            "medium",
            start,
            end,
            f"年份区间“{match.group()}”缺连接号",
            f"{match['a']}—{match['b']}",
            0.97,
        )
    for match in _CUT_YEAR.finditer(passage.text):
        start, end = passage.titled(match.start(), match.end())
        yield passage.finding(
            "year_range",
            "low",
            start,
            end,
            f"年份区间“{match.group()}”的后一年份不全，应写四位",
            f"{match['a']}—{match['a'][:2]}{match['b']}年",
            0.9,
        )
    for match in _RANGE.finditer(passage.text):
        if int(match["a"]) >= int(match["b"]) and match["dash"] != "至":
            yield passage.finding(
                "year_range", "high", match.start(), match.end(), "年份区间起止颠倒或相同", "核对起止年份", 0.9
            )
        bracketed = passage.text[match.start() - 1 : match.start()] in ("（", "(") and passage.text[
            match.end() : match.end() + 1
        ] in ("）", ")")
        if not match["after"] and bracketed:
            start, end = passage.titled(match.start(), match.end())
            yield passage.finding(
                "year_range", "low", start, end, "年份区间后缺“年”", f"（{match['a']}—{match['b']}年）", 0.85
            )


def _dashes(view: View) -> Iterator[InternalFinding]:
    """Different dashes in year ranges: the right one is — (GB/T 15834); each wrong kind is told once."""
    found = [(passage, match) for passage, match in view.search(_RANGE) if match["dash"] != "至"]
    counts = Counter(match["dash"] for _, match in found)
    if len(counts) < 2:
        return
    right = "—" if "—" in counts else counts.most_common(1)[0][0]
    for kind in counts:
        if kind == right:
            continue
        passage, match = next(item for item in found if item[1]["dash"] == kind)
        start, end = passage.around(match.start(), match.end(), 12)
        start, end = max(start, match.start() - 1), min(end, match.end() + 2)
        yield passage.finding(
            "dash",
            "low",
            start,
            end,
            f"年份区间的连接号不统一：此类用“{kind}”（U+{ord(kind[0]):04X}）共{counts[kind]}处，他处用“{right}”",
            f"统一用一字线“{right}”",
            0.9,
        )


def _signs(view: View) -> Iterator[InternalFinding]:
    for passage, match in view.search(_SIGN):
        start, end = passage.around(match.start(), match.end(), 30)
        yield passage.finding(
            "comparison_sign",
            "low",
            start,
            end,
            "行文中不用数学比较符号（GB/T 15835）",
            "改为“不低于”“不少于”“高于”等文字",
            0.9,
        )


def _numerals(view: View) -> Iterator[InternalFinding]:
    """6月下旬 beside 七月上旬."""
    arabic = list(view.search(_ARABIC_MONTH))
    han = list(view.search(_HAN_MONTH))
    if not arabic or not han:
        return
    passage, match = han[0] if len(han) <= len(arabic) else arabic[0]
    start, end = passage.around(match.start(), match.end())
    yield passage.finding(
        "numeral_style", "low", start, end, "同类日期汉字与阿拉伯数字混用（GB/T 15835）", "统一用阿拉伯数字", 0.85
    )


def _widths(view: View) -> Iterator[InternalFinding]:
    """Half-width marks among full-width ones, once a kind."""
    whole = view.text
    kinds: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
    for passage, match in view.search(_MIXED_WIDTH):
        kinds.setdefault(match.group(), []).append((passage, match))
    for mark, places in kinds.items():
        full = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}[mark]
        if len(places) * 4 <= whole.count(full):
            passage, match = places[0]
            start, end = passage.around(match.start(), match.end(), 10)
            yield passage.finding(
                "width",
                "low",
                max(0, match.start() - 8),
                min(end + 8, len(passage.text)),
                f"半角“{mark}”混入全角标点，共{len(places)}处",
                f"改为“{full}”",
                0.9,
            )
    yield from _mended(view)
    wide = list(view.search(_WIDE_DIGITS))
    if wide:
        passage, match = wide[0]
        start, end = passage.around(match.start(), match.end(), 10)
        yield passage.finding("width", "low", start, end, f"全角数字，共{len(wide)}处", "改为半角数字", 0.85)


def _mended(view: View) -> Iterator[InternalFinding]:
    """Half-width marks that the reader has already mended, where the text mostly has full-width ones."""
    whole = view.text
    for repair in view.document.repairs:
        if repair.kind != "half_width" or not repair.applied or repair.after not in "，。；：！？（）":
            continue
        if repair.count * 4 > whole.count(repair.after):
            continue  # a page that has only half-width marks was converted, not mistyped
        place = _at(view, repair.at)
        if place is not None:
            passage, at = place
            yield passage.finding(
                "width",
                "low",
                max(0, at - 8),
                min(len(passage.text), at + 9),
                f"原稿半角“{repair.before}”混入全角标点，共{repair.count}处",
                f"改为“{repair.after}”",
                0.85,
            )


def _at(view: View, offset: int) -> tuple[Passage, int] | None:
    """The passage, and the place in it, that came from this offset of the source."""
    for passage in view.passages:
        for start, source, length in passage.clause.origin:
            if source <= offset < source + length:
                return passage, start + offset - source
    return None
