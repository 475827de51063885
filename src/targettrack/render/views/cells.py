"""Cells that several views share: levels, years and texts of rows, as people read them."""

from collections.abc import Iterable, Sequence

import pandas as pd

from ...dataset.model import Dataset
from ...dataset.names import decimals, year_labels
from .. import figures
from ..view import Column

MOST_ROWS = 1000  # rows drawn on a terminal; machine formats have them all


def level_cells(dataset: Dataset, rows: pd.DataFrame, name: str) -> list[str]:
    """The column `name`, of levels; '' for none."""
    places = decimals(dataset, rows)
    return [figures.level(value, at) for value, at in zip(rows[name], places, strict=True)]


def year_cells(dataset: Dataset, years: Iterable[float]) -> list[str]:
    """Years as the dataset writes them; '' for none."""
    labels = year_labels(dataset)
    return ["" if pd.isna(year) else labels.get(int(year), str(int(year))) for year in years]


def text_cells(rows: pd.DataFrame, name: str) -> list[str]:
    """The column `name`, of text; '' for none."""
    return list(rows[name].astype(object).fillna(""))


def verdict_column(
    header: str,
    verdicts: Sequence[str],
    chances: Iterable[str],
    ascii_only: bool,
    short: bool = False,
) -> Column:
    """Verdicts in the colours of their words, each with the chance that stands beside it."""
    spell = figures.short_verdict if short else figures.verdict
    both = zip(verdicts, chances, strict=True)
    cells = [f"{spell(word, ascii_only)} {chance}".rstrip() for word, chance in both]
    return Column(header, cells, styles=[figures.style(word) for word in verdicts])
