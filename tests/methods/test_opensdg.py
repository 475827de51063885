"""The ratio of growth rates, as the Open SDG documentation defines it."""

import math

import numpy as np
import pytest

from targettrack.assessment.assess import assess
from targettrack.methods import METHODS

WORDS = {label.word: label.verdict for label in METHODS["opensdg"].labels}


def judged(dataset, goal: str, actuals: str, limit: str = ""):
    """The row of one goal on x: `<=,7.25,2030,2015` on `2015:14.5 2023:10.4`."""
    comparator, value, year, base_year = goal.split(",")
    rows = [f"x,{at},{level}" for at, level in (pair.split(":") for pair in actuals.split())]
    made = dataset(
        f"""
        indicator,year,comparator,value,base_year,limit
        x,{year},{comparator},{value},{base_year},{limit}
        """,
        "\n".join(["indicator,year,value", *rows]),
    )
    return assess(made, methods=["opensdg"]).iloc[0]


# The published examples


def test_a_falling_goal_of_the_documentation(dataset) -> None:
    """14.5 in 2015, 10.4 in 2023, half of 14.5 by 2030."""
    row = judged(dataset, "<=,7.25,2030,", "2015:14.5 2023:10.4")
    assert row["figure"] == pytest.approx(0.90109, abs=5e-6)
    observed, needed = (10.4 / 14.5) ** (1 / 8) - 1, (7.25 / 14.5) ** (1 / 15) - 1
    assert row["figure"] == pytest.approx(observed / needed)  # both fall: d · −x / |−y|
    assert (row["label"], row["verdict"]) == ("moderate_progress", "at-risk")
    assert row["reason"] == "ratio"


def test_a_direction_near_its_limit(dataset) -> None:
    """66.6 in 2016, 71.4 in 2023, up, limit 100: C = 1 − 0.666^4.44 = .8355."""
    row = judged(dataset, "up,,2030,2016", "2016:66.6 2023:71.4", limit="100")
    assert row["figure"] == pytest.approx(0.0099915, abs=5e-8)
    assert row["figure"] == pytest.approx((71.4 / 66.6) ** (1 / 7) - 1)
    assert (row["label"], row["verdict"]) == ("moderate_progress", "at-risk")
    assert row["reason"] == "direction"


# Bounds


@pytest.mark.parametrize(
    ("latest", "label"),
    [
        # from 100, 121 in two years needs 10 % a year: R is ten times the first year's growth
        (121, "target_achieved"),
        (120.9, "substantial_progress"),
        (109.5, "substantial_progress"),  # exactly .95
        (109.49, "moderate_progress"),
        (106, "moderate_progress"),  # exactly .60
        (105.99, "limited_progress"),
        (100, "limited_progress"),  # exactly 0
        (99.99, "deterioration"),
    ],
)
def test_bounds_of_the_ratio(dataset, latest, label) -> None:
    row = judged(dataset, ">=,121,2017,2015", f"2015:100 2016:{latest}")
    assert row["label"] == label
    assert row["verdict"] == WORDS.get(label, "achieved")
    if label != "target_achieved":
        assert row["figure"] == pytest.approx((latest - 100) / 10)


@pytest.mark.parametrize(
    ("latest", "label"),
    [
        (80.9, "target_achieved"),
        (81, "target_achieved"),
        (81.1, "substantial_progress"),
        (90.5, "substantial_progress"),
        (90.51, "moderate_progress"),
        (94, "moderate_progress"),
        (94.01, "limited_progress"),
        (100, "limited_progress"),
        (100.01, "deterioration"),
    ],
)
def test_bounds_of_the_ratio_where_less_is_better(dataset, latest, label) -> None:
    row = judged(dataset, "<=,81,2017,2015", f"2015:100 2016:{latest}")
    assert row["label"] == label


@pytest.mark.parametrize(
    ("comparator", "latest", "label"),
    [
        ("up", 101.5, "substantial_progress"),  # exactly 1.5 %
        ("up", 101.49, "moderate_progress"),
        ("up", 100.5, "moderate_progress"),  # exactly 0.5 %
        ("up", 100.49, "limited_progress"),
        ("up", 100, "limited_progress"),  # exactly 0
        ("up", 99.99, "deterioration"),
        ("down", 98.5, "substantial_progress"),
        ("down", 98.51, "moderate_progress"),
        ("down", 99.5, "moderate_progress"),
        ("down", 99.51, "limited_progress"),
        ("down", 100, "limited_progress"),
        ("down", 100.01, "deterioration"),
    ],
)
def test_bounds_without_a_number(dataset, comparator, latest, label) -> None:
    row = judged(dataset, f"{comparator},,2030,2015", f"2015:100 2016:{latest}")
    assert (row["label"], row["verdict"]) == (label, WORDS[label])


