"""The steps that several yardsticks share: refusing goals, reading a label, rates of growth."""

from collections.abc import Sequence

import numpy as np

from ..goals.standing import Standing
from ..vocabulary.reasons import reason
from .method import Judgement, Term

ROUNDING = 1e-12  # a figure this close to a bound is at the bound; floats miss it by less


class Reasons:
    """Why a goal gets no label: `codes` (goals,), 0 for none. The first reason given stands."""

    def __init__(self, size: int) -> None:
        self.codes = np.zeros(size, np.int8)

    def refuse(self, code: str, where: np.ndarray) -> None:
        """Give goals `where` (goals,) the reason `code`, unless they have one already."""
        self.codes[(self.codes == 0) & where] = reason(code)

    def refuse_late_base(self, standing: Standing, base_year: np.ndarray) -> None:
        """Goals without an actual after `base_year` (goals,); NaN is no base."""
        late = ~(standing.actual_year > base_year)
        if late.any():  # seldom; the look for the first year takes 5 % of an assessment
            first = standing.goals.panel.first_known(standing.goals.series, 0)
            alone = np.isnan(standing.base) & (first == standing.actual_year)
            self.refuse("one-actual", late & alone)
            self.refuse("base-too-late", late)

    def judgement(
        self, figure: np.ndarray, label: np.ndarray, rule: np.ndarray | str, terms: Sequence[Term]
    ) -> Judgement:
        """Figure, label and `rule`, the reason that decided, of the goals that are not refused.

        `rule` is the code of one reason for all goals, or their numbers (goals,).
        """
        judged = self.codes == 0
        decided = reason(rule) if isinstance(rule, str) else rule
        return Judgement(
            np.where(judged, figure, np.nan),
            np.where(judged, label, -1).astype(np.int8),
            np.where(judged, decided, self.codes).astype(np.int8),
            terms,
        )


def grade(figure: np.ndarray, bounds: Sequence[float | np.ndarray]) -> np.ndarray:
    """The label of each figure (goals,): the place of the first bound it reaches.

    `bounds` fall from the best label's to the last but one's, each a number or (goals,). A figure
    below all of them gets the last label, len(bounds); NaN gets -1. With the bounds (.95, .60, 0)
    a figure of .70 gets 1, one of −.20 gets 3.
    """
    label = np.full(len(figure), len(bounds), np.int8)
    for index in reversed(range(len(bounds))):
        with np.errstate(invalid="ignore"):
            label[figure >= bounds[index] - ROUNDING] = index
    label[np.isnan(figure)] = -1
    return label


def just_above(bound: float) -> float:
    """The bound for `grade` where a figure must exceed `bound`: one it reaches is not enough."""
    return bound + 2 * ROUNDING


def cagr(start: np.ndarray, end: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Compound annual growth rate, (end / start)^(1 / years) − 1: a fraction a year, (goals,).

    Source: United Nations Statistics Division, metadata of the SDG indicators.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        rate: np.ndarray = (end / start) ** (1 / years) - 1
    return rate


def quotient(dividend: np.ndarray, divisor: np.ndarray) -> np.ndarray:
    """dividend / divisor (goals,); NaN or infinite, without a warning, where the divisor is 0."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        result: np.ndarray = dividend / divisor
    return result


def shared_terms(standing: Standing) -> list[Term]:
    """The terms that stand in nearly every formula: latest actual, goal, direction."""
    return [
        Term("v1", standing.actual, years=standing.actual_year),
        Term("vT", standing.bound, years=standing.goals.year),
        Term("d", standing.direction, "ratio"),
    ]
