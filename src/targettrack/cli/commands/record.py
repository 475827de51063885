"""targettrack record."""

from typing import Annotated

import typer

from ...vocabulary.language import _
from ..recording import ActualCells, IndicatorArgument, Recording, record_row


def record(
    *,
    indicator: IndicatorArgument,
    year: Annotated[
        str, typer.Argument(metavar="YEAR", help=_("year of the observation, as in 2025"))
    ],
    value: Annotated[
        str,
        typer.Argument(metavar="VALUE", help=_("the observation as it is to stand; - for a blank")),
    ],
    cells: ActualCells,
    recording: Recording,
) -> None:
    stated = {"indicator": indicator, "year": year, "value": "" if value == "-" else value}
    record_row("actuals", stated | cells._asdict(), recording)
