"""targettrack goal."""

import os
from typing import Annotated

import typer

from ...vocabulary.language import _
from ..recording import GoalCells, IndicatorArgument, Recording, record_row


def goal(
    *,
    indicator: IndicatorArgument,
    year: Annotated[str, typer.Argument(metavar="YEAR", help=_("deadline"))],
    comparator: Annotated[
        str,
        typer.Argument(
            metavar="COMPARATOR", help=_("what is demanded, as in '>=', 'at least' or 超过")
        ),
    ],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help=_("the number; left out for up and down"))
    ] = "",
    cells: GoalCells,
    recording: Recording,
) -> None:
    from ...intake.row import is_direction

    if recording.dataset is None and is_direction(comparator) and os.path.isdir(value):
        value, recording = "", recording._replace(dataset=value)
    stated = {
        "indicator": indicator,
        "year": year,
        "comparator": comparator,
        "value": "" if value == "-" else value,
    }
    record_row("targets", stated | cells._asdict(), recording)
