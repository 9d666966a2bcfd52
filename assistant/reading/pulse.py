"""A sign of life from a parser that is getting on: in a limited process it moves the time limit.

A hostile file makes a parser stand still; a long one only takes long. Parsers call
`beat` after each page or paragraph; outside a limited process it does nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable

_EVERY_SECONDS = 0.25
_send: Callable[[], None] | None = None
_last = 0.0


def beat() -> None:
    """Cheap enough to call for every paragraph."""
    global _last
    if _send is not None and (now := time.monotonic()) - _last > _EVERY_SECONDS:
        _last = now
        _send()


def send_with(send: Callable[[], None] | None) -> None:
    """Where signs go: set once by the process that serves."""
    global _send
    _send = send
