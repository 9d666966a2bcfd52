"""What can go wrong, as a tree. Every message says what, where and what to do, in both languages.

AssistantError
├── BadInput              exit 2: the user's file, folder, id or words
│   ├── NotFound          no such id, or not one that this user may see
│   ├── Unreadable        a file that cannot be read (scan, encrypted, truncated, .doc, bomb)
│   └── Secret            a text with a secrecy marking (密级), never kept
├── LibraryBusy           exit 2: another process is writing; try again
├── Forbidden             not this user's, or not this role's
├── LimitReached          too large, too many, too fast
└── Unavailable           exit 3: a model or service that was asked for does not answer
    └── ConsentNeeded     the model is not on this host and was not allowed yet
"""

from __future__ import annotations


class AssistantError(Exception):
    """`zh` and `en` say the same; str() gives both on one line."""

    exit_code = 2

    def __init__(self, zh: str, en: str) -> None:
        self.zh = " ".join(zh.split())
        self.en = " ".join(en.split())
        super().__init__(f"{self.zh} | {self.en}")

    def __reduce__(self) -> tuple[type[AssistantError], tuple[str, str]]:
        return type(self), (self.zh, self.en)


class BadInput(AssistantError):
    """The user can mend it."""


class NotFound(BadInput):
    """No such id, or not one that this user may see: the two are not told apart."""


class Unreadable(BadInput):
    """This file cannot be read as text."""


class Secret(BadInput):
    """A secrecy marking stands at the head: refused and not kept (保密法, 标识办法)."""


class LibraryBusy(AssistantError):
    """One writer at a time."""


class Forbidden(AssistantError):
    """Refused by role or ownership."""


class LimitReached(AssistantError):
    """A limit with a clear answer."""


class Unavailable(AssistantError):
    """A model or service does not answer."""

    exit_code = 3


class ConsentNeeded(Unavailable):
    """Text may leave this host only after the user allowed that host once."""
