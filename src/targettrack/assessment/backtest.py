"""What each method would have said of every goal, year by year, and how often it was right.

For every year Y the goals still ahead are judged by what was known when the figures of Y were out:
actuals up to Y, published by the end of the year after, and goals announced by then. Once a
deadline has passed, each verdict is scored against what came of the goal. A verdict counts as a
forecast that the goal is met: 1 for on track and better, 1/2 for at risk, 0 for worse; the
outlook's chance counts as it stands. The score is the mean of (forecast − outcome)²: G. W. Brier,
"Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950).

Series of twelve actuals and more that have no goal to score are given goals: in each year, to
repeat the growth of the past decade, half of it and double of it, one to five years on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..dataset.known import rows_in_force
from ..dataset.model import Dataset, is_linear
from ..goals.growth import grown, growth
from ..goals.panel import Panel, panel
from ..goals.thresholds import meets
from ..methods import OUTLOOK, methods_named
from ..vocabulary.field import columns
from ..vocabulary.results import BACKTEST, JUDGED
from ..vocabulary.words import COMPARATORS
from .assess import assess

DECADE = 10  # years of growth that a made goal repeats
MULTIPLES = (0.5, 1.0, 2.0)  # of that growth
FARTHEST = 5  # years ahead of a made goal
FEWEST = 12  # actuals of a series that is given goals
STATED, MADE = "stated", "made"
FORECASTS = {"achieved": 1.0, "on-track": 1.0, "at-risk": 0.5, "off-track": 0.0, "reversing": 0.0}
_SIGNS = COMPARATORS.index("<="), COMPARATORS.index(">=")  # of made goals, falling and rising
_SETTLED = ("deadline", "broken", "peak")  # reasons that tell what came of a goal


@dataclass(frozen=True)
class _Judged:
    """What the methods say of goals as of one year: a row a goal and method.

    Arrays stand beside the table, not in it: its columns are called as the user's dimensions are.
    """

    table: pd.DataFrame  # as `assess` makes it
    year: int
    goal: np.ndarray  # (rows,) row of the targets
    outcome: np.ndarray  # (rows,) 1 met in the end, 0 not, NaN not known yet
    chance: np.ndarray  # (rows,) by the outlook; NaN for the other methods


def backtest(dataset: Dataset, methods: Sequence[str] | None = None) -> pd.DataFrame:
    """How often each method was right: a row for each kind of goals, method and years ahead.

    >>> import targettrack as tt
    >>> tt.backtest(tt.read("data"), ["un", "outlook"])[["method", "years_ahead", "brier"]]

    `methods` are yardsticks by name, one or several; without any, every one. `goals` are stated
    ones, or made for long series. `judged` and `no_data` count verdicts; `met`, `hit_rate`,
    `brier` and `climatology` are fractions, 0 to 1, missing where nothing was judged;
    `docs/commands.md` says what each means. Raises UsageError for a method that is not there.
    """
    chosen = [method.id for method in methods_named(methods or ["all"])]
    parts = [
        _sums(judged, kind)
        for kind, by_year in (
            (STATED, _stated(dataset, chosen)),
            (MADE, _made(dataset, chosen)),
        )
        for judged in by_year
    ]
    keys = ["goals", "method", "years_ahead"]
    if not parts:
        return pd.DataFrame({field.name: [] for field in BACKTEST})
    sums = pd.concat(parts, ignore_index=True).groupby(keys, observed=True, sort=False).sum()
    sums = sums.reset_index().sort_values(
        ["goals", "years_ahead"], kind="stable", ascending=[False, True], ignore_index=True
    )
    count = sums["judged"].where(sums["judged"] > 0)
    share = sums["met"] / count
    return pd.DataFrame(
        {
            **{name: sums[name] for name in (*keys, "judged", "no_data")},
            "met": share,
            "hit_rate": sums["hits"] / count,
            "brier": sums["squares"] / count,
            "climatology": share * (1 - share),
        }
    )


def judgements(dataset: Dataset, methods: Sequence[str] | None = None) -> pd.DataFrame:
    """Every verdict that would have been given of the stated goals: a row a goal, year and method.

    >>> import targettrack as tt
    >>> from targettrack.assessment.backtest import judgements
    >>> judgements(tt.read("data"), ["un"])[["indicator", "as_of", "verdict", "met"]]

    `methods` as for `backtest`. `as_of` is the year whose figures were the latest, `chance` a
    fraction, given by the outlook alone, and `met` whether the goal was met in the end: missing
    while that is not known. Raises UsageError for a method that is not there.
    """
    chosen = [method.id for method in methods_named(methods or ["all"])]
    names = columns(JUDGED, dataset.dimensions)
    by_year = list(_stated(dataset, chosen))
    if not by_year:
        return pd.DataFrame({name: [] for name in names})
    tables = [
        judged.table.assign(
            as_of=np.int32(judged.year),
            chance=judged.chance,
            met=pd.array(judged.outcome, "Float64").astype("boolean"),
        )[names]
        for judged in by_year
    ]
    table = pd.concat(tables, ignore_index=True)
    goal = np.concatenate([judged.goal for judged in by_year])
    return table.iloc[np.argsort(goal, kind="stable")].reset_index(drop=True)


def _sums(judged: _Judged, kind: str) -> pd.DataFrame:
    """What a year's judgements add to the scores; of goals alone whose outcome is known."""
    scored = ~np.isnan(judged.outcome)
    table, met, chance = judged.table[scored], judged.outcome[scored], judged.chance[scored]
    forecast = table["verdict"].astype(object).map(FORECASTS).to_numpy(float)
    forecast = np.where(np.isnan(chance), forecast, chance)
    known = ~np.isnan(forecast)
    return (
        pd.DataFrame(
            {
                "goals": kind,
                "method": table["method"].astype(str).to_numpy(),
                "years_ahead": table["target_year"].to_numpy() - judged.year,
                "judged": known.astype(int),
                "no_data": (~known).astype(int),
                "met": np.where(known, met, 0),
                "hits": np.where(known, (forecast > 0.5) == (met > 0.5), 0),
                "squares": np.where(known, (forecast - met) ** 2, 0.0),
            }
        )
        .groupby(["goals", "method", "years_ahead"], observed=True, sort=False, as_index=False)
        .sum()
    )


