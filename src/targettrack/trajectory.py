"""Where a goal stands and what it still requires: growth, change, paths, legs.

Amounts grow at a compound rate: g = (v1 / v0)^(1 / (t1 − t0)) − 1, United Nations Statistics
Division, "Compound annual growth rate", metadata of the SDG indicators. Shares, rates and ranks
move in points: (v1 − v0) / (t1 − t0). Growth divides by years gone, not by points known. A rate
through zero or between negatives does not exist; it is left blank, never patched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .goals import Goals
from .panel import Panel, lookup

BASE_WINDOW = 5  # years before the latest actual in which an unstated base is looked for


def growth(start: np.ndarray, end: np.ndarray, years: np.ndarray, linear: np.ndarray) -> np.ndarray:
    """Growth a year from `start` to `end`: a fraction, or points where `linear`.

    NaN where no time passes, and where a compound rate has no meaning (a level not above zero).
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        compound = np.where((start > 0) & (end > 0), (end / start) ** (1 / years) - 1, np.nan)
        result = np.where(linear, (end - start) / years, compound)
    return np.where(years > 0, result, np.nan)


def grown(start: np.ndarray, rate: np.ndarray, years: np.ndarray, linear: np.ndarray) -> np.ndarray:
    """The level after `years` of growth at `rate` a year, the counterpart of `growth`."""
    with np.errstate(invalid="ignore", over="ignore"):
        compound: np.ndarray = start * (1 + rate) ** years
        return np.where(linear, start + rate * years, compound)


def path(start: np.ndarray, end: np.ndarray, share: np.ndarray, linear: np.ndarray) -> np.ndarray:
    """The level at `share` (0 to 1) of the time between two levels."""
    with np.errstate(divide="ignore", invalid="ignore"):
        compound = np.where((start > 0) & (end > 0), start * (end / start) ** share, np.nan)
        result = np.where(linear, start + (end - start) * share, compound)
    return np.where(share == 1, end, np.where(share == 0, start, result))


@dataclass(frozen=True)
class Standing:
    """Goals beside their actuals: arrays with one entry a goal, NaN where there is nothing.

    `direction` is +1 where more is better and −1 where less is; for ranges and = it points from
    the actual to the nearest bound (within the range: from the base to it), and `target` is that
    bound; NaN for goals that cannot be assessed. `passed` marks deadlines that lie
    at or before the latest actual (or before `as_of`): those are judged by their own year.
    """

    goals: Goals
    actual_year: np.ndarray
    actual: np.ndarray
    row: np.ndarray  # row of the actuals the actual stands in; -1
    passed: np.ndarray
    published: np.ndarray  # passed, and the deadline's own actual is known
    target: np.ndarray
    direction: np.ndarray
    base_year: np.ndarray
    base: np.ndarray

    @cached_property
    def met(self) -> np.ndarray:
        """Whether the actual meets the goal."""
        return self.goals.met_by(self.actual) & ~(self.goals.reason > 0)

    @cached_property
    def years_left(self) -> np.ndarray:
        """Years from the actual to the deadline; NaN once it has passed."""
        left = self.goals.year - self.actual_year
        return np.where(self.passed | (left <= 0), np.nan, left)

    @cached_property
    def gap(self) -> np.ndarray:
        """What is still to go in the goal's direction, 0 when met."""
        return np.where(self.met, 0.0, np.maximum(self.direction * (self.target - self.actual), 0))

    @cached_property
    def progress(self) -> np.ndarray:
        """Share of the way from base to target; NaN where the base met the goal already."""
        way = self.target - self.base
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (self.actual - self.base) / way
        return np.where(self.direction * way > 0, share, np.nan)

    @cached_property
    def observed_growth(self) -> np.ndarray:
        """Growth a year from base to actual."""
        years = self.actual_year - self.base_year
        rate = growth(self.base, self.actual, years, self.goals.linear)
        return np.where(self.goals.to_date, np.nan, rate)

    @cached_property
    def required_growth(self) -> np.ndarray:
        """Growth a year from actual to target; NaN where nothing is required any more."""
        rate = growth(self.actual, self.target, self.years_left, self.goals.linear)
        return np.where(self.met | self.goals.to_date, np.nan, rate)

    @cached_property
    def required_change(self) -> np.ndarray:
        """Absolute change a year to the target.

        For sum and mean goals it is the yearly amount that the years left must average, or, for
        ceilings, may average.
        """
        goals, left = self.goals, self.years_left
        change = np.where(self.met | goals.to_date, np.nan, (self.target - self.actual) / left)
        if goals.over("sum", "mean").any():
            gone = self.actual_year - goals.base_year
            whole = goals.year - goals.base_year
            of_sum = (self.target - self.actual) / left
            of_mean = (self.target * whole - self.actual * gone) / left
            settled = self.met & (self.direction > 0)
            change = np.where(goals.over("sum") & ~settled, of_sum, change)
            change = np.where(goals.over("mean"), of_mean, change)
        return change

    @cached_property
    def pace(self) -> np.ndarray:
        """Observed growth divided by required growth."""
        with np.errstate(divide="ignore", invalid="ignore"):
            pace = self.observed_growth / self.required_growth
        return np.where(np.isfinite(pace), pace, np.nan)

    @cached_property
    def expected_now(self) -> np.ndarray:
        """Where the path from base to target stands in the actual's year."""
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (self.actual_year - self.base_year) / (self.goals.year - self.base_year)
        straight = self.goals.linear | self.goals.to_date
        level = path(self.base, self.target, share, straight)
        return np.where((share >= 0) & (share <= 1), level, np.nan)


