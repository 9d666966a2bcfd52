"""分别: which of several numbers belongs to which member of the list before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.indicators import is_measure, tidied
from assistant.facts.lists import read_lists
from assistant.facts.quantity import Quantity
from assistant.facts.segments import Segments

_EACH = re.compile("分别|依次")


def distributed(cut: Segments, start: int, chain: Sequence[Quantity], before: Sequence[str]) -> tuple[str, ...]:
    """The indicator of each quantity of `chain`, all of one phrase that begins at `start`; () where 分别 says nothing.

    `before`: the indicators of the sentence so far; a bare 分别增长 takes up the last of them.

    >>> from assistant.facts.quantities import quantities
    >>> from assistant.facts.segments import segment
    >>> text = "安置率、帮教率分别为98.2%、99.6%"
    >>> distributed(segment(text), 0, quantities(text), ())
    ('安置率', '帮教率')
    >>> text = "同比分别上升24.6%、22.8%"
    >>> distributed(segment(text), 0, quantities(text), ("收到申请", "受理申请"))
    ('收到申请', '受理申请')
    """
    if len(chain) < 2 or not (told := _EACH.search(cut.text, start, chain[0].start)):
        return ()
    if not tidied(cut.text[start:told.start()]):
        return tuple(before[-len(chain):]) if len(before) >= len(chain) else ()
    lists = read_lists(cut, start, told.start())
    members = [tidied(member) for member in lists[0].members] if lists else []
    if len(members) != len(chain):
        return ()
    last = members[-1]
    whole = tuple(member if is_measure(member) else _completed(member, last) for member in members)
    return whole if all(whole) else ()


def _completed(member: str, last: str) -> str:
    """城镇, 农村居民收入: the first borrows what follows the modifier of the last; "" where that is not plain."""
    if len(member) == 2 and len(last) >= 6 and last[2] not in "业率度" and is_measure(last):
        return member + last[2:]
    return member if len(member) >= 4 else ""
