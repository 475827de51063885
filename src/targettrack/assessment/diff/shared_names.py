"""Two datasets by one set of names: what is called the same has the same number in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...dataset.model import Dataset, text

IDS = ("indicator", "reference")  # both name indicators
_OF_BOTH = ("variant", "unit", "source")


@dataclass(frozen=True)
class Shared:
    """The names of two datasets, sorted: their places are the numbers they go by.

    `dimensions` are those of either; a dataset that lacks one has it blank throughout. `words`
    holds for each text column the names found in any frame of the two.
    """

    dimensions: tuple[str, ...]
    words: Mapping[str, pd.Index]

    @property
    def series(self) -> list[str]:
        """The columns that name a series."""
        return ["indicator", *self.dimensions]

    def numbers(self, name: str, column: pd.Categorical) -> np.ndarray:
        """The number of each entry of a text column called `name`, int64; -1 for missing."""
        places = self.words[name].get_indexer(pd.Index(column.categories, dtype=object))
        numbers: np.ndarray = np.append(places, -1)[column.codes].astype(np.int64)
        return numbers

    def of(self, frame: pd.DataFrame, names: Iterable[str]) -> dict[str, np.ndarray]:
        """The numbers of several columns of a frame, -1 throughout for one it lacks."""
        return {name: self.numbers(name, text(frame, name)) for name in names}

    def spelled(self, name: str, numbers: np.ndarray) -> pd.Categorical:
        """The names that numbers stand for; unused ones are no category."""
        named = pd.Categorical.from_codes(numbers, categories=self.words[name])
        return named.remove_unused_categories()


def shared(old: Dataset, new: Dataset) -> Shared:
    """The names of `old` and `new`; the dimensions in the order of `new`, then those of `old`."""
    dimensions = tuple(dict.fromkeys([*new.dimensions, *old.dimensions]))
    words = {name: _words(old, new, [name]) for name in (*dimensions, *_OF_BOTH)}
    return Shared(dimensions, words | dict.fromkeys(IDS, _words(old, new, IDS)))


def _words(old: Dataset, new: Dataset, names: Iterable[str]) -> pd.Index:
    found: set[str] = set()
    for dataset in (old, new):
        for frame in (dataset.targets, dataset.actuals):
            for name in names:
                found.update(text(frame, name).categories)
        if "unit" in names:
            found.update(dataset.series_units.categories)
    return pd.Index(sorted(found), dtype=object)
