"""From goal to threshold: which levels, in which years, of which series.

A goal may state a level, or a multiple, a change, a growth rate of its base; for one year or over
several. Here each becomes a level (two for a range) that a series must reach, keep or stay below;
goals over several years bind a series made out of the actuals (`made_series`). Whatever cannot be
put so carries the reason. Nothing is inferred from whether the target lies above or below the base.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..dataset.model import Dataset, column, is_linear, of_kind, recode, states_level, text
from ..vocabulary.reasons import reason
from ..vocabulary.words import AGGREGATES, COMPARATORS, MEASURES
from .made_series import made_series
from .panel import Panel
from .stated import StatedGoals, stated_goals, which

_CLOSE = 1e-12  # levels computed from a base may be off by the rounding of a float


@dataclass(frozen=True)
class Thresholds:
    """All goals as thresholds: arrays (goals,) in the order of the file, levels in `unit`.

    `series` is a row of `panel` (-1: none), which holds the made series below the observed ones.
    `target` is the level; ranges go from `target` to `target_upper`. `reason` is not 0 where the
    goal cannot be assessed.
    """

    panel: Panel
    series: np.ndarray
    observed: np.ndarray  # row of the series as published, where `series` is a made one
    year: np.ndarray
    comparator: np.ndarray  # index into words.COMPARATORS
    target: np.ndarray
    target_upper: np.ndarray  # NaN but for ranges
    base_year: np.ndarray  # as stated; NaN
    base_value: np.ndarray  # as stated, or given by the aggregate; NaN
    limit: np.ndarray
    tolerance: np.ndarray  # as stated; NaN
    linear: np.ndarray  # growth counts in points a year
    aggregate: np.ndarray  # index into words.AGGREGATES
    to_date: np.ndarray  # judged by the years so far: every, mean, sum, relative growth
    reason: np.ndarray
    variant: np.ndarray  # category code, -1 for none
    unit: pd.Categorical

    def is_(self, *comparators: str) -> np.ndarray:
        """Which goals have one of these comparators."""
        return which(self.comparator, COMPARATORS, comparators)

    def over(self, *aggregates: str) -> np.ndarray:
        """Which goals have one of these aggregates."""
        return which(self.aggregate, AGGREGATES, aggregates)

    def met_by(self, value: np.ndarray) -> np.ndarray:
        """Whether `value`, one a goal, meets it. NaN and directions meet nothing."""
        return meets(self.comparator, self.target, self.target_upper, value)


def meets(
    comparator: np.ndarray, lower: np.ndarray, upper: np.ndarray, value: np.ndarray
) -> np.ndarray:
    """Whether `value` meets a demand; arrays of shapes that fit each other.

    Levels within a float's rounding of a bound are at the bound: 10,000 is not > 10,000, and
    100 × 1.1 meets ≥ 110.
    """
    is_ = {sign: comparator == place for place, sign in enumerate(COMPARATORS)}
    upper = np.where(np.isnan(upper), lower, upper)
    with np.errstate(invalid="ignore"):
        near_lower = np.abs(value - lower) <= _CLOSE * np.abs(lower)
        near_upper = np.abs(value - upper) <= _CLOSE * np.abs(upper)
        return np.select(
            [is_[">"], is_[">="], is_["<"], is_["<="]],
            [
                (value > lower) & ~near_lower,
                (value > lower) | near_lower,
                (value < lower) & ~near_lower,
                (value < lower) | near_lower,
            ],
            ((value > lower) | near_lower) & ((value < upper) | near_upper),
        )


def thresholds(dataset: Dataset, panel: Panel) -> Thresholds:
    """Every goal of the dataset as a threshold on a series of `panel`, or with a reason."""
    frame = dataset.targets
    stated = stated_goals(dataset, panel)
    relative, compound = stated.relative, stated.compound
    indicator = frame["indicator"].cat.codes.to_numpy()
    why = _refusals(stated, _holds_levels(dataset)[indicator])
    spread = stated.to_date | stated.over("compound")
    panel, series, unrelated = made_series(dataset, panel, stated, spread & (why == 0))
    _refuse(why, "no-reference", unrelated)
    _refuse(why, "no-base", relative & ~stated.rate & np.isnan(stated.base))
    _refuse(why, "base-not-positive", relative & ~stated.rate & (stated.base <= 0))
    unfounded = (why > 0) & (compound | ~stated.by("level", "relative_growth"))
    target, target_upper = (np.where(unfounded, np.nan, level) for level in _targets(stated))
    start = np.where(stated.over("sum"), 0.0, np.where(compound, 100.0, stated.base_value))
    own, general = column(frame, "limit"), dataset.indicator_column("limit", np.nan)[indicator]
    return Thresholds(
        panel=panel,
        series=series,
        observed=stated.series,
        year=stated.year.astype(np.int32),
        comparator=stated.comparator,
        target=target,
        target_upper=target_upper,
        base_year=stated.base_year,
        base_value=np.where(stated.over("mean") | relative, np.nan, start),
        limit=np.where(np.isnan(own), general.astype(float), own),
        tolerance=column(frame, "tolerance"),
        linear=is_linear(dataset)[indicator] & ~compound,
        aggregate=stated.aggregate,
        to_date=stated.to_date,
        reason=why,
        variant=text(frame, "variant").codes,
        unit=_unit_of_levels(dataset, stated.series, compound, relative, stated.base_year),
    )


def _holds_levels(dataset: Dataset) -> np.ndarray:
    """By indicator code: whether the indicator holds levels, not yearly changes.

    One that grows in points and has no kind (its unit is %) may hold either.
    """
    levels: np.ndarray = ~is_linear(dataset) | of_kind(dataset, "share", "rank")
    return levels


def _refusals(stated: StatedGoals, levels: np.ndarray) -> np.ndarray:
    """Why each goal cannot be put as a threshold (goals,), as far as its own row tells; else 0.

    `levels` (goals,) marks indicators that hold levels, not yearly changes.
    """
    why = np.zeros(len(stated.year), np.int8)
    by, over, rate = stated.by, stated.over, stated.rate
    undirected = stated.is_("up", "down")
    based = ~by("level", "relative_growth") & ~stated.compound & ~stated.mean_rate & ~undirected
    years_count = stated.to_date | over("compound") | by("growth")
    _refuse(why, "no-tolerance", stated.is_("about") & np.isnan(stated.upper))
    _refuse(why, "measure-aggregate", stated.compound & by("change"))
    _refuse(why, "rate-needs-aggregate", by("growth") & over("point") & rate)
    _refuse(why, "measure-aggregate", by("growth") & ~over("point", "compound") & ~stated.mean_rate)
    _refuse(why, "measure-aggregate", stated.relative & over("every", "sum", "peak"))
    _refuse(why, "measure-aggregate", stated.to_date & undirected)
    _refuse(why, "compound-needs-rate", stated.compound & levels)
    _refuse(why, "peak-value", over("peak") & ~np.isnan(stated.value))
    _refuse(why, "no-base-year", years_count & np.isnan(stated.base_year))
    _refuse(why, "no-base", based & np.isnan(stated.base))
    multiplied = based & by("multiple", "percent_change", "growth")
    _refuse(why, "base-not-positive", multiplied & (stated.base <= 0))
    return why


def _refuse(why: np.ndarray, code: str, where: np.ndarray) -> None:
    """Give goals `where` the reason `code`, unless they have one already."""
    why[(why == 0) & where] = reason(code)


def _targets(stated: StatedGoals) -> tuple[np.ndarray, np.ndarray]:
    """The level each goal means, and the upper end of ranges, NaN for all others (goals,)."""
    base = np.where(stated.compound, 100.0, stated.base)
    measure = np.where(
        stated.compound & stated.by("level"), MEASURES.index("percent_change"), stated.measure
    )
    measure = np.where(stated.mean_rate, MEASURES.index("level"), measure)
    years = stated.year - stated.base_year
    ends = [_level_meant(measure, base, number, years) for number in (stated.value, stated.upper)]
    return np.fmin(*ends), np.where(np.isnan(stated.upper), np.nan, np.fmax(*ends))


def _level_meant(
    measure: np.ndarray, base: np.ndarray, stated: np.ndarray, years: np.ndarray
) -> np.ndarray:
    """The level that a stated value means, given the base and the years from it (goals,).

    From a base of 200, `percent_change` −50 means 100, and `growth` 10 over two years 242.
    """
    if (measure == 0).all():
        return stated
    with np.errstate(invalid="ignore", over="ignore"):
        return np.select(
            [
                measure == MEASURES.index(name)
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


def _unit_of_levels(
    dataset: Dataset,
    series: np.ndarray,
    compound: np.ndarray,
    relative: np.ndarray,
    base_year: np.ndarray,
) -> pd.Categorical:
    """The unit of each goal's levels: its own, else the series'; that of the made series.

    A goal on growth or a multiple has levels in the unit of the series, its own is that of `value`.
    """
    words: dict[str, int] = {}
    own = recode(text(dataset.targets, "unit"), words)
    of_series = recode(dataset.series_units, words)[series]
    codes = np.where((own < 0) | ~states_level(dataset.targets), of_series, own)
    units = list(words)
    for since in np.unique(base_year[compound & ~np.isnan(base_year)]):
        codes = np.where(compound & (base_year == since), len(units), codes)
        units.append(f"{int(since)}=100")
    codes = np.where(relative, len(units), codes)
    return pd.Categorical.from_codes(codes, categories=pd.Index([*units, "pp"], dtype=object))
