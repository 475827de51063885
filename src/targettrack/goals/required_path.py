"""The required path of a series: from its latest actual through each goal still to be met.

A leg runs from one milestone to the next: at constant growth for amounts, on a straight line for
shares, rates and ranks, and wherever no constant growth leads along it (a level of zero or below).
"""

from dataclasses import dataclass

import numpy as np

from .growth import growth, level_on_path
from .standing import Standing
from .thresholds import Thresholds

_SPAN = 10_000  # more than any year


@dataclass(frozen=True)
class Milestones:
    """Goals on levels in the order of `key`, their series and deadline; `goal` is the row of each.

    Both arrays have the shape (milestones,).
    """

    key: np.ndarray
    goal: np.ndarray

    def around(self, series: np.ndarray, year: int) -> tuple[np.ndarray, np.ndarray]:
        """The first goal of each series due in `year` or later, and the last due before.

        Rows of the goals (series,), -1 for none. With goals of 2025 and 2027, 2026 lies between
        the two.
        """
        place = np.searchsorted(self.key, _key(series, year))
        return self._goal_at(series, place), self._goal_at(series, place - 1)

    def _goal_at(self, series: np.ndarray, place: np.ndarray) -> np.ndarray:
        inside = (place >= 0) & (place < len(self.key))
        goal = np.full(len(series), -1)
        own = self.key[place[inside]] // _SPAN == series[inside]
        goal[inside] = np.where(own, self.goal[place[inside]], -1)
        return goal


@dataclass(frozen=True)
class Leg:
    """The leg of the required path that a year lies on, of every series: arrays (series,).

    `goal` is the row of the goal it leads to, or of one that is met already; -1 for none. Levels
    are in the series' unit, NaN where there is no path; `growth` is that of the leg, a year.
    `straight` marks legs on a straight line because no constant growth leads along them.
    """

    goal: np.ndarray
    goal_year: np.ndarray
    bound: np.ndarray
    direction: np.ndarray
    far_end: np.ndarray  # of a range, beyond its bound; NaN for goals that are no range
    required: np.ndarray
    growth: np.ndarray
    straight: np.ndarray


def milestones(standing: Standing) -> tuple[Milestones, Milestones]:
    """Goals that a path can lead to: those still open, and those met by the latest actual.

    Of several goals for one series and year, the one without a variant counts, else the first.
    """
    goals = standing.goals
    usable = (goals.series == goals.observed) & (goals.reason == 0) & ~standing.passed
    usable &= ~goals.is_("up", "down") & ~goals.over("peak") & ~np.isnan(standing.actual)
    still_open, met = np.flatnonzero(usable & ~standing.met), np.flatnonzero(usable & standing.met)
    return _in_order(still_open, goals), _in_order(met, goals)


def leg(
    standing: Standing,
    still_open: Milestones,
    met: Milestones,
    series: np.ndarray,
    from_year: np.ndarray,
    from_level: np.ndarray,
    linear: np.ndarray,
    year: int,
) -> Leg:
    """The leg on which `year` lies, of series that set out from a year and a level (series,).

    From 7,565 in 2023 to 10,000 in 2025, 2024 requires 7,565 × (10,000 / 7,565)^(1/2) = 8,698.
    """
    goals = standing.goals
    upper = np.where(np.isnan(goals.target_upper), goals.target, goals.target_upper)
    far_end = np.where(standing.direction < 0, goals.target, upper)
    far_end = np.where(goals.is_("=", "between", "about"), far_end, np.nan)
    ahead = year > from_year

    def of_goal(goal: np.ndarray, by_goal: np.ndarray) -> np.ndarray:
        found: np.ndarray = np.append(by_goal.astype(float), np.nan)[goal]
        return found

    following, previous = still_open.around(series, year)
    kept, _previous = met.around(series, year)
    goal = np.where(ahead, np.where(following < 0, kept, following), -1)
    following = np.where(ahead, following, -1)
    start_year = np.where(previous < 0, from_year, of_goal(previous, goals.year))
    start = np.where(previous < 0, from_level, of_goal(previous, standing.bound))
    end_year, end = of_goal(following, goals.year), of_goal(following, standing.bound)
    years = end_year - start_year
    required = level_on_path(start, end, (year - start_year) / years, linear)
    rate = growth(start, end, years, linear)
    bound = of_goal(goal, standing.bound)
    return Leg(
        goal=goal,
        goal_year=of_goal(goal, goals.year),
        bound=bound,
        direction=of_goal(goal, standing.direction),
        far_end=of_goal(goal, far_end),
        required=np.where(following < 0, bound, required),
        growth=rate,
        straight=np.isnan(rate) & ~np.isnan(required),
    )


def _in_order(rows: np.ndarray, goals: Thresholds) -> Milestones:
    key = _key(goals.series[rows], goals.year[rows])
    order = np.lexsort((rows, goals.variant[rows] >= 0, key))
    key, rows = key[order], rows[order]
    first = np.append(True, np.diff(key) > 0)[: len(key)]
    return Milestones(key[first], rows[first])


def _key(series: np.ndarray, year: np.ndarray | int) -> np.ndarray:
    return series.astype(np.int64) * _SPAN + year
