"""The routes under /api/v1: thin, typed, every one through the service of the user who asks.

Annotations are evaluated here, not kept as text: the web framework reads them.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Request, UploadFile
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from assistant.api import bodies
from assistant.api.auth import Gate
from assistant.errors import BadInput
from assistant.service import Progress, Service, Workplace
from assistant.service.jobs import Jobs
from assistant.types import Answer, Draft, Review, Search, to_json

BINARY = {"format": "binary"}  # without it generated clients take a file for a text


def build(place: Workplace, gate: Gate, jobs: Jobs) -> APIRouter:
    """All routes over one workplace."""
    router = APIRouter(prefix="/api/v1")

    def service(request: Request) -> Service:
        return Service(user=gate.user(request), place=place)

    Here = Annotated[Service, Depends(service)]

    def queued(s: Service, kind: str, work: Callable[[Service], Any]) -> bodies.JobState:
        user = s.desk.user

        def run(tell: Progress) -> dict[str, Any]:
            result: dict[str, Any] = to_json(work(Service(user=user, place=place, progress=tell)))
            return result

        return bodies.JobState(**jobs.state(jobs.submit(user.name, kind, run), user.name))

    def download(write: Callable[[Path], None], stem: str, format: str) -> FileResponse:
        if not format.isalnum():
            raise BadInput("格式有误", "the format is odd")
        folder = tempfile.TemporaryDirectory()
        target = Path(folder.name) / f"{stem}.{format}"
        write(target)
        return FileResponse(target, filename=None, background=BackgroundTask(folder.cleanup), headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(target.name)}"})

    # ------------------------------------------------------------ documents

    @router.get("/documents", tags=["documents"])
    def list_documents(s: Here) -> dict[str, Any]:
        """文库中本人可见的文件。The documents one may see."""
        return s.documents.list()

    @router.post("/documents", tags=["documents"])
    def add_document(s: Here, file: Annotated[UploadFile, File(json_schema_extra=BINARY)]) -> dict[str, Any]:
        """上传一份文件入库。Add one file as one's own upload."""
        return s.documents.upload(Path(file.filename or "upload").name, file.file.read())

    @router.get("/documents/{id}", tags=["documents"])
    def get_document(s: Here, id: str) -> dict[str, Any]:
        """读出的条款、要求、数据和修复。The document as it was read."""
        return s.documents.look(id)

    @router.patch("/documents/{id}", tags=["documents"])
    def correct_document(s: Here, id: str, body: bodies.CorrectionBody) -> dict[str, Any]:
        """更正题头信息。Correct head data."""
        return s.documents.correct(id, body.model_dump(exclude_unset=True))

    @router.delete("/documents/{id}", tags=["documents"])
    def remove_document(s: Here, id: str) -> dict[str, Any]:
        """移除文件及其索引。Remove it for good."""
        return s.documents.remove(id)

    @router.post("/documents/{id}/share", tags=["documents"])
    def share_document(s: Here, id: str, body: bodies.ShareBody) -> bodies.Shared:
        """共享自己的上传件。Share one's upload."""
        s.documents.share(id, body.user)
        return bodies.Shared()

    @router.post("/search", tags=["documents"])
    def search(s: Here, body: bodies.SearchBody) -> Search:
        """检索条款。Search clauses."""
        return s.documents.search(body.query, body.k, body.document)

    @router.post("/ask", tags=["documents"])
    def ask(s: Here, body: bodies.AskBody) -> Answer:
        """提问,答案带出处。A cited answer or a refusal."""
        return s.documents.ask(body.question, body.history)

    # --------------------------------------------------------------- drafts

    @router.post("/drafts", status_code=202, tags=["drafts"])
    def create_draft(s: Here, body: bodies.DraftBody) -> bodies.JobState:
        """起草(任务)。Compose a draft, as a job; its result is the draft."""
        s.desk.user.require("draft")
        return queued(s, "draft", lambda w: w.drafts.create(**body.model_dump()))

    @router.get("/drafts", tags=["drafts"])
    def list_drafts(s: Here) -> list[dict[str, Any]]:
        """本人的草稿。One's own drafts."""
        return s.drafts.mine()

    @router.get("/drafts/{id}", tags=["drafts"])
    def get_draft(s: Here, id: str) -> Draft:
        """一份草稿。One draft."""
        return s.drafts.get(id)

    @router.get("/drafts/{id}/versions", tags=["drafts"])
    def draft_versions(s: Here, id: str) -> dict[str, Any]:
        """各个版本及其改动。Its versions and what changed."""
        return s.drafts.versions(id)

    @router.post("/drafts/{id}/revise", tags=["drafts"])
    def revise_draft(s: Here, id: str, body: bodies.ReviseBody) -> Draft:
        """按要求修改,只改所涉语句。Change what the instruction concerns."""
        return s.drafts.revise(id, body.instruction, base=body.base)

    @router.post("/drafts/{id}/settle", tags=["drafts"])
    def settle_conflict(s: Here, id: str, body: bodies.SettleBody) -> Draft:
        """裁定数据冲突。Settle a conflict by naming the source."""
        return s.drafts.settle(id, body.indicator, body.source, body.base)

    @router.post("/drafts/{id}/restore/{version}", tags=["drafts"])
    def restore_draft(s: Here, id: str, version: int) -> Draft:
        """恢复某一版本。Bring a version back."""
        return s.drafts.restore(id, version)

    @router.get("/drafts/{id}/export/{format}", tags=["drafts"], response_class=FileResponse)
    def export_draft(s: Here, id: str, format: str) -> FileResponse:
        """下载 docx、md 或 json。Download."""
        return download(lambda target: s.drafts.export(id, target), f"草稿-{id}", format)

    @router.get("/drafts/{id}/evidence/{format}", tags=["drafts"], response_class=FileResponse)
    def export_evidence(s: Here, id: str, format: str) -> FileResponse:
        """下载依据表(docx、md 或 json)。What stands behind each sentence."""
        return download(lambda target: s.drafts.evidence(id, target), f"依据-{id}", format)

    @router.post("/drafts/{id}/share", tags=["drafts"])
    def share_draft(s: Here, id: str, body: bodies.ShareBody) -> bodies.Shared:
        """共享自己的草稿。Share one's draft."""
        s.drafts.share(id, body.user)
        return bodies.Shared()

    # -------------------------------------------------------------- reviews

    @router.post("/reviews", status_code=202, tags=["reviews"])
    def create_review(s: Here, body: bodies.CheckBody) -> bodies.JobState:
        """审核(任务)。Check a draft, as a job; its result is the review."""
        s.desk.user.require("check")
        return queued(s, "check", lambda w: w.reviews.check(body.draft, body.against))

    @router.get("/reviews", tags=["reviews"])
    def list_reviews(s: Here) -> list[dict[str, Any]]:
        """本人的审核。One's own reviews."""
        return s.reviews.mine()

    @router.get("/reviews/{id}", tags=["reviews"])
    def get_review(s: Here, id: str) -> Review:
        """一次审核。One review."""
        return s.reviews.get(id)

    @router.get("/reviews/{id}/decisions", tags=["reviews"])
    def review_decisions(s: Here, id: str) -> dict[str, dict[str, Any]]:
        """各条意见的处理。What was decided."""
        return s.reviews.decisions(id)

    @router.post("/reviews/{id}/decisions", tags=["reviews"])
    def decide(s: Here, id: str, body: bodies.DecisionBody) -> dict[str, Any]:
        """采纳、驳回或批注。Accept, reject or comment."""
        return s.reviews.decide(id, body.finding, body.decision, body.comment)

    @router.get("/reviews/{id}/compare/{old}", tags=["reviews"])
    def compare_reviews(s: Here, id: str, old: str) -> dict[str, Any]:
        """与上次审核比较。Against an earlier review."""
        return s.reviews.compare(old, id)

    @router.get("/reviews/{id}/export/{format}", tags=["reviews"], response_class=FileResponse)
    def export_review(s: Here, id: str, format: str) -> FileResponse:
        """下载 docx、xlsx、html、md 或 json。Download."""
        return download(lambda target: s.reviews.export(id, target), f"审核-{id}", format)

    @router.post("/reviews/{id}/share", tags=["reviews"])
    def share_review(s: Here, id: str, body: bodies.ShareBody) -> bodies.Shared:
        """共享自己的审核。Share one's review."""
        s.reviews.share(id, body.user)
        return bodies.Shared()

    # ---------------------------------------------------------- evaluations

    @router.post("/evaluations", status_code=202, tags=["evaluations"])
    def create_evaluation(s: Here, body: bodies.EvaluationBody) -> bodies.JobState:
        """运行评测(任务)。Run suites, as a job."""
        s.desk.user.require("evaluate")
        return queued(s, "evaluation", lambda w: w.evaluations.run(body.suites))

    @router.get("/evaluations", tags=["evaluations"])
    def list_evaluations(s: Here) -> list[dict[str, Any]]:
        """本人的评测。One's own runs."""
        return s.evaluations.mine()

    @router.get("/evaluations/{id}", tags=["evaluations"])
    def get_evaluation(s: Here, id: str) -> dict[str, Any]:
        """一次评测。One run."""
        return s.evaluations.get(id)

    @router.get("/evaluations/{id}/export/{format}", tags=["evaluations"], response_class=FileResponse)
    def export_evaluation(s: Here, id: str, format: str) -> FileResponse:
        """下载 html 或 json。Download."""
        return download(lambda target: s.evaluations.export(id, target), f"评测-{id}", format)

    # --------------------------------------------------------- jobs, office

    @router.get("/jobs/{id}", tags=["jobs"])
    def job(s: Here, id: str) -> bodies.JobState:
        """任务进度与结果。Progress and result."""
        return bodies.JobState(**jobs.state(id, s.desk.user.name))

    @router.delete("/jobs/{id}", tags=["jobs"])
    def cancel_job(s: Here, id: str) -> bodies.JobState:
        """取消任务。Cancel."""
        return bodies.JobState(**jobs.cancel(id, s.desk.user.name))

    @router.post("/consents", tags=["office"])
    def consent(s: Here, body: bodies.ConsentBody) -> dict[str, Any]:
        """同意把文本发往某台主机上的模型。Allow a model's host once."""
        return s.office.allow(body.host)

    @router.get("/audit", tags=["office"])
    def audit(s: Here, n: int = 100) -> dict[str, Any]:
        """操作留痕。The audit trail, verified."""
        return s.office.audit(min(max(n, 1), 1000))

    return router
