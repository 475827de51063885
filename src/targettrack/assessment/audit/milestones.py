"""Goals of one series that ask less as time goes on."""

import numpy as np

from ...dataset.findings import Findings, findings_of
from ...dataset.model import dates, group_numbers
from .audit_input import AuditInput, on_one_level


def milestones(audited: AuditInput) -> Findings:
    """A later goal that is easier than an earlier one of the same series and variant."""
    dataset, goals = audited
    rows = np.flatnonzero(on_one_level(goals) & np.isnat(dates(dataset.targets, "withdrawn")))
    falling = goals.is_("<", "<=")[rows]
    group = group_numbers(goals.observed[rows], goals.variant[rows], falling)
    order = np.lexsort((goals.year[rows], group))
    rows, group, falling = rows[order], group[order], falling[order]
    easier = np.where(falling[1:], 1, -1) * np.diff(goals.target[rows]) > 0
    later = (np.diff(group) == 0) & (np.diff(goals.year[rows]) > 0)
    at = np.flatnonzero(later & easier)
    yield from findings_of(
        "W404", "targets", "value", rows[at + 1], rows[at],
        lambda row, earlier: {
            "series": dataset.series_name("targets", row),
            "year": int(goals.year[row]),
            "value": f"{goals.target[row]:.12g}",
            "other": f"{goals.target[earlier]:.12g}",
            "before": int(goals.year[earlier]),
            "line": earlier,
        },
    )  # fmt: skip
