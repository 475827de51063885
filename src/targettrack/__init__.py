"""targettrack: hold stated goals against what happened.

>>> import targettrack as tt
>>> dataset = tt.read("data")          # or tt.from_frames(targets, actuals)
>>> dataset.warnings, tt.check(dataset)  # what reading found; figures that do not agree
>>> tt.assess(dataset)                 # where every goal stands, a DataFrame
>>> tt.assess(dataset, "un")           # by another method, or ["un", "sdsn"], or "all"
>>> tt.project(dataset, year=2027)     # the levels goals require, and where growth leads
>>> tt.backtest(dataset)               # how often each method would have been right
>>> tt.diff(tt.read("old"), dataset)   # what changed: actuals, goals, verdicts
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .vocabulary.errors import DataError, Problem, TargettrackError, UsageError

if TYPE_CHECKING:
    from .assessment.assess import assess
    from .assessment.audit import check
    from .assessment.backtest import backtest
    from .assessment.diff.diff import changes as diff
    from .assessment.project import project
    from .dataset.folder import read
    from .dataset.frames import from_frames
    from .dataset.model import Dataset

__version__ = "0.1.0"
__all__ = [
    "DataError",
    "Dataset",
    "Problem",
    "TargettrackError",
    "UsageError",
    "assess",
    "backtest",
    "check",
    "diff",
    "from_frames",
    "project",
    "read",
]

_LATER = {
    "Dataset": ("dataset.model", "Dataset"),
    "assess": ("assessment.assess", "assess"),
    "backtest": ("assessment.backtest", "backtest"),
    "check": ("assessment.audit", "check"),
    "diff": ("assessment.diff.diff", "changes"),
    "from_frames": ("dataset.frames", "from_frames"),
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
