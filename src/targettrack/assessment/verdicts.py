"""From a method's word to a verdict: first what is common to all methods, then the method.

In this order: goals that cannot be assessed; peaks; goals on every year that one year did not
meet; years without an actual; the deadline's own actual; goals over several years, judged by the
years to date; goals met already, unless the method decides on those too; and only then the
method's label.
"""

from dataclasses import dataclass

import numpy as np

from ..goals.standing import Standing
from ..goals.thresholds import Thresholds
from ..methods.method import Judgement, Method
from ..vocabulary.reasons import reason
from ..vocabulary.words import VERDICTS

_WORDS = tuple(VERDICTS)
COMMON_REASONS = ("met", "deadline", "broken", "to-date", "peak")  # no method gives these
_NONE, _MET, _ON_TIME = -1, -2, -3  # labels of goals decided before a method has words for them


@dataclass(frozen=True, slots=True)
class Verdicts:
    """A verdict on every goal: arrays of shape (goals,).

    `verdict` indexes words.VERDICTS, `label` the method's `words` (-1: none), `reason` the
    reasons of `reasons`; `figure` is the method's own number, NaN where it gives none.
    """

    verdict: np.ndarray
    label: np.ndarray
    figure: np.ndarray
    reason: np.ndarray


def common_verdicts(standing: Standing) -> Verdicts:
    """What is common to all methods; a verdict of -1 is left to the method.

    `label` says which kind of word the method gives where it has one, `figure` is blank.
    """
    goals = standing.goals
    size = len(goals.year)
    verdict, label = np.full(size, -1, np.int8), np.full(size, _NONE, np.int8)
    why = goals.reason.copy()
    verdict[goals.reason > 0] = _WORDS.index("no-data")

    def decide(word: str, code: str, where: np.ndarray, label_kind: int = _NONE) -> None:
        where = where & (verdict < 0)
        verdict[where], why[where] = _WORDS.index(word), reason(code)
        label[where] = label_kind

    unknown = np.isnan(standing.actual)
    undirected = goals.is_("up", "down")
    moved = standing.direction * (standing.actual - standing.base) > 0
    met = np.where(undirected, moved, standing.met)

    if goals.over("peak").any():
        late_peak, closed = _peaks(goals)
        peak = goals.over("peak")
        decide("no-data", "no-actual", peak & unknown)
        decide("no-data", "peak-open", peak & ~closed)
        decide("missed", "peak", peak & late_peak)
        decide("achieved", "peak", peak)
    decide("missed", "broken", standing.counted.broken)
    decide("no-data", "years-missing", standing.counted.lacking)
    decide("no-data", "year-not-published", standing.passed & ~standing.published)
    decide("no-data", "no-actual", unknown)
    decide("no-data", "one-actual", standing.passed & undirected & np.isnan(standing.base))
    decide("achieved", "deadline", standing.passed & met, _ON_TIME)
    decide("missed", "deadline", standing.passed)
    decide("on-track", "to-date", goals.to_date & _on_course(standing))
    decide("off-track", "to-date", goals.to_date)
    decide("achieved", "met", met & ~undirected, _MET)
    return Verdicts(verdict, label, np.full(size, np.nan), why)


def verdicts_by(method: Method, judgement: Judgement, common: Verdicts) -> Verdicts:
    """The verdict of `method` on every goal: what is common to all, else what it judges."""
    met, open_ = common.label == _MET, common.verdict < 0
    if method.judges_to_date:
        open_ = open_ | ((common.reason == reason("to-date")) & (judgement.label >= 0))
    own = open_ | met if method.judges_met else open_
    words = len(method.labels)  # the places of the words for goals that are met lie behind
    kinds = np.array([-1, words + 1, words, -1], np.int8)  # _ON_TIME, _MET, _NONE from the end
    label = np.where(own, judgement.label, kinds[common.label])
    of_label = [_WORDS.index(each.verdict) for each in method.labels]
    by_label = np.array([*of_label, _WORDS.index("no-data")], np.int8)
    decided = open_ | (met & (judgement.label >= 0)) if method.decides_met else open_
    verdict = np.where(decided, by_label[judgement.label], common.verdict)
    why = np.where(decided, judgement.reason, common.reason)
    told = open_ | met  # publishers give the number of a goal that is met too
    return Verdicts(verdict, label, np.where(told, judgement.figure, np.nan), why)


def _on_course(standing: Standing) -> np.ndarray:
    """Goals that are met at the deadline, if the years left go as those to date (goals,).

    A sum of 30 after 3 of 5 years is 50 at this rate.
    """
    goals = standing.goals
    total = goals.over("sum") & (goals.reason == 0)
    if not total.any():
        return standing.met
    gone = np.where(total, standing.actual_year - goals.base_year, np.nan)
    at_this_rate = standing.actual * (goals.year - goals.base_year) / gone
    return np.where(total, goals.met_by(at_this_rate), standing.met)


def _peaks(goals: Thresholds) -> tuple[np.ndarray, np.ndarray]:
    """Whether the highest actual lies after the deadline, and whether a later year is known."""
    panel = goals.panel
    highest = np.full(len(goals.year), -np.inf)
    peak_year = np.zeros(len(goals.year), np.int32)
    for year in panel.years:
        value = panel.at(goals.observed, year)
        higher = value > highest
        highest, peak_year = np.where(higher, value, highest), np.where(higher, year, peak_year)
    last_year = np.append(panel.last_year, np.nan)[goals.observed]
    return peak_year > goals.year, last_year > goals.year


def missing_years(goals: Thresholds, goal: int) -> list[int]:
    """The years gone by that the goal in that row counts, and that have no actual."""
    panel, series = goals.panel, goals.observed[goal]
    if np.isnan(goals.base_year[goal]) or np.isnan(panel.last_year[series]):
        return []
    end = min(int(goals.year[goal]), int(panel.last_year[series]))
    years = np.arange(int(goals.base_year[goal]) + 1, end + 1)
    known = ~np.isnan(panel.at(np.full(len(years), series), years))
    return [int(year) for year in years[~known]]
