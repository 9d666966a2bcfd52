"""The retrieval systems we compare with, on the same clauses and the same vectors.

bm25_only: Okapi BM25 over character bigrams, written here apart from the product's.
similarity_only: cosine alone, the best sentence counting for its clause. langchain_stock: recursive splitter,
Chroma, similarity search, as its documentation sets it up.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.library.embedding import Embedder

Clause = tuple[str, str, str]
Ranked = dict[str, list[tuple[str, str]]]


def bm25_only(clauses: Sequence[Clause], asked: Mapping[str, str], k: int) -> Ranked:
    """Okapi BM25 (k1 = 1.5, b = 0.75) over character bigrams."""
    documents = [Counter(_bigrams(text)) for _, _, text in clauses]
    lengths = [sum(d.values()) for d in documents]
    average = sum(lengths) / max(1, len(lengths))
    frequency: Counter[str] = Counter(term for d in documents for term in d)
    out: Ranked = {}
    for q, text in asked.items():
        scores = []
        for i, d in enumerate(documents):
            score = 0.0
            for term in _bigrams(text):
                if tf := d.get(term, 0):
                    idf = math.log(1 + (len(documents) - frequency[term] + 0.5) / (frequency[term] + 0.5))
                    score += idf * tf * 2.5 / (tf + 1.5 * (0.25 + 0.75 * lengths[i] / average))
            scores.append((-score, i))
        out[q] = [clauses[i][:2] for _, i in sorted(scores)[:k]]
    return out


def similarity_only(clauses: Sequence[Clause], asked: Mapping[str, str], k: int, embedder: Embedder) -> Ranked:
    """The clauses with the nearest sentence by cosine, on the vectors that the library made."""
    import numpy as np

    from assistant.library.passages import passages

    spans = [(i, text[start:end]) for i, (_, _, text) in enumerate(clauses) for start, end in passages(text)]
    vectors = embedder.embed([text for _, text in spans])
    queries = embedder.embed(list(asked.values()), query=True)
    owner = np.asarray([i for i, _ in spans])
    out: Ranked = {}
    for q, scores in zip(asked, queries @ vectors.T, strict=True):
        best = np.full(len(clauses), -1.0, np.float32)
        np.maximum.at(best, owner, scores)
        out[q] = [clauses[i][:2] for i in (-best).argsort(kind="stable")[:k]]
    return out


def langchain_stock(clauses: Sequence[Clause], asked: Mapping[str, str], k: int,
                    embedder: Embedder) -> dict[str, list[list[tuple[str, str]]]]:
    """Stock LangChain: whole documents split at 1,000 characters with 200 overlapping; the clauses of each chunk."""
    import chromadb
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    class Ours(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return embedder.embed(texts).tolist()  # type: ignore[no-any-return]

        def embed_query(self, text: str) -> list[float]:
            return embedder.embed([text], query=True)[0].tolist()  # type: ignore[no-any-return]

    bodies: dict[str, list[tuple[str, str]]] = {}
    for source, clause, text in clauses:
        bodies.setdefault(source, []).append((clause, text))
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
    store = Chroma(collection_name="stock", embedding_function=Ours(), client=chromadb.EphemeralClient())
    store.reset_collection()
    chunks = splitter.split_documents([Document("\n\n".join(text for _, text in parts), metadata={"source": source})
                                       for source, parts in bodies.items()])
    store.add_documents(chunks)
    return {q: [[(chunk.metadata["source"], clause) for clause in _clauses_at(
        bodies[chunk.metadata["source"]], chunk.metadata["start_index"], len(chunk.page_content))]
        for chunk in store.similarity_search(text, k=k)] for q, text in asked.items()}


def _clauses_at(parts: Sequence[tuple[str, str]], start: int, length: int) -> list[str]:
    """The clauses a chunk covers, the one it covers most of first."""
    at, found = 0, []
    for clause, text in parts:
        shared = min(at + len(text), start + length) - max(at, start)
        if shared > 0:
            found.append((-shared, clause))
        at += len(text) + 2
    return [clause for _, clause in sorted(found)]


def _bigrams(text: str) -> list[str]:
    kept = "".join(c if c.isalnum() else " " for c in text)
    return [kept[i:i + 2] for i in range(len(kept) - 1) if " " not in kept[i:i + 2]]
