"""From a method's word to a verdict: first what is common to all methods, then the method.

In this order: what cannot be assessed; a peak; a year that broke a goal on every year; what the
years to date leave open; the deadline's own actual; a goal over several years, as the years to
date went; a goal met already; and only then the method's label.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..goals.standing import Standing
from ..goals.thresholds import Thresholds
from ..methods import Judgement, Method
from ..vocabulary.reasons import reason
from ..vocabulary.words import VERDICTS

_WORDS = tuple(VERDICTS)
SETTLED = ("met", "deadline", "broken", "to-date", "peak")  # reasons that no method gives
_NONE, _MET, _ON_TIME = -1, -2, -3  # labels of settled goals, before a method has words for them


@dataclass(frozen=True, slots=True)
class Verdicts:
    """A verdict on every goal: arrays with one entry a goal.

    `verdict` indexes schema.VERDICTS, `label` the method's `words` (-1: none), `reason` the
    reasons of `codes`.
    """

    verdict: np.ndarray
    label: np.ndarray
    figure: np.ndarray
    reason: np.ndarray


def settled(stand: Standing) -> Verdicts:
    """What is common to all methods; a verdict of -1 is left to the method.

    `label` says which kind of word the method gives where it has one, `figure` is blank.
    """
    goals = stand.goals
    size = len(goals.year)
    verdict, label = np.full(size, -1, np.int8), np.full(size, _NONE, np.int8)
    why = goals.reason.copy()
    verdict[goals.reason > 0] = _WORDS.index("no-data")

    def settle(word: str, code: str, where: np.ndarray, label_kind: int = _NONE) -> None:
        where = where & (verdict < 0)
        verdict[where], why[where] = _WORDS.index(word), reason(code)
        label[where] = label_kind

    unknown = np.isnan(stand.actual)
    gaps, broken = _over_years(goals)
    undirected = goals.is_("up", "down")
    moved = stand.direction * (stand.actual - stand.base) > 0
    met = np.where(undirected, moved, stand.met)

    if goals.over("peak").any():
        late_peak, closed = _peaks(goals)
        peak = goals.over("peak")
        settle("no-data", "no-actual", peak & unknown)
        settle("no-data", "peak-open", peak & ~closed)
        settle("missed", "peak", peak & late_peak)
        settle("achieved", "peak", peak)
    settle("missed", "broken", broken)
    settle("no-data", "years-missing", gaps)
    settle("no-data", "year-not-published", stand.passed & ~stand.published)
    settle("no-data", "no-actual", unknown)
    settle("no-data", "one-actual", stand.passed & undirected & np.isnan(stand.base))
    settle("achieved", "deadline", stand.passed & met, _ON_TIME)
    settle("missed", "deadline", stand.passed)
    settle("on-track", "to-date", goals.to_date & _on_course(stand))
    settle("off-track", "to-date", goals.to_date)
    settle("achieved", "met", met & ~undirected, _MET)
    return Verdicts(verdict, label, np.full(size, np.nan), why)


def decide(common: Verdicts, method: Method, judgement: Judgement) -> Verdicts:
    """The verdict of `method` on every goal, from what is settled and what it judges."""
    met, open_ = common.label == _MET, common.verdict < 0
    if method.judges_to_date:
        open_ = open_ | ((common.reason == reason("to-date")) & (judgement.label >= 0))
    own = open_ | met if method.judges_met else open_
    words = len(method.labels)  # the places of the words for goals that are met lie behind
    kinds = np.array([-1, words + 1, words, -1], np.int8)  # _ON_TIME, _MET, _NONE from the end
    label = np.where(own, judgement.label, kinds[common.label])
    of_label = [_WORDS.index(each.verdict) for each in method.labels]
    by_label = np.array([*of_label, _WORDS.index("no-data")], np.int8)
    verdict = np.where(open_, by_label[judgement.label], common.verdict)
    why = np.where(open_, judgement.reason, common.reason)
    told = open_ | met  # publishers give the number of a goal that is met too
    return Verdicts(verdict, label, np.where(told, judgement.figure, np.nan), why)


def _on_course(stand: Standing) -> np.ndarray:
    """Goals that are met at the deadline, if the years left go as those to date."""
    goals = stand.goals
    total = goals.over("sum") & (goals.reason == 0)
    if not total.any():
        return stand.met
    gone = np.where(total, stand.actual_year - goals.base_year, np.nan)
    return np.where(
        total, goals.met_by(stand.actual * (goals.year - goals.base_year) / gone), stand.met
    )


def _over_years(goals: Thresholds) -> tuple[np.ndarray, np.ndarray]:
    """Goals that count a year gone by which has no actual, and goals on every year one broke."""
    gaps, broken = np.zeros(len(goals.year), bool), np.zeros(len(goals.year), bool)
    spread = (goals.to_date | goals.over("compound")) & (goals.reason == 0)
    if not spread.any():
        return gaps, broken
    panel = goals.panel
    end = np.minimum(np.append(panel.last_year, np.nan)[goals.observed], goals.year)
    counted = spread & (end > goals.base_year)
    gaps = counted & np.isnan(panel.at(goals.series, end))
    every = counted & goals.over("every")
    missing = end - goals.base_year
    for year in panel.years if every.any() else ():
        value = panel.at(goals.series, year)
        known = ~np.isnan(value) & (year > goals.base_year) & (year <= end)
        missing = missing - known
        broken |= every & known & ~goals.met_by(value)
    return gaps | (every & (missing > 0)), broken


def _peaks(goals: Thresholds) -> tuple[np.ndarray, np.ndarray]:
    """Whether the highest value lies after the deadline; whether a later year is known at all."""
    panel = goals.panel
    highest = np.full(len(goals.year), -np.inf)
    peak_year = np.zeros(len(goals.year), np.int32)
    for year in panel.years:
        value = panel.at(goals.observed, year)
        higher = value > highest
        highest, peak_year = np.where(higher, value, highest), np.where(higher, year, peak_year)
    last_year = np.append(panel.last_year, np.nan)[goals.observed]
    return peak_year > goals.year, last_year > goals.year
