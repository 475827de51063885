"""Excel and Parquet: what is written reads back, and nothing runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import nasty, report, written

from targettrack.render.writers import csv as csv_writer
from targettrack.render.writers import json as json_writer
from targettrack.render.writers import markdown, parquet, xlsx
from targettrack.render.writers.safe_text import safe
from targettrack.vocabulary.errors import UsageError


def test_empty_frames(tmp_path: Path) -> None:
    empty = report().iloc[:0]
    assert (
        written(csv_writer.write_frame, empty) == "indicator,target_year,target,source,disagree\n"
    )
    assert written(json_writer.write_frame, empty) == "[]\n"
    assert written(markdown.write_frame, empty).count("\n") == 2
    xlsx.write_frame(empty, tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active.max_row == 1
    parquet.write_frame(empty, tmp_path / "a.parquet")
    assert list(pd.read_parquet(tmp_path / "a.parquet").columns) == list(empty.columns)


def test_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    xlsx.write_frame(report(), path)
    sheet = openpyxl.load_workbook(path).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["企业", 2025, 7565, "=1+1", True],
        ["gdp", None, pytest.approx(0.3), 'say "hi", twice', False],
        [None, 2030, None, "-13.5", True],
    ]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet["D2"].data_type == "s"
    assert sheet["D2"].quotePrefix
    assert not sheet["D3"].quotePrefix
    assert not sheet["D4"].quotePrefix
    xlsx.write_frame(report(), path, raw=True)
    sheet = openpyxl.load_workbook(path).active
    assert sheet["D2"].data_type == "s"
    assert not sheet["D2"].quotePrefix


@settings(max_examples=40, deadline=None)
@given(cells=st.lists(nasty.filter(lambda text: "_x" not in text), min_size=1, max_size=8))
def test_xlsx_loses_and_runs_nothing(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    path = tmp_path_factory.mktemp("xlsx") / "any.xlsx"
    xlsx.write_frame(pd.DataFrame({"a": cells, "b": "end"}), path)
    read = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
    lines = ["\n".join(map(safe, cell.split("\n"))) for cell in cells]
    assert [cell.value or "" for cell in read] == lines
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in read)


def test_what_a_sheet_cannot_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xlsx.write_frame(pd.DataFrame({"a": ["x" * 40_000]}), tmp_path / "long.xlsx")
    value = openpyxl.load_workbook(tmp_path / "long.xlsx").active["A2"].value
    assert len(value) == 32_767
    assert value.endswith("…")
    monkeypatch.setattr(xlsx, "SHEET_ROWS", 3)
    with pytest.raises(UsageError, match="2 rows"):
        xlsx.write_frame(report(), tmp_path / "tall.xlsx")


@settings(max_examples=40, deadline=None)
@given(cells=st.lists(nasty, max_size=8))
def test_parquet_reads_back(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    path = tmp_path_factory.mktemp("parquet") / "any.parquet"
    frame = pd.DataFrame({"a": pd.Series(cells, dtype="str"), "b": pd.Categorical(cells)})
    parquet.write_frame(frame, path)
    back = pd.read_parquet(path)
    assert back["a"].tolist() == cells
    assert back["b"].tolist() == cells


@pytest.mark.parametrize(
    ("write", "module", "extra"),
    [(xlsx.write_frame, "xlsxwriter", "xlsx"), (parquet.write_frame, "pyarrow", "fast")],
)
def test_missing_extra_says_what_to_install(
    write: Callable[..., None], module: str, extra: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=rf"targettrack\[{extra}\]"):
        write(report(), tmp_path / "out")
