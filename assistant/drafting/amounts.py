"""Every counted number of a text, those with a unit that no list knows included.

facts.quantities reads numbers with known units. A report counts with any classifier
(80卷, 3幢), and a number that the gate does not see could be wrong unseen; so digits
that are left, followed by a Chinese character, count too, that character as the unit.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.facts.dates import dates
from assistant.facts.numerals import arabic_number, han_number
from assistant.facts.quantities import Quantity, quantities
from assistant.facts.segments import segment

#: 12345, 12348 and their like are names of hotlines; 号, 版, 级 and dates make names too.
_LEFT = re.compile(
    r"(?<![\d.第〕\]·/A-Za-z-])(?P<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<s>[万亿])?(?P<more>余|多)"
    r"?(?P<u>[一-鿿])(?![线])")
#: 议题十一项, 聘任十二名: two or three numerals with a unit, and nothing behind them that they could be a name with.
_LEFT_HAN = re.compile(
    r"(?<![第之一二三四五六七八九十百千])(?P<n>[一二三四五六七八九]?十[一二三四五六七八九]|[二三四五六七八九]十)"
    r"(?P<u>[项名个件人次场期份条家户起])(?=[，,。；;、]|$)")
_NAMING = "号版级月日年时分度届线热政平市点、和与及至到的"


@lru_cache(maxsize=8192)
def amounts(text: str) -> tuple[Quantity, ...]:
    """All quantities of `text` in order, as `facts.quantities` gives them, and the left-over numbers.

    >>> [(q.value, q.unit) for q in amounts("抽查案卷80卷，12345热线受理3件")]
    [(80, '卷'), (3, '件')]
    >>> [(q.value, q.unit) for q in amounts("研究议题十一项，聘任十二名，落实十项制度")]
    [(11, '项'), (12, '名')]
    """
    found = list(quantities(text))
    taken = [span for q in found for span in ((q.start, q.end), (q.number, q.end))]
    taken += [(d.start, d.end) for d in dates(text)]
    taken += [span for span in segment(text).shields if text[span[0]] in "《“\"‘〔【"]
    for match in _LEFT.finditer(text):
        if match["u"] in _NAMING or any(s < match.end("n") and match.start() < e for s, e in taken):
            continue
        if len(match["n"]) >= 5 and not match["s"] and match["n"][:2] == "12":
            continue
        value = arabic_number(match["n"], match["s"] or "")
        found.append(Quantity(value, match["u"], "approx" if match["more"] else "=", match["more"], "value",
                              match.start(), match.end(), match.start()))
    for match in _LEFT_HAN.finditer(text):
        if not any(s < match.end("n") and match.start() < e for s, e in taken):
            found.append(Quantity(han_number(match["n"]) or 0, match["u"], "=", None, "value",
                                  match.start(), match.end(), match.start(), han=True))
    return tuple(sorted(found, key=lambda q: q.number))
