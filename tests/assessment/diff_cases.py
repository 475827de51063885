"""Two states of a dataset, and what is said of their changes."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Any

import pandas as pd

from targettrack.assessment.diff.diff import changes
from targettrack.dataset.model import Dataset

Make = Callable[..., Dataset]

GOALS = "indicator,year,comparator,value\nx,2025,>=,100"
FACTS = "indicator,year,value\nx,2020,50\nx,2021,60"


def told(table: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    """The rows but for verdicts, in these columns; None for missing."""
    rows = table.loc[table["kind"] != "verdict", list(names)].astype(object)
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in rows.itertuples(index=False)
    ]


def between(make: Make, old: str, new: str, head: str = "") -> pd.DataFrame:
    """What changed where the goals `old` became `new`: rows below the header `head`."""
    header = f"indicator,year,comparator,value{head}"
    states = [make(f"{header}\n{cleandoc(rows)}", FACTS) for rows in (old, new)]
    return changes(*states, ["schedule"])


def flips(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    rows = table[table["kind"] == "verdict"]
    names = ["indicator", "method", "verdict_before", "verdict", "because"]
    return list(rows[names].astype(object).itertuples(index=False, name=None))
