"""Where a goal stands: base, growth seen and required, gap, progress, pace, required path."""

import math
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack.assessment import assess as assessment
from targettrack.dataset.folder import read
from targettrack.goals.growth import grown, growth, level_on_path

assess = partial(assessment.assess, methods=["opensdg"])
DATA = Path(__file__).parents[2] / "data"
NUMBERS = [
    "base_year", "base", "actual_year", "actual", "gap", "progress", "observed_growth",
    "required_growth", "required_change", "pace", "expected_now",
]  # fmt: skip


def first(frame) -> dict[str, float]:
    """The numbers of the first row."""
    return {name: float(frame[name].to_numpy(float, na_value=math.nan)[0]) for name in NUMBERS}


def near(value: object):
    return pytest.approx(value, rel=1e-9, nan_ok=True)


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


# Kinds of series


def test_a_share_moves_in_points(dataset) -> None:
    """60 % in 2020, 64 % in 2024: a point a year. Six points in two years are still to go."""
    made = dataset(
        """
        indicator,year,comparator,value,base_year
        x,2026,>=,70,2020
        """,
        """
        indicator,year,value
        x,2020,60
        x,2024,64
        """,
        """
        indicator,kind
        x,share
        """,
    )
    row = first(assess(made))
    assert row["observed_growth"] == 1
    assert row["required_growth"] == row["required_change"] == 3
    assert row["pace"] == near(1 / 3)
    assert row["expected_now"] == near(60 + 10 * 4 / 6)
    assert (row["gap"], row["progress"]) == (6, 0.4)


def test_a_falling_goal(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,base_year
        x,2030,<=,7.25,2015
        """,
        """
        indicator,year,value
        x,2015,14.5
        x,2023,10.4
        """,
    )
    row = first(assess(made))
    observed = (10.4 / 14.5) ** (1 / 8) - 1  # −4.07 % a year
    required = (7.25 / 10.4) ** (1 / 7) - 1  # −5.02 % a year
    assert row["observed_growth"] == near(observed)
    assert row["required_growth"] == near(required)
    assert row["pace"] == near(observed / required)
    assert row["required_change"] == near(-3.15 / 7)
    assert row["gap"] == near(3.15)
    assert row["progress"] == near(4.1 / 7.25)
    assert row["expected_now"] == near(14.5 * 0.5 ** (8 / 15))  # the goal halves the base


def test_a_goal_met_already_requires_nothing(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,base_year
        x,2030,>=,20,2020
        x,2030,<=,20,2020
        """,
        """
        indicator,year,value
        x,2020,10
        x,2024,25
        """,
    )
    met, not_met = (first(assess(made).iloc[[row]]) for row in (0, 1))
    assert (met["gap"], met["progress"]) == (0, 1.5)
    assert met["observed_growth"] == near(2.5 ** (1 / 4) - 1)
    for name in ("required_growth", "required_change", "pace"):
        assert math.isnan(met[name])
    assert not_met["gap"] == 5
    assert math.isnan(not_met["progress"])  # the base met the goal: there was no way to go
    assert not_met["required_growth"] == near((20 / 25) ** (1 / 6) - 1)


def test_exactly_at_a_strict_goal_nothing_is_left_to_go_and_yet_it_is_not_met(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,base_year
            x,2030,>,20,2020
            """,
            """
            indicator,year,value
            x,2020,10
            x,2024,20
            """,
        )
    )
    row = first(table)
    assert (row["gap"], row["required_growth"], row["required_change"]) == (0, 0, 0)
    assert math.isnan(row["pace"])  # a pace against nothing
    assert table["verdict"][0] != "achieved"


@pytest.mark.parametrize(
    ("actual", "gap", "required"), [(8, 2, 1), (12, 0, math.nan), (14, 1, -0.5)]
)
def test_a_range_is_reached_at_its_nearest_bound(dataset, actual, gap, required) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,upper
        x,2026,between,10,13
        """,
        f"""
        indicator,year,value
        x,2024,{actual}
        """,
        """
        indicator,kind
        x,share
        """,
    )
    row = first(assess(made))
    assert row["gap"] == gap
    assert row["required_growth"] == near(required)


