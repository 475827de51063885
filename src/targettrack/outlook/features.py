"""Scale-free description of the recent past of many yearly series at once.

A series is read on its *working scale*:

- LOG, the natural log, where every value is positive and no yearly step exceeds a factor of four;
- ANGLE, 2 arcsin(sqrt(value / limit)), where it has a natural limit and keeps within [0, limit]
  (the variance-stabilising scale of proportions, Bartlett 1936);
- LINEAR, the value itself, in such a unit that its typical step is TYPICAL_UNIT, otherwise.

On the first two a step of 0.05 means "about five percent", and one set of constants serves both.
On the third it has no such meaning; it has a set of its own.

Steps are the differences of the working scale from year to year. A gap of g years is filled by
g equal steps, so growth is always a year. 100, missing, 121 is on the LOG scale 4.605, 4.700,
4.796: two steps of 0.095.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

LOG, LINEAR, ANGLE = 0, 1, 2
WINDOW = 32  # points read per series, counted back from its last one
HALF_LIVES = (1.0, 2.5, 6.0, 15.0)  # years, for recency-weighted means
UNIT_WEIGHTS = (0.0, 0.2, 0.5, 0.3)  # mix of mean absolute steps that makes the step unit
UNIT_FLOOR = 0.005  # 0.5 % a year: even a constant series may move
STILL = 0.0002  # mean absolute step below which a series counts as standing still
LARGEST_LOG_STEP = np.log(4.0)
TYPICAL_UNIT = 0.06  # median step unit of the M4 yearly series
UNIT_PRIOR = 1.0  # the typical unit counts as much as this many steps of the series
NAMES = (
    "last step",
    "step before last",
    "mean step, half-life 1",
    "mean step, half-life 2.5",
    "mean step, half-life 6",
    "mean step, half-life 15",
    "log mean absolute step, half-life 1",
    "log mean absolute step, half-life 2.5",
    "log mean absolute step, half-life 15",
    "log root mean square step, half-life 15",
    "log standard deviation of steps, half-life 6",
    "log standard deviation of steps, half-life 15",
    "autocorrelation of steps at lag 1",
    "log roughness (mean absolute second difference)",
    "log number of points",
    "log step unit",
    "mean growth, half-life 2.5",
    "mean growth, half-life 15",
    "1 / number of points",
    "log step unit / number of points",
)
LOGGED = (6, 7, 8, 9, 10, 11, 13)
TINY = np.finfo(float).tiny


@dataclass(frozen=True)
class Basis:
    """What an outlook stands on, for n series; arrays are (n,) but for the features.

    features: (n, len(NAMES)) float32, without unit.
    points: observations within the window.
    unit: typical absolute step on the working scale.
    activity: 0 for a constant series, near 1 otherwise; the median's move is scaled by it.
    origin: last value on the working scale.
    kind: the working scale, LOG, LINEAR or ANGLE.
    level: own units in one unit of the working scale (LINEAR), the limit (ANGLE), else 1.
    lowest: 0 where nothing observed is negative, else -inf.
    """

    features: Floats
    points: NDArray[np.int64]
    unit: Floats
    activity: Floats
    origin: Floats
    kind: NDArray[np.int8]
    level: Floats
    lowest: Floats


def describe(matrix: Floats, limit: Floats | float = np.inf) -> Basis:
    """What the last WINDOW years of each series show.

    matrix: (n, years), own units, NaN = missing. limit: natural upper bound, a number or (n,).
    """
    recent = align(np.asarray(matrix, dtype=float))
    points = (~np.isnan(recent)).sum(axis=1)
    scaled, kind, level, lowest = working_scale(recent, np.broadcast_to(limit, len(recent)))
    steps = np.diff(scaled, axis=1)[:, ::-1].astype(np.float32)
    if steps.shape[1] < 2:
        steps = np.pad(steps, ((0, 0), (0, 2 - steps.shape[1])), constant_values=np.nan)
    features, unit, activity = step_features(steps, points)
    return Basis(features, points, unit, activity, scaled[:, -1], kind, level, lowest)


def align(matrix: Floats, window: int = WINDOW) -> Floats:
    """The last `window` columns up to each series' last observation: (n, <= window).

    The row (1, 2, 3, NaN) becomes (2, 3) for a window of 2. Rows without any observation are NaN.
    """
    observed = ~np.isnan(matrix)
    years = matrix.shape[1]
    if observed[:, -1].all():
        return matrix[:, -window:]
    width = min(window, years)
    end = np.where(observed.any(axis=1), years - 1 - observed[:, ::-1].argmax(axis=1), 0)
    columns = end[:, None] + np.arange(1 - width, 1)
    aligned = np.take_along_axis(matrix, np.maximum(columns, 0), axis=1)
    aligned[columns < 0] = np.nan
    return aligned


def working_scale(recent: Floats, limit: Floats) -> tuple[Floats, NDArray[np.int8], Floats, Floats]:
    """Values on the working scale (n, k), gaps filled; kind, level and lowest (n,)."""
    smallest = np.fmin.reduce(recent, axis=1)
    positive = smallest > 0
    lowest = np.where(smallest >= 0, 0.0, -np.inf)
    bounded = (smallest >= 0) & np.isfinite(limit) & (np.fmax.reduce(recent, axis=1) <= limit)
    scaled = bridge(np.log(recent if positive.all() else np.where(recent > 0, recent, np.nan)))
    with np.errstate(invalid="ignore"):
        steep = (np.abs(np.diff(scaled, axis=1)) > LARGEST_LOG_STEP).any(axis=1)
    kind = np.where(bounded, ANGLE, np.where(positive & ~steep, LOG, LINEAR)).astype(np.int8)
    level = np.ones(len(recent))
    rows = np.flatnonzero(kind == ANGLE)
    if rows.size:
        level[rows] = limit[rows]
        scaled[rows] = bridge(2 * np.arcsin(np.sqrt(recent[rows] / level[rows, None])))
    rows = np.flatnonzero(kind == LINEAR)
    if rows.size:
        raw = bridge(recent[rows])
        level[rows] = linear_level(raw)
        scaled[rows] = raw / level[rows, None]
    return scaled, kind, level, lowest


def linear_level(raw: Floats) -> Floats:
    """Own units in one unit of the LINEAR scale (n,), from values (n, k).

    A typical step of the series becomes TYPICAL_UNIT. Steps below UNIT_FLOOR of the largest
    absolute value count as that much, so that a constant series has an interval too.
    """
    steps = np.abs(np.diff(raw, axis=1))[:, ::-1]
    known = ~np.isnan(steps)
    weights = recency_weights(steps.shape[1])
    mass = np.maximum(known @ weights, 1e-6)
    size = (np.where(known, steps, 0) @ weights / mass) @ np.array(UNIT_WEIGHTS)
    largest = np.where(np.isnan(raw), 0, np.abs(raw)).max(axis=1)
    level: Floats = np.maximum(np.hypot(size, UNIT_FLOOR * largest) / TYPICAL_UNIT, TINY)
    return level


def bridge(values: Floats) -> Floats:
    """The rows with inner gaps filled by linear interpolation; shape kept.

    (NaN, 1, NaN, 3) becomes (NaN, 1, 2, 3): what lies before the first value stays missing.
    """
    missing = np.isnan(values)
    inner = missing & np.logical_or.accumulate(~missing, axis=1)
    rows = np.flatnonzero(inner.any(axis=1))
    if not rows.size:
        return values
    part, hole, gap = values[rows], missing[rows], inner[rows]
    index = np.arange(values.shape[1])
    before = np.maximum.accumulate(np.where(hole, 0, index), axis=1)
    after = np.minimum.accumulate(np.where(hole, index[-1], index)[:, ::-1], axis=1)[:, ::-1]
    left = np.take_along_axis(part, before, axis=1)
    right = np.take_along_axis(part, after, axis=1)
    share = (index - before) / np.maximum(after - before, 1)
    filled = values.copy()
    filled[rows] = np.where(gap, left + share * (right - left), part)
    return filled


def step_features(steps: Floats, points: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
    """Features (n, len(NAMES)) float32, step unit and activity (n,), from the steps.

    steps: (n, k >= 2) float32 on the working scale, the latest first, NaN before the series
    starts. points: (n,).
    """
    n, count = steps.shape
    weights = recency_weights(count)
    known = ~np.isnan(steps)
    complete = bool(known.all())
    if complete:
        mass, pair_mass = weights.sum(axis=0), weights[:-1].sum(axis=0)
    else:
        steps = np.where(known, steps, np.float32(0))
        present = known.astype(np.float32)
        mass = np.maximum(present @ weights, np.float32(1e-6))
        pair_mass = np.maximum(present[:, 1:] @ weights[:-1], np.float32(1e-6))
    mean = steps @ weights / mass
    mean_size = np.abs(steps) @ weights / mass
    typical = mean_size @ np.array(UNIT_WEIGHTS, np.float32)
    activity = typical / np.hypot(typical, np.float32(STILL))
    unit = np.hypot(typical, np.float32(UNIT_FLOOR))
    trust = (mass[..., 2] / (mass[..., 2] + np.float32(UNIT_PRIOR))).astype(np.float32)
    unit = np.float32(TYPICAL_UNIT) * (unit / np.float32(TYPICAL_UNIT)) ** trust
    steps, mean, mean_size = (x / unit[:, None] for x in (steps, mean, mean_size))
    square = (steps * steps) @ weights[:, 2:] / mass[..., 2:]
    turn = np.abs(steps[:, 1:] - steps[:, :-1])
    if not complete:
        turn *= present[:, 1:]
    product = (steps[:, 1:] * steps[:, :-1]) @ weights[:-1, 3]
    points = np.maximum(points, 1)
    features = np.empty((n, len(NAMES)), dtype=np.float32)
    features[:, 0:2] = steps[:, :2]
    features[:, 2:6] = mean
    features[:, 6:9] = mean_size[:, [0, 1, 3]]
    features[:, 9] = np.sqrt(square[:, 1])
    features[:, 10:12] = np.sqrt(np.maximum(square - mean[:, 2:] ** 2, 0))
    features[:, 12] = product / (square[:, 1] * mass[..., 3] + np.float32(1e-3))
    features[:, 13] = turn @ weights[:-1, 2] / pair_mass[..., 2]
    features[:, LOGGED] = np.log(features[:, LOGGED] + np.float32(0.1))
    features[:, 14] = np.log(points)
    features[:, 15] = np.log(unit)
    features[:, 16:18] = mean[:, [1, 3]] * unit[:, None]
    features[:, 18] = 1 / points
    features[:, 19] = features[:, 15] * features[:, 18]
    return features, unit, activity


def recency_weights(count: int) -> Floats:
    """(count, len(HALF_LIVES)) float32: 0.5 ** (age / half-life), age 0 for the latest step."""
    age = np.arange(count)[:, None]
    weights: Floats = (0.5 ** (age / np.array(HALF_LIVES))).astype(np.float32)
    return weights
