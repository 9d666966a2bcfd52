"""Split the installed, tried set into two locks: what the product needs, and what its tests add.

Run in the environment that passed the tests: python .ci/lock.py. Markers for other
platforms and Pythons are kept from the lock that is there.
"""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name as canonical

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Pinned; no host is named. Made by .ci/lock.py from the environment that passed the tests.\n"


def closure(names: list[str]) -> set[str]:
    """These packages and all that they need here, by canonical name."""
    seen: set[str] = set()
    with_extras: set[str] = set()
    queue = [Requirement(name) for name in names]
    while queue:
        wanted = queue.pop()
        name = canonical(wanted.name)
        try:
            requires = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        if str(wanted) in with_extras:
            continue
        with_extras.add(str(wanted))
        seen.add(name)
        for line in requires:
            need = Requirement(line)
            if any((need.marker is None or need.marker.evaluate({"extra": extra}))
                   for extra in ["", *wanted.extras]) and (need.extras or canonical(need.name) not in seen):
                queue.append(need)
    return seen


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    core = closure(project["project"]["dependencies"] + project["build-system"]["requires"])
    known: dict[str, list[str]] = {}
    for lock in ("requirements.lock", "requirements-dev.lock"):
        if (ROOT / lock).is_file():
            for line in (ROOT / lock).read_text().splitlines():
                if line and line[0] not in "#-":
                    known.setdefault(canonical(re.split(r"[=; ]", line)[0]), []).append(line)
    for dist in metadata.distributions():
        name = canonical(dist.metadata["Name"])
        if name not in known and name not in ("pip", "setuptools", "fazhi-assistant"):
            known[name] = [f"{dist.metadata['Name']}=={dist.version}"]
    other_platforms = {name for name, lines in known.items() if ";" in lines[0]}
    with_core = sorted(line for name in known if name in core | other_platforms for line in known[name])
    rest = sorted(line for name in known if name not in core | other_platforms for line in known[name])
    (ROOT / "requirements.lock").write_text(HEAD + "\n".join(with_core) + "\n")
    (ROOT / "requirements-dev.lock").write_text(HEAD + "-r requirements.lock\n" + "\n".join(rest) + "\n")


if __name__ == "__main__":
    main()
