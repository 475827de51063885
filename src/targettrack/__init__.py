"""targettrack: hold stated goals against what happened.

>>> import targettrack as tt
>>> dataset = tt.read("data")
>>> tt.assess(dataset)                # where every goal stands, a DataFrame
>>> tt.project(dataset, year=2027)    # the levels goals require, and where growth leads
>>> tt.diff(tt.read("old"), dataset)  # what changed: actuals, goals, verdicts
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import DataError, Problem, TargettrackError, UsageError

if TYPE_CHECKING:
    from .assessment import assess
    from .changes import changes as diff
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
    "diff",
    "project",
    "read",
]

_LATER = {
    "Dataset": ("dataset", "Dataset"),
    "assess": ("assessment", "assess"),
    "diff": ("changes", "changes"),
    "project": ("projection", "project"),
    "read": ("opening", "read"),
}


def __getattr__(name: str) -> Any:
    """Import what needs pandas at its first use: `targettrack --help` does without."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    room, own_name = _LATER[name]
    return getattr(import_module(f".{room}", __name__), own_name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
