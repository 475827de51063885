"""The chance that the goal is met, from the outlook: this project's default.

Source of the words: IPCC, "Guidance Note for Lead Authors of the IPCC Fifth Assessment Report on
Consistent Treatment of Uncertainties" (Mastrandrea and others, 2010), table 1, likelihood scale.
The chance comes from the predictive distribution of `outlook/`, which `benchmarks/accuracy.py`
scores on series it was not fitted to.

    chance = P(the goal is met at its deadline)

Likely and better (≥ .66) is on track, about as likely as not (≥ .33) is at risk, all below is off
track, or reversing where the series has moved away from the goal and the outlook's median still
does. A goal that is met before its deadline is achieved where it is likely to hold, else at risk
or off track by the same bounds.
"""

import numpy as np

from ..goals.expectation import expectation
from ..goals.standing import Standing
from ..vocabulary.language import N_
from ..vocabulary.reasons import reason
from .method import Example, Judgement, Label, Method, Term
from .steps import Reasons, grade

BOUNDS = (0.99, 0.90, 0.66, 0.33, 0.10, 0.01)
UNLIKELY = 4  # place of the first label below .33; the labels from there stand twice
MET = 10  # place of the first label of goals that are met: by chance, the last two below .66
THIN = 5  # fewer actuals are thin evidence


def judge(standing: Standing) -> Judgement:
    """The chance, 0 to 1, of every goal, and its word: (goals,)."""
    expected = expectation(standing)
    chance = expected.chance
    why = Reasons(len(chance))
    why.refuse("exact-level", standing.goals.is_("="))
    why.refuse("one-actual", np.isnan(chance))
    label = grade(chance, BOUNDS)
    met = (label >= 0) & standing.met & ~standing.goals.to_date
    reversing = (label >= UNLIKELY) & ~met & (expected.move < 0) & (standing.moved < 0)
    label[reversing] += len(BOUNDS) + 1 - UNLIKELY  # from "unlikely", off track, to its twin
    label[met] = MET + np.minimum(label[met], UNLIKELY)
    rule = np.where(expected.points < THIN, reason("chance-thin"), reason("chance"))
    terms = [
        Term("v1", standing.actual, years=standing.actual_year),
        Term("points", expected.points, "ratio"),
        Term(N_("years ahead"), expected.ahead, "ratio"),
        Term("low", expected.low),
        Term("median", expected.median),
        Term("high", expected.high),
        Term("chance", chance, "ratio"),
    ]
    return why.judgement(chance, label, rule, terms)


METHOD = Method(
    id="outlook",
    title=N_("chance that the goal is met (this project's outlook)"),
    formula="chance = P(the goal is met at its deadline)",
    direction="chance = P(the level at the deadline lies beyond the base)",
    citation='words: IPCC, "Guidance Note on Consistent Treatment of Uncertainties", 2010, '
    "table 1; distribution: this project",
    confidence="scored",
    labels=(
        Label(N_("virtually certain"), "on-track", "chance ≥ 0.99", "chance ≥ 0.99"),
        Label(N_("very likely"), "on-track", "chance ≥ 0.90", "chance ≥ 0.90"),
        Label(N_("likely"), "on-track", "chance ≥ 0.66", "chance ≥ 0.66"),
        Label(N_("about as likely as not"), "at-risk", "chance ≥ 0.33", "chance ≥ 0.33"),
        Label(N_("unlikely"), "off-track", "chance ≥ 0.10", "chance ≥ 0.10"),
        Label(N_("very unlikely"), "off-track", "chance ≥ 0.01", "chance ≥ 0.01"),
        Label(N_("exceptionally unlikely"), "off-track", "chance < 0.01", "chance < 0.01"),
        Label(N_("unlikely"), "reversing", "chance ≥ 0.10", "chance ≥ 0.10"),
        Label(N_("very unlikely"), "reversing", "chance ≥ 0.01", "chance ≥ 0.01"),
        Label(N_("exceptionally unlikely"), "reversing", "chance < 0.01", "chance < 0.01"),
        Label(N_("virtually certain"), "achieved", "chance ≥ 0.99"),
        Label(N_("very likely"), "achieved", "chance ≥ 0.90"),
        Label(N_("likely"), "achieved", "chance ≥ 0.66"),
        Label(N_("met now, may not hold"), "at-risk", "chance ≥ 0.33"),
        Label(N_("met now, unlikely to hold"), "off-track", "chance < 0.33"),
    ),
    judge=judge,
    example=Example(
        {"comparator": ">", "value": 10000, "year": 2025},
        {2019: 3141.0, 2020: 4222.0, 2021: 5108.0, 2022: 6348.0, 2023: 7565.0},
    ),
    judges_to_date=True,
    judges_met=True,
    decides_met=True,
)
