"""One goal stated twice, at two levels."""

import numpy as np

from ...dataset.findings import Findings, findings_of
from ...dataset.model import dates, group_numbers
from .audit_input import AuditInput, half_unit, on_one_level


def stated_differently(audited: AuditInput) -> Findings:
    """Two goals of one series and year whose levels differ: two sources, or double and a level."""
    dataset, goals = audited
    rows = np.flatnonzero(on_one_level(goals) & np.isnat(dates(dataset.targets, "withdrawn")))
    group = group_numbers(goals.observed[rows], goals.year[rows], goals.is_("<", "<=")[rows])
    order = np.argsort(group, kind="stable")
    rows = rows[order]
    adjoining = np.flatnonzero(np.diff(group[order]) == 0)
    earlier, later = rows[adjoining], rows[adjoining + 1]
    one, other = goals.target[earlier], goals.target[later]
    apart = np.abs(one - other) > np.maximum(half_unit(one), half_unit(other)) * (1 + 1e-9)
    yield from findings_of(
        "W402", "targets", "value", later[apart], earlier[apart],
        lambda row, earlier: {
            "series": dataset.series_name("targets", row),
            "year": int(goals.year[row]),
            "value": f"{goals.target[row]:.12g}",
            "other": f"{goals.target[earlier]:.12g}",
            "line": earlier,
        },
    )  # fmt: skip
