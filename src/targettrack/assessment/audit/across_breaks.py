"""Goals whose base does not compare with their actuals."""

import numpy as np

from ...dataset.findings import Findings, findings_of
from ...goals.standing import standing
from .audit_input import AuditInput


def across_breaks(audited: AuditInput) -> Findings:
    """A goal counted from a base year before a break in its series."""
    dataset, goals = audited
    break_years = goals.panel.break_year
    if break_years is None:
        return
    standing_of_goals = standing(goals)
    break_year = break_years[goals.observed]
    rows = np.flatnonzero(
        (standing_of_goals.base_year < break_year) & (break_year <= standing_of_goals.actual_year)
    )
    yield from findings_of(
        "W407", "targets", "indicator", rows, rows,
        lambda row, _other: {
            "series": dataset.series_name("targets", row),
            "base_year": int(standing_of_goals.base_year[row]),
            "year": int(break_year[row]),
        },
    )  # fmt: skip