@pytest.mark.parametrize(
    ("base", "actual", "progress"),
    [
        # 10 to 20, from above, where 20 is the bound to reach
        (30, 25, 0.5),
        (30, 20, 1),
        (30, 15, 1.5),
        (30, 10, 2),
        (30, 5, math.nan),  # through the range: to 10 there is no way from 30 that leads up
        # and from below
        (0, 5, 0.5),
        (0, 10, 1),
        (0, 15, 1.5),
        (0, 20, 2),
        (0, 25, math.nan),
        (15, 25, math.nan),  # the base met the goal
    ],
)
def test_progress_towards_a_range_counts_to_the_bound_on_the_way(
    dataset, base, actual, progress
) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,upper,base_year
        x,2030,between,10,20,2020
        """,
        f"""
        indicator,year,value
        x,2020,{base}
        x,2024,{actual}
        """,
    )
    assert first(assess(made))["progress"] == near(progress)


def test_a_goal_that_cannot_be_assessed_has_no_figures_of_its_own(dataset) -> None:
    """The sum of years that are not said is not 9 short of 18 because one year was 9."""
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,measure,aggregate,base_year
            x,2026,>=,18,,sum,
            x,2026,>=,7,growth,every,2020
            x,2026,about,18,,,2020
            x,2026,about,2,multiple,,2020
            x,2026,about,9,,,2020
            x,2026,<=,-18,,compound,
            """,
            """
            indicator,year,value
            x,2020,6
            x,2024,9
            """,
        )
    )
    assert list(table["verdict"]) == ["no-data"] * 6
    for name in ("gap", "progress", "required_growth", "required_change", "pace", "expected_now"):
        assert table[name].isna().all(), name
    # a level that is stated is still shown, one that would have to be computed is not
    assert table["target"].tolist() == near([18, math.nan, 18, math.nan, 9, math.nan])
    assert table["actual"].tolist() == [9] * 6


@pytest.mark.parametrize(
    ("base", "actual", "observed", "required"),
    [
        (-5, -3, math.nan, math.nan),  # a growth rate between negatives has no meaning
        (-5, 3, math.nan, (10 / 3) ** (1 / 2) - 1),
        (0, 5, math.nan, 2 ** (1 / 2) - 1),
        (5, 0, math.nan, math.nan),
        (5, -5, math.nan, math.nan),
        (5, 5, 0, 2 ** (1 / 2) - 1),
    ],
)
def test_no_growth_rate_rather_than_a_wrong_one(dataset, base, actual, observed, required) -> None:
    texts = (
        """
        indicator,year,comparator,value,base_year
        x,2026,>=,10,2020
        """,
        f"""
        indicator,year,value
        x,2020,{base}
        x,2024,{actual}
        """,
    )
    row = first(assess(dataset(*texts)))
    assert row["observed_growth"] == near(observed)
    assert row["required_growth"] == near(required)
    assert row["required_change"] == (10 - actual) / 2
    assert row["progress"] == near((actual - base) / (10 - base))
    of_share = first(assess(dataset(*texts, "indicator,kind\nx,share")))
    assert of_share["observed_growth"] == (actual - base) / 4
    assert of_share["required_growth"] == (10 - actual) / 2


def test_a_goal_of_zero_has_no_growth_rate(dataset) -> None:
    row = first(
        assess(
            dataset(
                """
                indicator,year,comparator,value,base_year
                x,2026,<=,0,2020
                """,
                """
                indicator,year,value
                x,2020,10
                x,2024,4
                """,
            )
        )
    )
    assert math.isnan(row["required_growth"])
    assert math.isnan(row["expected_now"])
    assert (row["required_change"], row["gap"], row["progress"]) == (-2, 4, 0.6)


# Deadlines


def test_a_deadline_that_has_passed_is_judged_by_its_own_year(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,base_year
            x,2022,>=,20,2020
            """,
            """
            indicator,year,value
            x,2020,10
            x,2022,19
            x,2023,25
            """,
        )
    )
    row = first(table)
    assert (row["actual_year"], row["actual"], row["gap"]) == (2022, 19, 1)
    assert row["observed_growth"] == near(1.9 ** (1 / 2) - 1)
    assert row["expected_now"] == 20
    assert math.isnan(row["required_growth"])
    assert math.isnan(row["required_change"])
    assert table["verdict"][0] == "missed"


def test_a_deadline_that_has_passed_without_its_actual_has_no_verdict(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,base_year
            x,2022,>=,20,2020
            first,2022,>=,20,
            """,
            """
            indicator,year,value
            x,2020,10
            x,2021,30
            x,2023,25
            first,2023,25
            """,
        )
    )
    row = first(table)
    assert (row["actual_year"], row["actual"]) == (2021, 30)
    assert math.isnan(row["required_growth"])
    assert list(table["verdict"]) == ["no-data"] * 2
    assert list(table["reason"]) == ["year-not-published"] * 2
    assert math.isnan(table["actual"][1])


