"""What every yardstick refuses, and what is settled before any is asked."""

import math

import pytest

from targettrack.methods import METHODS

NUMERIC = [name for name in METHODS if name != "trajectory"]


@pytest.mark.parametrize("method", NUMERIC)
@pytest.mark.parametrize(
    ("goal", "actuals", "reason"),
    [
        (">=,10,2030,", "2023:5", "one-actual"),
        (">=,10,2023,", "2022:9 2023:10", "deadline"),
        (">,10,2023,", "2022:9 2023:10", "deadline"),
        (">=,10,2023,", "2022:9 2024:10", "year-not-published"),
    ],
)
def test_one_actual_and_the_deadline(judged, method, goal, actuals, reason) -> None:
    row = judged(method, goal, actuals)
    assert row["reason"] == reason
    met = goal.startswith(">=") and reason == "deadline"
    assert row["verdict"] == (
        "achieved" if met else "missed" if reason == "deadline" else "no-data"
    )


@pytest.mark.parametrize("method", ["un", "un-2022", "eurostat", "opensdg"])
def test_growth_through_zero_has_no_rate(judged, method) -> None:
    """−5 → −3 with a goal of +2 yields a complex root if you let it."""
    row = judged(method, ">=,2,2030,2018", "2018:-5 2023:-3")
    assert (row["verdict"], row["label"]) == ("no-data", row["label"])
    assert row["reason"] in ("no-rate", "sign-change")
    row = judged(method, ">=,2,2030,2018", "2018:-5 2023:1")
    assert (row["verdict"], row["reason"]) == ("no-data", "sign-change")


@pytest.mark.parametrize("method", ["destatis", "sdsn", "wri", "schedule"])
def test_straight_lines_go_through_zero(judged, method) -> None:
    """−5 to −3 in five years is 0.4 a year; 2 needs 0.71 a year more."""
    row = judged(method, ">=,2,2030,2018", "2018:-5 2019:-4.6 2021:-3.8 2023:-3")
    assert row["verdict"] in ("at-risk", "off-track")
    assert not math.isnan(row["figure"])


@pytest.mark.parametrize("method", ["un-2022", "eurostat"])
def test_a_goal_of_zero_has_no_growth_rate(judged, method) -> None:
    row = judged(method, "<=,0,2030,2018", "2018:5 2023:3")
    assert (row["verdict"], row["reason"]) == ("no-data", "no-rate")


@pytest.mark.parametrize("method", ["opensdg", "un", "un-2022", "eurostat", "sdsn", "schedule"])
def test_a_base_at_the_goal_has_no_way_to_go(judged, method) -> None:
    row = judged(method, ">,5,2030,2018", "2018:5 2023:5")
    assert (row["verdict"], row["reason"]) == ("no-data", "base-is-target")


@pytest.mark.parametrize("method", NUMERIC)
def test_directions_alone(judged, method) -> None:
    row = judged(method, "up,,2030,2018", "2018:5 2019:5 2020:5 2021:5 2022:5 2023:6")
    if METHODS[method].direction:
        assert row["verdict"] == "on-track"
        assert row["reason"] == ("chance" if method == "outlook" else "direction")
    else:
        assert (row["verdict"], row["reason"]) == ("no-data", "direction-only")


def test_a_strict_goal_is_not_met_at_its_level(judged) -> None:
    actuals = "2018:50 2019:51 2020:52 2021:53 2022:54 2023:80"
    for method in NUMERIC:
        assert judged(method, ">=,80,2030,2018", actuals)["verdict"] == "achieved"
        assert judged(method, ">,80,2030,2018", actuals)["verdict"] != "achieved"


def test_methods_part_ways_on_a_tiny_base(judged) -> None:
    """0.37 → 9.53 with a goal of 60 by 2030 is R = .95, and still needs 44.5 % a year."""
    actuals = "2015:0.37 2025:9.53"
    row = judged("opensdg", ">=,60,2030,", actuals)
    assert row["figure"] == pytest.approx(0.95, abs=0.01)
    assert row["verdict"] == "on-track"
    assert row["required_growth"] == pytest.approx((60 / 9.53) ** (1 / 5) - 1)
    assert row["required_growth"] == pytest.approx(0.445, abs=5e-4)
    assert judged("schedule", ">=,60,2030,2015", actuals)["verdict"] == "off-track"
