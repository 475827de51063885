"""targettrack show."""

import glob
from typing import Annotated

import typer

from ...vocabulary.language import _
from ..groups import Dates, Input, Output, Screen
from ..input import assessed, day_of, in_force, read
from ..options import MethodOption, WhereOption
from ..output import print_table


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
    from ...assessment.project import project
    from ...assessment.workings import workings
    from ...dataset.selection import alone, find_indicator, select_goals
    from ...render.views.show import show_views

    data = read(input, screen, dates.base_year)
    name = find_indicator(data, indicator)
    day = day_of(dates.known_on)
    data = select_goals(data, glob.escape(name), where or ())
    data = in_force(data, dates.as_of, day, screen)
    table = assessed(data, method, dates.as_of, day)
    numbers = workings(data, list(table["method"].cat.categories), dates.as_of, day)
    last = int(table["target_year"].max())
    ahead = project(alone(data, name), last, True, None, dates.as_of, day)
    print_table(
        table,
        lambda ascii_only: show_views(data, name, table, numbers, ahead, ascii_only),
        output,
        screen,
    )
