"""Goals whose base does not compare with their actuals."""

import numpy as np

from ...dataset.findings import Findings, findings_of
from ...goals.standing import standing
from .audit_input import AuditInput


def across_breaks(audited: AuditInput) -> Findings:
    """A goal counted from a base year before a break in its series."""
    dataset, goals = audited
    if goals.panel.breaks is None:
        return
    standing_of_goals = standing(goals)
    break_year = goals.panel.last_break(goals.observed, standing_of_goals.actual_year)
    rows = np.flatnonzero(standing_of_goals.base_year < break_year)
    yield from findings_of(
        "W407", "targets", "indicator", rows, rows,
        lambda row, _other: {
            "series": dataset.series_name("targets", row),
            "base_year": int(standing_of_goals.base_year[row]),
            "year": int(break_year[row]),
        },
    )  # fmt: skip
