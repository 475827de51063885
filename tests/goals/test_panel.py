"""The actuals as a matrix: what counts as an actual, and what stated growth implies."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack.assessment.assess import assess
from targettrack.dataset.known import vintage
from targettrack.goals.panel import Panel, _years, panel

NO_GOALS = "indicator,year,comparator,value"


def series_of(made: Panel, row: int = 0) -> dict[int, float]:
    """The known values of a series by year."""
    values = zip(made.years.tolist(), made.values[row].tolist(), strict=True)
    return {year: value for year, value in values if not math.isnan(value)}


def panel_of(dataset, actuals: str, kind: str = "") -> Panel:
    return panel(dataset(NO_GOALS, actuals, f"indicator,kind\nx,{kind}" if kind else ""))


def test_a_row_a_series_and_a_column_a_year(dataset) -> None:
    made = panel_of(
        dataset,
        """
        indicator,year,value
        y,2022,3
        x,2020,1
        x,2022,2
        """,
    )
    assert made.years.tolist() == [2020, 2022]  # a year in which nothing is known may be absent
    assert sorted(map(series_of, [made] * 2, [0, 1]), key=len) == [{2022: 3}, {2020: 1, 2022: 2}]
    assert sorted(made.rows[~np.isnan(made.values)].tolist()) == [0, 1, 2]
    assert (made.rows[np.isnan(made.values)] == -1).all()


def test_dimensions_name_series(dataset) -> None:
    made = dataset(
        """
        indicator,area,year,comparator,value
        x,west,2025,>,1
        """,
        """
        indicator,area,year,value
        x,north,2020,1
        x,,2020,2
        y,north,2020,3
        x,north,2021,4
        """,
    )
    found = panel(made)
    assert sorted(map(series_of, [found] * 4, range(4)), key=str) == [
        {2020: 1, 2021: 4},
        {2020: 2},
        {2020: 3},
        {},  # the goal's series, which has no actual
    ]


def test_a_stray_year_costs_a_column_and_no_more(dataset) -> None:
    made = panel_of(
        dataset,
        """
        indicator,year,value
        x,1024,1
        x,2023,2
        x,2024,3
        """,
    )
    assert made.values.shape[1] == 3
    series = np.array([0, 0, 0, -1])
    assert made.at(series, np.array([2024.0, 2022.0, np.nan, 2024.0]))[0] == 3
    assert np.isnan(made.at(series, np.array([2024.0, 2022.0, np.nan, 2024.0]))[1:]).all()


def test_no_actuals_at_all(dataset) -> None:
    made = panel(dataset("indicator,year,comparator,value\nx,2025,>,1", "indicator,year,value"))
    assert made.values.shape == (1, 0)
    assert np.isnan(made.last_year).tolist() == [True]


# Stated growth


@pytest.mark.parametrize(
    ("kind", "actuals", "known"),
    [
        # backward: 7565 was up 19.2 %
        ("", "2023,7565,19.2", {2022: 7565 / 1.192, 2023: 7565}),
        # forward: a year with growth and no level
        ("", "2022,100, 2023,,10", {2022: 100, 2023: 110}),
        ("", "2022,100, 2023,,-10", {2022: 100, 2023: 90}),
        # chains, both ways, and both ways from the level between
        ("", "2021,100, 2022,,10 2023,,20", {2021: 100, 2022: 110, 2023: 132}),
        (
            "",
            "2021,,10 2022,,20 2023,132,20",
            {2020: 132 / 1.2 / 1.2 / 1.1, 2021: 132 / 1.2 / 1.2, 2022: 110, 2023: 132},
        ),
        ("", "2021,,25 2022,100, 2023,,10", {2022: 100, 2023: 110}),
        ("", "2022,100,25 2023,,10", {2021: 80, 2022: 100, 2023: 110}),
        # levels that are stated stay, whatever growth says
        ("", "2022,100, 2023,120,10", {2022: 100, 2023: 120}),
        # growth without any level to stand on
        ("", "2022,,10 2023,,10", {}),
        ("", "2021,100, 2023,,10", {2021: 100}),  # 2022 is a gap
        # points for shares, rates and ranks
        ("share", "2021,64.72,0.83", {2020: 63.89, 2021: 64.72}),
        ("share", "2021,64, 2022,,-1.5", {2021: 64, 2022: 62.5}),
        ("rate", "2021,5,-200", {2020: 205, 2021: 5}),
        ("rank", "2021,5, 2022,,-1", {2021: 5, 2022: 4}),
        ("amount", "2021,5, 2022,,20", {2021: 5, 2022: 6}),
        # what fell by everything leaves nothing to derive from
        ("", "2023,0,-100", {2023: 0}),
        ("", "2022,5, 2023,,-100", {2022: 5, 2023: 0}),
    ],
)
def test_stated_growth_fills_the_year_beside_it(dataset, kind, actuals, known) -> None:
    rows = [f"x,{row}" for row in actuals.split()]
    made = panel_of(dataset, "\n".join(["indicator,year,value,growth", *rows]), kind)
    assert series_of(made) == pytest.approx(known)


def test_what_is_derived_stands_in_no_row_and_is_flagged(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value
        x,2024,>,100
        y,2024,>,100
        """,
        """
        indicator,year,value,growth,status
        x,2022,100,,
        x,2023,,10,p
        y,2023,50,10,p
        """,
    )
    found = panel(made)
    assert found.years.tolist() == [2021, 2022, 2023]
    assert sorted(found.rows.tolist()) == [[-1, -1, 2], [-1, 0, -1]]
    assert list(assess(made)["actual_status"]) == ["derived", "p"]


