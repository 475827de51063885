"""What no single cell shows: rows that cannot be true together.

Each check takes a dataset and returns its findings; `CHECKS` lists them.
"""

from collections.abc import Callable, Collection, Sequence

import numpy as np

from ..vocabulary.errors import Problem
from .apart import columns_apart
from .findings import Finding, Findings, findings_of, problems_at_lines
from .model import Dataset, column, dates, group_numbers, text
from .unit_checks import far_apart, multiplied_twice, units_disagree


def examine(dataset: Dataset, found: Collection[Problem] = ()) -> list[Problem]:
    """What every check finds, as problems with file, line and column, in the order of the files.

    A row with an error among those `found` while reading is not compared with others, since what
    it says is not known. E199 does not name all such rows: after one, no rows are compared at all.
    """
    if any(problem.code == "E199" for problem in found):
        return []
    unread = {(problem.file, problem.line) for problem in found if problem.is_error}
    apart = list(columns_apart(dataset))
    mixed = {finding.table for finding in apart}  # whose rows are not known to be of one series
    compared = [
        finding
        for check in CHECKS
        for finding in check(dataset)
        if finding.table not in mixed or finding.code not in ("E201", "W301", "W302")
    ]
    problems = problems_at_lines(dataset, [*apart, *compared])
    return [
        problem
        for problem in problems
        if not {(problem.file, problem.line), (problem.file, problem.values.get("line"))} & unread
    ]


def contradicting_actuals(dataset: Dataset) -> Findings:
    """One series and year with two values, and no publication dates that order them."""
    _, series, _ = dataset.keys
    frame = dataset.actuals
    years, day = frame["year"].to_numpy(), dates(frame, "published")
    value = column(frame, "value")
    first, second = _same_series_and_year(series, years, day)
    growth = column(frame, "growth")
    same = _equal_or_blank(value, first, second) & _equal_or_blank(growth, first, second)
    same_day = (day[first] == day[second]) | (np.isnat(day[first]) & np.isnat(day[second]))
    ordered = ~same_day & ~np.isnat(day[first]) & ~np.isnat(day[second])

    def stated(row: int, with_growth: bool) -> str:
        level, rate = (
            "–" if np.isnan(x) else str(x).removesuffix(".0") for x in (value[row], growth[row])
        )
        return f"{level} ({rate} %)" if with_growth else level

    def words(row: int, other: int) -> dict[str, object]:
        with_growth = stated(row, False) == stated(other, False)
        return {
            "series": dataset.series_name("actuals", row),
            "year": int(years[row]),
            "first": stated(other, with_growth),
            "second": stated(row, with_growth),
            "line": other,
        }

    again, apart = same & same_day, ~same & ~ordered
    yield from findings_of("W301", "actuals", "indicator", second[again], first[again])
    yield from findings_of("E201", "actuals", "value", second[apart], first[apart], words)


def goals_alike(dataset: Dataset) -> Findings:
    """One series, year, variant and comparator with two goals in force."""
    series, frame = dataset.keys[0], dataset.targets
    in_force = np.flatnonzero(np.isnat(dates(frame, "withdrawn")) & (series >= 0))
    kind = [text(frame, name).codes for name in ("comparator", "variant", "aggregate", "measure")]
    key = group_numbers(series, *kind)[in_force]
    years = frame["year"].to_numpy()
    first, second = (in_force[rows] for rows in _same_series_and_year(key, years[in_force]))
    same = text(frame, "reference").codes[first] == text(frame, "reference").codes[second]
    for name in ("value", "upper", "tolerance", "base_year", "base_value", "limit"):
        same &= _equal_or_blank(column(frame, name), first, second)

    def words(row: int, other: int) -> dict[str, object]:
        return {
            "series": dataset.series_name("targets", row),
            "year": int(years[row]),
            "comparator": text(frame, "comparator")[row],
            "line": other,
        }

    yield from findings_of("W301", "targets", "indicator", second[same], first[same])
    yield from findings_of("W302", "targets", "value", second[~same], first[~same], words)


