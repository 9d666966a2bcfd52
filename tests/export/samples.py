"""A draft and a review of a place that does not exist."""

from __future__ import annotations

from assistant.types import (
    Beyond,
    Change,
    Citation,
    ClauseQuote,
    Conflict,
    ConflictValue,
    Draft,
    DraftSection,
    DraftSentence,
    Exclusion,
    Finding,
    InternalFinding,
    LedgerEntry,
    Review,
    SourceQuote,
)

BODY = ("全县各级行政机关严格落实行政执法公示、执法全过程记录、重大执法决定法制审核制度，"
        "组织案卷评查三次，抽查案卷二百二十六卷，对发现的问题逐项督促整改到位。")
HOSTILE = "<script>alert(1)</script>=HYPERLINK(\"x\")|**粗**\x07"


def draft() -> Draft:
    cited = Citation("县司法局.docx", "二/1", "组织案卷评查三次，抽查案卷二百二十六卷")
    sections = (
        DraftSection("一、主要举措和成效", (DraftSentence("砚溪县扎实推进法治政府建设各项工作。", (), "opening"),)),
        DraftSection("（一）规范行政执法", tuple(DraftSentence(BODY, (cited,)) for _ in range(14)), 2),
        DraftSection("1.提升服务效能", (
            DraftSentence("政务服务满意度〔待核：政务服务满意度〕，", (), "placeholder"),
            DraftSentence("办件量〔待补充：全年办件量〕。", (), "placeholder")), 3),
        DraftSection("二、存在的不足和原因", (DraftSentence(BODY, (cited,), computed="113+113=226"),)),
    )
    text = "\n".join(["砚溪县2025年度法治政府建设情况报告", *(
        line for section in sections
        for line in (section.heading, "".join(sentence.text for sentence in section.sentences)))])
    return Draft(
        "d1", "砚溪县2025年度法治政府建设情况报告", text, sections,
        ledger=(LedgerEntry(Citation("方案.docx", "四/(六)/14", "每年开展2次行政执法案卷评查"), "reported", (cited,)),
                LedgerEntry(Citation("方案.docx", "四/(六)/13", "每人每年不少于60学时"), "silent")),
        conflicts=(Conflict("政务服务满意度", (ConflictValue(98.1, "%", "a.docx", "满意度98.1%", "一/1"),
                                        ConflictValue(99, "%", "b.docx", "满意度99%"))),),
        gaps=("全年办件量",), excluded=(Exclusion("2024年办理32件", "a.docx", "其他年度的数据", "一/2"),),
        changed=(Change("旧句。", "新句。"),), region="砚溪县", year=2025, notices=("材料共2份。",))


def review(quote: str = "每年不少于40学时", clause: str = "一/1") -> Review:
    upper = SourceQuote("up.txt", "五/(十二)", "每年不少于60学时")
    hostile = SourceQuote("up.txt", "五/(十三)", HOSTILE)
    met = SourceQuote("up.txt", "六/(一)", "健全机制")
    return Review(
        {"title": "砚溪县法治政府建设实施方案", "source": "draft.docx"}, ({"title": "怀岭省纲要", "source": "up.txt"},),
        {"covered": 1, "weaker": 1, "missing": 1},
        (Finding("F1", "weaker", ("number",), "high", upper, (ClauseQuote(clause, quote),), "60降为40", "改为60", 0.95),
         Finding("F2", "missing", ("omission",), "medium", hostile, (), "未见相应表述", HOSTILE),
         Finding("F3", "covered", (), "low", met, (ClauseQuote("一/2", "健全机制"),), "")),
        (InternalFinding("misprint", "medium", clause, quote, "疑为错别字", "改正", 0.9),),
        (Beyond(clause, quote, "no_basis", "上位文件未作要求"),), ())
