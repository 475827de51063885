"""What to call a series, a year, a reason: the names of a dataset in the active language."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..dataset.model import Dataset, text
from ..vocabulary.language import _, active


def series_names(dataset: Dataset, frame: pd.DataFrame) -> list[str]:
    """Name of the series of each row: the indicator's name, then its dimensions."""
    named = indicator_names(dataset)
    names = [named[code] for code in frame["indicator"].cat.codes]
    series = _("{name}, {word}")
    for dimension in dataset.dimensions:
        words = frame[dimension].astype(object).fillna("")
        names = [
            series.format(name=name, word=word) if word else name
            for name, word in zip(names, words, strict=True)
        ]
    return names


def indicator_names(dataset: Dataset) -> list[str]:
    """Name of each indicator by its code: in the active language, else the other, else the id."""
    ids = dataset.targets["indicator"].cat.categories
    order = ("name_zh", "name") if active() == "zh" else ("name", "name_zh")
    names = list(ids)
    for column in reversed(order):
        stated = dataset.indicator_column(column, None)
        names = [own if own is not None else name for own, name in zip(stated, names, strict=True)]
    return names


def decimals(dataset: Dataset, frame: pd.DataFrame) -> np.ndarray:
    """Decimals to show of each row's levels; NaN where the indicator states none."""
    stated = dataset.indicator_column("decimals", np.nan).astype(float)
    return stated[frame["indicator"].cat.codes]


def year_labels(dataset: Dataset) -> dict[int, str]:
    """How a year is written in this dataset where it is not the plain number: 2024/25."""
    labels: dict[int, str] = {}
    for frame in (dataset.targets, dataset.actuals):
        label = text(frame, "year_label")
        for code, word in enumerate(label.categories):
            rows = np.flatnonzero(label.codes == code)[:1]
            for row in rows:
                labels[int(frame["year"].iloc[row])] = word
    return labels
