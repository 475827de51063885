"""Against an official path: the level its publisher foresaw for the very year of the actual.

Source: European Commission, "Digital Decade" (projected trajectories, Decision (EU) 2022/2481,
article 4), is the model for publishing such paths; the words and the use of `tolerance` are this
project's.

An official path is a `variant` of the goals of a series that states a level for two years or more.

    v1  the latest actual, in the year t1
    vP  the path's level for the year t1; the middle of a range
    d   +1 where more is better, −1 where less is

    margin = d · (v1 − vP)

Labels: on the path for a margin ≥ 0, within tolerance for ≥ −tolerance of the path's row, else
behind. A goal that belongs to a variant is held against that one, any other goal against the
first path of its series in the file.
"""

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Term
from .steps import Reasons, grade, shared_terms


def judge(standing: Standing) -> Judgement:
    """The margin, in the goal's unit, for every goal that has a path, and the label: (goals,)."""
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
        *shared_terms(standing),
        Term("vP", level, years=standing.actual_year),
        Term("tolerance", tolerance),
    ]
    return why.judgement(margin, label, "path", terms)


def _row_of_path(standing: Standing) -> np.ndarray:
    """The goal that states the path's level for the year of each goal's actual: (goals,); -1.

    Goals are looked up by whole numbers. With the years 2024 to 2030 (span 7) and variants 0 and 1,
    series 5, variant 1 is the path 5 · 2 + 1 = 11, and its row for 2026 the key 11 · 7 + 2 = 79.
    """
    goals = standing.goals
    none = np.full(len(goals.year), -1)
    states_level = (goals.variant >= 0) & goals.over("point") & ~np.isnan(goals.target)
    rows = np.flatnonzero(states_level & (goals.observed >= 0))
    if not len(rows):
        return none
    first = int(goals.year.min())
    span = int(goals.year.max()) - first + 1
    series = goals.observed.astype(np.int64)
    path = series * (int(goals.variant.max()) + 1) + goals.variant
    deadline = goals.year - first
    keys = np.unique(path[rows] * span + deadline[rows])
    paths, years = np.unique(keys // span, return_counts=True)
    rows = rows[np.isin(path[rows], paths[years > 1])]
    inside = (standing.actual_year >= first) & (standing.actual_year < first + span)
    now = np.where(inside, standing.actual_year - first, 0).astype(np.int64)
    of_variant = _first_row((path * span + deadline)[rows], rows, path * span + now)
    of_series = _first_row((series * span + deadline)[rows], rows, series * span + now)
    return np.where(inside, np.where(goals.variant >= 0, of_variant, of_series), none)


def _first_row(keys: np.ndarray, rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """For each of `wanted` (goals,) the first of `rows` (k,) with that one of `keys` (k,); -1."""
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
