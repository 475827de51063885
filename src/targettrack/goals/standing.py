"""Where every goal stands beside its actuals, and what it still requires."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..dataset.known import vintage
from ..dataset.model import Dataset
from .growth import growth, level_on_path
from .panel import Panel, panel
from .thresholds import Thresholds, thresholds
from .years_counted import YearsCounted, years_counted

BASE_WINDOW = 5  # years before the latest actual in which an unstated base is looked for
AGENDA_YEAR = 2015  # base of the 2030 Agenda, from which the United Nations count


@dataclass(frozen=True)
class Standing:
    """Goals beside their actuals: arrays (goals,), NaN where there is nothing.

    `direction` is +1 where more is better and −1 where less is; for ranges and = it points from
    the actual to the nearest bound (within the range: from the base to it). `bound` is that bound,
    for all other goals their target; NaN where there is none. `passed` marks deadlines that lie at
    or before the latest actual (or before `as_of`): those are judged by their own year.
    """

    goals: Thresholds
    actual_year: np.ndarray
    actual: np.ndarray
    row: np.ndarray  # row of the actuals the actual stands in; -1
    passed: np.ndarray
    published: np.ndarray  # passed, and the deadline's own actual is known
    bound: np.ndarray
    direction: np.ndarray
    base_year: np.ndarray
    base: np.ndarray
    memory: dict[object, Any] = field(default_factory=dict)  # what several methods ask for, once

    @cached_property
    def met(self) -> np.ndarray:
        """Whether the actual meets the goal."""
        return self.goals.met_by(self.actual) & ~(self.goals.reason > 0)

    @cached_property
    def counted(self) -> YearsCounted:
        """What the years gone by decide of goals over several years."""
        return years_counted(self.goals)

    @cached_property
    def moved(self) -> np.ndarray:
        """How far the series itself moved in the goal's direction, from its base; NaN without one.

        For goals over several years from the earliest of the last five years' values.
        """
        goals, panel = self.goals, self.goals.panel
        moved: np.ndarray = self.direction * (self.actual - self.base)
        rows = np.flatnonzero(goals.series != goals.observed)
        if len(rows):
            series, latest = goals.observed[rows], self.actual_year[rows]
            unstated = np.full(len(rows), np.nan)
            base = base_of(panel, series, latest, unstated, unstated)[1]
            moved[rows] = self.direction[rows] * (panel.at(series, latest) - base)
        return moved

    @cached_property
    def base_derived(self) -> np.ndarray:
        """Whether the base stands in no row: it was derived from the growth a source states."""
        goals = self.goals
        unstated = ~np.isnan(self.base_year) & np.isnan(goals.base_value)
        derived: np.ndarray = unstated & (goals.panel.row_at(goals.series, self.base_year) < 0)
        return derived

    @cached_property
    def since_2015(self) -> tuple[np.ndarray, np.ndarray]:
        """Year and level of the base as the United Nations' yardsticks choose it.

        The stated base year, else 2015, or a later break of the series; where the series lacks
        it, the next later year that has a value. NaN where there is none.
        """
        goals, panel = self.goals, self.goals.panel
        unstated = np.fmax(AGENDA_YEAR, panel.last_break(goals.series, self.actual_year))
        wanted = np.where(np.isnan(goals.base_year), unstated, goals.base_year)
        year = panel.first_known(goals.series, wanted)
        level = panel.at(goals.series, year)
        stated = ~np.isnan(goals.base_value) & ~np.isnan(goals.base_year)
        if not stated.any():
            return year, level
        return np.where(stated, goals.base_year, year), np.where(stated, goals.base_value, level)

    def window(self, years: int = BASE_WINDOW) -> tuple[np.ndarray, np.ndarray]:
        """Year and level of the earliest actual of the last `years` years, whatever base is stated.

        None from before a break; NaN where the latest actual is the only one.
        """
        key = ("window", years)
        if key not in self.memory:
            panel, series = self.goals.panel, self.goals.series
            since = panel.last_break(series, self.actual_year)
            year = panel.first_known(series, np.fmax(self.actual_year - years, since))
            year = np.where(year < self.actual_year, year, np.nan)
            self.memory[key] = year, panel.at(series, year)
        window: tuple[np.ndarray, np.ndarray] = self.memory[key]
        return window

    @cached_property
    def years_left(self) -> np.ndarray:
        """Years from the actual to the deadline; NaN once it has passed."""
        left = self.goals.year - self.actual_year
        return np.where(self.passed | (left <= 0), np.nan, left)

    @cached_property
    def gap(self) -> np.ndarray:
        """What is still to go in the goal's direction, 0 when met.

        Where a year broke a goal on every year, by how much the worst of them missed it.
        """
        left = np.where(self.met, 0.0, np.maximum(self.direction * (self.bound - self.actual), 0))
        return np.where(self.counted.broken, self.counted.shortfall, left)

    @cached_property
    def progress(self) -> np.ndarray:
        """Share of the way from base to target; NaN where the base met the goal already."""
        way = self.bound - self.base
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
        rate = growth(self.actual, self.bound, self.years_left, self.goals.linear)
        return np.where(self.met | self.goals.to_date, np.nan, rate)

    @cached_property
    def required_change(self) -> np.ndarray:
        """Absolute change a year to the target.

        For sum and mean goals it is the yearly amount that the years left must average, or, for
        ceilings, may average.
        """
        goals, left = self.goals, self.years_left
        change = np.where(self.met | goals.to_date, np.nan, (self.bound - self.actual) / left)
        if goals.over("sum", "mean").any():
            gone = self.actual_year - goals.base_year
            whole = goals.year - goals.base_year
            of_sum = (self.bound - self.actual) / left
            of_mean = (self.bound * whole - self.actual * gone) / left
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
        level = level_on_path(self.base, self.bound, share, straight)
        return np.where((share >= 0) & (share <= 1), level, np.nan)


def standing(goals: Thresholds, as_of: int | None = None) -> Standing:
    """Set every goal beside the latest actual of its series."""
    panel, series = goals.panel, goals.series
    last_year = np.append(panel.last_year, np.nan)
    passed = goals.year <= last_year[goals.observed]
    if as_of is not None:
        passed |= goals.year < as_of
    at_deadline = passed & ~goals.over("peak")
    year = np.where(at_deadline, goals.year, last_year[series])
    actual = panel.at(series, year)
    unpublished = at_deadline & np.isnan(actual)
    if unpublished.any():
        year[unpublished] = panel.last_known(series[unpublished], goals.year[unpublished])
        actual = panel.at(series, year)
    base_year, base = base_of(panel, series, year, goals.base_year, goals.base_value)
    bound, direction = _nearest_bound(goals, actual, base)
    bound[goals.reason > 0] = np.nan
    return Standing(
        goals,
        actual_year=year,
        actual=actual,
        row=panel.row_at(series, year),
        passed=passed,
        published=passed & ~unpublished,
        bound=bound,
        direction=direction,
        base_year=base_year,
        base=base,
    )


def _nearest_bound(
    goals: Thresholds, actual: np.ndarray, base: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The level to reach, and the direction in which it lies (goals,).

    A range of 90 to 110 is reached at 110, downwards, from an actual of 150, and at 90, upwards,
    from one of 50.
    """
    ranged = goals.is_("=", "between", "about")
    upper = np.where(np.isnan(goals.target_upper), goals.target, goals.target_upper)
    with np.errstate(invalid="ignore"):
        above = ranged & ((actual > upper) | ((actual >= goals.target) & (base > upper)))
    down = goals.is_("<", "<=", "down") | above
    return np.where(above, upper, goals.target), np.where(down, -1.0, 1.0)


