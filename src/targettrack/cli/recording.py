"""A row recorded: an option for each of its cells; planned and shown, then written."""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

import typer

from ..vocabulary.columns import TABLES
from ..vocabulary.errors import DataError
from ..vocabulary.language import _
from .groups import AsciiOption, DatasetArgument, EncodingOption, LangOption, option
from .input import speak_as_set
from .outcomes import PROBLEMS, say, say_problems


def _cell(table: str, column: str) -> Any:
    meaning = next(_(field.meaning) for field in TABLES[table] if field.name == column)
    return option(f"--{column.replace('_', '-')} CELL", meaning)


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
        option(
            "--where -w COLUMN=CELL",
            _("the cell of a dimension, or of any other column; repeat it for several"),
        ),
    ] = None
    new: Annotated[
        bool, option("--new", _("allow an indicator, or a part of one, not known yet"))
    ] = False
    dry_run: Annotated[bool, option("--dry-run", _("show and check, write nothing"))] = False
    encoding: EncodingOption = ""
    lang: LangOption = None
    ascii: AsciiOption = False


def record_row(table: str, cells: Mapping[str, str], recording: Recording) -> None:
    """Plan a row and show it, then write it, unless it is there already or only to be shown."""
    from ..dataset.folder import locate
    from ..intake.plan import carry_out, plan
    from ..intake.row import Row, with_columns
    from ..render.views.record import line_added, outcome
    from ..render.writers.safe_text import to_ascii
    from ..render.writers.streams import is_ascii, text_to

    paths = locate(recording.dataset, None, None, None)
    speak_as_set(paths, recording.lang)
    row = Row(table, with_columns(cells, recording.where or ()), recording.new)
    try:
        planned = plan(paths, row, recording.encoding)
    except DataError as error:
        say_problems(error.problems, recording.ascii)
        say(_("nothing is written"), recording.ascii)
        raise typer.Exit(PROBLEMS) from None
    if planned.same is None:
        with text_to("") as stream:
            for line in line_added(planned):
                plain = recording.ascii or is_ascii(stream)
                stream.write((to_ascii(line) if plain else line) + "\n")
        say_problems(planned.problems, recording.ascii)
        if not recording.dry_run:
            planned = carry_out(paths, row, recording.encoding, planned)
    for line in outcome(planned, recording.dry_run):
        say(line, recording.ascii)
