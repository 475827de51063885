"""Units that cannot be meant together, and levels that look as if stated in different units."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..vocabulary.quantities import counts_in_multiples
from .findings import Findings, findings_of
from .model import Dataset, column, has_word, states_level, text

Units = Mapping[int, str]

FAR = 50.0  # times between a goal and its latest actual


def units_disagree(dataset: Dataset) -> Findings:
    """A series stated in units of two words, or a goal in another than its series."""
    if "unit" not in dataset.actuals and "unit" not in dataset.targets:
        return
    goals, actuals, _size = dataset.keys
    units = dataset.known_units
    own = text(dataset.actuals, "unit")
    rows = _in_other_unit(own, units, actuals)
    stated = np.flatnonzero((own.codes >= 0) & (actuals >= 0))[::-1]
    first = np.full(len(units), -1)
    first[actuals[stated]] = stated

    def other_unit(row: int, other: int) -> dict[str, object]:
        name = dataset.series_name("actuals", row)
        return {"series": name, "unit": own[row], "other": own[other], "line": other}

    yield from findings_of("E209", "actuals", "unit", rows, first[actuals[rows]], other_unit)
    of_goals = text(dataset.targets, "unit")
    rows = _in_other_unit(of_goals, units, goals)
    rows = rows[states_level(dataset.targets)[rows]]

    def unit_of_series(row: int, series: int) -> dict[str, object]:
        name = dataset.series_name("targets", row)
        return {"series": name, "unit": of_goals[row], "other": units[series]}

    yield from findings_of("E202", "targets", "unit", rows, goals[rows], unit_of_series)


def _in_other_unit(own: pd.Categorical, units: pd.Categorical, series: np.ndarray) -> np.ndarray:
    """The rows whose unit is stated and is none of their series, whose unit is known."""
    place = np.append(pd.Index(units.categories).get_indexer(own.categories), -2)[own.codes]
    of_series = np.append(units.codes, -1)[series]
    return np.flatnonzero((own.codes >= 0) & (of_series >= 0) & (place != of_series))


def multiplied_twice(dataset: Dataset) -> Findings:
    """8.6万 in a row without a unit, of a series in 万家: 8.6 or 86,000 of them."""
    if not any("multiplier_in" in frame for frame in (dataset.targets, dataset.actuals)):
        return
    units = dataset.series_units
    counts = np.array([*map(counts_in_multiples, units.categories), False])
    of_series = counts[np.append(units.codes, -1)]
    for table, series in zip(("targets", "actuals"), dataset.keys[:2], strict=True):
        frame = getattr(dataset, table)
        cells = text(frame, "multiplier_in")
        blank = text(frame, "unit").codes < 0
        twice = (cells.codes >= 0) & blank & of_series[series]
        for place, name in enumerate(cells.categories):
            rows = np.flatnonzero(twice & (cells.codes == place))
            unit: Units = {row: str(units[series[row]]) for row in rows.tolist()}

            def words(row: int, _: int, name: str = name, unit: Units = unit) -> dict[str, object]:
                return {"column": name, "cell": "", "unit": unit[row]}

            yield from findings_of("E108", table, name, rows, rows, words)


def far_apart(dataset: Dataset) -> Findings:
    """A goal far from its latest actual, where not both state a unit.

    1.27 beside 7565 is 5957 times apart; a goal of 90 % beside 0.82 may be one of 82 %.
    """
    frame, (goals, _actuals, _size) = dataset.targets, dataset.keys
    value = column(frame, "value")
    measure, aggregate = text(frame, "measure"), text(frame, "aggregate")
    of_level = (measure.codes < 0) | measure.isin(["level"])
    of_level &= ~aggregate.isin(["sum", "compound"]) & (goals >= 0)
    own, known = text(frame, "unit"), dataset.known_units
    vouched = (own.codes >= 0) & (np.append(known.codes, -1)[goals] >= 0)
    if not (of_level & ~vouched).any():
        return
    rows = _rows_with_actuals(dataset)
    latest = np.append(_latest_actuals(dataset, rows), np.nan)[goals]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
        times = np.where(value * latest > 0, np.fmax(value / latest, latest / value), np.nan)
    percent = np.asarray(own == "%") & (value > 1)
    fractions = percent & (percent.any() and _are_fractions(dataset, rows)[goals])
    rows = np.flatnonzero(of_level & ~vouched & ((times >= FAR) | fractions))

    def words(row: int, _other: int) -> dict[str, object]:
        return {
            "series": dataset.series_name("targets", row),
            "value": f"{value[row]:.12g}",
            "actual": f"{latest[row]:.12g}",
            "times": f"{times[row]:,.0f}",
        }

    yield from findings_of("W420", "targets", "value", rows, rows, words)


def _rows_with_actuals(dataset: Dataset) -> np.ndarray | slice:
    """The rows of the actuals that hold an observation: no forecast, none marked as missing.

    A slice where all do: nothing is copied then.
    """
    counts = ~np.isnan(column(dataset.actuals, "value")) & (dataset.keys[1] >= 0)
    for flag in ("f", "m") if "status" in dataset.actuals else ():
        counts &= ~has_word(dataset.actuals, "status", flag)
    return slice(None) if counts.all() else np.flatnonzero(counts)


def _latest_actuals(dataset: Dataset, rows: np.ndarray | slice) -> np.ndarray:
    """The latest actual of every series (series,) among `rows`; NaN for none."""
    _goals, of_rows, size = dataset.keys
    series, year = of_rows[rows], dataset.actuals["year"].to_numpy()[rows]
    last = np.zeros(size, year.dtype)
    last[series] = year  # the year of each series' last row, which is its latest as a rule
    if (year > last[series]).any():  # the general way takes a second for 10^7 rows
        np.maximum.at(last, series, year)
    newest = np.flatnonzero(year == last[series])
    latest = np.full(size, np.nan)
    latest[series[newest]] = column(dataset.actuals, "value")[rows][newest]
    return latest


def _are_fractions(dataset: Dataset, rows: np.ndarray | slice) -> np.ndarray:
    """Which series (series + 1,) hold no number beyond 1, and not 0 alone; the last False."""
    _goals, of_rows, size = dataset.keys
    most = np.full(size + 1, np.nan)
    np.fmax.at(most, of_rows[rows], np.abs(column(dataset.actuals, "value")[rows]))
    with np.errstate(invalid="ignore"):
        fractions: np.ndarray = (most <= 1) & (most > 0)
    return fractions
