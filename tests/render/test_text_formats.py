"""CSV and JSON in full precision: what is written reads back."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import nasty, report, written

from targettrack.render.writers import csv as csv_writer
from targettrack.render.writers import json as json_writer
from targettrack.render.writers import rows
from targettrack.render.writers.safe_text import ACTING, guard


def test_csv_as_it_stands() -> None:
    body = '2025,7565,{}=1+1,true\ngdp,,0.30000000000000004,"say ""hi"", twice",false\n'
    text = "indicator,target_year,target,source,disagree\n企业," + body + ",2030,,-13.5,true\n"
    assert written(csv_writer.write_frame, report()) == text.format("'")
    assert written(csv_writer.write_frame, report(), raw=True) == text.format("")


def test_json_as_it_stands() -> None:
    text = written(json_writer.write_frame, report())
    assert text == (
        '[\n{"indicator": "企业", "target_year": 2025, "target": 7565, "source": "=1+1", '
        '"disagree": true},\n{"indicator": "gdp", "target_year": null, '
        '"target": 0.30000000000000004, "source": "say \\"hi\\", twice", "disagree": false},\n'
        '{"indicator": null, "target_year": 2030, "target": null, "source": "-13.5", '
        '"disagree": true}\n]\n'
    )
    strange = pd.DataFrame({"100%": [float("inf"), float("-inf"), float("nan"), 1e-7]})
    values = json.loads(written(json_writer.write_frame, strange))
    assert [value["100%"] for value in values] == [None, None, None, 1e-7]


@given(st.lists(st.tuples(nasty, nasty), max_size=4), nasty, st.booleans())
def test_csv_reads_back(table: list[tuple[str, str]], header: str, raw: bool) -> None:
    frame = pd.DataFrame(table, columns=[header + "1", "b"])
    frame = frame.astype({"b": "category"})
    text = written(csv_writer.write_frame, frame, raw=raw)
    names, *body = csv.reader(io.StringIO(text, newline=""), strict=True)
    expected = [[header + "1", "b"], *map(list, table)]
    if not raw:
        expected = [[guard(cell) for cell in row] for row in expected]
    assert [names, *body] == expected


def test_csv_of_one_column_keeps_empty_rows() -> None:
    text = written(csv_writer.write_frame, pd.DataFrame({"a": ["x", None, "y"]}))
    assert list(csv.reader(io.StringIO(text))) == [["a"], ["x"], [""], ["y"]]


@given(st.lists(st.text(st.characters()), max_size=4))
def test_json_reads_back(cells: list[str]) -> None:
    frame = pd.DataFrame({"%s\x9b": pd.Series(cells, dtype=object)})
    text = written(json_writer.write_frame, frame)
    assert not ACTING.search(text.replace("\n", ""))
    back = [record["%s\x9b"] for record in json.loads(text)]
    assert [joined(cell) for cell in back] == [joined(cell) for cell in cells]


def joined(text: str) -> str:
    """Surrogates that stand in pairs as the one character that JSON reads them as."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_floats_read_back_exactly(values: list[float]) -> None:
    frame = pd.DataFrame({"v": values})
    lines = written(csv_writer.write_frame, frame).splitlines()[1:]
    assert list(map(float, lines)) == values
    assert [record["v"] for record in json.loads(written(json_writer.write_frame, frame))] == values


def test_lone_surrogate_in_csv_is_escaped() -> None:
    frame = pd.DataFrame({"a": pd.Series(["x\ud800"], dtype=object)})
    assert written(csv_writer.write_frame, frame) == "a\nx\\ud800\n"


def test_blocks_join(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.concat([report()] * 3, ignore_index=True)
    whole = written(csv_writer.write_frame, frame), written(json_writer.write_frame, frame)
    monkeypatch.setattr(rows, "BLOCK", 2)
    assert (
        written(csv_writer.write_frame, frame),
        written(json_writer.write_frame, frame),
    ) == whole
