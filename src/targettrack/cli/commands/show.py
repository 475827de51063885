"""targettrack show."""

import glob
from typing import Annotated

import typer

from ...vocabulary.language import _
from ..groups import Dates, Input, MethodOption, Output, Screen, WhereOption
from ..input import assessed_on, read, with_disagreement
from ..output import destination_of, print_table


def show(
    *,
    indicator: Annotated[
        str, typer.Argument(metavar="INDICATOR", help=_("identifier or name of the indicator"))
    ],
    method: MethodOption = None,
    dates: Dates,
    where: WhereOption = None,
    output: Output,
    input: Input,
    screen: Screen,
) -> None:
    from ...assessment.project import projection
    from ...dataset.names import find_indicator
    from ...dataset.selection import select_goals
    from ...render.views.show import show_views

    destination = destination_of(output, input)
    data = read(input, screen, dates.base_year)
    name = find_indicator(data, indicator)
    data = select_goals(data, glob.escape(name), where or ())
    result = assessed_on(data, screen, dates, method)
    last = int(result.standing.goals.year.max(initial=1000))  # of no goals: none is ahead
    ahead = projection(result.dataset, result.standing, result.undated, last, path=True)
    print_table(
        with_disagreement(result),
        lambda ascii_only: show_views(result, ahead, name, ascii_only),
        destination,
        screen,
    )
