"""A table as a file for a report: the format from the file's ending."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from ..vocabulary.errors import UsageError
from ..vocabulary.language import _
from .writers import machine, markdown
from .writers.streams import file_to, text_to

Writer = Callable[[pd.DataFrame, str, bool], None]


def _csv(table: pd.DataFrame, path: str, raw: bool) -> None:
    with text_to(path) as stream:
        machine.write_csv(table, stream, raw=raw)


def _json(table: pd.DataFrame, path: str, raw: bool) -> None:
    with text_to(path) as stream:
        machine.write_json(table, stream)


def _markdown(table: pd.DataFrame, path: str, raw: bool) -> None:
    with text_to(path) as stream:
        markdown.write_frame(table, stream)


def _xlsx(table: pd.DataFrame, path: str, raw: bool) -> None:
    file_to(path, lambda file: machine.write_xlsx(table, file, raw=raw))


def _parquet(table: pd.DataFrame, path: str, raw: bool) -> None:
    file_to(path, lambda file: machine.write_parquet(table, file))


WRITERS: Mapping[str, Writer] = {
    "csv": _csv,
    "json": _json,
    "md": _markdown,
    "xlsx": _xlsx,
    "parquet": _parquet,
}


def writer_for(path: str) -> Writer:
    """The writer for a file's ending; csv for standard output. Raises UsageError for others."""
    ending = "csv" if path == "-" else Path(path).suffix.lower().removeprefix(".")
    if ending not in WRITERS:
        raise UsageError(
            _('"{path}" has no known ending; there are: {endings}').format(
                path=path, endings=_(", ").join("." + name for name in WRITERS)
            )
        )
    return WRITERS[ending]


def write_table(table: pd.DataFrame, path: str, write: Writer, raw: bool) -> None:
    """Write `table` to `path`, "-" for standard output, which is then in UTF-8."""
    if path == "-" and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    write(table, path, raw)
