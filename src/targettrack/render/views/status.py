"""The assessment as a View: a row a goal, what matters first, and below what is missing."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from rich.cells import cell_len

from ...assessment.assess import Assessment
from ...assessment.verdicts import missing_years
from ...dataset.model import Dataset, column, text
from ...dataset.names import decimals, series_names
from ...vocabulary.language import _
from ...vocabulary.reasons import REASONS
from ...vocabulary.words import VERDICTS
from .. import figures
from ..view import Column, View
from .cells import MOST_ROWS, level_cells, text_cells, verdict_column, year_cells

MOST_NAMES = 30  # goals named in a note
THIN = "chance-thin"  # the reason of chances that stand on few actuals
SURE = ("scored", "verified")
SHORT_UNIT = 10  # display cells; a longer unit stands in a column of its own


def status_view(assessment: Assessment, ascii_only: bool = False) -> View:
    """The assessment by one method, a row a goal."""
    shown = assessment.table.head(MOST_ROWS)
    names = series_names(assessment.dataset, shown)
    thin = shown["reason"] == THIN
    chances = [figures.chance(*each) for each in zip(shown["chance"], thin, strict=True)]
    columns = [
        *goal_columns(assessment, shown, names),
        verdict_column(_("Verdict"), list(map(str, shown["verdict"])), chances, ascii_only),
        *growth_columns(assessment, shown),
        Column(_("Pace"), [figures.ratio(value) for value in shown["pace"]], True, 5),
        Column(_("Done"), [figures.percent(value, 0) for value in shown["progress"]], True, 4),
        Column(_("Gap"), level_cells(assessment.dataset, shown, "gap"), right=True, rank=6),
        *label_columns(shown),
    ]
    return View(columns, notes=[*_notes(assessment, shown, names), *closing_lines(assessment)])


def goal_columns(
    assessment: Assessment, shown: pd.DataFrame, names: Sequence[str], rank: int = 0
) -> list[Column]:
    """What a goal demands and where its series stands; `rank` is that of the two levels.

    `shown` has a row a goal, from the first on.
    """
    dataset = assessment.dataset
    units = _unit_cells(shown)
    shared = units[0] if len(set(units)) == 1 and _unit_fits(shown) else ""
    beside = _unit_fits(shown) and not shared

    goals = []
    for sign, target, upper, place, unit, value, measure in zip(
        shown["comparator"],
        shown["target"],
        shown["target_upper"],
        decimals(dataset, shown),
        units,
        *_as_stated(dataset, shown),
        strict=True,
    ):
        if target == target or value != value:
            demand = figures.goal(str(sign), target, upper, place)
            goals.append(f"{demand} {unit}".strip() if beside else demand)
        else:  # no level: the goal in its own terms, which are not those of the unit
            goals.append(figures.goal_as_stated(str(sign), value, measure))
    when = year_cells(dataset, shown["actual_year"])
    one_year = len(set(when)) == 1 and when[0] != ""
    actuals = [
        f"{value} ({year})" if value and not one_year else value
        for value, year in zip(level_cells(dataset, shown, "actual"), when, strict=True)
    ]
    return [
        Column(_("Indicator"), names),
        Column(_("By"), year_cells(dataset, shown["target_year"]), right=True),
        Column(f"{_('Goal')} ({shared})" if shared else _("Goal"), goals, right=True, rank=rank),
        Column(when[0] if one_year else _("Actual"), actuals, right=True, rank=rank),
    ]


def growth_columns(assessment: Assessment, shown: pd.DataFrame) -> list[Column]:
    """Growth required, or the amount a year where no rate leads there, and growth observed.

    * where the base of the observed one is derived.
    """
    points = assessment.standing.goals.linear[: len(shown)]

    def rates(name: str) -> list[str]:
        return [figures.rate(*each) for each in zip(shown[name], points, strict=True)]

    marked = zip(rates("observed_growth"), _derived(assessment, len(shown)), strict=True)
    changes = level_cells(assessment.dataset, shown, "required_change")
    required = [
        rate or (_("{level} a year").format(level=change) if change else "")
        for rate, change in zip(rates("required_growth"), changes, strict=True)
    ]
    observed = [rate + "*" if mark else rate for rate, mark in marked]
    return [
        Column(_("Required"), required, right=True, rank=1),
        Column(_("Observed"), observed, right=True, rank=2),
    ]


def derived_note(assessment: Assessment, goals: int) -> list[str]:
    """What * means, where it stands at one of the first `goals`."""
    marked = _derived(assessment, goals).any()
    return [_("* from a base that is derived from the growth a source states")] if marked else []


def _derived(assessment: Assessment, goals: int) -> np.ndarray:
    """Which of the first `goals` show growth observed from a derived base."""
    standing = assessment.standing
    derived: np.ndarray = (standing.base_derived & ~np.isnan(standing.observed_growth))[:goals]
    return derived


def label_columns(shown: pd.DataFrame) -> list[Column]:
    """The unit where it is too long to stand beside each goal, and the variant where one is."""
    columns = []
    if not _unit_fits(shown):
        columns.append(Column(_("Unit"), _unit_cells(shown), rank=7))
    if shown["variant"].notna().any():
        columns.append(Column(_("Variant"), text_cells(shown, "variant"), rank=8))
    return columns


def _unit_cells(shown: pd.DataFrame) -> list[str]:
    return [figures.unit(value) for value in shown["unit"]]


def _unit_fits(shown: pd.DataFrame) -> bool:
    return max(map(cell_len, _unit_cells(shown)), default=0) <= SHORT_UNIT


def _as_stated(dataset: Dataset, shown: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    """Value and measure of the goals shown, in their own words, for those that give no level."""
    goals = dataset.targets.head(len(shown))
    measures = pd.Series(text(goals, "measure")).astype(object).fillna("level")
    return column(goals, "value"), list(measures)


def closing_lines(assessment: Assessment) -> list[str]:
    """For each method, how many goals there are and how many of each verdict."""
    lines = []
    goals = len(assessment.standing.base)
    total = _("1 goal") if goals == 1 else _("{count} goals").format(count=f"{goals:,}")
    for method, verdicts in zip(assessment.methods, assessment.verdicts, strict=True):
        counts = np.bincount(verdicts.verdict, minlength=len(VERDICTS))
        parts = [
            _("{count} {verdict}").format(count=f"{count:,}", verdict=_(words))
            for words, count in zip(VERDICTS.values(), counts, strict=True)
            if count
        ]
        name = method.id
        if method.confidence not in SURE:
            name = _("{name} ({word})").format(name=name, word=_(method.confidence))
        lines.append(
            _("{total} by {method}: {counts}").format(
                total=total, method=name, counts=_(", ").join(parts)
            )
        )
    return lines if goals else [_("no goals")]


def _notes(assessment: Assessment, shown: pd.DataFrame, names: Sequence[str]) -> list[str]:
    notes = []
    if len(assessment.table) > MOST_ROWS:
        notes.append(
            _("the first {shown} of {total} goals are shown; --format csv gives them all").format(
                shown=f"{MOST_ROWS:,}", total=f"{len(assessment.table):,}"
            )
        )
    if shown["chance"].notna().any():
        notes.append(_("%: chance that the goal is met, from what the series itself has done"))
    notes += derived_note(assessment, len(shown))
    thin = np.flatnonzero((shown["reason"] == THIN).to_numpy())
    if len(thin):
        notes.append(
            _("~ thin evidence, fewer than five actuals: {names}").format(
                names=_("; ").join(dict.fromkeys(names[int(row)] for row in thin))
            )
        )
    silent = np.flatnonzero((shown["verdict"] == "no-data").to_numpy())
    return notes + missing_notes(assessment, shown, silent, names)


def missing_notes(
    assessment: Assessment, shown: pd.DataFrame, silent: np.ndarray, names: Sequence[str]
) -> list[str]:
    """For each reason why the goals `silent` have no verdict: what to do, and for which of them.

    `shown` and `names` have an entry a goal, from the first on.
    """
    notes = []
    reasons = shown["reason"].astype(object).to_numpy()
    for code in dict.fromkeys(reasons[silent]):
        rows = silent[reasons[silent] == code]
        named = [
            f"{names[row]} {shown['target_year'].iloc[row]}" + _missing_years(assessment, row, code)
            for row in rows[:MOST_NAMES]
        ]
        if len(rows) > MOST_NAMES:
            named.append(_("{count} more").format(count=len(rows) - MOST_NAMES))
        words = REASONS[code]
        notes.append(
            _("no data: {reason} ({remedy}): {goals}").format(
                reason=_(words.message), remedy=_(words.remedy), goals=_("; ").join(named)
            )
        )
    return notes


def _missing_years(assessment: Assessment, goal: int, code: str) -> str:
    """The years a goal over several years still lacks, in brackets."""
    missing = missing_years(assessment.standing.goals, goal) if code == "years-missing" else []
    return f" ({_(', ').join(map(str, missing))})" if missing else ""
