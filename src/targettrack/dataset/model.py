"""The dataset as a value: three frames that fit together, and the series they name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from ..files.encoding import Source
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import Problem
from ..vocabulary.units import scale_of
from .typed.verify import verify_frames


@dataclass(frozen=True, slots=True)
class Settings:
    """What a dataset sets for itself, in `targettrack.toml` beside its files.

    `methods` judge where none is asked for; `base_year` is that of goals that state none;
    `language` is that of the output, "" for the locale's.
    """

    methods: tuple[str, ...] = ()
    base_year: int | None = None
    language: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Goals, actuals and indicators: three frames, and what they are read from.

    Columns are those of `vocabulary/columns.py`: identifiers, words and texts are categories,
    numbers float64, years integers, dates datetime64; blank is missing. A fiscal year's label
    stands beside its first calendar year in `year_label`; `multiplier_in` names the column whose
    number has a multiplier and no unit (`8.6万`). `dimensions` are the columns that name
    a series together with the indicator. Each id column has one set of categories in all frames,
    so equal codes are equal names; `reference` shares that of `indicator`. `sources` are the files
    by table, without text where a table was given as a frame: its index then counts the rows from
    1. Without `sources` no row lacks an indicator, a year or a comparator. `warnings` are what
    reading found that is no error.

    `from_frames` makes one from any frames. Raises UsageError where the frames are not such.
    """

    targets: pd.DataFrame
    actuals: pd.DataFrame
    indicators: pd.DataFrame
    dimensions: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    settings: Settings = Settings()
    warnings: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        frames = {table: getattr(self, table) for table in TABLES}
        verify_frames(frames, self.dimensions, is_whole=not self.sources)

    def __repr__(self) -> str:
        of_goals, of_actuals, size = self.keys
        present = np.zeros(size, bool)
        present[of_goals[of_goals >= 0]] = present[of_actuals[of_actuals >= 0]] = True
        files = [source.name for source in self.sources.values() if source.data]
        lines = {
            "goals": _counted_years(self.targets),
            "actuals": _counted_years(self.actuals),
            "series": f"{np.count_nonzero(present):,}",
            "indicators": f"{len(self.targets['indicator'].cat.categories):,}",
            "dimensions": ", ".join(self.dimensions) or "none",
            "methods": ", ".join(self.settings.methods) or "none set",
            "warnings": f"{len(self.warnings):,}",
            "read from": ", ".join(files) or "frames",
        }
        return "\n".join(["Dataset", *(f"  {name}: {told}" for name, told in lines.items())])

    @cached_property
    def keys(self) -> tuple[np.ndarray, np.ndarray, int]:
        """Series number of every goal, (goals,), and of every actual, (actuals,); how many series.

        Goals that have no actual still name a series, an empty one.
        """
        if not self.dimensions:
            goals, actuals = self.targets["indicator"].cat, self.actuals["indicator"].cat
            return goals.codes.to_numpy(), actuals.codes.to_numpy(), len(actuals.categories)
        series, _references, size = self._numbered
        return series[len(self.actuals) :], series[: len(self.actuals)], size

    def reference_series(self) -> np.ndarray:
        """Series number of what each goal is compared with, (goals,); -1 where it names none."""
        if "reference" not in self.targets:
            return np.full(len(self.targets), -1)
        codes = self.targets["reference"].cat.codes.to_numpy()
        return np.where(codes < 0, -1, self._numbered[1]) if self.dimensions else codes

    @cached_property
    def _numbered(self) -> tuple[np.ndarray, np.ndarray, int]:
        """Series of the actuals and then the goals, of each goal's reference, and how many.

        Numbered in the order of the rows, so a reference to no such series has a higher number.
        """
        ids = [(self.actuals, "indicator"), (self.targets, "indicator")]
        if "reference" in self.targets:
            ids.append((self.targets, "reference"))
        columns = [[frame[name] for frame, name in ids]]
        columns += [[frame[name] for frame, _id in ids] for name in self.dimensions]
        codes = [np.concatenate([part.cat.codes for part in parts]) for parts in columns]
        numbers = group_numbers(*codes)
        rows = len(self.actuals) + len(self.targets)
        size = int(numbers[:rows].max(initial=-1)) + 1
        return numbers[:rows], np.where(numbers[rows:] < size, numbers[rows:], -1), size

    @cached_property
    def series_units(self) -> pd.Categorical:
        """Unit of every series: that of its first actual, else the indicator's, else a goal's."""
        words = {word: place for place, word in enumerate(self.known_units.categories)}
        units = self.known_units.codes.astype(np.int32)
        series, own = self.keys[0], recode(text(self.targets, "unit"), words)
        rows = np.flatnonzero((own >= 0) & (series >= 0) & states_level(self.targets))[::-1]
        rows = rows[units[series[rows]] < 0]
        units[series[rows]] = own[rows]
        return pd.Categorical.from_codes(units, categories=pd.Index(list(words), dtype=object))

    @cached_property
    def known_units(self) -> pd.Categorical:
        """Unit of every series as its first actual or the indicator says, whatever goals say."""
        words: dict[str, int] = {}
        units = self._known_units(words)
        return pd.Categorical.from_codes(units, categories=pd.Index(list(words), dtype=object))

    def _known_units(self, words: dict[str, int]) -> np.ndarray:
        """`known_units` as places among `words` (series,), which grows by new ones."""
        of_goals, of_actuals, size = self.keys
        by_indicator = np.full(len(self.targets["indicator"].cat.categories) + 1, -1, np.int32)
        named = recode(text(self.indicators, "unit"), words)
        by_indicator[self.indicators["indicator"].cat.codes] = named
        by_indicator[-1] = -1
        units = np.full(size, -1, np.int32)
        rows = ((self.targets, of_goals), (self.actuals, of_actuals))
        for frame, series in rows if words else ():
            units[series[series >= 0]] = by_indicator[frame["indicator"].cat.codes[series >= 0]]
        if "unit" not in self.actuals:
            return units
        own = recode(text(self.actuals, "unit"), words)
        stated = np.flatnonzero((own >= 0) & (of_actuals >= 0))[::-1]  # the first row counts
        of_rows = np.full(size, -1, np.int32)
        of_rows[of_actuals[stated]] = own[stated]
        # Rows without a unit are in the indicator's: then it is that of the series, if it can be.
        partly = np.zeros(size, bool)
        partly[of_actuals[(own < 0) & (of_actuals >= 0)]] = True
        bases = np.array([scale_of(word)[0] for word in words], dtype=object)
        base = np.append(pd.factorize(bases)[0], -1)
        keeps = partly & (base[units] == base[of_rows])
        known: np.ndarray = np.where((of_rows < 0) | keeps, units, of_rows)
        return known

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


