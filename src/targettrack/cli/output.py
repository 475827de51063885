"""Tables and views to the place they are asked for, as --format and --output say."""

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ..render.formats import SHOWN, Format, writer_of
from .groups import Output, Screen

if TYPE_CHECKING:
    import pandas as pd

    from ..render.view import View


def print_table(
    table: "pd.DataFrame",
    views: "Callable[[bool], Iterable[View]]",
    output: Output,
    screen: Screen,
) -> None:
    """A format for programs takes the table whole, one for people its views.

    `views` makes them, of ASCII symbols only where it is called with True.
    """
    form = SHOWN[output.format.value]
    if form.view:
        print_views(views, form, output.path, screen)
    else:
        write_frame(table, output.path, form, output.raw)


def print_views(
    views: "Callable[[bool], Iterable[View]]", form: Format, path: str, screen: Screen
) -> None:
    """Views in a format for people, a blank line between two, as the place can show them."""
    from ..render.view import Look
    from ..render.writers.streams import has_colour, is_ascii_at, text_to, width

    ascii_only = screen.ascii or is_ascii_at(path)
    made = list(views(ascii_only))
    write = writer_of(form.view)
    with text_to(path) as stream:
        look = Look(width(stream), has_colour(stream, not screen.no_color), ascii_only)
        for place, view in enumerate(made):
            if place:
                stream.write("\n")
            write(view, stream, look)


def write_frame(frame: "pd.DataFrame", path: str, form: Format, raw: bool) -> None:
    """Write a table as it is to `path`; standard output is then in UTF-8."""
    from ..render.writers.streams import is_standard_output, text_to, whole_file

    write = writer_of(form.frame)
    if form.binary:
        with whole_file(path) as file:
            write(frame, file, raw=raw)
        return
    if is_standard_output(path) and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    with text_to(path) as stream:
        write(frame, stream, raw=raw)
