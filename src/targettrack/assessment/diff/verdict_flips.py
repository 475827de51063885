"""Verdicts that differ between two states, and what changed that may be the cause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...dataset.model import Dataset
from ...methods import OUTLOOK
from ..assess import assess
from .actual_changes import NEW, REMOVED, REVISED
from .goal_changes import LOOSER, MOVED, TIGHTER
from .goal_pairs import goals_after

_OF_ACTUALS, _OF_GOALS = (NEW, REVISED, REMOVED), (LOOSER, TIGHTER, MOVED)
_CAUSES = (*_OF_ACTUALS, *_OF_GOALS)


class Verdicts(NamedTuple):
    """What the methods say, both (goals, methods), goals as in the file."""

    verdict: np.ndarray  # place among VERDICTS; -1 if the goal is not in force
    chance: np.ndarray  # by the outlook; NaN for the others


def verdicts_of(dataset: Dataset, in_force: np.ndarray, methods: Sequence[str]) -> Verdicts:
    """The verdicts on the goals (goals,) that are `in_force`, by each method."""
    table = assess(dataset, methods)
    verdict = np.full((len(in_force), len(methods)), -1, np.int8)
    chance = np.full(verdict.shape, np.nan)
    shape = (-1, len(methods))
    verdict[in_force] = table["verdict"].cat.codes.to_numpy().reshape(shape)
    by_outlook = (table["method"] == OUTLOOK).to_numpy()
    chances = np.where(by_outlook, table["chance"].to_numpy(float), np.nan)
    chance[in_force] = chances.reshape(shape)
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
