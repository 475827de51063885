"""Weather symbols: the trend carried on to the deadline, and by how much it misses the goal.

Source: German Sustainable Development Strategy, indicator report of the Federal Statistical
Office (Destatis), "Calculation and assessment of the status of the indicators".

    v1  the latest actual, in the year t1
    vT  the goal, in the year T; of a range the end that is easier to reach
    vs  the first of the last six observations, in the year ts; at least four are needed
    d   +1 where more is better, −1 where less is

    s = (v1 − vs) / (t1 − ts)          mean change a year
    p = v1 + s · (T − t1)              the trend carried on to the deadline
    m = d · (vT − p) / |vT − v1|       the share of the way left that the trend misses

Goals that are met: sun where d · s ≥ 0, else sun-cloud. Goals that are not: storm where
d · s ≤ 0, else sun for m < 5 %, sun-cloud for m ≤ 20 %, cloud above.
"""

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from .method import Example, Judgement, Label, Method, Term
from .steps import Reasons, grade, just_above, quotient, shared_terms

WINDOW, FEWEST = 6, 4  # observations
SUN, SUN_CLOUD, CLOUD, STORM = range(4)
BOUNDS = (just_above(-0.05), -0.20)  # of −m, since `grade` takes bounds that fall


def judge(standing: Standing) -> Judgement:
    """m, a share of the way left, for every goal that is not met, and the symbol: (goals,)."""
    goals = standing.goals
    start_year, points = goals.panel.nth_last(goals.series, standing.actual_year, WINDOW)
    start = goals.panel.at(goals.series, start_year)
    why = Reasons(len(start))
    why.refuse("direction-only", goals.is_("up", "down"))
    why.refuse("one-actual", points < 2)
    why.refuse("few-actuals", points < FEWEST)
    step = quotient(standing.actual - start, standing.actual_year - start_year)
    carried_on = standing.actual + step * (goals.year - standing.actual_year)
    left = np.abs(standing.bound - standing.actual)
    miss = quotient(standing.direction * (standing.bound - carried_on), left)
    towards = standing.direction * step
    label = grade(-miss, BOUNDS)
    label[~(towards > 0)] = STORM  # also where the trend is NaN: those goals are refused
    label = np.where(standing.met, np.where(towards >= 0, SUN, SUN_CLOUD), label)
    terms = [
        Term("vs", start, years=start_year),
        *shared_terms(standing),
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
