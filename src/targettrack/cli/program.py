"""The command line: arguments and exit codes, nothing else.

Exit codes: 0 done; 1 internal error; 2 usage; 3 the data has problems; 4 a --fail-on gate
tripped; 130 interrupted.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .. import __version__
from ..vocabulary.errors import DataError, UsageError, WriteError
from ..vocabulary.language import _, activate, active, cause
from .options import (
    ActualsOption,
    AggregateCell,
    AnnouncedCell,
    AsciiOption,
    AsOfOption,
    BaseValueCell,
    BaseYearCell,
    BaseYearOption,
    CellsOption,
    ColourOption,
    DatasetArgument,
    DryRunOption,
    EncodingOption,
    ForceCell,
    Format,
    FormatOption,
    GrowthCell,
    IndicatorOption,
    IndicatorsOption,
    KnownOnOption,
    LangOption,
    MeasureCell,
    MethodOption,
    NewOption,
    NoteCell,
    OutputOption,
    PublishedCell,
    QuoteCell,
    RawOption,
    RecordedIndicator,
    SourceCell,
    StatusCell,
    TargetsOption,
    ToleranceCell,
    UnitCell,
    UpperCell,
    VariantCell,
    Verdict,
    WhereOption,
)
from .usage import Command, FiguresCommand, Group, in_words

if TYPE_CHECKING:
    import pandas as pd

    from ..assessment.assess import Assessment
    from ..dataset.model import Dataset
    from ..render.view import View
    from ..vocabulary.errors import Problem

INTERNAL, USAGE, PROBLEMS, GATE, INTERRUPTED = 1, 2, 3, 4, 130

app = typer.Typer(
    name="targettrack",
    help=_(
        "Hold stated goals against what happened: where each goal stands, and the growth it "
        "still requires."
    ),
    epilog=_(
        "A dataset is a folder with targets.csv and actuals.csv; without one named it is "
        "data/, else the current folder."
    ),
    cls=Group,
    rich_markup_mode=None,  # help in colour would cost more time than the rest of the start
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> None:
    """Run the program and exit with its code."""
    _open_streams()
    try:
        with outcomes():
            code = app(prog_name="targettrack", standalone_mode=False)
    except typer.Exit as finished:
        code = finished.exit_code
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        _say(_("error: {message}").format(message=in_words(error.format_message())))
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "targettrack"
        _say(_("see: {command} --help").format(command=command))
        code = USAGE
    sys.exit(code)


def _open_streams() -> None:
    """Make the standard streams fit to write to: there, and never failing over a character."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        getattr(sys, name).reconfigure(errors="backslashreplace")


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=_("print the version"))] = False,
    lang: LangOption = None,
) -> None:
    if version:
        typer.echo(f"targettrack {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@contextmanager
def outcomes(ascii_only: bool = False) -> Iterator[None]:
    """Turn what a command raises into messages on stderr and an exit code."""
    code = 0
    try:
        yield
    except UsageError as error:
        _say(_("error: {message}").format(message=error), ascii_only)
        code = USAGE
    except WriteError as error:
        _say(_("error: {message}").format(message=error), ascii_only)
        code = INTERNAL
    except DataError as error:
        _tell(error.problems, ascii_only)
        code = PROBLEMS
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:
        from ..render.writers.streams import hush

        if not isinstance(error, BrokenPipeError):
            _say(_("error: {message}").format(message=cause(error)), ascii_only)
            code = INTERNAL
        hush(sys.stdout)
    if code:
        raise typer.Exit(code)


def _say(message: str, ascii_only: bool = False) -> None:
    from ..render.writers.safe_text import safe, to_ascii
    from ..render.writers.streams import is_ascii

    plain = ascii_only or is_ascii(sys.stderr)
    print(to_ascii(safe(message)) if plain else safe(message), file=sys.stderr)


def _tell(problems: "Sequence[Problem]", ascii_only: bool = False) -> None:
    from ..render.views import problems as rendering
    from ..render.writers.streams import is_ascii

    rendering.write(problems, sys.stderr, ascii_only=ascii_only or is_ascii(sys.stderr))


def _read(
    folder: str | None,
    targets: str | None,
    actuals: str | None,
    indicators: str | None,
    encoding: str,
    ascii_only: bool,
    lang: object,
    base_year: int | None,
) -> "Dataset":
    """The dataset a command names; warnings are told, errors raised.

    From here on its own language is spoken, unless `lang` names one; `base_year` stands for that
    of its settings where one is given.
    """
    from dataclasses import replace

    from ..dataset.folder import inspect, locate

    dataset, problems = inspect(locate(folder, targets, actuals, indicators), encoding)
    if dataset is not None and dataset.settings.language and lang is None:
        activate(dataset.settings.language)
    if dataset is None or any(problem.is_error for problem in problems):
        raise DataError(problems)
    _tell(problems, ascii_only)
    if base_year is not None:
        settings = replace(dataset.settings, base_year=_year(base_year))
        dataset = replace(dataset, settings=settings)
    return dataset


@app.command(cls=Command, help=_("Where every goal stands, a row a goal."))
def status(
    dataset: DatasetArgument = None,
    method: MethodOption = None,
    base_year: BaseYearOption = None,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    indicator: IndicatorOption = None,
    where: WhereOption = None,
    fail_on: Annotated[
        list[Verdict] | None,
        typer.Option(
            "--fail-on",
            metavar="VERDICT",
            show_default=False,
            help=_("exit with 4 if a goal has that verdict; repeat it for several"),
        ),
    ] = None,
    format: FormatOption = Format.table,
    output: OutputOption = "",
    raw: RawOption = False,
    targets: TargetsOption = None,
    actuals: ActualsOption = None,
    indicators: IndicatorsOption = None,
    encoding: EncodingOption = "",
    lang: LangOption = None,
    no_color: ColourOption = False,
    ascii: AsciiOption = False,
) -> None:
    with outcomes(ascii):
        from ..render.views.comparison import comparison_view
        from ..render.views.status import status_view

        data = _read(dataset, targets, actuals, indicators, encoding, ascii, lang, base_year)
        day = _day(known_on)
        assessed = _assessed(_selected(data, indicator, where), method, as_of, day)
        table = _with_disagreement(assessed)
        view = comparison_view if len(assessed.methods) > 1 else status_view
        _print(
            table,
            lambda plain: [view(assessed, plain)],
            format,
            output,
            raw,
            no_color,
            ascii,
        )
        tripped = {verdict.value for verdict in fail_on or ()} & set(table["verdict"])
        if tripped:
            raise typer.Exit(GATE)


@app.command(cls=Command, help=_("What goals require by a year, and where growth leads."))
def project(
    dataset: DatasetArgument = None,
    year: Annotated[
        int, typer.Option("--year", "-y", metavar="YEAR", help=_("year to look at"))
    ] = ...,  # type: ignore[assignment]
    path: Annotated[bool, typer.Option("--path", help=_("every year up to it"))] = False,
    growth: Annotated[
        str | None,
        typer.Option(
            "--growth",
            metavar="PERCENT",
            show_default=False,
            help=_("what if growth were that a year, as in 12%"),
        ),
    ] = None,
    base_year: BaseYearOption = None,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    indicator: IndicatorOption = None,
    where: WhereOption = None,
    format: FormatOption = Format.table,
    output: OutputOption = "",
    raw: RawOption = False,
    targets: TargetsOption = None,
    actuals: ActualsOption = None,
    indicators: IndicatorsOption = None,
    encoding: EncodingOption = "",
    lang: LangOption = None,
    no_color: ColourOption = False,
    ascii: AsciiOption = False,
) -> None:
    with outcomes(ascii):
        from ..assessment.in_force import in_force
        from ..assessment.project import projection
        from ..dataset.selection import matching
        from ..render.views.project import projection_view

        data = _read(dataset, targets, actuals, indicators, encoding, ascii, lang, base_year)
        day = _day(known_on)
        then = in_force(data, _year(as_of), day)
        _tell_undated(then.undated)
        whole = projection(*then, year=year, path=path, what_if=_percent(growth))
        chosen = matching(data, whole.table, indicator, where or ())
        if not chosen.any() and (indicator or where):
            raise UsageError(_("no series matches what --indicator and --where ask for"))
        shown = whole.rows(chosen)
        _print(
            shown.table,
            lambda plain: [projection_view(shown)],
            format,
            output,
            raw,
            no_color,
            ascii,
        )


@app.command(
    cls=Command,
    help=_("One indicator in full, each figure with its working."),
)
def show(
    indicator: Annotated[
        str, typer.Argument(metavar="INDICATOR", help=_("identifier or name of the indicator"))
    ],
    dataset: DatasetArgument = None,
    method: MethodOption = None,
    base_year: BaseYearOption = None,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    where: WhereOption = None,
    format: FormatOption = Format.table,
    output: OutputOption = "",
    raw: RawOption = False,
    targets: TargetsOption = None,
    actuals: ActualsOption = None,
    indicators: IndicatorsOption = None,
    encoding: EncodingOption = "",
    lang: LangOption = None,
    no_color: ColourOption = False,
    ascii: AsciiOption = False,
) -> None:
    with outcomes(ascii):
        from ..assessment.project import projection
        from ..dataset.names import find_indicator
        from ..dataset.selection import select_goals
        from ..render.views.show import show_views

        data = _read(dataset, targets, actuals, indicators, encoding, ascii, lang, base_year)
        name = find_indicator(data, indicator)
        day = _day(known_on)
        data = select_goals(data, _literal(name), where or ())
        assessed = _assessed(data, method, as_of, day)
        farthest = int(assessed.table["target_year"].max())
        ahead = projection(
            assessed.dataset, assessed.standing, assessed.undated, year=farthest, path=True
        )
        _print(
            _with_disagreement(assessed),
            lambda plain: show_views(assessed, ahead, name, plain),
            format,
            output,
            raw,
            no_color,
            ascii,
        )


@app.command(
    cls=Command,
    help=_("What each method would have said in past years, and how often it was right."),
)
def backtest(
    dataset: DatasetArgument = None,
    each: Annotated[
        bool, typer.Option("--each", help=_("every goal in every year, instead of the scores"))
    ] = False,
    method: MethodOption = None,
    base_year: BaseYearOption = None,
    indicator: IndicatorOption = None,
    where: WhereOption = None,
    format: FormatOption = Format.table,
    output: OutputOption = "",
    raw: RawOption = False,
    targets: TargetsOption = None,
    actuals: ActualsOption = None,
    indicators: IndicatorsOption = None,
    encoding: EncodingOption = "",
    lang: LangOption = None,
    no_color: ColourOption = False,
    ascii: AsciiOption = False,
) -> None:
    with outcomes(ascii):
        from ..assessment.backtest import backtest as score
        from ..assessment.backtest import judgements
        from ..render.views.backtest import backtest_views, judgements_view

        data = _read(dataset, targets, actuals, indicators, encoding, ascii, lang, base_year)
        data = _selected(data, indicator, where)
        table = judgements(data, method) if each else score(data, method)
        _print(
            table,
            lambda plain: [judgements_view(data, table, plain)] if each else backtest_views(table),
            format,
            output,
            raw,
            no_color,
            ascii,
        )


@app.command(
    cls=Command,
    help=_(
        "What changed between two states of a dataset: actuals, goals, verdicts. "
        "Exits with 0 whether or not anything did."
    ),
)
def diff(
    old: Annotated[
        str | None,
        typer.Argument(metavar="OLD", show_default=False, help=_("folder of the dataset")),
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="NEW",
            show_default=False,
            help=_("the later state; else name two dates, or a git revision"),
        ),
    ] = None,
    known_on: Annotated[
        str | None,
        typer.Option(
            "--known-on", metavar="DATE", help=_("what was published or announced by that day …")
        ),
    ] = None,
    and_on: Annotated[
        str | None,
        typer.Option("--and-on", metavar="DATE", help=_("… against what was by this one")),
    ] = None,
    git: Annotated[
        list[str] | None,
        typer.Option(
            "--git",
            metavar="REVISION",
            show_default=False,
            help=_("a git revision against the files as they are; twice: against the second"),
        ),
    ] = None,
    method: MethodOption = None,
    indicator: IndicatorOption = None,
    where: WhereOption = None,
    format: FormatOption = Format.table,
    output: OutputOption = "",
    raw: RawOption = False,
    encoding: EncodingOption = "",
    lang: LangOption = None,
    no_color: ColourOption = False,
    ascii: AsciiOption = False,
) -> None:
    with outcomes(ascii):
        from ..assessment.diff.diff import changes
        from ..dataset.selection import select_changes
        from ..render.views.diff import changes_views

        before, after = _states(old, new, known_on, and_on, git or (), encoding, ascii, lang)
        table = changes(before, after, method)
        table = select_changes([before, after], table, indicator, where or ())
        _print(
            table,
            lambda plain: changes_views(before, after, table, plain),
            format,
            output,
            raw,
            no_color,
            ascii,
        )


