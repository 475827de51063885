"""What changed, for people: a view for each kind of change, and a line that counts them."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

from ...dataset import names as naming
from ...dataset.model import Dataset
from ...vocabulary.language import N_, _
from ...vocabulary.words import CHANGE_KINDS
from .. import figures
from ..view import Column, View
from .cells import MOST_ROWS, text_cells, verdict_column

MOST_YEARS = 3  # years of actuals named in a reason
_TERMS = {
    "deadline": N_("deadline"),
    "level": N_("level"),
    "tolerance": N_("tolerance"),
    "base_year": N_("base year"),
    "base_value": N_("base value"),
    "unit": N_("unit"),
}
_CAUSES = {
    "new-actual": N_("new actual {years}"),
    "revised-actual": N_("revised actual {years}"),
    "removed-actual": N_("removed actual {years}"),
    "goal-loosened": N_("goal loosened"),
    "goal-tightened": N_("goal tightened"),
    "goal-moved": N_("goal moved"),
    "other": N_("neither the series nor the goal changed"),
}


def changes_views(
    old: Dataset, new: Dataset, table: pd.DataFrame, ascii_only: bool = False
) -> Iterator[View]:
    """The table of `diff.changes` between two datasets; one line where it is empty."""
    if table.empty:
        yield View([], notes=[_("nothing changed")])
        return
    counts = []
    known = _Names(old, new)
    for kind, title in CHANGE_KINDS.items():
        rows = table[table["kind"] == kind].reset_index(drop=True)
        if rows.empty:
            continue
        counts.append(_("{kind}: {count}").format(kind=_(title), count=f"{len(rows):,}"))
        notes = []
        if len(rows) > MOST_ROWS:
            notes = [_("{count} more").format(count=f"{len(rows) - MOST_ROWS:,}")]
        shown = rows.head(MOST_ROWS)
        drawn = (
            _verdict_columns(known, shown, table, ascii_only)
            if kind == "verdict"
            else _COLUMNS[kind](known, shown)
        )
        header = _("Year") if kind.endswith("-actual") else _("By")
        years = Column(header, [known.year(value) for value in shown["year"]], right=True)
        columns = [known.series_column(shown), years, *(each for each in drawn if any(each.cells))]
        yield View(columns, title=_(title), notes=notes)
    yield View([], notes=[_("; ").join(counts)])


class _Names:
    """What two datasets call their indicators and years, the later one's word first."""

    def __init__(self, old: Dataset, new: Dataset) -> None:
        self.dimensions = list(dict.fromkeys([*new.dimensions, *old.dimensions]))
        self.indicators: dict[str, str] = {}
        self.places: dict[str, float] = {}
        self.years: dict[int, str] = {}
        for dataset in (old, new):
            ids = list(dataset.targets["indicator"].cat.categories)
            named = zip(ids, naming.indicator_names(dataset), strict=True)
            self.indicators |= {
                i: name for i, name in named if name != i or i not in self.indicators
            }
            stated = dataset.indicator_column("decimals", np.nan).astype(float)
            self.places |= {i: d for i, d in zip(ids, stated, strict=True) if d == d}
            self.years |= naming.year_labels(dataset)

    def series_column(self, rows: pd.DataFrame) -> Column:
        """The indicator's name, then its dimensions."""
        names = [self.indicators[name] for name in rows["indicator"]]
        names = naming.names_with_dimensions(names, rows, self.dimensions)
        return Column(_("Indicator"), names)

    def year(self, value: float) -> str:
        """A year as the datasets write it."""
        return self.years.get(int(value), str(int(value)))

    def decimals(self, rows: pd.DataFrame) -> list[float]:
        """Decimals of each row's levels; NaN where none are stated."""
        return [self.places.get(name, np.nan) for name in rows["indicator"]]


def _actual_columns(known: _Names, rows: pd.DataFrame) -> list[Column]:
    derived = _("derived")
    return [
        Column(_("Before"), _level_cells(known, rows, "before", "unit_before"), right=True),
        Column(_("After"), _level_cells(known, rows, "after", "unit"), right=True),
        _relative_column(rows),
        Column(_("Published"), _day_cells(rows), rank=2),
        Column(
            _("Note"), [derived if word == "derived" else "" for word in rows["detail"]], rank=1
        ),
    ]


def _single_goal_columns(known: _Names, rows: pd.DataFrame) -> list[Column]:
    ended = rows["kind"].iloc[0] != "new-goal"
    dated = _("Withdrawn") if ended else _("Announced")
    return [
        Column(_("Goal"), _goal_cells(known, rows, "before" if ended else "after"), right=True),
        Column(dated, _day_cells(rows), rank=1),
        _variant_column(rows),
    ]


