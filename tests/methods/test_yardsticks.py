"""Every yardstick against its published rule: worked examples, bounds, and what it refuses.

opensdg and schedule have files of their own.
"""

import math

import pytest

from targettrack.methods import METHODS


def verdict_of(method: str, label: str) -> str:
    return next(each.verdict for each in METHODS[method].labels if each.word == label)


# destatis: s is the mean change a year of the last six observations, m the miss

RISING = "2018:50 2019:51 2020:52 2021:53 2022:54 2023:55"  # s = 1


def test_destatis_examples_of_the_report(judged) -> None:
    """Goal ≥ 5000 by 2030: 2167 (2018) … 2455 (2023), and a year later 2176 … 4533 (2024).

    The observations between the ends do not count, only how many they are.
    """
    row = judged("destatis", ">=,5000,2030,", "2018:2167 2019:1 2020:1 2021:1 2022:1 2023:2455")
    carried_on = 2455 + (2455 - 2167) / 5 * 7
    assert carried_on == pytest.approx(2858.2)
    assert row["figure"] == pytest.approx((5000 - carried_on) / (5000 - 2455))
    assert (row["label"], row["verdict"]) == ("cloud", "off-track")
    row = judged(
        "destatis", ">=,5000,2030,", "2018:9 2019:2176 2020:1 2021:1 2022:1 2023:1 2024:4533"
    )
    carried_on = 4533 + (4533 - 2176) / 5 * 6
    assert carried_on == pytest.approx(7361.4)
    assert row["figure"] == pytest.approx((5000 - carried_on) / (5000 - 4533))
    assert (row["label"], row["verdict"]) == ("sun", "on-track")


def test_destatis_example_of_a_falling_goal(judged) -> None:
    """Goal ≤ 35 by 2030; 63.681 (2019) … 51.852 (2024): p = 37.657, m = 15.8 %."""
    actuals = "2018:9 2019:63.681 2020:1 2021:1 2022:1 2023:1 2024:51.852"
    row = judged("destatis", "<=,35,2030,", actuals)
    assert row["figure"] == pytest.approx((37.6572 - 35) / (51.852 - 35))
    assert row["figure"] == pytest.approx(0.158, abs=5e-4)
    assert (row["label"], row["verdict"]) == ("sun-cloud", "at-risk")


@pytest.mark.parametrize(
    ("goal", "label"),
    [
        # from 55 in 2023, with + 1 a year, 62 in 2030; m = (goal − 62) / (goal − 55)
        (62, "sun"),
        (62.36, "sun"),  # .36 / 7.36 = 4.9 %
        (55 + 7 / 0.95, "sun-cloud"),  # exactly 5 %
        (55 + 7 / 0.8, "sun-cloud"),  # exactly 20 %
        (63.76, "cloud"),  # 1.76 / 8.76 = 20.1 %
    ],
)
def test_destatis_bounds(judged, goal, label) -> None:
    row = judged("destatis", f">=,{goal!r},2030,", RISING)
    assert row["figure"] == pytest.approx((goal - 62) / (goal - 55))
    assert (row["label"], row["verdict"]) == (label, verdict_of("destatis", label))
    assert row["reason"] == "miss"


@pytest.mark.parametrize(
    ("actuals", "label"),
    [
        ("2018:60 2019:60 2020:60 2021:60 2022:60 2023:60", "storm"),  # no trend at all
        ("2018:60 2019:59 2020:58 2021:57 2022:56 2023:59.9", "storm"),
        ("2018:59.9 2019:59 2020:58 2021:57 2022:56 2023:60", "cloud"),
    ],
)
def test_destatis_storm_is_a_trend_that_leads_nowhere_or_away(judged, actuals, label) -> None:
    assert judged("destatis", ">=,80,2030,", actuals)["label"] == label


@pytest.mark.parametrize(
    ("actuals", "label"),
    [
        ("2018:50 2019:51 2020:52 2021:53 2022:54 2023:90", "sun"),
        ("2018:90 2019:51 2020:52 2021:53 2022:54 2023:90", "sun"),  # stands still
        ("2018:95 2019:51 2020:52 2021:53 2022:54 2023:90", "sun-cloud"),  # and falls
    ],
)
def test_destatis_tells_how_surely_a_goal_is_met(judged, actuals, label) -> None:
    row = judged("destatis", ">=,80,2030,", actuals)
    assert (row["label"], row["verdict"], row["reason"]) == (label, "achieved", "met")
    assert math.isnan(row["figure"])


