"""Several methods side by side: a row a goal, a column a method, a mark where they disagree."""

from collections.abc import Iterable
from itertools import compress

import numpy as np
import pandas as pd

from ...assessment.assess import Assessment
from ...assessment.verdicts import COMMON_REASONS
from ...dataset.names import series_names
from ...vocabulary.language import _
from ...vocabulary.reasons import REASONS
from .. import figures
from ..view import Column, View
from .cells import MOST_ROWS, verdict_column
from .status import (
    closing_lines,
    derived_note,
    goal_columns,
    growth_columns,
    label_columns,
    missing_notes,
    status_view,
)


def assessment_view(assessment: Assessment, ascii_only: bool = False) -> View:
    """The assessment for people: by one method with all its figures, by several side by side."""
    of_several = len(assessment.methods) > 1
    return (comparison_view if of_several else status_view)(assessment, ascii_only)


def comparison_view(assessment: Assessment, ascii_only: bool = False) -> View:
    """The assessment by several methods: a row a goal, a column a method.

    A method that judges none of the goals left to it has no column; a note says why.
    """
    methods = [method.id for method in assessment.methods]
    table = assessment.table.head(MOST_ROWS * len(methods))
    goals = table[:: len(methods)]
    names = series_names(assessment.dataset, goals)
    silent = [_is_silent(table[place :: len(methods)]) for place in range(len(methods))]
    verdicts = table["verdict"].astype(str).to_numpy().reshape(-1, len(methods))
    no_chances = [""] * len(goals)
    mark = "!=" if ascii_only else "≠"
    differ = assessment.disagree[: len(goals)].tolist()
    columns = [
        *goal_columns(assessment, goals, names, rank=1),
        *(
            verdict_column(name, words, no_chances, ascii_only, short=True)
            for name, words, is_silent in zip(methods, verdicts.T.tolist(), silent, strict=True)
            if not is_silent
        ),
        Column(mark, [mark if each is True else "" for each in differ]),
        *growth_columns(assessment, goals),
        *label_columns(goals),
    ]
    silent_goals = np.flatnonzero((verdicts == "no-data").all(axis=1))
    notes = [
        *_silent_methods(table, compress(methods, silent)),
        *missing_notes(assessment, goals, silent_goals, names),
        *derived_note(assessment, len(goals)),
        *closing_lines(assessment),
    ]
    return View(columns, notes=[*notes, _disagreements(assessment.disagree)])


def _is_silent(rows: pd.DataFrame) -> bool:
    """Whether a method judges none of the goals that are left to the methods."""
    left = rows["verdict"][~rows["reason"].isin(COMMON_REASONS)]
    return len(left) > 0 and bool((left == "no-data").all())


def _silent_methods(table: pd.DataFrame, methods: Iterable[str]) -> list[str]:
    """For each method without a verdict, the reason it gives most often."""
    notes = []
    for method in methods:
        mine = table["reason"][
            ((table["method"] == method) & (table["verdict"] == "no-data")).to_numpy()
        ]
        own = mine[mine != "no-actual"]  # of no method's making
        reason = str((own if len(own) else mine).mode().iloc[0])
        notes.append(
            _("no verdict from {method}: {reason}").format(
                method=method, reason=_(REASONS[reason].message)
            )
        )
    return notes


def _disagreements(differ: pd.arrays.BooleanArray) -> str:
    """On how many of the goals that several methods judge some say on track and others worse."""
    flags = differ.tolist()
    several, count = sum(flag is not pd.NA for flag in flags), sum(flag is True for flag in flags)
    share = figures.percent(count / several, 0) if several else "–"
    return _(
        "methods disagree (on track or better against worse) on {count} of {several} goals that "
        "two or more of them judge: {share}"
    ).format(count=f"{count:,}", several=f"{several:,}", share=share)
