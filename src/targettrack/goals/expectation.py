"""What the outlook expects of every goal: level and interval at the deadline, chance, year reached.

A goal on the level of one year has them in closed form. Goals on every year, a mean, a sum or
chained changes count the years known so far and futures drawn for the rest.
"""

from dataclasses import dataclass

import numpy as np

from ..outlook.distribution import Outlook, chance, outlook_of, quantile, reach_horizon
from ..outlook.features import Floats
from ..outlook.futures import futures
from .panel import Panel
from .standing import Standing
from .thresholds import Thresholds, meets

LOW, HIGH = 0.1, 0.9  # the 80 % interval
FARTHEST = 30  # years in which the median may still reach a goal
_BLOCK = 1 << 10  # goals whose futures are drawn at a time


@dataclass(frozen=True, slots=True)
class Expectation:
    """The outlook of every goal: arrays (goals,), NaN for those it has none for.

    `median`, `low` and `high` are levels at the deadline, in the goal's unit; `chance` is the
    probability that it is met; `reach_year` the first year in which the median meets it. `points`
    is how many actuals the outlook stands on, `ahead` how many years it looks ahead, `move` how
    far its median moves in the goal's direction.
    """

    median: np.ndarray
    low: np.ndarray
    high: np.ndarray
    chance: np.ndarray
    reach_year: np.ndarray
    points: np.ndarray
    ahead: np.ndarray
    move: np.ndarray


def expectation(standing: Standing) -> Expectation:
    """What the outlook expects of every goal that is open: in order, and before its deadline."""
    made = standing.memory.get("expectation")
    if not isinstance(made, Expectation):
        made = standing.memory["expectation"] = _computed(standing)
    return made


def _computed(standing: Standing) -> Expectation:
    goals, size = standing.goals, len(standing.base)
    columns = {name: np.full(size, np.nan) for name in Expectation.__slots__}
    spread = goals.over("every", "mean", "sum", "compound") & (goals.series != goals.observed)
    opened = (goals.reason == 0) & ~standing.passed & ~np.isnan(standing.actual)
    for rows, expect in (
        (np.flatnonzero(opened & ~spread & ~goals.over("peak") & ~goals.to_date), _at_deadline),
        (np.flatnonzero(opened & spread), _over_years),
    ):
        if len(rows):
            for name, values in expect(standing, rows).items():
                columns[name][rows] = values
    return Expectation(**columns)


def forecast(panel: Panel, series: np.ndarray, limit: np.ndarray) -> Outlook:
    """The outlook of the series with these numbers (n,), from what is known since a break."""
    return outlook_of(_since_break(panel, series), limit, panel.years if len(panel.years) else None)


def _since_break(panel: Panel, series: np.ndarray) -> np.ndarray:
    """The levels of these series (n, years), without what lies before a break."""
    if not len(panel.years):
        return np.full((len(series), 1), np.nan)
    whole = len(series) == len(panel.values) and bool((series == np.arange(len(series))).all())
    values = panel.values if whole else panel.values[series]
    if panel.breaks is None:
        return values
    return np.where(panel.years < panel.last_break(series)[:, None], np.nan, values)


def _at_deadline(standing: Standing, rows: np.ndarray) -> dict[str, np.ndarray]:
    """Goals on the level of their deadline, in closed form; arrays (rows,)."""
    goals = standing.goals
    series_outlook = forecast(goals.panel, goals.series[rows], goals.limit[rows])
    actual_year = standing.actual_year[rows]
    ahead = goals.year[rows] - actual_year
    median = quantile(series_outlook, 0.5, ahead)
    direction, target = standing.direction[rows], standing.bound[rows]
    undirected = goals.is_("up", "down")[rows]
    target = np.where(undirected, standing.base[rows], target)
    years = reach_horizon(series_outlook, target, direction, FARTHEST)
    years = np.where(standing.met[rows], 0, np.where(years > 0, years, np.nan))
    return {
        "median": median,
        "low": quantile(series_outlook, LOW, ahead),
        "high": quantile(series_outlook, HIGH, ahead),
        "chance": _chance(goals, rows, series_outlook, ahead, standing.base[rows]),
        "reach_year": np.where(undirected, np.nan, actual_year + years),
        "points": series_outlook.points.astype(float),
        "ahead": ahead.astype(float),
        "move": direction * (median - standing.actual[rows]),
    }