def _stated(dataset: Dataset, methods: Sequence[str]) -> Iterator[_Judged]:
    """The goals of the dataset, judged as of each year that any of them has an actual for."""
    outcome = _outcome(dataset)
    deadline = dataset.targets["year"].to_numpy()
    for year in np.unique(dataset.actuals["year"].to_numpy()):
        day = np.datetime64(f"{int(year) + 1:04d}-12-31", "s")  # the figures of the year are out
        goals, actuals = rows_in_force(dataset, int(year), day, undated=True)
        goals &= deadline > year
        if goals.any():
            targets = dataset.targets[goals].drop(columns="withdrawn", errors="ignore")  # later
            then = replace(dataset, targets=targets, actuals=dataset.actuals[actuals])
            yield _judged_in(then, methods, int(year), np.flatnonzero(goals), outcome[goals])


def _outcome(dataset: Dataset) -> np.ndarray:
    """What came of each goal (goals,): 1 met, 0 not, NaN not known yet."""
    kept = dataset.targets.drop(columns="withdrawn", errors="ignore")
    table = assess(replace(dataset, targets=kept), ["trajectory"])  # the rules common to all
    known = table["reason"].isin(_SETTLED).to_numpy()
    return np.where(known, (table["verdict"] == "achieved").to_numpy(float), np.nan)


def _judged_in(
    then: Dataset, methods: Sequence[str], year: int, goals: np.ndarray, outcome: np.ndarray
) -> _Judged:
    """The verdicts on `goals`, rows (goals,), whose series has an actual of that very year."""
    table = assess(then, methods, as_of=year)
    of_year = (table["actual_year"] == year).to_numpy(bool, na_value=False)
    table = table[of_year]
    by_outlook = (table["method"] == OUTLOOK).to_numpy()
    return _Judged(
        table,
        year,
        goal=goals.repeat(len(methods))[of_year],
        outcome=outcome.repeat(len(methods))[of_year],
        chance=np.where(by_outlook, table["chance"].to_numpy(float), np.nan),
    )


def _made(dataset: Dataset, methods: Sequence[str]) -> Iterator[_Judged]:
    """Goals made for long series without a stated goal to score, judged in the year they start."""
    levels = panel(dataset)
    of_goals, _, size = dataset.keys
    stated = np.zeros(size, bool)
    stated[of_goals[~np.isnan(_outcome(dataset))]] = True
    long = (~np.isnan(levels.values)).sum(axis=1) >= FEWEST
    series = np.flatnonzero(long & ~stated)
    if not len(series):
        return
    for year in levels.years:
        targets, met = _goals_made(dataset, levels, series, int(year))
        if len(targets):
            known = dataset.actuals[dataset.actuals["year"].to_numpy() <= year]
            then = replace(dataset, targets=targets, actuals=known)
            yield _judged_in(then, methods, int(year), np.arange(len(met)), met)


def _goals_made(
    dataset: Dataset, levels: Panel, series: np.ndarray, year: int
) -> tuple[pd.DataFrame, np.ndarray]:
    """Goals that start in `year`, as rows of targets, and whether each was met (made,): 1 or 0.

    For each of `series`, row numbers of `levels`, known in that year and ten years before. From
    100 to 150 in ten years is 4.1 % a year: 2, 4.1 and 8.3 %, one to five years on, make 15 goals.
    """
    row = np.full(len(levels.values), -1)
    of_actuals = dataset.keys[1]
    row[of_actuals[::-1]] = np.arange(len(of_actuals))[::-1]
    linear = is_linear(dataset)[dataset.actuals["indicator"].cat.codes.to_numpy()[row[series]]]
    now, before = levels.at(series, year), levels.at(series, year - DECADE)
    rate = growth(before, now, np.full(len(series), float(DECADE)), linear)
    parts = []
    for ahead in range(1, FARTHEST + 1):
        outcome = levels.at(series, year + ahead)
        for multiple in MULTIPLES:
            goal = grown(now, rate * multiple, np.full(len(series), float(ahead)), linear)
            use = np.flatnonzero(~np.isnan(outcome) & ~np.isnan(goal) & (rate != 0))
            sign = np.where(rate[use] < 0, *_SIGNS).astype(np.int8)
            met = meets(sign, goal[use], np.full(len(use), np.nan), outcome[use])
            parts.append((row[series[use]], np.full(len(use), year + ahead), goal[use], sign, met))
    rows, deadline, goal, signs, met = (np.concatenate(each) for each in zip(*parts, strict=True))
    names = dataset.actuals.iloc[rows][["indicator", *dataset.dimensions]]
    targets = names.reset_index(drop=True).assign(
        year=deadline.astype(np.int32),
        comparator=pd.Categorical.from_codes(
            signs.astype(np.int8), categories=pd.Index(COMPARATORS, dtype=object)
        ),
        value=goal,
        base_year=pd.array(np.full(len(goal), year - DECADE), "Int32"),
    )
    return targets, met.astype(float)
