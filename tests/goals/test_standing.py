"""Where a goal stands: base, growth seen and required, gap, progress, pace, required path."""

import math
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from expected import NUMBERS, first, near
from hypothesis import given
from hypothesis import strategies as st

from targettrack.assessment import assess as assessment
from targettrack.dataset.folder import read
from targettrack.goals.growth import grown, growth, level_on_path

assess = partial(assessment.assess, methods=["opensdg"])
DATA = Path(__file__).parents[2] / "data"


# The figures of the example


def test_the_example() -> None:
    """7,565 firms in 2023, up 19.2 %, are to be 10,000 by 2025 and 12,700 by 2027."""
    table = assess(read(DATA)).set_index(["indicator", "target_year"])
    high, tech = table.loc["high-tech-firms"], table.loc["sci-tech-firms"]

    required = high["required_growth"]
    assert required[2025] == near((10000 / 7565) ** (1 / 2) - 1)
    assert required[2025] == pytest.approx(0.1497, abs=5e-5)
    assert required[2027] == near((12700 / 7565) ** (1 / 4) - 1)
    assert required[2027] == pytest.approx(0.1383, abs=5e-5)
    assert high["observed_growth"].tolist() == near([0.192] * 2)
    assert high["base"].tolist() == near([7565 / 1.192] * 2)
    assert high["base_year"].tolist() == [2022, 2022]
    assert high["gap"].tolist() == [2435, 5135]
    assert high["required_change"].tolist() == [2435 / 2, 5135 / 4]
    assert high["pace"][2025] == near(0.192 / required[2025])

    required = tech["required_growth"]
    assert required[2025] == near((67000 / 58524) ** (1 / 2) - 1)
    assert required[2025] == pytest.approx(0.0700, abs=5e-5)
    assert required[2027] == near((86000 / 58524) ** (1 / 4) - 1)
    assert required[2027] == pytest.approx(0.1010, abs=5e-5)
    assert tech["observed_growth"].tolist() == near([0.361] * 2)
    assert tech["base"].tolist() == near([58524 / 1.361] * 2)


def test_the_expected_path_of_the_example() -> None:
    """From 7565 / 1.192 in 2022 to 10,000 in 2025: a third of the time at constant growth."""
    row = first(assess(read(DATA)))
    base = 7565 / 1.192
    assert row["expected_now"] == near(base * (10000 / base) ** (1 / 3))
    assert row["progress"] == near((7565 - base) / (10000 - base))


# Goals over several years


