"""One indicator in full: its actuals, its goals, and the working behind each figure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from ...assessment.assess import Assessment
from ...assessment.project import Projection
from ...assessment.workings import Number, figure_workings, method_numbers
from ...dataset.model import Dataset
from ...dataset.names import decimals, indicator_names, series_names
from ...methods import method_named
from ...vocabulary.language import N_, _
from ...vocabulary.reasons import REASONS
from .. import figures
from ..pictures.braille import chart_view
from ..pictures.geometry import Lines
from ..view import Column, View
from .cells import level_cells, text_cells, year_cells
from .status import closing_lines
from .working import working_lines

_FIGURES = {
    "gap": N_("gap"),
    "progress": N_("progress"),
    "observed_growth": N_("observed growth"),
    "required_growth": N_("required growth"),
    "required_change": N_("required change a year"),
    "pace": N_("pace"),
    "expected_now": N_("expected now"),
}


def show_views(
    assessment: Assessment, projection: Projection, indicator: str, ascii_only: bool = False
) -> Iterator[View]:
    """Views of an assessment and a projection along its path, both of `indicator` alone.

    First the actuals and a chart of every series, then each goal with its working, a verdict a
    method, then the counts.
    """
    dataset, table = assessment.dataset, assessment.table
    methods = len(assessment.methods)
    numbers = method_numbers(assessment)
    goals = table[::methods]
    names = series_names(dataset, goals)
    yield _actuals_view(dataset, indicator)
    yield from _charts(assessment, projection, names, ascii_only)
    for goal, name in enumerate(names):
        rows = slice(goal * methods, (goal + 1) * methods)
        source = goals["source"].iloc[goal]
        stated = [] if pd.isna(source) else [_("source: {source}").format(source=source)]
        verdicts = _verdict_rows(table[rows], numbers[rows], ascii_only)
        figure, value, working = zip(*_figure_rows(assessment, goal), *verdicts, strict=True)
        yield View(
            [
                Column(_("Figure"), figure),
                Column(_("Value"), value, right=True),
                Column(_("Working"), working, folds=True),
            ],
            title=_title(dataset, goals, goal, name),
            notes=[*_remedies(table[rows]), *stated],
        )
    yield View([], notes=closing_lines(assessment))


def _charts(
    assessment: Assessment, projection: Projection, names: Sequence[str], ascii_only: bool
) -> Iterator[View]:
    """A chart of each series that has goals; `names` has an entry a goal."""
    goals, table = assessment.standing.goals, projection.table
    places = decimals(assessment.dataset, assessment.table[:: len(assessment.methods)])
    several = len(set(goals.observed.tolist())) > 1
    for series in dict.fromkeys(goals.observed.tolist()):
        mine = np.flatnonzero(goals.observed == series)
        levels = goals.panel.values[series]
        known = np.flatnonzero(~np.isnan(levels))
        ahead = table[(projection.series == series) & table["projected"].notna().to_numpy()]
        years = ahead["year"].tolist()
        stated = mine[~np.isnan(goals.target[mine])]
        lines = Lines(
            dict(zip(goals.panel.years[known].tolist(), levels[known].tolist(), strict=True)),
            list(zip(goals.year[stated].tolist(), goals.target[stated].tolist(), strict=True)),
            *(
                dict(zip(years, ahead[name].tolist(), strict=True))
                for name in ("projected", "low", "high")
            ),
        )
        view = chart_view(lines, float(places[mine[0]]), ascii_only)
        if view:
            yield replace(view, title=names[mine[0]]) if several else view


def _verdict_rows(
    rows: pd.DataFrame, numbers: Sequence[Sequence[Number]], ascii_only: bool
) -> Iterator[tuple[str, str, str]]:
    """Method, verdict and working for each of the rows of one goal; a working goes on below."""
    for (_place, row), put_in in zip(rows.iterrows(), numbers, strict=True):
        confidence = method_named(str(row["method"])).confidence
        name = _("{name} ({word})").format(name=row["method"], word=_(confidence))
        first, *more = working_lines(row, put_in)
        yield name, figures.verdict(str(row["verdict"]), ascii_only), first
        yield from (("", "", line) for line in more)


def _actuals_view(dataset: Dataset, indicator: str) -> View:
    """Every row of the actuals of an indicator, in the order of its series and years."""
    code = dataset.targets["indicator"].cat.categories.get_loc(indicator)
    frame = dataset.actuals[(dataset.actuals["indicator"].cat.codes == code).to_numpy()]
    frame = frame.sort_values([*dataset.dimensions, "year"], kind="stable")
    years = year_cells(dataset, frame["year"])
    name = indicator_names(dataset)[code]
    title = name if name == indicator else f"{name} ({indicator})"
    columns = [
        *(Column(name, text_cells(frame, name)) for name in dataset.dimensions),
        Column(_("Year"), years, right=True),
        Column(_("Actual"), level_cells(dataset, frame, "value"), right=True),
    ]
    if "growth" in frame:
        stated = [f"{value:g} %" if value == value else "" for value in frame["growth"]]
        columns.append(Column(_("Stated growth"), stated, right=True, rank=1))
    for name, header, rank in (
        ("unit", _("Unit"), 1),
        ("status", _("Status"), 2),
        ("published", _("Published"), 3),
    ):
        if name in frame and frame[name].notna().any():
            columns.append(Column(header, [_cell_text(value) for value in frame[name]], rank=rank))
    notes = _sources(dataset, frame, years) if len(frame) else [_("no actuals")]
    return View(columns if len(frame) else [], title=title, notes=notes)


def _sources(dataset: Dataset, frame: pd.DataFrame, years: Sequence[str]) -> list[str]:
    """Where the actuals come from: the years, then source, quote and note they share."""
    names = [name for name in ("source", "quote", "note") if name in frame]
    told: dict[tuple[str, ...], list[str]] = {}
    for (_row, cells), year in zip(frame.iterrows(), years, strict=True):
        words = tuple(_cell_text(cells[name]) for name in names)
        if any(words):
            place = [_cell_text(cells[name]) for name in dataset.dimensions]
            told.setdefault(words, []).append(" ".join(filter(None, [*place, year])))
    return [
        _("{years}: {source}").format(
            years=_(", ").join(places), source=_("; ").join(filter(None, words))
        )
        for words, places in told.items()
    ]


def _cell_text(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _title(dataset: Dataset, goals: pd.DataFrame, goal: int, name: str) -> str:
    """What a goal demands, of which series and by when."""
    cells = goals.iloc[goal]
    places = float(decimals(dataset, goals)[goal])
    target, upper = float(cells["target"]), float(cells["target_upper"])
    demand = figures.goal(str(cells["comparator"]), target, upper, places)
    title = _("{name}: {goal} by {year}").format(
        name=name, goal=f"{demand} {figures.unit(cells['unit'])}".strip(), year=cells["target_year"]
    )
    return title if pd.isna(cells["variant"]) else f"{title} ({cells['variant']})"


def _remedies(rows: pd.DataFrame) -> list[str]:
    """What would give a goal a verdict, where no method gives one."""
    if (rows["verdict"] != "no-data").any():
        return []
    remedies = dict.fromkeys(REASONS[str(reason)].remedy for reason in rows["reason"])
    return [_("remedy: {remedy}").format(remedy=_(remedy)) for remedy in remedies if remedy]


def _figure_rows(assessment: Assessment, goal: int) -> Iterator[tuple[str, str, str]]:
    """Name, value and working of each figure that the goal in that row has."""
    standing, dataset = assessment.standing, assessment.dataset
    linear = bool(standing.goals.linear[goal])
    places = float(decimals(dataset, dataset.targets.iloc[[goal]])[0])

    def level(value: float) -> str:
        return figures.level(value, places)

    base, base_year = standing.base[goal], standing.base_year[goal]
    if not np.isnan(base):
        derived = _("{year}, derived from the growth stated for the year after")
        since = derived if standing.base_derived[goal] else "{year}"
        year = "" if np.isnan(base_year) else int(base_year)
        yield _("base"), level(base), since.format(year=year)
    if not np.isnan(standing.actual[goal]):
        yield _("actual"), level(standing.actual[goal]), str(int(standing.actual_year[goal]))
    shown: dict[str, Callable[[float], str]] = {
        "gap": level,
        "progress": partial(figures.percent, digits=1),
        "observed_growth": partial(figures.rate, linear=linear),
        "required_growth": partial(figures.rate, linear=linear),
        "required_change": level,
        "pace": figures.ratio,
        "expected_now": level,
    }
    for each in figure_workings(standing, goal):
        terms = {
            name: str(term) if isinstance(term, int) else level(term)
            for name, term in each.terms.items()
        }
        working = _(REASONS[each.reason].message) if each.reason else _(each.formula)
        yield _(_FIGURES[each.figure]), shown[each.figure](each.value), working.format(**terms)
