"""Whether a row is there already, and which row counts so far for the same series and year."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ..dataset.model import Dataset, dates
from ..dataset.typed.cell_types import flags_of, word_of
from ..dataset.typed.numbers import measured_in
from ..files.lines import read_again
from ..vocabulary import quantities
from ..vocabulary.field import Field
from ..vocabulary.quantities import Refused
from .row import FIELDS

# What makes two rows speak of one thing, blank or not; of other cells only the stated are compared.
_ALWAYS = {"actuals": ("value",), "targets": ("value", "variant", "measure", "aggregate")}
_DATED = {"actuals": "published", "targets": "announced"}


class RowsThere(NamedTuple):
    """The line of a row that says the same, and of the one in force for its series and year.

    `counts`: whether the new row takes the place of the one in force; `against` is the value in
    force if the new row states another and no date.
    """

    same: int | None = None
    earlier: int | None = None
    counts: bool = True
    against: str = ""


def rows_there(dataset: Dataset, table: str, cells: Mapping[str, str]) -> RowsThere:
    """What the file of a table says already on the series and year of the cells."""
    rows, days = _rows_in_force(dataset, table, cells)
    if not rows:
        return RowsThere()
    file = read_again(dataset.sources[table])
    assert file.lines is not None
    latest = rows[-1]
    for row in rows:
        there = dict(zip(file.header, file.row(row), strict=True))
        with_date = table == "actuals" and row != latest
        if _says_all(table, there, cells, dataset.dimensions, with_date):
            return RowsThere(same=int(file.lines[row]))
    if table == "targets":  # goals stand side by side
        return RowsThere()
    day = _day(cells.get("published", ""))
    counts = bool(np.isnat(days[-1]) or day > days[-1])
    # `there` is the latest row; the check compares an undated row with the first one alone.
    stated = {name: cells.get(name, "") for name in ("value", "unit")}
    is_undated = not cells.get("published")
    differs = is_undated and not _says_all(table, there, stated, dataset.dimensions, False)
    against = (there["value"] or "–") if differs else ""
    return RowsThere(None, int(file.lines[latest]), counts, against)


def _rows_in_force(
    dataset: Dataset, table: str, cells: Mapping[str, str]
) -> tuple[list[int], np.ndarray]:
    """Rows in force for the series and year of the cells, and their dates, the latest last.

    Of actuals all: the check of the whole dataset says which of them may stand together.
    """
    frame = getattr(dataset, table)
    try:
        year = quantities.year(cells.get("year", ""))[0]
    except Refused:  # the check of the whole dataset reports it
        return [], np.empty(0, "datetime64[s]")
    alike = (frame["indicator"] == cells["indicator"]).to_numpy()
    alike = alike & (frame["year"] == year).to_numpy()
    for name in dataset.dimensions:
        alike &= frame[name].astype(object).fillna("").to_numpy() == cells.get(name, "").strip()
    if table == "targets":
        alike &= np.isnat(dates(frame, "withdrawn"))
    rows = np.flatnonzero(alike)
    days = dates(frame, _DATED[table])[rows]
    undated_first = np.where(np.isnat(days), np.datetime64("0001-01-01", "s"), days)
    order = np.argsort(undated_first, kind="stable")
    return rows[order].tolist(), days[order]


def _day(cell: str) -> np.datetime64:
    """The date in a cell; NaT where it is blank, or no date, which the check reports."""
    try:
        return np.datetime64(quantities.date(cell), "s")
    except Refused:
        return np.datetime64("NaT", "s")


def _says_all(
    table: str,
    there: Mapping[str, str],
    cells: Mapping[str, str],
    dimensions: Sequence[str],
    with_date: bool,
) -> bool:
    """Whether a row that is there says all that the cells do; `with_date`, also since when."""
    names = {*cells, *_ALWAYS[table], *([_DATED[table]] if with_date else [])}
    names -= {"indicator", "year", "unit", *dimensions}
    ours, theirs = cells.get("unit", ""), there.get("unit", "")
    for name in names:
        field = FIELDS[table].get(name, Field(name, "text", ""))
        if _meaning(field, cells, ours or theirs) != _meaning(field, there, theirs):
            return False
    return not ours or quantities.fold(ours) in (quantities.fold(theirs), _unit_beside(there))


def _unit_beside(there: Mapping[str, str]) -> str:
    """The unit that stands beside the value."""
    try:
        return quantities.number(there.get("value", ""), there.get("unit", ""))[1]
    except Refused:
        return ""


def _meaning(field: Field, row: Mapping[str, str], unit: str) -> object:
    """What the cell of a column means, so that two spellings of one thing are equal."""
    cell = row.get(field.name, "").strip()
    try:
        match field.type if cell else "blank":
            case "blank":
                return field.default
            case "number":
                own = measured_in(field.name, row.get("measure", ""))
                return quantities.number(cell, unit if own is None else own)[0]
            case "year":
                return quantities.year(cell)
            case "date":
                return quantities.date(cell)
            case "flags":
                return sorted(flags_of(cell))
            case "word":
                return word_of(field, cell) or quantities.fold(cell).casefold()
    except Refused:  # it is equal to what is spelt like it
        pass
    return cell
