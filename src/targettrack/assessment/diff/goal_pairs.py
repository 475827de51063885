"""Which goal of one state of a dataset is which of another.

Goals are alike when they bind one series by the same comparator, measure and aggregate, against
the same reference, under the same variant. Alike goals are paired: first those with every term
the same, then those of one deadline, then those of one level, and what is left from the latest
deadline down. So a goal withdrawn for another one is a goal that moved.
"""

import numpy as np
import pandas as pd

from ...dataset.model import Dataset, column, dates, text
from ...goals.stated import stated_bounds, word_codes
from ...vocabulary.words import AGGREGATES, COMPARATORS, MEASURES
from .shared_names import SharedNames, StateSeries

_ALIKE = ["series", "variant", "reference", "comparator", "measure", "aggregate"]
_LEVEL = ["low", "high"]
_TERMS = ["year", *_LEVEL, "tolerance", "base_year", "base_value", "unit"]


def goal_terms(dataset: Dataset, names: SharedNames, state: StateSeries) -> pd.DataFrame:
    """The goals as numbers, a row each: names by `names`, words by their place, years as floats.

    `low` and `high` bound what is demanded, in the goal's own measure; `high` is NaN but for
    ranges. `in_force` marks goals not withdrawn, `row` is the row of the targets.
    """
    frame = dataset.targets
    comparator, tolerance = word_codes(frame, "comparator", COMPARATORS), column(frame, "tolerance")
    low, high = stated_bounds(comparator, column(frame, "value"), column(frame, "upper"), tolerance)
    withdrawn = dates(frame, "withdrawn")
    unit = names.numbers("unit", text(frame, "unit"))
    unit_of_series = names.numbers("unit", dataset.series_units.take(dataset.keys[0]))
    return pd.DataFrame(
        {
            "series": state.goals,
            "reference": state.references,
            **{name: names.numbers(name, text(frame, name)) for name in ("variant", "source")},
            "comparator": comparator,
            "measure": word_codes(frame, "measure", MEASURES),
            "aggregate": word_codes(frame, "aggregate", AGGREGATES),
            "unit": np.where(unit < 0, unit_of_series, unit),
            "year": frame["year"].to_numpy(float),
            "low": np.fmin(low, high),
            "high": np.where(np.isnan(high), high, np.fmax(low, high)),
            "tolerance": np.where(comparator == COMPARATORS.index("about"), np.nan, tolerance),
            "base_year": column(frame, "base_year"),
            "base_value": column(frame, "base_value"),
            "announced": dates(frame, "announced"),
            "withdrawn": withdrawn,
            "in_force": np.isnat(withdrawn),
            "row": np.arange(len(frame)),
        }
    )


def pair_goals(
    old: pd.DataFrame, new: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Pairs of goals in force, those of `old` alone and those of `new` alone, all as `goal_terms`.

    A pair is a row with the terms of both, `_old` and `_new` after the names of those that may
    differ.
    """
    old, new = (goals[goals["in_force"]] for goals in (old, new))
    found = []
    for same in (_TERMS, ["year"], _LEVEL, []):
        pairs = _pairs_that_agree(old, new, [*_ALIKE, *same])
        found.append(pairs)
        old = old[~old["row"].isin(pairs["row_old"])]
        new = new[~new["row"].isin(pairs["row_new"])]
    return pd.concat(found, ignore_index=True), old, new


def withdrawal_days(lost: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    """For goals of the old state alone (lost,): the day the new one has them withdrawn, or NaT."""
    same = [*_ALIKE, *_TERMS]
    withdrawn = new.loc[~new["in_force"], [*same, "withdrawn"]]
    withdrawn = withdrawn.sort_values("withdrawn").drop_duplicates(same, keep="last")
    days = lost[same].merge(withdrawn, on=same, how="left")["withdrawn"]
    return days.to_numpy("datetime64[s]")


def goals_after(pairs: pd.DataFrame) -> pd.DataFrame:
    """What names the goal of each pair: its series, deadline, unit and so on, as after."""
    source = np.where(pairs["source_new"] < 0, pairs["source_old"], pairs["source_new"])
    return pairs[_ALIKE].assign(
        year=pairs["year_new"],
        unit_before=pairs["unit_old"],
        unit=pairs["unit_new"],
        source=source,
        row_new=pairs["row_new"],
    )


def _pairs_that_agree(old: pd.DataFrame, new: pd.DataFrame, same: list[str]) -> pd.DataFrame:
    """Rows of both that agree in `same`, each taken once: the last by its terms with the last."""
    sides = []
    for goals, side in ((old, "old"), (new, "new")):
        goals = goals.sort_values(_TERMS, ascending=False, kind="stable")
        turn = goals.groupby(same, dropna=False, sort=False).cumcount()
        terms = [*_TERMS, "announced", "withdrawn", "source", "row"]
        sides.append(goals[terms].add_suffix(f"_{side}").join(goals[same].assign(turn=turn)))
    pairs = sides[0].merge(sides[1], on=[*same, "turn"])
    return pairs[[name for name in pairs if name in _ALIKE or str(name).endswith(("_old", "_new"))]]
