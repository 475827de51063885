"""Acceleration factor, as the State of Climate Action asks: how much faster must it go?

Source: World Resources Institute and others, "State of Climate Action", methodology note on
assessing progress; read in a third party's implementation.

With v1 the latest actual at t1, vT the goal at T, vs the earliest actual of the last five years,
at ts, and d = +1 where more is better and −1 where less is, all in straight lines:

    factor = d · (vT − v1) / (T − t1)  ÷  d · (v1 − vs) / (t1 − ts)

On track for a factor ≤ 1, off track below 2, well off track from there on, and where nothing
moves; wrong direction where the change runs away from the goal.
"""

from __future__ import annotations

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Reasons, Term, above, given, grade, ratio

ON_TRACK, WELL_OFF = 1.0, 2.0
WRONG_DIRECTION = 3


def judge(standing: Standing) -> Judgement:
    """The factor for every goal, and the label read from it."""
    goals = standing.goals
    start_year, start = standing.window()
    why = Reasons(len(start))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse_late(standing, start_year)
    change = ratio(standing.actual - start, standing.actual_year - start_year)
    needed = ratio(standing.bound - standing.actual, goals.year - standing.actual_year)
    factor = ratio(needed, change)
    factor = np.where(standing.direction * change > 0, factor, np.nan)
    label = grade(-factor, (-ON_TRACK, above(-WELL_OFF)))
    label[change == 0] = len(METHOD.labels) - 2
    label[standing.direction * change < 0] = WRONG_DIRECTION
    terms = [
        Term("vs", start, years=start_year),
        *given(standing),
        Term("change", change, "change"),
        Term("needed", needed, "change"),
    ]
    return why.judgement(factor, label, "acceleration", terms)


METHOD = Method(
    id="wri",
    title=N_("acceleration factor (State of Climate Action)"),
    formula="factor = needed / change; needed = (vT − v1) / (T − t1), "
    "change = (v1 − vs) / (t1 − ts)",
    citation='World Resources Institute and others, "State of Climate Action", methodology',
    confidence="transcribed",
    labels=(
        Label("on track", "on-track", "factor ≤ 1"),
        Label("off track", "off-track", "factor < 2"),
        Label("well off track", "off-track", N_("factor ≥ 2, or change = 0")),
        Label("wrong direction", "reversing", "d · change < 0"),
    ),
    points=2,
    judge=judge,
    example=Example(
        {"comparator": ">=", "value": 60, "year": 2030},
        {2018: 20.0, 2020: 24.0, 2023: 30.0},
    ),
)
