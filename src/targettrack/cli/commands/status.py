"""targettrack status."""

from enum import StrEnum
from typing import Annotated

import typer

from ...vocabulary.language import _
from ...vocabulary.words import VERDICTS
from ..groups import Choice, Dates, Input, MethodOption, Output, Screen, option
from ..input import assessed, with_disagreement
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
        option(
            "--fail-on VERDICT", _("exit with 4 if a goal has that verdict; repeat it for several")
        ),
    ] = None,
    output: Output,
    input: Input,
    screen: Screen,
) -> None:
    from ...render.views.comparison import comparison_view
    from ...render.views.status import status_view

    result = assessed(input, screen, dates, choice, method)
    as_view = comparison_view if len(result.methods) > 1 else status_view
    print_table(
        with_disagreement(result), lambda ascii_only: [as_view(result, ascii_only)], output, screen
    )
    if {verdict.value for verdict in fail_on or ()} & set(result.table["verdict"]):
        raise typer.Exit(GATE)
