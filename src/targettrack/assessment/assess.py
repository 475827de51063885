"""The assessment table: where every goal stands, a row per goal and method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..dataset.known import vintage
from ..dataset.model import Dataset, text
from ..goals.expectation import expectation
from ..goals.panel import panel, years_column
from ..goals.standing import Standing, standing
from ..goals.thresholds import thresholds
from ..methods import DEFAULT, OUTLOOK, Method, named
from ..vocabulary.field import columns
from ..vocabulary.reasons import REASON_CODES
from ..vocabulary.results import ASSESSMENT
from ..vocabulary.words import COMPARATORS, VERDICTS
from .verdicts import decide, settled


def assess(
    dataset: Dataset,
    methods: Sequence[str] | None = None,
    as_of: int | None = None,
    known_on: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Where every goal stands: a row per goal and method, columns as in `schema.ASSESSMENT`.

    Goals keep the order of the file, methods the order given (`all` stands for every one);
    without any, those of the dataset's settings, else the default. `as_of` uses actuals up to
    that year only, `known_on` rows published or announced by that day only. Raises UsageError
    for a method that is not there.
    """
    chosen = named(methods or dataset.settings.methods or [DEFAULT])
    dataset, stand = stood(dataset, as_of, known_on)
    common = _common_columns(dataset, stand) | _expected(stand, chosen)
    if len(chosen) > 1:
        common = _repeated(common, len(chosen))
    table = pd.DataFrame({**common, **_verdict_columns(stand, chosen)}, copy=False)
    return table[columns(ASSESSMENT, dataset.dimensions)]


def stood(
    dataset: Dataset, as_of: int | None, known_on: str | pd.Timestamp | None
) -> tuple[Dataset, Standing]:
    """What is in force, and every goal of it beside its actuals."""
    day = None if known_on is None else pd.Timestamp(known_on)
    dataset, _undated = vintage(dataset, as_of, day)
    return dataset, standing(thresholds(dataset, panel(dataset)), as_of)


def _common_columns(dataset: Dataset, stand: Standing) -> dict[str, Any]:
    goals, frame = stand.goals, dataset.targets
    return {
        **{name: frame[name].array for name in ("indicator", *dataset.dimensions)},
        "target_year": goals.year,
        "variant": text(frame, "variant"),
        "comparator": _words(goals.comparator, COMPARATORS),
        "target": goals.target,
        "target_upper": goals.target_upper,
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
        "source": text(frame, "source"),
    }


def _expected(stand: Standing, methods: Sequence[Method]) -> dict[str, Any]:
    """What the outlook expects, where it is among the methods asked; else blank."""
    if all(method.id != OUTLOOK for method in methods):
        blank = np.full(len(stand.base), np.nan)
        return {
            **dict.fromkeys(("projected", "low", "high", "chance"), blank),
            "reach_year": years_column(blank),
        }
    expected = expectation(stand)
    return {
        "projected": expected.median,
        "low": expected.low,
        "high": expected.high,
        "chance": expected.chance,
        "reach_year": years_column(expected.reach_year),
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


def _verdict_columns(stand: Standing, methods: Sequence[Method]) -> Mapping[str, object]:
    """What the methods say: for each goal a row a method."""
    common = settled(stand)
    words = list(dict.fromkeys(word for method in methods for word in method.words if word))
    judged = [decide(common, method, method.judge(stand)) for method in methods]
    labels = [
        np.array([*(words.index(word) if word else -1 for word in method.words), -1], np.int8)[
            verdicts.label
        ]
        for method, verdicts in zip(methods, judged, strict=True)
    ]
    ids = np.arange(len(methods), dtype=np.int8)
    return {
        "verdict": _words(_interleaved([each.verdict for each in judged]), VERDICTS),
        "label": _words(_interleaved(labels), words),
        "figure": _interleaved([each.figure for each in judged]),
        "method": _words(np.tile(ids, len(stand.base)), (method.id for method in methods)),
        "reason": _words(_interleaved([each.reason for each in judged]), REASON_CODES),
    }


def _repeated(columns: Mapping[str, Any], times: int) -> dict[str, Any]:
    """Every entry of the columns `times` times; a column that stands twice is repeated once."""
    distinct = {id(column): column for column in columns.values()}
    repeated = {place: _repeat(column, times) for place, column in distinct.items()}
    return {name: repeated[id(column)] for name, column in columns.items()}


def _repeat(column: Any, times: int) -> Any:
    """As `column.repeat`, which would build an index of all rows for each extension array."""
    if isinstance(column, pd.Categorical):
        return pd.Categorical.from_codes(column.codes.repeat(times), dtype=column.dtype)
    if isinstance(column, pd.arrays.IntegerArray):
        values = column.to_numpy(np.int32, na_value=0)
        return pd.arrays.IntegerArray(values.repeat(times), column.isna().repeat(times))
    return column.repeat(times)


def _interleaved(columns: Sequence[np.ndarray]) -> np.ndarray:
    """The entries of one goal after those of the other, from a column a method."""
    return columns[0] if len(columns) == 1 else np.stack(columns, axis=1).ravel()
