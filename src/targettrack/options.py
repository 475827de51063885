"""The options that commands share, each declared once: name, value, help."""

from enum import StrEnum
from typing import Annotated

import typer

from .language import _
from .schema import VERDICTS


class Language(StrEnum):
    """What --lang takes."""

    en = "en"
    zh = "zh"


class Format(StrEnum):
    """What --format takes."""

    table = "table"
    plain = "plain"
    csv = "csv"
    json = "json"
    md = "md"


Verdict = StrEnum("Verdict", {word: word for word in VERDICTS})  # type: ignore[misc]

DatasetArgument = Annotated[
    str | None,
    typer.Argument(metavar="DATASET", show_default=False, help=_("folder of the dataset")),
]
TargetsOption = Annotated[
    str | None,
    typer.Option(
        "--targets", metavar="FILE", help=_("goals, apart from a folder; - is standard input")
    ),
]
ActualsOption = Annotated[
    str | None,
    typer.Option(
        "--actuals", metavar="FILE", help=_("actuals, apart from a folder; - is standard input")
    ),
]
IndicatorsOption = Annotated[
    str | None,
    typer.Option("--indicators", metavar="FILE", help=_("indicators, apart from a folder")),
]
EncodingOption = Annotated[
    str,
    typer.Option(
        "--encoding",
        metavar="NAME",
        show_default=False,
        help=_("encoding of the files; found out if not given"),
    ),
]
MethodOption = Annotated[
    list[str] | None,
    typer.Option(
        "--method",
        "-m",
        metavar="NAME",
        show_default=False,
        help=_("yardstick; repeat it for several; all for all"),
    ),
]
AsOfOption = Annotated[
    int | None, typer.Option("--as-of", metavar="YEAR", help=_("use actuals up to that year only"))
]
KnownOnOption = Annotated[
    str | None,
    typer.Option(
        "--known-on", metavar="DATE", help=_("use only rows published or announced by that day")
    ),
]
IndicatorOption = Annotated[
    str | None,
    typer.Option(
        "--indicator", "-i", metavar="GLOB", help=_("only these indicators, as in 'high-*'")
    ),
]
BaseYearOption = Annotated[
    int | None,
    typer.Option(
        "--base-year",
        metavar="YEAR",
        show_default=False,
        help=_("base year of goals that state none"),
    ),
]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        "-w",
        metavar="COLUMN=VALUE",
        show_default=False,
        help=_("only rows with that value; repeat it for several"),
    ),
]
FormatOption = Annotated[
    Format,
    typer.Option("--format", "-f", metavar="FORMAT", help=_("table, plain, csv, json or md")),
]
OutputOption = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", show_default=False, help=_("write to a file")),
]
LangOption = Annotated[
    Language | None,
    typer.Option(
        "--lang", metavar="LANG", help=_("en or zh; the language of the locale if not given")
    ),
]
ColourOption = Annotated[bool, typer.Option("--no-color", help=_("no colour"))]
AsciiOption = Annotated[bool, typer.Option("--ascii", help=_("ASCII only"))]
RawOption = Annotated[
    bool,
    typer.Option("--raw", help=_("do not guard text that a spreadsheet would run as a formula")),
]
