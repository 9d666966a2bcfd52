"""Places and levels a statement speaks of: ours, another district's, the level above."""

from __future__ import annotations

import re

from assistant.drafting.names import region_kind, region_parts
from assistant.library.lexical import words

#: Words that end in 区, 县 or 市 and name no place.
_COMMON = {
    "区": "社小园辖全我本各城片景地库校市郊灾牧林矿新街厂院病战特禁分该邻两三四五六七八九十跨某县区湖湾港商老旧作住专"
         "政围污洪汛河库功",
    "县": "全我本各该邻郡跨区市",
    "市": "全我本各城超上门夜股楼集菜县省辖该邻跨某都入闹花房车书",
    "旗": "红国彩锦党战军团队",
}
_COMMON_PAIRS = (
    "边远山区", "偏远山区", "贫困山区", "南部山区", "北部山区", "深山区", "石山区", "浅山区", "高寒山区", "革命老区",
    "行政区", "开发区", "示范区", "功能区", "工业区", "高新区", "经开区", "保护区", "服务区", "度假区", "试验区",
    "自治区", "先行区", "管理区", "集中区", "保税区", "居民区", "生活区", "办公区", "样板区", "禁养区", "旅游区",
    "风景区", "水源区", "直辖市", "县级市", "地级市", "农贸市", "文明城市", "创业区", "合作区", "核心区", "拓展区",
    "责任区", "施工区", "商业区", "住宅区", "生产区", "作业区", "禁停区", "禁燃区", "安置区", "征收区", "棚户区", "封控区",
    "管控区", "防范区", "主产区", "种植区", "养殖区", "警务区", "接待区", "等候区", "自助区", "咨询区", "办事区", "窗口区")
_LEAD = (
    r"^(?:据悉|据了解|另据|据统计|其中|同期|同时|与此同时|此外|另外|例如|比如|如|而|兄弟区县|(?:邻近|毗邻|相邻|"
    r"周边|兄弟)的?"
         r"|[12]\d{3}年|今年|去年|上年|全年|上半年|本年度|,)*")
_PLACE = re.compile(
    _LEAD + r"(?:[一-鿿]{2,3}[省市])?([一-鿿]{2,3}?)"
    r"(区(?![域别间分块划级管属直内长])|县(?![域级管属直内长])|市(?![场民政级直域面值容管属内长])|旗(?![帜下舰]))")
#: Words that stand before 区, 县, 市 in their own right (审核区政府合同, 报送市委).
_BEFORE = re.compile(
    r"^(?:其中|同时|此外|全年|今年|[并在由经对向为与将还也均已以从至到被把让使受按据各]|审核|列席|会同|通过|"
    r"组建|建设|建成|召开|办理|报送|提请|组织|接受|配合|协助|邀请|参加|出席|推动|推进|成立|设立|印发|制定|"
    r"修订|落实|执行|参与"
    r"|获得|荣获|指导|督促|协调|开展|完成|提交|报请|支持|联合|围绕|服务|助力|法治|依法治|按照|根据|经过|涉及|"
    r"覆盖|整合|打造|优化|提升|深化|健全|完善"
    r"|加强|强化|新增|新建|创建|争创|入选|列入|纳入|公布|公开|代表|代理|担任|聘请|选派|委托|授权|下放|承接|"
    r"调整|清理|评查|检查|抽查|督查|督察|巡察"
    r"|审计|审议|审查|审定|研究|讨论|听取|汇报|报告|上报|反馈|回复|答复|移送|移交|转办|交办|负责|牵头|主持|"
    r"主办|承办|举办|启动|实施|构建|搭建|建立"
    r"|形成|位于|地处|来自|走进|深入|进入|面向|针对|依托|有关|相关|推荐|申报|选送|上线|全面|积极|认真|扎实|"
    r"制发|发布|出台|代区|区委|县委|市委|协同"
    r"|处理|受理|开通|运行|管理|接待|邀请|覆盖|加快|持续|不断|进一步|充分|切实|严格|全力|着力|首次|统筹|编制|"
    r"拟定|起草|报经|经报|先后|分别|共同)")
_JOINT = re.compile(r"签订|签署|共建|联合|合作|协作|通办|对口|赴|学习考察")
_ABOVE = re.compile(r"^(?:据[^,]{0,8}统计)?(?:去年|今年|\d{4}年)?(全国|全省|全市|全州|全自治区|全市[一-鿿]{2,6}系统)")
_STANDING = re.compile(
    r"第[一二三四五六七八九十\d]|首个|首家|首批|率先|前列|排名|位居|居全|推广|通报|表彰|优秀|先进|示范|现场会|"
    r"会议|领先|平均")


def other_place(text: str, region: str) -> str | None:
    """Another district named as the one whose affairs a phrase tells, or None.

    A district we sign or work with is no such place, nor are 社区, 园区, 全区.

    >>> other_place("邻近的槐安区市场监管局全年立案查处案件1420件", "岚州市青岫区")
    '槐安区'
    >>> other_place("与槐安区、禾丰县签订合作协议", "青岫区") is None
    True
    >>> other_place("培育枫林社区等示范小区12个", "青岫区") is None
    True
    """
    own = region_parts(region)
    found = _PLACE.match(text)
    if found is None:
        return None
    core, suffix = found.groups()
    if core[-1] in _COMMON[suffix] or any(pair.endswith(core + suffix) for pair in _COMMON_PAIRS):
        return None
    if _BEFORE.match(core) or any(core in part for part in own) or _belongs_to_next(text, found.start(1), core, suffix):
        return None
    if _JOINT.search(text) or f"我{region_kind(region)}" in text or any(part in text for part in own):
        return None
    return core + suffix


def _belongs_to_next(text: str, start: int, core: str, suffix: str) -> bool:
    """Whether the segmenter reads the suffix with what follows it (发挥 | 县委), not with what stands before."""
    parts = words(text[start:start + len(core) + 6])
    return len(parts) > 1 and parts[0] == core and parts[1].startswith(suffix) and len(parts[1]) > 1


def level_above(text: str, region: str) -> str | None:
    """全市, 全省 … when a phrase tells the figures of a level above; a rank there is ours.

    >>> level_above("全市政务服务系统共办理事项1120万件", "青岫区")
    '全市'
    >>> level_above("在全市率先建立联动机制", "青岫区") is None
    True
    """
    text = text.strip()
    parent = re.sub(rf"{re.escape(region_parts(region)[1])}$", "", region) if len(region_parts(region)) > 2 else ""
    if parent and re.match(
        rf"(?:[12]\d{{3}}年|今年|全年)?{parent}(?!委|政府|级)", text) and not _STANDING.search(text):
        ours = any(part in text.replace(parent, "") for part in region_parts(region))
        return parent if re.search(r"\d", text) and not ours else None
    found = _ABOVE.match(text)
    if found is None or _STANDING.search(text) or not re.search(r"[\d一二三四五六七八九十百千万]", text):
        return None
    word = found.group(1)
    return None if word[1] == region_kind(region) else word[:2]
