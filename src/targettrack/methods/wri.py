"""Acceleration factor, as the State of Climate Action asks: how much faster must it go?

Source: World Resources Institute and others, "State of Climate Action", methodology note on
assessing progress; read in a third party's implementation.

    vs  the earliest actual of the last five years, in the year ts
    v1  the latest actual, in the year t1
    vT  the goal, in the year T
    d   +1 where more is better, −1 where less is

    needed = (vT − v1) / (T − t1)        change a year still needed
    change = (v1 − vs) / (t1 − ts)       recent change a year
    factor = needed / change             where d · change > 0, else none

Labels: on track for a factor ≤ 1, off track below 2, well off track from 2 on and where the
series stands still, wrong direction where it moves away from the goal.
"""

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Term
from .steps import Reasons, grade, just_above, quotient, shared_terms

BOUNDS = (-1.0, just_above(-2.0))  # of −factor, since `grade` takes bounds that fall
WELL_OFF, WRONG_DIRECTION = 2, 3  # places of labels


def judge(standing: Standing) -> Judgement:
    """The factor for every goal, and the label: (goals,)."""
    goals = standing.goals
    start_year, start = standing.window()
    why = Reasons(len(start))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse_late_base(standing, start_year)
    change = quotient(standing.actual - start, standing.actual_year - start_year)
    needed = quotient(standing.bound - standing.actual, goals.year - standing.actual_year)
    factor = quotient(needed, change)
    factor = np.where(standing.direction * change > 0, factor, np.nan)
    label = grade(-factor, BOUNDS)
    label[change == 0] = WELL_OFF
    label[standing.direction * change < 0] = WRONG_DIRECTION
    terms = [
        Term("vs", start, years=start_year),
        *shared_terms(standing),
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
    judge=judge,
    example=Example(
        {"comparator": ">=", "value": 60, "year": 2030},
        {2018: 20.0, 2020: 24.0, 2023: 30.0},
    ),
)
