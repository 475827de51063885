"""A second look at every figure: what is well-formed each by itself, and does not agree.

Each audit takes what is read and returns its findings; `AUDITS` names them. They are run by
`targettrack check`, never on the way to a table. Figures agree where they differ by no more than
rounding explains: 19.2 stands for 19.15 to 19.25, 12,700 for 12,650 to 12,750.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..dataset.findings import Finding, findings_of, located
from ..dataset.known import known_by
from ..dataset.model import Dataset, column, dates, has_word, is_linear, of_kind, text
from ..goals.panel import panel
from ..goals.standing import standing
from ..goals.thresholds import Thresholds, thresholds
from ..vocabulary.errors import Problem, UsageError
from ..vocabulary.language import _
from ..vocabulary.problems import RULES

MOST_SLACK = 0.005  # of a whole number with zeros at its end
NEAR_TOTAL = 0.02  # parts that sum to this near the total are its parts
JUMP = 4.0  # times both neighbours, up or down
END_JUMP = 10.0  # times the one neighbour of a first or last value


class Audited(NamedTuple):
    """A dataset, and its goals as thresholds on the matrix of its actuals."""

    dataset: Dataset
    goals: Thresholds


def audit(dataset: Dataset, names: Collection[str]) -> list[Problem]:
    """What the audits called `names` find: problems with file, line and column, in their order."""
    whole = Audited(dataset, thresholds(dataset, panel(dataset)))
    found = [finding for name in AUDITS if name in names for finding in AUDITS[name](whole)]
    return located(dataset, found)


def chosen_audits(only: Collection[str], skip: Collection[str]) -> list[str]:
    """The audits that are asked for. Raises UsageError for a name that is none."""
    for name in (*only, *skip):
        if name not in AUDITS:
            raise UsageError(
                _('there is no check "{name}"; there are: {names}').format(
                    name=name, names=_(", ").join(AUDITS)
                )
            )
    return [name for name in AUDITS if (not only or name in only) and name not in skip]


def half_unit(values: np.ndarray) -> np.ndarray:
    """Half a unit of the last digit that a number is given to: 50 for 12,700, 0.05 for 19.2.

    Zeros at the end of a whole number may be digits too: they count for half a percent at most.
    """
    half = np.full(len(values), 0.5e-8)
    for power in range(-8, 10):
        unit = 10.0**power
        parts = values / unit
        whole = np.abs(parts - np.round(parts)) <= 1e-9 * np.maximum(np.abs(parts), 1)
        slack = unit / 2 if power <= 0 else np.minimum(unit / 2, MOST_SLACK * np.abs(values))
        half = np.where(whole & (values != 0), np.maximum(slack, half), half)
    return np.where(values == 0, 0.5, half)


def growth_levels(whole: Audited) -> Iterator[Finding]:
    """Growth as stated, and the levels of the two years."""
    dataset, (_goals_series, series, _size) = whole.dataset, whole.dataset.keys
    if "growth" not in dataset.actuals:
        return
    frame, facts = dataset.actuals, whole.goals.panel
    year, growth, value = frame["year"].to_numpy(), column(frame, "growth"), column(frame, "value")
    row_before = facts.row_at(series, year - 1)
    before = np.where(row_before >= 0, facts.at(series, year - 1), np.nan)
    points = is_linear(dataset)[frame["indicator"].cat.codes.to_numpy()]
    with np.errstate(divide="ignore", invalid="ignore"):
        implied = np.where(points, value - before, 100 * (value / before - 1))
        slack = half_unit(growth) + np.where(
            points,
            half_unit(value) + half_unit(before),
            100 * np.abs(value / before) * (half_unit(value) / np.abs(value)
                                            + half_unit(before) / np.abs(before)),
        )  # fmt: skip
        apart = np.abs(implied - growth) > slack * (1 + 1e-9)
    rows = np.flatnonzero(apart & ~has_word(frame, "status", "b") & (points | (before > 0)))

    def values(row: int, _other: int) -> dict[str, object]:
        return {
            "growth": f"{growth[row]:g}",
            "implied": f"{implied[row]:.2f}",
            "before": f"{before[row]:.12g}",
            "value": f"{value[row]:.12g}",
        }

    yield from findings_of("W401", "actuals", "growth", rows, rows, values)


def stated_differently(whole: Audited) -> Iterator[Finding]:
    """Two goals of one series and year whose levels differ: two sources, or double and a level."""
    dataset, goals = whole.dataset, whole.goals
    usable = np.flatnonzero(_plain(goals) & np.isnat(dates(dataset.targets, "withdrawn")))
    key = (goals.observed[usable].astype(np.int64) * 10_000 + goals.year[usable]) * 2
    key += _down(goals)[usable]
    order = usable[np.argsort(key, kind="stable")]
    ordered = np.sort(key, kind="stable")
    same = np.flatnonzero(ordered[1:] == ordered[:-1])
    first, second = order[same], order[same + 1]
    one, other = goals.target[first], goals.target[second]
    apart = np.abs(one - other) > np.maximum(half_unit(one), half_unit(other)) * (1 + 1e-9)
    first, second = first[apart], second[apart]

    def values(row: int, earlier: int) -> dict[str, object]:
        return {
            "series": dataset.series_name("targets", row),
            "year": int(goals.year[row]),
            "value": f"{goals.target[row]:.12g}",
            "other": f"{goals.target[earlier]:.12g}",
            "line": earlier,
        }

    later, sooner = np.maximum(first, second), np.minimum(first, second)
    yield from findings_of("W402", "targets", "value", later, sooner, values)


def parts_totals(whole: Audited) -> Iterator[Finding]:
    """The parts along a dimension against the largest of them, where they sum to nearly it."""
    dataset, goals = whole.dataset, whole.goals
    unsummed = of_kind(dataset, "share", "rate", "rank")
    for table, frame, level, usable in (
        ("actuals", dataset.actuals, column(dataset.actuals, "value"), None),
        ("targets", dataset.targets, goals.target, _plain(goals)),
    ):
        level = np.where(unsummed[frame["indicator"].cat.codes.to_numpy()], np.nan, level)
        if usable is not None:
            level = np.where(usable, level, np.nan)
        for dimension in dataset.dimensions:
            yield from _parts(dataset, table, frame, dimension, level)


def _parts(
    dataset: Dataset, table: str, frame: pd.DataFrame, dimension: str, level: np.ndarray
) -> Iterator[Finding]:
    """Against each level of the largest member: its nearest sum of the largest others."""
    others = [name for name in ("indicator", *dataset.dimensions) if name != dimension]
    key = frame["year"].to_numpy().astype(np.int64)
    for name in others:
        words = frame[name].cat
        key = key * (len(words.categories) + 1) + words.codes.to_numpy() + 1
    rows = np.flatnonzero(level > 0)
    if len(rows) < 3:
        return
    rows = rows[np.lexsort((-level[rows], key[rows]))]  # the largest of each group first
    member = frame[dimension].cat.codes.to_numpy()[rows]
    first = np.append(True, np.diff(key[rows]) != 0)
    group = np.cumsum(first) - 1
    leads = member == member[first][group]
    totals, parts = np.flatnonzero(leads), np.flatnonzero(~leads)
    same = (np.diff(group[parts]) == 0) & (np.diff(member[parts]) == 0)
    parts = parts[np.append(True, ~same)] if len(parts) else parts
    begins = np.append(True, np.diff(group[parts]) != 0) if len(parts) else np.empty(0, bool)
    if not len(parts):
        return
    run = np.cumsum(begins) - 1
    sums, slack = (
        np.cumsum(each) - (np.cumsum(each) - each)[begins][run]
        for each in (level[rows[parts]], half_unit(level[rows[parts]]))
    )
    count = np.arange(len(parts)) - np.flatnonzero(begins)[run] + 1
    scale = 2 * float(max(level[rows].max(), sums.max()))
    key_of = group[parts] * scale + sums
    place = np.searchsorted(key_of, group[totals] * scale + level[rows[totals]])
    best = np.full(len(totals), np.inf)
    at = np.zeros(len(totals), np.intp)
    for near in (place - 1, place):
        inside = (near >= 0) & (near < len(parts))
        near = np.where(inside, near, 0)
        inside &= (group[parts][near] == group[totals]) & (count[near] >= 2)
        distance = np.where(inside, np.abs(sums[near] - level[rows[totals]]), np.inf)
        at, best = np.where(distance < best, near, at), np.fmin(best, distance)
    hit = (best <= NEAR_TOTAL * level[rows[totals]]) & (best > slack[at] * (1 + 1e-9))
    told = {int(rows[totals[n]]): int(at[n]) for n in np.flatnonzero(hit)}

    def values(row: int, _other: int) -> dict[str, object]:
        return {
            "series": dataset.series_name(table, row),
            "year": int(frame["year"].iloc[row]),
            "total": f"{level[row]:.12g}",
            "count": int(count[told[row]]),
            "parts": f"{sums[told[row]]:.12g}",
            "dimension": dimension,
        }

    found = np.array(list(told), np.int64)
    yield from findings_of("W403", table, "value", found, found, values)


def milestones(whole: Audited) -> Iterator[Finding]:
    """A later goal that is easier than an earlier one of the same series and variant."""
    dataset, goals = whole.dataset, whole.goals
    in_force = np.isnat(dates(dataset.targets, "withdrawn"))
    rows = np.flatnonzero(_plain(goals) & in_force)
    down = _down(goals)[rows]
    key = (goals.observed[rows].astype(np.int64) * 2 + down) * 100_000 + goals.variant[rows] + 1
    order = np.lexsort((goals.year[rows], key))
    rows, key, down = rows[order], key[order], down[order]
    easier = np.where(down[1:], 1, -1) * np.diff(goals.target[rows]) > 0
    later = (np.diff(key) == 0) & (np.diff(goals.year[rows]) > 0) & easier
    at = np.flatnonzero(later)
    yield from findings_of(
        "W404", "targets", "value", rows[at + 1], rows[at], _two_goals(dataset, goals)
    )


def beyond_limit(whole: Audited) -> Iterator[Finding]:
    """An actual or a goal beyond the natural limit of its indicator, or a share below zero."""
    dataset, goals = whole.dataset, whole.goals
    limits = dataset.indicator_column("limit", np.nan).astype(float)
    share = of_kind(dataset, "share")
    for table, frame, value in (
        ("actuals", dataset.actuals, column(dataset.actuals, "value")),
        ("targets", dataset.targets, np.where(_plain(goals), goals.target, np.nan)),
    ):
        code = frame["indicator"].cat.codes.to_numpy()
        limit = limits[code] if table == "actuals" else goals.limit
        rows = np.flatnonzero((value > limit) | (share[code] & (value < 0)))
        yield from findings_of("W405", table, "value", rows, rows, _value_and_limit(value, limit))


def jumps(whole: Audited) -> Iterator[Finding]:
    """A value many times both its neighbours, or a small part of them, and no break flagged."""
    dataset, facts = whole.dataset, whole.goals.panel
    _of_goals, _of_facts, size = dataset.keys
    values = np.where(facts.values[:size] > 0, facts.values[:size], np.nan)
    if values.shape[1] < 2:
        return
    earlier, later = _neighbours(values)
    inner = _times(values, earlier, later) >= JUMP
    inner &= ~np.isnan(earlier) & ~np.isnan(later)
    before, after = _neighbours(np.where(inner, np.nan, values))  # a jump is no measure of others
    last = np.isnan(later) & ~np.isnan(before)
    first = np.isnan(earlier) & ~np.isnan(after) & ((~np.isnan(values)).sum(axis=1) > 2)[:, None]
    earlier, later = np.where(last, before, earlier), np.where(first, after, later)
    times = _times(values, earlier, later)
    jump = (inner | ((last | first) & (times >= END_JUMP))) & (facts.rows[:size] >= 0)
    series, place = np.nonzero(jump)
    rows = facts.rows[series, place]
    kept = ~has_word(dataset.actuals, "status", "b")[rows]
    series, place, rows = series[kept], place[kept], rows[kept]
    at = {int(row): (int(s), int(p)) for row, s, p in zip(rows, series, place, strict=True)}

    def told(row: int, _other: int) -> dict[str, object]:
        cell = at[row]
        near = [f"{each[cell]:.12g}" for each in (earlier, later) if each[cell] == each[cell]]
        return {
            "value": f"{values[cell]:.12g}",
            "near": _(", ").join(near),
            "times": f"{times[cell]:.1f}",
        }

    yield from findings_of("W406", "actuals", "value", rows, rows, told)


def _times(values: np.ndarray, earlier: np.ndarray, later: np.ndarray) -> np.ndarray:
    """How many times each value is apart from both its neighbours, on one side of them."""
    with np.errstate(invalid="ignore"):
        up = np.fmin(values / earlier, values / later)
        down = np.fmin(earlier / values, later / values)
    times: np.ndarray = np.fmax(up, down)
    return times


def _neighbours(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The known value before each and the one after it, series × years; NaN for none."""
    earlier, later = np.full(values.shape, np.nan), np.full(values.shape, np.nan)
    for place in range(1, values.shape[1]):
        before = values[:, place - 1]
        earlier[:, place] = np.where(np.isnan(before), earlier[:, place - 1], before)
        back = values.shape[1] - 1 - place
        after = values[:, back + 1]
        later[:, back] = np.where(np.isnan(after), later[:, back + 1], after)
    return earlier, later


