"""Goals that changed between two states, each kind by a case worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from diff_cases import Make, between, told


def test_new_and_removed_goals(dataset: Make) -> None:
    table = between(dataset, "x,2025,>=,100", "x,2025,<=,200")
    assert told(table, "kind", "comparator", "before", "after") == [
        ("new-goal", "<=", None, 200),
        ("goal-removed", ">=", 100, None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("x,2025,>=,100", "x,2025,>=,90", "goal-loosened"),
        ("x,2025,>,100", "x,2025,>,110", "goal-tightened"),
        ("x,2025,<=,100", "x,2025,<=,110", "goal-loosened"),
        ("x,2025,<,100", "x,2025,<,90", "goal-tightened"),
        ("x,2025,=,100", "x,2025,=,90", "goal-moved"),
    ],
)
def test_an_easier_level_is_looser(dataset: Make, old: str, new: str, kind: str) -> None:
    table = between(dataset, old, new)
    before, after = (float(goal.split(",")[3]) for goal in (old, new))
    assert told(table, "kind", "detail", "year", "before", "after", "relative_change") == [
        (kind, "level", 2025, before, after, pytest.approx(after / before - 1))
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("x,2025,>=,100", "x,2027,>=,100", "goal-loosened"),
        ("x,2025,<=,100", "x,2027,<=,100", "goal-loosened"),
        ("x,2025,=,100", "x,2027,=,100", "goal-loosened"),
        ("x,2025,up,", "x,2023,up,", "goal-tightened"),
        ("x,2025,>=,100", "x,2024,>=,100", "goal-tightened"),
    ],
)
def test_a_later_deadline_is_looser(dataset: Make, old: str, new: str, kind: str) -> None:
    table = between(dataset, old, new)
    before, after = (int(goal.split(",")[1]) for goal in (old, new))
    assert told(table, "kind", "detail", "year", "before", "after", "relative_change") == [
        (kind, "deadline", after, before, after, None)
    ]


@pytest.mark.parametrize(
    ("goal", "measure", "aggregate", "kind"),
    [
        (">=", "level", "every", "goal-tightened"),  # more years to comply with
        ("<=", "level", "every", "goal-tightened"),
        (">=", "level", "sum", "goal-loosened"),  # more years to add up
        ("<=", "level", "sum", "goal-tightened"),  # one budget for more years
        (">=", "level", "mean", "goal-moved"),
        (">=", "growth", "point", "goal-moved"),  # the level grows with the deadline
        (">=", "multiple", "point", "goal-loosened"),
        ("<=", "change", "point", "goal-loosened"),
    ],
)
def test_a_later_deadline_of_goals_over_years(
    dataset: Make, goal: str, measure: str, aggregate: str, kind: str
) -> None:
    rest = f"{goal},2,{measure},{aggregate},2020"
    table = between(dataset, f"x,2025,{rest}", f"x,2027,{rest}", ",measure,aggregate,base_year")
    assert told(table, "kind", "detail", "measure") == [(kind, "deadline", measure)]


def test_later_and_higher_is_looser_in_one_and_tighter_in_the_other(dataset: Make) -> None:
    table = between(dataset, "x,2025,>=,100", "x,2027,>=,120")
    assert told(table, "kind", "detail", "year", "before", "after") == [
        ("goal-loosened", "deadline", 2027, 2025, 2027),
        ("goal-tightened", "level", 2027, 100, 120),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ((90, 110), (80, 120), "goal-loosened"),
        ((90, 110), (90, 120), "goal-loosened"),
        ((90, 110), (80, 110), "goal-loosened"),
        ((90, 110), (95, 105), "goal-tightened"),
        ((90, 110), (90, 105), "goal-tightened"),
        ((90, 110), (100, 120), "goal-moved"),
        ((90, 110), (80, 100), "goal-moved"),
        ((90, 110), (80, 105), "goal-moved"),  # neither holds the other
    ],
)
def test_a_range_is_looser_that_holds_the_other(
    dataset: Make, old: tuple[int, int], new: tuple[int, int], kind: str
) -> None:
    rows = [f"x,2025,between,{low},{high}" for low, high in (old, new)]
    table = between(dataset, *rows, ",upper")
    names = ("kind", "before", "before_upper", "after", "after_upper", "relative_change")
    assert told(table, *names) == [(kind, *old, *new, None)]


def test_about_is_a_range(dataset: Make) -> None:
    table = between(dataset, "x,2025,about,100,5", "x,2025,about,100,10", ",tolerance")
    assert told(table, "kind", "before", "before_upper", "after", "after_upper") == [
        ("goal-loosened", 95, 105, 90, 110)
    ]


def test_the_terms_beside_the_level(dataset: Make) -> None:
    """Double of 2020 is another goal than double of 2021, and no one can say it is easier."""
    table = between(
        dataset, "x,2025,>=,2,multiple,2020", "x,2025,>=,2,multiple,2021", ",measure,base_year"
    )
    assert told(table, "kind", "detail", "before", "after") == [
        ("goal-moved", "base_year", 2020, 2021)
    ]
    table = between(dataset, "x,2025,>=,100,5", "x,2025,>=,100,8", ",tolerance")
    assert told(table, "kind", "detail", "before", "after") == [
        ("goal-loosened", "tolerance", 5, 8)
    ]


def test_a_goal_withdrawn_for_another_one_has_moved(dataset: Make) -> None:
    table = between(
        dataset,
        "x,2025,>=,100,,2020-01-01",
        "x,2025,>=,100,2023-05-01,2020-01-01\nx,2027,>=,100,,2023-05-01",
        ",withdrawn,announced",
    )
    assert told(table, "kind", "detail", "before", "after", "dated") == [
        ("goal-loosened", "deadline", 2025, 2027, pd.Timestamp("2023-05-01"))
    ]


def test_a_goal_withdrawn_and_a_goal_removed(dataset: Make) -> None:
    table = between(
        dataset,
        "x,2025,>=,100,\ny,2025,>=,100,",
        "x,2025,>=,100,2023-05-01",
        ",withdrawn",
    )
    assert told(table, "kind", "indicator", "before", "dated") == [
        ("goal-withdrawn", "x", 100, pd.Timestamp("2023-05-01")),
        ("goal-removed", "y", 100, None),
    ]


def test_goals_withdrawn_before_are_no_change(dataset: Make) -> None:
    goals = "x,2025,>=,100,\nx,2024,>=,70,2022-01-01"
    assert between(dataset, goals, "x,2025,>=,100,", ",withdrawn").empty
    back = between(dataset, goals, "x,2025,>=,100,\nx,2024,>=,70,", ",withdrawn")
    assert told(back, "kind", "year") == [("new-goal", 2024)]


def test_milestones_are_paired_by_deadline_then_level_then_from_the_last(dataset: Make) -> None:
    table = between(
        dataset,
        "x,2025,>=,100\nx,2030,>=,150\nx,2035,>=,200",
        "x,2025,>=,110\nx,2032,>=,150\nx,2040,>=,300",
    )
    assert told(table, "kind", "year", "detail", "before", "after") == [
        ("goal-loosened", 2032, "deadline", 2030, 2032),
        ("goal-loosened", 2040, "deadline", 2035, 2040),
        ("goal-tightened", 2025, "level", 100, 110),
        ("goal-tightened", 2040, "level", 200, 300),
    ]
    table = between(dataset, "x,2025,>=,100\nx,2027,>=,120", "x,2030,>=,150")
    assert told(table, "kind", "year", "before", "after") == [
        ("goal-loosened", 2030, 2027, 2030),
        ("goal-tightened", 2030, 120, 150),
        ("goal-removed", 2025, 100, None),
    ]


def test_variants_are_goals_of_their_own(dataset: Make) -> None:
    table = between(
        dataset,
        "x,2025,>=,100,press\nx,2025,>=,110,plan",
        "x,2025,>=,100,plan\nx,2025,>=,100,press",
        ",variant",
    )
    assert told(table, "kind", "variant", "before", "after") == [
        ("goal-loosened", "plan", 110, 100)
    ]
