"""Texts of Arrow are numbered and looked through as the plain code does it."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from targettrack.files.table import Coded
from targettrack.files.texts import Texts, numbered, numbered_by_run

arrow = pytest.importorskip("pyarrow")
words = st.text(st.sampled_from("ab中5 \t\u3000\x85é⁂"), max_size=3)
chunks = st.lists(st.lists(words | st.sampled_from("aab"), max_size=6), max_size=4)
rising = st.lists(words, max_size=9).map(lambda rows: sorted(rows, key=str.encode))
halves = rising.map(lambda rows: [rows[: len(rows) // 2], rows[len(rows) // 2 :]])


def cells(numbers: tuple[np.ndarray, Texts]) -> list[str]:
    codes, texts = numbers
    assert codes.dtype == np.int32
    assert len(set(texts)) == len(texts) == len(set(codes.tolist()))
    return [texts[code] for code in codes]


@given(chunks | halves)
@example([[]])
@example([["b", "b"], ["b"], ["a", "b"]])
@example([["a", "a"], ["a", "b"], ["b", "中"]])
def test_a_column_is_numbered_by_run_or_not(parts: list[list[str]]) -> None:
    column = arrow.chunked_array(parts, arrow.string())
    rows = [text for part in parts for text in part]
    assert cells(numbered_by_run(column)) == rows
    assert cells(numbered(column.dictionary_encode())) == rows


@given(st.lists(words, unique=True), st.integers(0, 3))
@example(["".join(map(chr, range(33, 127))), "中国"], 0)
def test_what_is_bare_needs_no_trimming(values: list[str], start: int) -> None:
    """On a part of an array too, whose letters start somewhere in the middle."""
    texts = Texts(arrow.array(values, arrow.string())[start:])
    column = Coded(np.arange(len(texts), dtype=np.int32), texts)
    assert list(column.trimmed) == [text.strip() for text in values[start:]]
    assert column.blank.tolist() == [not text.strip() for text in values[start:]]
    event(f"bare: {texts.bare}")


def test_names_without_blanks_are_bare() -> None:
    assert Texts(arrow.array(["GDP", "人均可支配收入", "S0000001"])).bare


@pytest.mark.parametrize("code", [c for c in range(sys.maxunicode + 1) if chr(c).isspace()])
def test_nothing_with_a_blank_is_bare(code: int) -> None:
    assert not Texts(arrow.array(["a", f"b{chr(code)}"])).bare


@given(st.lists(words), st.lists(words))
def test_texts_are_a_sequence(values: list[str], others: list[str]) -> None:
    texts = Texts(arrow.array(values, arrow.string()))
    assert list(texts) == [texts[place] for place in range(len(texts))] == values
    assert np.array(texts, dtype=object).tolist() == values
    assert texts == Texts(arrow.array(values, arrow.string()))
    assert (texts == Texts(arrow.array(others, arrow.string()))) == (values == others)
    assert texts != values
