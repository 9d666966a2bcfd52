"""What users make is kept in versions, told apart by owner, and never overwritten unseen."""

from __future__ import annotations

import sqlite3

import pytest

from assistant.errors import BadInput
from assistant.library import Library
from assistant.library.records import StaleRecord, changes
from assistant.types import Change


def test_a_save_from_a_stale_tab_is_refused(library: Library) -> None:
    record = library.records.create("draft", "甲", {"text": "一"})
    library.records.save("draft", record.id, {"text": "二"}, base=1)
    with pytest.raises(StaleRecord, match="第2版"):
        library.records.save("draft", record.id, {"text": "三"}, base=1)
    assert library.records.get("draft", record.id).content == {"text": "二"}


def test_an_old_version_can_be_brought_back(library: Library) -> None:
    record = library.records.create("draft", "甲", {"text": "一"}, note="初稿")
    library.records.save("draft", record.id, {"text": "二"}, note="改")
    restored = library.records.restore("draft", record.id, 1)
    assert (restored.version, restored.content) == (3, {"text": "一"})
    assert [v.note for v in library.records.versions("draft", record.id)] == ["初稿", "改", "恢复第1版"]


def test_progress_of_a_job_keeps_no_versions(library: Library) -> None:
    record = library.records.create("job", "甲", {"done": 0})
    for step in range(1, 5):
        library.records.save("job", record.id, {"done": step}, keep=False)
    assert [v.content["done"] for v in library.records.versions("job", record.id)] == [4]


def test_a_list_shows_one_owner_newest_first(library: Library) -> None:
    first = library.records.create("review", "甲", {})
    second = library.records.create("review", "甲", {})
    library.records.create("review", "乙", {})
    assert [r.id for r in library.records.list("review", "甲")] == [second.id, first.id]
    assert len(library.records.list("review")) == 3


def test_only_ones_own_work_can_be_shared(library: Library) -> None:
    record = library.records.create("draft", "甲", {})
    with pytest.raises(BadInput):
        library.records.share("draft", record.id, "乙", "丙")
    library.records.share("draft", record.id, "甲", "乙")
    assert library.records.shared_with("draft", record.id, "乙")
    assert not library.records.shared_with("draft", record.id, "丙")
    library.records.unshare("draft", record.id, "乙")
    assert not library.records.shared_with("draft", record.id, "乙")


def test_consent_is_for_one_user_and_one_host(library: Library) -> None:
    library.records.allow_host("甲", "model.example")
    assert library.records.host_allowed("甲", "model.example")
    assert not library.records.host_allowed("乙", "model.example")
    assert not library.records.host_allowed("甲", "other.example")


def test_a_record_that_is_not_there_is_told_by_name(library: Library) -> None:
    with pytest.raises(BadInput, match="x9"):
        library.records.get("draft", "x9")


def test_changes_leave_equal_sentences_out() -> None:
    assert changes("甲。乙。", "甲。乙改。丙。") == (Change("乙。", "乙改。丙。"),)


def test_the_trail_cannot_be_edited_through_sql(library: Library) -> None:
    library.audit.append("甲", "draft.create", "draft/1")
    for statement in ("UPDATE audit SET actor='乙'", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            library.database.connection.execute(statement)


@pytest.mark.parametrize("tampering", [
    "UPDATE audit SET actor='乙' WHERE number=2",
    "UPDATE audit SET detail='{\"n\": 9}' WHERE number=2",
    "DELETE FROM audit WHERE number=2",
    "UPDATE audit SET number=9 WHERE number=2",
])
def test_tampering_behind_the_triggers_is_found(library: Library, tampering: str) -> None:
    for number in range(4):
        library.audit.append("甲", "draft.revise", f"draft/{number}", n=number)
    assert library.audit.verify().intact
    seal = library.audit.seal()
    connection = library.database.connection
    connection.execute("DROP TRIGGER audit_keeps")
    connection.execute("DROP TRIGGER audit_stays")
    connection.execute(tampering)
    checked = library.audit.verify()
    assert not checked.intact
    assert checked.broken_at is not None
    assert library.audit.seal() == seal or checked.broken_at


def test_a_cut_off_tail_changes_the_seal(library: Library) -> None:
    for number in range(3):
        library.audit.append("甲", "note", str(number))
    seal = library.audit.seal()
    library.database.connection.execute("DROP TRIGGER audit_stays")
    library.database.connection.execute("DELETE FROM audit WHERE number=3")
    assert library.audit.verify().intact
    assert library.audit.seal() != seal
