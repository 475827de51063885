"""CSV bytes to columns of coded text: a fast reader, and a careful one that can explain.

Both give the same `Table`. The fast one (pyarrow, where it is installed) takes files whose
quoting is regular and hands back None at the first irregularity; the careful one (the standard
library's csv, strict) reads anything and says for each fault where it stands.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from .errors import Problem
from .quantities import floats

SMALL = 1 << 20  # bytes; below this the careful reader alone is quicker than importing pyarrow
_CHUNK = 1 << 12  # rows held as Python objects at a time
_SCAN = 1 << 24  # bytes of quote scanning at a time
_MOST_RESTARTS = 50


@dataclass(frozen=True, slots=True)
class Coded:
    """A text column: `values[codes[row]]` is the cell of a row."""

    codes: np.ndarray  # int32, one a row
    values: Sequence[str]  # distinct texts


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one file, by column in the order of the header.

    A column is `Coded`, or an array of float64 (NaN where blank) where every cell was a plain
    number. `lines` gives each row's first line in the file; None where it was not kept.
    """

    header: Sequence[str]
    columns: Sequence[Coded | np.ndarray]
    rows: int
    lines: np.ndarray | None = None

    def row(self, row: int) -> list[str]:
        """The cells of a row as text."""
        return [
            column.values[column.codes[row]] if isinstance(column, Coded) else f"{column[row]:g}"
            for column in self.columns
        ]


def read_header(data: bytes) -> list[str]:
    """The cells of the first row that has any, blanks around them cut; [] where there is none."""
    with _unlimited_cells():
        try:
            first = next((row for row in csv.reader(_lines(data), strict=True) if row), [])
        except csv.Error:
            return []
    return [cell.strip() for cell in first]


def read_fast(data: bytes, header: Sequence[str], numeric: Sequence[str]) -> Table | None:
    """Read by pyarrow; `numeric` columns as float64 where every cell allows it.

    None where pyarrow is missing, the file is small, or anything at all is irregular.
    """
    if len(data) < SMALL or len(set(header)) < len(header) or not _starts_with(data, header):
        return None
    try:
        import pyarrow.csv as arrow_csv
        from pyarrow import ArrowInvalid, dictionary, float64, int32, py_buffer, string
    except ImportError:
        return None
    quoted = b'"' in data
    if quoted and not is_regular(data):
        return None
    for plain in (set(numeric), set()):
        text = dictionary(int32(), string())
        try:
            table = arrow_csv.read_csv(
                py_buffer(data),
                arrow_csv.ReadOptions(column_names=list(header), skip_rows=1, block_size=1 << 22),
                arrow_csv.ParseOptions(
                    quote_char='"' if quoted else False, newlines_in_values=quoted
                ),
                arrow_csv.ConvertOptions(
                    column_types={name: float64() if name in plain else text for name in header},
                    null_values=[""],
                    strings_can_be_null=False,
                ),
            )
        except ArrowInvalid:
            continue
        columns: list[Coded | np.ndarray] = []
        for name in header:
            column = _floats(table[name], data) if name in plain else _coded(table[name])
            if column is None:
                break
            columns.append(column)
        else:
            return Table(header, columns, table.num_rows)
    return None


def _starts_with(data: bytes, header: Sequence[str]) -> bool:
    first = data[: data.find(b"\n") + 1].decode()
    return [cell.strip() for cell in next(csv.reader([first]), [])] == list(header)


def _coded(column: Any) -> Coded:
    chunks = column.unify_dictionaries().chunks
    if not chunks:
        return Coded(np.empty(0, np.int32), [])
    codes = np.concatenate([chunk.indices.to_numpy() for chunk in chunks])
    return Coded(codes, chunks[0].dictionary.to_pylist())


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
    for start in range(0, len(text), _SCAN):
        quotes = np.flatnonzero(text[start : start + _SCAN] == 34) + start
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


