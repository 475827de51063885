"""The bytes of a file of CSV with one row more: the old ones as they are, then the row.

The row is written as the file is: its encoding, its line ending (or none at the end), its habit
of quoting. Nothing is read from or written to a disk here.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..vocabulary.errors import UsageError
from ..vocabulary.language import _
from ..vocabulary.quantities import floats
from .csv_careful import unlimited_cells
from .encoding import codec_of, line_after, to_utf8

_SAMPLE = 1 << 16  # bytes at the start of a file that show how it quotes
_CELL = re.compile(r'(?:(")([^"]*(?:""[^"]*)*)"|()([^",\r\n]*))(,|\r\n|\n|\r|\Z)')
_NEEDS_QUOTES = re.compile(r'[",\r\n]')


@dataclass(frozen=True, slots=True)
class Appended:
    """A file with its new row: all the bytes, the row as it stands there, and its line."""

    data: bytes
    row: str
    line: int


@dataclass(frozen=True, slots=True)
class Quoting:
    """Which cells a file puts in quotes though they need none: texts, numbers, blank ones."""

    texts: bool = False
    numbers: bool = False
    blanks: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    quoted: bool


def with_row(raw: bytes, cells: Sequence[str], encoding: str = "") -> Appended:
    """The bytes `raw` of a file, then a row of these cells in the manner of the file.

    Raises UsageError where the row would not come back as it is here: the file is not text, or
    its encoding has no room for a character.
    """
    old, codec = to_utf8(raw, encoding)[0], codec_of(raw, encoding)
    rows, ending = _rows_and_ending(old or b"")
    row = csv_line(cells, quoting(rows))
    ended = old is not None and old.endswith((b"\n", b"\r"))
    added = row + ending if ended else ending + row
    try:
        data, utf8 = raw + added.encode(codec), added.encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            _('the character "{character}" cannot be written in {encoding}').format(
                character=error.object[error.start], encoding=codec.upper()
            )
        ) from None
    if old is None or to_utf8(data, encoding)[0] != old + utf8 or _cells(row) != list(cells):
        raise UsageError(
            _("the row would not be read as it is written in {encoding}; save the file as UTF-8")
            .format(encoding=codec.upper())
        )  # fmt: skip
    return Appended(data, row, line_after(old if ended else old + ending.encode()))


def csv_line(cells: Sequence[str], quoting: Quoting) -> str:
    """The cells as a line of CSV without its ending, in quotes where needed or usual there."""
    if len(cells) == 1 and not cells[0]:
        return '""'  # a line with nothing on it is no row
    return ",".join(
        '"' + cell.replace('"', '""') + '"' if _is_quoted(cell, quoting) else cell for cell in cells
    )


def quoting(rows: Sequence[Sequence[_Cell]]) -> Quoting:
    """How the rows below the header quote, or the header where there are none.

    A kind of cell counts as quoted if each of its cells that needs no quotes has them.
    """
    cells = [
        cell for row in rows[1:] or rows for cell in row if not _NEEDS_QUOTES.search(cell.text)
    ]
    texts = [cell.quoted for cell in cells if cell.text and not _is_number(cell.text)]
    numbers = [cell.quoted for cell in cells if cell.text and _is_number(cell.text)]
    blanks = [cell.quoted for cell in cells if not cell.text]
    if not all(texts) or not any(texts + numbers):
        return Quoting()
    return Quoting(True, all(numbers), any(blanks) and all(blanks))


def _is_quoted(cell: str, quoting: Quoting) -> bool:
    if _NEEDS_QUOTES.search(cell):
        return True
    if not cell:
        return quoting.blanks
    return quoting.numbers if _is_number(cell) else quoting.texts


def _is_number(text: str) -> bool:
    return floats([text]) is not None


def _rows_and_ending(text: bytes) -> tuple[list[list[_Cell]], str]:
    """The first rows of a file, and its line ending: the last one there is, else the header's."""
    sample = text[:_SAMPLE].decode(errors="ignore")
    rows: list[list[_Cell]] = [[]]
    first = "\n"
    for cell, mark in _tokens(sample):
        rows[-1].append(cell)
        if mark != ",":
            first = mark if len(rows) == 1 and mark else first
            rows.append([])
    rows.pop()
    if len(text) > _SAMPLE:
        rows = rows[:-1]  # cut short
    last = next((end for end in ("\r\n", "\n", "\r") if text.endswith(end.encode())), first)
    return [row for row in rows if any(cell.text or cell.quoted for cell in row)], last


def _tokens(text: str) -> Iterator[tuple[_Cell, str]]:
    """Each cell, and what follows it; ends at the first that is not well-formed."""
    at = 0
    while at < len(text) and (found := _CELL.match(text, at)):
        yield _Cell((found[2] or found[4] or "").replace('""', '"'), bool(found[1])), found[5]
        at = found.end()


def _cells(row: str) -> list[str]:
    with unlimited_cells():
        rows = list(csv.reader(io.StringIO(row, newline=""), strict=True))
    return rows[0] if len(rows) == 1 else []
