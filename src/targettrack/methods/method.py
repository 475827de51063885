"""What every method is made of, and the steps several of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_
from ..vocabulary.reasons import reason

ROUNDING = 1e-12  # a figure this close to a bound is at the bound; floats miss it by less


class Term(NamedTuple):
    """A number that goes into a method's formula, for every goal: what a working prints.

    `kind` is level (in the row's unit), change (that a year), rate (a fraction a year) or ratio;
    a level known for a year has it in `years`.
    """

    symbol: str
    values: np.ndarray
    kind: str = "level"
    years: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A method's word on every goal: arrays with one entry a goal.

    `figure` is NaN where there is none; `label` indexes the method's labels, -1 for none;
    `reason` says which rule decided, or why there is no label. `terms` are what was put into
    the formula.
    """

    figure: np.ndarray
    label: np.ndarray
    reason: np.ndarray
    terms: Sequence[Term] = ()


class Label(NamedTuple):
    """A publisher's word, the common verdict it maps to, and when it is given.

    `direction` is the rule for goals that state a direction without a number; '' for none.
    """

    word: str
    verdict: str
    rule: str
    direction: str = ""


class Example(NamedTuple):
    """A worked example: the columns of one goal, the actuals by year, the rows of a path."""

    goal: Mapping[str, object]
    actuals: Mapping[int, float]
    path: Sequence[Mapping[str, object]] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """A published yardstick: its rule as a function, and all there is to say about it.

    `formula` gives the figure; `direction` gives it for goals without a number, '' where there is
    no such rule. `labels` are the publisher's words from best to worst. A goal that is met before
    its deadline gets the publisher's word `achieved`, or, where the method `judges_met`, the label
    its rule gives; one met in its year `achieved_on_time`; '' where there is none. A method that
    `judges_to_date` has a rule of its own for goals over several years.
    """

    id: str
    title: str
    formula: str
    citation: str
    confidence: str
    labels: Sequence[Label]
    points: int
    judge: Callable[[Standing], Judgement]
    example: Example
    direction: str = ""
    achieved: str = ""
    achieved_on_time: str = ""
    judges_met: bool = False
    judges_to_date: bool = False

    @property
    def words(self) -> Sequence[str]:
        """Every word a goal can be given: the labels, then those for goals that are met."""
        return [*(label.word for label in self.labels), self.achieved, self.achieved_on_time]


CONFIDENCE: Mapping[str, str] = {
    N_("scored"): N_("its chances are scored on series they were not fitted to"),
    N_("verified"): N_("the rule reproduces verdicts that the office itself published"),
    N_("transcribed"): N_("read in a third party's implementation"),
    N_("reconstructed"): N_("worked out from published verdicts"),
    N_("recalled"): N_("from general knowledge, not checked against the publication"),
    N_("house rule"): N_("this project's own"),
}


class Reasons:
    """Why there is no label: the first reason that applies to a goal stands."""

    def __init__(self, size: int) -> None:
        self.codes = np.zeros(size, np.int8)

    def refuse(self, code: str, where: np.ndarray) -> None:
        """Goals `where` get the reason `code` unless they have one already."""
        self.codes[(self.codes == 0) & where] = reason(code)

    def refuse_late(self, standing: Standing, base_year: np.ndarray, years: int = 1) -> None:
        """Goals whose latest actual does not lie `years` behind the base; NaN is no base."""
        late = ~(standing.actual_year - base_year >= years)
        if late.any():
            first = standing.goals.panel.first_known(standing.goals.series, 0)
            alone = np.isnan(standing.base) & (first == standing.actual_year)
            self.refuse("one-actual", late & alone)
        self.refuse("base-too-late", late)

    def judgement(
        self, figure: np.ndarray, label: np.ndarray, rule: np.ndarray | str, terms: Sequence[Term]
    ) -> Judgement:
        """Figure and label where nothing speaks against them; `rule` is what decided there."""
        free = self.codes == 0
        decided = reason(rule) if isinstance(rule, str) else rule
        return Judgement(
            np.where(free, figure, np.nan),
            np.where(free, label, -1).astype(np.int8),
            np.where(free, decided, self.codes).astype(np.int8),
            terms,
        )


def grade(figure: np.ndarray, bounds: Sequence[float | np.ndarray]) -> np.ndarray:
    """Index of the first bound the figure reaches, `len(bounds)` below all; -1 for NaN.

    `bounds` fall from the best label's to the last but one's.
    """
    label = np.full(len(figure), len(bounds), np.int8)
    for index in reversed(range(len(bounds))):
        with np.errstate(invalid="ignore"):
            label[figure >= bounds[index] - ROUNDING] = index
    label[np.isnan(figure)] = -1
    return label


def above(bound: float) -> float:
    """A bound that a figure must exceed, for `grade`, which takes one that is reached."""
    return bound + 2 * ROUNDING


def cagr(start: np.ndarray, end: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Compound annual growth rate, (end / start)^(1 / years) − 1, as a fraction."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        rate: np.ndarray = (end / start) ** (1 / years) - 1
    return rate


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """A quotient without complaint: NaN or infinite where the divisor is 0."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        quotient: np.ndarray = above / below
    return quotient


def given(standing: Standing) -> list[Term]:
    """The terms that every formula has: the latest actual and the goal."""
    return [
        Term("v1", standing.actual, years=standing.actual_year),
        Term("vT", standing.bound, years=standing.goals.year),
        Term("d", standing.direction, "ratio"),
    ]
