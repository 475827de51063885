"""The formats of output: one table, which --format, export, their help and completion read.

A new format is a module in writers/ and a row of FORMATS. A row names its writers as texts,
`module.function`, so that a help page loads neither them nor what they import. A writer of frames
is called as `write(frame, target, raw=False)`, where the target is an open text stream, or, in a
binary format, the path of a new file; a writer of views as `write(view, stream, look)`.
"""

import os
from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from ..vocabulary.errors import UsageError
from ..vocabulary.language import _


class Format(NamedTuple):
    """A format: its name, the ending of its files, what it is made from.

    `frame` writes the table as it is, for other programs, `view` what people are shown of it;
    `shown` formats are those of --format, by `view` where they have one.
    """

    name: str
    ending: str
    frame: str = ""
    view: str = ""
    shown: bool = True
    binary: bool = False


FORMATS = (
    Format("table", ".txt", view="terminal.write_view"),
    Format("plain", ".txt", view="terminal.write_plain"),
    Format("csv", ".csv", frame="csv.write_frame"),
    Format("json", ".json", frame="json.write_frame"),
    Format("md", ".md", frame="markdown.write_frame", view="markdown.write_view"),
    Format("xlsx", ".xlsx", frame="xlsx.write_frame", shown=False, binary=True),
    Format("parquet", ".parquet", frame="parquet.write_frame", shown=False, binary=True),
)
BY_NAME = {each.name: each for each in FORMATS}
SHOWN = {each.name: each for each in FORMATS if each.shown}
ENDINGS = {each.ending: each for each in FORMATS if each.name != "plain"}  # .txt is drawn


def format_at(
    path: str, named: str = "", default: str = "table", endings: Collection[str] = ENDINGS.keys()
) -> Format:
    """The format for what is written to `path`: that of its ending, one of `endings`.

    Standard output and devices have no ending: theirs is the format `named`, else the default.
    Raises UsageError for an ending that is none of them, or not that of the format `named`.
    """
    if path in ("", "-") or (os.path.exists(path) and not os.path.isfile(path)):
        return BY_NAME[named or default]
    ending = Path(path).suffix.lower()
    if ending not in endings:
        raise UsageError(
            _('"{path}" has no known ending; there are: {endings}').format(
                path=path, endings=_(", ").join(endings)
            )
        )
    if named and BY_NAME[named].ending != ending:
        raise UsageError(
            _(
                '--format {name} does not go with "{path}": leave --format out, or let the file '
                "end in {ending}"
            ).format(name=named, path=path, ending=BY_NAME[named].ending)
        )
    return BY_NAME[named] if named else ENDINGS[ending]


def writer_of(name: str) -> Callable[..., Any]:
    """The function that a row of FORMATS names."""
    module, _dot, function = name.partition(".")
    writer: Callable[..., Any] = getattr(import_module(f".writers.{module}", __package__), function)
    return writer
