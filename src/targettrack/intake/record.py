"""One row more in a dataset's file: planned and checked as if it stood there, then written.

`plan` reads; `carry_out` writes what was planned, and plans anew where the file has changed since.
Rows that are there already are never touched: a revision stands below what it revises.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..dataset.folder import inspect
from ..dataset.model import Dataset, dates
from ..dataset.names import find_indicator, names_of_ids
from ..files.atomic import failures_told, locked, mark, store
from ..files.csv_append import with_row
from ..files.csv_careful import read_header
from ..files.encoding import read_bytes
from ..files.lines import reread
from ..vocabulary import quantities
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import DataError, Problem, UsageError, WriteError
from ..vocabulary.field import Field
from ..vocabulary.language import _
from ..vocabulary.quantities import Refused
from ..vocabulary.words import COMPARATOR_WORDS, FORCE_WORDS

_TRIES = 5  # times that a file may change while it is being written
_FIELDS = {table: {each.name: each for each in fields} for table, fields in TABLES.items()}
_WORDS: Mapping[str, Mapping[str, str]] = {"comparator": COMPARATOR_WORDS, "force": FORCE_WORDS}
# What makes two rows speak of one thing, blank or not; of other cells only the stated are compared.
_ALWAYS = {"actuals": ("value",), "targets": ("value", "variant", "measure", "aggregate")}
_DATED = {"actuals": "published", "targets": "announced"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row to record: its table, its stated cells by column as they were typed.

    `is_new` allows an indicator, and a value of a dimension, that the dataset does not know.
    """

    table: str
    cells: Mapping[str, str]
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Addition:
    """A row as it is to be written: the file before and after, and where the row will stand.

    `same` is the line of a row that says the same already; nothing is to be written then.
    `earlier` is the line of the row that counted so far for the same series and year, and
    `counts` whether the new one counts in its place. `is_new`: nothing is known of the indicator.
    `problems` are warnings the row brings.
    """

    path: Path
    indicator: str
    raw: bytes
    data: bytes
    text: str
    line: int
    same: int | None = None
    earlier: int | None = None
    counts: bool = True
    is_new: bool = False
    problems: Sequence[Problem] = field(default=())


def plan(paths: Mapping[str, str | Path], row: Row, encoding: str = "") -> Addition:
    """What recording a row would do; the whole dataset is checked as it would be.

    Raises UsageError where the row does not fit the file, DataError with every problem where it
    would bring in an error, or where the files cannot be read to begin with.
    """
    path = Path(paths[row.table])
    try:
        raw = read_bytes(path)
    except OSError:
        raise DataError(inspect(paths, encoding)[1]) from None
    dataset, before = inspect(paths, encoding, {row.table: raw})
    if dataset is None or _is_unsure(before, str(path)):
        raise DataError(before)
    header = read_header(dataset.sources[row.table].data)
    cells = _fitted(row, dataset, header, path)
    is_new = cells["indicator"] not in dataset.targets["indicator"].cat.categories
    present = Addition(path, cells["indicator"], raw, raw, "", 0, is_new=is_new)
    kin = _kin(dataset, row.table, cells)
    if kin.same is not None:
        return replace(present, same=kin.same)
    appended = with_row(raw, [cells.get(name, "") for name in header], encoding)
    _dataset, after = inspect(paths, encoding, {row.table: appended.data})
    brought = [problem for problem in after if problem not in before]
    if kin.against and not any(problem.code == "E201" for problem in brought):
        values = {"year": cells["year"], "first": kin.against, "second": cells.get("value", "–")}
        values |= {"series": cells["indicator"], "line": str(kin.earlier)}
        place, whole = header.index("value") + 1, [cells.get(name, "") for name in header]
        brought.append(Problem("E201", str(path), appended.line, place, values, whole))
        after = [*after, brought[-1]]
    if any(problem.is_error for problem in brought):
        raise DataError(after)
    return replace(
        present,
        data=appended.data,
        text=appended.row,
        line=appended.line,
        earlier=kin.earlier,
        counts=kin.counts,
        problems=brought,
    )


def carry_out(
    paths: Mapping[str, str | Path], row: Row, encoding: str = "", planned: Addition | None = None
) -> Addition:
    """Write a row, under the lock of its file; returns what was done in the end.

    What was `planned` is written as it is, unless the file has changed since: then it is planned
    anew. Raises what `plan` raises, and WriteError where the system fails; the file is then as
    it was, or has the row.
    """
    path = paths[row.table]
    with failures_told(path):
        target = Path(path).resolve(strict=True)
        with locked(target):
            for _again in range(_TRIES):
                seen = mark(target)
                if planned is None or target.read_bytes() != planned.raw:
                    planned = plan(paths, row, encoding)
                if planned.same is not None or store(target, planned.data, seen):
                    return planned
    raise WriteError(
        _('"{path}" is not written: another program changes it all the time').format(path=path)
    )


