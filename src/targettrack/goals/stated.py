"""Goals as their rows state them: the columns of targets.csv as arrays, one entry a goal."""

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
    year, base_value = frame["year"].to_numpy(np.float64), column(frame, "base_value")
    base_year, usual = column(frame, "base_year"), dataset.settings.base_year
    if usual is not None:  # for goals with a later deadline that state none
        base_year = np.where(np.isnan(base_year) & (year > usual), float(usual), base_year)
    comparator = word_codes(frame, "comparator", COMPARATORS)
    value, upper = stated_bounds(
        comparator, *(column(frame, name) for name in ("value", "upper", "tolerance"))
    )
    return StatedGoals(
        series=series,
        year=year,
        comparator=comparator,
        measure=word_codes(frame, "measure", MEASURES),
        aggregate=word_codes(frame, "aggregate", AGGREGATES),
        value=value,
        upper=upper,
        base_year=base_year,
        base_value=base_value,
        base=np.where(np.isnan(base_value), panel.at(series, base_year), base_value),
        rate=of_kind(dataset, "rate")[frame["indicator"].cat.codes.to_numpy()],
    )


def stated_bounds(
    comparator: np.ndarray, value: np.ndarray, upper: np.ndarray, tolerance: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The lower and upper end (goals,) of what is stated; upper is NaN but for ranges.

    `about` 100 with tolerance 5 goes from 95 to 105, `between` from its value to its upper end.
    """
    about = comparator == COMPARATORS.index("about")
    between = comparator == COMPARATORS.index("between")
    spread = np.where(about, tolerance, 0.0)
    above = np.where(about, value + spread, np.nan)
    return value - np.nan_to_num(spread), np.where(between, upper, above)


def which(codes: np.ndarray, words: Sequence[str], wanted: Sequence[str]) -> np.ndarray:
    """Which `codes`, indices into `words`, stand for one of the `wanted`."""
    found: np.ndarray = reduce(np.logical_or, (codes == words.index(word) for word in wanted))
    return found


def word_codes(frame: pd.DataFrame, name: str, choices: tuple[str, ...]) -> np.ndarray:
    """The place of each row's word among the choices (rows,), int8."""
    words = text(frame, name)
    place = [choices.index(word) for word in words.categories]
    codes: np.ndarray = np.array([*place, 0], np.int8)[words.codes]
    return codes  # blank is the first choice, the default
