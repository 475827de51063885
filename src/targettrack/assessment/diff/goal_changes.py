"""Goals that only one state has, and goals that moved, as rows of the table of changes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ...vocabulary.words import MEASURES
from .actual_changes import relative_change
from .goal_moves import moved_terms
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
