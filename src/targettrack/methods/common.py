"""What every method is made of, and the steps several of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..codes import reason
from ..language import N_
from ..trajectory import Standing

ROUNDING = 1e-12  # a figure this close to a bound is at the bound; floats miss it by less


@dataclass(frozen=True, slots=True)
class Judgement:
    """A method's word on every goal: arrays with one entry a goal.

    `figure` is NaN where there is none; `label` indexes the method's labels, -1 for none;
    `reason` says which rule decided, or why there is no label.
    """

    figure: np.ndarray
    label: np.ndarray
    reason: np.ndarray


@dataclass(frozen=True, slots=True)
class Method:
    """A published yardstick: its rule as a function, and all there is to say about it.

    `labels` are the publisher's words from best to worst, each with the common verdict it maps
    to. `achieved` is the publisher's word for a goal that is met before its deadline,
    `achieved_on_time` that for one met in its year; '' where there is none.
    """

    id: str
    title: str
    formula: str
    citation: str
    confidence: str
    labels: Sequence[tuple[str, str]]
    achieved: str
    achieved_on_time: str
    points: int
    judge: Callable[[Standing], Judgement]

    @property
    def words(self) -> Sequence[str]:
        """Every word a goal can be given: the labels, then those for goals that are met."""
        return [*(label for label, _ in self.labels), self.achieved, self.achieved_on_time]


CONFIDENCE: Sequence[str] = (
    N_("verified"),
    N_("transcribed"),
    N_("recalled"),
    N_("reconstructed"),
    N_("house rule"),
)


class Reasons:
    """Why there is no label: the first reason that applies to a goal stands."""

    def __init__(self, size: int) -> None:
        self.codes = np.zeros(size, np.int8)

    def refuse(self, code: str, where: np.ndarray) -> None:
        """Goals `where` get the reason `code` unless they have one already."""
        self.codes[(self.codes == 0) & where] = reason(code)

    @property
    def none(self) -> np.ndarray:
        """Goals that nothing speaks against."""
        none: np.ndarray = self.codes == 0
        return none


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
