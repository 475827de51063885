"""A DataFrame row by row in the spelling of a writer; numbers in full precision.

Text is spelled once for each distinct value of a block of rows, as most columns repeat a few.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pandas as pd

T = TypeVar("T")

BLOCK = 1 << 16  # rows spelled at a time, which bounds the memory


def rows(frame: pd.DataFrame, spell: Callable[[object], T], blank: T) -> Iterator[tuple[T, ...]]:
    """The rows of `frame`, every value through `spell`, a missing one as `blank`."""
    for start in range(0, len(frame), BLOCK):
        block = frame.iloc[start : start + BLOCK]
        columns = (_spelled(block.iloc[:, place], spell, blank) for place in range(frame.shape[1]))
        yield from zip(*columns, strict=True)


def _spelled(column: pd.Series, spell: Callable[[object], T], blank: T) -> list[T]:
    codes, distinct = column.factorize()  # a missing value has the code -1: the last of the list
    spelled = [*map(spell, distinct.tolist()), blank]
    return [spelled[code] for code in codes.tolist()]


def number(value: float) -> str:
    """The shortest text that reads back as `value`; whole numbers without a point."""
    if isinstance(value, float):
        return float.__repr__(value).removesuffix(".0")
    return str(value).lower()  # integers, and true and false
