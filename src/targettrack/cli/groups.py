"""What commands share: options, each declared once with name, value and help, and groups of them.

A command takes a group as a parameter and reads its fields; `signature.py` tells typer of them.
Groups are named tuples: as frozen dataclasses they would add 2 ms each to every start, even --help.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

import typer

from ..render.formats import SHOWN
from ..vocabulary.language import LANGUAGES, _

Language = StrEnum("Language", {word: word for word in LANGUAGES})  # type: ignore[misc]
FormatName = StrEnum("FormatName", {name: name for name in SHOWN})  # type: ignore[misc]
*_FIRST, _LAST = SHOWN


def option(typed: str, meaning: str, choices: Sequence[str] = ()) -> Any:
    """An option by how it is typed, "--output -o FILE"; a switch has no word for a value.

    `choices` are what a shell completes.
    """
    words = typed.split()
    names = [word for word in words if word.startswith("-")]
    return typer.Option(
        *names,
        metavar="".join(words[len(names) :]) or None,
        help=meaning,
        autocompletion=(lambda: list(choices)) if choices else None,
    )


DatasetArgument = Annotated[
    str | None, typer.Argument(metavar="DATASET", help=_("folder of the dataset"))
]
EncodingOption = Annotated[
    str, option("--encoding NAME", _("encoding of the files; found out if not given"))
]
MethodOption = Annotated[
    list[str] | None, option("--method -m NAME", _("yardstick; repeat it for several; all for all"))
]
BaseYearOption = Annotated[
    int | None, option("--base-year YEAR", _("base year of goals that state none"))
]
WhereOption = Annotated[
    list[str] | None,
    option("--where -w COLUMN=VALUE", _("only rows with that value; repeat it for several")),
]
PathOption = Annotated[str, option("--output -o FILE", _("write to a file, as its ending says"))]
RawOption = Annotated[
    bool, option("--raw", _("do not guard text that a spreadsheet would run as a formula"))
]
LangOption = Annotated[
    Language | None, option("--lang LANG", _("en or zh; the language of the locale if not given"))
]
AsciiOption = Annotated[bool, option("--ascii", _("ASCII only"))]


class Input(NamedTuple):
    """Where the dataset is, and in which encoding."""

    dataset: DatasetArgument = None
    targets: Annotated[
        str | None, option("--targets FILE", _("goals, apart from a folder; - is standard input"))
    ] = None
    actuals: Annotated[
        str | None, option("--actuals FILE", _("actuals, apart from a folder; - is standard input"))
    ] = None
    indicators: Annotated[
        str | None, option("--indicators FILE", _("indicators, apart from a folder"))
    ] = None
    encoding: EncodingOption = ""


class Dates(NamedTuple):
    """The year goals start from where they state none, and how far the actuals used go."""

    base_year: BaseYearOption = None
    as_of: Annotated[int | None, option("--as-of YEAR", _("use actuals up to that year only"))] = (
        None
    )
    known_on: Annotated[
        str | None, option("--known-on DATE", _("use only rows published or announced by that day"))
    ] = None


class Choice(NamedTuple):
    """Which rows are wanted."""

    indicator: Annotated[
        str | None, option("--indicator -i GLOB", _("only these indicators, as in 'high-*'"))
    ] = None
    where: WhereOption = None


class Output(NamedTuple):
    """In which format a table is written, and where; `path` is "" for standard output."""

    format: Annotated[
        FormatName | None,
        option(
            "--format -f FORMAT",
            _("{names} or {last}; else as the file of -o ends, else table").format(
                names=_(", ").join(_FIRST), last=_LAST
            ),
        ),
    ] = None
    path: PathOption = ""
    raw: RawOption = False


class Screen(NamedTuple):
    """The language, and what the place of output can show."""

    lang: LangOption = None
    no_color: Annotated[bool, option("--no-color", _("no colour"))] = False
    ascii: AsciiOption = False
