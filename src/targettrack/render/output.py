"""Tables and views to the place they are asked for, in a format of formats.py."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .formats import Format, writer_of
from .view import Look, View
from .writers.streams import file_to, has_colour, is_standard_output, text_to, width

if TYPE_CHECKING:
    import pandas as pd


def write_frame(frame: pd.DataFrame, path: str, form: Format, raw: bool) -> None:
    """Write a table as it is to `path`; standard output is then in UTF-8."""
    write = writer_of(form.frame)
    if form.binary:
        file_to(path, lambda file: write(frame, file, raw=raw))
        return
    if is_standard_output(path) and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    with text_to(path) as stream:
        write(frame, stream, raw=raw)


def write_views(
    views: Sequence[View], path: str, form: Format, *, no_colour: bool, ascii_only: bool
) -> None:
    """Write views to `path`, a blank line between two, as the place can show them."""
    write = writer_of(form.view)
    with text_to(path) as stream:
        look = Look(width(stream), has_colour(stream, not no_colour), ascii_only)
        for place, view in enumerate(views):
            if place:
                stream.write("\n")
            write(view, stream, look)
