"""The intervals cover, the tests find, and both repeat."""

from __future__ import annotations

import random

import pytest

from evals.statistics import bootstrap, paired_test, wilson
from evals.suites.rows import mean


def test_wilson_never_leaves_the_unit_interval() -> None:
    for n in range(1, 30):
        for hits in range(n + 1):
            low, high = wilson(hits, n)
            assert 0 <= low <= hits / n <= high <= 1


@pytest.mark.parametrize(("hits", "n", "low", "high"), [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)])
def test_wilson_gives_the_published_intervals(hits: int, n: int, low: float, high: float) -> None:
    """Newcombe 1998, table I, method 3."""
    assert [round(x, 4) for x in wilson(hits, n)] == [low, high]


def test_the_paired_test_is_exact_for_few_clusters() -> None:
    """Five equal gains: 2 of 32 signs are as far. Gains of 3, 1, 1: 2 of 8."""
    zero = dict.fromkeys("abcde", 0.0)
    assert paired_test(zero, dict.fromkeys("abcde", 1.0)) == (1.0, 2 / 32)
    assert paired_test(dict.fromkeys("abc", 0.0), {"a": 3.0, "b": 1.0, "c": 1.0})[1] == 2 / 8
    assert paired_test(dict.fromkeys("ab", 0.0), {"a": 1.0, "b": -1.0}) == (0.0, 1.0)


def test_the_bootstrap_finds_the_known_spread_of_a_mean() -> None:
    """Of 100 fair hits and misses the mean has a standard error of .05."""
    low, high = bootstrap({str(i): float(i % 2) for i in range(100)})
    assert abs((high - low) / 2 - 1.96 * 0.05) < 0.012


def test_no_certainty_is_claimed_where_every_draw_is_the_same() -> None:
    sure = mean(dict.fromkeys("abcd", 1.0))
    one = mean({"a": 1.0, "b": 0.0}, {"a": "d", "b": "d"})
    assert sure.low is not None and sure.low < 0.6 and sure.high == 1.0
    assert one.low is not None and one.low < 0.2
    assert mean({"a": 0.3, "b": 0.4}, {"a": "d", "b": "d"}).low is None


def test_clusters_widen_the_interval() -> None:
    values = {f"c{i}": float(i % 40 < 20) for i in range(80)}
    clusters = {f"c{i}": f"d{i // 20}" for i in range(80)}
    free, clustered = bootstrap(values), bootstrap(values, clusters)
    assert clustered[1] - clustered[0] > 2 * (free[1] - free[0])


def test_the_same_data_give_the_same_interval() -> None:
    values = {str(i): random.Random(i).random() for i in range(30)}
    assert bootstrap(values) == bootstrap(dict(reversed(values.items())))


def test_no_values_have_no_interval() -> None:
    with pytest.raises(ValueError, match="no values"):
        bootstrap({})


def test_a_real_difference_is_found_and_noise_is_not() -> None:
    old = {str(i): float(i % 3 == 0) for i in range(40)}
    better = dict.fromkeys(old, 1.0)
    delta, p = paired_test(old, better)
    assert delta > 0.5 and p < 0.01
    noise = {key: (1 - value if int(key) % 20 < 2 else value) for key, value in old.items()}
    assert paired_test(old, noise)[1] > 0.2


def test_equal_runs_differ_by_nothing() -> None:
    assert paired_test({"a": 1.0}, {"a": 1.0}) == (0.0, 1.0)
