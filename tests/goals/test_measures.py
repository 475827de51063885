"""From what a goal measures to the level it requires: growth, multiples, relative growth."""

import math
from functools import partial

import numpy as np
import pytest
from expected import words
from hypothesis import given
from hypothesis import strategies as st

from targettrack.assessment import assess as assessment
from targettrack.goals.panel import panel
from targettrack.goals.thresholds import Thresholds, thresholds

assess = partial(assessment.assess, methods=["opensdg"])


def goals_of(dataset) -> Thresholds:
    return thresholds(dataset, panel(dataset))


# Measures


def test_each_measure_becomes_a_level(dataset) -> None:
    goals = goals_of(
        dataset(
            """
            indicator,year,comparator,value,upper,measure,base_year,base_value
            x,2025,>=,40,,level,2020,
            x,2025,>=,40,,,2020,
            x,2025,>=,2,,multiple,2020,
            x,2025,>=,1,,change,2020,
            x,2025,<=,-18,,percent_change,2020,
            x,2025,>=,7,,growth,2020,
            x,2025,>=,1,,change,2020,77.9
            x,2025,between,-10,10,percent_change,2020,
            """,
            """
            indicator,year,value
            x,2020,50
            """,
        )
    )
    expected = [
        40,
        40,  # blank is a level
        100,  # 2 × 50
        51,  # 50 + 1
        41,  # 50 × (1 − 0.18)
        70.127586,  # 50 × 1.07^5 = 50 × 1.40255173
        78.9,  # 77.9 + 1: the stated base, not the actual of its year
        45,  # 50 × 0.9 …
    ]
    assert goals.target.tolist() == pytest.approx(expected, rel=1e-8)
    assert np.isnan(goals.target_upper[:-1]).all()
    assert goals.target_upper[-1] == pytest.approx(55)  # … to 50 × 1.1
    assert not goals.reason.any()


def test_a_range_below_zero_keeps_its_lower_end_below(dataset) -> None:
    """20 to 30 below −10 is −40 to −30."""
    goals = goals_of(
        dataset(
            """
            indicator,year,comparator,value,upper,measure,base_year
            x,2025,between,-30,-20,change,2020
            """,
            """
            indicator,year,value
            x,2020,-10
            """,
        )
    )
    assert (goals.target[0], goals.target_upper[0]) == (-40, -30)


AMOUNTS = st.decimals(-1000, 1000, places=2)


@given(base=AMOUNTS, stated=AMOUNTS, years=st.integers(1, 20))
def test_levels_are_the_obvious_arithmetic(dataset, base, stated, years) -> None:
    goals = goals_of(
        dataset(
            f"""
            indicator,year,comparator,value,measure,base_year
            x,{2010 + years},>=,{stated},multiple,2010
            x,{2010 + years},>=,{stated},change,2010
            x,{2010 + years},>=,{stated},percent_change,2010
            """,
            f"""
            indicator,year,value
            x,2010,{base}
            """,
        )
    )
    expected = [base * stated, base + stated, base * (100 + stated) / 100]
    if base <= 0:  # ten times nothing, or 300 % more than nothing, is no level
        expected = [math.nan, base + stated, math.nan]
    assert goals.target.tolist() == pytest.approx(
        [float(each) for each in expected], abs=1e-9, nan_ok=True
    )


@given(
    base=st.decimals("0.01", 1000, places=2),
    stated=st.decimals(-50, 50, places=1),
    years=st.integers(1, 20),
)
def test_growth_is_compounded_year_by_year(dataset, base, stated, years) -> None:
    goals = goals_of(
        dataset(
            f"""
            indicator,year,comparator,value,measure,base_year
            x,{2010 + years},>=,{stated},growth,2010
            """,
            f"""
            indicator,year,value
            x,2010,{base}
            """,
        )
    )
    level = float(base)
    for _ in range(years):
        level *= 1 + float(stated) / 100
    assert goals.target[0] == pytest.approx(level, rel=1e-9)


