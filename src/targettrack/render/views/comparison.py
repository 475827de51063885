"""Several methods side by side: a row a goal, a column a method, a mark where they disagree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ...assessment.comparison import disagreement
from ...assessment.verdicts import SETTLED
from ...dataset import names as naming
from ...dataset.model import Dataset
from ...vocabulary.language import _
from ...vocabulary.reasons import REASONS
from .. import figures
from ..view import Column, View
from .status import (
    MOST_ROWS,
    closing_lines,
    goal_columns,
    growth_columns,
    has_derived_base,
    label_columns,
    missing_notes,
)


def comparison_view(dataset: Dataset, table: pd.DataFrame, ascii_only: bool = False) -> View:
    """The assessment `table` of `dataset` by several methods, the rows of a goal together.

    A method that judges none of the goals left to it has no column; a note says why.
    """
    methods = list(table["method"].cat.categories)
    whole, differ = table, disagreement(table)[:: len(methods)]
    table = table.head(MOST_ROWS * len(methods))
    goals = table[:: len(methods)]
    names = naming.series_names(dataset, goals)
    judges = [
        place for place in range(len(methods)) if not _is_silent(table[place :: len(methods)])
    ]
    derived = has_derived_base(dataset, goals) & goals["observed_growth"].notna().to_numpy()
    verdicts = table["verdict"].astype(str).to_numpy().reshape(-1, len(methods))
    mark = "!=" if ascii_only else "≠"
    view = [
        *goal_columns(dataset, goals, names, rank=1),
        *(_verdicts(methods[place], verdicts[:, place].tolist(), ascii_only) for place in judges),
        Column(mark, [mark if each is True else "" for each in differ[: len(goals)].tolist()]),
        *growth_columns(dataset, goals, derived),
        *label_columns(goals),
    ]
    silent = np.flatnonzero((verdicts == "no-data").all(axis=1))
    return View(
        view,
        notes=[
            *_silent_methods(table, [m for place, m in enumerate(methods) if place not in judges]),
            *missing_notes(dataset, goals.iloc[silent], [names[row] for row in silent]),
            *(
                [_("* from a base that is derived from the growth a source states")]
                if derived.any()
                else []
            ),
            *closing_lines(whole),
            *([_disagreements(differ)] if len(methods) > 1 else []),
        ],
    )


def _is_silent(rows: pd.DataFrame) -> bool:
    """Whether a method judges none of the goals that are left to the methods."""
    left = rows["verdict"][~rows["reason"].isin(SETTLED)]
    return len(left) > 0 and bool((left == "no-data").all())


def _verdicts(method: str, verdicts: Sequence[str], ascii_only: bool) -> Column:
    return Column(
        method,
        [figures.short_verdict(word, ascii_only) for word in verdicts],
        styles=[figures.style(word) for word in verdicts],
    )


def _silent_methods(table: pd.DataFrame, methods: Sequence[str]) -> list[str]:
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