@pytest.mark.parametrize(
    ("base", "ease"),
    [
        (1, 1.0),  # far below the limit: 1 − 0.01^4.44
        (66.6, 0.8355),
        (100, 0.0),  # at it, every rise is substantial
        (150, 1 - 0.5**4.44),
        (200, 1.0),
        (300, 1.0),
    ],
)
def test_bounds_shrink_near_the_limit(dataset, base, ease) -> None:
    for bound, at, below in [
        (1.5, "substantial_progress", "moderate_progress"),
        (0.5, "moderate_progress", "limited_progress"),
    ]:
        growth = bound * ease / 100
        for rate, label in ((growth + 1e-5, at), (growth - 1e-5, below)):
            row = judged(
                dataset, "up,,2030,2015", f"2015:{base} 2016:{base * (1 + rate)}", limit="100"
            )
            if ease == 0:
                label = "substantial_progress" if rate > 0 else "deterioration"
            assert row["label"] == label, (bound, rate)


def test_the_limit_is_the_goals_own_else_the_indicators(dataset) -> None:
    """1.2 % a year from 80 is moderate, and substantial below a limit of 100: C = .629."""
    made = dataset(
        """
        indicator,year,comparator,value,base_year,limit
        x,2030,up,,2015,
        x,2030,up,,2015,1000
        x,2030,up,,2015,80
        y,2030,up,,2015,
        """,
        """
        indicator,year,value
        x,2015,80
        x,2016,80.96
        y,2015,80
        y,2016,80.96
        """,
        """
        indicator,limit
        x,100
        """,
    )
    table = assess(made, methods=["opensdg"])
    assert table["figure"].tolist() == pytest.approx([0.012] * 4)
    assert [label.split("_")[0] for label in table["label"]] == [
        "substantial",  # 1.2 % reaches .015 × .629 = 0.94 %
        "moderate",  # far from 1000
        "substantial",  # at the limit
        "moderate",
    ]


# The base year


def test_the_base_is_2015_where_none_is_stated(dataset) -> None:
    row = judged(dataset, ">=,400,2030,", "2010:1 2015:100 2016:104 2020:110")
    observed, needed = 1.1 ** (1 / 5) - 1, 4 ** (1 / 15) - 1
    assert row["figure"] == pytest.approx(observed / needed)


@pytest.mark.parametrize("base_year", ["", "2015"])
def test_a_base_year_without_a_value_gives_way_to_the_next_that_has_one(dataset, base_year) -> None:
    row = judged(dataset, f">=,400,2030,{base_year}", "2014:1 2018:100 2020:110")
    observed, needed = 1.1 ** (1 / 2) - 1, 4 ** (1 / 12) - 1
    assert row["figure"] == pytest.approx(observed / needed)


