"""Linear time schedule (时序进度), as plan monitoring in China practises it.

Share of the way covered against share of the time gone:

    ratio = (v1 − v0) / (vT − v0)  ÷  (t1 − t0) / (T − t0)

The four words are those of the national mid-term assessment of China's 14th Five-Year Plan
(State Council report to the Standing Committee of the National People's Congress, December 2023);
the bounds 1.05 and 0.95 are this project's own. The base is the stated one, else the earliest
actual of the last five years.
"""

from __future__ import annotations

import numpy as np

from ..codes import reason
from ..language import N_
from ..trajectory import Standing
from .common import Judgement, Method, Reasons, grade

BOUNDS = (1.05, 0.95, 0.0)


def judge(standing: Standing) -> Judgement:
    """The ratio for every goal, and the label read from it."""
    goals, base = standing.goals, standing.base
    way = standing.target - base
    why = Reasons(len(base))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse("one-actual", np.isnan(base) | np.isnan(standing.base_year))
    why.refuse("base-too-late", ~(standing.actual_year > standing.base_year))
    why.refuse("base-is-target", way == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        covered = (standing.actual - base) / np.abs(way) * standing.direction
        gone = (standing.actual_year - standing.base_year) / (goals.year - standing.base_year)
        figure = np.where(why.none, covered / gone, np.nan)
    return Judgement(
        figure, grade(figure, BOUNDS), np.where(why.none, reason("schedule"), why.codes)
    )


METHOD = Method(
    id="schedule",
    title=N_("linear time schedule (时序进度)"),
    formula="(v1 − v0) / (vT − v0) ÷ (t1 − t0) / (T − t0)",
    citation="words: mid-term assessment of the 14th Five-Year Plan, 2023; bounds: this project",
    confidence="house rule",
    labels=(
        ("快于预期", "on-track"),
        ("基本符合预期", "on-track"),
        ("滞后于预期", "off-track"),
        ("滞后于预期", "reversing"),  # away from the goal: below 0
    ),
    achieved="提前实现",
    achieved_on_time="",
    points=2,
    judge=judge,
)
