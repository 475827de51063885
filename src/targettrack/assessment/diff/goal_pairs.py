"""Which goal of one state of a dataset is which of another, and how it moved.

Goals are alike when they bind one series by the same comparator, measure and aggregate, against
the same reference, under the same variant. Alike goals are paired: first those with every term
the same, then those of one deadline, then those of one level, and what is left from the latest
deadline down. So a goal withdrawn for another one is a goal that moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from ...dataset.model import Dataset, column, dates, text
from ...vocabulary.words import AGGREGATES, COMPARATORS, MEASURES
from .shared_names import Shared

LOOSER, TIGHTER, MOVED = "goal-loosened", "goal-tightened", "goal-moved"
RISING, FALLING = (
    [COMPARATORS.index(sign) for sign in signs] for signs in ((">", ">="), ("<", "<="))
)
_WORDS = {"comparator": COMPARATORS, "measure": MEASURES, "aggregate": AGGREGATES}
_LEVEL = ["low", "high"]
_TERMS = [*_LEVEL, "tolerance", "base_year", "base_value", "unit"]


def goals_of(dataset: Dataset, names: Shared) -> pd.DataFrame:
    """The goals as numbers, a row each: names by `names`, words by their place, years as floats.

    `low` and `high` bound what is demanded, in the goal's own measure; `high` is NaN but for
    ranges. `in_force` marks goals not withdrawn, `row` is the row of the targets.
    """
    frame = dataset.targets
    words = {name: _places(text(frame, name), choices) for name, choices in _WORDS.items()}
    about, between = (
        words["comparator"] == COMPARATORS.index(sign) for sign in ("about", "between")
    )
    value, upper = column(frame, "value"), column(frame, "upper")
    tolerance = column(frame, "tolerance")
    low = np.where(about & ~np.isnan(tolerance), value - tolerance, value)
    high = np.where(between, upper, np.where(about, value + tolerance, np.nan))
    withdrawn = dates(frame, "withdrawn")
    return pd.DataFrame(
        {
            **names.of(frame, [*names.series, "reference", "variant", "source"]),
            **words,
            "unit": _units(dataset, names),
            "year": frame["year"].to_numpy(float),
            "low": np.fmin(low, high),
            "high": np.where(np.isnan(high), high, np.fmax(low, high)),
            "tolerance": np.where(about, np.nan, tolerance),
            "base_year": column(frame, "base_year"),
            "base_value": column(frame, "base_value"),
            "announced": dates(frame, "announced"),
            "withdrawn": withdrawn,
            "in_force": np.isnat(withdrawn),
            "row": np.arange(len(frame)),
        }
    )


def pair(
    old: pd.DataFrame, new: pd.DataFrame, names: Shared
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Pairs of goals in force, those of `old` and those of `new` alone; frames as `goals_of` makes.

    A pair is a row with the terms of both, `_old` and `_new` after the names of those that may
    differ.
    """
    alike = [*names.series, "variant", "reference", *_WORDS]
    old, new = (frame[frame["in_force"]] for frame in (old, new))
    found = []
    for same in (["year", *_TERMS], ["year"], _LEVEL, []):
        pairs = _paired(old, new, [*alike, *same], ["year", *_TERMS])
        found.append(pairs)
        old = old[~old["row"].isin(pairs["row_old"])]
        new = new[~new["row"].isin(pairs["row_new"])]
    return pd.concat(found, ignore_index=True), old, new


def gone(lost: pd.DataFrame, new: pd.DataFrame, names: Shared) -> tuple[np.ndarray, np.ndarray]:
    """For goals of the old state alone: whether the new one has them withdrawn, and when."""
    terms = [*names.series, "variant", "reference", *_WORDS, "year", *_TERMS]
    withdrawn = new.loc[~new["in_force"], [*terms, "withdrawn"]]
    withdrawn = withdrawn.sort_values("withdrawn").drop_duplicates(terms, keep="last")
    days = lost[terms].merge(withdrawn, on=terms, how="left")["withdrawn"]
    return days.notna().to_numpy(), days.to_numpy("datetime64[s]")


def moves(pairs: pd.DataFrame) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """What moved in `pairs`: the term's name, which pairs, and by kind of change each of those."""
    unit = (pairs["unit_old"] != pairs["unit_new"]).to_numpy() & (
        (pairs["unit_old"] >= 0) & (pairs["unit_new"] >= 0)
    ).to_numpy()
    yield from _moved("deadline", _differ(pairs, ["year"]), _later(pairs))
    easier = np.where(unit, 0, _easier(pairs))
    yield from _moved("level", _differ(pairs, _LEVEL), easier)
    wider = np.sign(np.nan_to_num(_step(pairs, "tolerance")))
    yield from _moved("tolerance", _differ(pairs, ["tolerance"]), wider)
    for name in ("base_year", "base_value"):
        yield from _moved(name, _differ(pairs, [name]), np.zeros(len(pairs)))
    yield from _moved("unit", unit, np.zeros(len(pairs)))


