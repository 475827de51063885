"""Trend arrows, as the Sustainable Development Report draws them.

Source: Sachs and others, "Sustainable Development Report", methods section on trends;
reconstructed: the rule gives 96 % of 9,919 arrows of the edition of 2021.

With v0 the value of the base year t0 (the stated one, else 2015, else the next later year that
has a value), v1 the latest at t1, vT the goal at T, vs the earliest actual of the last five years,
at ts, and d = +1 where more is better and −1 where less is, all in straight lines:

    ratio = d · (v1 − vs) / (t1 − ts)  ÷  |vT − v0| / (T − t0)

↑ where the goal is met or the ratio ≥ 1; ➚ for ≥ .5; → for ≥ 0; ↓ below.
"""

from __future__ import annotations

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Reasons, Term, given, grade, ratio

BOUNDS = (1.0, 0.5, 0.0)


def judge(standing: Standing) -> Judgement:
    """The ratio for every goal, and the arrow."""
    goals, target = standing.goals, standing.bound
    base_year, base = standing.since_2015
    start_year, start = standing.window()
    why = Reasons(len(base))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse_late(standing, base_year)
    why.refuse_late(standing, start_year)
    why.refuse("base-is-target", base == target)
    change = ratio(standing.actual - start, standing.actual_year - start_year)
    needed = ratio(target - base, goals.year - base_year)
    figure = ratio(standing.direction * change, np.abs(needed))
    terms = [
        Term("v0", base, years=base_year),
        Term("vs", start, years=start_year),
        *given(standing),
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
    points=2,
    judge=judge,
    example=Example(
        {"comparator": ">=", "value": 100, "year": 2030, "base_year": 2015},
        {2015: 70.0, 2016: 71.0, 2018: 74.0, 2021: 77.5},
    ),
    achieved="↑ on track or maintaining",
    achieved_on_time="↑ on track or maintaining",
)
