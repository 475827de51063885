"""Weather symbols: the trend carried on to the deadline, and by how much it misses the goal.

Source: German Sustainable Development Strategy, indicator report of the Federal Statistical
Office (Destatis), "Calculation and assessment of the status of the indicators".

With v1 the latest actual at t1, vT the goal at T, d = +1 where more is better and −1 where less
is, and vs the first of the last six observations, at ts (at least four are needed):

    s = (v1 − vs) / (t1 − ts)          mean change a year
    p = v1 + s · (T − t1)              the trend carried on to the deadline
    m = d · (vT − p) / |vT − v1|       the share of the way left that it misses

Met already: sun where d · s ≥ 0, else sun-cloud. Not met: storm where d · s ≤ 0; else sun for
m < 5 %, sun-cloud for m ≤ 20 %, cloud above. The weaker bound of a range counts.
"""

from __future__ import annotations

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Reasons, Term, above, given, grade, ratio

WINDOW, FEWEST = 6, 4  # observations
SUN, SUN_CLOUD, CLOUD, STORM = range(4)
BOUNDS = (above(-0.05), -0.20)  # of −m: a miss below 5 %, of 20 % at most


def judge(standing: Standing) -> Judgement:
    """m for every goal that is not met, and the symbol."""
    goals = standing.goals
    start_year, points = goals.panel.nth_last(goals.series, standing.actual_year, WINDOW)
    start = goals.panel.at(goals.series, start_year)
    why = Reasons(len(start))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse("one-actual", points < 2)
    why.refuse("few-actuals", points < FEWEST)
    step = ratio(standing.actual - start, standing.actual_year - start_year)
    carried_on = standing.actual + step * (goals.year - standing.actual_year)
    left = np.abs(standing.bound - standing.actual)
    miss = ratio(standing.direction * (standing.bound - carried_on), left)
    towards = standing.direction * step
    label = grade(-miss, BOUNDS)
    label[~(towards > 0)] = STORM
    label = np.where(standing.met, np.where(towards >= 0, SUN, SUN_CLOUD), label)
    terms = [
        Term("vs", start, years=start_year),
        *given(standing),
        Term("s", step, "change"),
        Term("p", carried_on),
        Term("m", miss, "ratio"),
    ]
    return why.judgement(np.where(standing.met, np.nan, miss), label, "miss", terms)


METHOD = Method(
    id="destatis",
    title=N_("weather symbols (Destatis)"),
    formula="m = d · (vT − p) / |vT − v1|; p = v1 + s · (T − t1), s = (v1 − vs) / (t1 − ts)",
    citation="German Sustainable Development Strategy, indicator report (Statistisches Bundesamt)",
    confidence="verified",
    labels=(
        Label("sun", "on-track", N_("m < 0.05; where the goal is met, d · s ≥ 0")),
        Label("sun-cloud", "at-risk", N_("m ≤ 0.20; where the goal is met, d · s < 0")),
        Label("cloud", "off-track", "m > 0.20"),
        Label("storm", "reversing", "d · s ≤ 0"),
    ),
    points=FEWEST,
    judge=judge,
    example=Example(  # indicator 12.4, published as sun-cloud for 2019 (Statistisches Bundesamt)
        {"comparator": "<=", "value": 10, "year": 2030},
        {2014: 15.587, 2015: 15.082, 2016: 14.766, 2017: 14.338, 2018: 14.021, 2019: 13.949},
    ),
    judges_met=True,
)
