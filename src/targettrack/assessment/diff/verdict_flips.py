"""Verdicts that differ between two states, and what changed that may be the cause."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from ...goals.expectation import expectation
from ...methods import OUTLOOK
from ..assess import Assessment
from .actual_changes import NEW, REMOVED, REVISED
from .goal_changes import LOOSER, MOVED, TIGHTER
from .goal_pairs import goals_after

_OF_ACTUALS, _OF_GOALS = (NEW, REVISED, REMOVED), (LOOSER, TIGHTER, MOVED)
_CAUSES = (*_OF_ACTUALS, *_OF_GOALS)


class Verdicts(NamedTuple):
    """What the methods say, both (goals, methods), goals as in the file."""

    verdict: np.ndarray  # place among VERDICTS; -1 if the goal is not in force
    chance: np.ndarray  # by the outlook; NaN for the others


def verdicts_of(assessed: Assessment, in_force: np.ndarray) -> Verdicts:
    """The verdicts on the goals (goals,) that are `in_force`, by each method."""
    shape = len(in_force), len(assessed.methods)
    verdict, chance = np.full(shape, -1, np.int8), np.full(shape, np.nan)
    for place, (method, said) in enumerate(zip(assessed.methods, assessed.verdicts, strict=True)):
        verdict[in_force, place] = said.verdict
        if method.id == OUTLOOK:
            chance[in_force, place] = expectation(assessed.standing).chance
    return Verdicts(verdict, chance)


def verdict_flips(before: Verdicts, after: Verdicts, pairs: pd.DataFrame) -> pd.DataFrame:
    """Goals that both states have, by method, whose verdicts differ."""
    row_old, row_new = pairs["row_old"].to_numpy(), pairs["row_new"].to_numpy()
    pair, method = np.nonzero(before.verdict[row_old] != after.verdict[row_new])
    was, now = (row_old[pair], method), (row_new[pair], method)
    return goals_after(pairs.iloc[pair]).assign(
        kind="verdict",
        method=method,
        verdict_before=before.verdict[was],
        verdict=after.verdict[now],
        before=before.chance[was],
        after=after.chance[now],
    )


def cause_bits(flips: pd.DataFrame, actuals: pd.DataFrame, moved: pd.DataFrame) -> np.ndarray:
    """For each flip (flips,) the causes found, the bits of a number: 1 + 8 is new and loosened.

    An actual is a cause for its own series and for goals compared with it, a moved goal for itself.
    """
    bits = np.zeros(len(flips), np.int64)
    for place, cause in enumerate(_CAUSES):
        if cause in _OF_ACTUALS:
            series = actuals.loc[actuals["kind"] == cause, "series"]
            hit = flips["series"].isin(series) | flips["reference"].isin(series)
        else:
            hit = flips["row_new"].isin(moved.loc[moved["kind"] == cause, "row_new"])
        bits |= hit.to_numpy().astype(np.int64) << place
    return bits


def cause_words() -> list[str]:
    """The words of each set of causes, by its bits; no cause at all is `other`."""
    return [
        " ".join(cause for place, cause in enumerate(_CAUSES) if bits >> place & 1) or "other"
        for bits in range(1 << len(_CAUSES))
    ]