def across_breaks(whole: Audited) -> Iterator[Finding]:
    """A goal counted from a base year before a break in its series."""
    dataset, goals = whole.dataset, whole.goals
    broken = goals.panel.break_year
    if broken is None:
        return
    stand = standing(goals)
    year = broken[goals.observed]
    rows = np.flatnonzero((stand.base_year < year) & (year <= stand.actual_year))
    yield from findings_of(
        "W407", "targets", "indicator", rows, rows,
        lambda row, _other: {
            "series": dataset.series_name("targets", row),
            "base_year": int(stand.base_year[row]),
            "year": int(year[row]),
        },
    )  # fmt: skip


def met_when_announced(whole: Audited) -> Iterator[Finding]:
    """A goal that the latest actual known on the day it was announced meets already."""
    dataset, goals = whole.dataset, whole.goals
    announced = dates(dataset.targets, "announced")
    dated = ~np.isnat(announced) & _plain(goals) & (goals.observed >= 0)
    if not dated.any():
        return
    year = np.where(dated, announced.astype("datetime64[Y]").astype(int) + 1970, 0)
    last = goals.panel.last_known(goals.observed, np.where(dated, year - 1, -9999))
    level = goals.panel.at(goals.observed, last)
    row_of = goals.panel.row_at(goals.observed, last)
    published = np.append(dates(dataset.actuals, "published"), np.datetime64("NaT", "s"))[row_of]
    known = known_by(published, announced, undated=True)
    rows = np.flatnonzero(dated & known & goals.met_by(level))
    yield from findings_of(
        "W408", "targets", "value", rows, rows,
        lambda row, _other: {
            "day": str(announced[row].astype("datetime64[D]")),
            "actual": f"{level[row]:.12g}",
            "year": int(last[row]),
        },
    )  # fmt: skip


