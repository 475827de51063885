"""What a method is, and what it gives: plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.language import N_


class Term(NamedTuple):
    """A symbol of a method's formula and the number it stands for, for every goal.

    A working puts these numbers into the formula. `values` is (goals,), NaN where there is none;
    `kind` is its unit: level (the goal's unit), change (that unit a year), rate (a fraction a
    year) or ratio (none). A level that belongs to a year has it in `years` (goals,).
    """

    symbol: str
    values: np.ndarray
    kind: str = "level"
    years: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a method says of every goal: arrays (goals,).

    `figure` is the number the label is read from, NaN for none; `label` indexes the method's
    labels, -1 for none; `reason` says which rule decided, or why there is no label, as a number
    of `reasons.reason`. `terms` are the numbers that went into the formula.
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
    """A worked example: the columns of one goal, the actuals by year, an official path's rows."""

    goal: Mapping[str, object]
    actuals: Mapping[int, float]
    path: Sequence[Mapping[str, object]] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """A published yardstick: its rule as a function, and what is said about it.

    `formula` gives the figure, `direction` the figure of goals that state a direction without a
    number ('' where the publisher has no such rule). `labels` are the publisher's words from best
    to worst, `points` the fewest actuals the rule needs.

    Goals that are met before their deadline get the word `achieved`, or, where the method
    `judges_met`, the label of its rule, whose verdict counts where it `decides_met`; goals met in
    their deadline's year get `achieved_on_time`. '' where the publisher has no such word. A method
    that `judges_to_date` also judges goals over several years.
    """

    id: str
    title: str
    formula: str
    citation: str
    confidence: str
    labels: Sequence[Label]
    judge: Callable[[Standing], Judgement]
    example: Example
    points: int = 2
    direction: str = ""
    achieved: str = ""
    achieved_on_time: str = ""
    judges_met: bool = False
    decides_met: bool = False
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
