"""Where methods part ways on one goal."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..vocabulary.words import VERDICTS

_FINE = [list(VERDICTS).index(word) for word in ("achieved", "on-track")]
_SILENT = list(VERDICTS).index("no-data")


def disagreement(table: pd.DataFrame) -> pd.arrays.BooleanArray:
    """Whether the methods disagree on the goal of each row of an assessment.

    They do where one says on track or better and another says worse; missing where fewer than
    two of them give a verdict. The rows of a goal follow one another, a row a method.
    """
    methods = max(1, len(table["method"].cat.categories))
    verdicts = table["verdict"].cat.codes.to_numpy().reshape(-1, methods)
    speaks, fine = verdicts != _SILENT, np.isin(verdicts, _FINE)
    differ = fine.any(axis=1) & (speaks & ~fine).any(axis=1)
    few = speaks.sum(axis=1) < 2
    return pd.arrays.BooleanArray(differ & ~few, few).repeat(methods)
