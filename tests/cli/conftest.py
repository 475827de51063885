"""Fixtures of the tests of the command line."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path

import pytest
from running import Run, run


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes the files of a dataset from their texts, and gives their folder."""

    def folder(encoding: str = "utf-8", **tables: str) -> Path:
        for table, text in tables.items():
            path = tmp_path / f"{table}.csv"
            path.write_bytes(f"{cleandoc(text)}\n".encode(encoding))
        return tmp_path

    return folder


@pytest.fixture(scope="session")
def standing() -> Run:
    return run("status")
