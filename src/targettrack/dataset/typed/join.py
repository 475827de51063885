"""Typed frames to a `Dataset`: the id columns of all frames share one set of categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ...files.encoding import Source
from ...vocabulary.columns import TABLES
from ..model import Dataset
from .verify import id_columns


def join_frames(
    frames: Mapping[str, pd.DataFrame], dimensions: tuple[str, ...], sources: Mapping[str, Source]
) -> Dataset:
    """The dataset of frames by table, as `typed_frame` makes them; indicators may be missing.

    The id columns of the frames are replaced by such as share their categories.
    """
    no_names = pd.Categorical.from_codes([], categories=pd.Index([], dtype=object))
    frames = {"indicators": pd.DataFrame({"indicator": no_names}), **frames}
    for columns in id_columns(dimensions).values():
        _share_categories(frames, columns)
    targets, actuals, indicators = (frames[table] for table in TABLES)
    return Dataset(targets, actuals, indicators, dimensions, sources)


def _share_categories(
    frames: Mapping[str, pd.DataFrame], columns: Sequence[tuple[str, str]]
) -> None:
    """Give columns, each by table and name, one set of categories in place of each its own.

    The first column's ["a", "b"] and the second's ["c", "b"] become ["a", "b", "c"]: the codes
    of the second, 0 and 1, become 2 and 1.
    """
    own = {at: frames[at[0]][at[1]].array for at in columns if at[1] in frames[at[0]]}
    names, places = next(iter(own.values())).categories, []
    for column in own.values():
        place = names.get_indexer(column.categories)
        new = np.flatnonzero(place < 0)
        place[new] = len(names) + np.arange(len(new))
        if len(new):
            names = names.append(column.categories[new]).astype(object)
        places.append(np.append(place, -1).astype(np.int32))
    for ((table, name), column), place in zip(own.items(), places, strict=True):
        if column.categories is not names:
            codes = place[column.codes]
            frames[table][name] = pd.Categorical.from_codes(codes, categories=names)