@given(
    level=st.integers(1, 1000),
    rates=st.lists(st.integers(-50, 50), min_size=1, max_size=6),
    at=st.integers(0, 6),
)
def test_a_chain_of_growth_is_the_same_from_either_end(dataset, level, rates, at) -> None:
    """One level anywhere in a chain of stated growth gives every other."""
    at = min(at, len(rates))
    levels = [float(level)]
    for rate in rates:
        levels.append(levels[-1] * (1 + rate / 100))
    rows = [f"x,{2000 + place},,{rate}" for place, rate in enumerate(rates, 1)]
    if at == 0:
        rows.append(f"x,2000,{level},")
    else:
        rows[at - 1] = f"x,{2000 + at},{levels[at]},{rates[at - 1]}"
    made = panel_of(dataset, "\n".join(["indicator,year,value,growth", *rows]))
    expected = {2000 + place: pytest.approx(value) for place, value in enumerate(levels)}
    assert series_of(made) == expected


# What is no actual


def test_forecasts_and_missing_rows_are_no_actuals(dataset) -> None:
    made = panel_of(
        dataset,
        """
        indicator,year,value,growth,status
        x,2020,100,,
        x,2021,110,,p e
        x,2022,,,m
        x,2023,130,,f
        x,2024,140,10,p f
        x,2025,150,,m
        """,
    )
    assert series_of(made) == {2020: 100, 2021: 110}


def test_growth_of_a_forecast_derives_nothing(dataset) -> None:
    made = panel_of(
        dataset,
        """
        indicator,year,value,growth,status
        x,2020,100,,
        x,2021,,10,f
        """,
    )
    assert series_of(made) == {2020: 100}


def test_a_later_publication_supersedes_an_earlier_one_wherever_it_stands(dataset) -> None:
    made = panel_of(
        dataset,
        """
        indicator,year,value,published
        x,2020,101,2022-03-01
        x,2020,100,2021-03-01
        x,2021,110,2022-03-01
        x,2021,112,2023-03-01
        x,2021,111,2022-09-01
        """,
    )
    assert series_of(made) == {2020: 101, 2021: 112}
    assert made.rows[0].tolist() == [0, 3]


def test_a_forecast_published_later_supersedes_nothing(dataset) -> None:
    made = panel_of(
        dataset,
        """
        indicator,year,value,published,status
        x,2020,100,2021-03-01,
        x,2020,105,2022-03-01,f
        """,
    )
    assert series_of(made) == {2020: 100}


def test_as_of_a_year_and_known_on_a_day(dataset) -> None:
    made = dataset(
        NO_GOALS,
        """
        indicator,year,value,published
        x,2020,100,2021-03-01
        x,2020,101,2022-03-01
        x,2021,110,2022-03-01
        x,2022,120,
        """,
    )

    def known(**when) -> dict[int, float]:
        return series_of(panel(vintage(made, **when)[0]))

    assert known() == {2020: 101, 2021: 110, 2022: 120}
    assert known(as_of=2021) == {2020: 101, 2021: 110}
    assert known(as_of=2019) == {}
    assert known(known_on=pd.Timestamp("2021-02-28")) == {}
    assert known(known_on=pd.Timestamp("2021-03-01")) == {2020: 100}
    assert known(known_on=pd.Timestamp("2030-01-01")) == {2020: 101, 2021: 110}  # 2022: undated
    assert known(known_on=pd.Timestamp("2030-01-01"), as_of=2020) == {2020: 101}


year_lists = st.lists(st.integers(2000, 2006), min_size=1, max_size=12)


@given(year_lists, st.booleans(), st.integers(1, 4))
def test_columns_are_the_years_stated_and_those_before(stated, before, block) -> None:
    """Whatever is looked through at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("targettrack.goals.panel._BLOCK", block)
        years, column_of = _years(np.array(stated, np.int32), before)
    expected = sorted({*stated, *(year - 1 for year in stated if before)})
    assert years.tolist() == expected
    assert [expected[column_of[year - years[0]]] for year in stated] == stated


matrices = st.lists(st.lists(st.sampled_from([1.0, math.nan]), min_size=3, max_size=3), min_size=1)


@given(matrices, st.data())
def test_first_and_last_known_year(matrix, data) -> None:
    """Against a look at each year of each series; -1 and a number too high name no series."""
    years = [2018, 2020, 2021]
    made = Panel(np.array(years), np.array(matrix), np.full((len(matrix), 3), -1))
    pairs = st.tuples(st.integers(-1, len(matrix)), st.sampled_from([math.nan, *range(2017, 2023)]))
    asked = data.draw(st.lists(pairs, min_size=1))
    series, bounds = (np.array(part) for part in zip(*asked, strict=True))

    def known(row: int) -> list[int]:
        values = matrix[row] if 0 <= row < len(matrix) else [math.nan] * 3
        return [year for year, value in zip(years, values, strict=True) if not math.isnan(value)]

    first = [min((y for y in known(row) if y >= bound), default=math.nan) for row, bound in asked]
    last = [max((y for y in known(row) if y <= bound), default=math.nan) for row, bound in asked]
    np.testing.assert_array_equal(made.first_known(series, bounds), first)
    np.testing.assert_array_equal(made.last_known(series, bounds), last)
    at = [1.0 if bound in known(row) else math.nan for row, bound in asked]
    np.testing.assert_array_equal(made.at(series, bounds), at)
