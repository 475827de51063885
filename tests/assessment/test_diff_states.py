"""What changed between two states of a dataset, each kind by a case worked out by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from inspect import cleandoc
from typing import Any

import numpy as np
import pandas as pd
import pytest
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

Make = Callable[..., Dataset]

GOALS = "indicator,year,comparator,value\nx,2025,>=,100"
FACTS = "indicator,year,value\nx,2020,50\nx,2021,60"


def told(table: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    """The rows but for verdicts, in these columns; None for missing."""
    rows = table.loc[table["kind"] != "verdict", list(names)].astype(object)
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in rows.itertuples(index=False)
    ]


def between(make: Make, old: str, new: str, head: str = "") -> pd.DataFrame:
    """What changed where the goals `old` became `new`: rows below the header `head`."""
    header = f"indicator,year,comparator,value{head}"
    states = [make(f"{header}\n{cleandoc(rows)}", FACTS) for rows in (old, new)]
    return changes(*states, ["schedule"])


# --- the table -----------------------------------------------------------------------------------


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


# --- actuals -------------------------------------------------------------------------------------


def test_new_revised_and_removed_actuals(dataset: Make) -> None:
    """60 became 66: 10 % more; 2020 went, 2022 came."""
    old = dataset(GOALS, FACTS)
    new = dataset(GOALS, "indicator,year,value,source\nx,2022,70,yearbook\nx,2021,66,")
    assert told(
        changes(old, new), "kind", "year", "before", "after", "relative_change", "source"
    ) == [
        ("new-actual", 2022, None, 70, None, "yearbook"),
        ("revised-actual", 2021, 60, 66, pytest.approx(0.1), None),
        ("removed-actual", 2020, 50, None, None, None),
    ]


def test_a_later_publication_is_a_revision(dataset: Make) -> None:
    header = "indicator,year,value,published\n"
    old = dataset(GOALS, f"{header}x,2020,-50,2021-03-01")
    new = dataset(GOALS, f"{header}x,2020,-40,2022-03-01\nx,2020,-50,2021-03-01")
    assert told(changes(old, new), "kind", "before", "after", "relative_change", "dated") == [
        ("revised-actual", -50, -40, pytest.approx(0.2), pd.Timestamp("2022-03-01"))
    ]


def test_forecasts_and_missing_values_are_no_actuals(dataset: Make) -> None:
    header = "indicator,year,value,status\n"
    old = dataset(GOALS, f"{header}x,2020,50,")
    new = dataset(GOALS, f"{header}x,2020,50,p\nx,2021,60,f\nx,2022,,m")
    assert changes(old, new).empty


def test_what_stated_growth_derives_is_told_as_derived(dataset: Make) -> None:
    """60 after growth of 20 % makes 50 the year before."""
    old = dataset(GOALS, "indicator,year,value,growth\nx,2021,60,")
    new = dataset(GOALS, "indicator,year,value,growth\nx,2021,60,20")
    assert told(changes(old, new), "kind", "year", "after", "detail") == [
        ("new-actual", 2020, 50, "derived")
    ]


def test_another_unit_is_a_revision_without_a_rate(dataset: Make) -> None:
    old = dataset(GOALS, "indicator,year,value,unit\nx,2020,5,t")
    new = dataset(GOALS, "indicator,year,value,unit\nx,2020,5000,kg")
    rows = told(changes(old, new), "kind", "detail", "unit_before", "unit", "relative_change")
    assert rows == [
        ("revised-actual", "unit", "t", "kg", None),
        ("goal-moved", "unit", "t", "kg", None),
    ]


def test_zero_has_no_rate(dataset: Make) -> None:
    old = dataset(GOALS, "indicator,year,value\nx,2020,0")
    new = dataset(GOALS, "indicator,year,value\nx,2020,3")
    assert told(changes(old, new), "before", "after", "relative_change") == [(0, 3, None)]


# --- goals ---------------------------------------------------------------------------------------


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


# --- series by their names -----------------------------------------------------------------------


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


# --- verdicts ------------------------------------------------------------------------------------


def flips(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    rows = table[table["kind"] == "verdict"]
    names = ["indicator", "method", "verdict_before", "verdict", "because"]
    return list(rows[names].astype(object).itertuples(index=False, name=None))


def test_a_verdict_flips_with_a_new_actual(dataset: Make) -> None:
    """From 50 in 2020 to 100 in 2025 the way is 10 a year: 60 is on schedule, 60 again is not."""
    old = dataset(GOALS, FACTS)
    new = dataset(GOALS, f"{FACTS}\nx,2022,60")
    table = changes(old, new, ["schedule"])
    assert flips(table) == [("x", "schedule", "on-track", "off-track", "new-actual")]
    again = assess(new, ["schedule"])["verdict"].tolist()
    assert again == ["off-track"]


def test_why_a_verdict_flips(dataset: Make) -> None:
    """As above; 60 revised to 51, the goal raised to 200, the actual of 2021 lost."""
    old = dataset(GOALS, FACTS)
    slow = "indicator,year,value\nx,2020,50\nx,2021,51"
    assert flips(changes(old, dataset(GOALS, slow), ["schedule"])) == [
        ("x", "schedule", "on-track", "off-track", "revised-actual")
    ]
    raised = GOALS.replace("100", "200")
    assert flips(changes(old, dataset(raised, FACTS), ["schedule"])) == [
        ("x", "schedule", "on-track", "off-track", "goal-tightened")
    ]
    lost = "indicator,year,value\nx,2020,50"
    assert flips(changes(old, dataset(GOALS, lost), ["schedule"])) == [
        ("x", "schedule", "on-track", "no-data", "removed-actual")
    ]
    assert flips(changes(old, dataset(raised, f"{slow}\nx,2022,52"), ["schedule"])) == [
        ("x", "schedule", "on-track", "off-track", "new-actual revised-actual goal-tightened")
    ]


def test_changes_of_another_series_are_no_cause(dataset: Make) -> None:
    goals = "indicator,area,year,comparator,value\nx,a,2025,>=,100\nx,b,2025,>=,100"
    facts = "indicator,area,year,value\nx,a,2020,50\nx,a,2021,60\nx,b,2020,50\nx,b,2021,60"
    old, new = dataset(goals, facts), dataset(goals, f"{facts}\nx,a,2022,60\nx,b,2022,70")
    assert flips(changes(old, new, ["schedule"])) == [
        ("x", "schedule", "on-track", "off-track", "new-actual")
    ]


def test_what_a_goal_is_compared_with_may_be_the_cause(dataset: Make) -> None:
    """x grows by 10 % a year; y, which it must outgrow, by 5 %, and after a revision by 20 %."""
    goals = """
        indicator,year,comparator,value,measure,reference,base_year
        x,2025,>,0,relative_growth,y,2020
        """
    facts = "indicator,year,value\nx,2020,100\nx,2021,110\ny,2020,100\ny,2021,{}"
    old, new = (dataset(goals, facts.format(value)) for value in (105, 120))
    assert flips(changes(old, new, ["opensdg"])) == [
        ("x", "opensdg", "on-track", "off-track", "revised-actual")
    ]


def test_neither_series_nor_goal_but_the_settings(dataset: Make) -> None:
    """Counted from 2021 instead of 2020 there is no year to measure over."""
    old = dataset(GOALS, FACTS)
    usual = dataclasses.replace(old.settings, base_year=2021)
    table = changes(old, dataclasses.replace(old, settings=usual), ["schedule"])
    assert flips(table) == [("x", "schedule", "on-track", "no-data", "other")]


def test_several_methods_and_those_of_the_settings(dataset: Make) -> None:
    old, new = dataset(GOALS, FACTS), dataset(GOALS, f"{FACTS}\nx,2022,60")
    table = changes(old, new, ["schedule", "opensdg"])
    assert [row[1] for row in flips(table)] == ["schedule", "opensdg"]
    chosen = dataclasses.replace(new.settings, methods=("opensdg",))
    table = changes(old, dataclasses.replace(new, settings=chosen))
    assert [row[1] for row in flips(table)] == ["opensdg"]


def test_flips_are_those_of_the_two_assessments(dataset: Make) -> None:
    """Against the obvious code, where no goal moved."""
    whole = tt.read("examples/chongqing")
    old, new = (state_on(whole, pd.Timestamp(day)) for day in ("2023-06-30", "2026-01-01"))
    keys = ["indicator", "area", "target_year", "variant", "comparator"]
    first, second = assess(old), assess(new)
    words = {
        tuple(map(str, row[:-1])): row[-1]
        for row in first[[*keys, "verdict"]].itertuples(index=False, name=None)
    }
    expected = {
        (*map(str, row[:-1]), words[tuple(map(str, row[:-1]))], row[-1])
        for row in second[[*keys, "verdict"]].itertuples(index=False, name=None)
        if words.get(tuple(map(str, row[:-1])), row[-1]) != row[-1]
    }
    table = changes(old, new)
    rows = table[table["kind"] == "verdict"]
    names = ["indicator", "area", "year", "variant", "comparator", "verdict_before", "verdict"]
    assert {tuple(map(str, row)) for row in rows[names].itertuples(index=False)} == expected
    assert expected


# --- two dates of one dataset --------------------------------------------------------------------


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


# --- order ---------------------------------------------------------------------------------------

goal_rows = st.lists(
    st.tuples(
        st.sampled_from("xyz"),
        st.sampled_from(["a", "b", ""]),
        st.sampled_from([2024, 2025, 2030]),
        st.sampled_from([">=", "<", "=", "up"]),
        st.sampled_from([10, 20, 30]),
        st.sampled_from(["", "", "2023-01-01"]),
    ),
    max_size=8,
)
fact_rows = st.dictionaries(
    st.tuples(st.sampled_from("xyz"), st.sampled_from(["a", "b", ""]), st.integers(2019, 2023)),
    st.sampled_from([5, 10, 20]),
    max_size=12,
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


@settings(max_examples=15)  # each reads four datasets and judges them ten times
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
