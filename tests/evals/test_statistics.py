"""The intervals cover, the tests find, and both repeat."""

from __future__ import annotations

import random

import pytest

from evals.statistics import bootstrap, paired_test, wilson


def test_wilson_never_leaves_the_unit_interval() -> None:
    for n in range(1, 30):
        for hits in range(n + 1):
            low, high = wilson(hits, n)
            assert 0 <= low <= hits / n <= high <= 1


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
