"""targettrack status."""

from enum import StrEnum
from typing import Annotated

import typer

from ...vocabulary.language import _
from ...vocabulary.words import VERDICTS
from ..groups import Choice, Dates, Input, Output, Screen
from ..input import assessed, read_goals
from ..options import MethodOption
from ..outcomes import GATE
from ..output import print_table

Verdict = StrEnum("Verdict", {word: word for word in VERDICTS})  # type: ignore[misc]


def status(
    *,
    method: MethodOption = None,
    dates: Dates,
    choice: Choice,
    fail_on: Annotated[
        list[Verdict] | None,
        typer.Option(
            "--fail-on",
            metavar="VERDICT",
            show_default=False,
            help=_("exit with 4 if a goal has that verdict; repeat it for several"),
        ),
    ] = None,
    output: Output,
    input: Input,
    screen: Screen,
) -> None:
    from ...render.views.comparison import comparison_view
    from ...render.views.status import status_view

    data, day = read_goals(input, screen, dates, choice)
    table = assessed(data, method, dates.as_of, day)
    view = comparison_view if "disagree" in table else status_view
    print_table(table, lambda ascii_only: [view(data, table, ascii_only)], output, screen)
    if {verdict.value for verdict in fail_on or ()} & set(table["verdict"]):
        raise typer.Exit(GATE)
