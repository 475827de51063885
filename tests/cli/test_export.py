"""Tables in files: every format, whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from printed import records, runs
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
        ["export", "-o", tmp_path / "report.txt"],
        ["export", "-o", tmp_path / "reports" / "report.csv"],
        ["export", "-o", f"{tmp_path}{os.sep}.csv{os.sep}", "-w", "nope=1"],
        ["export", "-o", report, "--where", "year=1999"],
        ["export"],
    )
    assert [each.code for each in (ending, nowhere, directory, nothing, unnamed)] == [2] * 5
    assert [each.out for each in (ending, nowhere, directory, nothing, unnamed)] == [""] * 5
    assert ending.err.endswith(
        "has no known ending; there are: .csv, .json, .md, .xlsx, .parquet\n"
    )
    assert nowhere.err.endswith("cannot be written: No such file or directory\n")
    assert unnamed.err == "error: --output is missing\nsee: targettrack export --help\n"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]
    assert report.read_text() == "the earlier report"


def test_output_goes_to_a_file_whole(standing: Run, tmp_path: Path) -> None:
    path = tmp_path / "status.txt"
    assert run("status", "-o", path, LC_ALL="C") == (0, "", "")
    assert path.read_text(encoding="utf-8") == standing.out
