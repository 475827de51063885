"""Verdicts that flipped between two states, and why."""

from __future__ import annotations

import dataclasses

import pandas as pd
from diff_cases import FACTS, GOALS, Make, flips

import targettrack as tt
from targettrack.assessment.assess import assess
from targettrack.assessment.diff.diff import changes
from targettrack.dataset.known import state_on


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
