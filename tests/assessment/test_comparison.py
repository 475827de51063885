"""Several methods on one goal: where they part ways, side by side, and the working of each."""

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from targettrack.assessment.assess import assessment
from targettrack.assessment.workings import example, method_numbers
from targettrack.methods import METHODS
from targettrack.render.views.comparison import comparison_view
from targettrack.render.views.working import working_lines

ROOT = Path(__file__).parents[2]


@pytest.fixture
def traps(dataset):
    """A fast start from next to nothing, a steady rise, one actual alone, a goal that is met."""
    return dataset(
        """
        indicator,year,comparator,value,base_year
        tiny,2030,>=,60,2015
        steady,2030,>=,130,2015
        alone,2030,>=,10,
        met,2030,>=,10,2015
        """,
        """
        indicator,year,value
        tiny,2015,0.37
        tiny,2025,9.53
        steady,2015,100
        steady,2025,120
        alone,2025,5
        met,2015,5
        met,2025,12
        """,
    )


def test_methods_disagree_where_one_says_on_track_and_another_worse(traps) -> None:
    both = assessment(traps, ["opensdg", "schedule"])
    assert both.table["verdict"].tolist() == [
        *("on-track", "off-track"),
        *("on-track", "on-track"),
        *("no-data", "no-data"),
        *("achieved", "achieved"),
    ]
    assert both.disagree[[0, 1, 3]].tolist() == [True, False, False]
    assert both.disagree[2] is pd.NA  # nobody judges it


def test_one_verdict_alone_agrees_with_nobody(traps) -> None:
    flags = assessment(traps, ["opensdg", "trajectory"]).disagree
    assert flags[0] is pd.NA
    assert flags[3] is not pd.NA  # met is met by every method


def test_side_by_side(traps) -> None:
    view = comparison_view(assessment(traps, ["opensdg", "schedule", "trajectory"]))
    cells = {column.header: column.cells for column in view.columns}
    assert cells["opensdg"] == ["➚ on", "➚ on", "? none", "✓ met"]
    assert cells["schedule"] == ["➘ off", "➚ on", "? none", "✓ met"]
    assert cells["≠"] == ["≠", "", "", ""]
    assert "trajectory" not in cells  # what is met is met without any method
    assert view.notes[0] == (
        "no verdict from trajectory: no official path states a level for the year of the latest "
        "actual"
    )
    assert view.notes[1].startswith("no data: one actual alone supports no verdict")
    assert view.notes[1].endswith(": alone 2030")
    assert view.notes[-1] == (
        "methods disagree (on track or better against worse) on 1 of 3 goals that two or more of "
        "them judge: 33 %"
    )


def test_methods_keep_their_columns_where_all_is_settled(dataset) -> None:
    made = dataset("indicator,year,comparator,value\nx,2023,>=,7", "indicator,year,value\nx,2023,8")
    view = comparison_view(assessment(made, ["opensdg", "trajectory"]))
    assert {"opensdg", "trajectory"} <= {column.header for column in view.columns}


@pytest.mark.parametrize("method", METHODS)
def test_a_working_can_be_redone_by_hand(method: str) -> None:
    """Every symbol of the formula stands among the numbers, or is made from years and those."""
    made = example(METHODS[method])
    worked = assessment(made, [method])
    row, numbers = worked.table.iloc[0], method_numbers(worked)[0]
    named = {number.symbol for number in numbers}
    terms = re.sub(r"CAGR\([^)]*\)", lambda found: found[0] if found[0] not in named else "",
                   METHODS[method].formula)  # fmt: skip
    symbols = set(re.findall(r"(?<![\w(])(v[0-9sTP]|[sdpm]|way|time|change|needed)(?!\w)", terms))
    assert symbols <= named
    said, formula, told = working_lines(row, numbers)
    assert str(row["label"]) in said
    assert formula == METHODS[method].formula
    assert all(f"{number.symbol} = " in told for number in numbers)


def test_the_working_of_a_direction_is_that_of_its_own_rule(dataset) -> None:
    made = dataset(
        "indicator,year,comparator,value,base_year,limit\nx,2030,up,,2016,100",
        "indicator,year,value\nx,2016,66.6\nx,2023,71.4",
    )
    worked = assessment(made, ["opensdg"])
    row = worked.table.iloc[0]
    lines = working_lines(row, method_numbers(worked)[0])
    assert row["label"] == "moderate_progress"
    assert lines[:2] == [
        "x = 0.00999148: moderate_progress (x ≥ 0.005 · C)",
        METHODS["opensdg"].direction,
    ]
    assert "C = 0.83" in lines[2]


def test_after_the_deadline_no_formula_was_asked(dataset) -> None:
    made = dataset(
        "indicator,year,comparator,value\nx,2023,>=,7",
        "indicator,year,value\nx,2015,5\nx,2023,8",
    )
    for method in METHODS:
        worked = assessment(made, [method])
        assert method_numbers(worked) == [[]]
        assert working_lines(worked.table.iloc[0], [])[0].endswith(
            "judged by the actual of the deadline year"
        )


def test_published_verdicts_are_given_again() -> None:
    """A few of Statistics Canada's and Destatis's; one symbol the rule does not give is known."""
    done = subprocess.run(
        [sys.executable, "benchmarks/conformance.py", "--smoke"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "4 of 4 published verdicts agree" in done.stdout
    assert "3 of 3 published verdicts agree" in done.stdout
    assert "0 of 1 marked as not given by the rule agree" in done.stdout
    assert "12.4 2030 as of 2021: published cloud, ours sun-cloud 0.1757112267" in done.stdout
