"""Goals that only one state has, and goals that moved, as rows of the table of changes."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from ...goals.stated import which
from ...vocabulary.words import AGGREGATES, COMPARATORS, MEASURES
from .actual_changes import relative_change
from .goal_pairs import goals_after, withdrawal_days

_NUMBERS = {"deadline": ("year",), "level": ("low", "high"), "unit": ()}  # else the term itself


def single_goals(
    lost: pd.DataFrame, found: pd.DataFrame, after: pd.DataFrame
) -> Iterator[pd.DataFrame]:
    """Goals that only one of the two states has in force; `after` holds all goals of the new."""
    same = ["series", "variant", "comparator", "measure", "year", "unit", "source"]
    yield found[same].assign(
        kind="new-goal",
        after=found["low"],
        after_upper=found["high"],
        unit_before=-1,
        dated=found["announced"],
    )
    day = withdrawal_days(lost, after)
    yield lost[same].assign(
        kind=np.where(np.isnat(day), "goal-removed", "goal-withdrawn").astype(object),
        before=lost["low"],
        before_upper=lost["high"],
        unit_before=lost["unit"],
        dated=day,
    )


def moved_goals(pairs: pd.DataFrame) -> pd.DataFrame:
    """A row for each term of a goal that moved; `row_new` tells which goal."""
    parts = [goals_after(pairs).head(0).assign(kind="")]
    for term, rows, kind in moved_terms(pairs):
        moved = pairs.iloc[rows]
        numbers = {
            side + end: moved[f"{name}_{state}"].to_numpy(float)
            for side, state in (("before", "old"), ("after", "new"))
            for name, end in zip(_NUMBERS.get(term, (term,)), ("", "_upper"), strict=False)
        }
        part = goals_after(moved).assign(
            kind=kind, detail=term, dated=moved["announced_new"], **numbers
        )
        if term == "level":
            comparable = (moved["unit_old"] == moved["unit_new"]) & moved["high_new"].isna()
            comparable &= moved["measure"] == MEASURES.index("level")
            part["relative_change"] = relative_change(
                numbers["before"], numbers["after"], comparable.to_numpy()
            )
        parts.append(part)
    return pd.concat(parts[1:] or parts, ignore_index=True)


LOOSER, TIGHTER, MOVED = "goal-loosened", "goal-tightened", "goal-moved"


def moved_terms(pairs: pd.DataFrame) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """What moved in `pairs`: the term's name, which pairs (moved,), and how each did (moved,)."""
    unit = (pairs["unit_old"] != pairs["unit_new"]).to_numpy() & (
        (pairs["unit_old"] >= 0) & (pairs["unit_new"] >= 0)
    ).to_numpy()
    neither = np.zeros(len(pairs))
    wider = np.sign(np.nan_to_num(_step(pairs, "tolerance")))
    for term, moved, looser in (
        ("deadline", _differ(pairs, ["year"]), _looser_by_deadline(pairs)),
        ("level", _differ(pairs, ["low", "high"]), np.where(unit, 0, _looser_by_level(pairs))),
        ("tolerance", _differ(pairs, ["tolerance"]), wider),
        ("base_year", _differ(pairs, ["base_year"]), neither),
        ("base_value", _differ(pairs, ["base_value"]), neither),
        ("unit", unit, neither),
    ):
        rows = np.flatnonzero(moved)
        if len(rows):
            kinds = np.array([TIGHTER, MOVED, LOOSER], dtype=object)
            yield term, rows, kinds[looser[rows].astype(int) + 1]


def _looser_by_deadline(pairs: pd.DataFrame) -> np.ndarray:
    """Whether the step of the deadline makes a goal looser (1), tighter (-1), or neither (0).

    A later deadline leaves more time. It is more years to comply with where every year counts, and
    where a sum may not exceed a ceiling. Growth and means over other years are another demand.
    From 2025 to 2027: >= 100 is looser; >= 100 in every year is tighter; a sum <= 100 is tighter,
    a sum >= 100 looser; a mean >= 100 neither.
    """
    falling = _has(pairs, "comparator", COMPARATORS, "<", "<=")
    every, total, mean, compound = (
        _has(pairs, "aggregate", AGGREGATES, word) for word in ("every", "sum", "mean", "compound")
    )
    step = np.sign(_step(pairs, "year"))
    step = np.where(every | (total & falling), -step, step)
    growth = _has(pairs, "measure", MEASURES, "growth", "relative_growth")
    return np.where(mean | (compound & falling) | growth, 0, step)


def _looser_by_level(pairs: pd.DataFrame) -> np.ndarray:
    """Whether the step of the level makes a goal looser (1), tighter (-1), or neither (0).

    A range is looser that holds the other one. From >= 100 to >= 90: looser; from 90-110 to
    80-110: looser, the step of its low end is -10 and that of its high end 0; to 80-100: neither,
    both ends went the same way.
    """
    low, high = _step(pairs, "low"), _step(pairs, "high")
    wider = np.sign(np.sign(high) - np.sign(low))
    same_way = np.sign(low) * np.sign(high) > 0
    ranged = np.where(np.isnan(low) | np.isnan(high) | same_way, 0, wider)
    rising = _has(pairs, "comparator", COMPARATORS, ">", ">=")
    falling = _has(pairs, "comparator", COMPARATORS, "<", "<=")
    looser = np.select([rising, falling], [-np.sign(low), np.sign(low)], ranged)
    return np.where(np.isnan(looser), 0, looser)


def _has(pairs: pd.DataFrame, name: str, choices: Sequence[str], *words: str) -> np.ndarray:
    return which(pairs[name].to_numpy(), choices, words)


def _step(pairs: pd.DataFrame, name: str) -> np.ndarray:
    step: np.ndarray = (pairs[f"{name}_new"] - pairs[f"{name}_old"]).to_numpy(float)
    return step


def _differ(pairs: pd.DataFrame, names: Sequence[str]) -> np.ndarray:
    differ = np.zeros(len(pairs), bool)
    for name in names:
        one, other = pairs[f"{name}_old"].to_numpy(), pairs[f"{name}_new"].to_numpy()
        differ |= (one != other) & ~(np.isnan(one) & np.isnan(other))
    return differ
