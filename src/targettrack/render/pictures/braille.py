"""A chart drawn in characters: a series' actuals, its goals, and the outlook with its interval.

Braille dots, two by four to a character, take one cell in every terminal; in ASCII a character
is one point. Points are dots (x, y), counted from the top left.
"""

from collections.abc import Iterable, Mapping

from ...vocabulary.language import _
from .. import figures
from ..view import Column, View
from .geometry import Lines, Point, axes_of, position, recent

WIDTH, HEIGHT = 60, 10  # characters
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # by row and column of a cell
_BLANK = 0x2800

Dot = tuple[int, int]


def chart_view(lines: Lines, decimals: float, ascii_only: bool) -> View | None:
    """The chart with its axes; None where fewer than two levels are known."""
    lines = recent(lines)
    axes = axes_of(lines)
    if axes is None:
        return None
    across, down = (WIDTH, HEIGHT) if ascii_only else (2 * WIDTH, 4 * HEIGHT)

    def dot(point: Point) -> Dot:
        x, y = position(axes, point)
        return round(x * (across - 1)), round(y * (down - 1))

    marks: dict[Dot, str] = {}  # later ones are drawn over earlier ones
    for line, mark in ((lines.low, ":"), (lines.high, ":"), (lines.median, ".")):
        marks |= dict.fromkeys(_dots_along(map(dot, sorted(line.items())), 3), mark)
    marks |= dict.fromkeys(_dots_along(map(dot, sorted(lines.actuals.items())), 1), "*")
    for goal in lines.goals:
        marks |= dict.fromkeys(_cross(dot(goal), ascii_only), "+")
    rows = _ascii_rows(marks) if ascii_only else _braille_rows(marks)
    top, bottom = figures.level(axes.highest, decimals), figures.level(axes.lowest, decimals)
    first, last = f"{axes.left:g}", f"{axes.right:g}"
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


def _dots_along(dots: Iterable[Dot], step: int) -> Iterable[Dot]:
    """Every `step`-th dot of the straight lines from each dot to the next."""
    count = 0
    before: Dot | None = None
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


def _cross(dot: Dot, ascii_only: bool) -> list[Dot]:
    """The dots of a goal's mark: a cross of five, in ASCII one."""
    x, y = dot
    arms = () if ascii_only else ((-1, 0), (1, 0), (0, -1), (0, 1))
    return [(x, y), *((x + dx, y + dy) for dx, dy in arms)]


def _ascii_rows(marks: Mapping[Dot, str]) -> list[str]:
    return ["".join(marks.get((x, y), " ") for x in range(WIDTH)).rstrip() for y in range(HEIGHT)]


def _braille_rows(dots: Iterable[Dot]) -> list[str]:
    cells = [[_BLANK] * WIDTH for _row in range(HEIGHT)]
    for x, y in dots:
        if 0 <= x < 2 * WIDTH and 0 <= y < 4 * HEIGHT:
            cells[y // 4][x // 2] |= _BITS[y % 4][x % 2]
    return ["".join(map(chr, row)) for row in cells]
