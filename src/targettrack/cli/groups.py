"""Groups of options that commands share: each option declared once, with name, value and help.

A command takes a group as a parameter and reads its fields; `signature.py` tells typer of them.
Groups are named tuples: as frozen dataclasses they would add 2 ms each to every start, even --help.
"""

from enum import StrEnum
from typing import Annotated, NamedTuple

import typer

from ..render.formats import SHOWN
from ..vocabulary.language import _
from .options import (
    AsciiOption,
    BaseYearOption,
    DatasetArgument,
    EncodingOption,
    LangOption,
    PathOption,
    RawOption,
    WhereOption,
)

FormatName = StrEnum("FormatName", {name: name for name in SHOWN})  # type: ignore[misc]
TABLE = FormatName("table")
*_FIRST, _LAST = SHOWN


class Input(NamedTuple):
    """Where the dataset is, and in which encoding."""

    dataset: DatasetArgument = None
    targets: Annotated[
        str | None,
        typer.Option(
            "--targets", metavar="FILE", help=_("goals, apart from a folder; - is standard input")
        ),
    ] = None
    actuals: Annotated[
        str | None,
        typer.Option(
            "--actuals", metavar="FILE", help=_("actuals, apart from a folder; - is standard input")
        ),
    ] = None
    indicators: Annotated[
        str | None,
        typer.Option("--indicators", metavar="FILE", help=_("indicators, apart from a folder")),
    ] = None
    encoding: EncodingOption = ""


class Dates(NamedTuple):
    """The year goals start from where they state none, and how far the actuals used go."""

    base_year: BaseYearOption = None
    as_of: Annotated[
        int | None,
        typer.Option("--as-of", metavar="YEAR", help=_("use actuals up to that year only")),
    ] = None
    known_on: Annotated[
        str | None,
        typer.Option(
            "--known-on", metavar="DATE", help=_("use only rows published or announced by that day")
        ),
    ] = None


class Choice(NamedTuple):
    """Which rows are wanted."""

    indicator: Annotated[
        str | None,
        typer.Option(
            "--indicator", "-i", metavar="GLOB", help=_("only these indicators, as in 'high-*'")
        ),
    ] = None
    where: WhereOption = None


class Output(NamedTuple):
    """In which format a table is written, and where; `path` is "" for standard output."""

    format: Annotated[
        FormatName,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=_("{names} or {last}").format(names=_(", ").join(_FIRST), last=_LAST),
        ),
    ] = TABLE
    path: PathOption = ""
    raw: RawOption = False


class Screen(NamedTuple):
    """The language, and what the place of output can show."""

    lang: LangOption = None
    no_color: Annotated[bool, typer.Option("--no-color", help=_("no colour"))] = False
    ascii: AsciiOption = False
