"""Files to a `Dataset`: bytes to tables, tables to typed frames, frames joined.

A first pass reads by columns, as fast as it can. Only when it meets something wrong does a
second, careful pass go over the file again, cell by cell, to say what and where. Where nothing is
wrong, both give the same frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from ..files.csv_arrow import read_fast
from ..files.csv_careful import header_fault, header_line, read_careful, read_header
from ..files.encoding import Source, open_source
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import Problem
from ..vocabulary.field import Field
from .model import Dataset
from .typed.categories import Names
from .typed.frame import typed_frame
from .typed.header import check_header, shared_dimensions
from .typed.join import join_frames


def read_files(
    paths: Mapping[str, str | Path], encoding: str = "", instead: Mapping[str, bytes] | None = None
) -> tuple[Dataset | None, list[Problem]]:
    """The dataset in the files `paths` (targets, actuals and, optionally, indicators).

    None where targets or actuals could not be read at all. The bytes `instead` gives for a table
    are read in place of its file.
    """
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    for table, path in paths.items():
        source, found = open_source(path, encoding, (instead or {}).get(table))
        problems += found
        if source:
            sources[table] = source
    headers = {table: read_header(source.data) for table, source in sources.items()}
    dimensions = shared_dimensions(headers)
    frames: dict[str, pd.DataFrame] = {}
    known: list[Names] = []
    for table, source in sources.items():
        header = headers[table]
        found = header_fault(source.name, source.data) if not header else []
        if not found:
            line = header_line(source.data)
            found = check_header(source.name, table, header, line, dimensions)
        if not found:
            fields = [*TABLES[table], *(Field(name, "id", "") for name in dimensions)]
            frames[table], found = _read_frame(source, fields, header, known)
        problems += found
    if not {"targets", "actuals"} <= frames.keys():
        return None, problems
    return join_frames(frames, dimensions, sources), problems


def _read_frame(
    source: Source, fields: Sequence[Field], header: Sequence[str], known: list[Names]
) -> tuple[pd.DataFrame, list[Problem]]:
    """The frame of a file with a sound header, and every problem of its rows and cells."""
    numeric = [field.name for field in fields if field.type == "number" and field.name in header]
    table = read_fast(source.data, header, numeric, runs=["indicator"])
    problems: list[Problem] = []
    if table is None:
        table, problems = read_careful(source.name, source.data, numeric)
    if not problems:
        frame, problems = typed_frame(source.name, table, fields, known)
        if not problems:
            return frame, problems
    table, problems = read_careful(source.name, source.data)
    frame, found = typed_frame(source.name, table, fields, known)
    if problems:  # there are rows, though none that could be read
        found = [problem for problem in found if problem.code != "W002"]
    problems = sorted([*problems, *found], key=lambda problem: problem.line or 0)
    return frame, problems
