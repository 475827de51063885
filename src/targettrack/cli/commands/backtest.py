"""targettrack backtest."""

from typing import Annotated

from ...vocabulary.language import _
from ..groups import BaseYearOption, Choice, Input, MethodOption, Output, Screen, option
from ..input import read
from ..output import destination_of, print_table


def backtest(
    *,
    each: Annotated[
        bool, option("--each", _("every goal in every year, instead of the scores"))
    ] = False,
    method: MethodOption = None,
    base_year: BaseYearOption = None,
    choice: Choice,
    output: Output,
    input: Input,
    screen: Screen,
) -> None:
    from ...assessment.backtest import backtest, judgements
    from ...dataset.selection import select_goals
    from ...render.views.backtest import backtest_views, judgements_view

    destination = destination_of(output, input)
    data = read(input, screen, base_year)
    data = select_goals(data, choice.indicator, choice.where or ())
    table = judgements(data, method) if each else backtest(data, method)
    print_table(
        table,
        lambda ascii_only: (
            [judgements_view(data, table, ascii_only)] if each else backtest_views(table)
        ),
        destination,
        screen,
    )
