"""Goals of one series that pull two ways."""

import numpy as np

from ...dataset.findings import Findings, findings_of
from ...dataset.model import text
from .audit_input import AuditInput


def directions(audited: AuditInput) -> Findings:
    """A comparator that points against those of most other goals of its series.

    Where as many point up as down, those that point down are told.
    """
    dataset, goals = audited
    up, down = goals.is_(">", ">=", "up"), goals.is_("<", "<=", "down")
    rows = np.flatnonzero((up | down) & (goals.observed >= 0) & goals.over("point"))
    series, size = goals.observed[rows], dataset.keys[2]
    count_up = np.bincount(series[up[rows]], minlength=size)  # (series,)
    count_down = np.bincount(series[down[rows]], minlength=size)
    up_is_odd = (count_down > count_up) & (count_up > 0)
    down_is_odd = (count_down <= count_up) & (count_down > 0)
    odd = np.where(up[rows], up_is_odd[series], down_is_odd[series])
    first_of_most = np.full(size, -1)
    first_of_most[series[~odd][::-1]] = rows[~odd][::-1]
    comparator = text(dataset.targets, "comparator")
    yield from findings_of(
        "W409", "targets", "comparator", rows[odd], first_of_most[series[odd]],
        lambda row, other: {
            "comparator": comparator[row],
            "other": comparator[other],
            "line": other,
        },
    )  # fmt: skip
