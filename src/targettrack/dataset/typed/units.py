"""One unit a series: whatever is stated in another multiple of the same word is converted."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from ...vocabulary.units import scale_of, shifted
from ..model import Dataset, recode, states_level, text

_LEVELS = ("value", "upper", "tolerance")
_ALWAYS_LEVELS = ("base_value", "limit")  # of goals on growth too


def in_series_units(dataset: Dataset) -> Dataset:
    """The dataset with every level in the unit of its series, as `Dataset.series_units` has it.

    A goal of 1.27 万家 on a series in 家 becomes 12700 家, and a blank quote says "1.27 万家".
    Units of different words are left for the checks.
    """
    frames = (dataset.targets, dataset.actuals, dataset.indicators)
    words: dict[str, int] = {}
    own = [recode(text(frame, "unit"), words) for frame in frames]
    scales = [scale_of(word) for word in words]
    if len({base for base, _power in scales}) == len(scales):
        return dataset
    of_series = np.append(recode(dataset.series_units, words), -1)
    of_goals, of_actuals, _size = dataset.keys
    levels = states_level(dataset.targets)
    by_column: dict[str, np.ndarray | bool] = dict.fromkeys(_LEVELS, levels)
    by_column |= dict.fromkeys(_ALWAYS_LEVELS, True)
    targets = _converted(dataset.targets, own[0], of_series[of_goals], by_column, words)
    actuals = _converted(dataset.actuals, own[1], of_series[of_actuals], {"value": True}, words)
    of_indicator = np.full(len(dataset.targets["indicator"].cat.categories) + 1, -1)
    for frame, series in ((dataset.targets, of_goals), (dataset.actuals, of_actuals)):
        of_indicator[frame["indicator"].cat.codes] = of_series[series]
    wanted = of_indicator[dataset.indicators["indicator"].cat.codes]
    indicators = _converted(dataset.indicators, own[2], wanted, {"limit": True}, words)
    return replace(dataset, targets=targets, actuals=actuals, indicators=indicators)


def _converted(
    frame: pd.DataFrame,
    own: np.ndarray,
    wanted: np.ndarray,
    levels: Mapping[str, np.ndarray | bool],
    words: Mapping[str, int],
) -> pd.DataFrame:
    """The frame with its rows in the `wanted` units, where they count the same word as their own.

    `own` and `wanted` (rows,) are places among `words`, -1 for none; `levels` says by column
    which rows state a level there.
    """
    names = list(words)
    bases, powers = zip(*map(scale_of, names), strict=True)
    base = np.append(pd.factorize(np.array(bases, object))[0], -1)
    power = np.append(np.array(powers), 0)
    alike = (own >= 0) & (wanted >= 0) & (own != wanted) & (base[own] == base[wanted])
    if not alike.any():
        return frame
    shift = np.where(alike, power[own] - power[wanted], 0)
    changed: dict[str, Any] = {}
    for name in levels.keys() & set(frame):
        column = frame[name].to_numpy(np.float64).copy()
        rows = np.flatnonzero((shift != 0) & levels[name] & ~np.isnan(column))
        exact = map(shifted, column[rows].tolist(), shift[rows].tolist())
        column[rows] = np.fromiter(exact, float, len(rows))
        changed[name] = column
    codes = np.where(alike, wanted, own)
    changed["unit"] = pd.Categorical.from_codes(codes, categories=pd.Index(names, dtype=object))
    if "value" in frame:
        rows = np.flatnonzero(alike & np.asarray(levels["value"]))
        changed["quote"] = _quotes(frame, rows, [names[code] for code in own[rows]])
    return frame.assign(**changed)


def _quotes(frame: pd.DataFrame, rows: np.ndarray, units: list[str]) -> pd.Categorical:
    """The quotes of a frame; where one of `rows` has none, its value and unit as stated."""
    quotes = np.array(text(frame, "quote"), dtype=object)
    values = frame["value"].to_numpy()[rows]
    for row, value, unit in zip(rows, values, units, strict=True):
        if pd.isna(quotes[row]) and value == value:
            quotes[row] = f"{value:.12g} {unit}"
    return pd.Categorical(quotes)
