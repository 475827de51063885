"""Every command over datasets of which nearly nothing is there: a code and words, no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from targettrack.cli.program import COMMANDS, app

GOALS, ACTUALS = "indicator,year,comparator,value\n", "indicator,year,value\n"
GOAL, ACTUAL = GOALS + "firms,2025,>,10\n", ACTUALS + "firms,2023,2\n"
ODD = {
    "empty files": ("", ""),
    "headers alone": (GOALS, ACTUALS),
    "no goals": (GOALS, ACTUAL),
    "no actuals": (GOAL, ACTUALS),
    "one row each": (GOAL, ACTUAL),
    "a blank actual": (GOAL, ACTUALS + "firms,2023,\n"),
    "other indicators": (GOAL, ACTUALS + "other,2023,2\n"),
}
TABLE = (["-f", "csv"], ["-f", "md"], ["-o", "out.xlsx"])
WAYS = {
    "status": ([], ["-m", "all"], ["--as-of", "1999"], ["--fail-on", "at-risk,no-data"], *TABLE),
    "project": ([], ["--path", "--growth", "5%"], ["--as-of", "1999"], *TABLE),
    "show": ([], ["-m", "all"], ["--as-of", "1999"], ["--known-on", "1999-01-01"], *TABLE),
    "backtest": ([], ["--each"], ["-m", "all"], *TABLE),
    "diff": ([], ["-m", "all"], *TABLE),
    "check": ([], ["--strict", "all"]),
    "record": ([], ["--new", "--dry-run"]),
    "goal": ([], ["--new", "--dry-run"]),
    "export": (["-o", "-"], ["-m", "all", "-o", "out.txt"], ["-o", "out.parquet"]),
    "methods": ([], ["--columns"]),
    "init": ([],),
}
ARGUMENTS = {
    "project": ["-y", "2027", "."],
    "show": ["firms", "."],
    "diff": [".", "."],
    "record": ["firms", "2024", "5", "."],
    "goal": ["firms", "2030", ">=", "20", "."],
    "methods": [],
    "init": ["new"],
}


def test_every_command_is_among_them() -> None:
    assert list(WAYS) == list(COMMANDS)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_traceback(
    command: str, odd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in zip(("targets", "actuals"), ODD[odd], strict=True):
        (tmp_path / f"{name}.csv").write_text(text)
    for way in WAYS[command]:
        done = CliRunner().invoke(app, [command, *ARGUMENTS.get(command, ["."]), *way])
        assert done.exception is None or isinstance(done.exception, SystemExit), (way, done)
        assert done.exit_code in (0, 2, 3, 4), (way, done.output)


def test_an_indicator_without_goals_is_shown(tmp_path: Path) -> None:
    (tmp_path / "targets.csv").write_text(GOALS)
    (tmp_path / "actuals.csv").write_text(ACTUAL)
    done = CliRunner().invoke(app, ["show", "firms", str(tmp_path)])
    assert done.exit_code == 0
    assert "2023" in done.output
