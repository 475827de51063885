"""Frames of any library to a `Dataset`, read by the same rules as files."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from ..files.encoding import Source
from ..files.table import Coded, Table, without_blank_rows
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import DataError, Problem, UsageError
from ..vocabulary.field import Field
from ..vocabulary.language import _
from .apart import shared_words
from .checks import examine
from .model import Dataset
from .typed.cells import Names
from .typed.frame import join_frames, typed_frame
from .typed.header import check_header, shared_dimensions

_READ = (str, int, float, np.integer, np.floating, Decimal, datetime.date)  # datetime is a date


def from_frames(targets: Any, actuals: Any, indicators: Any = None) -> Dataset:
    """A dataset of frames with the columns of targets.csv, actuals.csv and indicators.csv.

    >>> import pandas as pd, targettrack as tt
    >>> targets = {"indicator": ["firms"], "year": [2025], "comparator": [">"], "value": [10000]}
    >>> actuals = {"indicator": ["firms"] * 2, "year": [2022, 2023], "value": [6348, 7565]}
    >>> dataset = tt.from_frames(pd.DataFrame(targets), pd.DataFrame(actuals))

    A frame is one of pandas, or any object that offers `__arrow_c_stream__` (polars, pyarrow, a
    relation of duckdb), for which pyarrow must be installed. Columns that targets and actuals
    share beside those that have a meaning are dimensions. A cell is a number, a date, or a text
    as it might stand in a file ("1.27万", "at least", "2024/25"); NaN, NA, None and "" are blank.
    Numbers of a float column are taken as they are, text is read as in files. The index of a
    frame has no meaning.

    Raises DataError with every problem the frames have: `targets:3` is the third row of targets,
    whatever its index says, and `targets:3:4` its fourth column. Raises UsageError for what is
    no frame, and for cells that are none of the above: booleans, lists, durations. Warnings are
    in the `warnings` of the dataset.
    """
    given = {"targets": targets, "actuals": actuals, "indicators": indicators}
    frames = {
        table: _pandas_frame(table, frame) for table, frame in given.items() if frame is not None
    }
    headers = {table: _header(table, frame) for table, frame in frames.items()}
    dimensions = shared_dimensions(headers)
    problems: list[Problem] = []
    for table, header in headers.items():
        for problem in check_header(table, table, header, dimensions=dimensions):
            problems.append(replace(problem, line=None, column=None))  # of no row
    if problems:
        raise DataError(problems)
    known: list[Names] = []
    typed: dict[str, pd.DataFrame] = {}
    for table, frame in frames.items():
        fields = [*TABLES[table], *(Field(name, "id", "") for name in dimensions)]
        numeric = {field.name for field in fields if field.type == "number"}
        columns = [
            _coded_column(table, name, frame.iloc[:, place], name in numeric)
            for place, name in enumerate(headers[table])
        ]
        counted = np.arange(1, len(frame) + 1, dtype=np.int32)
        coded = without_blank_rows(Table(headers[table], columns, len(frame), counted))
        typed[table], found = typed_frame(table, coded, fields, known)
        assert coded.lines is not None
        typed[table].index = pd.Index(coded.lines)  # by which problems name a row
        problems += found
    sources = {table: Source(table, b"") for table in frames}
    dimensions, found = shared_words(typed, dimensions, {table: table for table in frames})
    problems += found
    dataset = join_frames(typed, dimensions, sources)
    problems += examine(dataset, problems)
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise DataError(errors)
    return replace(dataset, warnings=tuple(problems))


def _pandas_frame(table: str, given: Any) -> pd.DataFrame:
    """The frame itself, or a copy of what another library holds."""
    if isinstance(given, pd.DataFrame):
        return given
    if not hasattr(given, "__arrow_c_stream__"):
        raise UsageError(
            _(
                "{table}: {type} is no frame: give one of pandas, or one that offers "
                "__arrow_c_stream__"
            ).format(table=table, type=type(given).__name__)
        )
    try:
        import pyarrow
    except ImportError:
        raise UsageError(
            _("{table}: frames other than those of pandas need pyarrow: pip install pyarrow")
            .format(table=table)
        ) from None  # fmt: skip
    frame: pd.DataFrame = pyarrow.table(given).to_pandas(date_as_object=False)
    return frame


def _header(table: str, frame: pd.DataFrame) -> list[str]:
    """The names of a frame's columns, blanks around them cut. Raises UsageError if one is none."""
    for name in frame.columns:
        if not isinstance(name, str) or not name.strip():
            raise UsageError(
                _("{table}: {name} is no name of a column").format(table=table, name=repr(name))
            )
    return [name.strip() for name in frame.columns]


def _coded_column(table: str, name: str, column: pd.Series, is_numeric: bool) -> Coded | np.ndarray:
    """(rows,): float64 where numbers are asked for and finite numbers are given, else texts."""
    dtype = column.dtype
    if is_numeric and pd.api.types.is_numeric_dtype(dtype) and dtype.kind in "iuf":
        numbers = column.to_numpy(np.float64, na_value=np.nan)
        if not np.isinf(numbers).any():
            return numbers
    if isinstance(dtype, pd.CategoricalDtype):
        codes, distinct = column.cat.codes.to_numpy(), column.cat.categories
        _refuse_unreadable(table, name, column, distinct)
    else:
        _refuse_unreadable(table, name, column, column.dropna())
        codes, distinct = pd.factorize(column)
    texts = [*map(_cell_text, distinct), ""]
    return Coded(np.where(codes < 0, len(distinct), codes).astype(np.int32), texts)


def _refuse_unreadable(
    table: str, name: str, column: pd.Series, values: pd.Series | pd.Index
) -> None:
    """Raise UsageError, naming the first row, where one of `values` is no cell of a table."""
    if pd.api.types.is_string_dtype(values.dtype) and values.dtype != object:
        return
    unreadable = {
        kind for kind in set(map(type, values)) if not issubclass(kind, _READ) or kind is bool
    }
    if not unreadable:
        return
    row = next(row for row, value in enumerate(column, 1) if type(value) in unreadable)
    kind = type(column.iloc[row - 1]).__name__
    raise UsageError(
        _(
            '{table}:{row}: column "{name}" holds a value of type {type}; '
            "numbers, texts and dates can be read"
        ).format(table=table, row=row, name=name, type=kind)
    )


def _cell_text(value: Any) -> str:
    """A value as it would be written in a file: 2023.0 as 2023, a date as 2024-02-27."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, float | np.floating):
        number = float(value)
        is_short = number.is_integer() and abs(number) < 1e15
        return str(int(number)) if is_short else repr(number)
    return str(value)
