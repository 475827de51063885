"""Ratio of growth rates, as the United Nations' progress chart of 2022 judged.

Source: United Nations Statistics Division, "The Sustainable Development Goals Progress Chart
2022: Technical note"; read in the implementation of Eustat, the Basque statistical office.

    v0  the base, in the year t0: the stated one, else 2015; where the series lacks it, the next
        later year that has a value
    v1  the latest actual, in the year t1
    vT  the goal, in the year T
    d   +1 where more is better, −1 where less is
    CAGR(a→b over n) = (b / a)^(1/n) − 1

    ratio = d · CAGR(v0→v1 over t1 − t0) / |CAGR(v0→vT over T − t0)|

Labels: > .95, ≥ .50, ≥ −.10, below.
"""

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Term
from .steps import Reasons, cagr, grade, just_above, quotient, shared_terms

BOUNDS = (just_above(0.95), 0.50, -0.10)


def judge(standing: Standing) -> Judgement:
    """The ratio for every goal, and the label: (goals,)."""
    goals, target = standing.goals, standing.bound
    base_year, base = standing.since_2015
    why = Reasons(len(base))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse_late_base(standing, base_year)
    why.refuse("sign-change", (base * standing.actual < 0) | (base * target < 0))
    why.refuse("no-rate", (base <= 0) | (standing.actual < 0) | (target <= 0))
    why.refuse("base-is-target", base == target)
    observed = cagr(base, standing.actual, standing.actual_year - base_year)
    needed = cagr(base, target, goals.year - base_year)
    figure = quotient(standing.direction * observed, np.abs(needed))
    terms = [
        Term("v0", base, years=base_year),
        *shared_terms(standing),
        Term("CAGR(v0→v1)", observed, "rate"),
        Term("CAGR(v0→vT)", needed, "rate"),
    ]
    return why.judgement(figure, grade(figure, BOUNDS), "ratio", terms)


METHOD = Method(
    id="un-2022",
    title=N_("ratio of growth rates (UN progress chart, 2022)"),
    formula="ratio = d · CAGR(v0→v1) / |CAGR(v0→vT)|",
    citation='United Nations Statistics Division, "The Sustainable Development Goals Progress '
    'Chart 2022: Technical note"',
    confidence="transcribed",
    labels=(
        Label("substantial progress or on track", "on-track", "ratio > 0.95"),
        Label("fair progress", "at-risk", "ratio ≥ 0.50"),
        Label("limited or no progress", "off-track", "ratio ≥ −0.10"),
        Label("deterioration", "reversing", "ratio < −0.10"),
    ),
    judge=judge,
    example=Example(
        {"comparator": "<=", "value": 1.75, "year": 2030, "base_year": 2015},
        {2015: 3.5, 2024: 2.8},
    ),
)
