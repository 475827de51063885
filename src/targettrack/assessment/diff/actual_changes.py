"""Actuals that are new, revised or removed.

An actual is what counts for its year: the latest publication, or what stated growth derives.
"""

import numpy as np
import pandas as pd

from ...dataset.model import Dataset, dates, text
from ..assess import Assessment
from .shared_names import SharedNames, StateSeries

NEW, REVISED, REMOVED = "new-actual", "revised-actual", "removed-actual"


def actual_changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """A row for each series and year whose actual differs, or is stated in another unit."""
    both = old.merge(new, on=["series", "year"], how="outer", suffixes=("_old", "_new"))
    before, after = both["value_old"].to_numpy(), both["value_new"].to_numpy()
    unit_before, unit = (both[f"unit_{side}"].fillna(-1).to_numpy(int) for side in ("old", "new"))
    other_unit = (unit_before != unit) & (unit_before >= 0) & (unit >= 0)
    derived = both["derived_new"].fillna(both["derived_old"]).astype(bool).to_numpy()
    frame: pd.DataFrame = both[["series", "year"]].assign(
        kind=np.select([np.isnan(before), np.isnan(after)], [NEW, REMOVED], REVISED).astype(object),
        detail=np.select([other_unit, derived], ["unit", "derived"], "").astype(object),
        before=before,
        after=after,
        unit_before=unit_before,
        unit=unit,
        relative_change=relative_change(before, after, ~other_unit),
        dated=both["dated_new"].where(~np.isnan(after), both["dated_old"]),
        source=both["source_new"].fillna(both["source_old"]).astype(int),
    )
    changed: pd.DataFrame = frame[(before != after) | other_unit]
    return changed


def relative_change(before: np.ndarray, after: np.ndarray, comparable: np.ndarray) -> np.ndarray:
    """(after - before) / |before| of each pair (pairs,); NaN if not comparable, or from 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(comparable & (before != 0), (after - before) / np.abs(before), np.nan)


def actuals_that_count(
    dataset: Dataset, assessed: Assessment, names: SharedNames, state: StateSeries
) -> pd.DataFrame:
    """Every actual that counts: a row for each cell of the panel that is known.

    The assessment, of goals in force alone, numbers the series of actuals as the dataset does.
    """
    levels, size = assessed.standing.goals.panel, assessed.dataset.keys[2]
    own_series, place = np.nonzero(~np.isnan(levels.values[:size]))
    shared_series = np.zeros(size, np.int64)  # (series,), by the dataset's own number
    shared_series[dataset.keys[1]] = state.actuals
    row = levels.rows[own_series, place]  # -1 where derived
    published = np.append(dates(dataset.actuals, "published"), np.datetime64("NaT", "s"))
    source = names.numbers("source", text(dataset.actuals, "source"))
    return pd.DataFrame(
        {
            "series": shared_series[own_series],
            "year": levels.years[place].astype(float),
            "value": levels.values[own_series, place],
            "unit": names.numbers("unit", dataset.series_units)[own_series],
            "derived": (row < 0).astype(float),
            "dated": published[row],
            "source": np.append(source, -1)[row],
        }
    )
