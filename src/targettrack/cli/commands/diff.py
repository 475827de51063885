"""targettrack diff."""

from ..groups import Choice, EncodingOption, Input, MethodOption, Output, Screen
from ..output import destination_of, print_table
from ..states import States, two_states


def diff(
    *,
    states: States,
    method: MethodOption = None,
    choice: Choice,
    output: Output,
    encoding: EncodingOption = "",
    screen: Screen,
) -> None:
    from ...assessment.diff.diff import changes
    from ...dataset.selection import select_changes
    from ...render.views.diff import changes_views

    destination = destination_of(output, *map(Input, {states.old, states.new}))
    before, after = two_states(states, encoding, screen)
    table = changes(before, after, method)
    table = select_changes([before, after], table, choice.indicator, choice.where or ())
    print_table(
        table,
        lambda ascii_only: changes_views(before, after, table, ascii_only),
        destination,
        screen,
    )
