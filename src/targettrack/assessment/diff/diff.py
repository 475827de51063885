"""What changed between two states of a dataset: actuals, goals, verdicts, and why they flipped.

Series are matched by their names. A goal counts while it is not withdrawn.
"""

import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...dataset.model import Dataset
from ...goals.panel import years_column
from ...methods import DEFAULT, methods_named
from ...vocabulary.field import columns
from ...vocabulary.results import CHANGES
from ...vocabulary.words import CHANGE_KINDS, COMPARATORS, MEASURES, VERDICTS
from ..assess import assessment, words_column
from .actual_changes import actual_changes, actuals_that_count
from .goal_changes import moved_goals, single_goals
from .goal_pairs import goal_terms, pair_goals
from .shared_names import SharedNames, shared_names
from .verdict_flips import cause_bits, cause_words, verdict_flips, verdicts_of


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


_DETAILS = next(field.choices for field in CHANGES if field.name == "detail")
_FIGURES = ("before", "before_upper", "after", "after_upper", "relative_change")


def change_table(
    parts: Sequence[pd.DataFrame], names: SharedNames, methods: Sequence[str]
) -> pd.DataFrame:
    """The parts as one table, columns as in `CHANGES`; a part lacks the columns it has blank.

    Parts name their series by number, in the column `series`.
    """
    inner = ["series", *(field.name for field in CHANGES if field.name != "indicator")]
    whole = pd.DataFrame(columns=inner)
    with warnings.catch_warnings():  # pandas 2 says that 3 types blank columns otherwise
        warnings.simplefilter("ignore", FutureWarning)
        whole = pd.concat([part.reindex(columns=inner) for part in parts]) if parts else whole

    def numbers(name: str) -> np.ndarray:
        return pd.to_numeric(whole[name]).fillna(-1).to_numpy(np.int64)

    def from_words(name: str, choices: Iterable[str]) -> "pd.Categorical[str]":
        return words_column(pd.Index(list(choices)).get_indexer(pd.Index(whole[name])), choices)

    def from_numbers(name: str, choices: Iterable[str]) -> "pd.Categorical[str]":
        return words_column(numbers(name), choices)

    series = numbers("series")
    id_columns = {
        name: names.spelled(name, of_series[series]) for name, of_series in names.of_series.items()
    }
    made: dict[str, Any] = {
        **id_columns,
        "kind": from_words("kind", CHANGE_KINDS),
        "detail": from_words("detail", _DETAILS),
        "year": years_column(whole["year"].to_numpy(float)),
        "comparator": from_numbers("comparator", COMPARATORS),
        "measure": from_numbers("measure", MEASURES),
        "method": from_numbers("method", methods),
        "verdict_before": from_numbers("verdict_before", tuple(VERDICTS)),
        "verdict": from_numbers("verdict", tuple(VERDICTS)),
        "because": from_numbers("because", cause_words()).remove_unused_categories(),
        "dated": pd.to_datetime(whole["dated"]).to_numpy("datetime64[s]"),
        "variant": names.spelled("variant", numbers("variant")),
        "source": names.spelled("source", numbers("source")),
        "unit": names.spelled("unit", numbers("unit")),
        "unit_before": names.spelled("unit", numbers("unit_before")),
        **{name: whole[name].to_numpy(float) for name in _FIGURES},
    }
    keys = [made["kind"].codes, *(made[name].codes for name in id_columns), numbers("year")]
    keys += [made[name].codes for name in ("variant", "comparator", "detail", "method")]
    keys += [made[name] for name in _FIGURES[:4]]
    order = [CHANGES[0].name, *columns(CHANGES[1:], names.dimensions)]
    return pd.DataFrame(made)[order].iloc[np.lexsort(keys[::-1])].reset_index(drop=True)
