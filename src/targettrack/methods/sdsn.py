"""Trend arrows, as the Sustainable Development Report draws them.

Source: Sachs and others, "Sustainable Development Report", methods section on trends;
reconstructed: the rule gives 96 % of 9,919 arrows of the edition of 2021.

    v0  the base, in the year t0: the stated one, else 2015; where the series lacks it, the next
        later year that has a value
    vs  the earliest actual of the last five years, in the year ts
    v1  the latest actual, in the year t1
    vT  the goal, in the year T
    d   +1 where more is better, −1 where less is

    change = (v1 − vs) / (t1 − ts)       recent change a year
    needed = (vT − v0) / (T − t0)        change a year from the base to the goal
    ratio  = d · change / |needed|

Labels: ↑ where the goal is met or for a ratio ≥ 1, ➚ ≥ .5, → ≥ 0, ↓ below.
"""

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Term
from .steps import Reasons, grade, quotient, shared_terms

BOUNDS = (1.0, 0.5, 0.0)


def judge(standing: Standing) -> Judgement:
    """The ratio for every goal, and the arrow: (goals,)."""
    goals, target = standing.goals, standing.bound
    base_year, base = standing.since_2015
    start_year, start = standing.window()
    why = Reasons(len(base))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse_late_base(standing, base_year)
    why.refuse_late_base(standing, start_year)
    why.refuse("base-is-target", base == target)
    change = quotient(standing.actual - start, standing.actual_year - start_year)
    needed = quotient(target - base, goals.year - base_year)
    figure = quotient(standing.direction * change, np.abs(needed))
    terms = [
        Term("v0", base, years=base_year),
        Term("vs", start, years=start_year),
        *shared_terms(standing),
        Term("change", change, "change"),
        Term("needed", needed, "change"),
    ]
    return why.judgement(figure, grade(figure, BOUNDS), "change-ratio", terms)


METHOD = Method(
    id="sdsn",
    title=N_("trend arrows (Sustainable Development Report)"),
    formula="ratio = d · change / |needed|; change = (v1 − vs) / (t1 − ts), "
    "needed = (vT − v0) / (T − t0)",
    citation='Sachs and others, "Sustainable Development Report", methods: trends',
    confidence="reconstructed",
    labels=(
        Label("↑ on track or maintaining", "on-track", "ratio ≥ 1"),
        Label("➚ moderately improving", "at-risk", "ratio ≥ 0.5"),
        Label("→ stagnating", "off-track", "ratio ≥ 0"),
        Label("↓ decreasing", "reversing", "ratio < 0"),
    ),
    judge=judge,
    example=Example(
        {"comparator": ">=", "value": 100, "year": 2030, "base_year": 2015},
        {2015: 70.0, 2016: 71.0, 2018: 74.0, 2021: 77.5},
    ),
    achieved="↑ on track or maintaining",
    achieved_on_time="↑ on track or maintaining",
)
