"""What no single cell shows: rows that cannot be true together.

Each check takes a dataset and returns its findings; `CHECKS` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from .dataset import Dataset, column, dates, text
from .errors import Problem
from .reading import MOST_ALIKE, reread
from .tables import Table


class Finding(NamedTuple):
    """Row `row` of a table breaks a rule; `values["line"]`, where given, is a row too."""

    code: str
    table: str
    row: int
    column: str
    values: dict[str, object]


def examine(dataset: Dataset) -> list[Problem]:
    """What every check finds, as problems with file, line and column."""
    findings = [finding for check in CHECKS for finding in check(dataset)]
    cells = {table: reread(dataset.sources[table]) for table in {f.table for f in findings}}
    return [_located(dataset, finding, cells[finding.table]) for finding in findings]


def _located(dataset: Dataset, finding: Finding, cells: Table) -> Problem:
    assert cells.lines is not None
    values = dict(finding.values)
    if "line" in values:
        values["line"] = int(cells.lines[values["line"]])
    place = cells.header.index(finding.column) + 1 if finding.column in cells.header else None
    name = dataset.sources[finding.table].name
    line = int(cells.lines[finding.row])
    return Problem(finding.code, name, line, place, values, cells.row(finding.row))


def contradicting_actuals(dataset: Dataset) -> Iterator[Finding]:
    """One series and year with two values, and no publication dates that order them."""
    _, series, _ = dataset.keys
    frame = dataset.actuals
    years, day = frame["year"].to_numpy(), dates(frame, "published")
    value = column(frame, "value")
    first, second = _repeated(series, years, day)
    same = _equal(value, first, second) & _equal(column(frame, "growth"), first, second)
    same_day = (day[first] == day[second]) | (np.isnat(day[first]) & np.isnat(day[second]))
    ordered = ~same_day & ~np.isnat(day[first]) & ~np.isnat(day[second])
    for row, other in _rows(second, first, same & same_day):
        yield Finding("W301", "actuals", row, "indicator", {"line": other})
    for row, other in _rows(second, first, ~same & ~ordered):
        values = {
            "series": dataset.series_name("actuals", row),
            "year": int(years[row]),
            "first": f"{value[other]:.12g}",
            "second": f"{value[row]:.12g}",
            "line": other,
        }
        yield Finding("E201", "actuals", row, "value", values)


def goals_alike(dataset: Dataset) -> Iterator[Finding]:
    """One series, year, variant and comparator with two goals in force."""
    series, _, size = dataset.keys
    frame = dataset.targets
    in_force = np.flatnonzero(np.isnat(dates(frame, "withdrawn")))
    kind = np.zeros(len(frame), np.int64)
    for name in ("comparator", "variant", "aggregate", "measure"):
        words = text(frame, name)
        kind = kind * (len(words.categories) + 1) + words.codes + 1
    key = (kind * (size + 1) + series)[in_force]
    years, value, upper = frame["year"].to_numpy(), column(frame, "value"), column(frame, "upper")
    first, second = (in_force[rows] for rows in _repeated(key, years[in_force]))
    same = _equal(value, first, second) & _equal(upper, first, second)
    for row, other in _rows(second, first, same):
        yield Finding("W301", "targets", row, "indicator", {"line": other})
    for row, other in _rows(second, first, ~same):
        values = {
            "series": dataset.series_name("targets", row),
            "year": int(years[row]),
            "comparator": text(frame, "comparator")[row],
            "line": other,
        }
        yield Finding("W302", "targets", row, "value", values)


def units_disagree(dataset: Dataset) -> Iterator[Finding]:
    """A series stated in two units, or a goal in another unit than its actuals."""
    goals, facts, size = dataset.keys
    units, unit_row = pd.Series(text(dataset.actuals, "unit")), np.full(size, -1)
    stated = np.flatnonzero(units.notna().to_numpy())
    unit_row[facts[stated][::-1]] = stated[::-1]
    codes = units.cat.codes.to_numpy()
    first = unit_row[facts[stated]]
    for row, other in _rows(stated, first, codes[stated] != codes[first]):
        values = {
            "series": dataset.series_name("actuals", row),
            "unit": units[row],
            "other": units[other],
            "line": other,
        }
        yield Finding("E209", "actuals", row, "unit", values)
    own = text(dataset.targets, "unit")
    stated = np.flatnonzero((own.codes >= 0) & (goals >= 0))
    place = np.append(pd.Index(units.cat.categories).get_indexer(own.categories), -1)
    first = unit_row[goals[stated]]
    differs = (first >= 0) & (place[own.codes[stated]] != codes[first])
    for row, other in _rows(stated, first, differs):
        values = {
            "series": dataset.series_name("targets", row),
            "unit": own[row],
            "other": units[other],
        }
        yield Finding("E202", "targets", row, "unit", values)


def goals_ill_formed(dataset: Dataset) -> Iterator[Finding]:
    """A range without an upper end, a negative tolerance, a base year after the deadline."""
    frame = dataset.targets
    value, upper = column(frame, "value"), column(frame, "upper")
    between = (frame["comparator"] == "between").to_numpy()
    for row in np.flatnonzero(between & ~(upper > value)):
        yield Finding("E203", "targets", int(row), "comparator", {"value": f"{value[row]:.12g}"})
    tolerance = column(frame, "tolerance")
    for row in np.flatnonzero(tolerance < 0):
        yield Finding("E208", "targets", int(row), "tolerance", {"value": f"{tolerance[row]:.12g}"})
    base, year = column(frame, "base_year"), frame["year"].to_numpy()
    for row in np.flatnonzero(base >= year):
        values = {"base_year": int(base[row]), "year": int(year[row])}
        yield Finding("E206", "targets", int(row), "base_year", values)


def indicators_repeated(dataset: Dataset) -> Iterator[Finding]:
    """Two rows for one indicator."""
    codes = dataset.indicators["indicator"].cat.codes.to_numpy()
    first, second = _repeated(codes, np.zeros(len(codes), np.int64))
    for row, other in _rows(second, first, np.ones(len(first), bool)):
        values = {"name": dataset.indicators["indicator"].iloc[row], "line": other}
        yield Finding("E207", "indicators", row, "indicator", values)


CHECKS: Sequence[Callable[[Dataset], Iterator[Finding]]] = (
    contradicting_actuals,
    goals_alike,
    units_disagree,
    goals_ill_formed,
    indicators_repeated,
)


def _repeated(
    series: np.ndarray, years: np.ndarray, day: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Rows that share series and year, pair by pair in the order of `day`, then of the file."""
    none = np.empty(0, np.int64)
    if not len(series):
        return none, none
    first_year = int(years.min())
    span = int(years.max()) - first_year + 1
    key = series * np.int64(span)
    key += years - first_year
    if (key[1:] > key[:-1]).all():
        return none, none
    if int(key.max()) < 8 * len(key) + 1000:
        seen = np.zeros(int(key.max()) + 1, bool)
        seen[key] = True
        if np.count_nonzero(seen) == len(key):
            return none, none
    by_day = (key,) if day is None else (np.where(np.isnat(day), 0, day.astype(np.int64)), key)
    order = np.lexsort(by_day)
    again = np.flatnonzero(np.diff(key[order]) == 0)
    return order[again], order[again + 1]


def _rows(rows: np.ndarray, others: np.ndarray, wrong: np.ndarray) -> list[tuple[int, int]]:
    """The pairs that are wrong, in the order of the file, the first MOST_ALIKE of them."""
    pairs = zip(rows[wrong].tolist(), others[wrong].tolist(), strict=True)
    return sorted(pairs)[:MOST_ALIKE]


def _equal(values: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    one, other = values[first], values[second]
    return (one == other) | (np.isnan(one) & np.isnan(other))
