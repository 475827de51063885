"""A row recorded: checked with all the others as if it stood there, then written.

Rows that are there already are never touched: a revision stands below what it revises.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..dataset.folder import inspect
from ..files.atomic import failures_told, mark, store
from ..files.csv_append import with_row
from ..files.csv_careful import read_header
from ..files.encoding import read_bytes
from ..files.lock import locked
from ..vocabulary.errors import DataError, Problem, WriteError
from ..vocabulary.language import _
from .row import Row, fitted_cells
from .same_row import rows_there

_TRIES = 5  # times that a file may change while it is being written


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
    cells = fitted_cells(row, dataset, header, path)
    is_new = cells["indicator"] not in dataset.targets["indicator"].cat.categories
    present = Addition(path, cells["indicator"], raw, raw, "", 0, is_new=is_new)
    there = rows_there(dataset, row.table, cells)
    if there.same is not None:
        return replace(present, same=there.same)
    whole = [cells.get(name, "") for name in header]
    appended = with_row(raw, whole, encoding)
    _dataset, after = inspect(paths, encoding, {row.table: appended.data})
    brought = [problem for problem in after if problem not in before]
    if there.against and not any(problem.code == "E201" for problem in brought):
        values = {"series": cells["indicator"], "year": cells["year"], "line": str(there.earlier)}
        values |= {"first": there.against, "second": cells.get("value", "–")}
        place = header.index("value") + 1
        brought.append(Problem("E201", str(path), appended.line, place, values, whole))
        after = [*after, brought[-1]]
    if any(problem.is_error for problem in brought):
        raise DataError(after)
    return replace(
        present,
        data=appended.data,
        text=appended.row,
        line=appended.line,
        earlier=there.earlier,
        counts=there.counts,
        problems=brought,
    )


def _is_unsure(problems: Sequence[Problem], file: str) -> bool:
    """Whether it is not certain what the file holds, so that nothing is added to it."""
    return any(
        problem.code == "E199" or (problem.code == "E116" and problem.file == file)
        for problem in problems
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
