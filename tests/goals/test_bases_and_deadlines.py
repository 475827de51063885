"""Where growth is counted from, and what becomes of a goal when its year has come."""

import math
from functools import partial
from pathlib import Path

import pytest
from expected import first, near

from targettrack.assessment import assess as assessment

assess = partial(assessment.assess, methods=["opensdg"])
DATA = Path(__file__).parents[2] / "data"


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
