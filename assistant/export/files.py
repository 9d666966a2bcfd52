"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assistant.errors import BadInput


def write_whole(target: Path, data: bytes) -> None:
    """Put `data` at `target` in one step. Raises BadInput when the place cannot be written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(name, 0o644)
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as exc:
        raise BadInput(f"无法写入 {target.name}：{exc.strerror or exc}；请换一个位置或检查权限",
                       f"cannot write {target.name}: {exc.strerror or exc}; choose another place") from exc
