"""Goals that asked for what was there."""

import numpy as np

from ...dataset.findings import Findings, findings_of
from ...dataset.known import known_by
from ...dataset.model import dates
from .audit_input import AuditInput, on_one_level


def met_when_announced(audited: AuditInput) -> Findings:
    """A goal that the latest actual known on the day it was announced meets already."""
    dataset, goals = audited
    announced = dates(dataset.targets, "announced")
    dated = ~np.isnat(announced) & on_one_level(goals)
    if not dated.any():
        return
    year = np.where(dated, announced.astype("datetime64[Y]").astype(int) + 1970, 0)
    actual_year = goals.panel.last_known(goals.observed, np.where(dated, year - 1, -9999))
    actual = goals.panel.at(goals.observed, actual_year)
    row_of_actual = goals.panel.row_at(goals.observed, actual_year)
    published = np.append(dates(dataset.actuals, "published"), np.datetime64("NaT", "s"))
    published = published[row_of_actual]
    known = known_by(published, announced, undated=True)
    rows = np.flatnonzero(dated & known & goals.met_by(actual))
    yield from findings_of(
        "W408", "targets", "value", rows, rows,
        lambda row, _other: {
            "day": str(announced[row].astype("datetime64[D]")),
            "actual": f"{actual[row]:.12g}",
            "year": int(actual_year[row]),
        },
    )  # fmt: skip
