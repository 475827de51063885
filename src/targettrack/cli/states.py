"""The two states of a dataset that are compared."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ..vocabulary.errors import DataError, Problem, UsageError
from ..vocabulary.language import _, activate
from .groups import Input, Screen, option
from .input import day_of, read, say_undated
from .outcomes import say_problems

if TYPE_CHECKING:
    from ..dataset.model import Dataset

Inspection = Callable[[], "tuple[Dataset | None, list[Problem]]"]


class States(NamedTuple):
    """Two folders, or two days, or a folder at one or two git revisions."""

    old: Annotated[str | None, typer.Argument(metavar="OLD", help=_("folder of the dataset"))] = (
        None
    )
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="NEW", help=_("the later state; else name two dates, or a git revision")
        ),
    ] = None
    known_on: Annotated[
        str | None, option("--known-on DATE", _("what was published or announced by that day …"))
    ] = None
    and_on: Annotated[str | None, option("--and-on DATE", _("… against what was by this one"))] = (
        None
    )
    git: Annotated[
        list[str] | None,
        option(
            "--git REVISION",
            _("a git revision against the files as they are; twice: against the second"),
        ),
    ] = None


def two_states(states: States, encoding: str, screen: Screen) -> "tuple[Dataset, Dataset]":
    """The earlier state and the later one. Raises UsageError where not exactly two are named."""
    dates = states.known_on, states.and_on
    dated = dates != (None, None)
    if (states.new is not None) + dated + bool(states.git) != 1:
        raise UsageError(
            _("name two folders, or two dates (--known-on, --and-on), or a revision (--git)")
        )
    if dated and None in dates:
        raise UsageError(_("--known-on and --and-on go together"))
    if len(states.git or ()) > 2:
        raise UsageError(_("--git can stand twice, no more"))
    if not dated:
        before, after = _read_all(_inspections(states, encoding), screen)
        return before, after
    from ..dataset.known import state_on, vintage

    days = day_of(states.known_on), day_of(states.and_on, "--and-on")
    data = read(Input(states.old, encoding=encoding), screen)
    say_undated(vintage(data, None, days[1])[1], screen)
    before, after = (state_on(data, day) for day in days if day is not None)
    return before, after


def _inspections(states: States, encoding: str) -> list[Inspection]:
    """How to inspect each state: folders, or one folder at revisions, the last as it is."""
    from pathlib import Path

    from ..dataset.folder import inspect, locate
    from ..dataset.git import inspect_revision

    def folder(path: str | None) -> "tuple[Dataset | None, list[Problem]]":
        return inspect(locate(path, None, None, None), encoding)

    if not states.git:
        return [partial(folder, states.old), partial(folder, states.new)]
    place = states.old or str(Path(locate(None, None, None, None)["targets"]).parent)
    then = [partial(inspect_revision, place, revision, encoding) for revision in states.git]
    return [then[0], then[1] if len(then) > 1 else partial(folder, place)]


def _read_all(inspections: Sequence[Inspection], screen: Screen) -> "list[Dataset]":
    """Every state; warnings are told, the errors of all of them raised together.

    From here on the language of the last is spoken, unless --lang names one.
    """
    read: list[Dataset] = []
    problems: list[Problem] = []
    for inspection in inspections:
        try:
            dataset, found = inspection()
        except DataError as error:
            dataset, found = None, error.problems
        problems += [each for each in found if each not in problems]  # one file may be both
        read += [dataset] if dataset is not None else []
    if read and read[-1].settings.language and screen.lang is None:
        activate(read[-1].settings.language)
    if len(read) < len(inspections) or any(problem.is_error for problem in problems):
        raise DataError(problems)
    say_problems(problems, screen.ascii)
    return read
