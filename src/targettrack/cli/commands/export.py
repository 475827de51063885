"""targettrack export."""

from typing import Annotated

from ...render.formats import ENDINGS, format_at
from ...vocabulary.language import _
from ..groups import Choice, Dates, Input, MethodOption, RawOption, Screen, option
from ..input import assessed, with_disagreement
from ..output import keep_files, print_views, write_frame

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
    from ...render.views.comparison import assessment_view

    keep_files(path, input)
    form = format_at(path, default="csv")  # a wrong ending is told before the work is done
    result = assessed(input, screen, dates, choice, method)
    if form.frame:
        write_frame(with_disagreement(result), path, form, raw)
    else:
        print_views(lambda ascii_only: [assessment_view(result, ascii_only)], form, path, screen)
