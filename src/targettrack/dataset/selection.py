"""Which rows a command is asked for: --indicator GLOB and --where COLUMN=VALUE."""

import fnmatch
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from ..vocabulary.columns import TABLES
from ..vocabulary.errors import UsageError
from ..vocabulary.language import _
from .model import Dataset
from .typed.verify import id_columns


def select_goals(dataset: Dataset, indicator: str | None, where: Sequence[str]) -> Dataset:
    """The dataset with those goals alone, and the actuals of their indicators and references.

    `where` may name any column of targets.csv, and of indicators.csv. Raises UsageError where a
    column is not there or no goal is left.
    """
    if not len(dataset.targets) or not (indicator or where):
        return dataset
    chosen = matching(dataset, dataset.targets, indicator, where)
    if not chosen.any():
        raise UsageError(_("no goal matches {asked}").format(asked=_asked(indicator, where)))
    targets = dataset.targets[chosen]
    used = _used_indicators(targets, ("indicator", "reference"))
    actuals = dataset.actuals[used[dataset.actuals["indicator"].cat.codes]]
    return _with_rows(dataset, targets, actuals)


def _with_rows(dataset: Dataset, targets: pd.DataFrame, actuals: pd.DataFrame) -> Dataset:
    """The dataset with those rows, and no indicator but theirs: the panel has no row for others.

    Of the categories a, b, c, d with b and d in use, b and d are left: their codes 1 and 3
    become 0 and 1.
    """
    used = _used_indicators(targets, ("indicator", "reference"))
    used |= _used_indicators(actuals, ("indicator",))
    codes = dataset.indicators["indicator"].cat.codes
    indicators = dataset.indicators[used[codes]]
    frames = dict(zip(TABLES, (targets, actuals, indicators), strict=True))
    names = targets["indicator"].cat.categories[used[:-1]]
    place = np.where(used, np.cumsum(used, dtype=np.int32) - 1, np.int32(-1))
    for table, name in id_columns(())["indicator"]:
        if name in (frame := frames[table]):
            column = pd.Categorical.from_codes(place[frame[name].cat.codes], categories=names)
            frames[table] = frame.assign(**{name: column})
    targets, actuals, indicators = frames.values()
    return replace(dataset, targets=targets, actuals=actuals, indicators=indicators)


def _used_indicators(frame: pd.DataFrame, names: Sequence[str]) -> np.ndarray:
    """Which indicators stand in those columns of a frame: (indicators + 1,), the last False."""
    used = np.zeros(len(frame["indicator"].cat.categories) + 1, bool)
    for name in names:
        if name in frame:
            used[frame[name].cat.codes] = True
    used[-1] = False  # where a blank cell's code of -1 leads
    return used


def matching(
    dataset: Dataset, frame: pd.DataFrame, indicator: str | None, where: Sequence[str]
) -> np.ndarray:
    """Which rows of `frame` have an indicator like the pattern, and every value asked for."""
    chosen = np.ones(len(frame), bool)
    if indicator:
        names = frame["indicator"].cat.categories
        alike = np.array([*_alike(names, indicator), False])
        chosen &= alike[frame["indicator"].cat.codes]
    for name, value in _conditions(where):
        chosen &= _cell_texts(_column(dataset, frame, name)) == value
    return chosen


def _conditions(where: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Column and value of each COLUMN=VALUE. Raises UsageError for what is none."""
    for condition in where:
        name, equals, value = condition.partition("=")
        if not equals:
            raise UsageError(_('--where "{asked}" is not COLUMN=VALUE').format(asked=condition))
        yield name, value


def _alike(names: Iterable[str], pattern: str) -> list[bool]:
    """Which names are like the pattern: 300,000 in 0.14 s, by fnmatchcase one by one in 0.35 s."""
    match = re.compile(fnmatch.translate(pattern)).match
    return [match(name) is not None for name in names]


def _cell_texts(cells: pd.Series) -> np.ndarray:
    """Cells as text, missing ones blank."""
    texts: np.ndarray = cells.where(cells.notna(), "").astype(str).to_numpy()
    return texts


def _column(dataset: Dataset, frame: pd.DataFrame, name: str) -> pd.Series:
    if name in frame:
        return frame[name].astype(object)
    if name in dataset.indicators:
        of_indicator = dataset.indicator_column(name, None)
        return pd.Series(of_indicator[frame["indicator"].cat.codes], dtype=object)
    raise _no_column(name, [*frame.columns, *dataset.indicators.columns.drop("indicator")])


def _no_column(name: str, known: Sequence[str]) -> UsageError:
    known = _(", ").join(map(str, known))
    return UsageError(
        _('there is no column "{name}"; there are: {known}').format(name=name, known=known)
    )


def _asked(indicator: str | None, where: Sequence[str]) -> str:
    asked = [f"--where {condition}" for condition in where]
    return " ".join([f"--indicator {indicator}", *asked] if indicator else asked)


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
        if not any(_alike(known, indicator)):
            raise UsageError(_("no indicator matches {asked}").format(asked=_asked(indicator, ())))
        distinct = names.unique()
        alike = dict(zip(distinct, _alike(distinct, indicator), strict=True))
        chosen &= names.map(alike).to_numpy(bool)
    for name, value in _conditions(where):
        cells = table[name].astype(object) if name in table else _stated(states, names, name, table)
        chosen &= _cell_texts(cells) == value
    return table[chosen].reset_index(drop=True)


def _stated(
    states: Sequence[Dataset], names: pd.Series, column: str, table: pd.DataFrame
) -> pd.Series:
    """What indicators.csv says in a column of each indicator named, the later state first."""
    known = list(dict.fromkeys(name for data in states for name in data.indicators.columns[1:]))
    if column not in known:
        raise _no_column(column, [*table.columns, *known])
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
