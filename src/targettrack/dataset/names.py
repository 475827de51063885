"""What the indicators, series and years of a dataset are called, and who is called so."""

import difflib
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from ..vocabulary.errors import UsageError
from ..vocabulary.language import _, active
from .model import Dataset, text

_NAMES = ("name", "name_zh")  # columns of indicators.csv


def series_names(dataset: Dataset, frame: pd.DataFrame) -> list[str]:
    """The series of each row of a frame: its indicator's name, then its dimensions."""
    names = indicator_names(dataset)
    of_rows = [names[code] for code in frame["indicator"].cat.codes]
    return names_with_dimensions(of_rows, frame, dataset.dimensions)


def names_with_dimensions(
    names: Sequence[str], frame: pd.DataFrame, dimensions: Sequence[str]
) -> list[str]:
    """A name for each row of a frame, and the words in its dimensions: `firms, west, urban`."""
    pattern = _("{name}, {word}")
    for dimension in dimensions:
        words = frame[dimension].astype(object).fillna("")
        names = [
            pattern.format(name=name, word=word) if word else name
            for name, word in zip(names, words, strict=True)
        ]
    return list(names)


def indicator_names(dataset: Dataset) -> list[str]:
    """Name of each indicator by its code: in the active language, else the other, else the id."""
    names = list(dataset.targets["indicator"].cat.categories)
    for column in _NAMES if active() == "zh" else reversed(_NAMES):  # the last one counts
        stated = dataset.indicator_column(column, None)
        names = [own if own is not None else name for own, name in zip(stated, names, strict=True)]
    return names


def names_of_ids(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Every name that an indicator has in either language, and the identifier of that one."""
    ids = dataset.targets["indicator"].cat.categories
    for column in _NAMES:
        for identifier, name in zip(ids, dataset.indicator_column(column, None), strict=True):
            if name is not None:
                yield str(name), str(identifier)


def find_indicator(dataset: Dataset, asked: str) -> str:
    """The identifier of the indicator called `asked`: its id, or a name of it.

    Raises UsageError, with the likely ones, where there is none.
    """
    names = {str(each): str(each) for each in dataset.targets["indicator"].cat.categories}
    for name, identifier in names_of_ids(dataset):
        names.setdefault(name, identifier)
    folded = {name.casefold(): identifier for name, identifier in names.items()}
    if asked in names or asked.casefold() in folded:
        return names.get(asked) or folded[asked.casefold()]
    likely = difflib.get_close_matches(asked.casefold(), folded, 3, 0.5) or list(names)[:10]
    raise UsageError(
        _('there is no indicator "{asked}"; perhaps: {likely}').format(
            asked=asked, likely=_(", ").join(likely)
        )
    )


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
