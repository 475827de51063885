"""Columns that tell rows apart, and stand where they cannot: dimensions in one file only."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from ..vocabulary.errors import Problem
from ..vocabulary.quantities import fold
from .findings import Finding, Findings
from .model import Dataset, dates, group_numbers, text
from .typed.header import RESERVED

# What tells series apart wherever it stands; of other names a clash of rows must show it.
_DIMENSIONS = frozenset(
    [
        "area",
        "region",
        "country",
        "province",
        "city",
        "county",
        "district",
        "state",
        "territory",
        "location",
        "geo",
        "ref_area",
        "geo_area",
        "sex",
        "gender",
        "age",
        "age_group",
        "residence",
        "urban_rural",
        "sector",
        "industry",
        "group",
        "subgroup",
        "breakdown",
        "disaggregation",
        "地区",
        "区域",
        "国家",
        "省",
        "省份",
        "城市",
        "市",
        "县",
        "区县",
        "性别",
        "年龄",
        "年龄组",
        "城乡",
        "行业",
        "产业",
        "部门",
    ]
)


def shared_words(
    frames: Mapping[str, pd.DataFrame], dimensions: Collection[str], files: Mapping[str, str]
) -> tuple[tuple[str, ...], list[Problem]]:
    """The dimensions that are none but by their place in both files taken out, and told.

    Such a column (page, url, comment) has cells in both files and no word in common. A name that
    is usual for a dimension stays one: its goals have no actuals then.
    """
    kept, told = [], []
    for name in dimensions:
        words = [
            {fold(word).casefold() for word in frames[table][name].cat.categories}
            for table in ("targets", "actuals")
        ]
        if name.casefold() in _DIMENSIONS or not all(words) or words[0] & words[1]:
            kept.append(name)
        else:
            told.append(Problem("W004", files["targets"], values={"name": name}))
    return tuple(kept), told


def columns_apart(dataset: Dataset) -> Findings:
    """A column, no dimension, by whose cells rows of one series are of several."""
    for table in ("targets", "actuals"):
        frame = getattr(dataset, table)
        known = {*RESERVED, *dataset.dimensions, "year_label", "base_year_label"}
        own = [name for name in frame.columns if name not in known]
        first = second = np.empty(0, np.int64)
        if own and table == "actuals":
            first, second = _clashes(dataset)
        for name in own:
            codes = text(frame, name).codes
            if name.casefold() in _DIMENSIONS:
                rows = _several(frame["indicator"].cat.codes.to_numpy(), codes)
            else:
                one, other = codes[first], codes[second]
                filled, count = codes[codes >= 0], len(text(frame, name).categories)
                differs = (one != other) & (one >= 0) & (other >= 0)
                is_told = len(first) and differs.all() and 2 * count <= len(filled)
                rows = second[:1] if is_told else second[:0]
            for row in rows[:1]:
                other_file = "actuals" if table == "targets" else "targets"
                yield Finding("E210", table, int(row), name, {"name": name, "other": other_file})


def _several(indicator: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Rows (rows,) whose cell is another one than that of the first row of their indicator."""
    filled = np.flatnonzero((codes >= 0) & (indicator >= 0))
    first = np.full(int(indicator.max(initial=-1)) + 1, -1, np.int64)
    first[indicator[filled][::-1]] = codes[filled][::-1]
    several: np.ndarray = filled[first[indicator[filled]] != codes[filled]]
    return several


def _clashes(dataset: Dataset) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of rows of the actuals with one series, year and day of publication."""
    series, frame = dataset.keys[1], dataset.actuals
    day = dates(frame, "published").astype(np.int64)
    days = pd.factorize(day)[0] if len(day) else np.empty(0, np.int64)
    key = group_numbers(series, frame["year"].to_numpy(), days)
    named = np.flatnonzero(series >= 0)
    order = named[np.argsort(key[named], kind="stable")]
    again = np.flatnonzero(np.diff(key[order]) == 0)
    return order[again], order[again + 1]
