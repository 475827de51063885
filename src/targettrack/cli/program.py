"""The program: its commands, and how it runs."""

import codecs
import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main

from .. import __version__
from ..render.writers.safe_text import sign_in_ascii
from ..vocabulary.language import _
from .groups import LangOption, option
from .outcomes import USAGE, outcomes, say
from .signature import with_groups
from .usage import Command, FiguresCommand, Group, in_words

_SETTINGS: Any = {
    "rich_markup_mode": None,  # help in colour would cost more time than the rest of the start
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}

# Every command, in the order of the help page: a file each in commands/ with a function of that
# name, a row each here. The file is read when its command is asked for.
COMMANDS: dict[str, tuple[type[Command], str]] = {
    "status": (Command, _("Where every goal stands, a row a goal.")),
    "project": (Command, _("What goals require by a year, and where growth leads.")),
    "show": (Command, _("One indicator in full, each figure with its working.")),
    "backtest": (
        Command,
        _("What each method would have said in past years, and how often it was right."),
    ),
    "diff": (
        Command,
        _(
            "What changed between two states of a dataset: actuals, goals, verdicts. "
            "Exits with 0 whether or not anything did."
        ),
    ),
    "check": (Command, _("Every problem of the data; silent if there is none.")),
    "record": (FiguresCommand, _("Add one actual to actuals.csv, checked before it is written.")),
    "goal": (FiguresCommand, _("Add one goal to targets.csv, checked before it is written.")),
    "export": (Command, _("Write the full assessment to a file for a report.")),
    "methods": (Command, _("The yardsticks, with formula, labels and citation.")),
    "init": (Command, _("Write a starter dataset that works at once.")),
}


class _Commands(Mapping[str, Any]):
    """The commands by name, each made once it is asked for: a start needs one of them."""

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __getitem__(self, name: str) -> Any:
        kind, meaning = COMMANDS[name]
        function = getattr(import_module(f".commands.{name}", __package__), name)
        alone = typer.Typer(add_completion=False, **_SETTINGS)
        alone.command(name, cls=kind, help=meaning)(with_groups(function))
        return typer.main.get_command(alone)


class _Program(Group):
    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.commands = _Commands()  # type: ignore[assignment]  # nothing is ever added
        self.meanings = {name: meaning for name, (_kind, meaning) in COMMANDS.items()}


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
    cls=_Program,
    **_SETTINGS,
)


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, option("--version", _("print the version"))] = False,
    lang: LangOption = None,
) -> None:
    if version:
        typer.echo(f"targettrack {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


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
        say(_("error: {message}").format(message=in_words(error.format_message())))
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "targettrack"
        say(_("see: {command} --help").format(command=command))
        code = USAGE
    sys.exit(code)


def _open_streams() -> None:
    """Make the standard streams fit to write to: there, and never failing over a character."""
    codecs.register_error("signs", sign_in_ascii)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        getattr(sys, name).reconfigure(errors="signs")
