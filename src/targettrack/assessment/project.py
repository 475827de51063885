"""The projection: the levels that goals require in the years ahead, and where growth leads."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..dataset.model import Dataset, is_linear
from ..goals.expectation import HIGH, LOW, forecast
from ..goals.growth import grown, growth
from ..goals.panel import years_column
from ..goals.required_path import Milestones, leg, milestones
from ..goals.standing import Standing, base_of, in_force
from ..outlook.distribution import Outlook, quantile
from ..vocabulary.errors import UsageError
from ..vocabulary.field import columns
from ..vocabulary.language import _
from ..vocabulary.quantities import is_year
from ..vocabulary.results import PROJECTION

SHARE_LIMIT = 100.0  # a share whose limit is not stated is one in percent


@dataclass(frozen=True)
class Projection:
    """A projection, carried whole: its table, and the series and scale of each of its rows.

    `table` has a row per series (per series and year along a path), columns as in
    `results.PROJECTION`; `series` (rows,) numbers them as `Dataset.keys` does, `linear` (rows,)
    says which count growth in points, `straight` (rows,) which lie on a straight leg because no
    constant growth leads along it. `undated` is how many rows lack the date asked for.
    """

    dataset: Dataset
    undated: int
    table: pd.DataFrame
    series: np.ndarray
    linear: np.ndarray
    straight: np.ndarray

    def rows(self, chosen: np.ndarray) -> Projection:
        """Some of the rows, as a mask (rows,)."""
        return replace(
            self,
            table=self.table[chosen],
            series=self.series[chosen],
            linear=self.linear[chosen],
            straight=self.straight[chosen],
        )


@dataclass(frozen=True)
class _Start:
    """Where each series sets out from: arrays (series,), levels in the series' unit."""

    series: np.ndarray
    row: np.ndarray  # a row that names the series, counted through targets and actuals
    year: np.ndarray
    level: np.ndarray
    observed_growth: np.ndarray
    linear: np.ndarray
    limit: np.ndarray
    unit: pd.Categorical


def project(
    dataset: Dataset,
    year: int,
    path: bool = False,
    growth: float | None = None,
    as_of: int | None = None,
    known_on: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """What goals require in `year`, and where growth leads: a row a series.

    >>> import targettrack as tt
    >>> tt.project(tt.read("data"), 2027, growth=0.12)["what_if"]

    With `path`, a row for every year from the latest actual to `year`. `growth` is a what-if, as
    a fraction a year, -1 to 1: 0.12 is 12 %; for shares, rates and ranks 0.01 is one point.
    `as_of` uses actuals up to that year only, `known_on` rows known on that day only. Levels are
    in the unit of their series; `docs/commands.md` says what each column means. Raises UsageError
    for a year or a growth that is none.
    """
    _check_year(year)
    if growth is not None and not -1 <= growth <= 1:
        raise UsageError(
            _(
                "growth={growth} is {percent} % a year: growth is a fraction, 0.12 for 12 %; "
                "for shares, rates and ranks 0.12 is 12 points"
            ).format(growth=f"{growth:g}", percent=f"{100 * growth:g}")
        )
    then = in_force(dataset, as_of, known_on)
    return projection(*then, year=year, path=path, what_if=growth).table


def projection(
    dataset: Dataset,
    standing: Standing,
    undated: int,
    year: int,
    path: bool = False,
    what_if: float | None = None,
) -> Projection:
    """The projection of what stands in force, as `project` has it. Raises UsageError likewise."""
    _check_year(year)
    start = _starts(dataset, standing)
    first = int(np.nanmin(start.year, initial=year - 1)) + 1 if path else year
    years = range(first, year + 1)
    still_open, met = milestones(standing)
    outlook = forecast(standing.goals.panel, start.series, start.limit)
    parts = [
        _year_table(dataset, standing, start, outlook, still_open, met, each, what_if)
        for each in years
    ]
    tables, straight = zip(*parts, strict=True)
    table = tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True)
    place = np.tile(np.arange(len(start.series)), len(years))
    calendar = np.repeat(np.array(years), len(start.series))
    since = np.tile(np.where(np.isnan(start.year), year - 1, start.year), len(years))
    rows = np.flatnonzero((calendar > since) | (calendar == year))
    rows = rows[np.lexsort((calendar[rows], place[rows]))]
    if path:
        table = table.iloc[rows].reset_index(drop=True)
    place = place[rows]
    return Projection(
        dataset,
        undated,
        table,
        start.series[place],
        start.linear[place],
        np.concatenate(straight)[rows],
    )


