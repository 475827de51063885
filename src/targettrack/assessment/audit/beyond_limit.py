"""Levels that the indicator cannot take."""

import numpy as np

from ...dataset.findings import Findings, findings_of
from ...dataset.model import of_kind
from .audit_input import AuditInput, levels_by_table


def beyond_limit(audited: AuditInput) -> Findings:
    """An actual or a goal beyond the natural limit of its indicator, or a share below zero."""
    limit_of = audited.dataset.indicator_column("limit", np.nan).astype(float)
    is_share = of_kind(audited.dataset, "share")
    for table, frame, level in levels_by_table(audited):
        indicator = frame["indicator"].cat.codes.to_numpy()
        limit = limit_of[indicator] if table == "actuals" else audited.goals.limit
        yield from _beyond(table, level, limit, is_share[indicator])


def _beyond(table: str, level: np.ndarray, limit: np.ndarray, share: np.ndarray) -> Findings:
    rows = np.flatnonzero((level > limit) | (share & (level < 0)))
    yield from findings_of(
        "W405", table, "value", rows, rows,
        lambda row, _other: {
            "value": f"{level[row]:.12g}",
            "limit": "0" if level[row] < 0 else f"{limit[row]:.12g}",
        },
    )  # fmt: skip
