"""Ratio of growth rates over a recent window, as the European Union's SDG monitoring judges.

Source: Eurostat, "Sustainable development in the European Union: monitoring report", annex on
the assessment of indicator trends; recalled.

With v1 the latest actual at t1, vT the goal at T, vs the earliest actual of the window, at ts
(the last five years; `eurostat:15` takes the last fifteen, the report's long term), d = +1 where
more is better and −1 where less is, and CAGR(a→b over n) = (b / a)^(1/n) − 1:

    with a number      ratio = d · CAGR(vs→v1 over t1 − ts) / |CAGR(vs→vT over T − ts)|
    direction alone    x = d · CAGR(vs→v1 over t1 − ts)

Labels by the ratio: ≥ .95, ≥ .60, ≥ 0, below; by x: ≥ 1 %, ≥ 0, ≥ −1 %, below.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from ..goals.standing import BASE_WINDOW, Standing
from ..vocabulary.language import N_
from ..vocabulary.reasons import reason
from .method import Example, Judgement, Label, Method, Reasons, Term, cagr, given, grade, ratio

BY_RATIO = (0.95, 0.60, 0.0)
BY_RATE = (0.01, 0.0, -0.01)
# places of the labels, best to worst, for goals with a number and for directions alone
WITH_A_NUMBER, DIRECTION_ALONE = np.array([0, 1, 2, 3, -1]), np.array([0, 1, 4, 5, -1])


def judge(standing: Standing, window: int = BASE_WINDOW) -> Judgement:
    """The ratio or x for every goal, and the label read from it."""
    goals, target = standing.goals, standing.bound
    start_year, start = standing.window(window)
    undirected = goals.is_("up", "down")
    why = Reasons(len(start))
    why.refuse_late(standing, start_year)
    why.refuse("sign-change", (start * standing.actual < 0) | (~undirected & (start * target < 0)))
    why.refuse("no-rate", (start <= 0) | (standing.actual < 0) | (~undirected & (target <= 0)))
    why.refuse("base-is-target", ~undirected & (start == target))
    observed = cagr(start, standing.actual, standing.actual_year - start_year)
    needed = np.where(undirected, np.nan, cagr(start, target, goals.year - start_year))
    towards = standing.direction * observed
    figure = np.where(undirected, towards, ratio(towards, np.abs(needed)))
    label = WITH_A_NUMBER[grade(figure, BY_RATIO)]
    if undirected.any():
        label = np.where(undirected, DIRECTION_ALONE[grade(figure, BY_RATE)], label)
    terms = [
        Term("vs", start, years=start_year),
        *given(standing),
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
    points=2,
    judge=judge,
    example=Example(
        {"comparator": ">=", "value": 45, "year": 2030},
        {2018: 32.2, 2019: 33.0, 2021: 34.5, 2023: 36.0},
    ),
)
