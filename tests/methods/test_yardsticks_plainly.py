"""The yardsticks of all goals at once against the obvious code for one goal, on any series."""

import math

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from targettrack.assessment.assess import assess
from targettrack.dataset.model import Dataset

YEARS = range(2010, 2025)
DEADLINE = 2030
LEVELS = st.one_of(
    st.sampled_from([-2.0, 0.0, 1.0, 5.0, 10.0]), st.floats(0.1, 100).map(lambda x: round(x, 2))
)
SERIES = st.dictionaries(st.sampled_from(YEARS), LEVELS, min_size=1, max_size=len(YEARS))
GOAL = st.tuples(
    st.sampled_from([">=", "<=", ">", "<"]),
    LEVELS,
    st.one_of(st.none(), st.sampled_from(range(2008, 2027))),
)

Verdict = tuple[str, float] | None  # label and figure; None for no verdict


def better(sign: str) -> int:
    return 1 if sign in (">", ">=") else -1


def first_from(series: dict[int, float], year: int) -> int | None:
    return min((each for each in series if each >= year), default=None)


def rate(start: float, end: float, years: int) -> float:
    return (end / start) ** (1 / years) - 1


def quotient(over: float, under: float) -> float:
    return over / under if under else math.copysign(math.inf, over) if over else math.nan


def graded(figure: float, bounds: list[tuple[float, str]], last: str) -> Verdict:
    if math.isnan(figure):
        return None
    label = next((word for bound, word in bounds if figure >= bound - 1e-12), last)
    return label, figure


def un_base(series: dict[int, float], stated: int | None) -> int | None:
    """2015 or the stated year, else the next later one that is before the latest actual."""
    year = first_from(series, 2015 if stated is None else stated)
    return year if year is not None and year < max(series) else None


def window_start(series: dict[int, float], years: int = 5) -> int | None:
    year = first_from(series, max(series) - years)
    return year if year is not None and year < max(series) else None


def destatis(sign: str, goal: float, stated: int | None, series: dict[int, float]) -> Verdict:
    last = sorted(series)[-6:]
    if len(last) < 4:
        return None
    step = (series[last[-1]] - series[last[0]]) / (last[-1] - last[0])
    latest = series[last[-1]]
    carried_on = latest + step * (DEADLINE - last[-1])
    miss = quotient(better(sign) * (goal - carried_on), abs(goal - latest))
    if better(sign) * step <= 0:
        return "storm", miss
    if miss < 0.05 - 1e-12:
        return "sun", miss
    return ("sun-cloud" if miss <= 0.20 + 1e-12 else "cloud"), miss


def un(sign: str, goal: float, stated: int | None, series: dict[int, float]) -> Verdict:
    base, latest = un_base(series, stated), max(series)
    if base is None or series[base] <= 0 or series[latest] < 0 or series[base] == goal:
        return None
    growth = rate(series[base], series[latest], latest - base)
    carried_on = series[base] * (1 + growth) ** (DEADLINE - base)
    figure = better(sign) * (carried_on - series[base]) / abs(goal - series[base])
    return graded(
        figure,
        [(0.95, "on track or target met"), (0.1, "fair progress, but acceleration needed")],
        "stagnation or regression",
    )


def un_2022(sign: str, goal: float, stated: int | None, series: dict[int, float]) -> Verdict:
    base, latest = un_base(series, stated), max(series)
    if base is None or min(series[base], goal) <= 0 or series[latest] < 0 or series[base] == goal:
        return None
    growth = rate(series[base], series[latest], latest - base)
    figure = better(sign) * growth / abs(rate(series[base], goal, DEADLINE - base))
    return graded(
        figure,
        [
            (0.95 + 2e-12, "substantial progress or on track"),
            (0.5, "fair progress"),
            (-0.1, "limited or no progress"),
        ],
        "deterioration",
    )


def eurostat(sign: str, goal: float, stated: int | None, series: dict[int, float]) -> Verdict:
    start, latest = window_start(series), max(series)
    if start is None or min(series[start], goal) <= 0 or series[latest] < 0:
        return None
    if series[start] == goal:
        return None
    growth = rate(series[start], series[latest], latest - start)
    figure = better(sign) * growth / abs(rate(series[start], goal, DEADLINE - start))
    return graded(
        figure,
        [
            (0.95, "significant progress"),
            (0.6, "moderate progress"),
            (0, "insufficient progress"),
        ],
        "movement away",
    )


def sdsn(sign: str, goal: float, stated: int | None, series: dict[int, float]) -> Verdict:
    base, start, latest = un_base(series, stated), window_start(series), max(series)
    if base is None or start is None or series[base] == goal:
        return None
    change = (series[latest] - series[start]) / (latest - start)
    figure = better(sign) * change / abs((goal - series[base]) / (DEADLINE - base))
    return graded(
        figure,
        [(1, "↑ on track or maintaining"), (0.5, "➚ moderately improving"), (0, "→ stagnating")],
        "↓ decreasing",
    )


def wri(sign: str, goal: float, stated: int | None, series: dict[int, float]) -> Verdict:
    start, latest = window_start(series), max(series)
    if start is None:
        return None
    change = better(sign) * (series[latest] - series[start]) / (latest - start)
    if change < 0:
        return "wrong direction", math.nan
    if change == 0:
        return "well off track", math.nan
    factor = better(sign) * (goal - series[latest]) / (DEADLINE - latest) / change
    if factor <= 1 + 1e-12:
        return "on track", factor
    return ("off track" if factor < 2 - 1e-12 else "well off track"), factor


PLAIN = {
    "destatis": destatis,
    "un": un,
    "un-2022": un_2022,
    "eurostat": eurostat,
    "sdsn": sdsn,
    "wri": wri,
}


def met(sign: str, goal: float, latest: float) -> bool:
    return {
        ">=": latest >= goal,
        "<=": latest <= goal,
        ">": latest > goal,
        "<": latest < goal,
    }[sign]


@given(st.lists(st.tuples(GOAL, SERIES), min_size=1, max_size=5))
def test_all_goals_at_once_as_one_by_one(cases) -> None:
    names = [f"s{number}" for number in range(len(cases))]
    targets = pd.DataFrame(
        {
            "indicator": pd.Categorical(names, categories=names),
            "year": DEADLINE,
            "comparator": pd.Categorical([sign for (sign, _, _), _ in cases]),
            "value": [goal for (_, goal, _), _ in cases],
            "base_year": pd.array([stated for (_, _, stated), _ in cases], "Int32"),
        }
    )
    facts = [
        (name, year, level)
        for name, (_, series) in zip(names, cases, strict=True)
        for year, level in series.items()
    ]
    actuals = pd.DataFrame(facts, columns=["indicator", "year", "value"])
    actuals["indicator"] = pd.Categorical(actuals["indicator"], categories=names)
    indicators = pd.DataFrame({"indicator": pd.Categorical([], categories=names)})
    table = assess(Dataset(targets, actuals, indicators), list(PLAIN))
    rows = iter(table.to_dict("records"))
    for (sign, goal, stated), series in cases:
        for method, plain in PLAIN.items():
            row = next(rows)
            assert row["method"] == method
            if met(sign, goal, series[max(series)]):
                assert row["verdict"] == "achieved"
                continue
            expected = plain(sign, goal, stated, series)
            if expected is None:
                assert row["verdict"] == "no-data", (method, row)
                continue
            label, figure = expected
            assert row["label"] == label, (method, row)
            assert math.isclose(row["figure"], figure, rel_tol=1e-9, abs_tol=1e-12) or (
                math.isnan(figure) and math.isnan(row["figure"])
            ), (method, row)
