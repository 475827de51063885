"""Growth as stated, and the levels of the two years."""

import numpy as np

from ...dataset.findings import Findings, findings_of
from ...dataset.model import column, has_word, is_linear
from .audit_input import AuditInput, half_unit


def growth_levels(audited: AuditInput) -> Findings:
    """Stated growth that the levels of its year and the year before do not make.

    6,346 then 7,565 is 19.209 %, and anything from 19.207 to 19.218 once the levels may be off by
    half a unit: 19.2 agrees, 19.3 does not.
    """
    dataset, panel = audited.dataset, audited.goals.panel
    frame, series = dataset.actuals, dataset.keys[1]
    if "growth" not in frame:
        return
    year, growth, value = frame["year"].to_numpy(), column(frame, "growth"), column(frame, "value")
    stated_before = panel.row_at(series, year - 1) >= 0  # what growth derived always agrees
    before = np.where(stated_before, panel.at(series, year - 1), np.nan)
    points = is_linear(dataset)[frame["indicator"].cat.codes.to_numpy()]
    with np.errstate(divide="ignore", invalid="ignore"):
        implied = np.where(points, value - before, 100 * (value / before - 1))
        relative_slack = half_unit(value) / np.abs(value) + half_unit(before) / np.abs(before)
        slack = half_unit(growth) + np.where(
            points,
            half_unit(value) + half_unit(before),
            100 * np.abs(value / before) * relative_slack,
        )
        apart = np.abs(implied - growth) > slack * (1 + 1e-9)
    rows = np.flatnonzero(apart & ~has_word(frame, "status", "b") & (points | (before > 0)))
    yield from findings_of(
        "W401", "actuals", "growth", rows, rows,
        lambda row, _other: {
            "growth": f"{growth[row]:g}",
            "implied": f"{implied[row]:.2f}",
            "before": f"{before[row]:.12g}",
            "value": f"{value[row]:.12g}",
        },
    )  # fmt: skip
