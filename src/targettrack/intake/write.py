"""A planned row written to its file, and planned anew where the file has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..files.atomic import failures_told, mark, store
from ..files.lock import locked
from ..vocabulary.errors import WriteError
from ..vocabulary.language import _
from .plan import Addition, plan
from .row import Row

_TRIES = 5  # times that a file may change while it is being written


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
