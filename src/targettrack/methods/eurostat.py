"""Ratio of growth rates over a recent window, as the European Union's SDG monitoring judges.

Source: Eurostat, "Sustainable development in the European Union: monitoring report", annex on
the assessment of indicator trends; recalled.

    v1  the latest actual, in the year t1
    vT  the goal, in the year T
    vs  the earliest actual of the window, in the year ts: the last five years, or the last
        fifteen, the report's long term, as `eurostat:15`
    d   +1 where more is better, −1 where less is
    CAGR(a→b over n) = (b / a)^(1/n) − 1

    with a number      ratio = d · CAGR(vs→v1 over t1 − ts) / |CAGR(vs→vT over T − ts)|
    direction alone    x = d · CAGR(vs→v1 over t1 − ts)

Labels by the ratio: ≥ .95, ≥ .60, ≥ 0, below. By x: ≥ 1 %, ≥ 0, ≥ −1 %, below.
"""

from dataclasses import replace
from functools import partial

import numpy as np

from ..goals.standing import BASE_WINDOW, Standing
from ..vocabulary.language import N_
from ..vocabulary.reasons import reason
from .method import Example, Judgement, Label, Method, Term
from .steps import Reasons, cagr, grade, quotient, shared_terms

BY_RATIO = (0.95, 0.60, 0.0)
BY_RATE = (0.01, 0.0, -0.01)
# What `grade` gives, as places in METHOD.labels; -1 comes last, where it picks itself.
WITH_A_NUMBER, DIRECTION_ALONE = np.array([0, 1, 2, 3, -1]), np.array([0, 1, 4, 5, -1])


def judge(standing: Standing, window: int = BASE_WINDOW) -> Judgement:
    """The ratio, or x as a fraction a year, for every goal, and the label: (goals,).

    `window` is in years.
    """
    goals, target = standing.goals, standing.bound
    start_year, start = standing.window(window)
    undirected = goals.is_("up", "down")
    why = Reasons(len(start))
    why.refuse_late_base(standing, start_year)
    why.refuse("sign-change", (start * standing.actual < 0) | (~undirected & (start * target < 0)))
    why.refuse("no-rate", (start <= 0) | (standing.actual < 0) | (~undirected & (target <= 0)))
    why.refuse("base-is-target", ~undirected & (start == target))
    observed = cagr(start, standing.actual, standing.actual_year - start_year)
    needed = np.where(undirected, np.nan, cagr(start, target, goals.year - start_year))
    towards = standing.direction * observed
    figure = np.where(undirected, towards, quotient(towards, np.abs(needed)))
    by_ratio, by_rate = grade(figure, BY_RATIO), grade(figure, BY_RATE)
    label = np.where(undirected, DIRECTION_ALONE[by_rate], WITH_A_NUMBER[by_ratio])
    terms = [
        Term("vs", start, years=start_year),
        *shared_terms(standing),
        Term("CAGR(vs→v1)", observed, "rate"),
        Term("CAGR(vs→vT)", needed, "rate"),
    ]
    rule = np.where(undirected, reason("direction"), reason("ratio"))
    return why.judgement(figure, label, rule, terms)


def over(window: int) -> Method:
    """The method over another window, in years."""
    return replace(METHOD, id=f"eurostat:{window}", judge=partial(judge, window=window))


METHOD = Method(
    id="eurostat",
    title=N_("ratio of growth rates over the last five years (Eurostat)"),
    formula="ratio = d · CAGR(vs→v1) / |CAGR(vs→vT)|",
    direction="x = d · CAGR(vs→v1)",
    citation='Eurostat, "Sustainable development in the European Union: monitoring report"',
    confidence="recalled",
    labels=(
        Label("significant progress", "on-track", "ratio ≥ 0.95", "x ≥ 0.01"),
        Label("moderate progress", "at-risk", "ratio ≥ 0.60", "x ≥ 0"),
        Label("insufficient progress", "off-track", "ratio ≥ 0"),
        Label("movement away", "reversing", "ratio < 0"),
        Label("moderate movement away", "reversing", "", "x ≥ −0.01"),
        Label("significant movement away", "reversing", "", "x < −0.01"),
    ),
    judge=judge,
    example=Example(
        {"comparator": ">=", "value": 45, "year": 2030},
        {2018: 32.2, 2019: 33.0, 2021: 34.5, 2023: 36.0},
    ),
)