@pytest.mark.parametrize(
    ("own", "reference", "kinds"),
    [
        # 100 → 121 in two years is 10 % a year, 200 → 220.5 is 5 %
        ("x,2020,100 x,2022,121", "y,2020,200 y,2022,220.5", ""),
        # the same as yearly rates, which chain: 1.21 and 1.1025
        ("x,2021,21 x,2022,0", "y,2020,200 y,2022,220.5", "x,rate"),
        ("x,2020,100 x,2022,121", "y,2021,5 y,2022,5", "y,rate"),
        ("x,2021,10 x,2022,10", "y,2021,0 y,2022,10.25", "x,rate y,rate"),
        # falling: 1 → 0.81 is −10 % a year, 1 → 0.7225 is −15 %
        ("x,2020,1 x,2022,0.81", "y,2020,1 y,2022,0.7225", ""),
    ],
)
def test_relative_growth_in_points(dataset, own, reference, kinds) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,tolerance,measure,base_year,reference
            x,2022,>,5,,relative_growth,2020,y
            x,2022,>=,5,,relative_growth,2020,y
            x,2022,about,4,1,relative_growth,2020,y
            x,2022,about,3.9,1,relative_growth,2020,y
            x,2025,>=,4,,relative_growth,2020,y
            x,2025,>=,6,,relative_growth,2020,y
            """,
            "\n".join(["indicator,year,value", *own.split(), *reference.split()]),
            "\n".join(["indicator,kind", *kinds.split()]) if kinds else "",
        )
    )
    assert table["actual"].tolist() == pytest.approx([5] * 6)
    assert set(table["unit"]) == {"pp"}
    assert words(table) == [
        ("missed", "deadline"),
        ("achieved", "deadline"),
        ("achieved", "deadline"),
        ("missed", "deadline"),
        ("on-track", "to-date"),
        ("off-track", "to-date"),
    ]


def test_relative_growth_needs_its_own_base_too(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,measure,base_year,base_value,reference
            x,2022,>=,5,relative_growth,2020,,y
            x,2022,>=,5,relative_growth,2020,100,y
            """,
            """
            indicator,year,value
            x,2022,121
            y,2020,200
            y,2022,220.5
            """,
        )
    )
    assert words(table) == [("no-data", "no-base"), ("achieved", "deadline")]
    assert table["base"].isna().all()  # 100 is a level, the figures of this row are in points


def test_growth_of_rates_is_chained_or_averaged_as_the_goal_says(dataset) -> None:
    """30 % and −10 %: 1.3 × 0.9 = 1.17, 8.17 % a year compounded, 10 % on average."""
    made = dataset(
        """
        indicator,year,comparator,value,measure,aggregate,base_year
        x,2022,>=,8.16,growth,compound,2020
        x,2022,>=,8.17,growth,compound,2020
        x,2022,>=,10,growth,mean,2020
        x,2022,>=,17,level,compound,2020
        x,2022,>=,17,percent_change,compound,2020
        x,2022,>=,1.17,multiple,compound,2020
        """,
        """
        indicator,year,value
        x,2021,30
        x,2022,-10
        """,
        """
        indicator,kind
        x,rate
        """,
    )
    table = assess(made)
    assert list(table["verdict"]) == [
        "achieved",
        "missed",  # 1.0817^2 = 1.17007
        "achieved",
        "achieved",
        "achieved",
        "achieved",
    ]
    assert table["actual"].tolist() == pytest.approx([117, 117, 10, 117, 117, 117])
    assert table["target"].tolist() == pytest.approx(
        [100 * 1.0816**2, 100 * 1.0817**2, 10, 117, 117, 117]
    )
    index = "2020=100"
    assert table["unit"].astype(object).fillna("").tolist() == [index] * 2 + [""] + [index] * 3
