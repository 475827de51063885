"""A column of a table: its name, type and meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A column.

    `type` is one of: id (names a row; trimmed), text, year, number, date, word (one of
    `choices`), flags (several of `choices`, space separated). In the made tables also:
    fraction (0.15 is 15 %), growth (a fraction a year; for shares, rates and ranks points a year
    in the indicator's own unit), level (in the row's unit).
    """

    name: str
    type: str
    meaning: str
    needed: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""


def columns(table: Sequence[Field], dimensions: Sequence[str] = ()) -> list[str]:
    """Column names of a made table, with the dataset's dimensions after the first."""
    first, *rest = (field.name for field in table)
    return [first, *dimensions, *rest]
