"""targettrack init."""

from typing import Annotated

import typer

from ...vocabulary.language import _
from ..groups import LangOption
from ..outcomes import say


def init(
    *,
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help=_("folder to write it into"))
    ] = "data",
    lang: LangOption = None,
) -> None:
    from ...dataset.folder import write_starter

    for path in write_starter(folder):
        say(_("written: {path}").format(path=path))
    say(_("look at it with: targettrack status {folder}").format(folder=folder))
