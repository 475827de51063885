"""The assessment table: where every goal stands, a row per goal and method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from .codes import REASON_CODES
from .dataset import Dataset, text, vintage
from .goals import resolve
from .methods import DEFAULT, Method, find
from .panel import panel, years_column
from .schema import ASSESSMENT, COMPARATORS, VERDICTS, columns
from .trajectory import Standing, standing
from .verdicts import decide


def assess(
    dataset: Dataset,
    methods: Sequence[str] = (DEFAULT,),
    as_of: int | None = None,
    known_on: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Where every goal stands: a row per goal and method, columns as in `schema.ASSESSMENT`.

    Goals keep the order of the file. `as_of` uses actuals up to that year only, `known_on` rows
    published or announced by that day only. Raises UsageError for a method that is not there.
    """
    chosen = [find(name) for name in methods]
    day = None if known_on is None else pd.Timestamp(known_on)
    dataset, _undated = vintage(dataset, as_of, day)
    goals = resolve(dataset, panel(dataset))
    stand = standing(goals, as_of)
    common = _common_columns(dataset, stand)
    words = list(dict.fromkeys(word for method in chosen for word in method.words if word))
    ids = list(dict.fromkeys(method.id for method in chosen))
    tables = [
        pd.DataFrame({**common, **_verdict_columns(stand, method, words, ids)}, copy=False)
        for method in chosen
    ]
    names = columns(ASSESSMENT, dataset.dimensions)
    if len(tables) == 1:
        return tables[0][names]
    order = np.arange(len(tables) * len(dataset.targets)).reshape(len(tables), -1).T.ravel()
    return pd.concat(tables, ignore_index=True)[names].iloc[order].reset_index(drop=True)


def _common_columns(dataset: Dataset, stand: Standing) -> dict[str, object]:
    goals, frame = stand.goals, dataset.targets
    no_number = np.full(len(frame), np.nan)
    return {
        **{name: frame[name].array for name in ("indicator", *dataset.dimensions)},
        "target_year": goals.year,
        "variant": text(frame, "variant"),
        "comparator": _words(goals.comparator, COMPARATORS),
        "target": goals.lower,
        "target_upper": goals.upper,
        "unit": goals.unit,
        "base_year": years_column(stand.base_year),
        "base": stand.base,
        "actual_year": years_column(stand.actual_year),
        "actual": stand.actual,
        "actual_status": _status(dataset, stand.row, stand.actual),
        "gap": stand.gap,
        "progress": stand.progress,
        "observed_growth": stand.observed_growth,
        "required_growth": stand.required_growth,
        "required_change": stand.required_change,
        "pace": stand.pace,
        "expected_now": stand.expected_now,
        **dict.fromkeys(("projected", "low", "high", "chance"), no_number),
        "reach_year": years_column(no_number),
        "source": text(frame, "source"),
    }


def _status(dataset: Dataset, rows: np.ndarray, values: np.ndarray) -> pd.Categorical[str]:
    """The flags of the actuals in `rows`; a value that stands in no row was derived."""
    codes, words = np.full(len(rows), -1, np.int32), ["derived"]
    if "status" in dataset.actuals:
        stated = text(dataset.actuals, "status")
        words = list(dict.fromkeys([*stated.categories, *words]))
        codes = np.append(stated.codes, -1)[rows].astype(np.int32)
    codes[~np.isnan(values) & (rows < 0)] = words.index("derived")
    return _words(codes, words)


def _words(codes: np.ndarray, words: Iterable[str]) -> pd.Categorical[str]:
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(words)))


def _verdict_columns(
    stand: Standing, method: Method, words: Sequence[str], ids: Sequence[str]
) -> dict[str, object]:
    """What one method says; `words` and `ids` are those of all methods asked."""
    judged = decide(stand, method)
    place = np.array([*(words.index(word) if word else -1 for word in method.words), -1], np.int8)
    one_method = np.full(len(judged.verdict), ids.index(method.id), np.int8)
    return {
        "verdict": _words(judged.verdict, VERDICTS),
        "label": _words(place[judged.label], words),
        "figure": judged.figure,
        "method": _words(one_method, ids),
        "reason": _words(judged.reason, REASON_CODES),
    }
