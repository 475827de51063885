"""A folder, or files named apart, to a dataset that was read and checked.

A first pass reads by columns, as fast as it can. Only when it meets something wrong does a
second, careful pass go over the file again, cell by cell, to say what and where. Where nothing is
wrong, both give the same frame.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pandas as pd

from ..files.csv_arrow import read_fast
from ..files.csv_careful import header_fault, header_line, read_careful, read_header
from ..files.encoding import STANDARD_INPUT, Source, open_source
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import DataError, Problem, UsageError
from ..vocabulary.field import Field
from ..vocabulary.language import _, cause
from .apart import shared_words
from .checks import examine
from .model import Dataset
from .settings import NAME, read_settings
from .typed.cells import Names
from .typed.frame import join_frames, typed_frame
from .typed.header import check_header, shared_dimensions


def read(folder: str | Path, encoding: str = "") -> Dataset:
    """The dataset in a folder (targets.csv, actuals.csv and, optionally, indicators.csv).

    Raises DataError with every problem that is an error; the warnings are in its `warnings`.
    """
    dataset, problems = inspect(files_of(folder), encoding)
    errors = [problem for problem in problems if problem.is_error]
    if dataset is None or errors:
        raise DataError(errors)
    return replace(dataset, warnings=tuple(problems))


def inspect(
    paths: Mapping[str, str | Path], encoding: str = "", instead: Mapping[str, bytes] | None = None
) -> tuple[Dataset | None, list[Problem]]:
    """Whatever can be read of the files, and every problem found; None if nothing can.

    The bytes `instead` gives for a table are read in place of its file.
    """
    tables = {table: path for table, path in paths.items() if table in TABLES}
    dataset, problems = read_files(tables, encoding, instead)
    if dataset is not None:
        problems += examine(dataset, problems)
    settings, found = read_settings(paths["settings"]) if "settings" in paths else (None, [])
    problems += found
    if dataset is None or settings is None:
        return dataset, problems
    return replace(dataset, settings=settings), problems


def files_of(folder: str | Path, apart: Container[str] = ()) -> dict[str, Path]:
    """The files of the dataset in `folder`, and its settings. Raises DataError without any.

    Tables that stand `apart` may be missing.
    """
    folder = Path(folder)
    paths = {table: folder / f"{table}.csv" for table in TABLES} | {"settings": folder / NAME}
    need_folder(folder)
    needed = [table for table in ("targets", "actuals") if table not in apart]
    missing = [table for table in needed if not paths[table].is_file()]
    if missing:
        raise DataError(
            [Problem("E003", str(folder), values={"missing": f"{table}.csv"}) for table in missing]
        )
    return {table: path for table, path in paths.items() if path.is_file()}


def need_folder(folder: Path) -> None:
    """Raise DataError where there is no such folder."""
    if not folder.is_dir():
        code = "E003" if folder.exists() else "E001"
        raise DataError([Problem(code, str(folder), values={"missing": "targets.csv"})])


def locate(
    folder: str | None, targets: str | None, actuals: str | None, indicators: str | None
) -> dict[str, str | Path]:
    """The files a command names: those named apart, else those of the folder.

    Without a folder it is `data/`, else the current folder, where they hold targets.csv. Raises
    UsageError where nothing is named or found, DataError where a named folder lacks a file.
    """
    apart = {"targets": targets, "actuals": actuals, "indicators": indicators}
    named: dict[str, str | Path] = {table: path for table, path in apart.items() if path}
    if folder == STANDARD_INPUT or list(named.values()).count(STANDARD_INPUT) > 1:
        raise UsageError(_("standard input can stand for one file: --targets - or --actuals -"))
    if folder is None and {"targets", "actuals"} <= named.keys():
        beside = Path(named["targets"]).parent / NAME
        return named | ({"settings": beside} if beside.is_file() else {})
    if folder is None:
        found = [place for place in ("data", ".") if Path(place, "targets.csv").is_file()]
        if not found:
            raise UsageError(
                _(
                    "no dataset here: neither data/ nor this folder holds targets.csv; "
                    "name a folder, or start one with: targettrack init"
                )
            )
        folder = found[0]
    if Path(folder).is_file():
        raise UsageError(
            _('"{path}" is a file; name its folder, or use --targets FILE --actuals FILE').format(
                path=folder
            )
        )
    return {**files_of(folder, named), **named}


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
    names = {table: source.name for table, source in sources.items()}
    dimensions, found = shared_words(frames, dimensions, names)
    return join_frames(frames, dimensions, sources), [*problems, *found]


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


def write_starter(folder: str | Path) -> list[Path]:
    """Write the starter files into `folder`, made if need be; returns them.

    Raises UsageError where one of them is there already, before any is written.
    """
    folder = Path(folder)
    paths = [folder / f"{table}.csv" for table in TABLES]
    there = [str(path) for path in paths if path.exists()]
    if there:
        raise UsageError(
            _("nothing written: {files} is there already").format(files=_(", ").join(there))
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            with path.open("xb") as stream:
                stream.write((files(__package__) / "starter_files" / path.name).read_bytes())
    except OSError as error:
        raise UsageError(
            _('"{path}" cannot be written: {why}').format(path=folder, why=cause(error))
        ) from None
    return paths
