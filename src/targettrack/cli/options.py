"""Options that stand in several groups, or alone: name, value and help, each declared once."""

from enum import StrEnum
from typing import Annotated

import typer

from ..vocabulary.language import LANGUAGES, _

Language = StrEnum("Language", {word: word for word in LANGUAGES})  # type: ignore[misc]

DatasetArgument = Annotated[
    str | None,
    typer.Argument(metavar="DATASET", show_default=False, help=_("folder of the dataset")),
]
EncodingOption = Annotated[
    str,
    typer.Option(
        "--encoding",
        metavar="NAME",
        show_default=False,
        help=_("encoding of the files; found out if not given"),
    ),
]
MethodOption = Annotated[
    list[str] | None,
    typer.Option(
        "--method",
        "-m",
        metavar="NAME",
        show_default=False,
        help=_("yardstick; repeat it for several; all for all"),
    ),
]
BaseYearOption = Annotated[
    int | None,
    typer.Option(
        "--base-year",
        metavar="YEAR",
        show_default=False,
        help=_("base year of goals that state none"),
    ),
]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        "-w",
        metavar="COLUMN=VALUE",
        show_default=False,
        help=_("only rows with that value; repeat it for several"),
    ),
]
PathOption = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", show_default=False, help=_("write to a file")),
]
RawOption = Annotated[
    bool,
    typer.Option("--raw", help=_("do not guard text that a spreadsheet would run as a formula")),
]
LangOption = Annotated[
    Language | None,
    typer.Option(
        "--lang", metavar="LANG", help=_("en or zh; the language of the locale if not given")
    ),
]
AsciiOption = Annotated[bool, typer.Option("--ascii", help=_("ASCII only"))]
