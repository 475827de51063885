"""record and goal, by real processes: shown, checked, then written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from printed import ACTUALS, GOALS, on_posix, runs
from running import environment, run

from targettrack.render.writers.safe_text import ACTING


def test_record_shows_checks_and_writes(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    path = place / "actuals.csv"
    before = path.read_bytes()
    asked = ["record", "firms", "2024", "8,100", place, "--published", "2025-03"]
    shown = run(*asked, "--dry-run")
    assert shown.out == f'{path}:4\n+firms,2024,"8,100",2025-03\n'
    assert (shown.code, shown.err) == (0, f"not written, as --dry-run asks: {path}:4\n")
    assert path.read_bytes() == before
    done, again, revised = runs(
        asked, asked, ["record", "firms", "2024", "-8.2", place, "--published", "2025-06"]
    )
    assert done == (0, shown.out, f"written: {path}:4\n")
    assert again == (0, "", f"nothing to do: {path}:4 says so already\n")
    assert (revised.code, revised.out) == (0, f"{path}:5\n+firms,2024,-8.2,2025-06\n")
    assert revised.err.splitlines() == [
        f"it takes the place of {path}:4, which stays in the file",
        f"written: {path}:5",
    ]
    added = b'firms,2024,"8,100",2025-03\nfirms,2024,-8.2,2025-06\n'
    assert path.read_bytes() == before + added
    assert sorted(each.name for each in place.iterdir()) == ["actuals.csv", "targets.csv"]


def test_record_refuses(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    before = (place / "actuals.csv").read_bytes()
    misspelt, lacking, twice, contrary, nowhere, too_few = runs(
        ["record", "frims", "2024", "8100", place],
        ["record", "firms", "2024", "8100", place, "--status", "p"],
        ["record", "firms", "2024", "8100", place, "--where", "value=3"],
        ["record", "firms", "2023", "8100", place],
        ["record", "firms", "2023", "8100", place / "nowhere"],
        ["record", "firms", "2023"],
    )
    assert [each.code for each in (misspelt, lacking, twice, too_few)] == [2] * 4
    assert 'no indicator "frims"; perhaps: firms; to start a new indicator' in misspelt.err
    assert 'has no column "status"; add it to the first line' in lacking.err
    assert twice.err == 'error: the cell of column "value" is given twice\n'
    assert (contrary.code, contrary.out, nowhere.code) == (3, "", 3)
    assert "E201 firms 2023 is 8100 on line 4 and 7565 here\n" in contrary.err
    assert contrary.err.endswith("\nnothing is written\n")
    assert (place / "actuals.csv").read_bytes() == before


def test_goal_is_written_like_a_row_of_goals(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    number, direction, blank, there, wrong = runs(
        ["goal", "firms", "2030", "超过", "1.5万", place, "--announced", "2025-01"],
        ["goal", "firms", "2030", "down", place],
        ["goal", "firms", "2031", "up", "-", place],
        ["goal", "firms", "2027", "more than", "12,700", place],
        ["goal", "firms", "2032", "up", "5", place],
    )
    path = place / "targets.csv"
    assert number == (0, f"{path}:4\n+firms,2030,超过,1.5万,2025-01\n", f"written: {path}:4\n")
    assert direction.out == f"{path}:5\n+firms,2030,down,,\n"
    assert blank.out == f"{path}:6\n+firms,2031,up,,\n"
    assert there == (0, "", f"nothing to do: {path}:3 says so already\n")
    assert (wrong.code, wrong.out) == (3, "")
    assert "E204" in wrong.err
    assert path.read_text(encoding="utf-8").count("\n") == 6


def test_nothing_in_a_recorded_cell_acts(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    hostile = "\x1b[31mfirms\u202e"
    done = run("record", hostile, "2024", "1", place, "--new")
    assert done.code == 0
    assert not ACTING.search((done.out + done.err).replace("\n", ""))
    assert f"{hostile},2024,1,\n" in (place / "actuals.csv").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_what_cannot_be_shown_is_not_written(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    before = (place / "actuals.csv").read_bytes()
    full = run("record", "firms", "2024", "1", place, stdout="/dev/full")
    assert full == (1, "", "error: No space left on device\n")
    assert (place / "actuals.csv").read_bytes() == before


@on_posix
def test_a_disk_that_is_full_or_read_only(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    path = place / "actuals.csv"
    before = path.read_bytes()
    for call, failure, code, words in (
        ("write", "OSError(28, os.strerror(28))", 1, "No space left on device"),
        ("fsync", "OSError(5, os.strerror(5))", 1, "Input/output error"),
        ("fsync", "KeyboardInterrupt", 130, ""),
        ("replace", "OSError(30, os.strerror(30))", 2, "Read-only file system"),
    ):
        program = (
            "import os, runpy\n"
            f"def fail(*arguments): raise {failure}\n"
            "from targettrack.files import atomic as storing\n"
            f"os.{call} = fail\n"
            "runpy.run_module('targettrack', run_name='__main__', alter_sys=True)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, "record", "firms", "2024", "9000", str(place)],
            env=environment({}),
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stderr
        told = f'error: "{path}" cannot be written: {words}\n' if words else ""
        assert done.stderr == told
        assert path.read_bytes() == before
        assert sorted(each.name for each in place.iterdir()) == ["actuals.csv", "targets.csv"]


@on_posix
@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    place.chmod(0o555)
    refused = run("record", "firms", "2024", "1", place)
    place.chmod(0o755)
    assert refused.code == 2
    assert refused.err.endswith("cannot be written: Permission denied\n")