def base_of(
    panel: Panel,
    series: np.ndarray,
    latest: np.ndarray,
    base_year: np.ndarray,
    base_value: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Year and level of the base: as stated, else the earliest actual of the last five years.

    An unstated base is none from before a break, whose values cannot be compared.
    Arrays (n,); `latest` is the year of each series' latest actual. NaN where there is no base.
    """
    base = np.where(np.isnan(base_value), panel.at(series, base_year), base_value)
    year = np.where(np.isnan(base), np.nan, base_year)
    unstated = np.isnan(base_year) & np.isnan(base_value)
    since = panel.last_break(series, latest)
    for years in reversed(range(1, BASE_WINDOW + 1)):
        if not unstated.any():
            break
        earlier = panel.at(series, latest - years)
        found = unstated & ~np.isnan(earlier) & (latest - years >= since)
        base, year = np.where(found, earlier, base), np.where(found, latest - years, year)
        unstated &= ~found
    return year, base


class InForce(NamedTuple):
    """Rows in force, their goals beside their actuals, and how many rows lack the date asked for.

    `standing` has an entry for each row of `dataset.targets`.
    """

    dataset: Dataset
    standing: Standing
    undated: int


def in_force(
    dataset: Dataset, as_of: int | None = None, known_on: str | pd.Timestamp | None = None
) -> InForce:
    """Actuals up to the year `as_of`, rows known on the day `known_on`; all, where not given."""
    day = None if known_on is None else pd.Timestamp(known_on)
    dataset, undated = vintage(dataset, as_of, day)
    return InForce(dataset, standing(thresholds(dataset, panel(dataset)), as_of), undated)