def directions(whole: Audited) -> Iterator[Finding]:
    """A comparator that points against those of the other goals of its series."""
    dataset, goals = whole.dataset, whole.goals
    up, down = goals.is_(">", ">=", "up"), goals.is_("<", "<=", "down")
    rows = np.flatnonzero((up | down) & (goals.observed >= 0) & goals.over("point"))
    _of_goals, _of_facts, size = dataset.keys
    ups = np.bincount(goals.observed[rows][up[rows]], minlength=size)
    downs = np.bincount(goals.observed[rows][down[rows]], minlength=size)
    against_up = (ups > 0) & (downs > 0) & (downs <= ups)
    series = goals.observed[rows]
    against = np.where(up[rows], (downs > ups)[series] & (ups > 0)[series], against_up[series])
    first = np.full(size, -1)
    first[series[~against][::-1]] = rows[~against][::-1]
    odd = rows[against]
    yield from findings_of(
        "W409", "targets", "comparator", odd, first[goals.observed[odd]],
        lambda row, other: {
            "comparator": text(dataset.targets, "comparator")[row],
            "other": text(dataset.targets, "comparator")[other],
            "line": other,
        },
    )  # fmt: skip


def deadline_missing(whole: Audited) -> Iterator[Finding]:
    """Actuals later than a goal's deadline, and none in its year."""
    dataset, goals = whole.dataset, whole.goals
    last = np.append(goals.panel.last_year, np.nan)[goals.observed]
    at = goals.panel.at(goals.observed, goals.year)
    rows = np.flatnonzero((last > goals.year) & np.isnan(at) & ~goals.over("peak"))
    yield from findings_of(
        "W410", "targets", "year", rows, rows,
        lambda row, _other: {
            "series": dataset.series_name("targets", row),
            "year": int(goals.year[row]),
            "last": int(last[row]),
        },
    )  # fmt: skip


