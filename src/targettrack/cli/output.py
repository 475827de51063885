"""A table as --format and --output ask for it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ..render.formats import SHOWN, Format
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
    from ..render.output import write_frame

    form = SHOWN[output.format.value]
    if form.view:
        print_views(views, form, output.path, screen)
    else:
        write_frame(table, output.path or "-", form, output.raw)


def print_views(
    views: "Callable[[bool], Iterable[View]]", form: Format, path: str, screen: Screen
) -> None:
    """Views in a format for people."""
    from ..render.output import write_views
    from ..render.writers.streams import is_ascii_at

    ascii_only = screen.ascii or is_ascii_at(path)
    made = list(views(ascii_only))
    write_views(made, path, form, no_colour=screen.no_color, ascii_only=ascii_only)
