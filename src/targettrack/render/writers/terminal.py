"""A View on a terminal: aligned by display cells, fitted to the width, coloured where wanted.

The padding is done here: rich measures the text (a Chinese character takes two cells) and
colours it, but its own table takes far longer for long tables and wraps cells.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TextIO

from rich.cells import cell_len, set_cell_size

from ...vocabulary.language import _
from ..view import Column, Look, View
from .fold import folded
from .safe_text import safe, to_ascii

GAP = "  "
NARROWEST = 8  # cells; a text column is not cut below this

# Neither red nor green, told apart by the colour-blind, and of a contrast of at least 3.3 to 1
# on black as on white.
PALETTE = {
    "good": "color(33)",  # blue
    "warn": "color(136)",  # amber
    "bad": "bold color(163)",  # magenta
    "dim": "dim",
    "": "",
}

Line = list[tuple[str, str]]  # pieces of text, each with its style


def write_view(view: View, stream: TextIO, look: Look) -> None:
    """Draw `view`: title, header, rule, rows, notes, and which columns were hidden for the width.

    While the table is too wide the column of the highest rank goes; then the column that folds
    takes several lines a cell, and the widest text columns are cut short. Numbers are never cut:
    where they alone are too wide the lines are too long. Without colour no escape byte is written.
    """
    lines = _drawing(view, look.width, look.ascii_only)
    if look.colour:
        _write_coloured(lines, stream)
    else:
        _write_uncoloured(lines, stream)


def write_plain(view: View, stream: TextIO, look: Look) -> None:
    """Header and rows only, every column in full, aligned by spaces."""
    columns = [_shown(column, look.ascii_only) for column in view.columns]
    _write_uncoloured(_table_lines(columns), stream)


def _write_coloured(lines: Iterable[Line], stream: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=stream,
        force_terminal=True,
        no_color=False,
        color_system="256",
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
    )
    for line in lines:
        console.print(Text.assemble(*line))


def _write_uncoloured(lines: Iterable[Line], stream: TextIO) -> None:
    stream.writelines("".join(text for text, _ in line).rstrip(" ") + "\n" for line in lines)


def _drawing(view: View, width: int | None, ascii_only: bool) -> Iterator[Line]:
    """Every line of the drawing, top to bottom; blank lines between title, table and notes."""
    columns = [_shown(column, ascii_only) for column in view.columns]
    kept, hidden = (columns, []) if width is None else _kept(columns, width)
    if width is not None:
        kept = _shortened(_unfolded(kept, width), width, "..." if ascii_only else "…")
    notes = [(_legible(note, ascii_only), "") for note in view.notes]
    if hidden:
        names = _(", ").join(column.header for column in hidden)
        told = _("hidden for width: {columns}").format(columns=names)
        notes.append((_legible(told, ascii_only), "dim"))

    if view.title:
        yield from _paragraph(_legible(view.title, ascii_only), "bold", width)
        yield []
    if kept:
        table = _table_lines(kept)
        yield next(table)
        yield [(("-" if ascii_only else "─") * _total(kept), "dim")]
        yield from table
        yield from [[]] if notes else []
    for note, style in notes:
        yield from _paragraph(note, style, width)


def _paragraph(text: str, style: str, width: int | None) -> Iterator[Line]:
    yield from ([(line, style)] for line in ([text] if width is None else folded(text, width)))


def _table_lines(columns: Sequence[Column]) -> Iterator[Line]:
    """Header, then rows; every cell padded to its column's width, the gap before it included."""
    padded = (_padded(column, GAP if place else "") for place, column in enumerate(columns))
    for line in zip(*padded, strict=True):
        yield list(line)


def _padded(column: Column, gap: str) -> Line:
    """The column from its header down, one piece a line, each of the same display width."""
    width = _width(column)
    texts = [column.header, *column.cells]
    styles = ["bold", *(PALETTE[word] for word in column.styles or [""] * len(column.cells))]
    spaces = [" " * (width - cell_len(text)) for text in texts]
    pieces = zip(spaces, texts, strict=True) if column.right else zip(texts, spaces, strict=True)
    return list(zip((gap + first + last for first, last in pieces), styles, strict=True))


def _kept(columns: Sequence[Column], width: int) -> tuple[list[Column], list[Column]]:
    """Columns that stay and columns that go: highest rank first, rightmost among equals."""
    places = list(range(len(columns)))
    while len(places) > 1 and _total([columns[place] for place in places]) > width:
        least = max(places, key=lambda place: (columns[place].rank, place))
        if columns[least].rank <= 0:
            break
        places.remove(least)
    hidden = [column for place, column in enumerate(columns) if place not in places]
    return [columns[place] for place in places], hidden


def _unfolded(columns: Sequence[Column], width: int) -> Sequence[Column]:
    """Columns with the one that folds made narrow enough: its cells go on in rows of their own."""
    excess = _total(columns) - width
    place = next((place for place, column in enumerate(columns) if column.folds), None)
    if place is None or excess <= 0:
        return columns
    size = max(_width(columns[place]) - excess, cell_len(columns[place].header), NARROWEST)
    cells = [folded(cell, size) for cell in columns[place].cells]

    def spread(values: Sequence[str]) -> list[str]:
        rows = zip(values, cells, strict=True)
        return [text for value, lines in rows for text in [value, *[""] * (len(lines) - 1)]]

    return [
        replace(
            column,
            cells=[line for lines in cells for line in lines]
            if column.folds
            else spread(column.cells),
            styles=column.styles and spread(column.styles),
        )
        for column in columns
    ]


def _shortened(columns: Sequence[Column], width: int, mark: str) -> list[Column]:
    """Columns with the text columns cut, the widest first, until the table fits `width`."""
    excess = _total(columns) - width
    shortened = list(columns)
    widest_first = sorted(range(len(columns)), key=lambda place: -_width(columns[place]))
    for place in widest_first:
        column = columns[place]
        natural = _width(column)
        size = max(natural - max(excess, 0), min(natural, NARROWEST))
        if size < natural and not column.right:
            excess -= natural - size
            shortened[place] = replace(
                column,
                header=_cut(column.header, size, mark),
                cells=[_cut(cell, size, mark) for cell in column.cells],
            )
    return shortened


def _cut(text: str, size: int, mark: str) -> str:
    """`text` in at most `size` cells, ending in `mark` where something is missing."""
    if cell_len(text) <= size:
        return text
    return set_cell_size(text, size - len(mark)).rstrip(" ") + mark


def _shown(column: Column, ascii_only: bool) -> Column:
    """The column with all its text made safe to show."""
    header, *cells = (_legible(text, ascii_only) for text in (column.header, *column.cells))
    return replace(column, header=header, cells=cells)


def _legible(text: str, ascii_only: bool) -> str:
    return to_ascii(safe(text)) if ascii_only else safe(text)


def _width(column: Column) -> int:
    """Display cells that the column needs."""
    return max(map(cell_len, (column.header, *column.cells)))


def _total(columns: Sequence[Column]) -> int:
    """Display cells that a line of the table needs."""
    return sum(map(_width, columns)) + len(GAP) * (len(columns) - 1)
