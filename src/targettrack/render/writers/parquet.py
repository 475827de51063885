"""Parquet, every column in its own type."""

from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from ...vocabulary.errors import UsageError
from ...vocabulary.language import _


def write_frame(frame: pd.DataFrame, path: Path, *, raw: bool = False) -> None:
    """Text stays as it is, `raw` or not. Raises UsageError without pyarrow."""
    if find_spec("pyarrow") is None:
        raise UsageError(_("Parquet files need pyarrow: pip install 'targettrack[fast]'"))
    frame.to_parquet(path, engine="pyarrow", index=False)
