"""Of goals over several years: the years that have gone by, and what they have decided already."""

from dataclasses import dataclass

import numpy as np

from .thresholds import Thresholds


@dataclass(frozen=True)
class YearsCounted:
    """Arrays (goals,).

    `lacking` marks goals over several years that lack the actual of one of them. `shortfall` is
    how far a goal on every year was missed in the year that missed it most, `worst` the level of
    that year; NaN where no year missed it.
    """

    lacking: np.ndarray
    shortfall: np.ndarray
    worst: np.ndarray

    @property
    def broken(self) -> np.ndarray:
        """Goals on every year that one year did not meet."""
        broken: np.ndarray = ~np.isnan(self.shortfall)
        return broken


def years_counted(goals: Thresholds) -> YearsCounted:
    """What the years gone by decide; those after the base year count, up to the deadline."""
    size = len(goals.year)
    lacking, shortfall, worst = np.zeros(size, bool), np.full(size, np.nan), np.full(size, np.nan)
    spread = (goals.to_date | goals.over("compound")) & (goals.reason == 0)
    if not spread.any():
        return YearsCounted(lacking, shortfall, worst)
    panel = goals.panel
    end = np.minimum(np.append(panel.last_year, np.nan)[goals.observed], goals.year)
    counted = spread & (end > goals.base_year)
    lacking = counted & np.isnan(panel.at(goals.series, end))
    every = counted & goals.over("every")
    missing = end - goals.base_year
    for year in panel.years if every.any() else ():
        value = panel.at(goals.series, year)
        known = ~np.isnan(value) & (year > goals.base_year) & (year <= end)
        missing = missing - known
        short = np.where(every & known & ~goals.met_by(value), _distance(goals, value), np.nan)
        worst = np.where(np.isnan(shortfall) | (short > shortfall), value, worst)
        shortfall = np.fmax(shortfall, short)
    worst = np.where(np.isnan(shortfall), np.nan, worst)
    return YearsCounted(lacking | (every & (missing > 0)), shortfall, worst)


def _distance(goals: Thresholds, value: np.ndarray) -> np.ndarray:
    """How far values (goals,) lie outside of what each goal demands."""
    upper = np.where(np.isnan(goals.target_upper), goals.target, goals.target_upper)
    too_low = np.where(goals.is_("<", "<="), 0.0, goals.target - value)
    too_high = np.where(goals.is_(">", ">="), 0.0, value - upper)
    return np.maximum(np.maximum(too_low, too_high), 0.0)
