"""Share of the way by the deadline, as the United Nations' progress chart counts it.

Source: United Nations Statistics Division, "The Sustainable Development Goals Progress Chart
2023: Technical note"; read in the implementation of Eustat, the Basque statistical office.

    v0  the base, in the year t0: the stated one, else 2015; where the series lacks it, the next
        later year that has a value
    v1  the latest actual, in the year t1
    vT  the goal, in the year T
    d   +1 where more is better, −1 where less is
    CAGR(a→b over n) = (b / a)^(1/n) − 1

    p     = v0 · (1 + CAGR(v0→v1 over t1 − t0))^(T − t0)      growth carried on to the deadline
    ratio = d · (p − v0) / |vT − v0|

Labels: ≥ .95, ≥ .10, below; among the last, below 0 the series moves away from the goal.
"""

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Term
from .steps import Reasons, cagr, grade, quotient, shared_terms

BOUNDS = (0.95, 0.10, 0.0)


def judge(standing: Standing) -> Judgement:
    """The ratio for every goal, and the label: (goals,)."""
    goals, target = standing.goals, standing.bound
    base_year, base = standing.since_2015
    why = Reasons(len(base))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse_late_base(standing, base_year)
    why.refuse("sign-change", base * standing.actual < 0)
    why.refuse("no-rate", (base <= 0) | (standing.actual < 0))
    why.refuse("base-is-target", base == target)
    observed = cagr(base, standing.actual, standing.actual_year - base_year)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        carried_on = base * (1 + observed) ** (goals.year - base_year)
    figure = quotient(standing.direction * (carried_on - base), np.abs(target - base))
    terms = [
        Term("v0", base, years=base_year),
        *shared_terms(standing),
        Term("CAGR(v0→v1)", observed, "rate"),
        Term("p", carried_on),
    ]
    return why.judgement(figure, grade(figure, BOUNDS), "share-of-way", terms)


METHOD = Method(
    id="un",
    title=N_("share of the way by the deadline (UN progress chart, 2023)"),
    formula="ratio = d · (p − v0) / |vT − v0|; p = v0 · (1 + CAGR(v0→v1))^(T − t0)",
    citation='United Nations Statistics Division, "The Sustainable Development Goals Progress '
    'Chart 2023: Technical note"',
    confidence="transcribed",
    labels=(
        Label("on track or target met", "on-track", "ratio ≥ 0.95"),
        Label("fair progress, but acceleration needed", "at-risk", "ratio ≥ 0.10"),
        Label("stagnation or regression", "off-track", "ratio ≥ 0"),
        Label("stagnation or regression", "reversing", "ratio < 0"),
    ),
    judge=judge,
    example=Example(
        {"comparator": "<=", "value": 1.75, "year": 2030, "base_year": 2015},
        {2015: 3.5, 2024: 2.8},
    ),
    achieved="on track or target met",
    achieved_on_time="on track or target met",
)
