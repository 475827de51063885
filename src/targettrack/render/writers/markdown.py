"""GitHub tables, in which no text from data can become markup, HTML, or the end of a cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

import pandas as pd

from ..view import Look, View
from .rows import number, rows
from .safe_text import safe, to_ascii

# An underscore between letters or digits is no markup, and links break if it is escaped.
_MARKUP = re.compile(r"[\\`*\[\]~$&<>|]|(?<![^\W_])_|_(?![^\W_])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_BLOCK_START = re.compile(r"^(\d*)([#+=.)-])")  # as in `# `, `- `, `1. `


def write_view(view: View, stream: TextIO, look: Look) -> None:
    """The title in bold, the table with its numbers to the right, the notes as paragraphs."""
    legible = to_ascii if look.ascii_only else str

    def inline(text: str) -> str:
        return _inline(legible(text))

    parts: list[Iterable[str]] = []
    if view.title.strip():
        parts.append([f"**{inline(view.title)}**"])
    if view.columns:
        headers = [inline(column.header) for column in view.columns]
        cells = (map(inline, column.cells) for column in view.columns)
        right = [column.right for column in view.columns]
        parts.append(_lines(headers, right, zip(*cells, strict=True)))
    parts += ([_paragraph(legible(note))] for note in view.notes if note.strip())
    for place, part in enumerate(parts):
        stream.write("\n" if place else "")
        stream.writelines(line + "\n" for line in part)


def write_frame(frame: pd.DataFrame, stream: TextIO, *, raw: bool = False) -> None:
    """A DataFrame in full precision, missing values blank; no text can act, `raw` or not."""

    def spell(value: object) -> str:
        return number(value) if isinstance(value, int | float) else _inline(str(value))

    headers = [_inline(str(name)) for name in frame.columns]
    right = [dtype.kind in "iuf" for dtype in frame.dtypes]
    stream.writelines(line + "\n" for line in _lines(headers, right, rows(frame, spell, "")))


def _lines(
    headers: Sequence[str], right: Sequence[bool], cells: Iterable[Sequence[str]]
) -> Iterator[str]:
    """The lines of a table whose text is escaped already."""
    yield _row(headers)
    yield _row(["--:" if is_right else "---" for is_right in right])
    yield from map(_row, cells)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _inline(text: str) -> str:
    """`text` as Markdown that shows exactly it, on one line."""
    return _MARKUP.sub(lambda found: _ENTITIES.get(found[0], "\\" + found[0]), safe(text)).strip()


def _paragraph(text: str) -> str:
    """`text` as a paragraph: nothing at its start makes it a heading, a list or a rule."""
    return _BLOCK_START.sub(r"\1\\\2", _inline(text))
