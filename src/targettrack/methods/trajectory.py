"""Against an official path: the level its publisher foresaw for the very year of the actual.

Source: European Commission, "Digital Decade" (projected trajectories, Decision (EU) 2022/2481,
article 4), is the model for publishing such paths; the words and the use of `tolerance` are this
project's.

A path is a `variant` of the goals of a series that states a level for two years or more. With vP
its level for the year t1 of the latest actual v1, and d = +1 where more is better and −1 where
less is:

    margin = d · (v1 − vP)

On the path for a margin ≥ 0; within tolerance for ≥ −tolerance of the path's row; else behind.
A goal that belongs to a variant is held against that one, any other against the first path of
its series in the file.
"""

from __future__ import annotations

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Reasons, Term, given, grade


def judge(standing: Standing) -> Judgement:
    """The margin for every goal that has a path, and the label read from it."""
    goals = standing.goals
    row = _row_of_path(standing)
    stated, upper = goals.target[row], goals.target_upper[row]
    middle = np.where(np.isnan(upper), stated, (stated + upper) / 2)
    level = np.where(row >= 0, middle, np.nan)
    tolerance = np.where(row >= 0, np.nan_to_num(goals.tolerance[row]), np.nan)
    margin = standing.direction * (standing.actual - level)
    why = Reasons(len(row))
    why.refuse("no-path", np.isnan(level))
    label = grade(margin, (0.0, -tolerance))
    terms = [
        *given(standing),
        Term("vP", level, years=standing.actual_year),
        Term("tolerance", tolerance),
    ]
    return why.judgement(margin, label, "path", terms)


def _row_of_path(standing: Standing) -> np.ndarray:
    """The goal that states the path's level for the year of the actual; -1 where none does."""
    goals = standing.goals
    nowhere = np.full(len(goals.year), -1)
    states = (goals.variant >= 0) & goals.over("point") & ~np.isnan(goals.target)
    rows = np.flatnonzero(states & (goals.observed >= 0))
    if not len(rows):
        return nowhere
    first = int(goals.year.min())
    span = int(goals.year.max()) - first + 1
    series = goals.observed.astype(np.int64)
    path = series * (int(goals.variant.max()) + 1) + goals.variant
    stated = goals.year - first
    stages = np.unique(path[rows] * span + stated[rows])
    named, years = np.unique(stages // span, return_counts=True)
    rows = rows[np.isin(path[rows], named[years > 1])]
    inside = (standing.actual_year >= first) & (standing.actual_year < first + span)
    when = np.where(inside, standing.actual_year - first, 0).astype(np.int64)
    own = _first((path * span + stated)[rows], rows, path * span + when)
    any_ = _first((series * span + stated)[rows], rows, series * span + when)
    return np.where(inside, np.where(goals.variant >= 0, own, any_), nowhere)


def _first(keys: np.ndarray, rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The first of `rows` whose key is the wanted one; -1 for none."""
    distinct, at = np.unique(keys, return_index=True)
    if not len(distinct):
        return np.full(len(wanted), -1)
    place = np.minimum(np.searchsorted(distinct, wanted), len(distinct) - 1)
    return np.where(distinct[place] == wanted, rows[at][place], -1)


METHOD = Method(
    id="trajectory",
    title=N_("against an official path (as the EU Digital Decade publishes)"),
    formula="margin = d · (v1 − vP)",
    citation='European Commission, "Digital Decade", projected trajectories: the model for such '
    "paths; words: this project",
    confidence="house rule",
    labels=(
        Label("on the path", "on-track", "margin ≥ 0"),
        Label("within tolerance", "at-risk", "margin ≥ −tolerance"),
        Label("behind the path", "off-track", "margin < −tolerance"),
    ),
    points=1,
    judge=judge,
    example=Example(
        {"comparator": ">=", "value": 100, "year": 2030},
        {2024: 61.0},
        ({"year": 2024, "value": 62, "tolerance": 2}, {"year": 2030, "value": 100}),
    ),
)