@app.command(cls=Command, help=_("Every problem of the data; silent if there is none."))
def check(
    dataset: DatasetArgument = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="CHECK", show_default=False, help=_("run that check of figures alone")
        ),
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option("--skip", metavar="CHECK", show_default=False, help=_("leave that check out")),
    ] = None,
    strict: Annotated[
        list[str] | None,
        typer.Option(
            "--strict",
            metavar="CHECK",
            show_default=False,
            help=_("count its findings as errors; all for every check"),
        ),
    ] = None,
    output: OutputOption = "",
    targets: TargetsOption = None,
    actuals: ActualsOption = None,
    indicators: IndicatorsOption = None,
    encoding: EncodingOption = "",
    lang: LangOption = None,
    no_color: ColourOption = False,
    ascii: AsciiOption = False,
) -> None:
    with outcomes(ascii):
        from ..assessment.audit import audit, chosen_audits
        from ..dataset.folder import inspect, locate
        from ..render.views import problems as rendering
        from ..render.writers.streams import is_ascii, text_to
        from ..vocabulary.problems import RULES

        names = chosen_audits(only or (), skip or ())
        grave = _strict(strict or ())
        try:
            data, found = inspect(locate(dataset, targets, actuals, indicators), encoding)
            if data is not None and not any(problem.is_error for problem in found):
                found = [*found, *audit(data, names)]
        except DataError as error:
            found = error.problems
        with text_to(output) as stream:
            rendering.write(found, stream, ascii_only=ascii or is_ascii(stream))
        if any(problem.is_error or RULES.get(problem.code) in grave for problem in found):
            raise typer.Exit(PROBLEMS)


