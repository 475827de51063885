"""Everything that is odd about a dataset, in one list."""

from __future__ import annotations

from ..dataset.checks import examine
from ..dataset.model import Dataset
from ..vocabulary.errors import Problem
from .audit import AUDITS, audit


def check(dataset: Dataset) -> list[Problem]:
    """Every warning of a dataset, and every two figures of it that do not agree.

    >>> import targettrack as tt
    >>> for problem in tt.check(tt.read("data")):
    ...     print(problem.place, problem.code, problem.message)

    A list of `Problem`, as `targettrack check` prints them; empty where nothing is found. Their
    `place` is file:line:column, or frame:row:column of a dataset that `from_frames` made. What is
    an error was raised when the dataset was read.
    """
    read = dataset.warnings
    compared = [problem for problem in examine(dataset) if problem not in read]
    return [*read, *compared, *audit(dataset, AUDITS)]
