"""The linear time schedule: the way covered against the time gone."""

import math

import pytest

from targettrack.assessment.assess import assess


def judged(dataset, goal: str, actuals: str, kind: str = "amount"):
    """The row of one goal on x: `>=,100,2030,2020` on `2020:0 2025:50`."""
    comparator, value, year, base_year = goal.split(",")
    rows = [f"x,{at},{level}" for at, level in (pair.split(":") for pair in actuals.split())]
    made = dataset(
        f"""
        indicator,year,comparator,value,base_year
        x,{year},{comparator},{value},{base_year}
        """,
        "\n".join(["indicator,year,value", *rows]),
        f"indicator,kind\nx,{kind}",
    )
    return assess(made, methods=["schedule"]).iloc[0]


@pytest.mark.parametrize(
    ("latest", "label", "verdict"),
    [
        # five of ten years are gone: the ratio is twice the way covered, in hundredths
        (100, "提前实现", "achieved"),
        (99.9, "快于预期", "on-track"),
        (52.5, "快于预期", "on-track"),  # exactly 1.05
        (52.49, "基本符合预期", "on-track"),
        (50, "基本符合预期", "on-track"),
        (47.5, "基本符合预期", "on-track"),  # exactly .95
        (47.49, "滞后于预期", "off-track"),
        (0, "滞后于预期", "off-track"),  # exactly 0
        (-0.01, "滞后于预期", "reversing"),
    ],
)
@pytest.mark.parametrize("kind", ["amount", "share"])
def test_bounds(dataset, latest, label, verdict, kind) -> None:
    row = judged(dataset, ">=,100,2030,2020", f"2020:0 2025:{latest}", kind)
    assert (row["label"], row["verdict"]) == (label, verdict)
    if label != "提前实现":
        assert row["figure"] == pytest.approx(latest / 50)
        assert row["reason"] == "schedule"


@pytest.mark.parametrize(
    ("latest", "label", "verdict"),
    [
        (50, "提前实现", "achieved"),
        (73.75, "快于预期", "on-track"),
        (73.76, "基本符合预期", "on-track"),
        (76.25, "基本符合预期", "on-track"),
        (76.26, "滞后于预期", "off-track"),
        (100, "滞后于预期", "off-track"),
        (100.01, "滞后于预期", "reversing"),
    ],
)
def test_bounds_where_less_is_better(dataset, latest, label, verdict) -> None:
    """From 100 to 50 in ten years: after five, 25 should be gone; 26.25 is 1.05 of that."""
    row = judged(dataset, "<=,50,2030,2020", f"2020:100 2025:{latest}")
    assert (row["label"], row["verdict"]) == (label, verdict)


def test_the_falling_goal_that_growth_rates_call_moderate(dataset) -> None:
    """14.5 (2015) → 10.4 (2023), goal 7.25 by 2030: R = .90, and 1.06 × the linear pace."""
    row = judged(dataset, "<=,7.25,2030,2015", "2015:14.5 2023:10.4")
    assert row["figure"] == pytest.approx((4.1 / 7.25) / (8 / 15))
    assert row["figure"] == pytest.approx(1.06, abs=0.001)
    assert row["label"] == "快于预期"


def test_levels_below_zero_are_as_good_as_any(dataset) -> None:
    """−5 to +2 in ten years; −1.5 after five is half the way."""
    row = judged(dataset, ">=,2,2030,2020", "2020:-5 2025:-1.5")
    assert row["figure"] == pytest.approx(1)
    row = judged(dataset, "<=,0,2030,2020", "2020:10 2025:5")
    assert row["figure"] == pytest.approx(1)


def test_the_base_is_the_earliest_of_five_years_where_none_is_stated(dataset) -> None:
    row = judged(dataset, ">=,100,2030,", "2018:7 2020:0 2023:30 2025:40")
    assert row["figure"] == pytest.approx(0.40 / 0.5)


@pytest.mark.parametrize(
    ("goal", "actuals", "reason"),
    [
        (">=,100,2030,", "2025:50", "one-actual"),
        (">=,100,2030,2020", "2021:40 2025:50", "one-actual"),  # the stated base is not known
        (">=,100,2030,2025", "2020:40 2025:50", "base-too-late"),
        (">=,50,2030,2020", "2020:50 2025:40", "base-is-target"),
        (">,50,2030,2020", "2020:50 2025:50", "base-is-target"),
        ("up,,2030,2020", "2020:40 2025:50", "direction-only"),
        ("down,,2030,2020", "2020:40 2025:50", "direction-only"),
    ],
)
def test_no_schedule(dataset, goal, actuals, reason) -> None:
    row = judged(dataset, goal, actuals)
    assert (row["verdict"], row["reason"]) == ("no-data", reason)
    assert math.isnan(row["figure"])


def test_a_base_beyond_the_goal_means_the_series_turned_back(dataset) -> None:
    """120 was enough for 100; 90 is not. Nothing of the way is covered, whatever its sign."""
    row = judged(dataset, ">=,100,2030,2020", "2020:120 2025:90")
    assert row["verdict"] == "reversing"
    assert row["figure"] == pytest.approx(-30 / 20 / 0.5)


@pytest.mark.parametrize(
    ("latest", "way", "verdict"),
    [
        (28, 2 / 10, "off-track"),  # two of the ten down to 20
        (25, 5 / 10, "on-track"),
        (8, -22 / 20, "reversing"),  # through the range and out below: away from 10
    ],
)
def test_a_range_from_above(dataset, latest, way, verdict) -> None:
    """From 30 down to between 10 and 20, half the time gone."""
    made = dataset(
        """
        indicator,year,comparator,value,upper,base_year
        x,2030,between,10,20,2020
        """,
        f"""
        indicator,year,value
        x,2020,30
        x,2025,{latest}
        """,
    )
    row = assess(made, methods=["schedule"]).iloc[0]
    assert row["figure"] == pytest.approx(way / 0.5)
    assert row["verdict"] == verdict


def test_after_the_deadline_there_is_no_word_for_achieved(dataset) -> None:
    row = judged(dataset, ">=,100,2025,2020", "2020:0 2025:100")
    assert (row["verdict"], row["reason"]) == ("achieved", "deadline")
    assert row.isna()["label"]