@app.command(
    cls=FiguresCommand, help=_("Add one actual to actuals.csv, checked before it is written.")
)
def record(
    indicator: RecordedIndicator,
    year: Annotated[
        str, typer.Argument(metavar="YEAR", help=_("year of the observation, as in 2025"))
    ],
    value: Annotated[
        str,
        typer.Argument(metavar="VALUE", help=_("the observation as it is to stand; - for a blank")),
    ],
    dataset: DatasetArgument = None,
    growth: GrowthCell = "",
    published: PublishedCell = "",
    source: SourceCell = "",
    status: StatusCell = "",
    unit: UnitCell = "",
    note: NoteCell = "",
    quote: QuoteCell = "",
    where: CellsOption = None,
    new: NewOption = False,
    dry_run: DryRunOption = False,
    encoding: EncodingOption = "",
    lang: LangOption = None,
    ascii: AsciiOption = False,
) -> None:
    with outcomes(ascii):
        cells = {
            "indicator": indicator, "year": year, "value": "" if value == "-" else value,
            "growth": growth, "published": published, "source": source, "status": status,
            "unit": unit, "note": note, "quote": quote,
        }  # fmt: skip
        _record("actuals", cells, dataset, where, new, dry_run, encoding, lang, ascii)


@app.command(
    cls=FiguresCommand, help=_("Add one goal to targets.csv, checked before it is written.")
)
def goal(
    indicator: RecordedIndicator,
    year: Annotated[str, typer.Argument(metavar="YEAR", help=_("deadline"))],
    comparator: Annotated[
        str,
        typer.Argument(
            metavar="COMPARATOR", help=_("what is demanded, as in '>=', 'at least' or 超过")
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE", show_default=False, help=_("the number; left out for up and down")
        ),
    ] = "",
    dataset: DatasetArgument = None,
    upper: UpperCell = "",
    tolerance: ToleranceCell = "",
    measure: MeasureCell = "",
    aggregate: AggregateCell = "",
    base_year: BaseYearCell = "",
    base_value: BaseValueCell = "",
    variant: VariantCell = "",
    announced: AnnouncedCell = "",
    source: SourceCell = "",
    unit: UnitCell = "",
    quote: QuoteCell = "",
    note: NoteCell = "",
    force: ForceCell = "",
    where: CellsOption = None,
    new: NewOption = False,
    dry_run: DryRunOption = False,
    encoding: EncodingOption = "",
    lang: LangOption = None,
    ascii: AsciiOption = False,
) -> None:
    with outcomes(ascii):
        from ..intake.row import is_direction

        if dataset is None and is_direction(comparator) and os.path.isdir(value):
            value, dataset = "", value
        cells = {
            "indicator": indicator, "year": year, "comparator": comparator,
            "value": "" if value == "-" else value, "upper": upper, "tolerance": tolerance,
            "measure": measure, "aggregate": aggregate, "base_year": base_year,
            "base_value": base_value, "variant": variant, "announced": announced,
            "source": source, "unit": unit, "quote": quote, "note": note, "force": force,
        }  # fmt: skip
        _record("targets", cells, dataset, where, new, dry_run, encoding, lang, ascii)


