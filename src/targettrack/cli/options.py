"""The options that commands share, each declared once: name, value, help."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from ..vocabulary.columns import TABLES
from ..vocabulary.language import _
from ..vocabulary.words import VERDICTS


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


# Recording: an option a cell, with the meaning its column has.


def _cell(table: str, column: str) -> Any:
    meaning = next(_(field.meaning) for field in TABLES[table] if field.name == column)
    name = "--" + column.replace("_", "-")
    return typer.Option(name, metavar="CELL", show_default=False, help=meaning)


GrowthCell = Annotated[str, _cell("actuals", "growth")]
PublishedCell = Annotated[str, _cell("actuals", "published")]
StatusCell = Annotated[str, _cell("actuals", "status")]
UpperCell = Annotated[str, _cell("targets", "upper")]
ToleranceCell = Annotated[str, _cell("targets", "tolerance")]
MeasureCell = Annotated[str, _cell("targets", "measure")]
AggregateCell = Annotated[str, _cell("targets", "aggregate")]
BaseYearCell = Annotated[str, _cell("targets", "base_year")]
BaseValueCell = Annotated[str, _cell("targets", "base_value")]
VariantCell = Annotated[str, _cell("targets", "variant")]
AnnouncedCell = Annotated[str, _cell("targets", "announced")]
ForceCell = Annotated[str, _cell("targets", "force")]
UnitCell = Annotated[str, _cell("actuals", "unit")]
SourceCell = Annotated[str, _cell("actuals", "source")]
QuoteCell = Annotated[str, _cell("actuals", "quote")]
NoteCell = Annotated[str, _cell("actuals", "note")]
CellsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        "-w",
        metavar="COLUMN=CELL",
        show_default=False,
        help=_("the cell of a dimension, or of any other column; repeat it for several"),
    ),
]
RecordedIndicator = Annotated[
    str, typer.Argument(metavar="INDICATOR", help=_("identifier or name of the indicator"))
]
NewOption = Annotated[
    bool, typer.Option("--new", help=_("allow an indicator, or a part of one, not known yet"))
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_("show and check, write nothing"))]
