"""methods, init, --version: what the other commands print."""

from __future__ import annotations

from pathlib import Path

from printed import drawn, records, runs
from running import run

from targettrack.methods import METHODS
from targettrack.vocabulary.field import columns
from targettrack.vocabulary.results import ASSESSMENT, PROJECTION


def test_methods() -> None:
    every, one, unknown, meanings = runs(
        ["methods"], ["methods", "opensdg"], ["methods", "nope"], ["methods", "--columns"]
    )
    assert [row["Method"] for row in drawn(every.out)] == list(METHODS)
    for words in ("R = s · d · CAGR(v0→v1)", "moderate_progress", "source: Open SDG"):
        assert words in one.out
    assert (unknown.code, unknown.out) == (2, "")
    known = ", ".join([*METHODS, "eurostat:15"])
    assert unknown.err == f'error: there is no method "nope"; there are: {known}\n'
    named = {line.split(" ")[0] for line in meanings.out.splitlines()}
    assert {*columns(ASSESSMENT), *columns(PROJECTION)} <= named


def test_init_writes_a_dataset_that_works(tmp_path: Path) -> None:
    made = run("init", "plan", cwd=tmp_path)
    files = sorted(path.name for path in (tmp_path / "plan").iterdir())
    assert (made.code, made.out) == (0, "")
    assert files == ["actuals.csv", "indicators.csv", "targets.csv"]
    assert made.err.splitlines()[-1] == "look at it with: targettrack status plan"
    mine = "indicator,year,value\nmine,2023,1\n"
    (tmp_path / "plan" / "actuals.csv").write_text(mine)
    again = run("init", "plan", cwd=tmp_path)
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("error: nothing written: ")
    assert (tmp_path / "plan" / "actuals.csv").read_text() == mine


def test_the_starter_dataset_passes_check_and_status(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    assert run("check", cwd=tmp_path) == (0, "", "")
    standing = run("status", "--format", "csv", cwd=tmp_path)
    assert standing.code == 0
    assert [row["verdict"] for row in records(standing.out)].count("no-data") == 0
