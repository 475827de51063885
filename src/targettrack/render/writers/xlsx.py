"""An Excel workbook of one sheet."""

import math
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from ...vocabulary.errors import UsageError
from ...vocabulary.language import _
from .rows import rows
from .safe_text import is_formula, safe

SHEET_ROWS, SHEET_COLUMNS = 1 << 20, 1 << 14  # what a sheet holds, the header included
LONGEST = 32_767  # characters in a cell of it
WIDEST = 50  # characters; a column is not made wider


def write_frame(frame: pd.DataFrame, path: Path, *, raw: bool = False) -> None:
    """A bold header that stays in sight, text as text.

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
