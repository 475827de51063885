"""The assessment table: where every goal stands, a row per goal and method."""

from __future__ import annotations

from collections.abc import Sequence

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
    tables = [
        pd.DataFrame({**common, **_verdict_columns(stand, method)}, copy=False) for method in chosen
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
        "comparator": pd.Categorical.from_codes(goals.comparator, categories=list(COMPARATORS)),
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


def _status(dataset: Dataset, rows: np.ndarray, values: np.ndarray) -> pd.Categorical:
    """The flags of the actuals in `rows`; a value that stands in no row was derived."""
    stated = text(dataset.actuals, "status")
    words = list(dict.fromkeys([*stated.categories, "derived"]))
    codes = np.append(stated.codes, -1)[rows].astype(np.int32)
    codes[~np.isnan(values) & (rows < 0)] = words.index("derived")
    return pd.Categorical.from_codes(codes, categories=words)


def _verdict_columns(stand: Standing, method: Method) -> dict[str, object]:
    judged = decide(stand, method)
    words = list(dict.fromkeys(word for word in method.words if word))
    place = np.array([*(words.index(word) if word else -1 for word in method.words), -1], np.int8)
    one_method = np.zeros(len(judged.verdict), np.int8)
    return {
        "verdict": pd.Categorical.from_codes(judged.verdict, categories=list(VERDICTS)),
        "label": pd.Categorical.from_codes(place[judged.label], categories=words),
        "figure": judged.figure,
        "method": pd.Categorical.from_codes(one_method, categories=[method.id]),
        "reason": pd.Categorical.from_codes(judged.reason, categories=list(REASON_CODES)),
    }