def _record(
    table: str,
    cells: dict[str, str],
    folder: str | None,
    where: Sequence[str] | None,
    new: bool,
    dry_run: bool,
    encoding: str,
    lang: object,
    ascii_only: bool,
) -> None:
    """Plan a row and show it, then write it, unless it is there already or only to be shown."""
    from ..dataset.folder import locate
    from ..dataset.settings import read_settings
    from ..intake.plan import plan
    from ..intake.row import Row, with_columns
    from ..intake.write import carry_out
    from ..render.views.record import line_added, outcome
    from ..render.writers.safe_text import to_ascii
    from ..render.writers.streams import is_ascii, text_to

    paths = locate(folder, None, None, None)
    if lang is None and "settings" in paths:
        activate(read_settings(paths["settings"])[0].language or active())
    row = Row(table, with_columns(cells, where or ()), new)
    try:
        planned = plan(paths, row, encoding)
    except DataError as error:
        _tell(error.problems, ascii_only)
        _say(_("nothing is written"), ascii_only)
        raise typer.Exit(PROBLEMS) from None
    if planned.same is None:
        with text_to("") as stream:
            for line in line_added(planned):
                plain = ascii_only or is_ascii(stream)
                stream.write((to_ascii(line) if plain else line) + "\n")
        _tell(planned.problems, ascii_only)
        if not dry_run:
            planned = carry_out(paths, row, encoding, planned)
    for line in outcome(planned, dry_run):
        _say(line, ascii_only)


