"""Run by test_kill.py as a process of its own: adds made documents one by one and says so when each is kept.

Arguments: home, first number, how many.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from assistant.library import Library
from tests.library.conftest import Hashed, made


def document(number: int):  # type: ignore[no-untyped-def]
    return made(f"第{number}号.txt", f"第{number}号方案", "某区", *(
        (f"一/{n}", f"{n}.任务{number}乘{n}。确保编号{number * 1000 + n}的工程在{2000 + n}年建成。")
        for n in range(1, 30)))


if __name__ == "__main__":
    home, first, many = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with Library(home, Hashed()) as library:
        print("ready", flush=True)
        for number in range(first, first + many):
            kept = library.add(document(number), None, b"x" * 1000)
            print(f"kept {number} {kept.id}", flush=True)
            library.update_index()
            print(f"indexed {number}", flush=True)
