"""CSV bytes to columns of coded text: a fast reader, and a careful one that can explain.

Both give the same `Table`. The fast one (pyarrow, where it is installed) takes files whose
quoting is regular and hands back None at the first irregularity; the careful one (the standard
library's csv, strict) reads anything and says for each fault where it stands.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..vocabulary.errors import Problem
from ..vocabulary.quantities import floats
from .texts import Texts, numbered, numbered_by_run

SMALL = 1 << 20  # bytes; below this the careful reader alone is quicker than importing pyarrow
_MOST_TEXT = 1 << 31  # bytes that one Arrow array of strings can hold
_CHUNK = 1 << 8  # rows held as Python objects at a time; few stay in the processor's cache
_SCAN = 1 << 24  # bytes of quote scanning at a time

MOST_ALIKE = 100  # problems of one kind that are told one by one


@dataclass(frozen=True)
class Coded:
    """A text column: `values[codes[row]]` is the cell of a row."""

    codes: np.ndarray  # int32, one a row
    values: Sequence[str]  # distinct texts

    @cached_property
    def trimmed(self) -> Sequence[str]:
        """The distinct texts without the blanks around them."""
        return self.values if self._bare else list(map(str.strip, self.values))

    @cached_property
    def blank(self) -> np.ndarray:
        """Which rows hold no more than blanks."""
        if self._bare or all(self.trimmed):
            return np.zeros(len(self.codes), bool)
        blank: np.ndarray = np.array([not text for text in self.trimmed])[self.codes]
        return blank

    @property
    def _bare(self) -> bool:
        return isinstance(self.values, Texts) and self.values.bare


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one file, by column in the order of the header.

    A column is `Coded`, or an array of float64 (NaN where blank) where every cell was a plain
    number. `lines` gives each row's first line in the file; None where it was not kept.
    `header_line` is the line the header starts on.
    """

    header: Sequence[str]
    columns: Sequence[Coded | np.ndarray]
    rows: int
    lines: np.ndarray | None = None
    header_line: int = 1

    def row(self, row: int) -> list[str]:
        """The cells of a row as text."""
        return [
            column.values[column.codes[row]] if isinstance(column, Coded) else f"{column[row]:g}"
            for column in self.columns
        ]


def read_header(data: bytes) -> list[str]:
    """The cells of the first row that has any, blanks around them cut; [] where there is none."""
    with unlimited_cells():
        try:
            first = next((row for row in csv.reader(_lines(data), strict=True) if row), [])
        except csv.Error:
            return []
    return [cell.strip() for cell in first]


def header_line(data: bytes) -> int:
    """The line the first row that has any cells starts on."""
    return next((n for n, line in enumerate(_lines(data), 1) if line.strip("\r\n")), 1)


def header_fault(name: str, data: bytes) -> list[Problem]:
    """Why a file that is not blank has no header."""
    faults = _Faults(name)
    next(_chunks(data, faults), None)
    return _with_lines(faults.problems[:1], data)


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
            _floats(table[name], data) if name in plain else _coded(table[name]) for name in header
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
        first = next(csv.reader([next(_lines(data), "")], strict=True), [])
    except csv.Error:
        return False
    return [cell.strip() for cell in first] == list(header)


def _coded(column: Any) -> Coded:
    by_run = str(column.type) == "string"
    return Coded(*(numbered_by_run(column) if by_run else numbered(column)))


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


