"""A row to record: its cells as they were typed, made to fit the file they are to stand in."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..dataset.model import Dataset
from ..dataset.names import find_indicator, names_of_ids
from ..dataset.typed.cell_types import word_of
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import UsageError
from ..vocabulary.field import Field
from ..vocabulary.language import _

FIELDS: Mapping[str, Mapping[str, Field]] = {
    table: {field.name: field for field in fields} for table, fields in TABLES.items()
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row to record: its table, its stated cells by column as they were typed.

    `is_new` allows an indicator, and a value of a dimension, that the dataset does not know.
    """

    table: str
    cells: Mapping[str, str]
    is_new: bool = False


def with_columns(cells: Mapping[str, str], stated: Sequence[str]) -> dict[str, str]:
    """The cells, and those stated as COLUMN=CELL. Raises UsageError where one is stated twice."""
    result = dict(cells)
    for each in stated:
        name, equals, cell = each.partition("=")
        if not equals or not name:
            raise UsageError(_('--where "{asked}" is not COLUMN=CELL').format(asked=each))
        if result.get(name):
            raise UsageError(_('the cell of column "{name}" is given twice').format(name=name))
        result[name] = cell
    return result


def is_direction(comparator: str) -> bool:
    """Whether a comparator states a direction, and takes no value."""
    return word_of(FIELDS["targets"]["comparator"], comparator) in ("up", "down")


def fitted_cells(row: Row, dataset: Dataset, header: Sequence[str], path: Path) -> dict[str, str]:
    """The stated cells, the indicator by its identifier. Raises UsageError without a column."""
    cells = {name: cell for name, cell in row.cells.items() if cell.strip()}
    for name in cells:
        if name not in header:
            raise UsageError(
                _(
                    '{path} has no column "{name}"; add it to the first line, and a comma to '
                    "every other, or leave it out here"
                ).format(path=path, name=name)
            )
    cells["indicator"] = _identified(dataset, cells.get("indicator", ""), row.is_new)
    if not row.is_new:
        for name in dataset.dimensions:
            _refuse_unknown(dataset, name, cells)
    return cells


def _identified(dataset: Dataset, asked: str, is_new: bool) -> str:
    """The identifier of an indicator; `asked` itself where a new one is allowed."""
    asked = asked.strip()
    if not asked:
        raise UsageError(_("the indicator is blank"))
    try:
        found = find_indicator(dataset, asked)
    except UsageError as error:
        if is_new:
            return asked
        raise UsageError(
            _("{message}; to start a new indicator, add --new").format(message=error)
        ) from None
    if found != asked:
        _refuse_ambiguous(dataset, asked)
    return found


def _refuse_unknown(dataset: Dataset, dimension: str, cells: Mapping[str, str]) -> None:
    """Raise UsageError for a value of a dimension that no row has, or that all others have."""
    asked = cells.get(dimension, "").strip()
    known = list(map(str, dataset.actuals[dimension].cat.categories))
    if asked and known and asked not in known:
        likely = difflib.get_close_matches(asked, known, 3, 0.5) or known[:10]
        raise UsageError(
            _(
                'no row has {column} "{asked}"; perhaps: {likely}; to start a new series, add --new'
            ).format(column=dimension, asked=asked, likely=_(", ").join(likely))
        )
    if asked:
        return
    stated = [
        frame[dimension].notna().to_numpy()[(frame["indicator"] == cells["indicator"]).to_numpy()]
        for frame in (dataset.actuals, dataset.targets)
    ]
    if (every := np.concatenate(stated)).size and every.all():
        raise UsageError(
            _(
                "every row of {indicator} has a cell in {column}; give it with --where "
                "{column}=…, or add --new for a series without one"
            ).format(indicator=cells["indicator"], column=dimension)
        )


def _refuse_ambiguous(dataset: Dataset, asked: str) -> None:
    """Raise UsageError where several indicators go by one name."""
    called = {each for name, each in names_of_ids(dataset) if name.casefold() == asked.casefold()}
    if len(called) > 1:
        raise UsageError(
            _('"{name}" is the name of several indicators; name one by its identifier: {ids}')
            .format(name=asked, ids=_(", ").join(sorted(called)))
        )  # fmt: skip
