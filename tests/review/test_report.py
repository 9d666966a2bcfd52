"""An annual report against its plan: done, short of the target, or not spoken of."""

from __future__ import annotations

from assistant.review.report_against_plan import check_report
from tests.review.planted import document

WHERE = {"region": "禾丰县", "level": "区县"}
ROWS = (
    ("全年开展行政执法案卷评查2次,抽查案卷不少于200件", "评查执法案卷两轮,共抽查236件", ["reported", "reported"]),
    ("执法人员人均培训不少于60学时", "组织执法人员培训,人均学习52学时", ["below_target"]),
    ("行政机关负责人出庭应诉率达到100%", "负责人出庭应诉率97.3%", ["below_target"]),
    ("组织重大行政决策后评估1次", "", ["silent"]),
    ("编制并公布行政裁量权基准", "行政裁量权基准已全部公布", ["reported"]),
    ("县政府常务会议学法不少于4次", "县政府常务会议集体学法5次", ["reported"]),
    ("行政规范性文件合法性审核率达到100%", "审核行政规范性文件14件,做到应审尽审", ["reported"]),
    ("在每个乡镇设立公共法律服务工作站", "加强公共法律服务,12个乡镇中9个建成工作站", ["below_target"]),
)


def test_each_commitment_gets_the_status_that_the_report_earns() -> None:
    plan = document("plan.txt", {"title": "禾丰县2027年法治政府建设计划", **WHERE},
                    [("任务", [f"{asked}。" for asked, _, _ in ROWS])])
    report = document("report.txt", {"title": "禾丰县2027年法治政府建设年度报告", **WHERE},
                      [("成效", [f"{told}。" for _, told, _ in ROWS if told])])
    found: dict[str, list[str]] = {}
    for item in check_report(report, plan):
        found.setdefault(item.requirement.clause, []).append(item.verdict)
    assert list(found.values()) == [wanted for _, _, wanted in ROWS]
