"""A chart as pure numbers: the lines to draw, what the axes span, and where a point lies.

Knows no dots, characters or words: whatever draws a picture places its points by `position`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

LONGEST = 40  # years of actuals drawn

Point = tuple[float, float]  # year, level


@dataclass(frozen=True)
class Lines:
    """What is drawn: actuals and the outlook as levels by year, goals as points."""

    actuals: Mapping[int, float]
    goals: Sequence[Point]
    median: Mapping[int, float]
    low: Mapping[int, float]
    high: Mapping[int, float]


@dataclass(frozen=True)
class Axes:
    """What the axes span: years from `left` to `right`, levels from `lowest` to `highest`."""

    left: float
    right: float
    lowest: float
    highest: float


def recent(lines: Lines) -> Lines:
    """The lines with the last LONGEST actuals alone."""
    years = sorted(lines.actuals)[-LONGEST:]
    return replace(lines, actuals={year: lines.actuals[year] for year in years})


def axes_of(lines: Lines) -> Axes | None:
    """The axes that hold every point; None below two actuals, or where all lie in one year."""
    curves = (lines.actuals, lines.median, lines.low, lines.high)
    points = [*lines.goals, *(point for curve in curves for point in curve.items())]
    years = [year for year, level in points if math.isfinite(level)]
    levels = [level for _year, level in points if math.isfinite(level)]
    if len(lines.actuals) < 2 or len(set(years)) < 2:
        return None
    return Axes(min(years), max(years), min(levels), max(levels))


def position(axes: Axes, point: Point) -> tuple[float, float]:
    """Where a point lies, as shares: 0 to 1 from left to right, 0 to 1 from top to bottom."""
    year, level = point
    rise = (axes.highest - axes.lowest) or 1.0
    return (year - axes.left) / (axes.right - axes.left), (axes.highest - level) / rise
