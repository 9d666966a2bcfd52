"""The gate lets nothing through that the quotes do not bear, and everything that they do."""

from __future__ import annotations

import re

import pytest

from assistant.drafting import ground, ground_sentence
from assistant.types import Citation, Document, Draft, DraftSentence
from tests.drafting.scoring import Case

JUSTICE, EMERGENCY, SERVICE = "01-区司法局.txt", "04-区应急管理局.txt", "03-区政务服务局.txt"


def check(case: Case, sentence: str, source: str, clause: str, quote: str | None = None) -> set[str]:
    document = next(d for d in case.materials if d.source == source)
    cited = Citation(source, clause, quote or document.clause(clause).text)
    return {v.kind for v in ground(sentence, [cited], case.materials, year=2023)}


@pytest.mark.parametrize(("sentence", "source", "clause"), [
    ("全区受理行政复议申请218件,审结196件,直接纠错率为13.8%。", JUSTICE, "一/(三)"),
    ("经调解、和解终止68件,调解和解率达34.7%。", JUSTICE, "一/(三)"),
    ("区司法局2023年受理行政复议案件218件。", JUSTICE, "一/(三)"),
    ("培育法律明白人一千九百三十四名,发放宣传资料53000份。", JUSTICE, "一/(六)"),
    ("上半年检查企业1205家次。", EMERGENCY, "(二)"),
    ("“12345”热线受理群众诉求78000件。", SERVICE, "五"),
    ("区司法局将建设全区统一的行政执法监督平台。", JUSTICE, "三"),
])
def test_what_the_quote_says_may_stand(qingxiu: Case, sentence: str, source: str, clause: str) -> None:
    assert check(qingxiu, sentence, source, clause) == set()


@pytest.mark.parametrize(("sentence", "source", "clause", "kind"), [
    ("全区受理行政复议申请219件。", JUSTICE, "一/(三)", "number"),
    ("全区受理行政复议申请243件。", JUSTICE, "一/(三)", "indicator"),
    ("全区审结行政复议案件218件。", JUSTICE, "一/(三)", "indicator"),
    ("败诉率为94.6%。", JUSTICE, "一/(四)", "indicator"),
    ("2022年受理行政复议申请218件。", JUSTICE, "一/(三)", "period"),
    ("2023年受理行政复议案件171件。", JUSTICE, "一/(三)", "period"),
    ("检查企业1205家次。", EMERGENCY, "(二)", "period"),
    ("办理通办业务3400件。", SERVICE, "三", "number"),
    ("办理通办业务3400余万件。", SERVICE, "三", "number"),
    ("建设了全区统一的行政执法监督平台。", JUSTICE, "三", "planned"),
    ("行政复议调解和解率提高到40%以上。", JUSTICE, "三", "planned"),
    ("清理文件86件,其中废止9件。", JUSTICE, "一/(一)", "planned"),
    ("出台《青岫区行政复议工作规则》。", JUSTICE, "一/(三)", "title"),
    ("区公安局成立行政复议咨询委员会。", JUSTICE, "一/(三)", "name"),
    ("推出“复议直通车”服务,审结196件。", JUSTICE, "一/(三)", "name"),
    ("行政机关负责人出庭应诉率94.6%,位居全市第一。", JUSTICE, "一/(四)", "claim"),
    ("2023年6月,成立青岫区行政复议咨询委员会。", JUSTICE, "一/(三)", "date"),
    ("发生人员伤亡。", EMERGENCY, "(三)", "negation"),
    ("12349热线受理群众诉求7.8万件。", SERVICE, "五", "number"),
    ("刑事案件同比上升8.4%。", "05-区委政法委.txt", "三", "number"),
    ("区级行政许可事项由296项精简至318项。", SERVICE, "二", "indicator"),
    ("全区行政执法水平大幅跃升,人民群众获得感显著增强,营商环境持续改善。", JUSTICE, "一/(四)", "unsupported"),
])
def test_what_the_quote_does_not_say_is_refused(qingxiu: Case, sentence: str, source: str, clause: str,
                                                kind: str) -> None:
    found = check(qingxiu, sentence, source, clause)
    assert kind in found, found


def test_a_sentence_without_citation_is_refused(qingxiu: Case) -> None:
    assert [v.kind for v in ground("审结196件。", [], qingxiu.materials)] == ["uncited"]


