"""Each figure's formula, with the terms it carries put in, gives the figure."""

import re

import pytest

from targettrack.assessment.workings import FigureWorking, figure_workings
from targettrack.goals.standing import in_force

TARGETS = """
indicator,year,comparator,value,upper,tolerance,measure,aggregate,base_year
amount,2027,>=,12700,,,,,
amount,2025,<,7000,,,,,2021
range,2030,between,90,110,,,,2015
range,2030,between,160,170,,,,2015
near,2030,about,100,,5,,,2015
share,2030,>=,90,,,,,2015
flow,2025,>=,100,,,,sum,2020
flow,2025,<=,100,,,,sum,2020
flow,2025,>=,22,,,,mean,2020
flow,2025,<=,22,,,,mean,2020
flow,2025,<=,30,,,,every,2020
loss,2027,<=,-40,,,,,
loss,2027,>=,10,,,,,
one,2024,>=,9,,,,,2022
"""
ACTUALS = """
indicator,year,value
amount,2021,5108
amount,2022,6348
amount,2023,7565
range,2015,150
range,2020,100
near,2015,80
near,2020,120
share,2015,60
share,2020,66.5
flow,2020,10
flow,2021,20
flow,2022,21
flow,2023,22
loss,2021,-10
loss,2023,-20
one,2022,5
one,2023,6
"""
INDICATORS = "indicator,kind\nshare,share"


def computed(working: FigureWorking) -> float:
    """The formula worked out with its terms."""
    formula = re.sub(r"\|(.*)\|", r"abs(\1)", working.formula)
    formula = formula.replace("^", "**").replace("×", "*").replace("−", "-")
    terms = {name: f"({term!r})" for name, term in working.terms.items()}
    return float(eval(formula.format(**terms)))


def test_every_formula_gives_its_figure(dataset) -> None:
    standing = in_force(dataset(TARGETS, ACTUALS, INDICATORS)).standing
    seen = set()
    for goal in range(len(standing.base)):
        workings = {each.figure: each for each in figure_workings(standing, goal)}
        for figure, working in workings.items():
            if working.reason:
                assert working.value != working.value
            elif figure == "pace":
                growth = (workings["observed_growth"], workings["required_growth"])
                assert working.value == pytest.approx(growth[0].value / growth[1].value)
            elif working.formula != "nothing, it is met":
                assert computed(working) == pytest.approx(working.value, rel=1e-12), working
                seen.add((figure, working.formula))
    assert {figure for figure, _ in seen} == {
        *("gap", "progress", "observed_growth", "required_growth", "required_change"),
        "expected_now",
    }
    assert len(seen) == 12  # by constant growth and on a line, over one year, and what means need


def test_a_range_is_worked_from_the_bound_that_its_actual_sets_out_to_reach(dataset) -> None:
    """From 150 the range 90 to 110 is entered at 110: (100 − 150) / (110 − 150) = 125 %."""
    standing = in_force(dataset(TARGETS, ACTUALS, INDICATORS)).standing
    (progress,) = (each for each in figure_workings(standing, 2) if each.figure == "progress")
    assert progress.value == 1.25
    assert progress.terms["bound"] == 110


def test_a_sum_is_not_said_to_lack_a_rate(dataset) -> None:
    """Goals over several years have no required growth; a level below zero has none either."""
    standing = in_force(dataset(TARGETS, ACTUALS, INDICATORS)).standing
    reasons = {
        goal: each.reason
        for goal in range(len(standing.base))
        for each in figure_workings(standing, goal)
        if each.reason
    }
    assert reasons == {11: "no-rate", 12: "no-rate"}
