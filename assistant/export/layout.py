"""What follows from the numbers of the official layout (`corpus/standards/layout.toml`).

The standard has no value for line spacing: the pitch follows from 22 lines on 225 mm.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

from assistant.standards import Layout, Page, layout

LATIN = "Times New Roman"
PAGE_NUMBER_GAP_MM = 7.0  # the lower edge of the type area to the page number, GB/T 9704-2012, 7.5

__all__ = ["LATIN", "PAGE_NUMBER_GAP_MM", "Layout", "families", "layout", "line_points", "squeeze_points",
           "substitutions"]


def line_points(page: Page) -> float:
    """Height of one of the page's lines, in points.

    >>> round(line_points(layout().page), 2)
    28.99
    """
    return page.type_height_mm / page.lines * 72 / 25.4


def squeeze_points(page: Page, size: float) -> float:
    """What each character of `size` points must give up so that a line holds them all (negative).

    >>> round(squeeze_points(layout().page, 16), 2)
    -0.21
    """
    return page.type_width_mm / page.characters * 72 / 25.4 - size


def families(numbers: Layout) -> dict[str, tuple[str, ...]]:
    """Each typeface that the layout names, with what may stand in for it. Named only, never shipped."""
    return {font.family: font.fallback for font in numbers.font}


@cache
def _installed() -> frozenset[str] | None:
    """Names of the typefaces of this machine; None when fontconfig is not there to ask."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        done = subprocess.run([program, ":", "family"], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return frozenset(name.strip() for line in done.stdout.splitlines() for name in line.split(","))


def substitutions(numbers: Layout) -> tuple[str, ...]:
    """One Chinese line naming the typefaces this machine lacks; none when all are there."""
    have = _installed()
    if have is None:
        return ("未能查询本机字体；文件中标注的字体如未安装，将由系统字体代替显示。",)
    missing = [f"{name}（备选：{'、'.join(stand_ins)}）" for name, stand_ins in families(numbers).items()
               if name not in have]
    if not missing:
        return ()
    return (f"本机未安装字体：{'；'.join(missing)}。本机预览由系统字体代替；文件中仍标注原字体，"
            "在装有该字体的电脑上按原字体显示。",)
