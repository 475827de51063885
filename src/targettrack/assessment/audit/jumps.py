"""Values that stand far from those before and after them."""

import numpy as np

from ...dataset.findings import Findings, findings_of
from ...dataset.model import has_word
from ...vocabulary.language import _
from .audit_input import AuditInput

JUMP = 4.0  # times both neighbours, up or down
END_JUMP = 10.0  # times the one neighbour of a first or last value


def jumps(audited: AuditInput) -> Findings:
    """A value many times both its neighbours, or a small part of them, and no break flagged.

    In 17,757, 335,775, 18,132 the second is 18.5 times the larger neighbour: a jump. The first
    and the last have one neighbour, and jumps are taken out before they are held against it.
    """
    dataset, panel = audited.dataset, audited.goals.panel
    series, size = dataset.keys[1:]
    levels = np.where(panel.values[:size] > 0, panel.values[:size], np.nan)  # (series, years)
    if levels.shape[1] < 2:
        return
    earlier, later = _neighbours(levels)
    inner = _times_apart(levels, earlier, later) >= JUMP
    inner &= ~np.isnan(earlier) & ~np.isnan(later)
    before, after = _neighbours(np.where(inner, np.nan, levels))
    last = np.isnan(later) & ~np.isnan(before)
    several = ((~np.isnan(levels)).sum(axis=1) > 2)[:, None]  # of two, the last alone is told
    first = np.isnan(earlier) & ~np.isnan(after) & several
    earlier, later = np.where(last, before, earlier), np.where(first, after, later)
    times = _times_apart(levels, earlier, later)
    jump = inner | ((last | first) & (times >= END_JUMP))
    rows = panel.rows[:size][jump]
    rows = rows[rows >= 0]  # derived levels stand in no row
    rows = rows[~has_word(dataset.actuals, "status", "b")[rows]]

    def words(row: int, _other: int) -> dict[str, object]:
        place = np.searchsorted(panel.years, dataset.actuals["year"].iloc[row])
        cell = series[row], place
        near = [f"{each[cell]:.12g}" for each in (earlier, later) if not np.isnan(each[cell])]
        return {
            "value": f"{levels[cell]:.12g}",
            "near": _(", ").join(near),
            "times": f"{times[cell]:.1f}",
        }

    yield from findings_of("W406", "actuals", "value", rows, rows, words)


def _times_apart(levels: np.ndarray, earlier: np.ndarray, later: np.ndarray) -> np.ndarray:
    """How many times each level exceeds both its neighbours, or they exceed it (series, years)."""
    with np.errstate(invalid="ignore"):
        above = np.fmin(levels / earlier, levels / later)
        below = np.fmin(earlier / levels, later / levels)
    times: np.ndarray = np.fmax(above, below)
    return times


def _neighbours(levels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The known level before each and the one after it, (series, years); NaN for none."""
    earlier, later = np.full(levels.shape, np.nan), np.full(levels.shape, np.nan)
    for place in range(1, levels.shape[1]):
        before = levels[:, place - 1]
        earlier[:, place] = np.where(np.isnan(before), earlier[:, place - 1], before)
        back = levels.shape[1] - 1 - place
        after = levels[:, back + 1]
        later[:, back] = np.where(np.isnan(after), later[:, back + 1], after)
    return earlier, later