@app.command(cls=Command, help=_("Write the full assessment to a file for a report."))
def export(
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=_("file to write: .csv .json .md .xlsx or .parquet"),
        ),
    ],
    dataset: DatasetArgument = None,
    method: MethodOption = None,
    base_year: BaseYearOption = None,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    indicator: IndicatorOption = None,
    where: WhereOption = None,
    raw: RawOption = False,
    targets: TargetsOption = None,
    actuals: ActualsOption = None,
    indicators: IndicatorsOption = None,
    encoding: EncodingOption = "",
    lang: LangOption = None,
    no_color: ColourOption = False,
    ascii: AsciiOption = False,
) -> None:
    with outcomes(ascii):
        from ..render.formats import write_table, writer_for

        write = writer_for(output)  # a wrong ending is told before the work is done
        data = _read(dataset, targets, actuals, indicators, encoding, ascii, lang, base_year)
        day = _day(known_on)
        assessed = _assessed(_selected(data, indicator, where), method, as_of, day)
        write_table(_with_disagreement(assessed), output, write, raw)


@app.command(cls=Command, help=_("The yardsticks, with formula, labels and citation."))
def methods(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", show_default=False, help=_("a yardstick to print in full")),
    ] = None,
    columns: Annotated[
        bool, typer.Option("--columns", help=_("the meaning of every column of the tables"))
    ] = False,
    output: OutputOption = "",
    lang: LangOption = None,
    no_color: ColourOption = False,
    ascii: AsciiOption = False,
) -> None:
    with outcomes(ascii):
        from ..methods import find
        from ..render.views.methods import columns_views, method_views, methods_view

        views = (
            columns_views() if columns else method_views(find(name)) if name else [methods_view()]
        )
        _draw(list(views), Format.table, output, no_color, ascii)


