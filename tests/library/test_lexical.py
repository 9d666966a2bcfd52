"""Postings are kept a document at a time and give the scores of the whole."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.library.lexical import BM25, LayeredBM25, Postings, grams, words
from assistant.library.passages import passages

TEXTS = ["行政执法人员培训60学时", "行政复议体制改革", "执法执法执法", "", "App掌上执法100%"]


def test_merged_parts_score_as_the_whole() -> None:
    whole = BM25.over(TEXTS)
    parts = Postings.merge([Postings.of(TEXTS[:2], grams), Postings.of([], grams), Postings.of(TEXTS[2:], grams)])
    np.testing.assert_allclose(BM25(parts).scores(grams("执法培训")), whole.scores(grams("执法培训")), rtol=1e-6)


def test_packed_postings_come_back_equal() -> None:
    postings = Postings.of(TEXTS, grams)
    again = Postings.unpack(postings.pack())
    for name in ("terms", "starts", "rows", "counts", "lengths"):
        np.testing.assert_array_equal(getattr(again, name), getattr(postings, name))


@pytest.mark.parametrize("query", ["行政执法", "一", "zzz", ""])
def test_unknown_words_and_empty_queries_score_nothing_wrong(query: str) -> None:
    scores = BM25.over(TEXTS).scores(grams(query))
    assert scores.shape == (5,)
    assert np.isfinite(scores).all()
    assert scores[3] == 0


def test_clause_scores_from_sentences_are_those_of_whole_clauses() -> None:
    clauses = ["行政执法。执法培训。", "复议。", "培训培训。执法。复议。"]
    sentences = [clause[a:b] for clause in clauses for a, b in passages(clause)]
    owners = np.array([0, 0, 1, 2, 2, 2], np.int32)
    layered = LayeredBM25(Postings.of(sentences, grams), owners, 3)
    tokens = grams("执法培训")
    np.testing.assert_allclose(layered.clause_scores(tokens), BM25.over(clauses).scores(tokens), rtol=1e-6)
    np.testing.assert_allclose(layered.sentence_scores(tokens, np.arange(6)), BM25.over(sentences).scores(tokens), rtol=1e-6)
    assert layered.frequency("执法") == 2


def test_few_texts_are_scored_as_among_all() -> None:
    index = BM25.over([f"{text}{number}" for number in range(40) for text in TEXTS])
    chosen = np.array([1, 7, 33, 150], np.int64)
    query = {**dict.fromkeys(grams("行政执法培训"), 1.0), "zzz": 1.0}
    np.testing.assert_allclose(index.scores_of(query, chosen), index.scores(query)[chosen], rtol=1e-6)


def test_full_and_half_width_are_one() -> None:
    assert grams("\uff21\uff50\uff50\uff11\uff10\uff10\uff05") == grams("App100%")
    assert words("执法,60学时。") == ["执法", "60", "学时"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="甲乙丙。\uff1b\uff0c \n1a", max_size=400))
def test_passages_lose_nothing_but_space(text: str) -> None:
    spans = passages(text)
    assert all(0 <= a < b <= len(text) and b - a <= 180 for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    left_out = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert not any(re.search("[甲乙丙1a]{2}", gap) for gap in left_out)
