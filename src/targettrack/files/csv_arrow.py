"""CSV bytes to a `Table` by pyarrow: fast, and only where quoting is regular.

At the first irregularity it hands back None; `csv_careful` reads the same file then, and gives
the same table or says what is wrong.
"""

import csv
from collections.abc import Sequence
from typing import Any

import numpy as np

from .csv_careful import text_lines
from .lines import SCAN
from .table import Coded, Table
from .texts import numbered, numbered_by_run

SMALL = 1 << 20  # bytes; below this the careful reader alone is quicker than importing pyarrow
_MOST_TEXT = 1 << 31  # bytes that one Arrow array of strings can hold


def read_fast(
    data: bytes, header: Sequence[str], numeric: Sequence[str], runs: Sequence[str] = ()
) -> Table | None:
    """Read by pyarrow; `numeric` columns as float64 where every cell allows it.

    In the columns `runs` equal texts are expected below one another: it is quicker, no more. None
    where pyarrow is missing, the file is small, or anything at all is irregular.
    """
    if len(data) < SMALL or len(set(header)) < len(header) or not _starts_with(data, header):
        return None
    try:
        import pyarrow as arrow
        import pyarrow.csv as arrow_csv
    except ImportError:
        return None
    quoted = b'"' in data
    if quoted and not is_regular(data):
        return None
    text, coded = arrow.string(), arrow.dictionary(arrow.int32(), arrow.string())
    runs = runs if len(data) < _MOST_TEXT else ()
    types = {name: text if name in runs else coded for name in header}
    for plain in (set(numeric), set()):
        try:
            table = arrow_csv.read_csv(
                arrow.py_buffer(data),
                arrow_csv.ReadOptions(column_names=list(header), skip_rows=1),
                arrow_csv.ParseOptions(
                    quote_char='"' if quoted else False, newlines_in_values=quoted
                ),
                arrow_csv.ConvertOptions(
                    column_types=types | dict.fromkeys(plain, arrow.float64()),
                    null_values=[""],
                    strings_can_be_null=False,
                ),
            )
        except arrow.ArrowInvalid:
            continue
        columns = [
            _floats(table[name], data)
            if name in plain
            else Coded(*(numbered_by_run if name in runs else numbered)(table[name]))
            for name in header
        ]
        whole = [column for column in columns if column is not None]
        rows = table.num_rows
        del table
        arrow.default_memory_pool().release_unused()
        if len(whole) == len(header):
            return Table(header, whole, rows)
    return None


def _starts_with(data: bytes, header: Sequence[str]) -> bool:
    try:
        first = next(csv.reader([next(text_lines(data), "")], strict=True), [])
    except csv.Error:
        return False
    return [cell.strip() for cell in first] == list(header)


def _floats(column: Any, data: bytes) -> np.ndarray | None:
    """None where a cell was spelt nan or inf, or so small that it reads as 0."""
    values: np.ndarray = column.to_numpy()
    if np.count_nonzero(~np.isfinite(values)) > column.null_count:
        return None
    if (values == 0).any() and (b"e-" in data or b"E-" in data):
        return None
    return values


def is_regular(data: bytes) -> bool:
    """Whether each double quote opens a cell, closes one, or stands doubled inside one."""
    inside = 0  # quotes seen so far, modulo 2
    edges = np.frombuffer(b',\r\n"', np.uint8)
    text = np.frombuffer(data, np.uint8)
    for start in range(0, len(text), SCAN):
        quotes = np.flatnonzero(text[start : start + SCAN] == 34) + start
        if not len(quotes):
            continue
        opens = np.arange(inside, inside + len(quotes)) % 2 == 0
        inside = (inside + len(quotes)) % 2
        before = np.where(quotes > 0, text[quotes - 1], 10)
        after = np.where(quotes + 1 < len(text), text[np.minimum(quotes + 1, len(text) - 1)], 10)
        # A doubled quote closes and opens again: to both, the other is an edge.
        if not np.isin(np.where(opens, before, after), edges).all():
            return False
    return inside == 0
