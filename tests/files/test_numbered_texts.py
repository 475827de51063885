"""Texts of Arrow are numbered as the plain code does it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from targettrack.files.csv_arrow import numbered, numbered_by_run
from targettrack.files.table import Coded

arrow = pytest.importorskip("pyarrow")
words = st.text(st.sampled_from("ab中5 \t\u3000\x85é⁂"), max_size=3)
chunks = st.lists(st.lists(words | st.sampled_from("aab"), max_size=6), max_size=4)
rising = st.lists(words, max_size=9).map(lambda rows: sorted(rows, key=str.encode))
halves = rising.map(lambda rows: [rows[: len(rows) // 2], rows[len(rows) // 2 :]])


def cells(column: Coded) -> list[str]:
    assert column.codes.dtype == np.int32
    assert len(set(column.values)) == len(column.values) == len(set(column.codes.tolist()))
    return [column.values[code] for code in column.codes]


@given(chunks | halves)
@example([[]])
@example([["b", "b"], ["b"], ["a", "b"]])
@example([["a", "a"], ["a", "b"], ["b", "中"]])
def test_a_column_is_numbered_by_run_or_not(parts: list[list[str]]) -> None:
    column = arrow.chunked_array(parts, arrow.string())
    rows = [text for part in parts for text in part]
    assert cells(numbered_by_run(column)) == rows
    assert cells(numbered(column.dictionary_encode())) == rows


@given(st.lists(words, unique=True))
@example(["".join(map(chr, range(33, 127))), "中国"])
def test_blanks_around_a_text_are_cut_and_blank_texts_told(values: list[str]) -> None:
    column = Coded(np.arange(len(values), dtype=np.int32), values)
    assert list(column.trimmed) == [text.strip() for text in values]
    assert column.blank.tolist() == [not text.strip() for text in values]
