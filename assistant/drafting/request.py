"""What is asked for: kind, region, year, and how much of the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from assistant.errors import BadInput

Kind = Literal["annual-report", "review-opinion"]


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """`section`: a heading, a number (第四部分, (三)) or a topic (行政复议); None: the whole.

    `length`: characters without white space. `outline`: headings of the results part in
    the user's order, instead of the plan's or the standard ones. `computed`: rates and sums
    computed from cited figures may be told; `comparison`: last year's figures may be told.
    """

    kind: Kind
    region: str
    year: int
    section: str | None = None
    length: int | None = None
    outline: tuple[str, ...] | None = None
    computed: bool = False
    comparison: bool = False

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise BadInput(
                f"不认识的文种“{self.kind}”;可用:annual-report(年度报告)、review-opinion(审议意见办理报告)",
                           f"unknown kind {self.kind!r}; use annual-report or review-opinion")
        if not self.region.strip():
            raise BadInput("请写明地区(如“某某区”)", "name the region")
        if not 1978 <= self.year <= 2100:
            raise BadInput(f"年度 {self.year} 不合理;请写四位年份",
                f"year {self.year} makes no sense; write four digits")
        if self.length is not None and not 50 <= self.length <= 100_000:
            raise BadInput(f"字数 {self.length} 不合理;请在 50 至 100000 之间",
                f"length {self.length} is out of range (50 to 100000)")