@app.command(cls=Command, help=_("Write a starter dataset that works at once."))
def init(
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help=_("folder to write it into"))
    ] = "data",
    lang: LangOption = None,
) -> None:
    with outcomes():
        from ..dataset.starter import write_starter

        for path in write_starter(folder):
            _say(_("written: {path}").format(path=path))
        _say(_("look at it with: targettrack status {folder}").format(folder=folder))


def _strict(asked: Sequence[str]) -> list[str]:
    """The checks whose findings count as errors."""
    from ..assessment.audit import chosen_audits

    return chosen_audits([name for name in asked if name != "all"], ()) if asked else []


def _states(
    old: str | None,
    new: str | None,
    known_on: str | None,
    and_on: str | None,
    git: Sequence[str],
    encoding: str,
    ascii_only: bool,
    lang: object,
) -> "tuple[Dataset, Dataset]":
    """The two states that `diff` is asked for. Raises UsageError where they are not two."""
    dated = known_on is not None or and_on is not None
    if (new is not None) + dated + bool(git) != 1:
        raise UsageError(
            _("name two folders, or two dates (--known-on, --and-on), or a revision (--git)")
        )
    if dated and (known_on is None or and_on is None):
        raise UsageError(_("--known-on and --and-on go together"))
    if len(git) > 2:
        raise UsageError(_("--git can stand twice, no more"))
    if not dated:
        before, after = _read_all(_sought(old, new, git, encoding), ascii_only, lang)
        return before, after
    from ..dataset.known import state_on

    days = _day(known_on), _day(and_on, "--and-on")
    data = _read(old, None, None, None, encoding, ascii_only, lang, None)
    from ..dataset.known import vintage

    _tell_undated(vintage(data, None, days[1])[1])
    before, after = (state_on(data, day) for day in days if day is not None)
    return before, after


def _sought(
    old: str | None, new: str | None, git: Sequence[str], encoding: str
) -> "list[Callable[[], tuple[Dataset | None, list[Problem]]]]":
    """How to inspect each of two states: folders, or one folder at revisions, the last as it is."""
    from pathlib import Path

    from ..dataset.folder import inspect, locate
    from ..dataset.git import inspect_revision

    def folder(path: str | None) -> "tuple[Dataset | None, list[Problem]]":
        return inspect(locate(path, None, None, None), encoding)

    if not git:
        return [partial(folder, old), partial(folder, new)]
    place = old or str(Path(locate(None, None, None, None)["targets"]).parent)
    then = [partial(inspect_revision, place, revision, encoding) for revision in git]
    return [then[0], then[1] if len(then) > 1 else partial(folder, place)]


def _read_all(
    states: "Sequence[Callable[[], tuple[Dataset | None, list[Problem]]]]",
    ascii_only: bool,
    lang: object,
) -> "list[Dataset]":
    """Every state; warnings are told, the errors of all of them raised together.

    From here on the language of the last is spoken, unless `lang` names one.
    """
    read: list[Dataset] = []
    problems: list[Problem] = []
    for inspected in states:
        try:
            dataset, found = inspected()
        except DataError as error:
            dataset, found = None, error.problems
        problems += found
        read += [dataset] if dataset is not None else []
    if read and read[-1].settings.language and lang is None:
        activate(read[-1].settings.language)
    if len(read) < len(states) or any(problem.is_error for problem in problems):
        raise DataError(problems)
    _tell(problems, ascii_only)
    return read