def read_careful(
    name: str, data: bytes, numeric: Sequence[str] = ()
) -> tuple[Table, list[Problem]]:
    """Read by csv in strict mode, with the line of every row; faulty rows are told and left out.

    `numeric` columns come as float64 if every one of their cells allows it, as text otherwise.
    """
    problems: list[Problem] = []
    encoders: list[dict[str, int] | None] = []
    parts: list[list[np.ndarray]] = []
    lines: list[np.ndarray] = []
    header: list[str] = []
    for rows, at in _chunks(name, data, problems):
        if not header:
            header = [cell.strip() for cell in rows.pop(0)]
            at = at[1:]
            encoders = [None if column in numeric else {} for column in header]
            parts = [[] for _ in header]
        if set(map(len, rows)) - {len(header)}:
            rows, at = _told_ragged(name, rows, at, len(header), problems)
        lines.append(at)
        for known, part, cells in zip(encoders, parts, zip(*rows, strict=True), strict=False):
            if known is None:
                values = _plain_numbers(cells)
                if values is None:
                    return read_careful(name, data)
                part.append(values)
            else:
                for cell in dict.fromkeys(cells):
                    known.setdefault(cell, len(known))
                part.append(np.fromiter(map(known.__getitem__, cells), np.int32, len(cells)))
    columns = [
        np.concatenate([np.empty(0), *part])
        if known is None
        else Coded(np.concatenate([np.empty(0, np.int32), *part]), list(known))
        for known, part in zip(encoders, parts, strict=True)
    ]
    at = np.concatenate([np.empty(0, np.int32), *lines])
    return Table(header, columns, len(at), at), problems


def _plain_numbers(cells: Sequence[str]) -> np.ndarray | None:
    blank = "" in cells
    values = floats([cell for cell in cells if cell] if blank else cells)
    if values is None:
        return None
    if not blank:
        return np.array(values)
    result = np.full(len(cells), np.nan)
    result[np.fromiter(map(bool, cells), bool, len(cells))] = values
    return result


def _told_ragged(
    name: str, rows: list[list[str]], at: np.ndarray, width: int, problems: list[Problem]
) -> tuple[list[list[str]], np.ndarray]:
    whole = np.fromiter((len(row) == width for row in rows), bool, len(rows))
    for row in np.flatnonzero(~whole):
        values = {"count": len(rows[row]), "expected": width}
        problems.append(Problem("E115", name, int(at[row]), values=values, cells=rows[row]))
    return list(itertools.compress(rows, whole)), at[whole]


def _chunks(
    name: str, data: bytes, problems: list[Problem]
) -> Iterator[tuple[list[list[str]], np.ndarray]]:
    """The rows that are not blank, some thousands at a time, with the line each starts on.

    A quote that is never closed would swallow the rest of the file: it is told, and reading goes
    on with the line after it.
    """
    offset = 0
    with _unlimited_cells():
        for _ in range(_MOST_RESTARTS):
            text = itertools.islice(_lines(data), offset, None)
            reader = csv.reader(text, strict=True)
            fault = ""
            while not fault.startswith("unexpected end"):
                first = offset + reader.line_num + 1
                rows: list[list[str]] = []
                fault = ""
                try:
                    rows.extend(itertools.islice(reader, _CHUNK))
                except csv.Error as error:
                    fault = str(error)
                if not rows and not fault:
                    return
                heights = _heights(rows, reader.line_num + offset + 1 - first)
                at = first + np.concatenate([[0], np.cumsum(heights)]).astype(np.int32)
                if fault:
                    code = "E116" if fault.startswith("unexpected end") else "E117"
                    problems.append(Problem(code, name, int(at[-1])))
                    offset_after_fault = int(at[-1])
                keep = [bool(row) for row in rows]
                if not all(keep):
                    rows = list(itertools.compress(rows, keep))
                if rows:
                    yield rows, at[:-1][keep]
            offset = offset_after_fault


def _heights(rows: list[list[str]], lines: int) -> np.ndarray:
    """The number of lines each row takes; `lines` is what they take together."""
    if lines == len(rows):
        return np.ones(lines, np.int32)
    breaks = (
        sum(cell.count("\n") + cell.replace("\r\n", "\n").count("\r") for cell in row)
        for row in rows
    )
    return 1 + np.fromiter(breaks, np.int32, len(rows))


def _lines(data: bytes) -> Iterator[str]:
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")


@contextmanager
def _unlimited_cells() -> Iterator[None]:
    """csv's limit on a cell (128 KiB) off for a while: the file is in memory already."""
    limit = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)
