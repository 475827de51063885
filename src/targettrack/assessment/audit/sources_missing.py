"""Rows that do not say where they come from."""

import numpy as np

from ...dataset.findings import Finding, Findings
from ...dataset.model import text
from .audit_input import AuditInput


def sources_missing(audited: AuditInput) -> Findings:
    """Rows without a source: one finding a file, at the first of them."""
    dataset = audited.dataset
    for table, frame in (("targets", dataset.targets), ("actuals", dataset.actuals)):
        rows = np.flatnonzero(text(frame, "source").codes < 0)
        if len(rows):
            yield Finding("W411", table, int(rows[0]), "source", {"count": len(rows)})
