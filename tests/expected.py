"""How tests read tables: rows and columns as plain numbers and words."""

import math

import pytest

NUMBERS = [
    "base_year", "base", "actual_year", "actual", "gap", "progress", "observed_growth",
    "required_growth", "required_change", "pace", "expected_now",
]  # fmt: skip


def near(value: object):
    return pytest.approx(value, rel=1e-9, nan_ok=True)


def first(frame) -> dict[str, float]:
    """The numbers of the first row."""
    return {name: float(frame[name].to_numpy(float, na_value=math.nan)[0]) for name in NUMBERS}


def numbers(table, name: str) -> list[float]:
    """A column as floats, NaN where it is blank."""
    return table[name].to_numpy(float, na_value=math.nan).tolist()


def words(frame) -> list[tuple[str, str]]:
    """Verdict and reason of every row."""
    return list(zip(frame["verdict"], frame["reason"], strict=True))
