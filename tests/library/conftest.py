"""Small documents of places that do not exist, and an embedder that is quick and deterministic."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from assistant.library import Library
from assistant.library.embedding import Matrix
from assistant.library.lexical import grams
from assistant.types import Clause, Document


class Hashed:
    """Vectors of hashed character pairs: near texts are near, nothing is loaded. Counts its work."""

    def __init__(self, name: str = "hashed-64") -> None:
        self.name = name
        self.embedded = 0

    def embed(self, texts: Sequence[str], query: bool = False) -> Matrix:
        if not query:
            self.embedded += len(texts)
        out = np.full((len(texts), 64), 0.01, np.float32)
        for row, text in enumerate(texts):
            for token in grams(text):
                out[row, crc32(token.encode()) % 64] += 1
        return np.asarray(out / np.linalg.norm(out, axis=1, keepdims=True), np.float32)


def made(source: str, title: str, region: str, *clauses: tuple[str, str], period: str = "2021—2025年",
         doc_type: str = "实施方案", level: str = "区县") -> Document:
    """A document of these (id, text) clauses."""
    return Document(
        source=source, digest=hashlib.sha256(source.encode()).hexdigest(), title=title, region=region,
        period=period, doc_type=doc_type, level=level, issuer=(f"{region}人民政府",),  # type: ignore[arg-type]
        clauses=tuple(Clause(id, "item", id.split("/")[-1], text.split("。")[0], text, None) for id, text in clauses))


LINJIANG = made(
    "临江方案.txt", "临江区法治政府建设实施方案", "东河市临江区",
    ("一", "一、总体要求。到2025年,法治政府建设取得新成效。"),
    ("二/(一)/1", "1.落实首违不罚。对初次违法且危害后果轻微的,不予行政处罚,制定清单并向社会公布。"),
    ("二/(一)/2", "2.加强执法培训。行政执法人员每人每年接受不少于60学时的业务知识和法律法规培训。"),
    ("二/(二)/3", "3.深化行政复议。2022年底前基本形成统一高效的行政复议体制,办案场所不少于3处。"),
    ("三", "三、组织保障。区司法局负责督促落实,每年第一季度报告上年度情况。"))
QINGSHAN = made(
    "青山方案.txt", "青山县法治政府建设实施方案", "东河市青山县",
    ("一/1", "1.规范涉企检查。除有法定依据外,严禁要求特定行业普遍停产停业。"),
    ("一/2", "2.提升执法能力。执法人员每年参加法律知识培训不少于40学时。"),
    ("一/3", "3.推进政务公开。依申请公开答复率达100%,办理满意度95%以上。"))
XIHU = made(
    "西湖报告.txt", "西湖市2022年法治政府建设年度报告", "西湖市",
    ("一/(一)/1", "1.化解矛盾纠纷。全市共设调解委员会592个,调解纠纷13000余件。"),
    ("一/(一)/2", "2.出庭应诉。行政机关负责人出庭应诉率达到90.9%。"),
    ("二", "二、存在的问题。一是学法不够深入;二是普法针对性不强;三是执法力量不足。"),
    period="2022年", doc_type="年度报告", level="市")
ALL = (LINJIANG, QINGSHAN, XIHU)


@pytest.fixture
def embedder() -> Hashed:
    return Hashed()


@pytest.fixture
def library(tmp_path: Path, embedder: Hashed) -> Iterator[Library]:
    """The three documents, indexed."""
    with Library(tmp_path / "home", embedder) as opened:
        for document in ALL:
            opened.add(document, None, document.source.encode())
        opened.update_index()
        yield opened
