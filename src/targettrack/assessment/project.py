"""The projection table: the levels that goals require in the years ahead, and where growth leads.

The required path of a series runs from its latest actual through each goal that is still to be
met, a leg from one milestone to the next: at constant growth for amounts, on a straight line for
shares, rates and ranks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..dataset.model import Dataset, is_linear, vintage
from ..goals.expectation import HIGH, LOW, forecast
from ..goals.panel import panel, years_column
from ..goals.standing import Standing, base_of, grown, growth, standing
from ..goals.standing import path as path_level
from ..goals.thresholds import Thresholds, thresholds
from ..outlook.distribution import quantile
from ..vocabulary.errors import UsageError
from ..vocabulary.field import columns
from ..vocabulary.language import _
from ..vocabulary.quantities import is_year
from ..vocabulary.results import PROJECTION

SHARE_LIMIT = 100.0  # a share whose limit is not stated is one in percent


@dataclass(frozen=True)
class _Start:
    """Where each series sets out from: arrays with one entry a series."""

    series: np.ndarray
    row: np.ndarray  # a row that names the series, counted through targets and actuals
    year: np.ndarray
    level: np.ndarray
    observed_growth: np.ndarray
    linear: np.ndarray
    limit: np.ndarray
    unit: pd.Categorical


@dataclass(frozen=True)
class _Milestones:
    """Goals on levels, by series and deadline: `key` orders them, `goal` is the row of each."""

    key: np.ndarray
    goal: np.ndarray

    def leg(self, series: np.ndarray, year: int) -> tuple[np.ndarray, np.ndarray]:
        """The first goal due in `year` or later, and the last due before; -1 for none."""
        place = np.searchsorted(self.key, _key(series, year))
        return self._of(series, place), self._of(series, place - 1)

    def _of(self, series: np.ndarray, place: np.ndarray) -> np.ndarray:
        inside = (place >= 0) & (place < len(self.key))
        goal = np.full(len(series), -1)
        mine = self.key[place[inside]] // _SPAN == series[inside]
        goal[inside] = np.where(mine, self.goal[place[inside]], -1)
        return goal


_SPAN = 10_000  # more than any year


def _key(series: np.ndarray, year: np.ndarray | int) -> np.ndarray:
    return series.astype(np.int64) * _SPAN + year


def project(
    dataset: Dataset,
    year: int,
    path: bool = False,
    growth: float | None = None,
    as_of: int | None = None,
    known_on: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """What goals require in `year`, and where growth leads: a row a series.

    With `path`, a row for every year from the latest actual to `year`. `growth` is a what-if, as
    a fraction a year; for shares, rates and ranks 0.01 is one point. Columns as in
    `schema.PROJECTION`. Raises UsageError for a year that is none.
    """
    if not is_year(year):
        raise UsageError(_("{year} is not a year between 1000 and 2999").format(year=year))
    day = None if known_on is None else pd.Timestamp(known_on)
    dataset, _undated = vintage(dataset, as_of, day)
    stand = standing(thresholds(dataset, panel(dataset)), as_of)
    start = _starts(dataset, stand)
    first = int(np.nanmin(start.year, initial=year - 1)) + 1 if path else year
    still_open, met = _milestones(stand)
    tables = [
        _table(dataset, stand, start, still_open, met, each, growth)
        for each in range(first, year + 1)
    ]
    if not path:
        return tables[0].drop(columns="_series")
    table = pd.concat(tables, ignore_index=True)
    ahead = (table["year"] > table["actual_year"].fillna(year - 1)) | (table["year"] == year)
    ordered = table[ahead].sort_values(["_series", "year"], kind="stable", ignore_index=True)
    return ordered.drop(columns="_series")


def _starts(dataset: Dataset, stand: Standing) -> _Start:
    goals, panel = stand.goals, stand.goals.panel
    of_goals, of_facts, size = dataset.keys
    series, row = np.unique(np.concatenate([of_goals, of_facts]), return_index=True)
    in_file = np.argsort(row, kind="stable")
    series, row = series[in_file], row[in_file]
    first_goal = np.full(size, -1)
    on_levels = np.flatnonzero((goals.series == goals.observed) & (goals.reason == 0))[::-1]
    first_goal[of_goals[on_levels]] = on_levels
    goal = first_goal[series]

    def of_goal(values: np.ndarray) -> np.ndarray:
        found: np.ndarray = np.append(values, np.nan)[goal]
        return found

    year = panel.last_year[series]
    level = panel.at(series, year)
    base_year, base = base_of(
        panel, series, year, of_goal(goals.base_year), of_goal(goals.base_value)
    )
    indicator = np.concatenate(
        [
            dataset.targets["indicator"].cat.codes.to_numpy(),
            dataset.actuals["indicator"].cat.codes.to_numpy(),
        ]
    )[row]
    linear = is_linear(dataset)[indicator]
    general = dataset.indicator_column("limit", np.nan)[indicator].astype(float)
    limit = np.where(np.isnan(of_goal(goals.limit)), general, of_goal(goals.limit))
    units = dataset.series_units
    return _Start(
        series,
        row,
        year,
        level,
        growth(base, level, year - base_year, linear),
        linear,
        limit,
        units.take(series),
    )


def _milestones(stand: Standing) -> tuple[_Milestones, _Milestones]:
    """Goals that a path can lead to: those still open, and those met by the latest actual.

    Of several goals for one series and year, the one without a variant counts, else the first.
    """
    goals = stand.goals
    usable = (goals.series == goals.observed) & (goals.reason == 0) & ~stand.passed
    usable &= ~goals.is_("up", "down") & ~goals.over("peak") & ~np.isnan(stand.actual)
    still_open, met = np.flatnonzero(usable & ~stand.met), np.flatnonzero(usable & stand.met)
    return _ordered(still_open, goals), _ordered(met, goals)


def _ordered(rows: np.ndarray, goals: Thresholds) -> _Milestones:
    key = _key(goals.series[rows], goals.year[rows])
    order = np.lexsort((rows, goals.variant[rows] >= 0, key))
    key, rows = key[order], rows[order]
    first = np.append(True, np.diff(key) > 0)[: len(key)]
    return _Milestones(key[first], rows[first])


def _table(
    dataset: Dataset,
    stand: Standing,
    start: _Start,
    still_open: _Milestones,
    met: _Milestones,
    year: int,
    growth_asked: float | None,
) -> pd.DataFrame:
    ahead = np.where(year > start.year, year - start.year, np.nan)
    next_goal, last_goal = still_open.leg(start.series, year)
    kept, _ = met.leg(start.series, year)
    goal = np.where(next_goal < 0, kept, next_goal)
    goal, next_goal = (np.where(np.isnan(ahead), -1, each) for each in (goal, next_goal))

    def of_goal(goal: np.ndarray, values: np.ndarray) -> np.ndarray:
        found: np.ndarray = np.append(values.astype(float), np.nan)[goal]
        return found

    from_year = np.where(last_goal < 0, start.year, of_goal(last_goal, stand.goals.year))
    from_level = np.where(last_goal < 0, start.level, of_goal(last_goal, stand.bound))
    to_year, to_level = of_goal(next_goal, stand.goals.year), of_goal(next_goal, stand.bound)
    length = to_year - from_year
    required = path_level(from_level, to_level, (year - from_year) / length, start.linear)
    target = of_goal(goal, stand.bound)
    required = np.where(next_goal < 0, target, required)
    carried = grown(start.level, start.observed_growth, ahead, start.linear)
    bounded = start.linear & ~np.isnan(start.limit)
    carried = np.where(bounded, np.clip(carried, 0, start.limit), carried)
    what_if = np.full(len(carried), np.nan)
    if growth_asked is not None:
        point = np.where(np.isnan(start.limit), SHARE_LIMIT, start.limit)
        rate = np.where(start.linear, growth_asked * point, growth_asked)
        what_if = grown(start.level, rate, ahead, start.linear)
    down, end = of_goal(goal, stand.direction) < 0, of_goal(goal, _far_end(stand))
    view = forecast(stand.goals.panel, start.series, start.limit)
    years = np.where(view.points < 2, np.nan, ahead)
    projected, low, high = (quantile(view, p, years) for p in (0.5, LOW, HIGH))
    reached = np.where(np.isnan(projected), carried, projected)
    margin = np.where(down, required - reached, reached - required)
    room = np.where(down, reached - end, end - reached)
    table = {
        **_names(dataset, start.row),
        "year": np.full(len(carried), year, np.int32),
        "actual_year": years_column(start.year),
        "actual": start.level,
        "target_year": years_column(of_goal(goal, stand.goals.year)),
        "target": target,
        "unit": start.unit,
        "required": required,
        "required_growth": growth(from_level, to_level, length, start.linear),
        "carried_on": carried,
        "what_if": what_if,
        "projected": projected,
        "low": low,
        "high": high,
        "margin": np.where(room < margin, room, margin),
    }
    frame = pd.DataFrame(table, copy=False)[columns(PROJECTION, dataset.dimensions)]
    return frame.assign(_series=np.arange(len(frame)))


def _far_end(stand: Standing) -> np.ndarray:
    """The end of a range that lies beyond its target; NaN for goals that are no range."""
    goals = stand.goals
    upper = np.where(np.isnan(goals.target_upper), goals.target, goals.target_upper)
    end = np.where(stand.direction < 0, goals.target, upper)
    return np.where(goals.is_("=", "between", "about"), end, np.nan)


def _names(dataset: Dataset, row: np.ndarray) -> dict[str, pd.Categorical]:
    names = {}
    for name in ("indicator", *dataset.dimensions):
        goals, facts = dataset.targets[name].cat, dataset.actuals[name].cat
        codes = np.concatenate([goals.codes.to_numpy(), facts.codes.to_numpy()])[row]
        names[name] = pd.Categorical.from_codes(codes, categories=facts.categories)
    return names