def _moved(
    name: str, which: np.ndarray, looser: np.ndarray
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """A term with the pairs in which it differs; `looser` is 1, -1 for tighter, 0 for neither."""
    rows = np.flatnonzero(which)
    if len(rows):
        kinds = np.array([TIGHTER, MOVED, LOOSER], dtype=object)
        yield name, rows, kinds[looser[rows].astype(int) + 1]


def _later(pairs: pd.DataFrame) -> np.ndarray:
    """Whether the step of the deadline makes a goal looser (1), tighter (-1), or neither (0).

    A later deadline leaves more time. It is more years to comply with where every year counts, and
    where a sum may not exceed a ceiling. Growth and means over other years are another demand.
    """
    step = np.sign(_step(pairs, "year"))
    falling = pairs["comparator"].isin(FALLING).to_numpy()
    aggregate, measure = (
        pairs[name].map(dict(enumerate(_WORDS[name]))).to_numpy(object)
        for name in ("aggregate", "measure")
    )
    step = np.where((aggregate == "every") | ((aggregate == "sum") & falling), -step, step)
    neither = (aggregate == "mean") | ((aggregate == "compound") & falling)
    neither |= (measure == "growth") | (measure == "relative_growth")
    return np.where(neither, 0, step)


def _easier(pairs: pd.DataFrame) -> np.ndarray:
    """Whether the step of the level makes a goal looser (1), tighter (-1), or neither (0).

    A range is looser that holds the other one.
    """
    comparator = pairs["comparator"]
    low, high = _step(pairs, "low"), _step(pairs, "high")
    wider = np.sign(np.sign(high) - np.sign(low))
    same_way = (low > 0) & (high > 0) | (low < 0) & (high < 0)
    ranged = np.where(np.isnan(low) | np.isnan(high) | same_way, 0, wider)
    rising = np.where(comparator.isin(RISING), -np.sign(low), 0)
    falling = np.where(comparator.isin(FALLING), np.sign(low), 0)
    one = comparator.isin([*RISING, *FALLING]).to_numpy()
    return np.nan_to_num(np.where(one, rising + falling, ranged))


def _step(pairs: pd.DataFrame, name: str) -> np.ndarray:
    step: np.ndarray = (pairs[f"{name}_new"] - pairs[f"{name}_old"]).to_numpy(float)
    return step


def _differ(pairs: pd.DataFrame, names: Sequence[str]) -> np.ndarray:
    differ = np.zeros(len(pairs), bool)
    for name in names:
        one, other = pairs[f"{name}_old"].to_numpy(), pairs[f"{name}_new"].to_numpy()
        differ |= (one != other) & ~(np.isnan(one) & np.isnan(other))
    return differ


def _paired(
    old: pd.DataFrame, new: pd.DataFrame, same: list[str], order: list[str]
) -> pd.DataFrame:
    """Rows of both that agree in `same`, each taken once: the last by `order` with the last."""
    sides = []
    for frame, side in ((old, "old"), (new, "new")):
        frame = frame.sort_values(order, ascending=False, kind="stable")
        turn = frame.groupby(same, dropna=False, sort=False).cumcount()
        keys = frame[same].assign(turn=turn)
        terms = ["year", *_TERMS, "announced", "withdrawn", "source", "row"]
        sides.append(pd.concat([keys, frame[terms].add_suffix(f"_{side}")], axis=1))
    pairs = sides[0].merge(sides[1], on=[*same, "turn"])
    return pairs.drop(columns=["turn", *(set(same) & {"year", *_TERMS})])


def _places(words: pd.Categorical, choices: Sequence[str]) -> np.ndarray:
    """The place of each word among the choices; blank is the first, the default."""
    places = [choices.index(word) for word in words.categories]
    found: np.ndarray = np.array([*places, 0], np.int64)[words.codes]
    return found


def _units(dataset: Dataset, names: Shared) -> np.ndarray:
    """The unit of each goal: its own, else its series'."""
    own = names.numbers("unit", text(dataset.targets, "unit"))
    series = dataset.keys[0]
    general = names.numbers("unit", dataset.series_units)
    return np.where(own < 0, general[series], own) if len(general) else own