def sources_missing(whole: Audited) -> Iterator[Finding]:
    """Rows that do not say where they come from: one finding a file."""
    dataset = whole.dataset
    for table, frame in (("targets", dataset.targets), ("actuals", dataset.actuals)):
        rows = np.flatnonzero(text(frame, "source").codes < 0)
        if len(rows):
            yield Finding("W411", table, int(rows[0]), "source", {"count": len(rows)})


AUDITS: Mapping[str, Callable[[Audited], Iterator[Finding]]] = {
    RULES[code]: check
    for code, check in (
        ("W401", growth_levels),
        ("W402", stated_differently),
        ("W403", parts_totals),
        ("W404", milestones),
        ("W405", beyond_limit),
        ("W406", jumps),
        ("W407", across_breaks),
        ("W408", met_when_announced),
        ("W409", directions),
        ("W410", deadline_missing),
        ("W411", sources_missing),
    )
}


def _plain(goals: Thresholds) -> np.ndarray:
    """Goals on one level of one year, whose order can be told."""
    plain: np.ndarray = (
        (goals.reason == 0)
        & (goals.observed >= 0)
        & goals.over("point")
        & goals.is_(">", ">=", "<", "<=")
        & ~np.isnan(goals.target)
    )
    return plain


def _down(goals: Thresholds) -> np.ndarray:
    return goals.is_("<", "<=")


def _value_and_limit(
    value: np.ndarray, limit: np.ndarray
) -> Callable[[int, int], dict[str, object]]:
    def values(row: int, _other: int) -> dict[str, object]:
        bound = "0" if value[row] < 0 else f"{limit[row]:.12g}"
        return {"value": f"{value[row]:.12g}", "limit": bound}

    return values


def _two_goals(dataset: Dataset, goals: Thresholds) -> Callable[[int, int], dict[str, object]]:
    def values(row: int, earlier: int) -> dict[str, object]:
        return {
            "series": dataset.series_name("targets", row),
            "year": int(goals.year[row]),
            "value": f"{goals.target[row]:.12g}",
            "other": f"{goals.target[earlier]:.12g}",
            "before": int(goals.year[earlier]),
            "line": earlier,
        }

    return values
