"""A folder, or files named apart, to a dataset that was read and checked."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from pathlib import Path

from ..files.encoding import STANDARD_INPUT
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import DataError, Problem, UsageError
from ..vocabulary.language import _
from .checks import examine
from .model import Dataset
from .reading import read_files
from .settings import NAME, read_settings


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
    if not folder.is_dir():
        raise DataError(
            [
                Problem(
                    "E001" if not folder.exists() else "E003",
                    str(folder),
                    values={"missing": "targets.csv"},
                )
            ]
        )
    needed = [table for table in ("targets", "actuals") if table not in apart]
    missing = [table for table in needed if not paths[table].is_file()]
    if missing:
        raise DataError(
            [Problem("E003", str(folder), values={"missing": f"{table}.csv"}) for table in missing]
        )
    return {table: path for table, path in paths.items() if path.is_file()}


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
    return {**files_of(folder, named), **named}
