"""Names of offices (机关名称): whether a line is made of them and nothing else."""

from __future__ import annotations

import re

OFFICE_END = (
    r"(?:委员会|人民政府|政府|党委|党组|党工委|[省市区县旗州镇乡]委|街道办事处|办事处|办公室|办公厅|[局厅部院署]|法院|检察院|人大常委会|常务委员会|管委会|领导小组"
    r"|协会|联合会|研究会|委|办|支队|总队|大队|中心|公司)"
)
_WHOLE = re.compile(
    rf"^(?:中共)?[\u4e00-\u9fff()\uff08\uff09]{{1,36}}{OFFICE_END}(?:[(\uff08](?:盖章|章|印章|"
    r"代章)[)\uff09])?$"
)
_STATE = re.compile(
    r"^(?:中共中央(?:国务院)?|国务院|全国人民代表大会(?:常务委员会)?|全国人大(?:常委会)?|中央[\u4e00-\u9fff]{0,16}|最高人民(?:法院|检察院))(?:办公厅)?$"
)
_SEPARATORS = re.compile(r"[\s\u3000、\uff0c,]+")
# Two offices of one place without a space between: 中共某市委某市人民政府.
_RUN_TOGETHER = re.compile(
    rf"^((?:中共)?([\u4e00-\u9fff]{{1,8}}?[省市县区州旗镇乡])[\u4e00-\u9fff]*?{OFFICE_END})((?:中共)?\2[\u4e00-\u9fff]+)$"
)
_SEAL = re.compile(r"[(\uff08](?:盖章|章|印章|代章)[)\uff09]$")
_VERB = re.compile(r"^(?:将|由|对|为|请|各|要|关于|根据|按照|结合|做好|加强|落实)|的|如下|遵照|执行")


def offices(words: str) -> tuple[str, ...]:
    """The offices a line is made of, or () when it holds anything else.

    >>> offices("中共某市某区委  某市某区人民政府")
    ('中共某市某区委', '某市某区人民政府')
    >>> offices("中共中央、国务院"), offices("请各单位报县司法局")
    (('中共中央', '国务院'), ())
    >>> offices("中共某市纪律检查委员会某市司法局")
    ('中共某市纪律检查委员会', '某市司法局')
    """
    if len(words) > 160:
        return ()
    parts: list[str] = []
    for part in filter(None, _SEPARATORS.split(words.strip())):
        two = _RUN_TOGETHER.match(part)
        parts += two.group(1, 3) if two else (part,)
    if parts and all(_office(part) for part in parts):
        return tuple(_SEAL.sub("", part) for part in parts)
    whole = "".join(parts)
    return (_SEAL.sub("", whole),) if whole and _office(whole) else ()


def _office(words: str) -> bool:
    return bool(_STATE.match(words) or (_WHOLE.match(words) and not _VERB.search(words)))
