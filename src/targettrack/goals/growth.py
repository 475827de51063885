"""Growth a year, and the levels that growth leads to.

Amounts grow at a compound rate: g = (v1 / v0)^(1 / (t1 − t0)) − 1, United Nations Statistics
Division, "Compound annual growth rate", metadata of the SDG indicators. Shares, rates and ranks
move in points: (v1 − v0) / (t1 − t0). Growth divides by years gone, not by points known. A rate
through zero or between negatives does not exist; it is left blank, never patched.

All arrays are of one shape, as a rule (goals,) or (series,); levels in the series' own unit,
`linear` says where growth counts in points.
"""

import numpy as np


def growth(start: np.ndarray, end: np.ndarray, years: np.ndarray, linear: np.ndarray) -> np.ndarray:
    """Growth a year from `start` to `end`: a fraction, or points where `linear`.

    From 100 to 121 in 2 years it is .10, or 10.5 points.

    NaN where no time passes, and where a compound rate has no meaning (a level not above zero).
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        compound = np.where((start > 0) & (end > 0), (end / start) ** (1 / years) - 1, np.nan)
        result = np.where(linear, (end - start) / years, compound)
    return np.where(years > 0, result, np.nan)


def grown(start: np.ndarray, rate: np.ndarray, years: np.ndarray, linear: np.ndarray) -> np.ndarray:
    """The level after `years` of growth at `rate` a year, the counterpart of `growth`."""
    with np.errstate(invalid="ignore", over="ignore"):
        compound: np.ndarray = start * (1 + rate) ** years
        return np.where(linear, start + rate * years, compound)


def level_on_path(
    start: np.ndarray, end: np.ndarray, share: np.ndarray, linear: np.ndarray
) -> np.ndarray:
    """The level at `share` (0 to 1) of the time between two levels: the required path.

    From 100 to 144 a share of 1/2 is 120 at constant growth, and 122 on a straight line. No
    constant growth leads from or to zero or below: there the line is straight, 50 from 100 to 0.
    """
    straight = linear | ~((start > 0) & (end > 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        result = np.where(straight, start + (end - start) * share, start * (end / start) ** share)
    return np.where(share == 1, end, np.where(share == 0, start, result))
