"""CSV for other programs: `\\n` line ends, a missing value blank, text guarded."""

import re
from typing import TextIO

import pandas as pd

from .rows import number, rows
from .safe_text import guard, safe

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def write_frame(frame: pd.DataFrame, stream: TextIO, *, raw: bool = False) -> None:
    r"""CSV with `\n` line ends; text that a spreadsheet would run is guarded unless `raw`.

    Lone surrogates, which UTF-8 cannot hold, become visible escapes; all else is kept as it is.
    """

    def spell(value: object) -> str:
        if isinstance(value, int | float):
            return number(value)
        return _quoted(str(value) if raw else guard(str(value)))

    blank = '""' if frame.shape[1] == 1 else ""  # an empty line would be no row
    stream.write(",".join(map(spell, map(str, frame.columns))) + "\n")
    stream.writelines(",".join(row) + "\n" for row in rows(frame, spell, blank))


def _quoted(text: str) -> str:
    text = _SURROGATE.sub(lambda found: safe(found[0]), text)
    if any(character in text for character in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
