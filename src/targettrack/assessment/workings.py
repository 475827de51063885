"""The numbers behind a verdict, as they went into the method's formula."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..dataset.frames import from_frames
from ..dataset.model import Dataset
from ..methods.method import Method, Term
from .assess import Assessment


class Number(NamedTuple):
    """One of them: its symbol in the formula, the value, what kind of number, of which year."""

    symbol: str
    value: float
    kind: str
    year: int | None


def method_numbers(assessment: Assessment) -> list[list[Number]]:
    """What went into the formula, for every row of the assessment's table.

    Nothing where the formula was not asked: the deadline has passed, or there is no actual.
    """
    standing = assessment.standing
    asked = (assessment.common.verdict < 0) | (
        standing.met & ~standing.passed & ~standing.goals.to_date
    )
    return [
        _numbers(judgement.terms, goal) if asked[goal] else []
        for goal in range(len(asked))
        for judgement in assessment.judgements
    ]


def _numbers(terms: Sequence[Term], goal: int) -> list[Number]:
    numbers = [
        Number(term.symbol, float(term.values[goal]), term.kind, _year(term.years, goal))
        for term in terms
    ]
    return [number for number in numbers if not np.isnan(number.value)]


def _year(years: np.ndarray | None, goal: int) -> int | None:
    return None if years is None or np.isnan(years[goal]) else int(years[goal])


def example(method: Method) -> Dataset:
    """The method's worked example as a dataset: its goal first, then the rows of its path."""
    path = [{"comparator": ">=", "variant": "path", **row} for row in method.example.path]
    goals = pd.DataFrame([{"indicator": "example", **row} for row in [method.example.goal, *path]])
    years, levels = zip(*method.example.actuals.items(), strict=True)
    actuals = pd.DataFrame({"indicator": "example", "year": years, "value": levels})
    return from_frames(goals, actuals)