@pytest.mark.parametrize("citation", [
    Citation(JUSTICE, "一/(三)", "审结197件"), Citation(JUSTICE, "九/(九)", "审结196件"),
    Citation("没有.txt", "一", "审结196件"), Citation(JUSTICE, "一/(三)", ""),
])
def test_a_quote_that_stands_nowhere_is_refused(qingxiu: Case, citation: Citation) -> None:
    assert [v.kind for v in ground("审结196件。", [citation], qingxiu.materials, year=2023)] == ["quote"]


def test_a_number_of_another_clause_of_the_document_proves_nothing(qingxiu: Case) -> None:
    assert "number" in check(qingxiu, "受理行政复议申请218件,评查案卷168件。", JUSTICE, "一/(三)")


@pytest.mark.parametrize("sentence", [
    "审结行政复议案件218件,受理196件。", "发现问题168个,评查案卷213件。",
    "宣布失效9件、废止4件。", "青石湾:评查案卷97件,新增持证人员168人。",
])
def test_numbers_told_crosswise_are_refused(qingxiu: Case, sentence: str) -> None:
    document = next(d for d in qingxiu.materials if d.source == JUSTICE)
    cited = [Citation(JUSTICE, c.id, c.text) for c in document.clauses if c.id.startswith("一/")]
    assert ground(sentence, cited, qingxiu.materials, year=2023)


@pytest.mark.parametrize(("formula", "sentence", "kinds"), [
    ("(218-196)/218", "行政复议案件尚有10.1%未审结。", set()),
    ("218-196", "行政复议案件尚有22件未审结。", set()),
    ("218-195", "行政复议案件尚有23件未审结。", {"computed", "number"}),
    ("__import__('os')", "行政复议案件尚有22件未审结。", {"computed", "number"}),
])
def test_a_computed_number_follows_from_cited_ones(qingxiu: Case, formula: str, sentence: str, kinds: set[str]) -> None:
    document = next(d for d in qingxiu.materials if d.source == JUSTICE)
    cited = [Citation(JUSTICE, "一/(三)", document.clause("一/(三)").text)]
    found = {v.kind for v in ground(sentence, cited, qingxiu.materials, year=2023, computed=formula)}
    assert found - {"negation", "claim"} == kinds


@pytest.mark.parametrize(("sentence", "fine"), [
    (DraftSentence("坚持科学决策、民主决策、依法决策。", (), "opening"), True),
    (DraftSentence("2023年,青岫区扎实推进法治政府建设。", (), "opening"), True),
    (DraftSentence("审结行政复议案件196件。", (), "opening"), False),
    (DraftSentence("出台《青岫区办法》。", (), "opening"), False),
    (DraftSentence("〔待核:受理行政复议案件〕", (), "placeholder"), True),
    (DraftSentence("〔待核:受理行政复议案件218件〕", (), "placeholder"), False),
    (DraftSentence("受理行政复议案件若干。", (), "placeholder"), False),
])
def test_openings_and_marked_places_state_nothing(qingxiu: Case, sentence: DraftSentence, fine: bool) -> None:
    assert (ground_sentence(sentence, qingxiu.materials, year=2023) == ()) is fine


def test_no_changed_number_slips_through(qingxiu: Case, qingxiu_draft: Draft) -> None:
    """Every number of the draft changed by one, one at a time: the gate must see each."""
    seen = missed = 0
    for sentence in (s for section in qingxiu_draft.sections for s in section.sentences if s.status == "supported"):
        for match in re.finditer(r"(?<![\d.])\d{2,}(?:\.\d+)?(?=[件人次个项家份场万亿%])", sentence.text):
            other = str(round(float(match.group()) + 1, 2)).removesuffix(".0")
            changed = sentence.text[:match.start()] + other + sentence.text[match.end():]
            seen += 1
            missed += not ground(changed, sentence.citations, qingxiu.materials, year=2023)
    assert seen > 120
    assert missed == 0


def test_the_gate_changes_nothing(qingxiu: Case) -> None:
    sources: list[Document] = list(qingxiu.materials)
    ground("审结196件。", [Citation(JUSTICE, "一/(三)", "审结196件")], sources, year=2023)
    assert tuple(sources) == qingxiu.materials
