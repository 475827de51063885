"""A DataFrame in full precision for other programs: CSV, JSON, Excel, Parquet. Missing is blank.

Text is spelled once for each distinct value of a block of rows, as most columns repeat a few.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, TextIO, TypeVar

from ...vocabulary.errors import UsageError
from ...vocabulary.language import _
from .safe_text import ACTING, guard, is_formula, safe

if TYPE_CHECKING:
    from os import PathLike

    import pandas as pd

T = TypeVar("T")

BLOCK = 1 << 16  # rows spelled at a time, which bounds the memory
SHEET_ROWS, SHEET_COLUMNS = 1 << 20, 1 << 14  # what an Excel sheet holds, the header included
LONGEST = 32_767  # characters in a cell of it
WIDEST = 50  # characters; a sheet's column is not made wider

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def rows(frame: pd.DataFrame, spell: Callable[[object], T], blank: T) -> Iterator[tuple[T, ...]]:
    """The rows of `frame`, every value through `spell`, a missing one as `blank`."""
    for start in range(0, len(frame), BLOCK):
        block = frame.iloc[start : start + BLOCK]
        columns = (_spelled(block.iloc[:, place], spell, blank) for place in range(frame.shape[1]))
        yield from zip(*columns, strict=True)


def _spelled(column: pd.Series, spell: Callable[[object], T], blank: T) -> list[T]:
    codes, distinct = column.factorize()  # a missing value has the code -1: the last of the list
    spelled = [*map(spell, distinct.tolist()), blank]
    return [spelled[code] for code in codes.tolist()]


def number(value: float) -> str:
    """The shortest text that reads back as `value`; whole numbers without a point."""
    if isinstance(value, float):
        return float.__repr__(value).removesuffix(".0")
    return str(value).lower()  # integers, and true and false


def write_csv(frame: pd.DataFrame, stream: TextIO, *, raw: bool = False) -> None:
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


def write_json(frame: pd.DataFrame, stream: TextIO) -> None:
    """A list of objects, one a line; missing and infinite are null."""
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


def write_xlsx(frame: pd.DataFrame, path: str | PathLike[str], *, raw: bool = False) -> None:
    """An Excel workbook of one sheet: bold header that stays in sight, text as text.

    No text becomes a formula, a link or a number. Text that would run once it is edited in place
    carries Excel's own apostrophe (the quote prefix of the cell's format) unless `raw`. Control
    characters, which the format cannot hold, become visible escapes. Numbers have 16 digits.
    Raises UsageError without xlsxwriter, or where the sheet cannot hold the table.
    """
    try:
        from xlsxwriter import Workbook  # type: ignore[import-untyped]
    except ImportError:
        raise UsageError(
            _("Excel files need xlsxwriter: pip install 'targettrack[xlsx]'")
        ) from None
    if len(frame) >= SHEET_ROWS or frame.shape[1] > SHEET_COLUMNS:
        raise UsageError(
            _(
                "An Excel sheet holds {rows} rows and {columns} columns: "
                "export to csv or parquet instead"
            ).format(rows=f"{SHEET_ROWS - 1:,}", columns=f"{SHEET_COLUMNS:,}")
        )

    with open(path, "wb") as file, Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        bold, prefixed = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})

        def spell(value: object) -> tuple[Callable[..., object], object, object]:
            if isinstance(value, bool):
                return sheet.write_boolean, value, None
            if isinstance(value, int | float) and math.isfinite(value):
                return sheet.write_number, value, None
            text = _sheet_text(str(value))
            return sheet.write_string, text, prefixed if not raw and is_formula(text) else None

        sheet.freeze_panes(1, 0)
        for place, name in enumerate(map(str, frame.columns)):
            sheet.set_column(place, place, _sheet_width(name, frame.iloc[:, place]))
            sheet.write_string(0, place, _sheet_text(name), bold)
        blank: tuple[Callable[..., object], object, object] = (sheet.write_blank, None, None)
        for line, row in enumerate(rows(frame, spell, blank), start=1):
            for place, (write, value, style) in enumerate(row):
                write(line, place, value, style)


def _sheet_text(text: str) -> str:
    """What a sheet can hold: no control characters but line breaks, and no more than LONGEST."""
    text = "\n".join(map(safe, text.split("\n")))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _sheet_width(name: str, column: pd.Series) -> int:
    """Characters wide enough for the header and the first texts; numbers fit any width."""
    texts = [name]
    if column.dtype.kind not in "iuf":
        texts += map(str, column.head(200).dropna())
    widest = max(sum(2 if character > "\u2e7f" else 1 for character in text) for text in texts)
    return min(widest + 2, WIDEST)


def write_parquet(frame: pd.DataFrame, path: str | PathLike[str]) -> None:
    """Parquet, every column in its own type. Raises UsageError without pyarrow."""
    if find_spec("pyarrow") is None:
        raise UsageError(_("Parquet files need pyarrow: pip install 'targettrack[fast]'"))
    frame.to_parquet(path, engine="pyarrow", index=False)
