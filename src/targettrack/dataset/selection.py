"""Which rows a command is asked for: --indicator GLOB and --where COLUMN=VALUE."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

import numpy as np
import pandas as pd

from ..vocabulary.errors import UsageError
from ..vocabulary.language import _
from .model import Dataset


def select_goals(dataset: Dataset, indicator: str | None, where: Sequence[str]) -> Dataset:
    """The dataset with those goals alone; its actuals all stay.

    `where` may name any column of targets.csv, and of indicators.csv. Raises UsageError where a
    column is not there or no goal is left.
    """
    if not indicator and not where:
        return dataset
    chosen = matching(dataset, dataset.targets, indicator, where)
    if len(dataset.targets) and not chosen.any():
        raise UsageError(_("no goal matches {asked}").format(asked=_asked(indicator, where)))
    return replace(dataset, targets=dataset.targets[chosen])


def alone(dataset: Dataset, indicator: str) -> Dataset:
    """The dataset with the rows of one indicator alone."""
    targets, actuals = (
        frame[(frame["indicator"] == indicator).to_numpy()]
        for frame in (dataset.targets, dataset.actuals)
    )
    return replace(dataset, targets=targets, actuals=actuals)


def matching(
    dataset: Dataset, frame: pd.DataFrame, indicator: str | None, where: Sequence[str]
) -> np.ndarray:
    """Which rows of `frame` have an indicator like the pattern, and every value asked for."""
    chosen = np.ones(len(frame), bool)
    if indicator:
        names = frame["indicator"].cat.categories
        alike = np.array([fnmatchcase(name, indicator) for name in names] + [False])
        chosen &= alike[frame["indicator"].cat.codes]
    for condition in where:
        name, equals, value = condition.partition("=")
        if not equals:
            raise UsageError(_('--where "{asked}" is not COLUMN=VALUE').format(asked=condition))
        chosen &= _spelled(_column(dataset, frame, name)) == value
    return chosen


def _spelled(cells: pd.Series) -> np.ndarray:
    """Cells as text, missing ones blank."""
    spelled: np.ndarray = cells.where(cells.notna(), "").astype(str).to_numpy()
    return spelled


def _column(dataset: Dataset, frame: pd.DataFrame, name: str) -> pd.Series:
    if name in frame:
        return frame[name].astype(object)
    if name in dataset.indicators:
        of_indicator = dataset.indicator_column(name, None)
        return pd.Series(of_indicator[frame["indicator"].cat.codes], dtype=object)
    known = _(", ").join(map(str, [*frame.columns, *dataset.indicators.columns.drop("indicator")]))
    raise UsageError(
        _('there is no column "{name}"; there are: {known}').format(name=name, known=known)
    )


def find_indicator(dataset: Dataset, asked: str) -> str:
    """The identifier of the indicator called `asked`: its id, or a name of it.

    Raises UsageError, with the likely ones, where there is none.
    """
    import difflib

    ids = list(map(str, dataset.targets["indicator"].cat.categories))
    names = {identifier: identifier for identifier in ids}
    for column in ("name", "name_zh"):
        for identifier, name in zip(ids, dataset.indicator_column(column, None), strict=True):
            if name is not None:
                names.setdefault(str(name), identifier)
    folded = {name.casefold(): identifier for name, identifier in names.items()}
    if asked in names or asked.casefold() in folded:
        return names.get(asked) or folded[asked.casefold()]
    likely = difflib.get_close_matches(asked.casefold(), folded, 3, 0.5) or list(names)[:10]
    raise UsageError(
        _('there is no indicator "{asked}"; perhaps: {likely}').format(
            asked=asked, likely=_(", ").join(likely)
        )
    )


def _asked(indicator: str | None, where: Sequence[str]) -> str:
    return " ".join(
        [
            *(["--indicator " + indicator] if indicator else []),
            *("--where " + condition for condition in where),
        ]
    )


def select_changes(
    states: Sequence[Dataset], table: pd.DataFrame, indicator: str | None, where: Sequence[str]
) -> pd.DataFrame:
    """Those rows of the table of changes between two datasets, the later one last.

    `where` may name a column of the table, and of indicators.csv. Raises UsageError where a column
    is not there, or neither dataset has such an indicator.
    """
    chosen = np.ones(len(table), bool)
    names = table["indicator"].astype(object)
    if indicator:
        known = [name for data in states for name in data.targets["indicator"].cat.categories]
        if not any(fnmatchcase(name, indicator) for name in known):
            raise UsageError(_("no indicator matches {asked}").format(asked=_asked(indicator, ())))
        alike = {name: fnmatchcase(name, indicator) for name in names.unique()}
        chosen &= names.map(alike).to_numpy(bool)
    for condition in where:
        name, equals, value = condition.partition("=")
        if not equals:
            raise UsageError(_('--where "{asked}" is not COLUMN=VALUE').format(asked=condition))
        cells = table[name].astype(object) if name in table else _stated(states, names, name, table)
        chosen &= _spelled(cells) == value
    return table[chosen].reset_index(drop=True)


def _stated(
    states: Sequence[Dataset], names: pd.Series, column: str, table: pd.DataFrame
) -> pd.Series:
    """What indicators.csv says in a column of each indicator named, the later state first."""
    known = list(dict.fromkeys(name for data in states for name in data.indicators.columns[1:]))
    if column not in known:
        every = _(", ").join(map(str, [*table.columns, *known]))
        raise UsageError(
            _('there is no column "{name}"; there are: {known}').format(name=column, known=every)
        )
    said = {
        name: word
        for data in states
        for name, word in zip(
            data.targets["indicator"].cat.categories,
            data.indicator_column(column, None),
            strict=True,
        )
        if word is not None
    }
    return names.map(said)
