"""What changed between two states of a dataset: actuals, goals, verdicts, and why they flipped.

Series are matched by their names. A goal counts while it is not withdrawn.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ...dataset.model import Dataset
from ...methods import DEFAULT, methods_named
from .actual_changes import actual_changes
from .change_table import change_table
from .goal_changes import moved_goals, single_goals
from .goal_pairs import goal_terms, pair_goals
from .shared_names import shared_names
from .verdict_flips import cause_bits, verdict_flips, verdicts_of


def changes(old: Dataset, new: Dataset, methods: Sequence[str] | None = None) -> pd.DataFrame:
    """What changed from `old` to `new`: a row a change, columns as in `results.CHANGES`.

    Sorted by kind, series and year, whatever the order of the files. Verdicts are those of
    `methods`, else of the settings of `new`, else of `old`, else the default. Raises UsageError
    for a method that is not there.
    """
    chosen = methods or new.settings.methods or old.settings.methods or [DEFAULT]
    ids = [method.id for method in methods_named(chosen)]
    names = shared_names(old, new)
    before, after = goal_terms(old, names, names.old), goal_terms(new, names, names.new)
    pairs, lost, found = pair_goals(before, after)
    moved = moved_goals(pairs)
    actuals = actual_changes(old, new, names)
    said_before, said_after = (
        verdicts_of(dataset, goals["in_force"].to_numpy(), ids)
        for dataset, goals in ((old, before), (new, after))
    )
    flips = verdict_flips(said_before, said_after, pairs)
    flips["because"] = cause_bits(flips, actuals, moved)
    parts = [actuals, *single_goals(lost, found, after), moved, flips]
    return change_table([part for part in parts if len(part)], names, ids)
