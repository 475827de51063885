"""The options of recording: one for each cell of a row, with the meaning its column has."""

from typing import Annotated, Any, NamedTuple

import typer

from ..vocabulary.columns import TABLES
from ..vocabulary.language import _
from .options import AsciiOption, DatasetArgument, EncodingOption, LangOption


def _cell(table: str, column: str) -> Any:
    meaning = next(_(field.meaning) for field in TABLES[table] if field.name == column)
    name = "--" + column.replace("_", "-")
    return typer.Option(name, metavar="CELL", show_default=False, help=meaning)


IndicatorArgument = Annotated[
    str, typer.Argument(metavar="INDICATOR", help=_("identifier or name of the indicator"))
]
_Source = Annotated[str, _cell("actuals", "source")]
_Unit = Annotated[str, _cell("actuals", "unit")]
_Quote = Annotated[str, _cell("actuals", "quote")]
_Note = Annotated[str, _cell("actuals", "note")]


class ActualCells(NamedTuple):
    """The cells of an actual that may be left blank."""

    growth: Annotated[str, _cell("actuals", "growth")] = ""
    published: Annotated[str, _cell("actuals", "published")] = ""
    source: _Source = ""
    status: Annotated[str, _cell("actuals", "status")] = ""
    unit: _Unit = ""
    note: _Note = ""
    quote: _Quote = ""


class GoalCells(NamedTuple):
    """The cells of a goal that may be left blank."""

    upper: Annotated[str, _cell("targets", "upper")] = ""
    tolerance: Annotated[str, _cell("targets", "tolerance")] = ""
    measure: Annotated[str, _cell("targets", "measure")] = ""
    aggregate: Annotated[str, _cell("targets", "aggregate")] = ""
    base_year: Annotated[str, _cell("targets", "base_year")] = ""
    base_value: Annotated[str, _cell("targets", "base_value")] = ""
    variant: Annotated[str, _cell("targets", "variant")] = ""
    announced: Annotated[str, _cell("targets", "announced")] = ""
    source: _Source = ""
    unit: _Unit = ""
    quote: _Quote = ""
    note: _Note = ""
    force: Annotated[str, _cell("targets", "force")] = ""


class Recording(NamedTuple):
    """Where a row goes, its other cells, and how it is written."""

    dataset: DatasetArgument = None
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            "-w",
            metavar="COLUMN=CELL",
            show_default=False,
            help=_("the cell of a dimension, or of any other column; repeat it for several"),
        ),
    ] = None
    new: Annotated[
        bool, typer.Option("--new", help=_("allow an indicator, or a part of one, not known yet"))
    ] = False
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("show and check, write nothing"))] = (
        False
    )
    encoding: EncodingOption = ""
    lang: LangOption = None
    ascii: AsciiOption = False
