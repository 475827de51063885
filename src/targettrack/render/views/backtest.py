"""A backtest for people: how often each method was right, and what it said year by year."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ...assessment.backtest import DECADE, FARTHEST, FEWEST, MADE, STATED
from ...dataset import names as naming
from ...dataset.model import Dataset
from ...vocabulary.language import _
from .. import figures
from ..view import Column, View
from .cells import level_cells, verdict_column

LAST = 5  # years ahead that have a column of their own; the last one holds those beyond too


def backtest_views(table: pd.DataFrame) -> Iterator[View]:
    """The table of `backtest.backtest`: a view for each kind of goals, a row a method."""
    shown = False
    for kind, title in (
        (STATED, _("Goals as stated")),
        (MADE, _("Goals made for the purpose")),
    ):
        rows = table[table["goals"] == kind]
        if rows["judged"].sum():
            shown = True
            yield _score_view(rows, title, [_made_note()] if kind == MADE else [])
    if shown:
        right = _("right: on track or better and met, or worse and not met")
        brier = _(
            "Brier: mean of (forecast − outcome)², 0 is perfect; the outlook by its chance, the "
            "others 1 for on track or better, 1/2 for at risk, 0 for worse; then by years ahead"
        )
        yield View([], notes=[right, brier])
    else:
        nothing = _(
            "nothing to score: no goal's deadline has passed, and no series has {count} actuals"
        )
        yield View([], notes=[nothing.format(count=FEWEST)])


def judgements_view(dataset: Dataset, table: pd.DataFrame, ascii_only: bool = False) -> View:
    """The table of `backtest.judgements`: a row a goal and year, a column a method."""
    if table.empty:
        return View([], notes=[_("no goal could have been judged before its deadline")])
    methods = list(table["method"].cat.categories)
    goals = table[:: len(methods)]
    verdicts = table["verdict"].astype(str).to_numpy().reshape(-1, len(methods)).T.tolist()
    chances = table["chance"].to_numpy().reshape(-1, len(methods)).T.tolist()
    places = naming.decimals(dataset, goals)
    outcome = {True: _("met"), False: _("missed")}
    columns = [
        Column(_("Indicator"), naming.series_names(dataset, goals)),
        Column(_("By"), [str(year) for year in goals["target_year"]], right=True),
        Column(
            _("Goal"),
            [
                figures.goal(str(sign), target, np.nan, place)
                for sign, target, place in zip(
                    goals["comparator"], goals["target"], places, strict=True
                )
            ],
            right=True,
        ),
        Column(_("As of"), [str(year) for year in goals["as_of"]], right=True),
        Column(_("Actual"), level_cells(dataset, goals, "actual"), right=True, rank=1),
    ]
    for method, words, likely in zip(methods, verdicts, chances, strict=True):
        beside = map(figures.chance, likely)
        columns.append(verdict_column(method, words, beside, ascii_only, short=True))
    columns.append(
        Column(_("In the end"), ["" if pd.isna(met) else outcome[met] for met in goals["met"]])
    )
    return View(columns)


def _score_view(rows: pd.DataFrame, title: str, notes: list[str]) -> View:
    methods = list(dict.fromkeys(rows["method"]))
    by_method = [rows[rows["method"] == method] for method in methods]
    columns = [
        Column(_("Method"), methods),
        Column(_("Judged"), [f"{mine['judged'].sum():,}" for mine in by_method], right=True),
        Column(_("No verdict"), [f"{mine['no_data'].sum():,}" for mine in by_method], True, 2),
        Column(_("Met"), [figures.percent(_mean(mine, "met"), 0) for mine in by_method], True, 1),
        Column(_("Right"), [figures.percent(_mean(m, "hit_rate"), 0) for m in by_method], True),
        Column("Brier", [_score(_mean(mine, "brier")) for mine in by_method], right=True),
    ]
    for ahead in range(1, LAST + 1):
        held = [
            mine[mine["years_ahead"] >= ahead]
            if ahead == LAST
            else mine[mine["years_ahead"] == ahead]
            for mine in by_method
        ]
        header = f"{ahead}+" if ahead == LAST else str(ahead)
        columns.append(
            Column(header, [_score(_mean(mine, "brier")) for mine in held], right=True, rank=3)
        )
    return View(columns, title=title, notes=notes)


def _mean(rows: pd.DataFrame, name: str) -> float:
    """The mean over all that was judged."""
    judged = rows["judged"].to_numpy(float)
    known = judged > 0
    if not known.any():
        return np.nan
    return float((rows[name].to_numpy(float)[known] * judged[known]).sum() / judged.sum())


def _score(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.3f}"


def _made_note() -> str:
    return _(
        "series of {fewest} actuals and more without a stated goal to score: in each year, to "
        "repeat the growth of the past {decade} years, half of it, double of it, 1 to "
        "{farthest} years on"
    ).format(fewest=FEWEST, decade=DECADE, farthest=FARTHEST)
