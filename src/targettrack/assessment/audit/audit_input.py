"""What every rule is given, and what several of them ask of it."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...dataset.model import Dataset, column
from ...goals.thresholds import Thresholds

MOST_SLACK = 0.005  # of a whole number with zeros at its end


class AuditInput(NamedTuple):
    """A dataset, and its goals as thresholds on the matrix of its actuals."""

    dataset: Dataset
    goals: Thresholds


def half_unit(values: np.ndarray) -> np.ndarray:
    """Half a unit of the last digit that each number is given to: 50 for 12,700, 0.05 for 19.2.

    Zeros at the end of a whole number may be digits too: they count for half a percent at most.
    """
    half = np.full(len(values), 0.5e-8)
    for power in range(-8, 10):
        unit = 10.0**power
        parts = values / unit
        whole = np.abs(parts - np.round(parts)) <= 1e-9 * np.maximum(np.abs(parts), 1)
        slack = unit / 2 if power <= 0 else np.minimum(unit / 2, MOST_SLACK * np.abs(values))
        half = np.where(whole & (values != 0), np.maximum(slack, half), half)
    return np.where(values == 0, 0.5, half)


def on_one_level(goals: Thresholds) -> np.ndarray:
    """Which goals (goals,) put one level at one end, for one year: of two, one is easier."""
    one_level: np.ndarray = (
        (goals.reason == 0)
        & (goals.observed >= 0)
        & goals.over("point")
        & goals.is_(">", ">=", "<", "<=")
        & ~np.isnan(goals.target)
    )
    return one_level


def levels_by_table(audited: AuditInput) -> Iterator[tuple[str, pd.DataFrame, np.ndarray]]:
    """Each table with its frame and the level of every row (rows,); NaN where it states none."""
    dataset, goals = audited
    yield "actuals", dataset.actuals, column(dataset.actuals, "value")
    yield "targets", dataset.targets, np.where(on_one_level(goals), goals.target, np.nan)
