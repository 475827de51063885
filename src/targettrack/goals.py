"""From goal to threshold: which levels, in which years, of which series.

A goal may state a level, or a multiple, a change, a growth rate of its base; for one year or over
several. Here each becomes a level (two for a range) that a series must reach, keep or stay below.
Goals over several years bind a series made for them out of the actuals:

    sum       running sum of the years after base_year (0 in base_year)
    mean      running mean of those years
    compound  the yearly percent changes chained, as an index with base_year = 100
    relative  growth a year since base_year less that of the reference, in points

Whatever cannot be put so carries the reason. Nothing is inferred from whether the target lies
above or below the base.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .codes import reason
from .dataset import Dataset, column, is_linear, of_kind, text
from .panel import Panel
from .schema import COMPARATORS, TARGETS

_MEASURES = next(field.choices for field in TARGETS if field.name == "measure")
_AGGREGATES = next(field.choices for field in TARGETS if field.name == "aggregate")
_CLOSE = 1e-12  # levels computed from a base may be off by the rounding of a float


@dataclass(frozen=True)
class Goals:
    """All goals as thresholds: arrays with one entry a goal, in the order of the file.

    `series` is a row of `panel` (-1: none), which holds the made series below the observed ones.
    `lower` is the level; for ranges `lower` and `upper` bound it. `reason` is not 0 where the
    goal cannot be assessed.
    """

    panel: Panel
    series: np.ndarray
    observed: np.ndarray  # row of the series as published, where `series` is a made one
    year: np.ndarray
    comparator: np.ndarray  # index into schema.COMPARATORS
    lower: np.ndarray
    upper: np.ndarray  # NaN but for ranges
    base_year: np.ndarray  # as stated; NaN
    base_value: np.ndarray  # as stated, or given by the aggregate; NaN
    limit: np.ndarray
    linear: np.ndarray  # growth counts in points a year
    aggregate: np.ndarray  # index into the aggregates of schema.TARGETS
    to_date: np.ndarray  # judged by the years so far: every, mean, sum, relative growth
    reason: np.ndarray
    variant: np.ndarray  # category code, -1 for none
    unit: pd.Categorical

    def is_(self, *comparators: str) -> np.ndarray:
        """Which goals have one of these comparators."""
        return np.isin(self.comparator, [COMPARATORS.index(name) for name in comparators])

    def over(self, *aggregates: str) -> np.ndarray:
        """Which goals have one of these aggregates."""
        return np.isin(self.aggregate, [_AGGREGATES.index(name) for name in aggregates])

    def met_by(self, value: np.ndarray) -> np.ndarray:
        """Whether `value`, one a goal, meets it. NaN and directions meet nothing."""
        lower, upper = self.lower, np.where(np.isnan(self.upper), self.lower, self.upper)
        with np.errstate(invalid="ignore"):
            near_lower = np.abs(value - lower) <= _CLOSE * np.abs(lower)
            near_upper = np.abs(value - upper) <= _CLOSE * np.abs(upper)
            return np.select(
                [self.is_(">"), self.is_(">="), self.is_("<"), self.is_("<=")],
                [
                    (value > lower) & ~near_lower,
                    (value > lower) | near_lower,
                    (value < lower) & ~near_lower,
                    (value < lower) | near_lower,
                ],
                ((value > lower) | near_lower) & ((value < upper) | near_upper),
            )


def resolve(dataset: Dataset, panel: Panel) -> Goals:
    """Every goal of the dataset as a threshold on a series of `panel`, or with a reason."""
    frame = dataset.targets
    series = dataset.keys[0].astype(np.int32)
    indicator = frame["indicator"].cat.codes.to_numpy()
    measure = _codes(frame, "measure", _MEASURES)
    aggregate = _codes(frame, "aggregate", _AGGREGATES)
    comparator = _codes(frame, "comparator", COMPARATORS)
    year = frame["year"].to_numpy(np.float64)
    base_year, base_value = column(frame, "base_year"), column(frame, "base_value")
    base = np.where(np.isnan(base_value), panel.at(series, base_year), base_value)
    rate = of_kind(dataset, "rate")[indicator]
    linear = is_linear(dataset)[indicator]
    limit = column(frame, "limit")
    if "limit" in dataset.indicators:
        own = dataset.indicator_column("limit", np.nan)[indicator]
        limit = np.where(np.isnan(limit), own, limit)

    def over(*names: str) -> np.ndarray:
        return np.isin(aggregate, [_AGGREGATES.index(name) for name in names])

    def by(*names: str) -> np.ndarray:
        return np.isin(measure, [_MEASURES.index(name) for name in names])

    low, high = _stated_range(frame, comparator)
    compound = over("compound") & ~by("relative_growth")
    rate_mean = by("growth") & over("mean") & rate
    index = np.where(compound, 100.0, base)
    way = np.where(compound & by("level"), _MEASURES.index("percent_change"), measure)
    way = np.where(rate_mean, _MEASURES.index("level"), way)
    levels = [_level(way, index, stated, year - base_year) for stated in (low, high)]
    lower = np.fmin(*levels)
    upper = np.where(np.isnan(high), np.nan, np.fmax(*levels))
    stateless = np.isin(comparator, [COMPARATORS.index("up"), COMPARATORS.index("down")])

    why = np.zeros(len(frame), np.int8)

    def refuse(code: str, where: np.ndarray) -> None:
        why[(why == 0) & where] = reason(code)

    to_date = over("every", "mean", "sum") | by("relative_growth")
    spread = to_date | over("compound")
    refuse("no-tolerance", (comparator == COMPARATORS.index("about")) & np.isnan(high))
    refuse("measure-aggregate", compound & by("change"))
    refuse("rate-needs-aggregate", by("growth") & over("point") & rate)
    refuse("measure-aggregate", by("growth") & ~over("point", "compound") & ~rate_mean)
    refuse("measure-aggregate", by("relative_growth") & over("every", "sum", "peak"))
    refuse("measure-aggregate", to_date & stateless)
    refuse("no-base-year", (spread | by("growth")) & np.isnan(base_year))
    based = ~by("level", "relative_growth") & ~compound & ~rate_mean & ~stateless
    refuse("no-base", based & np.isnan(base))
    refuse("no-rate", based & by("growth") & (base <= 0))

    made, made_series, refused = _made_series(
        dataset,
        panel,
        series,
        aggregate,
        by("relative_growth"),
        year,
        base_year,
        base,
        spread & (why == 0),
    )
    refuse("no-reference", refused)
    refuse("no-base", by("relative_growth") & ~rate & np.isnan(base))
    refuse("no-rate", by("relative_growth") & ~rate & (base <= 0))
    unfounded = (why > 0) & (compound | ~by("level", "relative_growth"))
    lower, upper = (np.where(unfounded, np.nan, level) for level in (lower, upper))
    start = np.where(over("sum"), 0.0, np.where(compound, 100.0, base_value))
    return Goals(
        panel=made,
        series=made_series,
        observed=series,
        year=year.astype(np.int32),
        comparator=comparator,
        lower=lower,
        upper=upper,
        base_year=base_year,
        base_value=np.where(over("mean") | by("relative_growth"), np.nan, start),
        limit=limit,
        linear=linear & ~compound,
        aggregate=aggregate,
        to_date=to_date,
        reason=why,
        variant=text(frame, "variant").codes,
        unit=_units(dataset, series, compound, by("relative_growth"), base_year),
    )


def _codes(frame: pd.DataFrame, name: str, choices: tuple[str, ...]) -> np.ndarray:
    words = text(frame, name)
    place = [choices.index(word) for word in words.categories]
    codes: np.ndarray = np.array([*place, 0], np.int8)[words.codes]
    return codes  # blank is the first choice, the default


def _stated_range(frame: pd.DataFrame, comparator: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    value = column(frame, "value")
    between = comparator == COMPARATORS.index("between")
    about = comparator == COMPARATORS.index("about")
    tolerance = np.where(about, column(frame, "tolerance"), 0.0)
    high = np.where(between, column(frame, "upper"), np.where(about, value + tolerance, np.nan))
    return value - np.nan_to_num(tolerance), high


def _level(
    measure: np.ndarray, base: np.ndarray, stated: np.ndarray, years: np.ndarray
) -> np.ndarray:
    """The level that a stated value means, given the base and the years from it."""
    if (measure == 0).all():
        return stated
    with np.errstate(invalid="ignore", over="ignore"):
        return np.select(
            [
                measure == _MEASURES.index(name)
                for name in ("multiple", "change", "percent_change", "growth")
            ],
            [
                base * stated,
                base + stated,
                base * (1 + stated / 100),
                base * (1 + stated / 100) ** years,
            ],
            stated,
        )


def _made_series(
    dataset: Dataset,
    panel: Panel,
    series: np.ndarray,
    aggregate: np.ndarray,
    relative: np.ndarray,
    year: np.ndarray,
    base_year: np.ndarray,
    base: np.ndarray,
    spread: np.ndarray,
) -> tuple[Panel, np.ndarray, np.ndarray]:
    """The panel with a made series below for each goal that needs one, and where each lies."""
    refused = np.zeros(len(series), bool)
    needs = np.flatnonzero(spread & (series >= 0))
    if not len(needs):
        return panel, series, refused
    values, years = panel.values[series[needs]], panel.years
    since = base_year[needs, None]
    window = (years > since) & (years <= year[needs, None])
    whole = np.cumsum(window, axis=1) == years - since  # the panel has every year counted so far
    counted = np.where(window & whole, values, np.nan)
    elapsed = np.where(window, years - since, 1.0)

    def is_(name: str) -> np.ndarray:
        here: np.ndarray = (aggregate[needs] == _AGGREGATES.index(name)) & ~relative[needs]
        return here[:, None]

    running = np.cumsum(np.where(window, counted, 0.0), axis=1)
    rate = of_kind(dataset, "rate")
    chained = 100 * np.cumprod(np.where(window, 1 + counted / 100, 1.0), axis=1)
    result = np.select(
        [is_("every"), is_("sum"), is_("mean"), is_("compound")],
        [values, running, running / elapsed, chained],
        np.nan,
    )
    if relative.any():
        reference = text(dataset.targets, "reference").codes[needs]
        other = dataset.reference_series()[needs]
        own_rate = rate[dataset.targets["indicator"].cat.codes.to_numpy()[needs]]
        their_rate = np.append(rate, False)[reference]
        theirs = np.where((other >= 0)[:, None], panel.values[other], np.nan)
        their_base = panel.at(other, base_year[needs])
        ours = _growth_since(values, base[needs], own_rate, window, whole, elapsed)
        difference = ours - _growth_since(theirs, their_base, their_rate, window, whole, elapsed)
        result = np.where(relative[needs, None], difference, result)
        refused[needs] = relative[needs] & (
            (other < 0) | (np.isnan(their_base) & ~their_rate) | np.isnan(theirs).all(axis=1)
        )
    result = np.where(window, result, np.nan)
    place = series.copy()
    place[needs] = len(panel.values) + np.arange(len(needs), dtype=np.int32)
    extended = Panel(
        years,
        np.vstack([panel.values, result]),
        np.vstack([panel.rows, panel.rows[series[needs]]]),
    )
    return extended, place, refused


def _growth_since(
    values: np.ndarray,
    base: np.ndarray,
    rate: np.ndarray,
    window: np.ndarray,
    whole: np.ndarray,
    elapsed: np.ndarray,
) -> np.ndarray:
    """Compound growth a year since the base year, in %; yearly rates are chained."""
    with np.errstate(invalid="ignore", divide="ignore"):
        chained = np.cumprod(
            np.where(window, 1 + np.where(whole, values, np.nan) / 100, 1.0), axis=1
        )
        ratio = np.where(rate[:, None], chained, values / base[:, None])
        return 100 * (np.where(ratio > 0, ratio, np.nan) ** (1 / elapsed) - 1)


def _units(
    dataset: Dataset,
    series: np.ndarray,
    compound: np.ndarray,
    relative: np.ndarray,
    base_year: np.ndarray,
) -> pd.Categorical:
    """The unit of each goal's levels: its own, else the series'; that of the made series."""
    own, general = text(dataset.targets, "unit"), dataset.series_units
    words = list(dict.fromkeys([*own.categories, *general.categories]))
    codes = pd.Index(words).get_indexer(own.categories)
    own_codes = np.append(codes, -1)[own.codes]
    codes = np.append(pd.Index(words).get_indexer(general.categories), -1)[general.codes][series]
    codes = np.where(own_codes < 0, codes, own_codes)
    for since in np.unique(base_year[compound & ~np.isnan(base_year)]):
        codes = np.where(compound & (base_year == since), len(words), codes)
        words.append(f"{int(since)}=100")
    codes = np.where(relative, len(words), codes)
    return pd.Categorical.from_codes(codes, categories=pd.Index([*words, "pp"], dtype=object))
