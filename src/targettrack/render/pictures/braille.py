"""A series as a small chart: its actuals, its goals, and the outlook between low and high.

Drawn in braille dots, two by four to a character, which take one cell in every terminal; in ASCII
one character a point. The horizontal axis is time, the vertical one runs from the lowest level
drawn to the highest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...vocabulary.language import _
from .. import figures
from ..view import Column, View

WIDTH, HEIGHT = 60, 10  # characters
LONGEST = 40  # years of actuals drawn
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # by row and column of a cell
_BLANK = 0x2800

Point = tuple[float, float]  # year, level


@dataclass(frozen=True)
class Lines:
    """What is drawn: levels by year, the goals as points."""

    actuals: Mapping[int, float]
    goals: Sequence[Point]
    median: Mapping[int, float]
    low: Mapping[int, float]
    high: Mapping[int, float]

    @property
    def points(self) -> list[Point]:
        """Every point of every line."""
        lines = (self.actuals, self.median, self.low, self.high)
        return [*self.goals, *(point for line in lines for point in line.items())]


def chart_view(lines: Lines, decimals: float, ascii_only: bool) -> View | None:
    """The chart with its axes; None where fewer than two levels are known."""
    recent = sorted(lines.actuals)[-LONGEST:]
    lines = Lines(
        {year: lines.actuals[year] for year in recent},
        lines.goals, lines.median, lines.low, lines.high,
    )  # fmt: skip
    points = [(x, y) for x, y in lines.points if math.isfinite(y)]
    if len(lines.actuals) < 2 or len({x for x, _y in points}) < 2:
        return None
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    lowest, highest = min(y for _x, y in points), max(y for _x, y in points)
    across, down = (WIDTH, HEIGHT) if ascii_only else (2 * WIDTH, 4 * HEIGHT)
    rise = (highest - lowest) or 1.0

    def place(point: Point) -> tuple[int, int]:
        x = round((point[0] - left) / (right - left) * (across - 1))
        return x, round((highest - point[1]) / rise * (down - 1))

    dots: dict[tuple[int, int], str] = {}
    for line, mark in ((lines.low, ":"), (lines.high, ":"), (lines.median, ".")):
        dots |= dict.fromkeys(_joined(map(place, sorted(line.items())), 3), mark)
    dots |= dict.fromkeys(_joined(map(place, sorted(lines.actuals.items())), 1), "*")
    for goal in lines.goals:
        dots |= dict.fromkeys(_cross(place(goal), ascii_only), "+")
    rows = _ascii_rows(dots) if ascii_only else _braille_rows(dots)
    top, bottom = figures.level(highest, decimals), figures.level(lowest, decimals)
    first, last = f"{left:g}", f"{right:g}"
    return View(
        [
            Column("", [top, *[""] * (HEIGHT - 2), bottom, ""], right=True),
            Column(_("Chart"), [*rows, first + last.rjust(WIDTH - len(first))]),
        ],
        notes=[
            _("line: actuals; +: goals; dotted: the outlook's median, and its 80 % interval")
            if lines.median
            else _("line: actuals; +: goals")
        ],
    )


def _joined(dots: Iterable[tuple[int, int]], step: int) -> Iterable[tuple[int, int]]:
    """The dots on the straight lines from each to the next, every `step`-th of them."""
    count = 0
    before: tuple[int, int] | None = None
    for x, y in dots:
        from_x, from_y = before or (x, y)
        length = max(abs(x - from_x), abs(y - from_y), 1)
        for part in range(length + 1):
            count += 1
            if count % step == 0:
                yield (
                    round(from_x + (x - from_x) * part / length),
                    round(from_y + (y - from_y) * part / length),
                )
        before = (x, y)


def _cross(dot: tuple[int, int], ascii_only: bool) -> list[tuple[int, int]]:
    x, y = dot
    arms = () if ascii_only else ((-1, 0), (1, 0), (0, -1), (0, 1))
    return [(x, y), *((x + dx, y + dy) for dx, dy in arms)]


def _ascii_rows(dots: Mapping[tuple[int, int], str]) -> list[str]:
    return ["".join(dots.get((x, y), " ") for x in range(WIDTH)).rstrip() for y in range(HEIGHT)]


def _braille_rows(dots: Iterable[tuple[int, int]]) -> list[str]:
    cells = [[_BLANK] * WIDTH for _row in range(HEIGHT)]
    for x, y in dots:
        if 0 <= x < 2 * WIDTH and 0 <= y < 4 * HEIGHT:
            cells[y // 4][x // 2] |= _BITS[y % 4][x % 2]
    return ["".join(map(chr, row)) for row in cells]
