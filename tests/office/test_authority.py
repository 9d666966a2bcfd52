"""Every route × role × another user's object; the list is made from the OpenAPI description itself."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.users import ROLES

from .conftest import Office

ALL = frozenset(ROLES)
CURATE = frozenset({"drafter", "reviewer", "administrator"})
DRAFT = frozenset({"drafter", "administrator"})
CHECK = frozenset({"drafter", "reviewer", "administrator"})
EVALUATE = frozenset({"evaluator", "administrator"})
ADMIN = frozenset({"administrator"})
ALLOWED = {
    ("get", "/documents"): ALL, ("post", "/documents"): CURATE, ("get", "/documents/{id}"): ALL,
    ("patch", "/documents/{id}"): CURATE, ("delete", "/documents/{id}"): CURATE,
    ("post", "/documents/{id}/share"): ALL, ("post", "/search"): ALL, ("post", "/ask"): ALL,
    ("post", "/drafts"): DRAFT, ("get", "/drafts"): ALL, ("get", "/drafts/{id}"): ALL,
    ("get", "/drafts/{id}/versions"): ALL, ("post", "/drafts/{id}/revise"): DRAFT,
    ("post", "/drafts/{id}/settle"): ALL, ("post", "/drafts/{id}/restore/{version}"): ALL,
    ("get", "/drafts/{id}/export/{format}"): ALL, ("get", "/drafts/{id}/evidence/{format}"): ALL,
    ("post", "/drafts/{id}/share"): ALL,
    ("post", "/reviews"): CHECK, ("get", "/reviews"): ALL, ("get", "/reviews/{id}"): ALL,
    ("get", "/reviews/{id}/decisions"): ALL, ("post", "/reviews/{id}/decisions"): ALL,
    ("get", "/reviews/{id}/compare/{old}"): ALL, ("get", "/reviews/{id}/export/{format}"): ALL,
    ("post", "/reviews/{id}/share"): ALL, ("post", "/evaluations"): EVALUATE, ("get", "/evaluations"): EVALUATE,
    ("get", "/evaluations/{id}"): EVALUATE, ("get", "/evaluations/{id}/export/{format}"): EVALUATE,
    ("get", "/jobs/{id}"): ALL, ("delete", "/jobs/{id}"): ALL, ("post", "/consents"): ALL, ("get", "/audit"): ADMIN,
}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("patch", "/documents/{id}"): {"title": "改"}, ("post", "/documents/{id}/share"): {"user": "reviewer"},
    ("post", "/search"): {"query": "行政复议案件"}, ("post", "/ask"): {"question": "办理了多少行政复议案件"},
    ("post", "/drafts"): {"region": "棠川区", "year": 2026, "material": ["d404"]},
    ("post", "/drafts/{id}/revise"): {"instruction": "不要写行政复议"},
    ("post", "/drafts/{id}/settle"): {"indicator": "甲", "source": "乙"},
    ("post", "/drafts/{id}/share"): {"user": "reviewer"}, ("post", "/reviews"): {"draft": "d404"},
    ("post", "/reviews/{id}/decisions"): {"finding": "f-1", "decision": "accept"},
    ("post", "/reviews/{id}/share"): {"user": "reviewer"}, ("post", "/evaluations"): {"suites": ["nonsense"]},
    ("post", "/consents"): {"host": "model.example"},
}


def routes(openapi: dict[str, Any]) -> list[tuple[str, str]]:
    return [(method, path.removeprefix("/api/v1")) for path, methods in openapi["paths"].items()
            if path.startswith("/api/v1") for method in methods]


def call(office: Office, user: str | None, method: str, path: str, ids: dict[str, str]) -> int:
    kind = path.split("/")[1]
    address = path.replace("{id}", ids.get(kind, "")).replace("{old}", ids.get(kind, "")) \
        .replace("{format}", "json").replace("{version}", "1")
    sent: dict[str, Any] = {}
    if (method, path) == ("post", "/documents"):
        sent["files"] = {"file": ("空.txt", b"")}
    elif (method, path) in BODIES:
        sent["json"] = BODIES[method, path]
    with office.client(user) as client:
        return client.request(method, f"/api/v1{address}", **sent).status_code


def test_every_route_has_its_roles_written_down(openapi: dict[str, Any]) -> None:
    assert set(routes(openapi)) == set(ALLOWED)


def test_without_a_token_nothing_is_served(office: Office, openapi: dict[str, Any]) -> None:
    assert {r: call(office, None, *r, office.owned) for r in routes(openapi)} == dict.fromkeys(routes(openapi), 401)


@pytest.mark.parametrize("role", ROLES)
def test_another_users_object_is_refused_to_every_role(office: Office, openapi: dict[str, Any], role: str) -> None:
    answers = {r: call(office, role, *r, office.owned) for r in routes(openapi) if "{id}" in r[1]}
    assert answers and set(answers.values()) <= {403, 404}, answers


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_refused_just_what_it_may_not_do(office: Office, openapi: dict[str, Any], role: str) -> None:
    open_routes = [r for r in routes(openapi) if "{id}" not in r[1]]
    refused = {r for r in open_routes if call(office, role, *r, {}) == 403}
    assert refused == {r for r in open_routes if role not in ALLOWED[r]}


@pytest.mark.parametrize("role", ROLES)
def test_lists_and_searches_show_nothing_of_another_user(office: Office, role: str) -> None:
    with office.client(role) as client:
        for kind in ("documents", "drafts", "reviews"):
            assert office.owned[kind] not in client.get(f"/api/v1/{kind}").text
        found = client.post("/api/v1/search", json={"query": "行政复议案件126件"}).json()
        assert office.owned["documents"] not in {hit["document"]["id"] for hit in found["results"]}
        asked = client.post("/api/v1/ask", json={"question": "全年办理了多少行政复议案件"}).text
        assert "126" not in asked


def test_what_is_shared_is_seen_and_no_more(office: Office) -> None:
    with office.client("owner") as owner, office.client("reviewer") as other:
        id = office.owned["reviews"]
        assert owner.post(f"/api/v1/reviews/{id}/share", json={"user": "reviewer"}).status_code == 200
        assert other.get(f"/api/v1/reviews/{id}").status_code == 200
        assert other.get(f"/api/v1/drafts/{office.owned['drafts']}").status_code == 404


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"origin": "https://127.0.0.1:1"}])
def test_a_foreign_page_cannot_call(office: Office, headers: dict[str, str]) -> None:
    with office.client("chief") as client:
        assert client.get("/api/v1/documents", headers=headers).status_code == 403


def test_too_many_wrong_passwords_are_stopped(office: Office) -> None:
    with office.client(None) as client:
        answers = [client.post("/login", data={"name": "nobody", "password": "x" * 9}) for _ in range(10)]
    assert "尝试次数过多" in answers[-1].text


def test_a_login_opens_the_page_and_a_logout_closes_it(office: Office) -> None:
    with office.client(None) as client:
        assert client.get("/").headers["location"] == "/login"
        assert client.post("/login", data={"name": "drafter", "password": "long enough"}).status_code == 303
        assert client.get("/").status_code == 200
        assert client.get("/api/v1/documents").status_code == 200
        client.post("/logout")
        assert client.get("/api/v1/documents").status_code == 401


def test_the_documentation_asks_nothing_of_another_host(office: Office) -> None:
    with office.client("chief") as client:
        page = client.get("/api/v1/docs")
    assert page.status_code == 200
    assert "<script" not in page.text and "http" not in page.text.replace("/api/v1/openapi.json", "")
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_a_body_over_the_limit_is_refused(office: Office) -> None:
    with office.client("drafter") as client:
        large = {"file": ("大.txt", b"a" * ((office.settings.max_file_mb << 20) + 10))}
        assert client.post("/api/v1/documents", files=large).status_code == 413
