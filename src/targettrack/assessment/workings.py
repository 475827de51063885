"""Figures and verdicts with the numbers they come from, to be redone by hand.

The formulas of figures are those of `standing`, in the same terms; a test computes them anew and
compares. Those of verdicts are the method's own.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..dataset.frames import from_frames
from ..dataset.model import Dataset
from ..goals.standing import Standing
from ..goals.thresholds import Thresholds
from ..methods.method import Method, Term
from ..vocabulary.language import N_
from .assess import Assessment

# By figure: for amounts, and for what moves on a straight line.
_OBSERVED = ("({actual} / {base})^(1/{gone}) − 1", "({actual} − {base}) / {gone}")
_REQUIRED = ("({bound} / {actual})^(1/{left}) − 1", "({bound} − {actual}) / {left}")
_EXPECTED = (
    "{base} × ({bound} / {base})^({gone}/{whole})",
    "{base} + ({bound} − {base}) × {gone}/{whole}",
)


class FigureWorking(NamedTuple):
    """A figure as its column is called, its value, and how it comes about.

    `formula` names `terms` in braces: levels are floats in the row's unit, numbers of years whole.
    `reason` says why there is no value.
    """

    figure: str
    value: float
    formula: str
    terms: Mapping[str, float | int]
    reason: str = ""


def figure_workings(standing: Standing, goal: int) -> Iterator[FigureWorking]:
    """The figures that the goal in that row has, in the order of the assessment's columns."""
    goals = standing.goals
    straight = bool(goals.linear[goal])
    terms = _terms(standing, goal)

    def working(figure: str, formula: str) -> Iterator[FigureWorking]:
        value = float(getattr(standing, figure)[goal])
        if not np.isnan(value):
            yield FigureWorking(figure, value, formula, terms)

    met = bool(standing.gap[goal] == 0)
    missed = "|{missed} − {worst}|" if "worst" in terms else "|{bound} − {actual}|"
    yield from working("gap", N_("nothing, it is met") if met else missed)
    yield from working("progress", "({actual} − {base}) / ({bound} − {base})")
    yield from working("observed_growth", _over_one(terms, _OBSERVED[straight]))
    yield from working("required_growth", _over_one(terms, _REQUIRED[straight]))
    if _rate_is_impossible(standing, goal):
        yield FigureWorking("required_growth", np.nan, "", terms, "no-rate")
    over_mean = "({bound} × {whole} − {actual} × {gone}) / {left}"
    of_mean = bool(goals.over("mean")[goal])
    yield from working("required_change", over_mean if of_mean else _REQUIRED[True])
    yield from working("pace", N_("observed growth / required growth"))
    no_rate = bool(min(standing.base[goal], standing.bound[goal]) <= 0)
    expected = _EXPECTED[straight or no_rate or bool(goals.to_date[goal])]
    yield from working("expected_now", expected)


def _over_one(terms: Mapping[str, float | int], formula: str) -> str:
    """The formula without the power of 1 that growth over a single year has."""
    for name in ("gone", "left"):
        if terms.get(name) == 1:
            formula = formula.replace(f"^(1/{{{name}}})", "")
    return formula


def _terms(standing: Standing, goal: int) -> dict[str, float | int]:
    """What the formulas of a goal may name, as far as it is known."""
    goals = standing.goals
    levels = {"base": standing.base, "actual": standing.actual, "bound": standing.bound}
    since = goals.base_year if goals.over("sum", "mean")[goal] else standing.base_year
    years = {
        "gone": standing.actual_year - since,
        "left": standing.years_left,
        "whole": goals.year - since,
    }
    known: dict[str, float | int] = {}
    if standing.counted.broken[goal]:
        worst = standing.counted.worst[goal]
        known |= {"worst": float(worst), "missed": _missed_end(goals, goal, worst)}
    known |= {name: float(level[goal]) for name, level in levels.items()}
    known |= {name: int(count[goal]) for name, count in years.items() if count[goal] == count[goal]}
    return known


def _missed_end(goals: Thresholds, goal: int, level: float) -> float:
    """The end of what the goal demands that lies next to a level outside."""
    ends = [each for each in (goals.target[goal], goals.target_upper[goal]) if each == each]
    return float(min(ends, key=lambda end: abs(end - level)))


def _rate_is_impossible(standing: Standing, goal: int) -> bool:
    """Whether something is still required, and no compound rate leads there from the actual."""
    compound = not (standing.goals.linear[goal] or standing.goals.to_date[goal])
    levels = (standing.actual[goal], standing.bound[goal])
    missing = np.isnan(standing.required_growth[goal]) and standing.gap[goal] > 0
    return bool(
        compound and missing and not np.isnan(standing.years_left[goal]) and min(levels) <= 0
    )


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
    """The terms that have a value for the goal in that row."""
    known = [term for term in terms if not np.isnan(term.values[goal])]
    years = [np.nan if term.years is None else term.years[goal] for term in known]
    return [
        Number(
            term.symbol, float(term.values[goal]), term.kind, None if year != year else int(year)
        )
        for term, year in zip(known, years, strict=True)
    ]


def example(method: Method) -> Dataset:
    """The method's worked example as a dataset: its goal first, then the rows of its path."""
    path = [{"comparator": ">=", "variant": "path", **row} for row in method.example.path]
    goals = pd.DataFrame([{"indicator": "example", **row} for row in [method.example.goal, *path]])
    years, levels = zip(*method.example.actuals.items(), strict=True)
    actuals = pd.DataFrame({"indicator": "example", "year": years, "value": levels})
    return from_frames(goals, actuals)