def test_a_stated_base_value_needs_no_actual(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,base_year,base_value
        x,2030,>=,400,2010,100
        """,
        """
        indicator,year,value
        x,2020,110
        """,
    )
    row = assess(made, methods=["opensdg"]).iloc[0]
    assert row["figure"] == pytest.approx((1.1 ** (1 / 10) - 1) / (4 ** (1 / 20) - 1))


@pytest.mark.parametrize(
    ("goal", "actuals", "reason"),
    [
        (">=,10,2030,", "2023:5", "one-actual"),
        ("up,,2030,", "2023:5", "one-actual"),
        (">=,10,2030,2020", "2023:5", "one-actual"),
        (">=,10,2030,2023", "2022:4 2023:5", "base-too-late"),
        (">=,10,2030,2023", "2023:5", "base-too-late"),
        (">=,10,2030,2024", "2022:4 2023:5", "base-too-late"),
        (">=,10,2030,", "2012:4 2013:5", "base-too-late"),  # nothing from 2015 on
        (">=,10,2030,", "2012:4 2015:5", "base-too-late"),
    ],
)
def test_no_growth_without_a_year_to_measure_it_over(dataset, goal, actuals, reason) -> None:
    row = judged(dataset, goal, actuals)
    assert (row["verdict"], row["reason"]) == ("no-data", reason)
    assert math.isnan(row["figure"])


def test_one_actual_gives_no_verdict_and_still_the_required_growth(dataset) -> None:
    row = judged(dataset, ">=,10,2030,", "2023:5")
    assert row["required_growth"] == pytest.approx(2 ** (1 / 7) - 1)


# Zero, signs, and other traps


def test_a_zero_goal_or_base_stands_as_a_thousandth(dataset) -> None:
    row = judged(dataset, "<=,0,2030,2015", "2015:8 2020:2")
    observed, needed = (2 / 8) ** (1 / 5) - 1, (0.001 / 8) ** (1 / 15) - 1
    assert row["figure"] == pytest.approx(observed / needed)
    assert row["reason"] == "ratio-zero-replaced"

    row = judged(dataset, ">=,8,2030,2015", "2015:0 2020:2")
    observed, needed = (2 / 0.001) ** (1 / 5) - 1, (8 / 0.001) ** (1 / 15) - 1
    assert row["figure"] == pytest.approx(observed / needed)
    assert row["reason"] == "ratio-zero-replaced"
    assert math.isnan(row["observed_growth"])  # only the method takes the publisher's way out


@pytest.mark.parametrize(
    ("goal", "actuals"),
    [
        (">=,2,2030,2015", "2015:-5 2020:-3"),  # the goal lies beyond zero
        (">=,2,2030,2015", "2015:-5 2020:1"),  # the latest does
        ("<=,-2,2030,2015", "2015:5 2020:-1"),
        (">=,5,2030,2015", "2015:0 2020:-5"),  # below a zero base
        (">=,0,2030,2015", "2015:-5 2020:-3"),  # zero is as good as above it
        ("up,,2030,2015", "2015:-5 2020:3"),
    ],
)
def test_a_change_of_sign_has_no_rate(dataset, goal, actuals) -> None:
    row = judged(dataset, goal, actuals)
    assert (row["verdict"], row["reason"]) == ("no-data", "sign-change")
    assert math.isnan(row["figure"])


def test_a_fall_to_zero_is_a_fall_of_everything(dataset) -> None:
    row = judged(dataset, ">=,8,2030,2015", "2015:5 2020:0")
    assert row["figure"] == pytest.approx(-1 / ((8 / 5) ** (1 / 15) - 1))
    assert row["verdict"] == "reversing"


def test_below_zero_the_sign_turns_the_rate_round(dataset) -> None:
    """−8 to −4 is a rise; as a ratio of levels it reads as a fall of half."""
    row = judged(dataset, ">=,-2,2019,2015", "2015:-8 2017:-4")
    assert row["figure"] == pytest.approx(1)  # halved in two years, to be quartered in four
    assert row["verdict"] == "on-track"
    row = judged(dataset, "up,,2019,2015", "2015:-8 2016:-8.4")
    assert row["figure"] == pytest.approx(-0.05)
    assert row["verdict"] == "reversing"


def test_a_base_at_the_goal_has_no_way_to_go(dataset) -> None:
    row = judged(dataset, ">=,5,2030,2015", "2015:5 2020:4")
    assert (row["verdict"], row["reason"]) == ("no-data", "base-is-target")
    assert math.isnan(row["figure"])


def test_a_goal_that_is_met_is_achieved_before_any_ratio(dataset) -> None:
    row = judged(dataset, ">=,5,2030,2015", "2015:9 2020:6")  # falling, and still above
    assert (row["verdict"], row["label"], row["reason"]) == ("achieved", "target_achieved", "met")
    # R = |CAGR(9→6)| falling, over CAGR(9→5 over 15 years) falling too: told, but not judged by
    observed, needed = (6 / 9) ** (1 / 5) - 1, (5 / 9) ** (1 / 15) - 1
    assert row["figure"] == pytest.approx(observed / abs(needed))


def test_from_a_tiny_base_growth_flatters(dataset) -> None:
    """0.37 to 9.53 looks on track for 60, and still needs 44.5 % a year: it is shown beside."""
    row = judged(dataset, ">=,60,2030,2015", "2015:0.37 2025:9.53")
    assert row["figure"] == pytest.approx(0.95, abs=0.001)
    assert row["verdict"] == "on-track"
    assert row["required_growth"] == pytest.approx(0.445, abs=0.0005)


def test_a_tiny_required_growth_makes_a_large_ratio(dataset) -> None:
    row = judged(dataset, "<,100,2030,2015", "2015:100.0001 2016:110")
    assert row["figure"] < -1e5
    assert np.isfinite(row["figure"])
    assert row["verdict"] == "reversing"


def test_a_strict_goal_is_not_achieved_at_its_level(dataset) -> None:
    """The publisher compares with ≥; the goal's own comparator goes first."""
    row = judged(dataset, ">,121,2030,2015", "2015:100 2020:121")
    assert row["verdict"] == "on-track"
    row = judged(dataset, ">=,121,2030,2015", "2015:100 2020:121")
    assert row["verdict"] == "achieved"


def test_after_the_deadline_its_own_year_decides(dataset) -> None:
    row = judged(dataset, ">=,121,2020,2015", "2015:100 2020:120.9 2021:130")
    assert (row["verdict"], row["reason"]) == ("missed", "deadline")
    row = judged(dataset, ">=,121,2020,2015", "2015:100 2020:121 2021:9")
    assert (row["verdict"], row["label"]) == ("achieved", "target_achieved")