def _chance(
    goals: Thresholds,
    rows: np.ndarray,
    series_outlook: Outlook,
    ahead: np.ndarray,
    base: np.ndarray,
) -> np.ndarray:
    """The probability that the level at the deadline meets each goal."""
    lower, upper = goals.target[rows], goals.target_upper[rows]
    undirected = goals.is_("up", "down")[rows]
    bound = np.where(undirected, base, lower)
    at_least = chance(series_outlook, bound, ahead, True)
    result = at_least
    below = goals.is_("<", "<=", "down")[rows]
    if below.any():
        result = np.where(below, chance(series_outlook, bound, ahead, False), result)
    ranged = goals.is_("between", "about")[rows]
    if ranged.any():
        inside = (
            at_least + chance(series_outlook, np.where(ranged, upper, np.nan), ahead, False) - 1
        )
        result = np.where(ranged, np.maximum(inside, 0), result)
    result = np.where(goals.is_(">")[rows] & (bound >= series_outlook.highest), 0.0, result)
    result = np.where(goals.is_("<")[rows] & (bound <= series_outlook.lowest), 0.0, result)
    return np.where(goals.is_("=")[rows], np.nan, result)


def _over_years(standing: Standing, rows: np.ndarray) -> dict[str, np.ndarray]:
    """Goals that count several years: those known so far, and futures drawn for the rest."""
    parts = [
        _from_futures(standing, rows[start : start + _BLOCK])
        for start in range(0, len(rows), _BLOCK)
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _from_futures(standing: Standing, rows: np.ndarray) -> dict[str, np.ndarray]:
    """The same of one block; futures are (rows, draws, years ahead), what they make (rows, draws).

    A sum of 41 after two of three years, and a future of 25 for the third, make 66.
    """
    goals = standing.goals
    panel, series = goals.panel, goals.observed[rows]
    series_outlook = forecast(panel, series, np.full(len(rows), np.nan))
    ahead = goals.year[rows] - panel.last_year[series]
    drawn = futures(series_outlook, int(ahead.max()))
    counts = np.arange(1, drawn.shape[2] + 1) <= ahead[:, None, None]
    to_date = standing.actual[rows][:, None]
    total = to_date + np.where(counts, drawn, 0).sum(axis=2)
    whole = (goals.year - goals.base_year)[rows]
    gone = (standing.actual_year - goals.base_year)[rows]
    mean = (to_date * gone[:, None] + total - to_date) / whole[:, None]
    chained = to_date * np.where(counts, 1 + drawn / 100, 1).prod(axis=2)
    last = np.take_along_axis(drawn, (ahead.astype(int) - 1)[:, None, None], axis=2)[:, :, 0]
    figure = np.select(
        [goals.over(name)[rows][:, None] for name in ("sum", "mean", "compound")],
        [total, mean, chained],
        last,
    )
    met = _met(goals, rows, figure)
    kept = _met(goals, rows, drawn) | ~counts
    broken = standing.counted.broken[rows]
    met = np.where(goals.over("every")[rows][:, None], kept.all(axis=2) & ~broken[:, None], met)
    low, median, high = np.quantile(figure, [LOW, 0.5, HIGH], axis=1)
    known = series_outlook.points >= 2
    return {
        "median": np.where(known, median, np.nan),
        "low": np.where(known, low, np.nan),
        "high": np.where(known, high, np.nan),
        "chance": np.where(known | broken, met.mean(axis=1), np.nan),
        "points": series_outlook.points.astype(float),
        "ahead": ahead.astype(float),
        "move": np.where(
            known, standing.direction[rows] * (median - standing.actual[rows]), np.nan
        ),
    }


def _met(goals: Thresholds, rows: np.ndarray, levels: Floats) -> np.ndarray:
    """Whether drawn levels, (rows, draws) or (rows, draws, years), meet each goal."""
    wide = (slice(None), *(None,) * (levels.ndim - 1))
    sign, lower, upper = (
        each[rows][wide] for each in (goals.comparator, goals.target, goals.target_upper)
    )
    return meets(sign, lower, upper, levels)
