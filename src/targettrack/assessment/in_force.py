"""What stood in force, and where every goal of it stood: the start of every answer."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from ..dataset.known import vintage
from ..dataset.model import Dataset
from ..goals.panel import panel
from ..goals.standing import Standing, standing
from ..goals.thresholds import thresholds


class InForce(NamedTuple):
    """Rows in force, their goals beside their actuals, and how many rows lack the date asked for.

    The arrays of `standing` have one entry for each row of `dataset.targets`.
    """

    dataset: Dataset
    standing: Standing
    undated: int


def in_force(
    dataset: Dataset, as_of: int | None = None, known_on: str | pd.Timestamp | None = None
) -> InForce:
    """Actuals up to the year `as_of`, rows known on the day `known_on`; all, where not given."""
    day = None if known_on is None else pd.Timestamp(known_on)
    dataset, undated = vintage(dataset, as_of, day)
    return InForce(dataset, standing(thresholds(dataset, panel(dataset)), as_of), undated)