@pytest.mark.parametrize(
    ("as_of", "year", "actual", "verdict", "reason"),
    [
        (2021, 2021, 12, "at-risk", "ratio"),  # 20 % a year, where 2^(1/3) = 26 % is needed
        (2022, 2022, 18, "on-track", "ratio"),
        (2023, 2022, 18, "on-track", "ratio"),  # the deadline's own year may still be going on
        (2024, 2022, 18, "no-data", "year-not-published"),
        (None, 2022, 18, "no-data", "year-not-published"),
    ],
)
def test_as_of_a_year(dataset, as_of, year, actual, verdict, reason) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,base_year
        x,2023,>=,20,2020
        """,
        """
        indicator,year,value
        x,2020,10
        x,2021,12
        x,2022,18
        x,2025,30
        """,
    )
    table = assess(made, as_of=as_of)
    row = first(table)
    assert (row["actual_year"], row["actual"]) == (year, actual)
    assert (table["verdict"][0], table["reason"][0]) == (verdict, reason)


def test_as_of_leaves_out_later_actuals(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value
            x,2030,>=,20
            """,
            """
            indicator,year,value
            x,2020,10
            x,2021,12
            x,2022,18
            """,
        ),
        as_of=2021,
    )
    row = first(table)
    assert (row["base_year"], row["actual_year"]) == (2020, 2021)
    assert row["observed_growth"] == near(0.2)


# The base


@pytest.mark.parametrize(
    ("stated", "actuals", "base_year", "base"),
    [
        ("2019,", "2015:1 2019:5 2024:9", 2019, 5),
        ("2010,", "2010:1 2019:5 2024:9", 2010, 1),  # a stated base may lie further back
        ("2018,", "2015:1 2019:5 2024:9", None, None),  # and is not replaced by another year
        ("2018,4", "2015:1 2019:5 2024:9", 2018, 4),
        ("2019,4", "2015:1 2019:5 2024:9", 2019, 4),  # a stated value goes before the actual
        (",4", "2015:1 2019:5 2024:9", None, 4),  # no year, no growth
        (",", "2015:1 2019:5 2020:6 2024:9", 2019, 5),  # the earliest of five years
        (",", "2015:1 2018:5 2024:9", None, None),  # six years back is too far
        (",", "2015:1 2018:5 2022:6 2023:7 2024:9", 2022, 6),
        (",", "2023:7 2024:9", 2023, 7),
        (",", "2024:9", None, None),
    ],
)
def test_the_base(dataset, stated, actuals, base_year, base) -> None:
    rows = [f"x,{year},{value}" for year, value in (pair.split(":") for pair in actuals.split())]
    row = first(
        assess(
            dataset(
                f"""
                indicator,year,comparator,value,base_year,base_value
                x,2030,>=,20,{stated}
                """,
                "\n".join(["indicator,year,value", *rows]),
            )
        )
    )
    assert row["base_year"] == near(math.nan if base_year is None else base_year)
    assert row["base"] == near(math.nan if base is None else base)
    observed = math.nan
    if base_year:
        observed = (9 / base) ** (1 / (2024 - base_year)) - 1
    assert row["observed_growth"] == near(observed)


def test_a_base_in_the_year_of_the_actual_gives_no_growth(dataset) -> None:
    row = first(
        assess(
            dataset(
                """
                indicator,year,comparator,value,base_year,base_value
                x,2030,>=,20,2024,-8
                """,
                """
                indicator,year,value
                x,2024,9
                """,
            )
        )
    )
    assert (row["base_year"], row["base"], row["expected_now"]) == (2024, -8, -8)
    assert math.isnan(row["observed_growth"])


def test_a_base_after_the_actual_gives_neither_growth_nor_a_path(dataset) -> None:
    row = first(
        assess(
            dataset(
                """
                indicator,year,comparator,value,base_year,base_value
                x,2030,>=,20,2026,10
                """,
                """
                indicator,year,value
                x,2024,9
                """,
            )
        )
    )
    assert (row["base_year"], row["base"]) == (2026, 10)
    assert math.isnan(row["observed_growth"])
    assert math.isnan(row["expected_now"])


def test_a_share_may_be_stated_as_a_fraction(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,base_year
        x,2028,>=,0.9,2020
        """,
        """
        indicator,year,value
        x,2020,0.5
        x,2024,0.6
        """,
        "indicator,kind\nx,share",
    )
    row = first(assess(made))
    assert (row["progress"], row["gap"]) == (near(0.25), near(0.3))
    assert (row["observed_growth"], row["required_growth"]) == (near(0.025), near(0.075))


def test_growth_divides_by_years_not_by_points(dataset) -> None:
    """Three points over four years: 1.1^4 = 1.4641."""
    row = first(
        assess(
            dataset(
                """
                indicator,year,comparator,value
                x,2028,>=,214.358881
                """,
                """
                indicator,year,value
                x,2020,100
                x,2023,123
                x,2024,146.41
                """,
            )
        )
    )
    assert row["observed_growth"] == near(0.1)
    assert row["required_growth"] == near(0.1)  # 100 × 1.1^8
    assert row["pace"] == near(1)
    assert row["expected_now"] == near(146.41)


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
        elif share:
            row["expected_now"] = base + (target - base) * way
        elif base > 0 and target > 0:
            row["expected_now"] = base * (target / base) ** way
    return row
