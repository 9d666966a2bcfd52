"""Who issues a document (发文机关): the signature, the words before 关于, the lead of the page, the note of a law."""

from __future__ import annotations

import re

from assistant.reading.metadata.dates import iso
from assistant.reading.offices import offices

_DAY_ALONE = re.compile(
    r"^(?:[\d〇○零一二三四五六七八九]{4}[年\-/.][\d一二三四五六七八九十]{1,3}[月\-/.]"
    r"[\d一二三四五六七八九十]{1,3}日?|\d{8}日)$"
)
# Words of a matter, not of an office.
_MATTER = re.compile(r"关于|年|法治|建设|行政(?!审批|学院|执法局|执法大队)|贯彻|落实|推进|加强|深化|开展|整改|创建")


def signature(lines: list[str]) -> tuple[tuple[str, ...], str | None]:
    """Offices and date of a signature: offices on the lines right above a date."""
    for index in range(len(lines) - 1, -1, -1):
        squeezed = re.sub(r"\s+", "", lines[index])
        day = iso(squeezed) if _DAY_ALONE.match(squeezed) else None
        if day is None:
            # 某某局 2023年1月5日 on one line.
            match = re.match(r"^(\S.{2,60}?)\s+(\d{4}年\d{1,2}月\d{1,2}日)$", lines[index].strip())
            if match and offices(match.group(1)):
                return offices(match.group(1)), iso(match.group(2))
            continue
        named: list[str] = []
        for above in range(index - 1, max(index - 8, -1), -1):
            found = offices(lines[above])
            if not found:
                break
            named = [*found, *named]
        return tuple(dict.fromkeys(named)), day
    return (), None


def before_about(carrier: str) -> tuple[str, ...]:
    """The offices before 关于 in a title (某市人民政府关于印发…).

    >>> before_about("中共某区委 某区人民政府关于印发《甲》的通知")
    ('中共某区委', '某区人民政府')
    """
    before, about, _ = carrier.partition("关于")
    if not about:
        before, about, _ = carrier.partition("印发")
    before = before.strip() if about else ""
    if not before or len(before) > 90:
        return ()
    found = offices(before)
    if len(found) == 1 and " " not in before:
        # Two offices printed without a space: 中共某区委某区人民政府.
        joined = re.match(
            r"^(中共.{2,14}?委(?:员会)?(?:办公室)?)((?!员会|办公).{2,16}(?:人民政府|政府)(?:办公室|"
            r"办公厅)?)$", before)
        if joined:
            return joined.groups()
    return found


def lead(text: str) -> tuple[str, ...]:
    """Who issued, by the lead of a page: 近日,甲、乙印发了《…》."""
    match = re.search(
        r"(?:近日|日前|最近|\d日)[\uff0c,]\s*([\u4e00-\u9fff、]{4,60}?)(?:联合)?(?:印发|发布|公布|"
        r"出台|下发)了?(?:关于)?[\u300a]", text[:400])
    return offices(match.group(1)) if match else ()


def note(line: str) -> tuple[str, ...]:
    """Who made a law or regulation, by the note under its title.

    >>> note("(2019年4月15日中共中央办公厅、国务院办公厅发布)")
    ('中共中央办公厅', '国务院办公厅')
    >>> note("(2022年7月28日某省第十三届人民代表大会常务委员会第三十二次会议通过)")
    ('某省人民代表大会常务委员会',)
    """
    words = re.sub(r"第[一二三四五六七八九十\d]{1,4}届", "", line.strip("()\uff08\uff09 "))
    for match in re.finditer(r"日\s*([\u4e00-\u9fff、]{2,40}?)(?:发布|印发|公布)", words):
        found = offices(match.group(1))
        if found:
            return found
    order = re.search(r"([\u4e00-\u9fff]{2,20}?)令第?\d", words)
    congress = re.search(r"([\u4e00-\u9fff]{0,16}人民代表大会(?:常务委员会)?|[\u4e00-\u9fff]{2,16}人民政府)第", words)
    maker = order or congress
    if maker is None:
        return ()
    name = re.sub(r"^.*[日年月]", "", maker.group(1))
    return ("国务院",) if name.endswith("国务院") else (name,) if len(name) > 1 else ()


def in_title(title: str) -> tuple[str, ...]:
    """The office a report's title begins with: 某县司法局2022年度…报告."""
    words = re.sub(r"\s+", "", title)
    match = re.match(
        r"^((?:中共)?[\u4e00-\u9fff]{2,30}?(?:人民政府|委员会|办公室|管委会|局|厅|部|委|院|"
        r"街道办事处))(?=\d{4}年|关于|法治|依法|年度|工作|行政|执法|"
        r"重大|普法|权责|学法|内部|规范性)", words)
    if match and not _MATTER.search(match.group(1)):
        return (match.group(1),)
    return ()
