"""What the tables for people show of an assessment, where it was once guessed wrong."""

import pytest

from targettrack.assessment.assess import assessment
from targettrack.assessment.project import projection
from targettrack.goals.standing import in_force
from targettrack.render.view import View
from targettrack.render.views.project import projection_view
from targettrack.render.views.show import show_views
from targettrack.render.views.status import status_view


def cells(view: View) -> dict[str, list[str]]:
    return {column.header: list(column.cells) for column in view.columns}


def test_a_growth_rate_is_shown_in_points_whatever_its_unit_is_called(dataset) -> None:
    """From 2 in 2020 to 6 in 2021: 4 points a year, not 200 %."""
    made = dataset(
        "indicator,year,comparator,value,unit\nx,2025,>=,14,2015=100",
        "indicator,year,value\nx,2020,2\nx,2021,6",
        "indicator,kind\nx,rate",
    )
    view = cells(status_view(assessment(made, ["opensdg"])))
    assert view["Observed"] == ["+4.00 pp"]
    assert view["Required"] == ["+2.00 pp"]
    ahead = projection_view(projection(*in_force(made), year=2025))
    assert cells(ahead)["a year"] == ["+2.00 pp"]


def test_a_chained_index_is_shown_in_per_cent(dataset) -> None:
    """Two years of 10 % make 121; from 121 to 133.1 in a year is 10 %."""
    made = dataset(
        "indicator,year,comparator,value,measure,aggregate,base_year\n"
        "x,2022,>=,33.1,level,compound,2019",
        "indicator,year,value\nx,2020,10\nx,2021,10",
        "indicator,kind\nx,rate",
    )
    view = cells(status_view(assessment(made, ["opensdg"])))
    assert view["Required"] == ["10.00 %"]


def test_a_derived_base_is_marked_whatever_bases_other_goals_state(dataset) -> None:
    """100 in 2021 is derived from 110 in 2022 and its growth of 10 %; y states a base of 100."""
    made = dataset(
        "indicator,year,comparator,value,base_year,base_value\n"
        "x,2025,>=,200,2021,\ny,2025,>=,200,2021,100",
        "indicator,year,value,growth\nx,2022,110,10\ny,2022,110,",
    )
    view = cells(status_view(assessment(made, ["opensdg"])))
    assert view["Observed"] == ["10.00 %*", "10.00 %"]


def test_show_gives_the_working_of_its_own_figure(dataset) -> None:
    """From 150 to the range 90 to 110, 100 is (100 − 150) / (110 − 150) = 125 % of the way."""
    made = dataset(
        "indicator,year,comparator,value,upper,base_year\nx,2030,between,90,110,2015",
        "indicator,year,value\nx,2015,150\nx,2020,100",
    )
    assessed = assessment(made, ["opensdg"])
    ahead = projection(assessed.dataset, assessed.standing, assessed.undated, year=2030, path=True)
    views = show_views(assessed, ahead, "x")
    (goal,) = (view for view in views if "by 2030" in view.title)
    shown = cells(goal)
    rows = zip(shown["Figure"], shown["Value"], shown["Working"], strict=True)
    working = {figure: (value, formula) for figure, value, formula in rows}
    assert working["progress"] == ("125.0 %", "(100 − 150) / (110 − 150)")
    assert working["expected now"] == ("135.267", "150 × (110 / 150)^(5/15)")


@pytest.mark.parametrize("name", ["_series", "place", "row"])
def test_a_dimension_may_be_called_as_something_inside(dataset, name: str) -> None:
    made = dataset(
        f"indicator,{name},year,comparator,value\nx,a,2025,>=,9\nx,b,2025,>=,9",
        f"indicator,{name},year,value\nx,a,2022,5\nx,a,2023,6\nx,b,2022,7\nx,b,2023,8",
    )
    ahead = projection(*in_force(made), year=2025, path=True)
    assert ahead.table[name].tolist() == ["a", "a", "b", "b"]
    assert cells(projection_view(ahead))["Indicator"] == ["x, a", "x, a", "x, b", "x, b"]


def test_the_chart_has_the_latest_publication_of_a_year_and_no_forecast(
    dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = dataset(
        "indicator,year,comparator,value\nx,2030,>=,99",
        """
        indicator,year,value,published,status
        x,2021,40,2022-03-01,
        x,2022,55,2023-09-01,
        x,2022,50,2023-03-01,p
        x,2024,70,2023-09-01,f
        """,
    )
    drawn = []
    monkeypatch.setattr(
        "targettrack.render.views.show.chart_view", lambda lines, *_: drawn.append(lines)
    )
    assessed = assessment(made, ["opensdg"])
    ahead = projection(assessed.dataset, assessed.standing, assessed.undated, year=2030, path=True)
    list(show_views(assessed, ahead, "x"))
    (lines,) = drawn
    assert lines.actuals == {2021: 40, 2022: 55}
    assert lines.goals == [(2030, 99)]
    assert min(lines.median) == 2023
