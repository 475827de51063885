"""Linear time schedule (时序进度), as plan monitoring in China practises it.

Share of the way covered against share of the time gone:

    ratio = d · (v1 − v0) / |vT − v0|  ÷  (t1 − t0) / (T − t0)

The four words are those of the national mid-term assessment of China's 14th Five-Year Plan
(State Council report to the Standing Committee of the National People's Congress, December 2023);
the bounds 1.05 and 0.95 are this project's own. The base is the stated one, else the earliest
actual of the last five years.
"""

from __future__ import annotations

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Reasons, Term, given, grade, ratio

BOUNDS = (1.05, 0.95, 0.0)


def judge(standing: Standing) -> Judgement:
    """The ratio for every goal, and the label read from it."""
    goals, base, base_year = standing.goals, standing.base, standing.base_year
    way = standing.bound - base
    why = Reasons(len(base))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse("one-actual", np.isnan(base) | np.isnan(base_year))
    why.refuse("base-too-late", ~(standing.actual_year > base_year))
    why.refuse("base-is-target", way == 0)
    covered = ratio((standing.actual - base) * standing.direction, np.abs(way))
    gone = ratio(standing.actual_year - base_year, goals.year - base_year)
    figure = ratio(covered, gone)
    terms = [
        Term("v0", base, years=base_year),
        *given(standing),
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
    points=2,
    judge=judge,
    example=Example(
        {"comparator": ">=", "value": 65, "year": 2025, "base_year": 2020},
        {2020: 60.0, 2022: 62.5},
    ),
    achieved="提前实现",
)
