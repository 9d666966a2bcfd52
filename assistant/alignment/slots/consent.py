"""Consent (同意、批准、审议): the body that must agree before a thing is done, put lower in the draft."""

from __future__ import annotations

import re

from assistant.alignment.asks import Answer, Ask, Fault
from assistant.alignment.folding import fold_marks
from assistant.alignment.slots.actor import bodies, may_replace

_ACT = "(?:书面|集体|专题|研究|讨论)*(?:同意|批准|审定|审议|审批|核准|核定|审查|审核|批复|讨论决定|研究决定)"
_ASKED = re.compile(f"(?:报请|报经|报送|呈报|提请|提交|征得|征求|须经|[报送经由])(?P<who>[^,。;、报送经由请]{{2,16}}?)(?P<act>{_ACT})")
#: The organ that asks, or a part of it: consent from there is none.
_OWN = re.compile(
    "^(?:本单位|本部门|本机关|自身|内部)|(?:执法|用人|起草|承办|实施|项目|使用|建设|申请|采购|主办|责任|牵头)单位$"
    "|[一-鿿](?:科室?|股室?|处室)$|内设机构$|(?:部门|单位|局长|主任|科室)[一-鿿]{0,2}(?:办公会议?|例会|会议)$")
#: Organs by standing. A body of lower standing may not stand in for a higher.
_STANDINGS = (
    ("congress", re.compile("人大(?:常委会|主席团|及其常委会)?$|人民代表大会(?:常务委员会)?$|人大常委会")),
    ("party", re.compile("党委(?:常委会|会议?)?$|党工委|(?<!政府)党组|[省市县区州]委(?:常委会议?|会议)?$|^常委会议?$")),
    ("gov", re.compile("政府(?:常务会议?|全体会议|办公会议?|党组会议?|主要负责人|研究)?$|[县区市州镇乡]长办公会议?$|^常务会议?$")),
    ("department", re.compile("(?:部门|机关|机构|局|厅|办|办公室|委员会|委|领导小组|[法管工]所|站|中心)$")),
)
#: 经行政机关批准, 经法制机构审核: may be a part of the organ itself.
_INSIDE = re.compile("^(?:该|本|行政|执法|行政执法|承办|起草|制定|主管|有关|相关)?(?:机关|部门|机构)$|法[制治](?:审核)?机构|审核机构|内设")
_LOWER = {"congress": ("gov", "department", "own"), "party": ("department", "own"), "gov": ("department", "own"), "department": ("own",)}
#: Levels named outright (省级政府), highest first; 县政府 of a county's draft is its own government.
_LEVEL = re.compile("^(?P<level>省|市|县|区|乡|镇)级")
_LEVELS = "省市县区乡镇"


def compare(ask: Ask, answer: Answer) -> Fault | None:
    """A fault when none of the bodies that must agree in the draft stands as high as the source's."""
    wanted = [found for found in _ASKED.finditer(fold_marks(ask.text)) if _standing(found["who"])]
    said = [found for found in _ASKED.finditer(fold_marks(answer.sentence)) if _standing(found["who"])]
    if not wanted or not said:
        return None
    for asked in wanted:
        if not any(_holds(asked["who"], found["who"]) for found in said):
            theirs = said[-1]
            return Fault("actor", "weaker", f"责任主体:上位须经“{asked['who']}”{asked['act']},草案改为“{theirs['who']}”", 0.8,
                         theirs["who"], asked["who"])
    return None


def _standing(who: str) -> str:
    if _OWN.search(who):
        return "own"
    return next((name for name, pattern in _STANDINGS if pattern.search(who)), "")


def _holds(wanted: str, said: str) -> bool:
    """Whether `said` may agree in the place of `wanted`."""
    upper, lower = _standing(wanted), _standing(said)
    if _INSIDE.search(wanted) or upper == "own":
        return True
    if lower in _LOWER[upper]:
        return wanted.startswith("上") and lower != "own"  # 上一级主管部门, by the name it has here
    left, right = _LEVEL.search(wanted), _LEVEL.search(said)
    if upper == lower and left and right and left["level"] == "省" and right["level"] in _LEVELS[2:]:
        return False
    return upper != "department" or lower != "department" or may_replace(bodies(wanted), bodies(said))
