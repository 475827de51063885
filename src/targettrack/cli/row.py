"""A row of a table, planned and shown, then written."""

from collections.abc import Mapping

import typer

from ..vocabulary.errors import DataError
from ..vocabulary.language import _
from .cells import Recording
from .input import speak_as_set
from .messages import say, say_problems
from .outcomes import PROBLEMS


def record_row(table: str, cells: Mapping[str, str], recording: Recording) -> None:
    """Plan a row and show it, then write it, unless it is there already or only to be shown."""
    from ..dataset.folder import locate
    from ..intake.plan import carry_out, plan
    from ..intake.row import Row, with_columns
    from ..render.views.record import line_added, outcome
    from ..render.writers.safe_text import to_ascii
    from ..render.writers.streams import is_ascii, text_to

    paths = locate(recording.dataset, None, None, None)
    speak_as_set(paths, recording.lang)
    row = Row(table, with_columns(cells, recording.where or ()), recording.new)
    try:
        planned = plan(paths, row, recording.encoding)
    except DataError as error:
        say_problems(error.problems, recording.ascii)
        say(_("nothing is written"), recording.ascii)
        raise typer.Exit(PROBLEMS) from None
    if planned.same is None:
        with text_to("") as stream:
            for line in line_added(planned):
                plain = recording.ascii or is_ascii(stream)
                stream.write((to_ascii(line) if plain else line) + "\n")
        say_problems(planned.problems, recording.ascii)
        if not recording.dry_run:
            planned = carry_out(paths, row, recording.encoding, planned)
    for line in outcome(planned, recording.dry_run):
        say(line, recording.ascii)
