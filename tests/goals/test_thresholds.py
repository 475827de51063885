"""From goal to threshold: comparators, measures, aggregates, and why a goal has no threshold."""

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


# Comparators


@pytest.mark.parametrize(
    ("comparator", "met"),
    [
        # the actual of the deadline is      9      10     11
        (">", [False, False, True]),
        (">=", [False, True, True]),
        ("<", [True, False, False]),
        ("<=", [True, True, False]),
        ("=", [False, True, False]),
        ("超过", [False, False, True]),
        ("达到", [False, True, True]),
        ("低于", [True, False, False]),
        ("不超过", [True, True, False]),
    ],
)
def test_a_comparator_is_strict_or_not_exactly_at_the_level(dataset, comparator, met) -> None:
    table = assess(
        dataset(
            f"""
            indicator,year,comparator,value
            below,2025,{comparator},10
            at,2025,{comparator},10
            above,2025,{comparator},10
            """,
            """
            indicator,year,value
            below,2025,9
            at,2025,10
            above,2025,11
            """,
        )
    )
    assert list(table["verdict"]) == ["achieved" if each else "missed" for each in met]
    assert set(table["reason"]) == {"deadline"}


def test_a_range_and_a_tolerance_include_both_ends(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,upper,tolerance
        x,2025,between,10,20,
        x,2025,about,10,,2.5
        x,2025,between,-5,0,
        x,2025,about,0,,0
        """,
        """
        indicator,year,value
        x,2024,15
        """,
    )
    goals = goals_of(made)
    assert goals.target.tolist() == [10, 7.5, -5, 0]
    assert goals.target_upper.tolist() == [20, 12.5, 0, 0]
    for value, in_range, about in [
        (7.4, False, False),
        (7.5, False, True),
        (9.9, False, True),
        (10, True, True),
        (12.5, True, True),
        (12.6, True, False),
        (20, True, False),
        (20.1, False, False),
    ]:
        assert goals.met_by(np.full(4, value)).tolist()[:2] == [in_range, about], value
    assert goals.met_by(np.zeros(4)).tolist() == [False, False, True, True]
    assert goals.met_by(np.full(4, 1e-9)).tolist() == [False] * 4


def test_about_without_a_tolerance_is_not_assessable(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,tolerance
            x,2025,about,10,
            y,2025,about,10,0
            """,
            """
            indicator,year,value
            x,2025,10
            y,2025,10
            """,
        )
    )
    assert words(table) == [("no-data", "no-tolerance"), ("achieved", "deadline")]


def test_a_level_computed_from_a_base_is_met_by_the_same_number_written_out(dataset) -> None:
    """In floats 3 × 0.1 is 0.30000000000000004, above the 0.3 that a source prints."""
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,measure,base_year
            x,2025,>=,3,multiple,2020
            x,2025,>,3,multiple,2020
            x,2025,<=,3,multiple,2020
            x,2025,<,3,multiple,2020
            x,2025,=,3,multiple,2020
            """,
            """
            indicator,year,value
            x,2020,0.1
            x,2025,0.3
            """,
        )
    )
    assert list(table["verdict"]) == ["achieved", "missed", "achieved", "missed", "achieved"]


def test_a_direction_is_judged_against_the_base(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,base_year
            x,2025,up,,2020
            x,2025,down,,2020
            flat,2025,up,,2020
            flat,2025,down,,2020
            """,
            """
            indicator,year,value
            x,2020,10
            x,2025,10.5
            flat,2020,10
            flat,2025,10
            """,
        )
    )
    assert list(table["verdict"]) == ["achieved", "missed", "missed", "missed"]
    assert table["target"].isna().all()


levels = st.integers(-50, 50)


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from([">", ">=", "<", "<=", "=", "between", "about", "up", "down"]),
            levels,
            st.integers(1, 30),
            levels | st.just(math.nan),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_met_by_is_the_obvious_comparison(dataset, rows) -> None:
    lines = ["indicator,year,comparator,value,upper,tolerance"]
    for comparator, level, width, _ in rows:
        upper = level + width if comparator == "between" else ""
        tolerance = width if comparator == "about" else ""
        stated = "" if comparator in ("up", "down") else level
        lines.append(f"x,2025,{comparator},{stated},{upper},{tolerance}")
    goals = goals_of(dataset("\n".join(lines), "indicator,year,value\nx,2024,1"))

    def met(comparator: str, level: int, width: int, value: float) -> bool:
        return {
            ">": value > level,
            ">=": value >= level,
            "<": value < level,
            "<=": value <= level,
            "=": value == level,
            "between": level <= value <= level + width,
            "about": abs(value - level) <= width,
            "up": False,
            "down": False,
        }[comparator]

    values = np.array([value for *_, value in rows], float)
    assert goals.met_by(values).tolist() == [met(*row) for row in rows]
