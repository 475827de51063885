"""Two datasets by one set of names: what is called the same has the same number in both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...dataset.model import Dataset, group_numbers, text

_IDS = ("indicator", "reference")  # both name indicators
_OF_BOTH = ("variant", "unit", "source")


@dataclass(frozen=True)
class StateSeries:
    """The shared series numbers of the rows of one dataset."""

    actuals: np.ndarray  # (actuals,)
    goals: np.ndarray  # (goals,)
    references: np.ndarray  # (goals,): what the goal is compared with, else a series of no actuals


@dataclass(frozen=True)
class SharedNames:
    """The names of two datasets as numbers, so that no column is called as a user calls one.

    `dimensions` are those of either; a dataset that lacks one has it blank throughout. `words`
    holds for each text column the names found in either dataset, sorted: a name's place is its
    number. `of_series` holds for `indicator` and each dimension the name's number (series,).
    """

    dimensions: tuple[str, ...]
    words: Mapping[str, pd.Index]
    of_series: Mapping[str, np.ndarray]
    old: StateSeries
    new: StateSeries

    def numbers(self, name: str, column: pd.Categorical) -> np.ndarray:
        """The number of each entry of a text column called `name`, (rows,); -1 for missing."""
        return _numbers(self.words[name], column)

    def spelled(self, name: str, numbers: np.ndarray) -> pd.Categorical:
        """The names that numbers stand for; unused ones are no category."""
        named = pd.Categorical.from_codes(numbers, categories=self.words[name])
        return named.remove_unused_categories()


def shared_names(old: Dataset, new: Dataset) -> SharedNames:
    """The names of `old` and `new`; the dimensions in the order of `new`, then those of `old`."""
    dimensions = tuple(dict.fromkeys([*new.dimensions, *old.dimensions]))
    words = {name: _sorted_words(old, new, [name]) for name in (*dimensions, *_OF_BOTH)}
    words |= {"indicator": _sorted_words(old, new, _IDS)}
    blocks = [
        (frame, indicator)
        for dataset in (old, new)
        for frame, indicator in (
            (dataset.actuals, "indicator"),
            (dataset.targets, "indicator"),
            (dataset.targets, "reference"),
        )
    ]
    columns = {"indicator": [text(frame, name) for frame, name in blocks]}
    columns |= {name: [text(frame, name) for frame, _id in blocks] for name in dimensions}
    names = {
        name: np.concatenate([_numbers(words[name], part) for part in parts])
        for name, parts in columns.items()
    }
    series = group_numbers(*names.values())
    first = np.empty(series.max(initial=-1) + 1, np.int64)
    first[series[::-1]] = np.arange(len(series))[::-1]
    of_blocks = np.split(series, np.cumsum([len(frame) for frame, _ in blocks])[:-1])
    return SharedNames(
        dimensions,
        words,
        {name: numbers[first] for name, numbers in names.items()},
        StateSeries(*of_blocks[:3]),
        StateSeries(*of_blocks[3:]),
    )


def _sorted_words(old: Dataset, new: Dataset, names: Iterable[str]) -> pd.Index:
    found: set[str] = set()
    for dataset in (old, new):
        for frame in (dataset.targets, dataset.actuals):
            for name in names:
                found.update(text(frame, name).categories)
        if "unit" in names:
            found.update(dataset.series_units.categories)
    return pd.Index(sorted(found), dtype=object)


def _numbers(words: pd.Index, column: pd.Categorical) -> np.ndarray:
    places = words.get_indexer(pd.Index(column.categories, dtype=object))
    numbers: np.ndarray = np.append(places, -1)[column.codes].astype(np.int64)
    return numbers
