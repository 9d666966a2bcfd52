"""The three jobs over HTTP, with nothing but httpx: python http_client.py http://127.0.0.1:7860 [TOKEN]"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import httpx


def connect(address: str, token: str | None = None) -> httpx.Client:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return httpx.Client(base_url=f"{address}/api/v1", headers=headers, timeout=60, trust_env=False)


def add(client: httpx.Client, path: Path) -> str:
    """Add one file; gives its id."""
    answer = client.post("/documents", files={"file": (path.name, path.read_bytes())}).raise_for_status()
    id: str = answer.json()["documents"][0]["id"]
    return id


def finished(client: httpx.Client, job: dict[str, Any]) -> dict[str, Any]:
    """Wait for a job and give its result. Raises RuntimeError when it did not end well."""
    while job["state"] in ("queued", "running"):
        time.sleep(0.3)
        job = client.get(f"/jobs/{job['id']}").raise_for_status().json()
    if job["state"] != "done":
        raise RuntimeError(job.get("error") or job["state"])
    result: dict[str, Any] = job["result"]
    return result


def draft(client: httpx.Client, region: str, year: int, material: list[str], **more: Any) -> dict[str, Any]:
    body = {"region": region, "year": year, "material": material, **more}
    return finished(client, client.post("/drafts", json=body).raise_for_status().json())


def check(client: httpx.Client, document: str, against: list[str]) -> dict[str, Any]:
    body = {"draft": document, "against": against}
    return finished(client, client.post("/reviews", json=body).raise_for_status().json())


if __name__ == "__main__":
    with connect(*sys.argv[1:3]) as client:
        for document in client.get("/documents").raise_for_status().json()["documents"]:
            print(document["id"], document["title"])
