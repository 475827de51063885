"""targettrack check."""

from typing import Annotated

import typer

from ...render.formats import format_at
from ...vocabulary.errors import DataError
from ...vocabulary.language import _
from ..groups import Input, PathOption, Screen, option
from ..input import inspected
from ..outcomes import PROBLEMS
from ..output import keep_files


def check(
    *,
    only: Annotated[
        list[str] | None, option("--only CHECK", _("run that check of figures alone"))
    ] = None,
    skip: Annotated[list[str] | None, option("--skip CHECK", _("leave that check out"))] = None,
    strict: Annotated[
        list[str] | None,
        option("--strict CHECK", _("count its findings as errors; all for every check")),
    ] = None,
    path: PathOption = "",
    input: Input,
    screen: Screen,
) -> None:
    from ...assessment.audit import audit, chosen_audits
    from ...render.views import problems as rendering
    from ...render.writers.streams import is_ascii, text_to
    from ...vocabulary.problems import RULES

    format_at(path, endings=(".txt",))
    keep_files(path, input)
    names = chosen_audits(only or (), skip or ())
    grave = chosen_audits([name for name in strict if name != "all"], ()) if strict else []
    try:
        data, found = inspected(input, screen)
        if data is not None and not any(problem.is_error for problem in found):
            found = [*found, *audit(data, names)]
    except DataError as error:
        found = error.problems
    with text_to(path) as stream:  # in no colour, wanted or not
        rendering.write(found, stream, ascii_only=screen.ascii or is_ascii(stream))
    if any(problem.is_error or RULES.get(problem.code) in grave for problem in found):
        raise typer.Exit(PROBLEMS)
