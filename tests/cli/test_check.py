"""check: every problem, told in full; broken data makes no table."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from printed import ACTUALS, GOALS, records, runs
from running import run

BROKEN = {
    "targets": """
        indicator,year,comparator,value
        firms,2025,beyond,10000
        firms,2027,>,1万二
        """,
    "actuals": """
        indicator,year,value
        firms,2023,"1,2,7"
        firms,soon,7565
        """,
}
PLACES = [  # file, line and column of each problem in BROKEN
    "targets.csv:2:3 E110",
    "targets.csv:3:4 E107",
    "actuals.csv:2:3 E104",
    "actuals.csv:3:2 E103",
]


def test_check_is_silent_where_nothing_is_wrong() -> None:
    assert run("check") == (0, "", "")


def test_broken_data_is_told_in_full_and_nothing_else_is(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    place = folder(**BROKEN)
    checked, filed, standing = runs(
        ["check", place],
        ["check", place, "-o", tmp_path / "problems.txt"],
        ["status", place, "--format", "csv"],
    )
    heads = [line for line in checked.out.splitlines() if not line.startswith(" ")]
    assert [line.removeprefix(f"{place}{os.sep}").split(" ")[:2] for line in heads] == [
        problem.split(" ") for problem in PLACES
    ]
    assert '    firms,2023,"1,2,7"\n               ^^^^^^^\n    remedy: write it as' in checked.out
    assert (checked.code, checked.err) == (3, "")
    assert filed == (3, "", "")
    assert (tmp_path / "problems.txt").read_text(encoding="utf-8") == checked.out
    assert standing == (3, "", checked.out)


def test_a_warning_is_told_and_passed_by(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS + "firms,2022,6346,2023-02")
    checked, standing = runs(
        ["check", place, "--skip", "sources-missing"], ["status", place, "--format", "csv"]
    )
    assert checked.code == 0
    assert "actuals.csv:4:1 W301 the row repeats line 2\n" in checked.out
    assert (standing.code, len(records(standing.out))) == (0, 2)
    assert standing.err == checked.out


def test_checks_of_figures_by_name(folder: Callable[..., Path]) -> None:
    place = folder(
        targets="indicator,year,comparator,value\nfirms,2025,>,12700\nfirms,2027,>,10000\n",
        actuals="indicator,year,value,growth\nfirms,2022,6348,\nfirms,2023,7565,29.2\n",
    )
    every, one, without, strict, unknown, before = runs(
        ["check", place],
        ["check", place, "--only", "milestones"],
        ["check", place, "--skip", "sources-missing", "--skip", "milestones"],
        ["check", place, "--strict", "growth-levels"],
        ["check", place, "--only", "milestone"],
        ["status", place],
    )
    codes = [re.findall(r"W\d+ [a-z-]+", told.out) for told in (every, one, without)]
    growth, later, sources = "W401 growth-levels", "W404 milestones", "W411 sources-missing"
    assert [sorted(each) for each in codes] == [
        [growth, later, sources, sources],
        [later],
        [growth],
    ]
    assert [told.code for told in (every, one, without, strict)] == [0, 0, 0, 3]
    assert "actuals.csv:3:4 W401 growth-levels: growth is stated as 29.2 %" in strict.out
    assert (unknown.code, unknown.out) == (2, "")
    assert 'there is no check "milestone"; there are: growth-levels' in unknown.err
    assert (before.code, before.err) == (0, "")  # a table is made without a second look


def test_the_language_that_a_dataset_names_is_spoken(folder: Callable[..., Path]) -> None:
    place = folder(**BROKEN)
    (place / "targettrack.toml").write_text('language = "zh"\n', encoding="utf-8")
    checked, standing, asked = runs(
        ["check", place], ["status", place], ["check", place, "--lang", "en"]
    )
    assert checked.out.count("建议：") == len(PLACES)
    assert standing.err == checked.out
    assert asked.out.count("remedy: ") == len(PLACES)


def test_a_dataset_that_cannot_be_read_speaks_its_language_too(folder: Callable[..., Path]) -> None:
    place = folder(targets="indicator,year\nfirms,2025", actuals=ACTUALS)
    (place / "targettrack.toml").write_text('language = "zh"\n', encoding="utf-8")
    for done in runs(["check", place], ["status", place]):
        assert done.code == 3
        assert "建议：" in done.out + done.err
