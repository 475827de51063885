"""targettrack export."""

from typing import Annotated

from ...render.formats import ENDINGS, format_of
from ...vocabulary.language import _
from ..groups import Choice, Dates, Input, MethodOption, RawOption, Screen, option
from ..input import assessed, with_disagreement
from ..output import write_frame

*_FIRST, _LAST = ENDINGS


def export(
    *,
    path: Annotated[
        str,
        option(
            "--output -o FILE",
            _("file to write: {endings} or {last}").format(endings=" ".join(_FIRST), last=_LAST),
        ),
    ],
    method: MethodOption = None,
    dates: Dates,
    choice: Choice,
    raw: RawOption = False,
    input: Input,
    screen: Screen,
) -> None:
    form = format_of(path)  # a wrong ending is told before the work is done
    result = assessed(input, screen, dates, choice, method)
    write_frame(with_disagreement(result), path, form, raw)
