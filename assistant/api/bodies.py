"""The bodies of requests; answers are the product's own types."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=20_000)


class SearchBody(Body):
    query: str = Field(min_length=1, max_length=2000)
    k: int = Field(10, ge=1, le=100)
    document: str | None = None


class AskBody(Body):
    question: str = Field(min_length=1, max_length=2000)
    history: list[tuple[str, str]] = Field(default_factory=list, max_length=20)


class DraftBody(Body):
    kind: Literal["annual-report", "review-opinion"] = "annual-report"
    region: str = Field(min_length=1, max_length=100)
    year: int = Field(ge=1950, le=2099)
    section: str | None = Field(None, max_length=200)
    material: list[str] = Field(default_factory=list, max_length=500)
    plan: str | None = None
    previous: str | None = None
    length: int | None = Field(None, ge=50, le=100_000)


class ReviseBody(Body):
    instruction: str = Field(min_length=1, max_length=2000)
    base: int | None = None


class SettleBody(Body):
    indicator: str
    source: str
    base: int | None = None


class CheckBody(Body):
    draft: str
    against: list[str] = Field(default_factory=list, max_length=10)


class DecisionBody(Body):
    finding: str
    decision: Literal["accept", "reject", "comment"]
    comment: str = Field("", max_length=4000)


class CorrectionBody(Body):
    title: str | None = None
    issuer: list[str] | None = None
    region: str | None = None
    level: Literal["国家", "省", "市", "区县", "乡镇"] | None = None
    doc_type: str | None = None
    period: str | None = None
    date: str | None = None
    doc_number: str | None = None


class ShareBody(Body):
    user: str = Field(min_length=1, max_length=100)


class EvaluationBody(Body):
    suites: list[str] = Field(default_factory=list, max_length=10)


class ConsentBody(Body):
    host: str = Field(min_length=1, max_length=253)


class JobState(BaseModel):
    id: str
    kind: str
    state: Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
    message: str = ""
    fraction: float = 1.0
    result: dict[str, Any] | None = None
    error: dict[str, str] | None = None


class Shared(BaseModel):
    shared: bool = True
