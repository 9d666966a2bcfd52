"""Settings from the environment and an optional file; nothing secret is ever printed.

Order: environment, then `settings.toml` in the home folder, then defaults.
`ASSISTANT_HOME` is where the data live (default: ~/.fazhi-assistant).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import BadInput

PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `prompts` or `corpus`: beside the package in a checkout, inside it in a wheel.

    Raises FileNotFoundError when the installation lacks it.
    """
    for base in (PACKAGE / "_data", PACKAGE.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(name)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set.

    base_url, api_key, model: an OpenAI-compatible server; gguf: a local model file.
    embedding_model with base_url: vectors from that server instead of the embedded ones.
    max_file_mb, parse_seconds, parse_memory_mb: limits of one file's parsing.
    allowed_hosts: hosts of models that text may be sent to without asking.
    public_hosts: names under which a proxy of the office serves this (for the Host check of MCP).
    """

    home: Path
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    model: str | None = None
    gguf: Path | None = None
    embedding_model: str | None = None
    context_tokens: int = 8000
    reply_tokens: int = 1024
    timeout_seconds: float = 60.0
    max_file_mb: int = 50
    parse_seconds: float = 25.0
    parse_memory_mb: int = 1024
    language: str = "zh"
    allowed_hosts: tuple[str, ...] = ()
    public_hosts: tuple[str, ...] = ()
    users_file: Path | None = None


_ENVIRONMENT = {
    "base_url": "OPENAI_BASE_URL", "api_key": "OPENAI_API_KEY", "model": "ASSISTANT_MODEL",
    "gguf": "ASSISTANT_GGUF", "embedding_model": "ASSISTANT_EMBEDDING_MODEL",
    "context_tokens": "ASSISTANT_CONTEXT_TOKENS", "reply_tokens": "ASSISTANT_REPLY_TOKENS",
    "timeout_seconds": "ASSISTANT_TIMEOUT_SECONDS", "max_file_mb": "ASSISTANT_MAX_FILE_MB",
    "parse_seconds": "ASSISTANT_PARSE_SECONDS", "parse_memory_mb": "ASSISTANT_PARSE_MEMORY_MB",
    "language": "ASSISTANT_LANGUAGE", "allowed_hosts": "ASSISTANT_ALLOWED_HOSTS",
    "public_hosts": "ASSISTANT_PUBLIC_HOSTS",
    "users_file": "ASSISTANT_USERS_FILE",
}


def load(home: Path | str | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings for this home. Raises BadInput for a value that cannot be understood."""
    env = os.environ if environ is None else environ
    root = Path(home or env.get("ASSISTANT_HOME") or Path.home() / ".fazhi-assistant").expanduser()
    values = _from_file(root / "settings.toml")
    values |= {name: env[key] for name, key in _ENVIRONMENT.items() if env.get(key)}
    values.setdefault("model", env.get("OPENAI_MODEL"))
    return Settings(home=root, **{name: _typed(name, value) for name, value in values.items()})


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise BadInput(f"设置文件 {path.name} 格式有误:{exc};请改正或删除",
                       f"settings file {path.name} is malformed: {exc}; mend or remove it") from exc
    unknown = set(values) - set(_ENVIRONMENT)
    if unknown:
        raise BadInput(f"设置文件 {path.name} 有未知项:{'、'.join(sorted(unknown))};请删除",
                       f"settings file {path.name} has unknown keys: {', '.join(sorted(unknown))}; remove them")
    return values


def _typed(name: str, value: Any) -> Any:
    try:
        if value is None:
            return None
        if name in ("context_tokens", "reply_tokens", "max_file_mb", "parse_memory_mb"):
            return int(value)
        if name in ("timeout_seconds", "parse_seconds"):
            return float(value)
        if name in ("gguf", "users_file"):
            return Path(value).expanduser()
        if name in ("allowed_hosts", "public_hosts"):
            parts = value.split(",") if isinstance(value, str) else value
            return tuple(part.strip() for part in parts if part.strip())
        return str(value)
    except (TypeError, ValueError) as exc:
        key = _ENVIRONMENT[name]
        raise BadInput(f"设置 {key} 的值无法识别;请检查", f"the value of {key} cannot be understood; check it") from exc
