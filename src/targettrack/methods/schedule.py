"""Linear time schedule (时序进度), as plan monitoring in China practises it.

Source of the four words: the national mid-term assessment of China's 14th Five-Year Plan (State
Council report to the Standing Committee of the National People's Congress, December 2023). The
bounds 1.05 and 0.95 are this project's own.

    v0  the base, in the year t0: the stated one, else the earliest actual of the last five years
    v1  the latest actual, in the year t1
    vT  the goal, in the year T
    d   +1 where more is better, −1 where less is

    way   = d · (v1 − v0) / |vT − v0|    share of the way that is covered
    time  = (t1 − t0) / (T − t0)         share of the time that is gone
    ratio = way / time

Labels: ≥ 1.05, ≥ .95, below; among the last, below 0 the series moves away from the goal.
"""

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Term
from .steps import Reasons, grade, quotient, shared_terms

BOUNDS = (1.05, 0.95, 0.0)


def judge(standing: Standing) -> Judgement:
    """The ratio for every goal, and the label: (goals,)."""
    goals, base, base_year = standing.goals, standing.base, standing.base_year
    way = standing.bound - base
    why = Reasons(len(base))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse("one-actual", np.isnan(base) | np.isnan(base_year))
    why.refuse("base-too-late", ~(standing.actual_year > base_year))
    why.refuse("base-is-target", way == 0)
    covered = quotient((standing.actual - base) * standing.direction, np.abs(way))
    gone = quotient(standing.actual_year - base_year, goals.year - base_year)
    figure = quotient(covered, gone)
    terms = [
        Term("v0", base, years=base_year),
        *shared_terms(standing),
        Term("way", covered, "ratio"),
        Term("time", gone, "ratio"),
    ]
    return why.judgement(figure, grade(figure, BOUNDS), "schedule", terms)


METHOD = Method(
    id="schedule",
    title=N_("linear time schedule (时序进度)"),
    formula="ratio = way / time; way = d · (v1 − v0) / |vT − v0|, time = (t1 − t0) / (T − t0)",
    citation="words: mid-term assessment of the 14th Five-Year Plan, 2023; bounds: this project",
    confidence="house rule",
    labels=(
        Label("快于预期", "on-track", "ratio ≥ 1.05"),
        Label("基本符合预期", "on-track", "ratio ≥ 0.95"),
        Label("滞后于预期", "off-track", "ratio ≥ 0"),
        Label("滞后于预期", "reversing", "ratio < 0"),
    ),
    judge=judge,
    example=Example(
        {"comparator": ">=", "value": 65, "year": 2025, "base_year": 2020},
        {2020: 60.0, 2022: 62.5},
    ),
    achieved="提前实现",
)
