"""A table of coded texts: what reading a file gives, before anybody asks what its cells mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import DTypeLike

from .texts import Texts


@dataclass(frozen=True)
class Coded:
    """A text column: `values[codes[row]]` is the cell of a row."""

    codes: np.ndarray  # (rows,) int32
    values: Sequence[str]  # the distinct texts

    @cached_property
    def trimmed(self) -> Sequence[str]:
        """The distinct texts without the blanks around them."""
        return self.values if self._is_bare else list(map(str.strip, self.values))

    @cached_property
    def blank(self) -> np.ndarray:
        """(rows,) bool: which rows hold no more than blanks."""
        if self._is_bare or all(self.trimmed):
            return np.zeros(len(self.codes), bool)
        return by_row((not text for text in self.trimmed), self.codes, bool)

    @property
    def _is_bare(self) -> bool:
        return isinstance(self.values, Texts) and self.values.bare


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one file, or of one frame, by column in the order of the header.

    A column is `Coded`, or an array of float64 (NaN where blank) where every cell was a plain
    number. `lines` (rows,) gives each row's first line in the file; None where it was not kept.
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


def is_blank(column: Coded | np.ndarray) -> np.ndarray:
    """(rows,) bool: which cells of a column hold nothing."""
    return column.blank if isinstance(column, Coded) else np.isnan(column)


def without_blank_rows(table: Table) -> Table:
    """The table without rows of blanks alone, which spreadsheets leave at the end."""
    blank = np.ones(table.rows, bool)
    for column in table.columns:
        if not blank.any():
            return table
        blank &= is_blank(column)
    if not blank.any():
        return table
    columns = [
        Coded(column.codes[~blank], column.values) if isinstance(column, Coded) else column[~blank]
        for column in table.columns
    ]
    lines = None if table.lines is None else table.lines[~blank]
    return replace(table, columns=columns, rows=int((~blank).sum()), lines=lines)


def by_row(values: Iterable[object], codes: np.ndarray, dtype: DTypeLike) -> np.ndarray:
    """(rows,): what `values` says of each distinct text, at each row's code.

    by_row([True, False], codes=[1, 0, 1], bool) is [False, True, False].
    """
    each = np.array(list(values), dtype=dtype)
    chosen: np.ndarray = each[codes] if len(each) else each
    return chosen
