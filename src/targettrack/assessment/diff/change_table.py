"""The table of changes: parts in numbers as one frame, sorted, with names and words."""

import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...goals.panel import years_column
from ...vocabulary.field import columns
from ...vocabulary.results import CHANGES
from ...vocabulary.words import CHANGE_KINDS, COMPARATORS, MEASURES, VERDICTS
from ..assess import words_column
from .shared_names import SharedNames
from .verdict_flips import cause_words

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
