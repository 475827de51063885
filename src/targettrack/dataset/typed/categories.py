"""Distinct texts as categories, made once where several columns have the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...files.table import Coded, by_row


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
    return named_column(column, names_of(words) if len(words) > 8 else _few_names(tuple(words)))


@lru_cache(256)
def _few_names(words: tuple[str | None, ...]) -> Names:
    """The names of a few words, which many columns have: 100,000 columns in a third of the time."""
    return names_of(words)