def standing(goals: Goals, as_of: int | None = None) -> Standing:
    """Set every goal beside the latest actual of its series."""
    panel, series = goals.panel, goals.series
    last = np.append(panel.last, -1)
    published_last, own_last = last[goals.observed], last[series]
    passed = (published_last >= 0) & (goals.year <= published_last + panel.first_year)
    if as_of is not None:
        passed |= goals.year < as_of
    peak = goals.over("peak")
    place = np.where(passed & ~peak, goals.year - panel.first_year, own_last).astype(np.float64)
    actual = lookup(panel.values, series, place)
    unpublished = passed & ~peak & np.isnan(actual)
    if unpublished.any():
        place[unpublished] = _last_before(goals, unpublished)
        actual = lookup(panel.values, series, place)
    place[np.isnan(actual)] = np.nan
    rows = np.full(len(series), -1, np.int64)
    found = ~np.isnan(place)
    rows[found] = panel.rows[series[found], place[found].astype(np.intp)]
    year = place + panel.first_year
    base_year, base = base_of(panel, series, place, goals.base_year, goals.base_value)
    target, direction = _nearest_bound(goals, actual, base)
    target[goals.reason > 0] = np.nan
    return Standing(
        goals, year, actual, rows, passed, passed & ~unpublished, target, direction, base_year, base
    )


def _last_before(goals: Goals, which: np.ndarray) -> np.ndarray:
    """Column of the last value before the deadline, NaN where there is none."""
    panel = goals.panel
    rows = np.where(goals.series[which] >= 0, goals.series[which], 0)
    values = panel.values[rows] if len(panel.values) else np.empty((len(rows), 0))
    early = ~np.isnan(values) & (panel.years <= goals.year[which, None])
    early &= (goals.series[which] >= 0)[:, None]
    places = np.where(early, np.arange(values.shape[1]), -1).max(axis=1, initial=-1)
    return np.where(places < 0, np.nan, places)


def _nearest_bound(
    goals: Goals, actual: np.ndarray, base: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The level to reach, and the direction in which it lies."""
    ranged = goals.is_("=", "between", "about")
    upper = np.where(np.isnan(goals.upper), goals.lower, goals.upper)
    with np.errstate(invalid="ignore"):
        above = ranged & ((actual > upper) | ((actual >= goals.lower) & (base > upper)))
    down = goals.is_("<", "<=", "down") | above
    return np.where(above, upper, goals.lower), np.where(down, -1.0, 1.0)


def base_of(
    panel: Panel,
    series: np.ndarray,
    latest: np.ndarray,
    base_year: np.ndarray,
    base_value: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Year and level of the base: as stated, else the earliest actual of the last five years.

    `latest` is the column of each series' latest actual. NaN where there is no base.
    """
    stated = base_year - panel.first_year
    base = np.where(np.isnan(base_value), lookup(panel.values, series, stated), base_value)
    place = np.where(np.isnan(base), np.nan, stated)
    unstated = np.isnan(base_year) & np.isnan(base_value)
    for years in reversed(range(1, BASE_WINDOW + 1)):
        if not unstated.any():
            break
        earlier = lookup(panel.values, series, latest - years)
        found = unstated & ~np.isnan(earlier)
        base, place = np.where(found, earlier, base), np.where(found, latest - years, place)
        unstated &= ~found
    return place + panel.first_year, base
