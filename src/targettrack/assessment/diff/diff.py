"""What changed between two states of a dataset: actuals, goals, verdicts, and why they flipped.

Series are matched by their names. A goal counts while it is not withdrawn.
"""

from collections.abc import Sequence

import pandas as pd

from ...dataset.model import Dataset
from ...methods import DEFAULT, methods_named
from ..assess import assessment
from .actual_changes import actual_changes, actuals_that_count
from .change_table import change_table
from .goal_changes import moved_goals, single_goals
from .goal_pairs import goal_terms, pair_goals
from .shared_names import shared_names
from .verdict_flips import cause_bits, verdict_flips, verdicts_of


def changes(old: Dataset, new: Dataset, methods: Sequence[str] | None = None) -> pd.DataFrame:
    """What changed from one state of a dataset to another: a row a change.

    >>> import targettrack as tt
    >>> tt.diff(tt.read("last-year"), tt.read("data"))[["kind", "indicator", "year"]]

    `kind` says what: an actual that is new, revised or removed, a goal that is new, gone, looser,
    tighter or moved, or another verdict, whose causes `because` names. Rows are sorted by kind,
    series and year, whatever the order of the files. `before` and `after` are in the row's
    `unit` (`unit_before`); for verdicts they are the outlook's chance, a fraction, as
    `relative_change` is. `docs/commands.md` says what each column means. Verdicts are those of
    `methods`, one by its name or several, else of the settings of `new`, else of `old`, else the
    default. Raises UsageError for a method that is not there.
    """
    chosen = methods or new.settings.methods or old.settings.methods or [DEFAULT]
    ids = [method.id for method in methods_named(chosen)]
    names = shared_names(old, new)
    was, now = assessment(old, ids), assessment(new, ids)
    before, after = goal_terms(old, names, names.old), goal_terms(new, names, names.new)
    pairs, lost, found = pair_goals(before, after)
    moved = moved_goals(pairs)
    actuals = actual_changes(
        actuals_that_count(old, was, names, names.old),
        actuals_that_count(new, now, names, names.new),
    )
    flips = verdict_flips(
        verdicts_of(was, before["in_force"].to_numpy()),
        verdicts_of(now, after["in_force"].to_numpy()),
        pairs,
    )
    flips["because"] = cause_bits(flips, actuals, moved)
    parts = [actuals, *single_goals(lost, found, after), moved, flips]
    return change_table([part for part in parts if len(part)], names, ids)
