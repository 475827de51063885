"""A column of a table: its name, type and meaning."""

from collections.abc import Sequence
from dataclasses import dataclass

from .errors import UsageError
from .language import _


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
    """Column names of a made table, with the dataset's dimensions after the first.

    Raises UsageError where a dimension has the name of one of its columns.
    """
    first, *rest = (field.name for field in table)
    refuse_taken(dimensions, [first, *rest])
    return [first, *dimensions, *rest]


def refuse_taken(dimensions: Sequence[str], names: Sequence[str]) -> None:
    """Raise UsageError where a dimension of the dataset is called as a column of its table."""
    for name in dimensions:
        if name in names:
            message = _('"{name}" is a column of this table: rename the dimension in both files')
            raise UsageError(message.format(name=name))