def test_destatis_counts_observations_and_divides_by_years(judged) -> None:
    """The sixth observation back is that of 2009: s = (60 − 30) / 14."""
    actuals = "2005:900 2009:30 2012:1 2015:1 2018:1 2021:1 2023:60"
    row = judged("destatis", ">=,100,2030,", actuals)
    assert row["figure"] == pytest.approx((100 - (60 + 30 / 14 * 7)) / 40)


@pytest.mark.parametrize(
    ("actuals", "reason"),
    [
        ("2023:50", "one-actual"),
        ("2021:48 2022:49 2023:50", "few-actuals"),
        ("2020:47 2021:48 2022:49 2023:50", "miss"),
    ],
)
def test_destatis_needs_four_observations(judged, actuals, reason) -> None:
    assert judged("destatis", ">=,80,2030,", actuals)["reason"] == reason


def test_destatis_takes_the_bound_of_a_range_that_is_reached_first(judged) -> None:
    row = judged("destatis", "between,62..70,2030,", RISING)
    assert row["label"] == "sun"
    assert row["figure"] == pytest.approx(0)


# un and un-2022: growth since the base year


def test_un_example(judged) -> None:
    """3.5 (2015) → 2.8 (2024), goal ≤ 1.75 by 2030: p = 2.4130, ratio .6212."""
    row = judged("un", "<=,1.75,2030,", "2015:3.5 2024:2.8")
    carried_on = 3.5 * (2.8 / 3.5) ** (15 / 9)
    assert carried_on == pytest.approx(2.4130, abs=5e-5)
    assert row["figure"] == pytest.approx((carried_on - 3.5) / (1.75 - 3.5))
    assert row["figure"] == pytest.approx(0.6212, abs=5e-5)
    assert row["label"] == "fair progress, but acceleration needed"
    assert row["verdict"] == "at-risk"


@pytest.mark.parametrize(
    ("goal", "label", "verdict"),
    [
        # 100 to 110 in a year is 121 in two: ratio = 21 / (goal − 100)
        (100 + 21 / 0.95, "on track or target met", "on-track"),  # exactly .95
        (100 + 21 / 0.9499, "fair progress, but acceleration needed", "at-risk"),
        (310, "fair progress, but acceleration needed", "at-risk"),  # exactly .10
        (310.1, "stagnation or regression", "off-track"),
        (105, "on track or target met", "achieved"),
    ],
)
def test_un_bounds(judged, goal, label, verdict) -> None:
    row = judged("un", f">=,{goal!r},2017,2015", "2015:100 2016:110")
    assert row["figure"] == pytest.approx(21 / (goal - 100))
    assert (row["label"], row["verdict"]) == (label, verdict)


def test_un_regression_runs_away_from_the_goal(judged) -> None:
    for latest, verdict in ((100, "off-track"), (99.9, "reversing")):
        row = judged("un", ">=,150,2017,2015", f"2015:100 2016:{latest}")
        assert (row["label"], row["verdict"]) == ("stagnation or regression", verdict)


def test_un_a_base_beyond_the_goal_is_no_progress(judged) -> None:
    """120 was enough for 100; 90 is not, and still falls."""
    row = judged("un", ">=,100,2030,2020", "2020:120 2025:90")
    assert row["figure"] < 0
    assert row["verdict"] == "reversing"


@pytest.mark.parametrize(
    ("rate", "label"),
    [
        # from 100, 121 in two years needs 10 % a year
        (9.51, "substantial progress or on track"),
        (9.5, "fair progress"),  # exactly .95 is not above it
        (5, "fair progress"),  # exactly .50
        (4.99, "limited or no progress"),
        (0, "limited or no progress"),
        (-1, "limited or no progress"),  # exactly −.10
        (-1.01, "deterioration"),
    ],
)
def test_un_2022_bounds(judged, rate, label) -> None:
    row = judged("un-2022", ">=,121,2017,2015", f"2015:100 2016:{100 + rate!r}")
    assert row["figure"] == pytest.approx(rate / 10)
    assert (row["label"], row["verdict"]) == (label, verdict_of("un-2022", label))


