"""What a clause says: requirements (要求: what must be done) and figures (数据: what was done)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Comparator = Literal[
    "=", ">=", "<=", ">", "<", "approx", "coverage", "rank", "range", "trend_up", "trend_down"
]


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable aim (指标). `value` is a number (万 folded in; %, 亿元, 万元 are
    units), or the official words where there is no number (基本形成, 全覆盖)."""

    indicator: str
    comparator: Comparator
    value: float | int | str | None
    unit: str | None
    deadline: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """The smallest phrase that can be met or missed alone, with its slots (要素).

    It inherits actor, deadline, modality and prohibition of its `sentence`.
    deadline: ISO day, month or year ("2022-12-31", "2025", "2025(前)").
    """

    clause: str
    quote: str
    actor: str | None = None
    action: str | None = None
    object: str | None = None
    members: tuple[str, ...] = ()
    modality: str | None = None
    prohibition: bool = False
    targets: tuple[Target, ...] = ()
    deadline: str | None = None
    frequency: str | None = None
    scope: str | None = None
    exception: str | None = None
    cited: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported number (数据). period: "2022", "2020-01/2020-09", "截至2020-11".

    qualifier: 余, 近, 超过, 以上 ...; form: value, increase, decrease, ratio,
    rank, range; planned: told as intended (拟, 计划, 将), not as done.
    """

    clause: str
    quote: str
    indicator: str
    value: float | int
    unit: str | None
    period: str | None = None
    qualifier: str | None = None
    form: str = "value"
    planned: bool = False
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    requirements: tuple[Requirement, ...] = ()
    figures: tuple[Figure, ...] = ()
