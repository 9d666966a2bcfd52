"""Speed and memory of the library by size: run by hand, `python tests/library/benchmark_speed.py [1000 10000 100000]`.

Generated clauses; above 1,000 made-up vectors stand in for embedded ones. One process. With
--keep=FOLDER the libraries stay there and the next run only asks them.
Printed a size: seconds to index (without embedding), milliseconds of a query (median, p95),
with a filter on half of the documents and on one, and resident memory.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from assistant.library import Filter, Library
from assistant.library.embedding import Cached, Matrix, Nano
from assistant.types import Clause, Document

PER_DOCUMENT = 100
# On a machine that is busy with other work, --cpu counts processor time instead of the clock's.
clock = time.process_time if "--cpu" in sys.argv else time.perf_counter
WORDS = ("行政", "执法", "监督", "复议", "规范性", "文件", "审核", "备案", "公开", "决策", "程序", "培训", "人员",
         "部门", "企业", "服务", "平台", "数据", "共享", "应急", "预案", "调解", "纠纷", "基层", "街道", "社区", "法治", "政府",
         "建设", "考核", "督察", "整改", "清单", "事项", "许可", "处罚", "检查", "信用", "承诺", "合同", "征收", "补偿")
QUERIES = ("执法人员每年培训多少学时", "规范性文件要不要备案", "第一次违法能不能不罚", "应急预案多久演练一次",
           "谁负责基层调解", "企业的合同政府不履行怎么办", "数据共享平台什么时候建成", "社区信用承诺清单")


class MadeUp:
    """Random vectors, the queries' real ones: the index cannot tell, the clock can."""

    def __init__(self, real: Nano | None) -> None:
        self.name = "made-up"
        self.real = real
        self._chance = np.random.default_rng(0)

    def embed(self, texts: Sequence[str], query: bool = False) -> Matrix:
        if query or self.real is not None:
            return Nano().embed(texts, query)
        vectors = self._chance.standard_normal((len(texts), 384)).astype(np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def document(number: int) -> Document:
    chance = np.random.default_rng(number)
    clauses = []
    for item in range(PER_DOCUMENT):
        sentences = ["".join(chance.choice(WORDS, 14)) + f"{chance.integers(1, 999)}项" for _ in range(3)]
        clauses.append(Clause(f"一/{item}", "item", str(item), "", "。".join(sentences) + "。"))
    return Document(f"{number}.txt", f"{number:064x}", f"第{number}号方案", tuple(clauses),
                    region=f"某市{number % 50}区", level="区县" if number % 2 else "省")


def milliseconds(work: Callable[[str], object], rounds: int) -> tuple[float, float]:
    taken = []
    for number in range(rounds):
        start = clock()
        work(QUERIES[number % len(QUERIES)])
        taken.append((clock() - start) * 1000)
    return float(np.median(taken)), float(np.percentile(taken, 95))


def measure(size: int, kept: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(kept, str(size)) if kept else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        embedder = MadeUp(Nano() if size <= 1000 else None)
        with Library(folder, embedder) as library:
            start = clock()
            known = bool(library.catalogue.ids())
            with library.database.transaction():
                for number in range(0 if known else size // PER_DOCUMENT):
                    library.add(document(number))
            stored = clock() - start
            if size <= 1000 and not known:
                texts = [text[a:b] for number in range(size // PER_DOCUMENT)
                         for text in (c.text for c in document(number).clauses) for a, b in _spans(text)]
                start = clock()
                Cached(embedder, Path(temporary) / "apart").passages(texts)
                alone = clock() - start
            start = clock()
            library.update_index()
            indexed = clock() - start
            start = clock()
            library.search(QUERIES[0])
            opened = clock() - start
            start = clock()
            for number in range(size // PER_DOCUMENT):
                library.catalogue.id_of(f"{number:064x}")
            library.update_index()
            unchanged = clock() - start
            rounds = 40
            embed = milliseconds(lambda q: library.embedder.embed([q], query=True), rounds)
            plain = milliseconds(library.search, rounds)
            half = milliseconds(lambda q: library.search(q, where=Filter(levels=("省",))), rounds)
            one = milliseconds(lambda q: library.search(q, where=Filter(documents=("d3",))), rounds)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{size:>7} clauses: catalogue {stored:.1f} s, index {indexed:.1f} s, first search {opened:.2f} s,"
                  f" unchanged again {unchanged:.3f} s")
            if size <= 1000 and not known:
                print(f"        adding / embedding alone: {(stored + indexed) / alone:.2f}"
                      f" ({alone:.1f} s for {len(texts)} sentences); unchanged / first: "
                      f"{unchanged / (stored + indexed):.4f}")
            print(f"        embed a query {embed[0]:.1f} (p95 {embed[1]:.1f}) ms; query {plain[0]:.1f} (p95 {plain[1]:.1f});"
                  f" filter on half {half[0]:.1f} (p95 {half[1]:.1f}); on one document {one[0]:.1f}"
                  f" (p95 {one[1]:.1f}); {memory:.0f} MB", flush=True)


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    from assistant.library.passages import passages
    return passages(text)


if __name__ == "__main__":
    folder = next((argument.removeprefix("--keep=") for argument in sys.argv if argument.startswith("--keep=")), None)
    for size in [int(argument) for argument in sys.argv[1:] if argument.isdigit()] or [1000, 10_000, 100_000]:
        measure(size, folder)
