"""What a county or a township has no power to do (本级权限): legislate, set permits, set penalties.

立法法第八十一条、第九十三条; 行政许可法第十四条至第十七条; 行政处罚法第十条至第十六条. A duty that a law sets
already may be repeated with that law's name; such sentences are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.review.internal.view import View
from assistant.types import InternalFinding

_LEGISLATES = re.compile(
    "(?:制定|出台|颁布|修订|起草)(?!的)[^，。；、《》]{0,14}(?:地方性法规|政府规章|单行条例)(?!草案|征求|规定|的)"
)
_NOT_OURS = re.compile("参与|配合|建议|协助|意见|市人大|市政府|省人大|省政府|上级|提请|征集|做好|衔接")
_PERMITS = re.compile(
    "(?:未|没有)(?:依法)?(?:取得|办理|获得|领取|申领)(?P<what>[^，。；]{0,14}?(?:许可证|准入证|通行证|备案证|资格证|许可|准入))"
    "(?:证明|手续)?(?:的)?[^，。；的]{0,8}?，?(?:一律)?(?:不得|禁止|严禁)[^，。；]{0,6}(?:从事|开工|开展|经营|生产|进入|建设|营业|施工|入驻|运营|销售)"
)
#: Permits that laws and regulations of the state set.
_OF_THE_STATE = re.compile(
    "施工许可|规划许可|经营许可|生产许可|安全生产|排污|采矿|取水|采伐|狩猎|食品|药品|医疗|执业|驾驶|运输|危险|烟草|出版|网络|燃气|"
    "特种|消防|烟花|爆破|排水|卫生|特许|办学|劳务|人力资源|旅行社|演出|娱乐|电信|金融|行政许可|法定|执法"
)
_FINES = re.compile(
    r"(?:的[^，。；的]{0,6}|者)，?(?:一律|由[^，。；]{2,12})?(?:并|可)?处(?:以)?[^，。；]{0,8}?(?:\d[\d,.]*|[一二三四五六七八九十百千]+)\s?[万千百]?元(?:以上|以下)?[^，。；]{0,16}罚款"
    r"|(?:的|者)，?(?:每[次人户]|一律)?罚款\s?(?:\d[\d,.]*|[一二三四五六七八九十百千]+)\s?[万千百]?元"
)
_BY_LAW = re.compile("(?:依照|依据|根据|按照|违反)[^，。；]{0,20}(?:法律|法规|规章|法|条例|规定)|《|依法(?:予以|给予|处)")


def check(view: View) -> Iterator[InternalFinding]:
    """Only in what lays down duties, and only below the city."""
    if view.genre not in ("plan", "law") or view.document.level not in ("区县", "乡镇"):
        return
    for sentence in view.sentences:
        text = sentence.text
        for match in _LEGISLATES.finditer(text):
            phrase = re.split("[，；]", text[: match.start()])[-1] + match.group()
            if not _NOT_OURS.search(phrase):
                yield sentence.finding(
                    "beyond_powers",
                    "high",
                    match.start(),
                    match.end(),
                    "县（区）没有地方立法权，不能制定地方性法规、政府规章（立法法第八十一条、第九十三条）",
                    "改为提出立法建议，或者制定行政规范性文件",
                    0.88,
                )
        permit = _PERMITS.search(text)
        if permit and not _BY_LAW.search(text[max(0, permit.start() - 50) : permit.end()]) and not _OF_THE_STATE.search(permit["what"]):
            yield sentence.finding(
                "beyond_powers",
                "high",
                permit.start(),
                permit.end(),
                "涉嫌增设行政许可：县（区）文件不得设定许可（行政许可法第十七条）",
                "删去，或者写明所依据的法律、法规",
                0.8,
            )
        fine = _FINES.search(text)
        if fine and not _BY_LAW.search(text[max(0, fine.start() - 50) : fine.end()]):
            yield sentence.finding(
                "beyond_powers",
                "high",
                fine.start(),
                fine.end(),
                "涉嫌设定行政处罚：县（区）文件不得设定罚款（行政处罚法第十六条）",
                "删去，或者写明所依据的法律、法规、规章",
                0.85,
            )
