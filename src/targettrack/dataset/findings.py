"""What the checks find, row by row, and where it stands in the files."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from ..files.lines import RowLines, lines_at
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import Problem, first_alike
from .model import Dataset

_TABLES = tuple(TABLES)


class Finding(NamedTuple):
    """Row `row` of a table breaks a rule; `values["line"]`, where given, is a row too.

    A `values["cell"]` of "" is filled with the text of the cell.
    """

    code: str
    table: str
    row: int
    column: str
    values: Mapping[str, object]


Findings = Iterator[Finding]


def findings_of(
    code: str,
    table: str,
    column: str,
    rows: np.ndarray,
    others: np.ndarray,
    values: Callable[[int, int], dict[str, object]] = lambda row, other: {"line": other},
) -> Findings:
    """A finding for each of `rows` in the order of the file, the first ones in full.

    Each row is at odds with the one beside it in `others`, or by itself; a row may stand twice.
    """
    pairs = sorted(zip(rows.tolist(), others.tolist(), strict=True))
    found = first_alike(code, range(len(pairs)), lambda place: values(*pairs[place]))
    for each, place, filled in found:
        yield Finding(each, table, pairs[place][0], column, filled)


def problems_at_lines(dataset: Dataset, findings: Iterable[Finding]) -> list[Problem]:
    """Findings as problems, in the order of the files."""
    ordered = sorted(findings, key=lambda finding: (_TABLES.index(finding.table), finding.row))
    rows: dict[str, set[int]] = {}
    for finding in ordered:
        wanted = rows.setdefault(finding.table, set())
        wanted.add(finding.row)
        if isinstance(line := finding.values.get("line"), int):
            wanted.add(line)
    places = {table: _row_lines(dataset, table, wanted) for table, wanted in rows.items()}
    return [_problem(dataset, finding, places[finding.table]) for finding in ordered]


def _row_lines(dataset: Dataset, table: str, rows: Collection[int]) -> RowLines:
    """Lines and cells of some rows: of the file they were read from, else of the frame itself."""
    frame, source = getattr(dataset, table), dataset.sources.get(table)
    if source and source.data:
        return lines_at(source, rows, len(frame))
    header = [name for name in frame if not name.endswith(("year_label", "multiplier_in"))]
    numbers = frame.index if source else np.arange(1, len(frame) + 1)
    cells = frame[header].astype(object).iloc[list(rows)].fillna("").astype(str)
    at = zip(numbers[list(rows)].tolist(), cells.to_numpy().tolist(), strict=True)
    return RowLines(header, dict(zip(rows, at, strict=True)))


def _problem(dataset: Dataset, finding: Finding, lines: RowLines) -> Problem:
    values: dict[str, Any] = dict(finding.values)
    if "line" in values:
        values["line"] = lines.at[values["line"]][0]
    place = lines.header.index(finding.column) + 1 if finding.column in lines.header else None
    line, cells = lines.at[finding.row]
    if values.get("cell") == "" and place is not None:
        values["cell"] = cells[place - 1]
    source = dataset.sources.get(finding.table)
    file = source.name if source else finding.table
    return Problem(finding.code, file, line, place, values, cells)
