"""targettrack project."""

from typing import Annotated

from ...vocabulary.errors import UsageError
from ...vocabulary.language import _
from ..groups import Choice, Dates, Input, Output, Screen, option
from ..input import checked_year, day_of, read, say_undated
from ..output import destination_of, print_table


def project(
    *,
    year: Annotated[int, option("--year -y YEAR", _("year to look at"))],
    every_year: Annotated[bool, option("--path", _("every year up to it"))] = False,
    growth: Annotated[
        str | None, option("--growth PERCENT", _("what if growth were that a year, as in 12%"))
    ] = None,
    dates: Dates,
    choice: Choice,
    output: Output,
    input: Input,
    screen: Screen,
) -> None:
    from ...assessment.project import projection
    from ...dataset.selection import matching
    from ...goals.standing import in_force
    from ...render.views.project import projection_view

    destination = destination_of(output, input)
    data = read(input, screen, dates.base_year)
    then = in_force(data, checked_year(dates.as_of), day_of(dates.known_on))
    say_undated(then.undated, screen)
    whole = projection(*then, year=year, path=every_year, what_if=_growth_of(growth))
    chosen = matching(data, whole.table, choice.indicator, choice.where or ())
    if not chosen.any() and (choice.indicator or choice.where):
        raise UsageError(_("no series matches what --indicator and --where ask for"))
    shown = whole.rows(chosen)
    print_table(shown.table, lambda _ascii_only: [projection_view(shown)], destination, screen)


def _growth_of(percentage: str | None) -> float | None:
    """12% as 0.12. Raises UsageError for anything that is not so written."""
    if percentage is None:
        return None
    from ...vocabulary.quantities import Refused, number

    try:
        value, unit = number(percentage)
    except Refused:
        unit = ""
    if unit != "%":
        raise UsageError(
            _('--growth "{asked}" is not a percentage; write it as 12%').format(asked=percentage)
        )
    if value < -100:
        raise UsageError(
            _('--growth "{asked}" is a loss of more than all').format(asked=percentage)
        )
    return float(value) / 100
