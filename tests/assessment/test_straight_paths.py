"""Where no growth rate leads to a goal, the required path is a straight line."""

import math

from expected import near, numbers

from targettrack.assessment.assess import assess, assessment
from targettrack.assessment.project import project, projection
from targettrack.goals.standing import in_force
from targettrack.render.views.project import projection_view
from targettrack.render.views.status import status_view

TO_ZERO = """
    indicator,year,comparator,value,base_year
    ghg,2030,<=,50,2010
    ghg,2050,<=,0,2010
    """
EMISSIONS = """
    indicator,year,value
    ghg,2010,100
    ghg,2022,74
    ghg,2023,71
    """


def cells(view, header: str) -> list[str]:
    return list(next(column.cells for column in view.columns if column.header == header))


def test_the_leg_to_zero_is_straight(dataset) -> None:
    """From 50 in 2030 to 0 in 2050: 25 in 2040; from 71 to 50 the leg stays one of growth."""
    made = dataset(TO_ZERO, EMISSIONS)
    for year, required in ((2040, 25), (2050, 0), (2026, 71 * (50 / 71) ** (3 / 7))):
        assert numbers(project(made, year), "required") == near([required])
    assert math.isnan(numbers(project(made, 2040), "required_growth")[0])
    assert not math.isnan(numbers(project(made, 2040), "margin")[0])
    shown = projection_view(projection(*in_force(made), 2040))
    assert cells(shown, "a year") == ["straight"]
    assert any(note.startswith("straight:") for note in shown.notes)
    ahead = projection_view(projection(*in_force(made), 2026))
    assert cells(ahead, "a year") == ["-4.89 %"]
    assert not any(note.startswith("straight:") for note in ahead.notes)


def test_what_is_expected_now_on_the_way_to_zero(dataset) -> None:
    """13 of 40 years from 100 to 0: 67.5."""
    table = assess(dataset(TO_ZERO, EMISSIONS))
    assert numbers(table, "expected_now") == near([100 * 0.5 ** (13 / 20), 67.5])
    assert math.isnan(numbers(table, "required_growth")[1])
    assert numbers(table, "required_change") == near([-3, -71 / 27])


def test_status_shows_the_amount_a_year_where_there_is_no_rate(dataset) -> None:
    """Two of five years have brought 40 of 150: 110 / 3 a year are left."""
    made = dataset(
        """
        indicator,year,comparator,value,aggregate,base_year
        homes,2025,>=,150,sum,2020
        ghg,2050,<=,0,,
        """,
        """
        indicator,year,value
        homes,2021,20
        homes,2022,20
        ghg,2022,74
        ghg,2023,71
        """,
    )
    shown = cells(status_view(assessment(made)), "Required")
    assert shown == ["36.6667 a year", "-2.62963 a year"]