def spans(data: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Where each line of text without quotes starts and ends, its line break left out."""
    text = np.frombuffer(data, np.uint8)
    breaks = [
        np.flatnonzero(text[start : start + _SCAN] == 10) + start
        for start in range(0, len(text), _SCAN)
    ]
    ends = np.concatenate([*breaks, [len(text)]]).astype(np.int64)
    starts = np.concatenate([[0], ends[:-1] + 1])
    returned = (ends > starts) & (text[np.maximum(ends - 1, 0)] == 13)
    return starts, ends - returned


def read_careful(
    name: str, data: bytes, numeric: Sequence[str] = ()
) -> tuple[Table, list[Problem]]:
    """Read by csv in strict mode, with the line of every row; faulty rows are told and left out.

    `numeric` columns come as float64 if every one of their cells allows it, as text otherwise.
    """
    faults = _Faults(name)
    encoders: list[_Encoder | None] = []
    parts: list[list[np.ndarray]] = []
    lines: list[np.ndarray] = []
    header: list[str] = []
    head = 1
    for rows, at in _chunks(data, faults):
        if not header:
            head = int(at[0])
            header = [cell.strip() for cell in rows.pop(0)]
            at = at[1:]
            encoders = [None if column in numeric else _Encoder() for column in header]
            parts = [[] for _ in header]
        if set(map(len, rows)) - {len(header)}:
            rows, at = _told_ragged(rows, at, len(header), faults)
        lines.append(at)
        for known, part, cells in zip(encoders, parts, zip(*rows, strict=True), strict=False):
            if known is None:
                values = _plain_numbers(cells)
                if values is None:
                    return read_careful(name, data)
                part.append(values)
            else:
                part.append(np.fromiter(map(known.__getitem__, cells), np.int32, len(cells)))
    columns = [
        np.concatenate([np.empty(0), *part])
        if known is None
        else Coded(np.concatenate([np.empty(0, np.int32), *part]), list(known))
        for known, part in zip(encoders, parts, strict=True)
    ]
    at = np.concatenate([np.empty(0, np.int32), *lines])
    return Table(header, columns, len(at), at, head), _with_lines(faults.problems, data)


class _Encoder(dict[str, int]):
    """Numbers texts in the order in which they come."""

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self)
        return code


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


@dataclass(frozen=True, slots=True)
class _Faults:
    """What is wrong with whole rows: the first MOST_ALIKE of a kind, and how many more."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)
    untold: dict[str, dict[str, object]] = field(default_factory=dict)

    def tell(
        self, code: str, line: int, values: Mapping[str, object], cells: Sequence[str]
    ) -> None:
        count = self.told[code] = self.told.get(code, 0) + 1
        if count <= MOST_ALIKE:
            self.problems.append(Problem(code, self.file, line, None, values, cells))
            return
        more = self.untold.setdefault(code, {"code": code})
        more["count"] = count - MOST_ALIKE
        if count == MOST_ALIKE + 1:
            self.problems.append(Problem("E199", self.file, line, None, more))


def _with_lines(problems: list[Problem], data: bytes) -> list[Problem]:
    """The problems, quoting the line itself where its cells could not be told apart."""
    bare = {problem.line: "" for problem in problems if not problem.cells and not problem.values}
    if bare:
        for number, line in enumerate(_lines(data), 1):
            if number in bare:
                bare[number] = line.rstrip("\r\n")
    return [
        replace(problem, cells=[bare[problem.line]]) if problem.line in bare else problem
        for problem in problems
    ]


def _told_ragged(
    rows: list[list[str]], at: np.ndarray, width: int, faults: _Faults
) -> tuple[list[list[str]], np.ndarray]:
    whole = np.fromiter((len(row) == width for row in rows), bool, len(rows))
    for row in np.flatnonzero(~whole):
        values = {"count": len(rows[row]), "expected": width}
        faults.tell("E115", int(at[row]), values, rows[row])
    return list(itertools.compress(rows, whole)), at[whole]


def _chunks(data: bytes, faults: _Faults) -> Iterator[tuple[list[list[str]], np.ndarray]]:
    """The rows that are not blank, some thousands at a time, with the line each starts on.

    A quote that is never closed would swallow what follows, to the end or to the next quote: it
    is told, and reading goes on with the line after it.
    """
    start = offset = 0  # the byte and the line that reading starts after
    with unlimited_cells():
        while True:
            reader = csv.reader(_lines(data, start), strict=True)
            unclosed = False
            while not unclosed:
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
                    faulty = int(at[-1])
                    last = offset + reader.line_num
                    unclosed = last > faulty or fault.startswith("unexpected end")
                    faults.tell("E116" if unclosed else "E117", faulty, {}, ())
                keep = np.fromiter(map(bool, rows), bool, len(rows))
                if keep.any():
                    yield list(itertools.compress(rows, keep)), at[:-1][keep]
            skipped = itertools.islice(_lines(data, start), faulty - offset)
            start += sum(len(line.encode()) for line in skipped)
            offset = faulty


def _heights(rows: list[list[str]], lines: int) -> np.ndarray:
    """The number of lines each row takes; `lines` is what they take together."""
    if lines == len(rows):
        return np.ones(lines, np.int32)
    breaks = (
        sum(cell.count("\n") + cell.replace("\r\n", "\n").count("\r") for cell in row)
        for row in rows
    )
    return 1 + np.fromiter(breaks, np.int32, len(rows))


def _lines(data: bytes, start: int = 0) -> Iterator[str]:
    stream = io.BytesIO(data)
    stream.seek(start)
    return io.TextIOWrapper(stream, encoding="utf-8", newline="")


@contextmanager
def unlimited_cells() -> Iterator[None]:
    """csv's limit on a cell (128 KiB) off for a while: the file is in memory already."""
    limit = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)
