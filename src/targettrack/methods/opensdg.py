"""Ratio of growth rates, as Statistics Canada and Open SDG 2.4 judge progress.

Source: Open SDG documentation, "Progress Measurement Methodology for the Sustainable Development
Goals"; rule as implemented in sdg-build 2.4.

    v0  the base, in the year t0: the stated one, else 2015; where the series lacks it, the next
        later year that has a value
    v1  the latest actual, in the year t1
    vT  the goal, in the year T
    d   +1 where more is better, −1 where less is
    s   −1 where v0 < 0, else +1
    CAGR(a→b over n) = (b / a)^(1/n) − 1

    with a number      R = s · d · CAGR(v0→v1 over t1 − t0) / |CAGR(v0→vT over T − t0)|
    direction alone    x = s · d · CAGR(v0→v1 over t1 − t0)

Labels by R: ≥ .95, ≥ .60, ≥ 0, below. By x: ≥ 1.5 % · C, ≥ 0.5 % · C, ≥ 0, below. C is 1 without
a natural limit L. Near one growth is harder, and C is smaller, with b = |v0|:

    C = 1 − (b / |L|)^4.44             for b ≤ |L|
    C = 1 − ((2|L| − b) / |L|)^4.44    for b between |L| and 2|L|
    C = 1                              for b ≥ 2|L|

The publisher puts 0.001 for a zero goal or base, and judges no goal whose base and latest actual
differ in sign.
"""

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from ..vocabulary.reasons import reason
from .method import Example, Judgement, Label, Method, Term
from .steps import Reasons, cagr, grade, quotient, shared_terms

ZERO = 0.001
BY_RATIO = (0.95, 0.60, 0.0)
BY_RATE = (0.015, 0.005, 0.0)


def judge(standing: Standing) -> Judgement:
    """R, or x as a fraction a year, for every goal, and the label: (goals,)."""
    goals = standing.goals
    base_year, base = standing.since_2015
    latest, target = standing.actual, standing.bound
    why = Reasons(len(base))
    undirected = goals.is_("up", "down")
    why.refuse_late_base(standing, base_year)
    zero = (base == 0) | (~undirected & (target == 0))
    v0, target = np.where(base == 0, ZERO, base), np.where(target == 0, ZERO, target)
    why.refuse("sign-change", (v0 * latest < 0) | (~undirected & (v0 * target < 0)))
    why.refuse("base-is-target", ~undirected & (v0 == target))
    sign = np.where(v0 < 0, -1.0, 1.0)
    observed = cagr(v0, latest, standing.actual_year - base_year)
    needed = cagr(v0, target, goals.year - base_year)
    towards = sign * standing.direction * observed
    figure = np.where(undirected, towards, quotient(towards, np.abs(needed)))
    label, factor = grade(figure, BY_RATIO), np.full(len(base), np.nan)
    if undirected.any():  # seldom; this takes 5 % of an assessment
        factor = _limit_factor(v0, goals.limit)
        by_rate = grade(figure, [bound * factor for bound in BY_RATE])
        label = np.where(undirected, by_rate, label)
    terms = [
        Term("v0", v0, years=base_year),
        *shared_terms(standing),
        Term("s", sign, "ratio"),
        Term("CAGR(v0→v1)", observed, "rate"),
        Term("CAGR(v0→vT)", np.where(undirected, np.nan, needed), "rate"),
        Term("C", np.where(undirected, factor, np.nan), "ratio"),
    ]
    rule = np.where(zero, reason("ratio-zero-replaced"), reason("ratio"))
    rule = np.where(undirected, reason("direction"), rule)
    return why.judgement(figure, label, rule, terms)


def _limit_factor(base: np.ndarray, limit: np.ndarray) -> np.ndarray:
    """C, what the bounds of x are multiplied by, from v0 and L: (goals,)."""
    share = quotient(np.abs(base), np.abs(limit))
    nearness = np.where(share <= 1, share, 2 - share)
    with np.errstate(invalid="ignore"):
        return np.where(np.isnan(share) | (share >= 2), 1.0, 1 - nearness**4.44)


METHOD = Method(
    id="opensdg",
    title=N_("ratio of growth rates (Open SDG, Statistics Canada)"),
    formula="R = s · d · CAGR(v0→v1) / |CAGR(v0→vT)|",
    direction="x = s · d · CAGR(v0→v1)",
    citation='Open SDG documentation, "Progress Measurement Methodology for the Sustainable '
    'Development Goals"; sdg-build 2.4',
    confidence="verified",
    labels=(
        Label("substantial_progress", "on-track", "R ≥ 0.95", "x ≥ 0.015 · C"),
        Label("moderate_progress", "at-risk", "R ≥ 0.60", "x ≥ 0.005 · C"),
        Label("limited_progress", "off-track", "R ≥ 0", "x ≥ 0"),
        Label("deterioration", "reversing", "R < 0", "x < 0"),
    ),
    judge=judge,
    example=Example(
        {"comparator": "<=", "value": 7.25, "year": 2030, "base_year": 2015},
        {2015: 14.5, 2023: 10.4},
    ),
    achieved="target_achieved",
    achieved_on_time="target_achieved",
)
