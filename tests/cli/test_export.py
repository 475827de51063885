"""Tables in files: every format, whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from printed import ACTUALS, GOALS, records, runs
from running import Run, run


def test_export_to_every_format(tmp_path: Path) -> None:
    endings = ("csv", "json", "md", "xlsx", "parquet")
    (tmp_path / "report.csv").write_text("an earlier report, and longer than the new one" * 200)
    (tmp_path / "report.csv").chmod(0o640)
    out, *written = runs(
        ["export", "-o", "-"],
        *(["export", "-o", tmp_path / f"report.{ending}"] for ending in endings),
    )
    assert written == [(0, "", "")] * 5
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"report.{ending}" for ending in endings
    )
    text = (tmp_path / "report.csv").read_text(encoding="utf-8")
    assert text == out.out
    if os.name == "posix":
        assert (tmp_path / "report.csv").stat().st_mode & 0o777 == 0o640
        plain = tmp_path / "plain"
        plain.touch()
        assert (tmp_path / "report.json").stat().st_mode == plain.stat().st_mode
    rows = records(text)
    growth = [float(row["required_growth"]) for row in rows]
    objects = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [row["required_growth"] for row in objects] == growth
    sheet = list(openpyxl.load_workbook(tmp_path / "report.xlsx").active.values)
    place = sheet[0].index("required_growth")
    assert [row[place] for row in sheet[1:]] == pytest.approx(growth)
    frame = pd.read_parquet(tmp_path / "report.parquet")
    assert frame["required_growth"].tolist() == growth
    assert list(frame.columns) == list(sheet[0]) == list(objects[0]) == list(rows[0])
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8").splitlines()
    assert [cell.strip() for cell in markdown[0].strip("|").split("|")] == list(rows[0])
    assert len(markdown) == 2 + 4


def test_export_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    report.write_text("the earlier report")
    ending, nowhere, directory, nothing, unnamed = runs(
        ["export", "-o", tmp_path / "report.doc"],
        ["export", "-o", tmp_path / "reports" / "report.csv"],
        ["export", "-o", f"{tmp_path}{os.sep}.csv{os.sep}", "-w", "nope=1"],
        ["export", "-o", report, "--where", "year=1999"],
        ["export"],
    )
    assert [each.code for each in (ending, nowhere, directory, nothing, unnamed)] == [2] * 5
    assert [each.out for each in (ending, nowhere, directory, nothing, unnamed)] == [""] * 5
    assert ending.err.endswith(
        "has no known ending; there are: .txt, .csv, .json, .md, .xlsx, .parquet\n"
    )
    assert nowhere.err.endswith("cannot be written: No such file or directory\n")
    assert unnamed.err == "error: --output is missing\nsee: targettrack export --help\n"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]
    assert report.read_text() == "the earlier report"


def test_output_goes_to_a_file_whole(standing: Run, tmp_path: Path) -> None:
    path = tmp_path / "status.txt"
    assert run("status", "-o", path, LC_ALL="C") == (0, "", "")
    assert path.read_text(encoding="utf-8") == standing.out


TABLES = {
    "status": [],
    "project": ["-y", "2027"],
    "show": ["firms"],
    "backtest": [],
    "diff": ["."],
    "export": [],
}


@pytest.mark.parametrize("command", TABLES)
def test_every_command_writes_what_the_ending_says(
    folder: Callable[..., Path], command: str
) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    arguments = [command, *TABLES[command], "."]
    known = [] if command == "export" else ["-f", "json"]
    printed, as_json, as_csv, as_md, as_xlsx, as_parquet, as_txt, other, contrary = (
        run(*arguments, *options, cwd=place)
        for options in (
            ["-o", "-"],
            *(["-o", f"a.{end}"] for end in ("json", "csv", "md", "xlsx", "parquet", "txt", "doc")),
            [*known, "-o", "b.csv"] if known else ["-o", "b"],
        )
    )
    assert {each.code for each in (as_json, as_csv, as_md, as_xlsx, as_parquet, as_txt)} == {0}
    names = list(records((place / "a.csv").read_text() + "0")[0])
    assert list(pd.read_parquet(place / "a.parquet").columns) == names
    assert [cell.value for cell in openpyxl.load_workbook(place / "a.xlsx").active[1]] == names
    assert {tuple(row) for row in json.loads((place / "a.json").read_text())} <= {tuple(names)}
    if command != "export":  # a document shows what the screen does
        assert (place / "a.txt").read_text(encoding="utf-8") == printed.out
    assert (other.code, contrary.code) == (2, 2)
    assert other.err.endswith("there are: .txt, .csv, .json, .md, .xlsx, .parquet\n")
    assert not (place / "a.doc").exists()
    assert not (place / "b.csv").exists()


WRITING = TABLES | {"check": [], "methods": []}


@pytest.mark.parametrize("command", WRITING)
def test_no_command_writes_over_a_file_of_the_dataset(
    folder: Callable[..., Path], command: str
) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    (place / "targettrack.toml").write_text("")
    (place / "goals.txt").write_bytes((place / "targets.csv").read_bytes())
    (place / "link.csv").symlink_to("actuals.csv")
    (place / "hard.txt").hardlink_to(place / "actuals.csv")
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    own = [place / "targets.csv", "actuals.csv", "link.csv", "hard.txt", "indicators.csv"]
    own += ["targettrack.toml"]
    apart = ["--targets", "goals.txt", "--actuals", "actuals.csv"]
    arguments = [command, *WRITING[command]]
    done = [
        *(run(*arguments, *([] if command == "methods" else ["."]), "-o", path, cwd=place)
          for path in own if (command, path) != ("methods", "hard.txt")),
        *([run(*arguments, *apart, "-o", "goals.txt", cwd=place)]
          if command not in ("methods", "diff") else []),
    ]  # fmt: skip
    assert {(each.code, each.out) for each in done} == {(2, "")}
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


def test_a_file_of_the_dataset_in_force_is_told(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    unnamed = run("status", "-o", "targets.csv", cwd=place)
    told = 'error: "targets.csv" is a file of the dataset itself; name another one\n'
    assert unnamed == (2, "", told)
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    assert run("status", place, "-o", "targets.csv", cwd=elsewhere) == (0, "", "")
