"""Parquet, every column in its own type."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ...vocabulary.errors import UsageError
from ...vocabulary.language import _

if TYPE_CHECKING:
    import pandas as pd


def write_frame(frame: pd.DataFrame, path: Path, *, raw: bool = False) -> None:
    """Text stays as it is, `raw` or not. Raises UsageError without pyarrow."""
    if find_spec("pyarrow") is None:
        raise UsageError(_("Parquet files need pyarrow: pip install 'targettrack[fast]'"))
    frame.to_parquet(path, engine="pyarrow", index=False)