def _moved_goal_columns(known: _Names, rows: pd.DataFrame) -> list[Column]:
    return [
        Column(_("Moved"), [_(_TERMS[word]) for word in rows["detail"]]),
        Column(_("Before"), _term_cells(known, rows, "before"), right=True),
        Column(_("After"), _term_cells(known, rows, "after"), right=True),
        _relative_column(rows),
        Column(_("Announced"), _day_cells(rows), rank=2),
        _variant_column(rows),
    ]


def _verdict_columns(
    known: _Names, rows: pd.DataFrame, table: pd.DataFrame, ascii_only: bool
) -> list[Column]:
    columns = []
    if len(rows["method"].cat.categories) > 1:
        columns.append(Column(_("Method"), list(map(str, rows["method"]))))
    for header, name, number in (
        (_("Before"), "verdict_before", "before"),
        (_("After"), "verdict", "after"),
    ):
        chances = map(figures.chance, rows[number])
        columns.append(verdict_column(header, list(rows[name]), chances, ascii_only))
    columns.append(Column(_("Because of"), _cause_cells(known, rows, table), folds=True))
    return [*columns, _variant_column(rows)]


_COLUMNS: dict[str, Callable[[_Names, pd.DataFrame], Sequence[Column]]] = {
    **dict.fromkeys(("new-actual", "revised-actual", "removed-actual"), _actual_columns),
    **dict.fromkeys(("goal-loosened", "goal-tightened", "goal-moved"), _moved_goal_columns),
    **dict.fromkeys(("new-goal", "goal-withdrawn", "goal-removed"), _single_goal_columns),
}


def _cause_cells(known: _Names, rows: pd.DataFrame, table: pd.DataFrame) -> list[str]:
    """Why each verdict flipped; actuals with their years."""
    keys = ["indicator", *known.dimensions]
    actuals = table[table["kind"].isin(list(_CAUSES)[:3])]
    years: dict[tuple[object, ...], list[str]] = {}
    for kind, year, *series in zip(
        actuals["kind"], actuals["year"], *(text_cells(actuals, key) for key in keys), strict=True
    ):
        years.setdefault((kind, *series), []).append(known.year(year))
    reasons = []
    for because, *series in zip(
        rows["because"], *(text_cells(rows, key) for key in keys), strict=True
    ):
        words = []
        for cause in because.split():
            mine = years.get((cause, *series), [])
            if len(mine) > MOST_YEARS:
                mine = [*mine[: MOST_YEARS - 1], "…", mine[-1]]
            words.append(_(_CAUSES[cause]).format(years=" ".join(mine)).rstrip())
        reasons.append(_("; ").join(words))
    return reasons


def _level_cells(known: _Names, rows: pd.DataFrame, name: str, unit: str) -> list[str]:
    return [
        f"{figures.level(value, places)} {figures.unit(word)}".rstrip() if value == value else ""
        for value, places, word in zip(rows[name], known.decimals(rows), rows[unit], strict=True)
    ]


def _goal_cells(known: _Names, rows: pd.DataFrame, side: str) -> list[str]:
    unit = "unit_before" if side == "before" else "unit"
    goals = []
    for sign, low, high, places, word, measure in zip(
        rows["comparator"],
        rows[side],
        rows[f"{side}_upper"],
        known.decimals(rows),
        rows[unit],
        rows["measure"],
        strict=True,
    ):
        if measure == "level":
            goals.append(f"{figures.goal(str(sign), low, high, places)} {figures.unit(word)}")
        else:  # a number in its own terms, not in the unit
            stated = figures.goal(str(sign), low, high, np.nan)
            goals.append(f"{stated} ({figures.measure(measure)})")
    return [goal.rstrip() for goal in goals]


def _term_cells(known: _Names, rows: pd.DataFrame, side: str) -> list[str]:
    """What stood before or after, as its own kind is written: a goal, a year, a number, a unit."""
    cells = []
    units = rows["unit_before" if side == "before" else "unit"]
    for term, goal, value, unit in zip(
        rows["detail"], _goal_cells(known, rows, side), rows[side], units, strict=True
    ):
        if term == "level":
            cells.append(goal)
        elif term == "unit":
            cells.append(figures.unit(unit))
        elif value != value:
            cells.append("")
        else:
            cells.append(
                known.year(value) if term in ("deadline", "base_year") else figures.level(value)
            )
    return cells


def _relative_column(rows: pd.DataFrame) -> Column:
    changes = rows["relative_change"]
    cells = [("+" if value > 0 else "") + figures.percent(value) for value in changes]
    return Column(_("Change"), cells, right=True)


def _day_cells(rows: pd.DataFrame) -> list[str]:
    return ["" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in rows["dated"]]


def _variant_column(rows: pd.DataFrame) -> Column:
    return Column(_("Variant"), text_cells(rows, "variant"), rank=3)
