"""A starter dataset: three small files that work at once and show how to write one's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ..vocabulary.columns import TABLES
from ..vocabulary.errors import UsageError
from ..vocabulary.language import _, cause


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
