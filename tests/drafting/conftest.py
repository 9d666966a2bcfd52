"""The cases drafted once: a session's worth of tests looks at the same drafts."""

from __future__ import annotations

import pytest

from assistant.drafting import compose_draft
from assistant.types import Draft
from tests.drafting.scoring import Case, case


@pytest.fixture(scope="session")
def qingxiu() -> Case:
    return case("qingxiu")


@pytest.fixture(scope="session")
def wangling() -> Case:
    return case("wangling")


@pytest.fixture(scope="session")
def qingxiu_draft(qingxiu: Case) -> Draft:
    return compose_draft(qingxiu.request, qingxiu.materials, qingxiu.plan, None, None)


@pytest.fixture(scope="session")
def wangling_draft(wangling: Case) -> Draft:
    return compose_draft(wangling.request, wangling.materials, wangling.plan, None, None)


@pytest.fixture(scope="session")
def xunxi() -> Case:
    return case("xunxi")


@pytest.fixture(scope="session")
def dilin() -> Case:
    return case("dilin")


@pytest.fixture(scope="session")
def xunxi_draft(xunxi: Case) -> Draft:
    return compose_draft(xunxi.request, xunxi.materials, xunxi.plan, None, None)


@pytest.fixture(scope="session")
def dilin_draft(dilin: Case) -> Draft:
    return compose_draft(dilin.request, dilin.materials, dilin.plan, None, None)