def goals_ill_formed(dataset: Dataset) -> Findings:
    """A range without an upper end, a negative tolerance, a base year after the deadline."""
    frame = dataset.targets
    value, upper = column(frame, "value"), column(frame, "upper")
    tolerance, base_year = column(frame, "tolerance"), column(frame, "base_year")
    year = frame["year"].to_numpy()
    rows = np.flatnonzero((frame["comparator"] == "between").to_numpy() & ~(upper > value))
    yield from findings_of(
        "E203", "targets", "comparator", rows, rows,
        lambda row, _: {"value": f"{value[row]:.12g}"},
    )  # fmt: skip
    rows = np.flatnonzero(tolerance < 0)
    yield from findings_of(
        "E208", "targets", "tolerance", rows, rows,
        lambda row, _: {"value": f"{tolerance[row]:.12g}"},
    )  # fmt: skip
    rows = np.flatnonzero(base_year >= year)
    yield from findings_of(
        "E206", "targets", "base_year", rows, rows,
        lambda row, _: {"base_year": int(base_year[row]), "year": int(year[row])},
    )  # fmt: skip


def indicators_repeated(dataset: Dataset) -> Findings:
    """Two rows for one indicator."""
    names = dataset.indicators["indicator"]
    codes = names.cat.codes.to_numpy()
    first, second = _same_series_and_year(codes, np.zeros(len(codes), np.int64))
    yield from findings_of(
        "E207", "indicators", "indicator", second, first,
        lambda row, other: {"name": names.iloc[row], "line": other},
    )  # fmt: skip


def fiscal_years_mixed(dataset: Dataset) -> Findings:
    """The first series with FY2025 in one row and 2024/25 in another."""
    if not any("year_label" in frame for frame in (dataset.targets, dataset.actuals)):
        return
    goals, actuals, size = dataset.keys
    first: dict[str, np.ndarray] = {}
    labels = {
        table: text(getattr(dataset, table), "year_label") for table in ("actuals", "targets")
    }
    for style, marks in (("named", "F"), ("slashed", "12")):
        at = np.full(size, -1)
        for table, series in (("actuals", actuals), ("targets", goals)):
            label = labels[table]
            is_so = np.array([word[0] in marks for word in label.categories] + [False])
            rows = np.flatnonzero(is_so[label.codes] & (series >= 0))[::-1]
            at[series[rows]] = rows + (0 if table == "actuals" else len(actuals))
        first[style] = at
    both = np.flatnonzero((first["named"] >= 0) & (first["slashed"] >= 0))[:1]
    for number in both:
        early, late = sorted(int(at[number]) for at in first.values())
        words = [
            labels["actuals"][row] if row < len(actuals) else labels["targets"][row - len(actuals)]
            for row in (early, late)
        ]
        table, row = ("actuals", late) if late < len(actuals) else ("targets", late - len(actuals))
        told = {"series": dataset.series_name(table, row), "first": words[0], "second": words[1]}
        yield Finding("W006", table, row, "year", told)


CHECKS: Sequence[Callable[[Dataset], Findings]] = (
    contradicting_actuals,
    goals_alike,
    units_disagree,
    multiplied_twice,
    far_apart,
    goals_ill_formed,
    indicators_repeated,
    fiscal_years_mixed,
)


def _same_series_and_year(
    series: np.ndarray, years: np.ndarray, day: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Rows that share series and year, pair by pair in the order of `day`, then of the file.

    Undated rows come first; a row without a series (-1) shares it with none.
    """
    none = np.empty(0, np.int64)
    if not len(series):
        return none, none
    if series.min() < 0:
        named = np.flatnonzero(series >= 0)
        days = None if day is None else day[named]
        first, second = _same_series_and_year(series[named], years[named], days)
        return named[first], named[second]
    key = series * np.int64(int(years.max()) - int(years.min()) + 1)  # one number a series and year
    key += years
    key -= key.min()
    if int(key.max()) < 8 * len(key) + 1000:  # a mark a key: no sorting, 1 s of 5 at 10^7 rows less
        seen = np.zeros(int(key.max()) + 1, bool)
        seen[key] = True
        if np.count_nonzero(seen) == len(key):
            return none, none
    by_day = (key,) if day is None else (day.astype(np.int64), key)
    order = np.lexsort(by_day)
    again = np.flatnonzero(np.diff(key[order]) == 0)
    return order[again], order[again + 1]


def _equal_or_blank(values: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    one, other = values[first], values[second]
    equal: np.ndarray = (one == other) | (np.isnan(one) & np.isnan(other))
    return equal
