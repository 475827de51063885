"""The neutral table that every writer for people takes: plain data, no markup, no widths."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of display text: formatted and translated, not yet made safe.

    `right`: numbers stand right. `rank`: 0 stays at any width, the highest goes first where the
    terminal is narrow. `styles`: for each cell a word of the palette, `good`, `warn`, `bad`,
    `dim` or nothing. `folds`: its cells take several lines rather than be cut short.
    """

    header: str
    cells: Sequence[str]
    right: bool = False
    rank: int = 0
    styles: Sequence[str] | None = None
    folds: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Columns of equal length, a title above them, lines of notes below."""

    columns: Sequence[Column]
    title: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What the place of output can show: `width` in display cells, None for any; colour; ASCII."""

    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
