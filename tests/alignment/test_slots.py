"""Each slot on its own: what must be seen, and what must not be taken for a fault."""

from __future__ import annotations

import pytest

from assistant.alignment.judge import decide
from assistant.alignment.matching import Matcher
from assistant.alignment.units import Passage
from assistant.alignment.verdicts import Judgement
from assistant.facts import requirements_of


def verdict(upper: str, draft: str, number: int = 0, regions: tuple[str, ...] = ()) -> Judgement:
    wanted = requirements_of(upper, "一")
    others = requirements_of("加强防汛抗旱物资储备。推进老旧小区电梯加装。建设智慧图书馆。", "九")
    passages = [Passage("draft", "一/1", draft), Passage("draft", "九/9", "建设城市书房和智慧图书馆,推进老旧小区加装电梯。")]
    matcher = Matcher((*wanted, *others), passages, regions=regions)
    return decide(matcher, matcher.match(wanted[number]))


FAULTS = [
    ("number", "weaker", "执法人员每人每年接受不少于60学时的培训", "执法人员每人每年接受不少于40学时的培训"),
    ("number", "weaker", "案卷评查合格率达到95%以上", "案卷评查合格率达到90%"),
    ("number", "weaker", "差评事项7个工作日内办结", "差评事项15个工作日内办结"),
    ("number", "weaker", "规范性文件合法性审核率达到100%", "规范性文件合法性审核率达到八成"),
    ("frequency", "weaker", "每年开展一次行政执法案卷评查", "每三年开展一次行政执法案卷评查"),
    ("frequency", "weaker", "每季度召开一次府院联席会议", "适时召开府院联席会议"),
    ("frequency", "weaker", "每年举办2期以上法治专题讲座", "任期内举办2期以上法治专题讲座"),
    ("deadline", "weaker", "2027年年底前完成权责清单修订", "2028年年底前完成权责清单修订"),
    ("deadline", "weaker", "2027年年底前完成权责清单修订", "逐步完成权责清单修订"),
    ("deadline", "weaker", "每年3月底前公布决策事项目录", "每年6月底前公布决策事项目录"),
    ("modality", "weaker", "建立行政执法监督员制度", "鼓励有条件的单位建立行政执法监督员制度"),
    ("modality", "weaker", "应当公开行政复议决定书", "可以公开行政复议决定书"),
    ("exception", "weaker", "全面落实行政复议决定书网上公开制度", "除承办人认为不宜公开的外,全面落实行政复议决定书网上公开制度"),
    ("exception", "weaker", "行政检查一律扫码入企", "行政检查原则上扫码入企"),
    ("scope", "weaker", "所有乡镇设立行政复议受理咨询点", "部分乡镇设立行政复议受理咨询点"),
    ("scope", "weaker", "对民生资金实行全过程跟踪审计", "对民生资金的拨付环节实行跟踪审计"),
    ("actor", "conflicting", "主要负责人履行法治建设第一责任人职责", "分管负责人履行法治建设第一责任人职责"),
    ("actor", "weaker", "由司法行政部门统一负责重大行政决策合法性审查", "由档案馆统一负责重大行政决策合法性审查"),
    ("contradiction", "conflicting", "未取得执法证件的不得从事执法活动", "未取得执法证件的人员可以从事执法活动"),
    ("contradiction", "conflicting", "细化裁量基准并向社会公布", "细化裁量基准,内部掌握,不对外公布"),
    ("contradiction", "conflicting", "经法律知识考试合格后方可申领执法证件", "执法人员可以先申领执法证件,再补考法律知识"),
    ("contradiction", "conflicting", "坚持以公开为常态、不公开为例外", "坚持以不公开为常态、公开为例外"),
    ("basis", "conflicting", "落实《法治政府建设与责任落实督察工作规定》", "落实《法治政府建设与责任落实考核工作规定》"),
    ("wording", "conflicting", "实行扁平化和网格化管理", "实行扁平化和网络化管理"),
    ("wording", "conflicting", "切实履行法院生效裁判", "切实履行法院生效裁决"),
    ("partial_list", "partial", "完善首问负责、一次告知、限时办结、容缺受理制度", "完善首问负责、限时办结制度"),
    ("partial_list", "partial", "健全人民调解、行政调解、司法调解联动机制", "健全人民调解、司法调解联动机制"),
]


