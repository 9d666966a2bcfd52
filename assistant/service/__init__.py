"""The service: the only place that knows the order of the work.

    with Service(settings) as service:
        service.documents.add(["corpus"])
        service.reviews.check("draft.docx", against=["d1"])

A `Workplace` is shared by all users of a process; a `Service` is one user at work in it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from assistant.service.workplace import Desk, Progress, Workplace
from assistant.settings import Settings
from assistant.users import LOCAL, User

if TYPE_CHECKING:
    from assistant.service.conversations import Conversations
    from assistant.service.documents import Documents
    from assistant.service.drafts import Drafts
    from assistant.service.evaluations import Evaluations
    from assistant.service.office import Office
    from assistant.service.reviews import Reviews

__all__ = ["Desk", "Progress", "Service", "Workplace"]


class Service:
    """One user's way to everything. Give `place` to share one library between users.

    `files` is true on the command line, where paths of this machine may be named.
    """

    def __init__(self, settings: Settings | None = None, user: User = LOCAL, *, place: Workplace | None = None,
                 files: bool = False, progress: Progress | None = None) -> None:
        if place is None:
            if settings is None:
                raise TypeError("give settings or a place")
            place = Workplace(settings)
            self._owns = True
        else:
            self._owns = False
        self.desk = Desk(place, user, files, progress)

    @cached_property
    def documents(self) -> Documents:
        from assistant.service.documents import Documents
        return Documents(self.desk)

    @cached_property
    def drafts(self) -> Drafts:
        from assistant.service.drafts import Drafts
        return Drafts(self.desk)

    @cached_property
    def reviews(self) -> Reviews:
        from assistant.service.reviews import Reviews
        return Reviews(self.desk)

    @cached_property
    def chat(self) -> Conversations:
        from assistant.service.conversations import Conversations
        return Conversations(self.desk)

    @cached_property
    def evaluations(self) -> Evaluations:
        from assistant.service.evaluations import Evaluations
        return Evaluations(self.desk)

    @cached_property
    def office(self) -> Office:
        from assistant.service.office import Office
        return Office(self.desk)

    def close(self) -> None:
        if self._owns:
            self.desk.place.close()

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
