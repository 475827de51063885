"""Tables and views to the place they are asked for, as --format and --output say."""

import os
import sys
from collections.abc import Callable, Iterable
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..render.formats import Format, format_at, writer_of
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import UsageError
from ..vocabulary.language import _
from .groups import Input, Output, Screen

if TYPE_CHECKING:
    import pandas as pd

    from ..render.view import View


class Destination(NamedTuple):
    """Where a table goes: "" and "-" are standard output; in which format; guarded unless `raw`."""

    path: str
    form: Format
    raw: bool


def destination_of(output: Output, *inputs: Input) -> Destination:
    """Where output asks for a table to go, told before the work is done.

    Raises UsageError for an ending that is no format, and for a file of the datasets read.
    """
    keep_files(output.path, *inputs)
    named = output.format.value if output.format else ""
    return Destination(output.path, format_at(output.path, named), output.raw)


def keep_files(path: str, *inputs: Input) -> None:
    """Raise UsageError where `path` is, or would become, a file of a dataset that is read."""
    if path in ("", "-"):
        return
    for own in chain.from_iterable(map(_own_files, inputs)):
        there = os.path.exists(own) and os.path.exists(path)
        if os.path.realpath(own) == os.path.realpath(path) or (
            there and os.path.samefile(own, path)
        ):
            raise UsageError(
                _('"{path}" is a file of the dataset itself; name another one').format(path=path)
            )


def _own_files(input: Input) -> list[str]:
    """The files a dataset is read from, and those its folder has a name for."""
    from ..dataset.settings import NAME

    apart = [path for path in input[1:4] if path and path != "-"]
    folder = input.dataset
    if folder is None and input.targets and input.actuals:
        return [*apart, os.path.join(os.path.dirname(input.targets), NAME)]
    if folder is None:
        folder = "data" if os.path.isfile(os.path.join("data", "targets.csv")) else "."
    names = [*(f"{table}.csv" for table in TABLES), NAME]
    return [*apart, *(os.path.join(folder, name) for name in names)]


def print_table(
    table: "pd.DataFrame",
    views: "Callable[[bool], Iterable[View]]",
    destination: Destination,
    screen: Screen,
) -> None:
    """A format for programs takes the table whole, one for people its views.

    `views` makes them, of ASCII symbols only where it is called with True.
    """
    path, form, raw = destination
    if form.view:
        print_views(views, form, path, screen)
    else:
        write_frame(table, path, form, raw)


def print_views(
    views: "Callable[[bool], Iterable[View]]", form: Format, path: str, screen: Screen
) -> None:
    """Views in a format for people, a blank line between two, as the place can show them."""
    from ..render.view import Look
    from ..render.writers.streams import has_colour, is_ascii_at, lacks_signs, text_to, width

    ascii_only = screen.ascii or is_ascii_at(path)
    made = list(views(screen.ascii or lacks_signs(path)))
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
