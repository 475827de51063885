"""targettrack: hold stated goals against what happened.

>>> import targettrack as tt
>>> dataset = tt.read("data")
>>> tt.assess(dataset)                # where every goal stands, a DataFrame
>>> tt.project(dataset, year=2027)    # the levels goals require, and where growth leads
>>> tt.diff(tt.read("old"), dataset)  # what changed: actuals, goals, verdicts
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .vocabulary.errors import DataError, Problem, TargettrackError, UsageError

if TYPE_CHECKING:
    from .assessment.assess import assess
    from .assessment.diff.diff import changes as diff
    from .assessment.project import project
    from .dataset.folder import read
    from .dataset.model import Dataset

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
    "Dataset": ("dataset.model", "Dataset"),
    "assess": ("assessment.assess", "assess"),
    "diff": ("assessment.diff.diff", "changes"),
    "project": ("assessment.project", "project"),
    "read": ("dataset.folder", "read"),
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
