"""Verdict and chance of the outlook never contradict each other."""

import pytest
from expected import near, numbers, words

from targettrack.assessment.assess import assess
from targettrack.assessment.workings import figure_workings
from targettrack.goals.standing import in_force

GOALS = """
    indicator,year,comparator,value
    debt,2030,<=,{ceiling}
    """
RISING = """
    indicator,year,value
    debt,2018,40
    debt,2019,43
    debt,2020,47
    debt,2021,50
    debt,2022,54
    debt,2023,58
    """


@pytest.mark.parametrize(
    ("ceiling", "verdict", "label"),
    [
        (60, "off-track", "met now, unlikely to hold"),
        (86, "at-risk", "met now, may not hold"),
        (1000, "achieved", "virtually certain"),
    ],
)
def test_a_goal_met_before_its_deadline_is_judged_by_its_chance(
    dataset, ceiling, verdict, label
) -> None:
    row = assess(dataset(GOALS.format(ceiling=ceiling), RISING)).iloc[0]
    assert (row["verdict"], row["label"], row["reason"]) == (verdict, label, "chance")
    low, high = {"off-track": (0, 0.33), "at-risk": (0.33, 0.66), "achieved": (0.66, 1)}[verdict]
    assert low <= row["chance"] <= high


@pytest.mark.parametrize("method", ["opensdg", "destatis", "schedule"])
def test_published_yardsticks_keep_their_rule(dataset, method) -> None:
    table = assess(dataset(GOALS.format(ceiling=60), RISING), method)
    assert words(table) == [("achieved", "met")]


@pytest.mark.parametrize(
    ("sign", "actuals"),
    [("<=", "debt,2023,58"), ("=", "debt,2022,60\ndebt,2023,60")],  # no chance can be given
)
def test_a_goal_met_without_a_chance_is_achieved(dataset, sign, actuals) -> None:
    goal = f"indicator,year,comparator,value\ndebt,2030,{sign},60"
    assert words(assess(dataset(goal, f"indicator,year,value\n{actuals}"))) == [("achieved", "met")]


@pytest.mark.parametrize(
    ("goal", "gap", "working"),
    [
        (">=,65,", 0.6, "|65 − 64.4|"),
        ("<=,67,", 2, "|67 − 69|"),
        ("between,64.5,68,", 1, "|68 − 69|"),  # the worst of two years
    ],
)
def test_a_floor_once_broken_has_no_chance_and_a_gap(dataset, goal, gap, working) -> None:
    made = dataset(
        f"""
        indicator,year,comparator,value,upper,aggregate,base_year
        x,2027,{goal if goal.startswith("between") else goal + ","}every,2020
        """,
        """
        indicator,year,value
        x,2021,66
        x,2022,64.4
        x,2023,69
        x,2024,67
        """,
    )
    table = assess(made)
    assert words(table) == [("missed", "broken")]
    assert numbers(table, "chance") == [0]
    assert numbers(table, "gap") == near([gap])
    told = next(figure_workings(in_force(made).standing, 0))
    terms = {name: f"{value:g}" for name, value in told.terms.items()}
    assert (told.figure, told.formula.format(**terms)) == ("gap", working)


def test_a_series_that_comes_nearer_is_not_reversing(dataset) -> None:
    """The outlook of 77.5 after 80, 77 and 73 turns up; the series has not."""
    made = dataset(
        """
        indicator,year,comparator,value
        x,2030,<=,40
        y,2030,<=,40
        """,
        """
        indicator,year,value
        x,2021,80
        x,2022,77
        x,2023,73
        y,2021,73
        y,2022,77
        y,2023,80
        """,
    )
    assert assess(made)["verdict"].tolist() == ["off-track", "reversing"]


def test_yearly_values_of_goals_over_years_may_be_reversing(dataset) -> None:
    """Amounts a year fall away from a mean of 90, and rise towards one."""
    made = dataset(
        """
        indicator,year,comparator,value,aggregate,base_year
        x,2030,>=,90,mean,2020
        y,2030,>=,90,mean,2020
        """,
        """
        indicator,year,value
        x,2021,60
        x,2022,50
        x,2023,40
        y,2021,40
        y,2022,41
        y,2023,42
        """,
    )
    assert assess(made)["verdict"].tolist() == ["reversing", "off-track"]