def _check_year(year: int) -> None:
    if not is_year(year):
        raise UsageError(_("{year} is not a year between 1000 and 2999").format(year=year))


def _starts(dataset: Dataset, standing: Standing) -> _Start:
    """Every series that a goal or an actual names, in the order of the files."""
    goals, panel = standing.goals, standing.goals.panel
    of_goals, of_actuals, size = dataset.keys
    series, row = np.unique(np.concatenate([of_goals, of_actuals]), return_index=True)
    in_file = np.argsort(row, kind="stable")
    series, row = series[in_file], row[in_file]
    first_goal = np.full(size, -1)
    on_levels = np.flatnonzero((goals.series == goals.observed) & (goals.reason == 0))[::-1]
    first_goal[of_goals[on_levels]] = on_levels
    goal = first_goal[series]

    def of_goal(by_goal: np.ndarray) -> np.ndarray:
        found: np.ndarray = np.append(by_goal, np.nan)[goal]
        return found

    year = panel.last_year[series]
    level = panel.at(series, year)
    stated = of_goal(goals.base_year), of_goal(goals.base_value)
    base_year, base = base_of(panel, series, year, *stated)
    indicator = _codes(dataset, "indicator")[row]
    linear = is_linear(dataset)[indicator]
    general = dataset.indicator_column("limit", np.nan)[indicator].astype(float)
    return _Start(
        series,
        row,
        year,
        level,
        growth(base, level, year - base_year, linear),
        linear,
        np.where(np.isnan(of_goal(goals.limit)), general, of_goal(goals.limit)),
        dataset.series_units.take(series),
    )


def _year_table(
    dataset: Dataset,
    standing: Standing,
    start: _Start,
    outlook: Outlook,
    still_open: Milestones,
    met: Milestones,
    year: int,
    what_if: float | None,
) -> tuple[pd.DataFrame, np.ndarray]:
    """The rows of one year, a series each, and which lie on a straight leg for want of a rate."""
    ahead = np.where(year > start.year, year - start.year, np.nan)
    way = leg(standing, still_open, met, start.series, start.year, start.level, start.linear, year)
    carried = grown(start.level, start.observed_growth, ahead, start.linear)
    bounded = start.linear & ~np.isnan(start.limit)
    carried = np.where(bounded, np.clip(carried, 0, start.limit), carried)
    years = np.where(outlook.points < 2, np.nan, ahead)
    projected, low, high = (quantile(outlook, p, years) for p in (0.5, LOW, HIGH))
    reached = np.where(np.isnan(projected), carried, projected)
    down = way.direction < 0
    margin = np.where(down, way.required - reached, reached - way.required)
    room = np.where(down, reached - way.far_end, way.far_end - reached)
    table = {
        **_names(dataset, start.row),
        "year": np.full(len(carried), year, np.int32),
        "actual_year": years_column(start.year),
        "actual": start.level,
        "target_year": years_column(way.goal_year),
        "target": way.bound,
        "unit": start.unit,
        "required": way.required,
        "required_growth": way.growth,
        "carried_on": carried,
        "what_if": _what_if(start, ahead, what_if),
        "projected": projected,
        "low": low,
        "high": high,
        "margin": np.where(room < margin, room, margin),
    }
    shown = pd.DataFrame(table, copy=False)[columns(PROJECTION, dataset.dimensions)]
    return shown, way.straight


def _what_if(start: _Start, ahead: np.ndarray, growth: float | None) -> np.ndarray:
    """The latest actual carried on at the growth asked for; NaN where none is."""
    if growth is None:
        return np.full(len(ahead), np.nan)
    whole = np.where(np.isnan(start.limit), SHARE_LIMIT, start.limit)
    return grown(start.level, np.where(start.linear, growth * whole, growth), ahead, start.linear)


def _names(dataset: Dataset, row: np.ndarray) -> dict[str, pd.Categorical]:
    """Indicator and dimensions of rows counted through targets and actuals."""
    return {
        name: pd.Categorical.from_codes(
            _codes(dataset, name)[row], categories=dataset.actuals[name].cat.categories
        )
        for name in ("indicator", *dataset.dimensions)
    }


def _codes(dataset: Dataset, name: str) -> np.ndarray:
    """The codes of a column that names series, through targets and then actuals."""
    frames = (dataset.targets, dataset.actuals)
    return np.concatenate([frame[name].cat.codes.to_numpy() for frame in frames])
