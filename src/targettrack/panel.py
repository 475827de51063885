"""The actuals as a matrix: a row a series, a column a calendar year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from .dataset import Dataset, column, dates, has_word, is_linear


@dataclass(frozen=True)
class Panel:
    """Actuals as a matrix, a row a series, a column a calendar year from `first_year` on.

    `values` (series × years, float64) is NaN where nothing is known; `rows` (int32) says which
    row of the actuals a value stands in, -1 where there is none: missing, or derived.
    """

    first_year: int
    values: np.ndarray
    rows: np.ndarray

    @property
    def years(self) -> np.ndarray:
        """The calendar years of the columns."""
        return self.first_year + np.arange(self.values.shape[1])

    @cached_property
    def last(self) -> np.ndarray:
        """Column of each series' latest value; -1 where it has none."""
        return last_known(self.values)

    def at(self, series: np.ndarray, years: np.ndarray) -> np.ndarray:
        """Values by series number and calendar year; NaN outside the matrix."""
        return lookup(self.values, series, years - self.first_year)

    def first_known(self, series: np.ndarray, place: np.ndarray) -> np.ndarray:
        """Column of the first value at or after column `place` of each series; NaN for none."""
        found = np.full(len(series), np.nan)
        rows = np.where((series >= 0) & (series < len(self.values)), series, 0)
        for here in reversed(range(self.values.shape[1])):
            known = ~np.isnan(self.values[:, here])[rows] & (series >= 0)
            found[known & (here >= place)] = here
        return found


def last_known(values: np.ndarray) -> np.ndarray:
    """Column of the last value that is not NaN in each row of a matrix, -1 where all are."""
    found = np.full(len(values), -1, np.int32)
    for place in range(values.shape[1]):  # by year: a pass over a column each, no copy
        found[~np.isnan(values[:, place])] = place
    return found


def lookup(matrix: np.ndarray, row: np.ndarray, place: np.ndarray) -> np.ndarray:
    """`matrix[row, place]`, NaN where either index lies outside (NaN indices included)."""
    with np.errstate(invalid="ignore"):
        inside = (row >= 0) & (row < len(matrix)) & (place >= 0) & (place < matrix.shape[1])
    result = np.full(len(row), np.nan)
    if inside.all():
        return matrix[row, np.asarray(place, np.intp)]
    result[inside] = matrix[row[inside], place[inside].astype(np.intp)]
    return result


def panel(dataset: Dataset) -> Panel:
    """The matrix of a dataset's actuals.

    Forecasts (`f`) and rows marked missing (`m`) are no actuals. Of several publications of a
    year the latest counts. Where a source states growth and one of the two levels is absent, it
    is derived: value × (1 + growth / 100) forward, value / (1 + growth / 100) backward; in points
    for shares, rates and ranks.
    """
    _, series, size = dataset.keys
    actuals = dataset.actuals
    if not len(actuals):
        return Panel(0, np.full((size, 0), np.nan), np.full((size, 0), -1, np.int32))
    years = actuals["year"].to_numpy()
    growth = column(actuals, "growth") if "growth" in actuals else None
    first = int(years.min()) - (growth is not None)
    shape = (int(years.max()) - first + 1, size)  # by year: most passes take a year of all series
    place = years - first
    counts = ~np.isnan(column(actuals, "value"))
    if "status" in actuals:
        observed = ~has_word(actuals, "status", "f") & ~has_word(actuals, "status", "m")
        counts &= observed
        growth = None if growth is None else np.where(observed, growth, np.nan)
    order = publication_order(dataset)
    rows = np.full(shape, -1, np.int32)
    values = np.full(shape, np.nan)
    cell = place * np.intp(size)
    cell += series
    if order is None and counts.all():
        rows.reshape(-1)[cell] = np.arange(len(actuals), dtype=np.int32)
        values.reshape(-1)[cell] = actuals["value"].to_numpy()
    else:
        order = np.arange(len(actuals), dtype=np.int32) if order is None else order
        order = order[counts[order]]
        rows.reshape(-1)[cell[order]] = order
        values.reshape(-1)[cell[order]] = actuals["value"].to_numpy()[order]
    if growth is not None:
        _derive(dataset, values.T, series, place, growth, order)
    return Panel(first, values.T, rows.T)


def publication_order(dataset: Dataset) -> np.ndarray | None:
    """Rows of the actuals from the earliest published to the latest; None where none is dated."""
    published = dates(dataset.actuals, "published")
    if np.isnat(published).all():
        return None
    undated_first = np.where(np.isnat(published), np.datetime64(0, "s"), published)
    return np.argsort(undated_first, kind="stable").astype(np.int32)


def _derive(
    dataset: Dataset,
    values: np.ndarray,
    series: np.ndarray,
    place: np.ndarray,
    growth: np.ndarray,
    order: np.ndarray | None,
) -> None:
    """Fill levels that stated growth implies, in place; stated levels are left alone."""
    stated = np.full(values.shape, np.nan)
    order = np.arange(len(growth)) if order is None else order
    order = order[~np.isnan(growth[order])]
    stated[series[order], place[order]] = growth[order]
    points = np.zeros(len(values), bool)
    points[series] = is_linear(dataset)[dataset.actuals["indicator"].cat.codes.to_numpy()]
    for now in range(1, values.shape[1]):
        before, rate = values[:, now - 1], stated[:, now]
        grown = np.where(points, before + rate, before * (1 + rate / 100))
        values[:, now] = np.where(np.isnan(values[:, now]), grown, values[:, now])
    for now in range(values.shape[1] - 1, 0, -1):
        after, rate = values[:, now], stated[:, now]
        with np.errstate(divide="ignore", invalid="ignore"):
            implied = np.where(points, after - rate, after / (1 + rate / 100))
        implied[~points & ~(rate > -100)] = np.nan
        values[:, now - 1] = np.where(np.isnan(values[:, now - 1]), implied, values[:, now - 1])


def years_column(years: np.ndarray) -> pd.arrays.IntegerArray:
    """Years held as float64, NaN where there is none, as a nullable integer column."""
    missing = np.isnan(years)
    return pd.arrays.IntegerArray(np.where(missing, 0, years).astype(np.int32), missing)
