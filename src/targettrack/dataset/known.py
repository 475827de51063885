"""What was known on a day, and what is in force: one rule for every question that looks back.

A row was known on a day if its date (`published` of an actual, `announced` of a goal) is that day
or an earlier one. A row without a date is left out where a person asks for a day, and `vintage`
says how many there were; it is trusted (`undated=True`) where the past is replayed, since most
files carry few dates and the year of an actual bounds the day already. A goal withdrawn on a day
or before is no longer in force on it; a later withdrawal was not known.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from .model import Dataset, dates


def known_by(
    dated: np.ndarray, day: np.ndarray | np.datetime64, undated: bool = False
) -> np.ndarray:
    """Which rows, by their dates (NaT for none), were known on `day`: (rows,), bool.

    `day` is one for all rows, or one a row. Rows without a date count as `undated` says.
    """
    known: np.ndarray = dated <= day
    return known | np.isnat(dated) if undated else known


def in_force(targets: pd.DataFrame, day: np.datetime64 | None = None) -> np.ndarray:
    """Which goals are not withdrawn, or were not yet on `day`: (goals,), bool."""
    withdrawn = dates(targets, "withdrawn")
    return np.isnat(withdrawn) if day is None else ~known_by(withdrawn, day)


def rows_in_force(
    dataset: Dataset, as_of: int | None, day: np.datetime64 | None, undated: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Which goals (goals,) and actuals (actuals,) `vintage` keeps; `undated` as in `known_by`."""
    goals, actuals = in_force(dataset.targets, day), np.ones(len(dataset.actuals), bool)
    if as_of is not None:
        actuals &= dataset.actuals["year"].to_numpy() <= as_of
    if day is not None:
        goals &= known_by(dates(dataset.targets, "announced"), day, undated)
        actuals &= known_by(dates(dataset.actuals, "published"), day, undated)
    return goals, actuals


def vintage(
    dataset: Dataset, as_of: int | None = None, known_on: pd.Timestamp | None = None
) -> tuple[Dataset, int]:
    """What is in force: actuals up to the year `as_of`, goals not withdrawn.

    With `known_on`, only what was known on that day and in force on it. Also returns how many
    rows were left out because they carry no date.
    """
    day = None if known_on is None else np.datetime64(known_on, "s")
    goals, actuals = rows_in_force(dataset, as_of, day)
    undated = 0
    if day is not None:
        announced = dates(dataset.targets, "announced")
        published = dates(dataset.actuals, "published")
        undated = int(np.isnat(announced).sum() + np.isnat(published).sum())
    if goals.all() and actuals.all():
        return dataset, undated
    targets = dataset.targets[goals]
    return replace(dataset, targets=targets, actuals=dataset.actuals[actuals]), undated


def state_on(dataset: Dataset, known_on: pd.Timestamp) -> Dataset:
    """The dataset as its files stood on a day: what was known, goals withdrawn by then included.

    They keep the date of their withdrawal; a later one is blank.
    """
    day = np.datetime64(known_on, "s")
    targets = dataset.targets[known_by(dates(dataset.targets, "announced"), day)]
    if not in_force(targets).all():
        withdrawn = np.where(
            in_force(targets, day), np.datetime64("NaT", "s"), targets["withdrawn"]
        )
        targets = targets.assign(withdrawn=withdrawn)
    actuals = dataset.actuals[known_by(dates(dataset.actuals, "published"), day)]
    return replace(dataset, targets=targets, actuals=actuals)
