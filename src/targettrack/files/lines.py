"""Where rows stand in a file: their lines, and the cells on them, for those who report problems."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from .csv_careful import fitted, read_careful
from .encoding import Source
from .table import Table, without_blank_rows

SCAN = 1 << 24  # bytes looked through at a time


class RowLines(NamedTuple):
    """The header, and line and cells of some rows by their number in the frame that was read."""

    header: Sequence[str]
    at: Mapping[int, tuple[int, list[str]]]


def read_again(source: Source) -> Table:
    """The cells of a file with their lines, rows as in the frame that was read from it."""
    return without_blank_rows(read_careful(source.name, source.data)[0])


def lines_at(source: Source, rows: Collection[int], count: int) -> RowLines:
    """The lines and cells of some of the `count` rows of the frame that was read from a file.

    The whole file is read again only where it has quotes, or rows of blanks alone.
    """
    data = source.data
    if b'"' not in data:
        starts, ends = line_spans(data)
        filled = np.flatnonzero(ends > starts)  # the header, then a line a row
        if len(filled) == count + 1:
            header, *cells = (
                data[starts[line] : ends[line]].decode().split(",")
                for line in filled[[0, *(row + 1 for row in rows)]]
            )
            numbers = (filled[[row + 1 for row in rows]] + 1).tolist()
            cells = [fitted(row, len(header)) for row in cells]
            at = dict(zip(rows, zip(numbers, cells, strict=True), strict=True))
            return RowLines([cell.strip() for cell in header], at)
    table = read_again(source)
    assert table.lines is not None
    lines = table.lines
    return RowLines(table.header, {row: (int(lines[row]), table.row(row)) for row in rows})


def line_spans(data: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Where each line of text without quotes starts and ends, its line break left out."""
    text = np.frombuffer(data, np.uint8)
    breaks = [
        np.flatnonzero(text[start : start + SCAN] == 10) + start
        for start in range(0, len(text), SCAN)
    ]
    ends = np.concatenate([*breaks, [len(text)]]).astype(np.int64)
    starts = np.concatenate([[0], ends[:-1] + 1])
    returned = (ends > starts) & (text[np.maximum(ends - 1, 0)] == 13)
    return starts, ends - returned