# eurostat: growth over the last five years, or fifteen


@pytest.mark.parametrize(
    ("rate", "label"),
    [
        (9.5, "significant progress"),
        (9.49, "moderate progress"),
        (6, "moderate progress"),
        (5.99, "insufficient progress"),
        (0, "insufficient progress"),
        (-0.01, "movement away"),
    ],
)
def test_eurostat_bounds(judged, rate, label) -> None:
    row = judged("eurostat", ">=,121,2017,", f"2015:100 2016:{100 + rate!r}")
    assert row["figure"] == pytest.approx(rate / 10)
    assert (row["label"], row["verdict"]) == (label, verdict_of("eurostat", label))


@pytest.mark.parametrize(
    ("rate", "label"),
    [
        (1, "significant progress"),
        (0.99, "moderate progress"),
        (0, "moderate progress"),
        (-0.01, "moderate movement away"),
        (-1, "moderate movement away"),
        (-1.01, "significant movement away"),
    ],
)
def test_eurostat_bounds_without_a_number(judged, rate, label) -> None:
    up = judged("eurostat", "up,,2030,", f"2015:100 2016:{100 + rate!r}")
    down = judged("eurostat", "down,,2030,", f"2015:100 2016:{100 - rate!r}")
    assert up["label"] == down["label"] == label
    assert up["verdict"] == verdict_of("eurostat", label)
    assert up["reason"] == "direction"


def test_eurostat_looks_back_five_years_or_as_many_as_are_named(judged) -> None:
    actuals = "2009:50 2015:80 2018:100 2024:110"
    short, long = (
        judged(name, ">=,150,2030,2009", actuals) for name in ("eurostat", "eurostat:15")
    )
    assert short["reason"] == "base-too-late"  # nothing in 2019 to 2023
    assert long["figure"] == pytest.approx((2.2 ** (1 / 15) - 1) / (3 ** (1 / 21) - 1))
    assert long["method"] == "eurostat:15"
    six = judged("eurostat:6", ">=,150,2030,2009", actuals)
    assert six["figure"] == pytest.approx((1.1 ** (1 / 6) - 1) / (1.5 ** (1 / 12) - 1))


# sdsn and wri: straight lines


@pytest.mark.parametrize(
    ("latest", "label"),
    [
        # from 50 in 2015 to 80 in 2030 needs 2 a year; since 2018, when it stood at 56, five years
        (66, "↑ on track or maintaining"),  # exactly 1
        (65.9, "➚ moderately improving"),
        (61, "➚ moderately improving"),  # exactly .5
        (60.9, "→ stagnating"),
        (56, "→ stagnating"),  # exactly 0
        (55.9, "↓ decreasing"),
    ],
)
def test_sdsn_bounds(judged, latest, label) -> None:
    row = judged("sdsn", ">=,80,2030,", f"2015:50 2018:56 2023:{latest}")
    assert row["figure"] == pytest.approx((latest - 56) / 5 / 2)
    assert (row["label"], row["verdict"]) == (label, verdict_of("sdsn", label))


@pytest.mark.parametrize(
    ("goal", "label", "verdict"),
    [
        # 2 a year up to 60 in 2023; seven years are left
        (74, "on track", "on-track"),  # exactly 1
        (74.1, "off track", "off-track"),
        (87.9, "off track", "off-track"),
        (88, "well off track", "off-track"),  # exactly 2
        (500, "well off track", "off-track"),
    ],
)
def test_wri_bounds(judged, goal, label, verdict) -> None:
    row = judged("wri", f">=,{goal},2030,", "2015:1 2018:50 2023:60")
    assert row["figure"] == pytest.approx((goal - 60) / 7 / 2)
    assert (row["label"], row["verdict"]) == (label, verdict)


@pytest.mark.parametrize(
    ("actuals", "label", "verdict"),
    [
        ("2018:60 2023:60", "well off track", "off-track"),
        ("2018:61 2023:60", "wrong direction", "reversing"),
    ],
)
def test_wri_without_a_change_towards_the_goal_there_is_no_factor(
    judged, actuals, label, verdict
) -> None:
    row = judged("wri", ">=,80,2030,", actuals)
    assert (row["label"], row["verdict"]) == (label, verdict)
    assert math.isnan(row["figure"])