@pytest.mark.parametrize(("kind", "expected", "upper", "draft"), FAULTS)
def test_a_planted_fault_is_named_by_its_slot(kind: str, expected: str, upper: str, draft: str) -> None:
    told = verdict(upper, draft)
    assert told.verdict == expected, told.reason
    assert kind in told.kinds, told
    assert told.reason and told.suggestion


HOLDS = [
    ("执法人员每人每年接受不少于60学时的培训", "执法人员每年人均培训不低于80个学时"),
    ("每年举办2期以上法治专题讲座", "每年举办两期法治专题讲座"),
    ("每年举办2期以上法治专题讲座", "每季度举办一期法治专题讲座"),
    ("规范性文件合法性审核率达到100%", "规范性文件合法性审核实现全覆盖"),
    ("规范性文件合法性审核率达到100%", "规范性文件全部经过合法性审核"),
    ("规范性文件合法性审核率达到100%", "规范性文件合法性审核率为百分之百"),
    ("差评事项7个工作日内办结", "差评事项5个工作日内办结"),
    ("2027年年底前完成权责清单修订", "2026年年底前完成权责清单修订"),
    ("2027年年底前完成权责清单修订", "到2027年12月完成权责清单修订"),
    ("严格执行行政裁量权基准制度", "落实行政裁量权基准制度"),
    ("全省各级行政机关全面推行扫码入企", "全区各级行政机关全面推行扫码入企"),
    ("乡镇(街道)与县级部门建立案件移送机制", "镇街与区级部门建立案件移送机制"),
    ("定期发布行政执法指导案例", "每年发布3批行政执法指导案例"),
    ("完善首问负责、一次告知、限时办结制度", "完善首问责任、一次性告知、限时办结、容缺受理制度"),
    ("严禁下达或者变相下达罚没指标", "不准以任何形式下达罚没任务指标"),
    ("由司法行政部门统一负责重大行政决策合法性审查", "重大行政决策合法性审查由区司法局统一负责"),
    ("落实行政执法公示、全过程记录、法制审核制度", "严格落实行政执法三项制度"),
]


@pytest.mark.parametrize(("upper", "draft"), HOLDS)
def test_what_is_as_strict_or_stricter_is_covered(upper: str, draft: str) -> None:
    told = verdict(upper, draft)
    assert told.verdict == "covered", (told.kinds, told.reason)


def test_what_is_said_nowhere_is_missing() -> None:
    told = verdict("坚持和完善政务服务好差评制度", "依法打击突发事件期间哄抬物价行为")
    assert told.verdict in ("missing", "partial")
    assert "omission" in told.kinds


def test_an_exception_made_by_law_is_no_addition() -> None:
    told = verdict("行政执法决定信息一律公开", "除法律、行政法规另有规定外,行政执法决定信息一律公开")
    assert told.verdict == "covered", told.reason


def test_weak_words_of_the_source_may_stay_weak() -> None:
    told = verdict("探索建立行政执法人员权益保障机制", "探索建立行政执法人员权益保障机制")
    assert told.verdict == "covered", told.reason


def test_the_end_of_the_plan_itself_is_a_deadline() -> None:
    wanted = requirements_of("到2030年,高频事项网上可办率达到95%以上", "一")
    matcher = Matcher(wanted, [Passage("d", "一", "高频事项网上可办率达到95%以上")], period_end=2030)
    assert decide(matcher, matcher.match(wanted[0])).verdict == "covered"
