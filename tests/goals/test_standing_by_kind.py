"""Where goals of each kind stand: shares, falling goals, ranges, and numbers without a rate."""

import math
from functools import partial
from pathlib import Path

import pytest
from expected import first, near

from targettrack.assessment import assess as assessment

assess = partial(assessment.assess, methods=["opensdg"])
DATA = Path(__file__).parents[2] / "data"


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
    assert row["expected_now"] == near(10 - 10 * 4 / 6)  # the straight line
    assert (row["required_change"], row["gap"], row["progress"]) == (-2, 4, 0.6)