def recode(column: pd.Categorical, words: dict[str, int]) -> np.ndarray:
    """Codes of a column's rows (rows,) among `words`, which grows by new ones; -1 for missing."""
    places = [*(words.setdefault(word, len(words)) for word in column.categories), -1]
    codes: np.ndarray = np.array(places, np.int32)[column.codes]
    return codes


def has_word(frame: pd.DataFrame, name: str, word: str) -> np.ndarray:
    """Which rows hold `word` among the space-separated words of a column."""
    values = text(frame, name)
    holds = np.array([word in str(value).split() for value in values.categories] + [False])
    found: np.ndarray = holds[values.codes]
    return found


def dates(frame: pd.DataFrame, name: str) -> np.ndarray:
    """A date column as datetime64[s]; NaT throughout where the file has no such column."""
    if name not in frame:
        return np.broadcast_to(np.datetime64("NaT", "s"), len(frame))
    return frame[name].to_numpy("datetime64[s]")


def states_level(goals: pd.DataFrame) -> np.ndarray:
    """Which goals (goals,) state a level, or a change of it: numbers in the unit of the series."""
    measure, aggregate = text(goals, "measure"), text(goals, "aggregate")
    level: np.ndarray = (pd.isna(measure) | measure.isin(["level", "change"])) & ~(
        aggregate.isin(["compound"])
    )
    return level


def is_linear(dataset: Dataset) -> np.ndarray:
    """By indicator code: whether growth is counted in points a year (shares, rates, ranks)."""
    return of_kind(dataset, "share", "rate", "rank")


def of_kind(dataset: Dataset, *kinds: str) -> np.ndarray:
    """By indicator code: whether the indicator is of one of these kinds."""
    kind = text(dataset.indicators, "kind")
    result = np.zeros(len(dataset.targets["indicator"].cat.categories), bool)
    result[dataset.indicators["indicator"].cat.codes] = kind.isin(kinds)
    return result


def _counted_years(frame: pd.DataFrame) -> str:
    """How many rows a frame has, and the years they span."""
    if frame.empty:
        return "0"
    return f"{len(frame):,}, {frame['year'].min()} to {frame['year'].max()}"


def group_numbers(*columns: np.ndarray) -> np.ndarray:
    """Numbers of the rows (rows,): equal where all `columns`, integers (rows,), are equal.

    Numbered from 0 in the order of the rows. The columns are read as the digits of one number;
    where it would exceed 63 bits, as eight columns of 255 words do, those so far are numbered
    anew. Of codes 0 to 2 and −1 to 1, the row (2, 1) is 2 × 3 + 2 = 8.
    """
    numbers, count = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        least = int(column.min(initial=0))
        base = int(column.max(initial=0)) - least + 1
        if count * base > np.iinfo(np.int64).max:
            numbers, distinct = pd.factorize(numbers)
            count = len(distinct)
        numbers *= base
        numbers += column
        numbers -= least
        count *= base
    return pd.factorize(numbers)[0]