def test_what_is_left_of_a_sum_or_a_mean_for_the_years_left(dataset) -> None:
    """24 in two years of five. A sum of 100 leaves 76 for three; a mean of 20, the same."""
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,aggregate,base_year
            x,2025,>=,100,sum,2020
            x,2025,>=,20,mean,2020
            x,2025,<=,100,sum,2020
            x,2025,>=,20,sum,2020
            """,
            """
            indicator,year,value
            x,2020,7
            x,2021,10
            x,2022,14
            """,
        )
    )
    third = 76 / 3
    assert table["required_change"].tolist() == near([third, third, third, math.nan])
    assert table["actual"].tolist() == [24, 12, 24, 24]
    assert table["gap"].tolist() == [76, 8, 0, 0]
    assert table["required_growth"].isna().all()
    # a sum starts from nothing; two fifths of the time are gone
    assert table["base"].tolist() == near([0, math.nan, 0, 0])
    assert table["expected_now"].tolist() == near([40, math.nan, 40, 8])
    assert table["progress"][0] == 0.24


# Properties


@given(
    start=st.floats(0.01, 1e6),
    end=st.floats(0.01, 1e6),
    years=st.integers(1, 40),
    linear=st.booleans(),
)
def test_growing_at_the_growth_from_here_to_there_leads_there(start, end, years, linear) -> None:
    one = [np.array([each], float) for each in (start, end, years)]
    rate = growth(*one, np.array([linear]))
    landed = grown(one[0], rate, one[2], np.array([linear]))
    assert landed[0] == pytest.approx(end, rel=1e-6, abs=1e-9)
    halfway = level_on_path(one[0], one[1], np.array([0.5]), np.array([linear]))[0]
    assert halfway == pytest.approx((start + end) / 2 if linear else math.sqrt(start * end))


@given(
    actual=st.integers(1, 10**6),
    target=st.integers(1, 10**6),
    left=st.integers(1, 30),
    comparator=st.sampled_from([">", ">=", "<", "<=", "="]),
    kind=st.sampled_from(["amount", "share", "rate", "rank"]),
)
def test_required_growth_for_the_years_left_lands_on_the_target(
    dataset, actual, target, left, comparator, kind
) -> None:
    made = dataset(
        f"""
        indicator,year,comparator,value
        x,{2020 + left},{comparator},{target}
        """,
        f"""
        indicator,year,value
        x,2020,{actual}
        """,
        f"""
        indicator,kind
        x,{kind}
        """,
    )
    table = assess(made)
    row = first(table)
    if table["verdict"][0] == "achieved":
        assert math.isnan(row["required_growth"])
        return
    level = float(actual)
    for _ in range(left):
        level += row["required_growth"] * (level if kind == "amount" else 1)
    assert level == pytest.approx(target)
    assert actual + left * row["required_change"] == pytest.approx(target)


levels = st.integers(-3, 12)
goal_rows = st.tuples(
    st.sampled_from("ab"),
    st.integers(2017, 2030),  # deadline
    st.sampled_from([">", ">=", "<", "<=", "=", "between", "about", "up", "down"]),
    levels,
    st.integers(1, 4),  # width of a range
    st.none() | st.integers(2012, 2016),  # base year
    st.none() | levels,  # base value
)


@given(
    goals=st.lists(goal_rows, min_size=1, max_size=6),
    facts=st.dictionaries(st.tuples(st.sampled_from("ab"), st.integers(2012, 2022)), levels),
    share=st.sampled_from(["", "a", "b"]),
    as_of=st.none() | st.integers(2014, 2024),
)
def test_all_goals_at_once_are_as_each_goal_alone(dataset, goals, facts, share, as_of) -> None:
    lines = ["indicator,year,comparator,value,upper,tolerance,base_year,base_value"]
    for name, year, comparator, level, width, base_year, base_value in goals:
        value = "" if comparator in ("up", "down") else level
        upper = level + width if comparator == "between" else ""
        tolerance = width if comparator == "about" else ""
        base = ["" if each is None else each for each in (base_year, base_value)]
        cells = [name, year, comparator, value, upper, tolerance, *base]
        lines.append(",".join(map(str, cells)))
    actuals = [f"{name},{year},{value}" for (name, year), value in facts.items()]
    table = assess(
        dataset(
            "\n".join(lines),
            "\n".join(["indicator,year,value", *actuals]),
            f"indicator,kind\n{share},share" if share else "",
        ),
        as_of=as_of,
    )
    for place, goal in enumerate(goals):
        own = {year: value for (name, year), value in facts.items() if name == goal[0]}
        expected = one_goal(goal, own, goal[0] == share, as_of)
        found = first(table.iloc[[place]])
        assert found == {name: near(expected.get(name, math.nan)) for name in NUMBERS}


def one_goal(goal, facts: dict[int, int], share: bool, as_of: int | None) -> dict[str, float]:
    """The numbers of one goal, worked out as one would by hand."""
    _, deadline, comparator, level, width, base_year, base_value = goal
    known = {year: value for year, value in facts.items() if as_of is None or year <= as_of}
    row: dict[str, float] = {}
    if base_value is not None:
        row["base"] = base_value
    elif base_year is not None and base_year in known:
        row["base"] = known[base_year]
    if base_year is not None and "base" in row:
        row["base_year"] = base_year
    passed = any(year >= deadline for year in known) or (as_of is not None and deadline < as_of)
    in_time = [year for year in known if year <= deadline]
    if not in_time:
        return row
    year = max(in_time)
    actual = known[year]
    row |= {"actual_year": year, "actual": actual}
    if base_year is None and base_value is None:
        earlier = [each for each in known if year - 5 <= each < year]
        if earlier:
            row |= {"base_year": min(earlier), "base": known[min(earlier)]}

    lower = level - width if comparator == "about" else level
    upper = level + width if comparator in ("between", "about") else level
    sign = -1 if comparator in ("<", "<=") else 1
    target = lower
    base, since = row.get("base", math.nan), row.get("base_year", math.nan)
    from_above = actual > upper or (lower <= actual and base > upper)
    if comparator in ("=", "between", "about") and from_above:
        sign, target = -1, upper
    met = {
        ">": actual > level,
        ">=": actual >= level,
        "<": actual < level,
        "<=": actual <= level,
    }.get(comparator, lower <= actual <= upper)

    def rate(start: float, end: float, years: float) -> float:
        if not years > 0:
            return math.nan
        if share:
            return (end - start) / years
        return (end / start) ** (1 / years) - 1 if start > 0 and end > 0 else math.nan

    row["observed_growth"] = rate(base, actual, year - since)
    if comparator in ("up", "down"):
        if since == year:
            row["expected_now"] = base
        return row
    row["gap"] = 0 if met else max(sign * (target - actual), 0)
    if sign * (target - base) > 0:
        row["progress"] = (actual - base) / (target - base)
    if not passed and not met:
        row["required_growth"] = rate(actual, target, deadline - year)
        row["required_change"] = (target - actual) / (deadline - year)
        if row["required_growth"]:
            row["pace"] = row["observed_growth"] / row["required_growth"]
    if since <= year:
        way = (year - since) / (deadline - since)
        if way in (0, 1):
            row["expected_now"] = target if way else base
        elif share or base <= 0 or target <= 0:
            row["expected_now"] = base + (target - base) * way
        else:
            row["expected_now"] = base * (target / base) ** way
    return row
