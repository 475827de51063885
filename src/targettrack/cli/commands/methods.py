"""targettrack methods."""

from typing import Annotated

import typer

from ...render.formats import format_at
from ...vocabulary.language import _
from ..groups import PathOption, Screen, option
from ..output import print_views


def methods(
    *,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help=_("a yardstick to print in full"))
    ] = None,
    columns: Annotated[
        bool, option("--columns", _("the meaning of every column of the tables"))
    ] = False,
    path: PathOption = "",
    screen: Screen,
) -> None:
    from ...methods import method_named
    from ...render.views.methods import columns_views, method_views, methods_view

    form = format_at(path, endings=(".txt", ".md"))
    views = (
        columns_views()
        if columns
        else method_views(method_named(name))
        if name
        else [methods_view()]
    )
    print_views(lambda _ascii_only: views, form, path, screen)
