"""What counts as a requirement, what it inherits, and the aims in it."""

from __future__ import annotations

import pytest

from assistant.facts import requirements_of
from assistant.types import Requirement, Target


def quotes(text: str) -> list[str]:
    return [item.quote for item in requirements_of(text)]


def only(text: str) -> Requirement:
    (item,) = requirements_of(text)
    return item


def aim(text: str) -> Target:
    (target,) = [target for item in requirements_of(text) for target in item.targets]
    return target


@pytest.mark.parametrize(
    "text",
    [
        "高举中国特色社会主义伟大旗帜，坚持以科学发展观为指导，全面贯彻党的二十大精神，紧扣目标任务。",
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "党的十八大以来，法治政府建设取得新成效。党的领导不断加强，制度体系日益健全。",
        "为加快现代化建设提供坚强有力的法治保障。", "为到2035年基本建成法治政府奠定坚实基础。",
        "本办法自2024年1月1日起施行。", "本规定所称行政规范性文件，是指行政机关制定的文件。",
        "结合本县实际，制定本方案。",
        "按照省委、省政府部署要求。",
    ],
)
def test_slogans_background_purpose_and_definitions_demand_nothing(text: str) -> None:
    assert quotes(text) == []


def test_each_phrase_between_commas_is_one_requirement() -> None:
    assert quotes("完善行政执法文书送达制度，推行电子送达，严格执行案卷标准。") == [
        "完善行政执法文书送达制度", "推行电子送达", "严格执行案卷标准",
    ]


def test_a_condition_and_a_topic_belong_to_what_follows() -> None:
    assert quotes("未经集体审议的，不得公布施行；重大民生事项，应当听证。") == ["未经集体审议的，不得公布施行",
        "重大民生事项，应当听证"]
    assert only("除有法定依据外，严禁普遍停产。").exception == "除有法定依据外"


def test_actor_and_modality_are_inherited_within_the_sentence() -> None:
    first, second = requirements_of("各级党委要切实履行职责，及时研究重大问题。")
    assert first.actor == second.actor == "各级党委"
    assert first.modality == second.modality == "要"


def test_a_prohibition_reaches_what_one_would_forbid_and_no_further() -> None:
    kinds = [item.prohibition for item in requirements_of("严禁搞“一刀切”，采取普遍停产的措施，清理变相许可。")]
    assert kinds == [True, True, False]


def test_a_semicolon_ends_the_force_of_a_word() -> None:
    first, second = requirements_of("力争到2023年，建成10家示范单位；到2025年，示范单位达30%以上。")
    assert (first.modality, first.deadline) == ("力争", "2023")
    assert (second.modality, second.deadline) == (None, "2025")


def test_a_date_that_opens_the_sentence_holds_for_all_of_it_one_inside_a_phrase_does_not() -> None:
    assert [item.deadline for item in requirements_of("到2025年，知晓率达到90%，满意率达到95%。")] == ["2025", "2025"]
    inside = requirements_of("镇街工作站2027年年底前全部建成，顾问每月服务不少于1次。")
    assert [item.deadline for item in inside] == ["2027-12-31", None]


def test_effects_hoped_for_are_no_requirement_behind_an_act() -> None:
    assert quotes("加强执法监督，提高执法水平，形成工作合力。") == ["加强执法监督"]


def test_states_are_required_only_as_goals() -> None:
    assert quotes("到2030年，依法行政能力显著增强，制度体系更加完备完善。")
    assert quotes("依法行政能力显著增强。") == []


@pytest.mark.parametrize(
    ("text", "comparator", "value", "unit", "deadline"),
    [
        ("到2026年底，组织建成率达100%", "=", 100, "%", "2026-12-31"),
        ("政府领导班子每年应当举办两期以上讲座", ">=", 2, "期", None),
        ("2026年底前基本形成统一高效的复议体制", "=", "基本形成", None, "2026-12-31"),
        ("2027年年底前基本建成覆盖全市的监督体系", "=", "基本建成(覆盖全市)", None, "2027-12-31"),
        ("2027年前实现对各级政府督察全覆盖", "coverage", "全覆盖", None, "2027(前)"),
        ("实现服务平台四级全覆盖", "coverage", "四级全覆盖", None, None),
        ("建成覆盖省、市、县三级的公开目录体系", "coverage", "三级覆盖", None, None),
        ("做到“应出尽出”", "coverage", "应出尽出", None, None),
        ("确保“有件必备、有备必审”", "coverage", "全部", None, None),
        ("努力实现行政机关败诉率逐步下降", "trend_down", "逐步下降", None, None),
        ("营商环境达到全省一流", "rank", "全省一流", None, None),
        ("审批时限由12个工作日压缩至5个工作日", "=", 5, "个工作日", None),
        ("三级服务平台2027年6月底前全面建成", "=", "全面建成", None, "2027-06-30"),
        ("15个工作日内作出答复", "<=", 15, "个工作日", None),
    ],
)
def test_targets(text: str, comparator: str, value: object, unit: str | None, deadline: str | None) -> None:
    target = aim(text + "。")
    assert (target.comparator, target.value, target.unit, target.deadline) == (comparator, value, unit, deadline)


def test_the_aim_of_a_chapter_is_told_once() -> None:
    found = requirements_of("到2030年，政府行为全面纳入法治轨道，制度体系日益健全，应急能力显著增强。")
    assert [target.value for item in found for target in item.targets] == ["政府行为全面纳入法治轨道等"]


def test_respectively_gives_each_its_value() -> None:
    found = requirements_of("知晓率和首选率分别达到90%和95%；办结率、满意率均达到100%。")
    assert [(target.indicator, target.value) for item in found for target in item.targets] == [
        ("知晓率", 90), ("首选率", 95), ("办结率", 100), ("满意率", 100),
    ]


def test_an_idiom_that_its_number_measures_is_not_told_twice() -> None:
    found = requirements_of("做到有件必备、有备必审，备案审查率达100%。")
    assert [target.value for item in found for target in item.targets] == [100]


def test_counts_of_what_there_is_are_no_aims() -> None:
    assert [item.targets for item in requirements_of("统筹全区12个镇街力量，对正在推进的4项措施加强督促。")] == [(), ()]


def test_the_quote_is_printed_as_it_stands() -> None:
    text = "确保每人每年接受不少于６０学时的培训。"
    item = only(text)
    assert item.quote in text
    assert item.targets[0].value == 60
    assert (item.frequency, item.action) == ("每人每年", "确保")


def test_the_number_of_an_item_is_no_part_of_the_requirement() -> None:
    assert quotes("12.健全裁决机制。") == ["健全裁决机制"]
    assert quotes("（三）一是健全裁决机制。") == ["健全裁决机制"] or quotes("一是健全裁决机制。") == ["健全裁决机制"]


def test_cited_documents_and_list_members_are_slots() -> None:
    item = only("严格执行《清江省优化营商环境条例》，").cited
    assert item == ("清江省优化营商环境条例",)
    assert only("完善首问负责、一次告知、自助办理等制度。").members == ("首问负责", "一次告知", "自助办理")
