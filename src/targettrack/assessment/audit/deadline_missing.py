"""Deadlines that actuals pass over."""

import numpy as np

from ...dataset.findings import Findings, findings_of
from .audit_input import AuditInput


def deadline_missing(audited: AuditInput) -> Findings:
    """Actuals later than a goal's deadline, and none in its year."""
    dataset, goals = audited
    last_year = np.append(goals.panel.last_year, np.nan)[goals.observed]
    none_of_deadline = np.isnan(goals.panel.at(goals.observed, goals.year))
    rows = np.flatnonzero((last_year > goals.year) & none_of_deadline & ~goals.over("peak"))
    yield from findings_of(
        "W410", "targets", "year", rows, rows,
        lambda row, _other: {
            "series": dataset.series_name("targets", row),
            "year": int(goals.year[row]),
            "last": int(last_year[row]),
        },
    )  # fmt: skip
