"""JSON for other programs: a list of objects, one a line."""

import json
import math
from typing import TextIO

import pandas as pd

from .rows import number, rows
from .safe_text import ACTING


def write_frame(frame: pd.DataFrame, stream: TextIO, *, raw: bool = False) -> None:
    """Missing and infinite are null; no reader runs text, so that `raw` changes nothing."""
    fields = (_json(str(name)).replace("%", "%%") + ": %s" for name in frame.columns)
    record = "{" + ", ".join(fields) + "}"
    separator = "[\n"
    for row in rows(frame, _json, "null"):
        stream.write(separator + record % row)
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _json(value: object) -> str:
    """JSON that shows plain text as it is and escapes what acts on a terminal."""
    if isinstance(value, int | float):
        return number(value) if math.isfinite(value) else "null"
    text = json.dumps(str(value), ensure_ascii=False)
    return ACTING.sub(lambda found: json.dumps(found[0])[1:-1], text)