def _is_unsure(problems: Sequence[Problem], file: str) -> bool:
    """Whether what the file holds cannot be told for certain, so that nothing is added to it."""
    return any(
        problem.code == "E199" or (problem.code == "E116" and problem.file == file)
        for problem in problems
    )


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


# --- the cells -----------------------------------------------------------------------------------


def _fitted(row: Row, dataset: Dataset, header: Sequence[str], path: Path) -> dict[str, str]:
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


# --- what is there already -----------------------------------------------------------------------


class _Kin(NamedTuple):
    """The line of a row that says the same, and of the one in force for its series and year.

    `counts`: whether the new row takes the place of the one in force; `against` is the value in
    force if the new row states another and no date.
    """

    same: int | None = None
    earlier: int | None = None
    counts: bool = True
    against: str = ""


def _kin(dataset: Dataset, table: str, cells: Mapping[str, str]) -> _Kin:
    rows, days = _alike(dataset, table, cells)
    if not rows:
        return _Kin()
    known = reread(dataset.sources[table])
    assert known.lines is not None
    in_force = rows[-1]
    for row in rows:
        there = dict(zip(known.header, known.row(row), strict=True))
        wholly = table == "actuals" and row != in_force
        if _says(table, there, cells, dataset.dimensions, wholly):
            return _Kin(same=int(known.lines[row]))
    if table == "targets":  # goals stand side by side
        return _Kin()
    day = _plain(_FIELDS[table]["published"], cells.get("published", ""), "")
    undated = np.isnat(days[-1])
    counts = bool(undated or (day and np.datetime64(str(day)) > days[-1]))
    # `there` is the row in force; the check compares an undated row with the first one alone.
    stated = {name: cells.get(name, "") for name in ("value", "unit")}
    unlike = not day and not _says(table, there, stated, dataset.dimensions, False)
    against = (there["value"] or "–") if unlike else ""
    return _Kin(None, int(known.lines[in_force]), counts, against)


def _alike(dataset: Dataset, table: str, cells: Mapping[str, str]) -> tuple[list[int], np.ndarray]:
    """Rows in force for the series and year of the cells, and their dates, the latest last."""
    frame = getattr(dataset, table)
    try:
        year = quantities.year(cells.get("year", ""))[0]
    except Refused:  # the check will say so
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


def _says(
    table: str,
    there: Mapping[str, str],
    cells: Mapping[str, str],
    dimensions: Sequence[str],
    wholly: bool,
) -> bool:
    """Whether a row that is there says all that the cells do; `wholly`, also of when."""
    fields = _FIELDS[table]
    names = {*cells, *_ALWAYS[table], *([_DATED[table]] if wholly else [])} - {
        "indicator",
        "year",
        "unit",
        *dimensions,
    }
    ours, theirs = cells.get("unit", ""), there.get("unit", "")
    if any(
        _plain(fields.get(name), cells.get(name, ""), ours or theirs)
        != _plain(fields.get(name), there.get(name, ""), theirs)
        for name in names
    ):
        return False
    return not ours or quantities.fold(ours) in (quantities.fold(theirs), _word(there))


def _word(there: Mapping[str, str]) -> str:
    """The unit that stands beside the value."""
    try:
        return quantities.number(there.get("value", ""), there.get("unit", ""))[1]
    except Refused:
        return ""


def _plain(field: Field | None, cell: str, unit: str) -> object:
    """What a cell means, so that two spellings of one thing are equal."""
    cell = cell.strip()
    if field is None or not cell:
        return cell or (field.default if field else "")
    try:
        if field.type == "number":
            return quantities.number(cell, "%" if field.name == "growth" else unit)[0]
        if field.type == "year":
            return quantities.year(cell)
        if field.type == "date":
            return quantities.date(cell)
    except Refused:
        return cell
    if field.type == "flags":
        return tuple(sorted(cell.casefold().split()))
    if field.type == "word":
        word = quantities.fold(cell).casefold()
        return _WORDS.get(field.name, {}).get(word, word)
    return cell


def is_direction(comparator: str) -> bool:
    """Whether a comparator states a direction, and takes no value."""
    return _plain(_FIELDS["targets"]["comparator"], comparator, "") in ("up", "down")
