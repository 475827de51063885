"""targettrack: hold stated goals against what happened.

>>> import targettrack as tt
>>> dataset = tt.read("data")
>>> tt.assess(dataset)                # where every goal stands, a DataFrame
>>> tt.project(dataset, year=2027)    # the levels goals require, and where growth leads
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import DataError, Problem, TargettrackError, UsageError

if TYPE_CHECKING:
    from .assessment import assess
    from .dataset import Dataset
    from .opening import read
    from .projection import project

__version__ = "0.1.0"
__all__ = [
    "DataError",
    "Dataset",
    "Problem",
    "TargettrackError",
    "UsageError",
    "assess",
    "project",
    "read",
]

_LATER = {"Dataset": "dataset", "assess": "assessment", "project": "projection", "read": "opening"}


def __getattr__(name: str) -> Any:
    """Import what needs pandas at its first use: `targettrack --help` does without."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_LATER[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
