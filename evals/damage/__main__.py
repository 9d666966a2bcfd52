"""`python -m evals.damage [FOLDER] [--seed N] [--rounds N] [--misses]`: write the files, read them, score."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from evals.damage.cases import cases
from evals.damage.suite import SEED, read, scores


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.damage", description="损坏样本 (damaged documents)")
    parser.add_argument("folder", type=Path, nargs="?", help="把样本写到这里 (write the files here)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--rounds", type=int, default=1, help="每种组合的文件数 (documents of each mixture)")
    parser.add_argument("--misses", action="store_true", help="列出差错 (print what went wrong)")
    arguments = parser.parse_args()
    readings = []
    for case in cases(arguments.seed, rounds=arguments.rounds):
        if arguments.folder is not None:
            arguments.folder.mkdir(parents=True, exist_ok=True)
            (arguments.folder / case.name).write_bytes(case.data)
        readings.append(read(case))
    for reading in readings if arguments.misses else ():
        if reading.misses:
            print(reading.case.name, dict(Counter(kind for kind, _, _ in reading.misses)))
            for kind, wanted, got in reading.misses[:8]:
                print(f"    {kind}: {wanted!r} → {got!r}")
    print(json.dumps({name: (value.value, value.n) for name, value in scores(readings).items()}, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
