"""The assessment as a View: a row a goal, what matters first, and below what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from rich.cells import cell_len

from ...dataset import names as naming
from ...dataset.model import Dataset, column, text
from ...methods import find
from ...vocabulary.language import _
from ...vocabulary.reasons import REASONS
from ...vocabulary.words import VERDICTS
from .. import figures
from ..view import Column, View

MOST_ROWS = 1000  # goals drawn on a terminal; machine formats have them all
MOST_NAMES = 30  # goals named in a note
THIN = "chance-thin"  # the reason of chances that stand on few actuals
SURE = ("scored", "verified")
SHORT_UNIT = 10  # display cells; a longer unit stands in a column of its own


def status_view(dataset: Dataset, table: pd.DataFrame, ascii_only: bool = False) -> View:
    """The assessment `table` of `dataset`, for one method."""
    shown = table.head(MOST_ROWS)
    names = naming.series_names(dataset, shown)
    derived = has_derived_base(dataset, shown) & shown["observed_growth"].notna().to_numpy()
    verdicts = [str(word) for word in shown["verdict"]]
    chances = [
        figures.chance(chance, thin)
        for chance, thin in zip(shown["chance"], shown["reason"] == THIN, strict=True)
    ]
    columns = [
        *goal_columns(dataset, shown, names),
        Column(
            _("Verdict"),
            [
                f"{figures.verdict(word, ascii_only)} {chance}".rstrip()
                for word, chance in zip(verdicts, chances, strict=True)
            ],
            styles=[figures.style(word) for word in verdicts],
        ),
        *growth_columns(dataset, shown, derived),
        Column(_("Pace"), [figures.ratio(value) for value in shown["pace"]], True, 5),
        Column(_("Done"), [figures.percent(value, 0) for value in shown["progress"]], True, 4),
        Column(_("Gap"), _levels(dataset, shown, "gap"), right=True, rank=6),
        *label_columns(shown),
    ]
    return View(
        columns, notes=[*_notes(dataset, table, names, bool(derived.any())), *closing_lines(table)]
    )


def goal_columns(
    dataset: Dataset, shown: pd.DataFrame, names: Sequence[str], rank: int = 0
) -> list[Column]:
    """What a goal demands and where its series stands; `rank` is that of the two levels."""
    labels = naming.year_labels(dataset)
    units = _units(shown)
    shared = units[0] if len(set(units)) == 1 and _unit_fits(shown) else ""
    beside = _unit_fits(shown) and not shared

    def year(value: object) -> str:
        return "" if pd.isna(value) else labels.get(int(value), str(value))  # type: ignore[call-overload]

    goals = []
    for sign, target, upper, place, unit, value, measure in zip(
        shown["comparator"],
        shown["target"],
        shown["target_upper"],
        naming.decimals(dataset, shown),
        units,
        *_as_stated(dataset, shown),
        strict=True,
    ):
        if target == target or value != value:
            demand = figures.goal(str(sign), target, upper, place)
            goals.append(f"{demand} {unit}".strip() if beside else demand)
        else:  # no level: the goal in its own terms, which are not those of the unit
            goals.append(figures.goal_as_stated(str(sign), value, measure))
    when = [year(value) for value in shown["actual_year"]]
    one_year = len(set(when)) == 1 and when[0] != ""
    actuals = [
        f"{value} ({year})" if value and not one_year else value
        for value, year in zip(_levels(dataset, shown, "actual"), when, strict=True)
    ]
    return [
        Column(_("Indicator"), names),
        Column(_("By"), [year(value) for value in shown["target_year"]], right=True),
        Column(f"{_('Goal')} ({shared})" if shared else _("Goal"), goals, right=True, rank=rank),
        Column(
            when[0] if one_year else _("Actual"),
            actuals,
            right=True,
            rank=rank,
        ),
    ]


def growth_columns(dataset: Dataset, shown: pd.DataFrame, derived: np.ndarray) -> list[Column]:
    """Growth required and observed; * where `derived`."""
    points = naming.linear(dataset, shown)

    def rates(name: str) -> list[str]:
        values = zip(shown[name], points, strict=True)
        return [figures.rate(value, bool(point)) for value, point in values]

    marked = zip(rates("observed_growth"), derived, strict=True)
    observed = [rate + "*" if rate and mark else rate for rate, mark in marked]
    return [
        Column(_("Required"), rates("required_growth"), right=True, rank=1),
        Column(_("Observed"), observed, right=True, rank=2),
    ]


def label_columns(shown: pd.DataFrame) -> list[Column]:
    """The unit where it is too long to stand beside each goal, and the variant where one is."""
    columns = []
    if not _unit_fits(shown):
        columns.append(Column(_("Unit"), _units(shown), rank=7))
    if shown["variant"].notna().any():
        columns.append(Column(_("Variant"), [_text(value) for value in shown["variant"]], rank=8))
    return columns


def _levels(dataset: Dataset, shown: pd.DataFrame, name: str) -> list[str]:
    places = naming.decimals(dataset, shown)
    return [figures.level(value, at) for value, at in zip(shown[name], places, strict=True)]


def _units(shown: pd.DataFrame) -> list[str]:
    return [figures.unit(value) for value in shown["unit"]]


def _unit_fits(shown: pd.DataFrame) -> bool:
    return max(map(cell_len, _units(shown)), default=0) <= SHORT_UNIT


def _as_stated(dataset: Dataset, shown: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    """Value and measure of the goals shown, in their own words, for those that give no level."""
    goals = dataset.targets.head(len(shown))
    measures = pd.Series(text(goals, "measure")).astype(object).fillna("level")
    return column(goals, "value"), list(measures)


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def closing_lines(table: pd.DataFrame) -> list[str]:
    """For each method, how many goals there are and how many of each verdict."""
    lines = []
    for name, rows in table.groupby("method", observed=True, sort=False)["verdict"]:
        counts = rows.value_counts()
        parts = [
            _("{count} {verdict}").format(count=f"{counts[word]:,}", verdict=_(words))
            for word, words in VERDICTS.items()
            if counts[word]
        ]
        total = _("1 goal") if len(rows) == 1 else _("{count} goals").format(count=f"{len(rows):,}")
        confidence = find(str(name)).confidence
        sure = confidence in SURE
        method = name if sure else _("{name} ({word})").format(name=name, word=_(confidence))
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
    if table.head(MOST_ROWS)["chance"].notna().any():
        notes.append(_("%: chance that the goal is met, from what the series itself has done"))
    if any_derived:
        notes.append(_("* from a base that is derived from the growth a source states"))
    thin = np.flatnonzero((table.head(MOST_ROWS)["reason"] == THIN).to_numpy())
    if len(thin):
        notes.append(
            _("~ thin evidence, fewer than five actuals: {names}").format(
                names=_("; ").join(dict.fromkeys(names[int(row)] for row in thin))
            )
        )
    return notes + missing_notes(dataset, table.head(MOST_ROWS), names)


def missing_notes(dataset: Dataset, shown: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """For each reason why goals have no verdict: what is to be done, and for which goals."""
    notes = []
    unjudged = shown["verdict"].to_numpy() == "no-data"
    reasons = shown["reason"].astype(object).to_numpy()
    for code in dict.fromkeys(reasons[unjudged]):
        rows = np.flatnonzero(unjudged & (reasons == code))
        named = [
            f"{names[row]} {shown['target_year'].iloc[row]}"
            + _missing_years(dataset, shown.iloc[row], code)
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
