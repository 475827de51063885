"""What the checks find, row by row, and where it stands in the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from ..files.lines import RowLines, lines_at
from ..vocabulary.alike import first_alike
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import Problem
from .model import Dataset

_TABLES = tuple(TABLES)


class Finding(NamedTuple):
    """Row `row` of a table breaks a rule; `values["line"]`, where given, is a row too."""

    code: str
    table: str
    row: int
    column: str
    values: Mapping[str, object]


def findings_of(
    code: str,
    table: str,
    column: str,
    rows: np.ndarray,
    others: np.ndarray,
    values: Callable[[int, int], dict[str, object]] = lambda row, other: {"line": other},
) -> Iterator[Finding]:
    """A finding for each of `rows` in the order of the file, the first ones in full.

    Each row is at odds with the one beside it in `others`, or by itself; a row may stand twice.
    """
    pairs = sorted(zip(rows.tolist(), others.tolist(), strict=True))
    found = first_alike(code, range(len(pairs)), lambda place: values(*pairs[place]))
    for each, place, filled in found:
        yield Finding(each, table, pairs[place][0], column, filled)


def located(dataset: Dataset, findings: Iterable[Finding]) -> list[Problem]:
    """Findings as problems, in the order of the files."""
    ordered = sorted(findings, key=lambda finding: (_TABLES.index(finding.table), finding.row))
    rows: dict[str, set[int]] = {}
    for finding in ordered:
        wanted = rows.setdefault(finding.table, set())
        wanted.add(finding.row)
        if isinstance(line := finding.values.get("line"), int):
            wanted.add(line)
    places = {
        table: lines_at(dataset.sources[table], wanted, len(getattr(dataset, table)))
        for table, wanted in rows.items()
    }
    return [_problem(dataset, finding, places[finding.table]) for finding in ordered]


def _problem(dataset: Dataset, finding: Finding, lines: RowLines) -> Problem:
    values: dict[str, Any] = dict(finding.values)
    if "line" in values:
        values["line"] = lines.at[values["line"]][0]
    place = lines.header.index(finding.column) + 1 if finding.column in lines.header else None
    line, cells = lines.at[finding.row]
    return Problem(finding.code, dataset.sources[finding.table].name, line, place, values, cells)
