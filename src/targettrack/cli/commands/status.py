"""targettrack status."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ...vocabulary.errors import UsageError
from ...vocabulary.language import _
from ..groups import Choice, Dates, Input, MethodOption, Output, Screen, option
from ..input import assessed, with_disagreement
from ..outcomes import GATE, say
from ..output import destination_of, print_table

if TYPE_CHECKING:
    from ...assessment.assess import Assessment

WORST_FIRST = ("missed", "reversing", "off-track", "at-risk")
GATES = (*WORST_FIRST, "no-data")
MOST_TRIPPED = 20  # verdicts named on standard error


def status(
    *,
    method: MethodOption = None,
    dates: Dates,
    choice: Choice,
    fail_on: Annotated[
        list[str] | None,
        option(
            "--fail-on VERDICT",
            _(
                "exit with 4 if a goal has that verdict or a worse one, in the order missed, "
                "reversing, off-track, at-risk; no-data counts only where it is named, as in "
                "at-risk,no-data"
            ),
            GATES,
        ),
    ] = None,
    output: Output,
    input: Input,
    screen: Screen,
) -> None:
    from ...render.views.comparison import assessment_view

    failing = _failing(fail_on or ())
    destination = destination_of(output, input)
    result = assessed(input, screen, dates, choice, method)
    print_table(
        with_disagreement(result),
        lambda ascii_only: [assessment_view(result, ascii_only)],
        destination,
        screen,
    )
    if tripped := _tripped(result, failing):
        say(
            _("verdicts that fail the run (--fail-on): {count}").format(count=len(tripped)),
            screen.ascii,
        )
        for line in tripped[:MOST_TRIPPED]:
            say(f"  {line}", screen.ascii)
        if len(tripped) > MOST_TRIPPED:
            more = _("{count} more").format(count=len(tripped) - MOST_TRIPPED)
            say(f"  {more}", screen.ascii)
        raise typer.Exit(GATE)


def _failing(named: Sequence[str]) -> set[str]:
    """The verdicts that fail a run: those named, with commas or one by one, and all worse ones.

    Raises UsageError for a word that is no gate.
    """
    words = [word.strip() for text in named for word in text.split(",")]
    for word in words:
        if word not in GATES:
            wrong = _("{value} is not one of {names}").format(
                value=f"'{word}'", names=", ".join(GATES)
            )
            raise UsageError(_("{name}: ").format(name="--fail-on") + wrong)
    mildest = max((WORST_FIRST.index(word) + 1 for word in words if word != "no-data"), default=0)
    return {*WORST_FIRST[:mildest], *words}


def _tripped(assessment: "Assessment", failing: set[str]) -> list[str]:
    """Indicator (with its dimensions), year and verdict of every row that has a failing verdict.

    By several methods, the method too.
    """
    from ...render.views.cells import year_cells

    table = assessment.table
    rows = table[table["verdict"].isin(failing)]
    series = rows[["indicator", *assessment.dataset.dimensions]].astype(object).fillna("")
    several = len(assessment.methods) > 1
    return [
        f"{', '.join(filter(None, names))} {year}: {verdict}" + (f" ({by})" if several else "")
        for names, year, verdict, by in zip(
            series.itertuples(index=False, name=None),
            year_cells(assessment.dataset, rows["target_year"]),
            rows["verdict"],
            rows["method"],
            strict=True,
        )
    ]
