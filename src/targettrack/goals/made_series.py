"""Series made out of the actuals, for goals over several years.

    sum       running sum of the years after base_year
    mean      running mean of those years
    compound  the yearly percent changes chained, as an index with base_year = 100
    every     the values of those years
    relative  growth a year since base_year less that of the reference, in points

A year that counts and has no actual leaves a made series without a value from there on.
"""

import numpy as np

from ..dataset.model import Dataset, of_kind, text
from .panel import Panel
from .stated import StatedGoals


def made_series(
    dataset: Dataset, panel: Panel, goals: StatedGoals, wanted: np.ndarray
) -> tuple[Panel, np.ndarray, np.ndarray]:
    """The panel with a made series below for each of the `wanted` goals (goals,).

    Also the row of the panel that each goal binds, and which of them lack the reference they are
    compared with (goals,). Yearly amounts of 20, 21 and 22 since a base year make the sums 20, 41,
    63 and the means 20, 20.5, 21.
    """
    series, base_year, relative = goals.series, goals.base_year, goals.relative
    refused = np.zeros(len(series), bool)
    needs = np.flatnonzero(wanted & (series >= 0))
    if not len(needs):
        return panel, series, refused
    values, years = panel.values[series[needs]], panel.years  # (needs, years) and (years,)
    since = base_year[needs, None]
    window = (years > since) & (years <= goals.year[needs, None])
    whole = np.cumsum(window, axis=1) == years - since  # no year since the base is absent so far
    counted = np.where(window & whole, values, np.nan)
    elapsed = np.where(window, years - since, 1.0)

    def over(name: str) -> np.ndarray:
        one_a_goal: np.ndarray = goals.over(name)[needs] & ~relative[needs]
        return one_a_goal[:, None]

    running = np.cumsum(np.where(window, counted, 0.0), axis=1)
    chained = 100 * np.cumprod(np.where(window, 1 + counted / 100, 1.0), axis=1)
    result = np.select(
        [over("every"), over("sum"), over("mean"), over("compound")],
        [values, running, running / elapsed, chained],
        np.nan,
    )
    if relative.any():
        reference = text(dataset.targets, "reference").codes[needs]
        other = dataset.reference_series()[needs]
        own_rate = goals.rate[needs]
        their_rate = np.append(of_kind(dataset, "rate"), False)[reference]
        theirs = np.where((other >= 0)[:, None], panel.values[other], np.nan)
        their_base = panel.at(other, base_year[needs])
        ours = _growth_since(values, goals.base[needs], own_rate, window, whole, elapsed)
        difference = ours - _growth_since(theirs, their_base, their_rate, window, whole, elapsed)
        result = np.where(relative[needs, None], difference, result)
        refused[needs] = relative[needs] & (
            (other < 0) | (np.isnan(their_base) & ~their_rate) | np.isnan(theirs).all(axis=1)
        )
    result = np.where(window, result, np.nan)
    place = series.copy()
    place[needs] = len(panel.values) + np.arange(len(needs), dtype=np.int32)
    extended = Panel(
        years,
        np.vstack([panel.values, result]),
        np.vstack([panel.rows, panel.rows[series[needs]]]),
        None if panel.breaks is None else np.vstack([panel.breaks, panel.breaks[series[needs]]]),
    )
    return extended, place, refused


def _growth_since(
    values: np.ndarray,
    base: np.ndarray,
    rate: np.ndarray,
    window: np.ndarray,
    whole: np.ndarray,
    elapsed: np.ndarray,
) -> np.ndarray:
    """Compound growth a year since the base year (goals, years), in %; yearly rates are chained."""
    with np.errstate(invalid="ignore", divide="ignore"):
        chained = np.cumprod(
            np.where(window, 1 + np.where(whole, values, np.nan) / 100, 1.0), axis=1
        )
        ratio = np.where(rate[:, None], chained, values / base[:, None])
        return 100 * (np.where(ratio > 0, ratio, np.nan) ** (1 / elapsed) - 1)
