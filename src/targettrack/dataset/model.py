"""The dataset as a value: three frames, the series they name, and what was in force when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from ..files.encoding import Source


@dataclass(frozen=True, slots=True)
class Settings:
    """What a dataset sets for itself, in `targettrack.toml` beside its files.

    `methods` judge where none is asked for; `base_year` is that of goals that state none;
    `language` is that of the output, "" for the locale's.
    """

    methods: tuple[str, ...] = ()
    base_year: int | None = None
    language: str = ""


@dataclass(frozen=True)
class Dataset:
    """Goals, actuals and indicators as they were read, a row a fact.

    Columns are those of `schema`, typed: identifiers and words are categories, numbers float64,
    years integers, dates datetime64; blank is missing. A fiscal year's label stands beside its
    first calendar year in `year_label`. The id columns of all three frames share one set of
    categories, so equal codes are equal names. `dimensions` name a series together with the
    indicator.
    """

    targets: pd.DataFrame
    actuals: pd.DataFrame
    indicators: pd.DataFrame
    dimensions: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    settings: Settings = Settings()

    @cached_property
    def keys(self) -> tuple[np.ndarray, np.ndarray, int]:
        """Series number of every goal and of every actual, and how many series there are.

        Goals that have no actual still name a series, an empty one.
        """
        if not self.dimensions:
            goals, facts = self.targets["indicator"].cat, self.actuals["indicator"].cat
            return goals.codes.to_numpy(), facts.codes.to_numpy(), len(facts.categories)
        codes, names = self._combined
        return codes[len(self.actuals) :], codes[: len(self.actuals)], len(names)

    @cached_property
    def _combined(self) -> tuple[np.ndarray, pd.Index]:
        rows = [self._combine(self.actuals), self._combine(self.targets)]
        codes, names = pd.factorize(np.concatenate(rows))
        return codes, pd.Index(names)

    def _combine(self, frame: pd.DataFrame, indicator: str = "indicator") -> np.ndarray:
        """Indicator and dimensions of each row as one number."""
        combined = frame[indicator].cat.codes.to_numpy(np.int64)
        for name in self.dimensions:
            codes = frame[name].cat
            combined = combined * (len(codes.categories) + 1) + codes.codes.to_numpy() + 1
        return combined

    def reference_series(self) -> np.ndarray:
        """Series number of what each goal is compared with, -1 where it names none."""
        if "reference" not in self.targets:
            return np.full(len(self.targets), -1)
        named = self.targets["reference"].cat.codes.to_numpy()
        if not self.dimensions:
            return named
        found = self._combined[1].get_indexer(pd.Index(self._combine(self.targets, "reference")))
        return np.where(named < 0, -1, found)

    @cached_property
    def series_units(self) -> pd.Categorical:
        """Unit of every series: as the actuals say, else the goals, else the indicator."""
        goals, facts, size = self.keys
        named = text(self.indicators, "unit")
        by_indicator = np.full(len(self.targets["indicator"].cat.categories) + 1, -1, np.int32)
        by_indicator[self.indicators["indicator"].cat.codes] = named.codes
        words: dict[str, int] = {}
        units, general = np.full(size, -1, np.int32), _recode(named, words)[by_indicator]
        for frame, series in ((self.targets, goals), (self.actuals, facts)) if words else ():
            units[series] = general[frame["indicator"].cat.codes]
        for frame, series in ((self.targets, goals), (self.actuals, facts)):
            if "unit" not in frame:
                continue
            own = text(frame, "unit")
            stated = own.codes >= 0
            units[series[stated]] = _recode(own, words)[own.codes[stated]]
        return pd.Categorical.from_codes(units, categories=pd.Index(list(words), dtype=object))

    def indicator_column(self, name: str, missing: object) -> np.ndarray:
        """What `indicators` says in column `name`, by indicator code."""
        size = len(self.targets["indicator"].cat.categories)
        if name not in self.indicators:
            return np.full(size, missing)
        column = self.indicators[name]
        values = column.to_numpy(object) if column.dtype == "category" else column.to_numpy()
        stated = column.notna().to_numpy()
        result = np.full(size, missing, dtype=values.dtype if values.dtype == object else float)
        result[self.indicators["indicator"].cat.codes.to_numpy()[stated]] = values[stated]
        return result

    def series_name(self, table: str, row: int) -> str:
        """A series in words: the indicator and its dimensions."""
        cells = getattr(self, table).iloc[row]
        names = [cells["indicator"], *(cells[name] for name in self.dimensions)]
        return " / ".join(str(name) for name in names if pd.notna(name))


def column(frame: pd.DataFrame, name: str) -> np.ndarray:
    """A number or year column as float64; NaN throughout where the file has no such column."""
    if name not in frame:
        return np.broadcast_to(np.nan, len(frame))
    return frame[name].to_numpy(np.float64, na_value=np.nan)


def text(frame: pd.DataFrame, name: str) -> pd.Categorical:
    """A text column; missing throughout where the file has no such column."""
    if name not in frame:
        nothing = pd.Index([], dtype=object)
        return pd.Categorical.from_codes(np.full(len(frame), -1, np.int8), categories=nothing)
    stated: pd.Categorical = frame[name].array
    return stated


def _recode(column: pd.Categorical, words: dict[str, int]) -> np.ndarray:
    """Codes of a column's categories among `words`, which grows by new ones; -1 for missing."""
    return np.array([*(words.setdefault(w, len(words)) for w in column.categories), -1], np.int32)


