"""What the frames of a dataset must be: columns, types, and one set of categories for an id."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from ...vocabulary.columns import TABLES
from ...vocabulary.errors import UsageError
from ...vocabulary.field import Field
from ...vocabulary.language import N_, _


def verify_frames(
    frames: Mapping[str, pd.DataFrame], dimensions: Iterable[str], is_whole: bool
) -> None:
    """Raise UsageError where the frames by table are not those of a dataset.

    The cells are looked at only where they must be whole: `is_whole` allows no row without an
    identifier, a year or a comparator, and no unknown word. A file with errors has such rows.
    """
    for table, fields in TABLES.items():
        names = dimensions if table != "indicators" else ()
        own = [Field(name, "text", "", needed=True) for name in names]
        _verify_columns(table, frames[table], [*fields, *own])
        if is_whole:
            _verify_rows(table, frames[table], fields)
    for columns in id_columns(dimensions).values():
        (table, name), *others = columns
        first = frames[table][name].cat.categories
        for table, name in others:
            if name not in frames[table]:
                continue
            categories = frames[table][name].cat.categories
            if categories is not first and not categories.equals(first):
                raise UsageError(
                    _(
                        '{table}: column "{name}" has other categories than the actuals; '
                        "make the dataset with targettrack.from_frames"
                    ).format(table=table, name=name)
                )


def id_columns(dimensions: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """The columns that share one set of categories, (table, column), by what they name."""
    named = {name: [("actuals", name), ("targets", name)] for name in ("indicator", *dimensions)}
    named["indicator"] += [("targets", "reference"), ("indicators", "indicator")]
    return named


_DTYPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(
        ("id", "text", "word", "flags"),
        (lambda dtype: isinstance(dtype, pd.CategoricalDtype), N_("categories")),
    ),
    "number": (lambda dtype: bool(dtype == np.float64), "float64"),
    "year": (pd.api.types.is_integer_dtype, N_("integers")),
    "date": (lambda dtype: dtype.kind == "M", "datetime64"),
}


def _verify_columns(table: str, frame: pd.DataFrame, fields: Iterable[Field]) -> None:
    """Raise UsageError for a column that is missing or of another type."""
    for each in fields:
        values: dict[str, object] = {"table": table, "name": each.name}
        if each.name not in frame:
            if each.needed:
                raise UsageError(_('{table} has no column "{name}"').format_map(values))
            continue
        cells = frame[each.name]
        is_right, expected = _DTYPES[each.type]
        if cells.ndim > 1 or not is_right(cells.dtype):
            raise UsageError(
                _(
                    '{table}: column "{name}" does not hold {expected}; '
                    "make the dataset with targettrack.from_frames"
                ).format_map({**values, "expected": _(expected)})
            )


def _verify_rows(table: str, frame: pd.DataFrame, fields: Iterable[Field]) -> None:
    """Raise UsageError for a needed cell that is blank, and for a word that is none of a column."""
    for each in fields:
        if each.name not in frame:
            continue
        cells, values = frame[each.name], {"table": table, "name": each.name}
        if each.needed and each.type != "number" and cells.isna().any():
            raise UsageError(_('{table}: column "{name}" is blank in some rows').format_map(values))
        words = cells.cat.categories if each.type == "word" else ()
        if unknown := set(words) - set(each.choices):
            values |= {"cell": min(unknown), "choices": " ".join(each.choices)}
            raise UsageError(
                _('{table}: column "{name}" holds "{cell}", not one of: {choices}')
                .format_map(values)
            )  # fmt: skip
