"""Goals as their rows state them: the columns of targets.csv as arrays, one entry a goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd

from ..dataset.model import Dataset, column, of_kind, text
from ..vocabulary.words import AGGREGATES, COMPARATORS, MEASURES
from .panel import Panel


@dataclass(frozen=True)
class StatedGoals:
    """What every goal says: arrays (goals,) in the order of the file; NaN is missing.

    `series` is a row of the panel. `comparator`, `measure` and `aggregate` are indices into their
    words. `value` is the stated number, in the terms of the measure: a level in the unit, a
    multiple, a change, per cent; ranges (between, about) go from `value` to `upper`. `base` is the
    stated base value, else the actual of the base year. `rate` marks indicators that are
    themselves growth rates.
    """

    series: np.ndarray
    year: np.ndarray
    comparator: np.ndarray
    measure: np.ndarray
    aggregate: np.ndarray
    value: np.ndarray
    upper: np.ndarray
    base_year: np.ndarray
    base_value: np.ndarray
    base: np.ndarray
    rate: np.ndarray

    def is_(self, *comparators: str) -> np.ndarray:
        """Which goals have one of these comparators."""
        return which(self.comparator, COMPARATORS, comparators)

    def by(self, *measures: str) -> np.ndarray:
        """Which goals have one of these measures."""
        return which(self.measure, MEASURES, measures)

    def over(self, *aggregates: str) -> np.ndarray:
        """Which goals have one of these aggregates."""
        return which(self.aggregate, AGGREGATES, aggregates)

    @property
    def relative(self) -> np.ndarray:
        """Goals on growth less that of a reference."""
        return self.by("relative_growth")

    @property
    def compound(self) -> np.ndarray:
        """Goals on chained yearly changes."""
        compound: np.ndarray = self.over("compound") & ~self.relative
        return compound

    @property
    def mean_rate(self) -> np.ndarray:
        """Goals on the mean of an indicator that is a growth rate: its growth is its level."""
        mean_rate: np.ndarray = self.by("growth") & self.over("mean") & self.rate
        return mean_rate

    @property
    def to_date(self) -> np.ndarray:
        """Goals judged by the years so far."""
        to_date: np.ndarray = self.over("every", "mean", "sum") | self.relative
        return to_date


def stated_goals(dataset: Dataset, panel: Panel) -> StatedGoals:
    """The goals of a dataset as they are stated.

    `about 100` with a tolerance of 5 has the value 95 and the upper end 105.
    """
    frame = dataset.targets
    series = dataset.keys[0].astype(np.int32)
    base_year, base_value = _base_year(dataset), column(frame, "base_value")
    comparator = _codes(frame, "comparator", COMPARATORS)
    about = comparator == COMPARATORS.index("about")
    between = comparator == COMPARATORS.index("between")
    value = column(frame, "value")
    tolerance = np.where(about, column(frame, "tolerance"), 0.0)
    return StatedGoals(
        series=series,
        year=frame["year"].to_numpy(np.float64),
        comparator=comparator,
        measure=_codes(frame, "measure", MEASURES),
        aggregate=_codes(frame, "aggregate", AGGREGATES),
        value=value - np.nan_to_num(tolerance),
        upper=np.where(between, column(frame, "upper"), np.where(about, value + tolerance, np.nan)),
        base_year=base_year,
        base_value=base_value,
        base=np.where(np.isnan(base_value), panel.at(series, base_year), base_value),
        rate=of_kind(dataset, "rate")[frame["indicator"].cat.codes.to_numpy()],
    )


def _base_year(dataset: Dataset) -> np.ndarray:
    """As the goal states it, else as the dataset's settings do for goals with a later deadline."""
    stated, usual = column(dataset.targets, "base_year"), dataset.settings.base_year
    if usual is None:
        return stated
    counts = np.isnan(stated) & (dataset.targets["year"].to_numpy() > usual)
    return np.where(counts, float(usual), stated)


def which(codes: np.ndarray, words: Sequence[str], wanted: Sequence[str]) -> np.ndarray:
    """Which `codes`, indices into `words`, stand for one of the `wanted`."""
    found: np.ndarray = reduce(np.logical_or, (codes == words.index(word) for word in wanted))
    return found


def _codes(frame: pd.DataFrame, name: str, choices: tuple[str, ...]) -> np.ndarray:
    words = text(frame, name)
    place = [choices.index(word) for word in words.categories]
    codes: np.ndarray = np.array([*place, 0], np.int8)[words.codes]
    return codes  # blank is the first choice, the default
