"""A table as a typed frame: each column by the type of its field, and what the row needs."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ...files.encoding import Source
from ...files.table import Coded, Table, is_blank, without_blank_rows
from ...vocabulary.columns import TABLES
from ...vocabulary.errors import Problem
from ...vocabulary.field import Field
from ..model import Dataset
from .cell_types import COLUMNS
from .cells import Cells, Names, word_column
from .numbers import number_column, row_units
from .units import in_series_units
from .verify import id_columns


def typed_frame(
    file: str, table: Table, fields: Sequence[Field], known: list[Names]
) -> tuple[pd.DataFrame, list[Problem]]:
    """The frame of a table's rows that are not blank, and the problems of its cells.

    `fields` are those the table may have; a column of another name is text. `known` grows by the
    names of the id columns: give every table of a dataset the same list.
    """
    cells = Cells(file, without_blank_rows(table), known)
    types = {field.name: field for field in fields}
    frame: dict[str, object] = {}
    if not cells.table.rows:
        columns = ",".join(field.name for field in fields if field.needed)
        cells.problems.append(Problem("W002", file, values={"columns": columns}))
    units = row_units(cells, "unit" in types)
    for name in dict.fromkeys(table.header):
        field, column = types.get(name, Field(name, "text", "")), cells.column(name)
        assert column is not None
        if not name:
            _refuse_nameless(cells)
        elif field.type == "number":
            frame[name] = number_column(cells, name, column, units)
        else:
            assert isinstance(column, Coded)
            if field.needed:
                cells.add_blank(name, is_blank(column))
            frame |= COLUMNS[field.type](cells, field, column)
    _need_value(cells, frame)
    if "value" in frame and ("unit" in frame or any(units.values)):
        frame["unit"] = word_column(units, units.values)
    if cells.multiplied:
        frame["multiplier_in"] = _multiplied_columns(cells)
    return pd.DataFrame(frame, copy=False), cells.problems


def _multiplied_columns(cells: Cells) -> pd.Categorical:
    """(rows,): the column whose number has a multiplier and no unit, one of them; else missing."""
    codes = np.full(cells.table.rows, -1, np.int8)
    for code, rows in enumerate(cells.multiplied.values()):
        codes[rows] = code
    names = pd.Index([*cells.multiplied], dtype=object)
    return pd.Categorical.from_codes(codes, categories=names)


def _refuse_nameless(cells: Cells) -> None:
    """A column without a name may hold nothing."""
    table = cells.table
    for place, (name, column) in enumerate(zip(table.header, table.columns, strict=True), 1):
        if not name and not is_blank(column).all():
            line = table.header_line
            cells.problems.append(Problem("E113", cells.file, line, place, cells=table.header))


def _need_value(cells: Cells, frame: Mapping[str, object]) -> None:
    """A goal states a number, unless it is a direction or a peak."""
    if "comparator" not in frame or "value" not in frame:
        return
    comparator, value = pd.Series(frame["comparator"]), np.asarray(frame["value"])
    directed = comparator.isin(["up", "down"]).to_numpy()
    peak = np.asarray(frame["aggregate"] == "peak") if "aggregate" in frame else np.False_
    column = cells.column("value")
    assert column is not None
    cells.add_blank("value", is_blank(column) & ~directed & ~peak & comparator.notna().to_numpy())
    cells.add_problems(
        "value",
        np.flatnonzero(directed & ~np.isnan(value)),
        "E204",
        lambda row: {"comparator": comparator.iloc[row], "value": f"{value[row]:g}"},
    )


def join_frames(
    frames: Mapping[str, pd.DataFrame], dimensions: tuple[str, ...], sources: Mapping[str, Source]
) -> Dataset:
    """The dataset of frames by table, as `typed_frame` makes them; indicators may be missing.

    The id columns of the frames are replaced by such as share their categories; levels are
    converted to the unit of their series.
    """
    no_names = pd.Categorical.from_codes([], categories=pd.Index([], dtype=object))
    frames = {"indicators": pd.DataFrame({"indicator": no_names}), **frames}
    for columns in id_columns(dimensions).values():
        _share_categories(frames, columns)
    targets, actuals, indicators = (frames[table] for table in TABLES)
    return in_series_units(Dataset(targets, actuals, indicators, dimensions, sources))


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
