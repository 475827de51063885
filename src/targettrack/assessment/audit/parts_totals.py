"""Parts along a dimension that sum to nearly their total, and not to it."""

import numpy as np
import pandas as pd

from ...dataset.findings import Findings, findings_of
from ...dataset.model import Dataset, group_numbers, of_kind
from .audit_input import AuditInput, half_unit, levels_by_table

NEAR_TOTAL = 0.02  # parts that sum to this near the total are its parts


def parts_totals(audited: AuditInput) -> Findings:
    """The parts along a dimension against the largest of them, where they sum to nearly it."""
    dataset = audited.dataset
    unsummed = of_kind(dataset, "share", "rate", "rank")
    for table, frame, stated in levels_by_table(audited):
        level = np.where(unsummed[frame["indicator"].cat.codes.to_numpy()], np.nan, stated)
        for dimension in dataset.dimensions:
            yield from _parts_apart(dataset, table, frame, dimension, level)


def _parts_apart(
    dataset: Dataset, table: str, frame: pd.DataFrame, dimension: str, level: np.ndarray
) -> Findings:
    others = [name for name in ("indicator", *dataset.dimensions) if name != dimension]
    group = group_numbers(frame["year"].to_numpy(), *(_codes(frame, name) for name in others))
    parts, count = _nearest_sums(level, group, _codes(frame, dimension))
    rows = np.flatnonzero(~np.isnan(parts))
    yield from findings_of(
        "W403", table, "value", rows, rows,
        lambda row, _other: {
            "series": dataset.series_name(table, row),
            "year": int(frame["year"].iloc[row]),
            "total": f"{level[row]:.12g}",
            "count": int(count[row]),
            "parts": f"{parts[row]:.12g}",
            "dimension": dimension,
        },
    )  # fmt: skip


def _codes(frame: pd.DataFrame, name: str) -> np.ndarray:
    return frame[name].cat.codes.to_numpy()


def _nearest_sums(
    level: np.ndarray, group: np.ndarray, member: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Sum and number of the parts that nearly make each level, all (rows,); NaN and 0 elsewhere.

    `group` numbers the rows that differ in `member` alone. The largest member of a group is the
    total, which may have several levels; the others are added up from the largest down, and the
    sum nearest to each total counts. With one group, total 12,700 and parts 7,110, 4,640, 1,060,
    350, the sums are 7,110, 11,750, 12,810, 13,160: that of three parts is nearest, 0.9 % off,
    and more than rounding explains.
    """
    nearest, counts = np.full(len(level), np.nan), np.zeros(len(level), np.int64)
    rows = np.flatnonzero(level > 0)
    rows = rows[np.lexsort((-level[rows], group[rows]))]  # the largest of each group first
    first = np.append(True, np.diff(group[rows]) != 0)[: len(rows)]
    leads = member[rows] == member[rows[first]][np.cumsum(first) - 1]
    totals, parts = rows[leads], rows[~leads]
    again = (np.diff(group[parts]) == 0) & (np.diff(member[parts]) == 0)
    parts = parts[~np.append(False, again)[: len(parts)]]
    if not len(parts):
        return nearest, counts
    # Sums start anew in each group: one running sum would lose small ones behind large ones.
    by_group = pd.DataFrame({"sum": level[parts], "slack": half_unit(level[parts])}).groupby(
        group[parts], sort=False
    )
    sums, slack = by_group.cumsum().to_numpy().T
    count = by_group.cumcount().to_numpy() + 1
    place = _sums_below(group[totals], level[totals], group[parts], sums)
    best, at = np.full(len(totals), np.inf), np.zeros(len(totals), np.intp)
    for near in (place - 1, place):
        inside = (near >= 0) & (near < len(parts))
        near = np.where(inside, near, 0)
        inside &= (group[parts[near]] == group[totals]) & (count[near] >= 2)
        distance = np.where(inside, np.abs(sums[near] - level[totals]), np.inf)
        at, best = np.where(distance < best, near, at), np.fmin(best, distance)
    apart = (best <= NEAR_TOTAL * level[totals]) & (best > slack[at] * (1 + 1e-9))
    nearest[totals[apart]], counts[totals[apart]] = sums[at[apart]], count[at[apart]]
    return nearest, counts


def _sums_below(
    group: np.ndarray, total: np.ndarray, group_of_sums: np.ndarray, sums: np.ndarray
) -> np.ndarray:
    """How many of the sums, ordered by group, stand before each total (totals,).

    As searchsorted on pairs of group and sum: both are sorted together, a total before an equal
    sum, and the sums passed on the way are counted.
    """
    is_sum = np.repeat([False, True], [len(total), len(sums)])
    order = np.lexsort((is_sum, np.append(total, sums), np.append(group, group_of_sums)))
    passed = np.empty(len(order), np.intp)
    passed[order] = np.cumsum(is_sum[order])
    return passed[: len(total)]