def has_word(frame: pd.DataFrame, name: str, word: str) -> np.ndarray:
    """Which rows hold `word` among the space-separated words of a column."""
    values = text(frame, name)
    holds = np.array([word in str(value).split() for value in values.categories] + [False])
    found: np.ndarray = holds[values.codes]
    return found


def vintage(
    dataset: Dataset, as_of: int | None = None, known_on: pd.Timestamp | None = None
) -> tuple[Dataset, int]:
    """What stands in force: actuals up to the year `as_of`, goals not withdrawn.

    With `known_on`, only rows published or announced by that day; a goal withdrawn later is in
    force still. Also returns how many rows were left out because they carry no date.
    """
    goals = np.ones(len(dataset.targets), bool)
    facts = np.ones(len(dataset.actuals), bool)
    undated = 0
    if as_of is not None:
        facts &= dataset.actuals["year"].to_numpy() <= as_of
    withdrawn = dates(dataset.targets, "withdrawn")
    if known_on is None:
        goals &= np.isnat(withdrawn)
    else:
        day = known_on.to_datetime64().astype("datetime64[s]")
        announced, published = (
            dates(dataset.targets, "announced"),
            dates(dataset.actuals, "published"),
        )
        undated = int(np.isnat(announced).sum() + np.isnat(published).sum())
        goals &= (announced <= day) & ~(withdrawn <= day)
        facts &= published <= day
    if goals.all() and facts.all():
        return dataset, undated
    return replace(dataset, targets=dataset.targets[goals], actuals=dataset.actuals[facts]), undated


def dates(frame: pd.DataFrame, name: str) -> np.ndarray:
    """A date column as datetime64[s]; NaT throughout where the file has no such column."""
    if name not in frame:
        return np.broadcast_to(np.datetime64("NaT", "s"), len(frame))
    return frame[name].to_numpy("datetime64[s]")


def is_linear(dataset: Dataset) -> np.ndarray:
    """By indicator code: whether growth is counted in points a year (shares, rates, ranks)."""
    return of_kind(dataset, "share", "rate", "rank")


def of_kind(dataset: Dataset, *kinds: str) -> np.ndarray:
    """By indicator code: whether the indicator is of one of these kinds."""
    kind = text(dataset.indicators, "kind")
    result = np.zeros(len(dataset.targets["indicator"].cat.categories), bool)
    result[dataset.indicators["indicator"].cat.codes] = kind.isin(kinds)
    return result
