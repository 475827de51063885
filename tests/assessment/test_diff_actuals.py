"""Actuals that changed between two states, by cases worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from diff_cases import FACTS, GOALS, Make, told

from targettrack.assessment.diff.diff import changes


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
