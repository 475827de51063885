"""What a dataset sets for itself: `targettrack.toml` beside its files.

    method = "destatis"          # or several: ["opensdg", "eurostat:15"]; or "all"
    base_year = 2020             # of goals that state none
    language = "zh"

All keys are optional. The command line overrides them.
"""

import re
from pathlib import Path

from ..files.encoding import open_source
from ..vocabulary.errors import Problem, UsageError
from ..vocabulary.language import LANGUAGES, _
from ..vocabulary.method_ids import method_ids
from ..vocabulary.quantities import is_year
from .model import Settings

NAME = "targettrack.toml"
_KEYS = ("method", "base_year", "language")


def read_settings(path: str | Path) -> tuple[Settings, list[Problem]]:
    """The settings in the file at `path`, and what is wrong with it; wrong ones are left out."""
    import tomllib

    source, problems = open_source(path)
    if source is None:
        return Settings(), problems
    text = source.data.decode()
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), [*problems, _unreadable(source.name, text, str(error))]
    for name, value in stated.items():
        fault = _fault(name, value)
        if fault:
            code, values = fault
            line = _line(text, name)
            cells = text.splitlines()[line - 1 : line] if line else []
            problems.append(Problem(code, source.name, line, None, {"name": name, **values}, cells))
    if problems:
        return Settings(), problems
    return Settings(
        methods=tuple(_listed(stated.get("method", []))),
        base_year=stated.get("base_year"),
        language=stated.get("language", ""),
    ), []


def _fault(name: str, value: object) -> tuple[str, dict[str, object]] | None:
    """What is wrong with one setting: the problem's code and its values."""
    if name not in _KEYS:
        return "E120", {"known": ", ".join(_KEYS)}
    if name == "method":
        try:
            method_ids(_listed(value))
        except UsageError as error:
            return "E121", {"why": error}
    elif name == "base_year" and not is_year(value):
        return "E121", {"why": _("{year} is not a year between 1000 and 2999").format(year=value)}
    elif name == "language" and value not in LANGUAGES:
        return "E121", {"why": _("write one of: {choices}").format(choices=" ".join(LANGUAGES))}
    return None


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _line(text: str, name: str) -> int | None:
    """The line on which a key stands."""
    found = re.search(rf"(?m)^[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*[=.]", text)
    return None if found is None else 1 + text.count("\n", 0, found.start())


def _unreadable(file: str, text: str, why: str) -> Problem:
    """Not TOML; the parser's words end in (at line 2, column 5) or (at end of document)."""
    reason, _at, place = why.rpartition(" (at ")
    numbers = [int(number) for number in re.findall(r"\d+", place)]
    line = numbers[0] if numbers else 1 + text.rstrip("\n").count("\n")
    cells = text.splitlines()[line - 1 : line]
    return Problem("E122", file, line, None, {"why": reason}, cells)
