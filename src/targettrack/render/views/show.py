"""One indicator in full: its actuals, its goals, and the working behind each figure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from ...assessment.workings import Number
from ...dataset import names as naming
from ...dataset.model import Dataset
from ...methods import find
from ...vocabulary.language import _
from ...vocabulary.reasons import REASONS
from .. import figures
from ..pictures.braille import Lines, chart_view
from ..view import Column, View
from .status import actuals_of, closing_lines, has_derived_base
from .working import working_lines


def show_views(
    dataset: Dataset,
    indicator: str,
    table: pd.DataFrame,
    numbers: Sequence[Sequence[Number]],
    ahead: pd.DataFrame,
    ascii_only: bool = False,
) -> Iterator[View]:
    """Views for the rows of the assessment `table`, which are about `indicator`.

    `numbers` are those that went into each row's formula, `ahead` is the projection of the years
    to come. First the actuals and a chart of every series, then each goal with its working, a
    verdict a method, then the counts.
    """
    methods = max(1, len(table["method"].cat.categories))
    goals = table[::methods]
    names = naming.series_names(dataset, goals)
    yield _actuals(dataset, indicator)
    yield from _charts(dataset, goals, ahead, ascii_only)
    derived = has_derived_base(dataset, goals)
    for goal, name in enumerate(names):
        rows = slice(goal * methods, (goal + 1) * methods)
        verdicts = list(_verdicts(table[rows], numbers[rows], ascii_only))
        view = _goal(dataset, goals, goal, name, bool(derived[goal]), verdicts)
        yield replace(view, notes=[*_remedies(table[rows]), *view.notes])
    yield View([], notes=closing_lines(table))


def _charts(
    dataset: Dataset, goals: pd.DataFrame, ahead: pd.DataFrame, ascii_only: bool
) -> Iterator[View]:
    """A chart of each series that has goals."""
    whose = ["indicator", *dataset.dimensions]
    names = naming.series_names(dataset, goals)
    places = naming.decimals(dataset, goals)
    for number in dict.fromkeys(names):
        rows = [row for row, name in enumerate(names) if name == number]
        mine, first = goals.iloc[rows], goals.iloc[rows[0]]
        known = actuals_of(dataset, first)
        actuals = dict(zip(known["year"].tolist(), known["value"].tolist(), strict=True))
        for year, level in zip(mine["base_year"], mine["base"], strict=True):
            if not pd.isna(year):
                actuals.setdefault(int(year), float(level))
        same = [ahead[name].isna() if pd.isna(first[name]) else ahead[name] == first[name]
                for name in whose]  # fmt: skip
        future = ahead[np.logical_and.reduce(same) & ahead["projected"].notna().to_numpy()]
        years = future["year"].tolist()
        wanted = zip(mine["target_year"].tolist(), mine["target"].tolist(), strict=True)
        lines = Lines(
            actuals,
            [goal for goal in wanted if goal[1] == goal[1]],
            *(dict(zip(years, future[name].tolist(), strict=True))
              for name in ("projected", "low", "high")),
        )  # fmt: skip
        view = chart_view(lines, float(places[rows[0]]), ascii_only)
        if view:
            yield replace(view, title=number) if len(set(names)) > 1 else view


def _verdicts(
    rows: pd.DataFrame, numbers: Sequence[Sequence[Number]], ascii_only: bool
) -> Iterator[tuple[str, str, str]]:
    """Method, verdict and working for each of the rows of one goal; a working goes on below."""
    for (_place, row), put_in in zip(rows.iterrows(), numbers, strict=True):
        confidence = find(str(row["method"])).confidence
        name = _("{name} ({word})").format(name=row["method"], word=_(confidence))
        first, *more = working_lines(row, put_in)
        yield name, figures.verdict(str(row["verdict"]), ascii_only), first
        yield from (("", "", line) for line in more)


def _actuals(dataset: Dataset, indicator: str) -> View:
    code = dataset.targets["indicator"].cat.categories.get_loc(indicator)
    frame = dataset.actuals[(dataset.actuals["indicator"].cat.codes == code).to_numpy()]
    frame = frame.sort_values([*dataset.dimensions, "year"], kind="stable")
    places = naming.decimals(dataset, frame)
    labels = naming.year_labels(dataset)
    name = naming.indicator_names(dataset)[code]
    title = name if name == indicator else f"{name} ({indicator})"
    columns = [
        *(
            Column(dimension, frame[dimension].astype(object).fillna("").tolist())
            for dimension in dataset.dimensions
        ),
        Column(_("Year"), [labels.get(year, str(year)) for year in frame["year"]], right=True),
        Column(
            _("Actual"),
            [figures.level(float(v), d) for v, d in zip(frame["value"], places, strict=True)],
            right=True,
        ),
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
            columns.append(Column(header, [_plain(value) for value in frame[name]], rank=rank))
    notes = _sources(dataset, frame, labels) if len(frame) else [_("no actuals")]
    return View(columns if len(frame) else [], title=title, notes=notes)


def _sources(dataset: Dataset, frame: pd.DataFrame, labels: Mapping[int, str]) -> list[str]:
    """Where the actuals come from: the years, then source, quote and note they share."""
    names = [name for name in ("source", "quote", "note") if name in frame]
    whose = list(dataset.dimensions)
    told: dict[tuple[str, ...], list[str]] = {}
    for _row, cells in frame.iterrows():
        words = tuple(_plain(cells[name]) for name in names)
        if any(words):
            place = [_plain(cells[name]) for name in whose]
            year = labels.get(cells["year"], str(cells["year"]))
            told.setdefault(words, []).append(" ".join(filter(None, [*place, year])))
    return [
        _("{years}: {source}").format(
            years=_(", ").join(years), source=_("; ").join(filter(None, words))
        )
        for words, years in told.items()
    ]


def _plain(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _goal(
    dataset: Dataset,
    table: pd.DataFrame,
    row: int,
    name: str,
    derived: bool,
    verdicts: Sequence[tuple[str, str, str]],
) -> View:
    cells = table.iloc[row]
    places = float(naming.decimals(dataset, table)[row])
    target, upper = float(cells["target"]), float(cells["target_upper"])
    unit = figures.unit(cells["unit"])
    demand = figures.goal(str(cells["comparator"]), target, upper, places)
    title = _("{name}: {goal} by {year}").format(
        name=name, goal=f"{demand} {unit}".strip(), year=cells["target_year"]
    )
    if not pd.isna(cells["variant"]):
        title += f" ({cells['variant']})"
    workings = [
        *_workings(cells, places, bool(naming.linear(dataset, table)[row]), derived),
        *verdicts,
    ]
    source = [] if pd.isna(cells["source"]) else [str(cells["source"])]
    return View(
        [
            Column(_("Figure"), [figure for figure, _v, _w in workings]),
            Column(_("Value"), [value for _f, value, _w in workings], right=True),
            Column(_("Working"), [working for _f, _v, working in workings], folds=True),
        ],
        title=title,
        notes=[_("source: {source}").format(source=each) for each in source],
    )


def _remedies(rows: pd.DataFrame) -> list[str]:
    """What would give a goal a verdict, where no method gives one."""
    if (rows["verdict"] != "no-data").any():
        return []
    remedies = dict.fromkeys(REASONS[str(reason)].remedy for reason in rows["reason"])
    return [_("remedy: {remedy}").format(remedy=_(remedy)) for remedy in remedies if remedy]


def _workings(
    cells: pd.Series, places: float, linear: bool, derived: bool
) -> Iterator[tuple[str, str, str]]:
    """Name, value and working of each figure of a goal that has one."""

    def number(name: str) -> float:
        return math.nan if pd.isna(cells[name]) else float(cells[name])

    def show(value: float) -> str:
        return figures.level(value, places)

    base, actual, target = number("base"), number("actual"), number("target")
    upper = number("target_upper")
    bound = upper if not math.isnan(upper) and actual > upper else target
    base_year, actual_year = cells["base_year"], cells["actual_year"]
    if not math.isnan(base):
        since = (
            _("{year}, derived from the growth stated for the year after") if derived else "{year}"
        )
        yield _("base"), show(base), since.format(year="" if pd.isna(base_year) else base_year)
    if not math.isnan(actual):
        yield _("actual"), show(actual), str(actual_year)
    gap = number("gap")
    if not math.isnan(gap):
        yield (
            _("gap"),
            show(gap),
            _("nothing, it is met") if gap == 0 else (f"|{show(bound)} − {show(actual)}|"),
        )
    if not math.isnan(value := number("progress")):
        working = f"({show(actual)} − {show(base)}) / ({show(bound)} − {show(base)})"
        yield _("progress"), figures.percent(value, 1), working
    if not math.isnan(value := number("observed_growth")):
        years = int(actual_year) - int(base_year)
        yield (
            _("observed growth"),
            figures.rate(value, linear),
            _growth_working(show(base), show(actual), years, linear),
        )
    if not math.isnan(value := number("required_growth")):
        years = int(cells["target_year"]) - int(actual_year)
        yield (
            _("required growth"),
            figures.rate(value, linear),
            _growth_working(show(actual), show(bound), years, linear),
        )
    elif gap > 0 and not math.isnan(number("required_change")):
        yield _("required growth"), "", _(REASONS["no-rate"].message)
    if not math.isnan(value := number("required_change")):
        years = int(cells["target_year"]) - int(actual_year)
        working = (
            f"({show(bound)} − {show(actual)}) / {years}"
            if gap > 0
            else _("what each of the {years} years left must average").format(years=years)
        )
        yield _("required change a year"), show(value), working
    if not math.isnan(value := number("pace")):
        working = _("observed growth / required growth")
        yield _("pace"), figures.ratio(value), working
    if not math.isnan(value := number("expected_now")):
        gone = int(actual_year) - int(base_year)
        whole = int(cells["target_year"]) - int(base_year)
        working = (
            f"{show(base)} + ({show(bound)} − {show(base)}) × {gone}/{whole}"
            if linear
            else f"{show(base)} × ({show(bound)} / {show(base)})^({gone}/{whole})"
        )
        yield _("expected now"), show(value), working


def _growth_working(start: str, end: str, years: int, linear: bool) -> str:
    if linear:
        return f"({end} − {start}) / {years}"
    power = f"^(1/{years})" if years > 1 else ""
    return f"({end} / {start}){power} − 1"
