"""CSV bytes to a `Table` by the standard library's csv, strict: slow, and says what is wrong where.

Reads anything. Gives the same table as `csv_arrow` where that one reads the file at all.
"""

import csv
import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np

from ..vocabulary.errors import MOST_ALIKE, Problem, first_alike
from ..vocabulary.quantities import floats
from .table import Coded, Table

_CHUNK = 1 << 8  # rows held as Python objects at a time; few stay in the processor's cache


def read_header(data: bytes) -> list[str]:
    """The cells of the first row that has any, blanks around them cut; [] where there is none."""
    with unlimited_cells():
        try:
            first = next((row for row in csv.reader(text_lines(data), strict=True) if row), [])
        except csv.Error:
            return []
    return [cell.strip() for cell in first]


def header_line(data: bytes) -> int:
    """The line the first row that has any cells starts on."""
    return next((n for n, line in enumerate(text_lines(data), 1) if line.strip("\r\n")), 1)


def header_fault(name: str, data: bytes) -> list[Problem]:
    """Why a file that is not blank has no header."""
    faults = _Faults(name)
    next(_chunks(data, faults), None)
    return faults.problems(data)[:1]


def read_careful(
    name: str, data: bytes, numeric: Sequence[str] = ()
) -> tuple[Table, list[Problem]]:
    """Read by csv in strict mode, with the line of every row; faulty rows become problems.

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
            rows, at = _whole_rows(rows, at, len(header), faults)
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
    return Table(header, columns, len(at), at, head), faults.problems(data)


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
    """What is wrong with whole rows: the lines by code, and the first MOST_ALIKE in full."""

    file: str
    lines: dict[str, list[int]] = field(default_factory=dict)
    first: dict[tuple[str, int], Problem] = field(default_factory=dict)

    def add(self, code: str, line: int, values: Mapping[str, object], cells: Sequence[str]) -> None:
        lines = self.lines.setdefault(code, [])
        if len(lines) < MOST_ALIKE:
            self.first[code, line] = Problem(code, self.file, line, None, values, cells)
        lines.append(line)

    def problems(self, data: bytes) -> list[Problem]:
        """By line; each quotes the line itself where its cells could not be told apart."""
        found = [
            self.first.get((code, line)) or Problem(code, self.file, line, None, values)
            for alike, lines in self.lines.items()
            for code, line, values in first_alike(alike, lines, lambda _line: {})
        ]
        whole = {problem.line: "" for problem in found if not problem.cells and not problem.values}
        for number, line in enumerate(text_lines(data) if whole else (), 1):
            if number in whole:
                whole[number] = line.rstrip("\r\n")
        return sorted(
            (
                replace(problem, cells=[whole[problem.line]]) if problem.line in whole else problem
                for problem in found
            ),
            key=lambda problem: problem.line or 0,
        )


def _whole_rows(
    rows: list[list[str]], at: np.ndarray, width: int, faults: _Faults
) -> tuple[list[list[str]], np.ndarray]:
    """The rows with `width` cells each, and their lines; rows with more cells become faults.

    Spreadsheets leave blank cells at the end of a row out, and put some there: they are filled in
    and cut off.
    """
    rows = [
        row if len(row) == width or any(map(str.strip, row[width:])) else fitted(row, width)
        for row in rows
    ]
    whole = np.fromiter((len(row) == width for row in rows), bool, len(rows))
    for row in np.flatnonzero(~whole):
        values = {"count": len(rows[row]), "expected": width}
        faults.add("E115", int(at[row]), values, rows[row])
    return list(itertools.compress(rows, whole)), at[whole]


def fitted(row: list[str], width: int) -> list[str]:
    """The first `width` cells of a row, blank ones where it has fewer."""
    return row[:width] + [""] * (width - len(row))


def _chunks(data: bytes, faults: _Faults) -> Iterator[tuple[list[list[str]], np.ndarray]]:
    """The rows that are not blank, _CHUNK at a time, with the line each starts on.

    A quote that is never closed would take in all that follows, to the end or to the next quote:
    it becomes a fault, and reading goes on with the line after it.
    """
    start = offset = 0  # the byte and the line that reading starts after
    with unlimited_cells():
        while True:
            reader = csv.reader(text_lines(data, start), strict=True)
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
                    faults.add("E116" if unclosed else "E117", faulty, {}, ())
                keep = np.fromiter(map(bool, rows), bool, len(rows))
                if keep.any():
                    yield list(itertools.compress(rows, keep)), at[:-1][keep]
            skipped = itertools.islice(text_lines(data, start), faulty - offset)
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


def text_lines(data: bytes, start: int = 0) -> Iterator[str]:
    """The lines of UTF-8 from the byte `start`, each with its line break as it stands."""
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
