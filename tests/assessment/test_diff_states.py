"""What changed between two states of a dataset: the table, names, dates, order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from diff_cases import FACTS, GOALS, Make, told
from hypothesis import given, settings
from hypothesis import strategies as st

import targettrack as tt
from targettrack.assessment.assess import assess
from targettrack.assessment.diff.diff import changes
from targettrack.dataset.known import state_on
from targettrack.dataset.model import Dataset
from targettrack.vocabulary.errors import UsageError
from targettrack.vocabulary.field import columns
from targettrack.vocabulary.results import CHANGES
from targettrack.vocabulary.words import CHANGE_KINDS


def test_a_dataset_and_itself_do_not_differ(dataset: Make) -> None:
    for folder in ("data", "examples/chongqing", "examples/china-14th-plan", "examples/traps"):
        state = tt.read(folder)
        table = tt.diff(state, state, ["all"])
        assert table.empty
        assert list(table) == ["kind", *columns(CHANGES[1:], state.dimensions)]


def test_kinds_stand_in_their_order_with_types_that_hold(dataset: Make) -> None:
    old = dataset(GOALS, FACTS)
    new = dataset(
        "indicator,year,comparator,value\nx,2025,>=,90\ny,2030,<,5",
        "indicator,year,value\nx,2020,55\nx,2022,99",
    )
    table = changes(old, new, ["schedule"])
    assert [kind for kind in CHANGE_KINDS if kind in set(table["kind"])] == list(
        dict.fromkeys(table["kind"])
    )
    for field in CHANGES:
        kind = table[field.name].dtype
        if field.type in ("number", "fraction"):
            assert kind == np.float64
        elif field.type == "date":
            assert kind == "datetime64[s]"
        elif field.type == "year":
            assert kind == "Int32"
        else:
            assert kind == "category"
        if field.choices and field.type == "word":
            assert set(table[field.name].dropna()) <= set(field.choices)


def test_a_method_that_is_not_there(dataset: Make) -> None:
    state = dataset(GOALS, FACTS)
    with pytest.raises(UsageError):
        changes(state, state, ["astrology"])


def test_empty_states(dataset: Make) -> None:
    none = dataset("indicator,year,comparator,value", "indicator,year,value")
    some = dataset(GOALS, FACTS)
    assert changes(none, none).empty
    assert told(changes(none, some), "kind") == [("new-actual",)] * 2 + [("new-goal",)]
    assert told(changes(some, none), "kind") == [("removed-actual",)] * 2 + [("goal-removed",)]


def test_dimensions_stay_apart_and_codes_do_not_matter(dataset: Make) -> None:
    old = dataset(
        "indicator,area,year,comparator,value\nx,a,2025,>=,10\nx,b,2025,>=,20",
        "indicator,area,year,value\nx,a,2020,1\nx,b,2020,2",
    )
    new = dataset(  # other names first, so every code differs
        "area,indicator,year,comparator,value\nz,w,2025,>=,10\nb,x,2025,>=,15\na,x,2025,>=,10",
        "area,indicator,year,value\nz,w,2020,9\nb,x,2020,3\na,x,2020,1",
    )
    table = changes(old, new)
    assert told(table, "kind", "indicator", "area", "before", "after") == [
        ("new-actual", "w", "z", None, 9),
        ("revised-actual", "x", "b", 2, 3),
        ("new-goal", "w", "z", None, 10),
        ("goal-loosened", "x", "b", 20, 15),
    ]


def test_a_dimension_that_one_state_lacks_is_blank_there(dataset: Make) -> None:
    old = dataset(GOALS, FACTS)
    new = dataset(
        "indicator,area,year,comparator,value\nx,a,2025,>=,100\nx,,2025,>=,100",
        "indicator,area,year,value\nx,a,2020,50\nx,,2020,50\nx,,2021,60",
    )
    expected = [("new-actual", "a"), ("new-goal", "a")]
    assert told(changes(old, new), "kind", "area") == expected
    back = [("removed-actual", "a"), ("goal-removed", "a")]
    assert told(changes(new, old), "kind", "area") == back


def test_as_known_is_the_vintage_of_the_day(dataset: Make) -> None:
    whole = tt.read("examples/chongqing")
    for day in map(pd.Timestamp, ("2000-01-01", "2021-04-30", "2023-12-31", "2026-01-01")):
        expected = assess(whole, known_on=day)
        pd.testing.assert_frame_equal(assess(state_on(whole, day)), expected)


def test_two_dates(dataset: Make) -> None:
    whole = dataset(
        """
        indicator,year,comparator,value,announced,withdrawn
        x,2025,>=,100,2020-01-01,2022-06-01
        x,2025,>=,90,2022-06-01,
        y,2025,>=,7,2020-01-01,2022-06-01
        z,2025,>=,7,,
        """,
        """
        indicator,year,value,published
        x,2020,50,2021-03-01
        x,2020,55,2022-03-01
        x,2021,60,2022-03-01
        x,2022,70,2023-03-01
        """,
    )
    days = [pd.Timestamp(day) for day in ("2021-12-31", "2022-06-01", "2022-12-31")]
    before, at, after = (state_on(whole, day) for day in days)
    assert told(changes(before, at), "kind", "indicator", "year", "before", "after") == [
        ("new-actual", "x", 2021, None, 60),
        ("revised-actual", "x", 2020, 50, 55),
        ("goal-loosened", "x", 2025, 100, 90),
        ("goal-withdrawn", "y", 2025, 7, None),
    ]
    assert changes(at, after).empty


goal_rows = st.lists(
    st.tuples(
        st.sampled_from("uvwxyz"),
        st.sampled_from(["a", "b", ""]),
        st.sampled_from([2024, 2025, 2030]),
        st.sampled_from([">=", "<", "=", "up"]),
        st.sampled_from([10, 20, 30]),
        st.sampled_from(["", "", "2023-01-01"]),
    ),
    min_size=20,
    max_size=40,
)
fact_rows = st.dictionaries(
    st.tuples(st.sampled_from("uvwxyz"), st.sampled_from(["a", "b", ""]), st.integers(2019, 2023)),
    st.sampled_from([5, 10, 20]),
    max_size=40,
)


def state(make: Make, goals: Any, facts: Any) -> Dataset:
    told_goals = [
        f"{name},{area},{year},{sign},{'' if sign == 'up' else value},{withdrawn}"
        for name, area, year, sign, value, withdrawn in goals
    ]
    told_facts = [f"{name},{area},{year},{value}" for (name, area, year), value in facts]
    return make(
        "\n".join(["indicator,area,year,comparator,value,withdrawn", *told_goals]),
        "\n".join(["indicator,area,year,value", *told_facts]),
    )


@settings(max_examples=4)  # of some thirty goals: a few large cases cost as much as small ones
@given(goal_rows, fact_rows, goal_rows, fact_rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    dataset: Make, goals: Any, facts: Any, goals_after: Any, facts_after: Any, chance: Any
) -> None:
    def shuffled(rows: Any) -> list[Any]:
        rows = list(rows)
        chance.shuffle(rows)
        return rows

    sides = [(goals, list(facts.items())), (goals_after, list(facts_after.items()))]
    old, new = (state(dataset, *side) for side in sides)
    again = [state(dataset, *map(shuffled, side)) for side in sides]
    table = changes(old, new, ["schedule"])
    pd.testing.assert_frame_equal(changes(*again, ["schedule"]), table)
    assert changes(old, again[0], ["schedule"]).empty
    # each way round tells the same actuals and single goals
    back = changes(new, old, ["schedule"])["kind"].value_counts()
    there = table["kind"].value_counts()
    assert there["new-actual"] == back["removed-actual"]
    assert there["revised-actual"] == back["revised-actual"]
    assert there["new-goal"] == back["goal-removed"] + back["goal-withdrawn"]
    assert there["goal-loosened"] == back["goal-tightened"]
    assert there["verdict"] == back["verdict"]
