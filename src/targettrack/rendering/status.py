"""The assessment as a View: a row a goal, what matters first, and below what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from rich.cells import cell_len

from ..codes import REASONS
from ..dataset import Dataset, column, text
from ..language import _
from ..schema import VERDICTS
from . import figures, naming
from .view import Column, View

MOST_ROWS = 1000  # goals drawn on a terminal; machine formats have them all
MOST_NAMES = 30  # goals named in a note
SHORT_UNIT = 10  # display cells; a longer unit stands in a column of its own


def status_view(dataset: Dataset, table: pd.DataFrame, ascii_only: bool = False) -> View:
    """The assessment `table` of `dataset`, for one method."""
    shown = table.head(MOST_ROWS)
    names = naming.series_names(dataset, shown)
    labels = naming.year_labels(dataset)
    places = naming.decimals(dataset, shown)
    points = naming.linear(dataset, shown)
    derived = has_derived_base(dataset, shown) & shown["observed_growth"].notna().to_numpy()
    verdicts = [str(word) for word in shown["verdict"]]

    def numbers(name: str) -> list[float]:
        return [float(value) for value in shown[name]]

    def year(value: object) -> str:
        return "" if pd.isna(value) else labels.get(int(value), str(value))  # type: ignore[call-overload]

    def levels(name: str) -> list[str]:
        return [figures.level(v, d) for v, d in zip(numbers(name), places, strict=True)]

    def rates(name: str, marks: Sequence[str]) -> list[str]:
        return [
            (figures.rate(value, bool(point)) + mark) if value == value else ""
            for value, point, mark in zip(numbers(name), points, marks, strict=True)
        ]

    plain = [""] * len(shown)
    marked = ["*" if flag else "" for flag in derived]
    units = [figures.unit(value) for value in shown["unit"]]
    unit_fits = max(map(cell_len, units), default=0) <= SHORT_UNIT
    goals = []
    for sign, target, upper, place, unit, value, measure in zip(
        shown["comparator"],
        numbers("target"),
        numbers("target_upper"),
        places,
        units,
        *_as_stated(dataset, table),
        strict=False,
    ):
        if target == target or value != value:
            demand = figures.goal(str(sign), target, upper, place)
            goals.append(f"{demand} {unit}".strip() if unit_fits else demand)
        else:  # no level: the goal in its own terms, which are not those of the unit
            goals.append(figures.goal_as_stated(str(sign), value, measure))
    when = [year(value) for value in shown["actual_year"]]
    one_year = len(set(when)) == 1 and when[0] != ""
    actual_header = _("In {year}").format(year=when[0]) if one_year else _("Actual")
    actuals = [
        f"{value} ({year})" if value and not one_year else value
        for value, year in zip(levels("actual"), when, strict=True)
    ]
    columns = [
        Column(_("Indicator"), names),
        Column(_("By"), [year(value) for value in shown["target_year"]], right=True),
        Column(_("Goal"), goals, right=True),
        Column(actual_header, actuals, right=True),
        Column(
            _("Verdict"),
            [figures.verdict(word, ascii_only) for word in verdicts],
            styles=[figures.style(word) for word in verdicts],
        ),
        Column(_("Required"), rates("required_growth", plain), right=True, rank=1),
        Column(_("Observed"), rates("observed_growth", marked), right=True, rank=2),
        Column(_("Pace"), [figures.ratio(value) for value in numbers("pace")], True, 4),
        Column(_("Done"), [figures.percent(v, 1) for v in numbers("progress")], True, 3),
        Column(_("Gap"), levels("gap"), right=True, rank=5),
    ]
    if not unit_fits:
        columns.append(Column(_("Unit"), units, rank=6))
    if shown["variant"].notna().any():
        columns.append(Column(_("Variant"), [_text(value) for value in shown["variant"]], rank=7))
    if shown["method"].nunique() > 1:
        columns.insert(5, Column(_("Method"), [str(method) for method in shown["method"]]))
    return View(
        columns, notes=[*_notes(dataset, table, names, bool(derived.any())), *closing_lines(table)]
    )


def _as_stated(dataset: Dataset, table: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    """Value and measure of each row's goal in its own words, for goals that give no level."""
    goals = dataset.targets
    rows = np.repeat(np.arange(len(goals)), len(table) // max(1, len(goals)))
    measures = pd.Series(text(goals, "measure")).astype(object).fillna("level").to_numpy()
    return column(goals, "value")[rows], list(measures[rows])


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def closing_lines(table: pd.DataFrame) -> list[str]:
    """For each method, how many goals there are and how many of each verdict."""
    lines = []
    for method, rows in table.groupby("method", observed=True, sort=False)["verdict"]:
        counts = rows.value_counts()
        parts = [
            _("{count} {verdict}").format(count=f"{counts[word]:,}", verdict=_(words))
            for word, words in VERDICTS.items()
            if counts[word]
        ]
        total = _("1 goal") if len(rows) == 1 else _("{count} goals").format(count=f"{len(rows):,}")
        lines.append(
            _("{total} by {method}: {counts}").format(
                total=total, method=method, counts=_(", ").join(parts)
            )
        )
    return lines or [_("no goals")]


def _notes(
    dataset: Dataset, table: pd.DataFrame, names: Sequence[str], any_derived: bool
) -> list[str]:
    notes = []
    if len(table) > MOST_ROWS:
        notes.append(
            _("the first {shown} of {total} goals are shown; --format csv gives them all").format(
                shown=f"{MOST_ROWS:,}", total=f"{len(table):,}"
            )
        )
    if any_derived:
        notes.append(_("* from a base that is derived from the growth a source states"))
    unjudged = table.head(MOST_ROWS)["verdict"].to_numpy() == "no-data"
    reasons = table.head(MOST_ROWS)["reason"].astype(object).to_numpy()
    for code in dict.fromkeys(reasons[unjudged]):
        rows = np.flatnonzero(unjudged & (reasons == code))
        named = [
            f"{names[row]} {table['target_year'].iloc[row]}"
            + _missing_years(dataset, table.iloc[row], code)
            for row in rows[:MOST_NAMES]
        ]
        if len(rows) > MOST_NAMES:
            named.append(_("{count} more").format(count=len(rows) - MOST_NAMES))
        words = REASONS[code]
        notes.append(
            _("no data: {reason} ({remedy}): {goals}").format(
                reason=_(words.message), remedy=_(words.remedy), goals=_("; ").join(named)
            )
        )
    return notes


def _missing_years(dataset: Dataset, row: pd.Series, code: str) -> str:
    """The years a goal over several years still lacks, in brackets."""
    if code != "years-missing" or pd.isna(row["base_year"]):
        return ""
    known = actuals_of(dataset, row)["year"]
    years = range(int(row["base_year"]) + 1, int(row["target_year"]) + 1)
    missing = [str(year) for year in years if year not in set(known) and year <= known.max()]
    return f" ({_(', ').join(missing)})" if missing else ""


def actuals_of(dataset: Dataset, row: pd.Series) -> pd.DataFrame:
    """The actuals with a value of the series that a row of a table is about."""
    frame = dataset.actuals
    mine = frame["value"].notna().to_numpy().copy()
    for name in ("indicator", *dataset.dimensions):
        mine &= (frame[name].isna() if pd.isna(row[name]) else frame[name] == row[name]).to_numpy()
    return frame[mine]


def has_derived_base(dataset: Dataset, table: pd.DataFrame) -> np.ndarray:
    """Which rows count growth from a base that stands in no row of the actuals, nor in the goal."""
    if "growth" not in dataset.actuals or not len(table):
        return np.zeros(len(table), bool)
    names = ["indicator", *dataset.dimensions]
    stated = dataset.actuals[~np.isnan(column(dataset.actuals, "value"))]
    codes = [set(table[name].cat.codes) for name in names]
    for name, wanted in zip(names, codes, strict=True):
        stated = stated[stated[name].cat.codes.isin(wanted)]
    keys = set(zip(*(stated[name].cat.codes for name in names), stated["year"], strict=True))
    mine = zip(
        *(table[name].cat.codes for name in names), table["base_year"].fillna(-1), strict=True
    )
    goal_bases = set(column(dataset.targets, "base_value"))
    return np.array(
        [
            year_known and key not in keys and base not in goal_bases
            for key, base, year_known in zip(
                mine, table["base"], table["base_year"].notna(), strict=True
            )
        ]
    )
