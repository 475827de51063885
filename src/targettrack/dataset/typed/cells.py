"""A table while it is being typed: its columns by name, and what is wrong with its cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...files.table import Coded, Table, by_row
from ...vocabulary.errors import Problem, first_alike
from ...vocabulary.quantities import Refused


class Names(NamedTuple):
    """Words as categories: the distinct ones, and the place of each word among them.

    `place` (words,) is -1 where a word is missing, and None where the words themselves are the
    distinct ones in their order.
    """

    words: Sequence[str | None]
    distinct: pd.Index
    place: np.ndarray | None


def names_of(words: Sequence[str | None]) -> Names:
    """A category a distinct word; blank and None are missing."""
    distinct = np.array(words, dtype=object)
    index = pd.Index(distinct, dtype=object)
    if all(distinct) and index.is_unique:
        return Names(words, index, None)
    distinct[distinct == ""] = None
    place, distinct = pd.factorize(distinct)
    return Names(words, pd.Index(distinct, dtype=object), place)


def shared_names(words: Sequence[str], known: list[Names]) -> Names:
    """The names in `known` that are made of these very words; else new ones, added to `known`."""
    names = next((names for names in known if names.words == words), None)
    if names is None:
        names = names_of(words)
        known.append(names)
    return names


def named_column(column: Coded, names: Names) -> pd.Categorical:
    """(rows,): the category of each row, where `names` are those of the column's texts."""
    codes = column.codes if names.place is None else by_row(names.place, column.codes, np.int32)
    return pd.Categorical.from_codes(codes, categories=names.distinct)


def word_column(column: Coded, words: Sequence[str | None]) -> pd.Categorical:
    """(rows,): `words` says what each of the column's texts means; blank and None are missing."""
    return named_column(column, names_of(words))


@dataclass(frozen=True)
class Cells:
    """A table, the name to call it by, and the problems found in its cells so far.

    `known` are the names of the columns typed so far: a column of the same texts shares them.
    `multiplied` has by column the rows whose number has a multiplier and no unit.
    """

    file: str
    table: Table
    known: list[Names]
    problems: list[Problem] = field(default_factory=list)
    multiplied: dict[str, np.ndarray] = field(default_factory=dict)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each column in the header, from 0; the first of doubled ones."""
        return {name: place for place, name in reversed(list(enumerate(self.table.header)))}

    def column(self, name: str) -> Coded | np.ndarray | None:
        """The column of that name; None where the table has none."""
        place = self.places.get(name)
        return None if place is None else self.table.columns[place]

    def add_problems(
        self, name: str, rows: np.ndarray, code: str, values: Callable[[int], Mapping[str, object]]
    ) -> None:
        """A problem of the cell in column `name` for each of `rows`, the first ones in full."""
        place = self.places[name] + 1
        for found, row, filled in first_alike(code, rows.tolist(), values):
            in_full = found == code
            line = None if self.table.lines is None else int(self.table.lines[row])
            said = {"column": name, **filled} if in_full else filled
            cells = self.table.row(row) if in_full else ()
            self.problems.append(Problem(found, self.file, line, place, said, cells))

    def add_refused(self, name: str, column: Coded, refused: Mapping[int, Refused]) -> None:
        """A problem for each row whose text was refused; `refused` is by the column's codes."""
        for code in sorted({each.code for each in refused.values()}):
            texts = [text for text, each in refused.items() if each.code == code]
            rows = np.flatnonzero(np.isin(column.codes, texts))
            self.add_problems(name, rows, code, lambda row: refused[int(column.codes[row])].values)

    def add_blank(self, name: str, blank: np.ndarray) -> None:
        """A problem for each row in which a needed cell is `blank` (rows,)."""
        self.add_problems(name, np.flatnonzero(blank), "E114", lambda row: {})