def _selected(data: "Dataset", indicator: str | None, where: Sequence[str] | None) -> "Dataset":
    from ..dataset.selection import select_goals

    return select_goals(data, indicator, where or ())


def _literal(name: str) -> str:
    """A name as a pattern that matches it alone."""
    import glob

    return glob.escape(name)


def _assessed(
    data: "Dataset", methods: Sequence[str] | None, as_of: int | None, day: "pd.Timestamp | None"
) -> "Assessment":
    """The assessment; tells how many rows are left out for want of a date."""
    from ..assessment.assess import assessment

    assessed = assessment(data, methods, _year(as_of), day)
    _tell_undated(assessed.undated)
    return assessed


def _with_disagreement(assessed: "Assessment") -> "pd.DataFrame":
    """The table; by several methods with a column more, where they disagree."""
    table = assessed.table
    if len(assessed.methods) > 1:
        table = table.assign(disagree=assessed.disagree.repeat(len(assessed.methods)))
    return table


def _day(asked: str | None, option: str = "--known-on") -> "pd.Timestamp | None":
    """The date that an option names. Raises UsageError where it names none."""
    if asked is None:
        return None
    import pandas as pd

    from ..vocabulary.quantities import Refused, date

    try:
        return pd.Timestamp(date(asked))
    except Refused:
        raise UsageError(
            _('--known-on "{asked}" is not a date; write it as 2024-02-27')
            .replace("--known-on", option)
            .format(asked=asked)
        ) from None


def _tell_undated(undated: int) -> None:
    if undated:
        _say(
            _("rows left out for want of a date (published, announced): {count}").format(
                count=undated
            )
        )


def _year(asked: int | None) -> int | None:
    """A year as it was asked for. Raises UsageError where it is none."""
    from ..vocabulary.quantities import is_year

    if asked is not None and not is_year(asked):
        raise UsageError(_("{year} is not a year between 1000 and 2999").format(year=asked))
    return asked


def _percent(asked: str | None) -> float | None:
    """12% as 0.12. Raises UsageError for anything that is not so written."""
    if asked is None:
        return None
    from ..vocabulary.quantities import Refused, number

    try:
        value, unit = number(asked)
    except Refused:
        unit = ""
    if unit != "%":
        raise UsageError(
            _('--growth "{asked}" is not a percentage; write it as 12%').format(asked=asked)
        )
    if value < -100:
        raise UsageError(_('--growth "{asked}" is a loss of more than all').format(asked=asked))
    return float(value) / 100


def _print(
    table: "pd.DataFrame",
    views: Callable[[bool], Any],
    format: Format,
    output: str,
    raw: bool,
    no_color: bool,
    ascii_only: bool,
) -> None:
    """A table in the format asked for: machine formats whole, the others as their views."""
    if format in (Format.csv, Format.json):
        from ..render.formats import WRITERS, write_table

        write_table(table, output or "-", WRITERS[format.value], raw)
    else:
        from ..render.writers.streams import is_ascii, is_standard_output

        plain = ascii_only or (is_standard_output(output) and is_ascii(sys.stdout))
        _draw(list(views(plain)), format, output, no_color, plain)


def _draw(
    views: "Sequence[View]", format: Format, output: str, no_color: bool, ascii_only: bool
) -> None:
    from ..render.writers import markdown, terminal
    from ..render.writers.streams import has_colour, is_ascii, is_standard_output, text_to, width

    with text_to(output) as stream:
        plain = ascii_only or (is_standard_output(output) and is_ascii(stream))
        colour = has_colour(stream, not no_color)
        for place, view in enumerate(views):
            if place:
                stream.write("\n")
            if format is Format.md:
                markdown.write(view, stream, ascii_only=plain)
            elif format is Format.plain:
                terminal.write_plain(view, stream, ascii_only=plain)
            else:
                terminal.write(view, stream, width=width(stream), colour=colour, ascii_only=plain)
