"""Rows that agree in several columns, told by one number."""

from __future__ import annotations

import numpy as np
import pandas as pd


def group_numbers(*columns: np.ndarray) -> np.ndarray:
    """Numbers of the rows (rows,): equal where all `columns`, integers (rows,), are equal.

    Numbered from 0 in the order of the rows. After each column the numbers are made dense again,
    so they stay below the number of rows and their product with the next column's cannot wrap:
    eight columns of 255 words each would need 65 bits as one combined key.
    """
    numbers = pd.factorize(columns[0])[0].astype(np.int64)
    for column in columns[1:]:
        codes, distinct = pd.factorize(column)
        numbers = pd.factorize(numbers * len(distinct) + codes)[0].astype(np.int64)
    return numbers
