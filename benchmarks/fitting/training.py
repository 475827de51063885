"""Training samples for the outlook: rolling origins and randomly shortened histories."""

from dataclasses import dataclass

import numpy as np

from targettrack.outlook.features import WINDOW, Basis, Floats, describe

NEAR = (1, 2, 3, 4, 5, 6)
FAR = (8, 12, 16, 20, 25, 30)
NEAR_OFFSETS = (0, 1, 2, 3, 4, 6, 8, 11, 14, 18)  # years before the last year of history
FAR_OFFSETS = (2, 6, 10, 14, 19, 24)
FAR_WEIGHT = 0.15
FINAL_WEIGHT = 4.0  # origins at the very end of a history: the forecasts that will be scored
SHORTEST_ORIGIN = 8  # points needed before an origin, to measure the scale of a series
BALANCE_EVERY = 3  # one in three shortened copies also appears as a balance
SHORT_RANGE = (2, 25)  # points kept in the shortened copies, log-uniform


@dataclass(frozen=True)
class Samples:
    """One row per (series, origin, kept points).

    basis: see `features`; series: row in the history; horizon, target: (m, 6), target NaN where
    unknown; scale: mean absolute step of the whole history up to the origin; weight: (m,).
    """

    basis: Basis
    series: np.ndarray
    horizon: Floats
    target: Floats
    scale: Floats
    weight: Floats


def series_scale(history: Floats) -> Floats:
    """Mean absolute first difference of each whole history (the M4 scale). (n,)"""
    steps = np.abs(np.diff(history, axis=1))
    known = ~np.isnan(steps)
    return np.where(known, steps, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)


def keep_last(recent: Floats, count) -> Floats:
    """Blank all but the last `count` (scalar or (n,)) columns."""
    age = np.arange(recent.shape[1])[::-1]
    return np.where(age[None, :] < np.broadcast_to(count, len(recent))[:, None], recent, np.nan)


def balances(part: tuple, rng: np.random.Generator) -> tuple:
    """Samples turned into balances: less a line through their own range, sign at random.

    The line has a random share of the window's mean slope, so some copies keep their trend and
    some have none. They teach series that take both signs, which the M4 data lack.
    """
    window, rows, horizon, target, scale, weight = part
    low, high = np.nanmin(window, axis=1), np.nanmax(window, axis=1)
    usable = (high > low) & (np.arange(len(rows)) % BALANCE_EVERY == 0)
    window, rows, horizon, target, weight, low, high = (
        x[usable] for x in (window, rows, horizon, target, weight, low, high)
    )
    age = np.arange(window.shape[1])[::-1]
    known = ~np.isnan(window)
    years = (age * known).max(axis=1)
    first = np.take_along_axis(window, window.shape[1] - 1 - years[:, None], axis=1)[:, 0]
    slope = rng.uniform(0, 1, len(rows)) * (window[:, -1] - first) / years
    zero = (low + rng.uniform(0, 1, len(rows)) * (high - low))[:, None]
    sign = rng.choice([-1.0, 1.0], len(rows))[:, None]
    window = sign * (window - zero + slope[:, None] * age)
    target = sign * (target - zero - slope[:, None] * horizon)
    scale = np.maximum(series_scale(window), 0.05 * scale[usable])
    return window, rows, horizon, target, scale, weight


def rolling_samples(history: Floats, outcome: Floats, seed: int = 1) -> Samples:
    """Samples from every origin. history: (n, years), last column observed; outcome: (n, 6)."""
    rng = np.random.default_rng(seed)
    missing = max(0, WINDOW + max(FAR_OFFSETS) - history.shape[1])
    before = np.full((len(history), missing), np.nan)
    joined = np.concatenate([before, history, outcome], axis=1)
    last = missing + history.shape[1]
    parts = []
    plan = [(offset, NEAR, 1.0 if offset else FINAL_WEIGHT) for offset in NEAR_OFFSETS]
    plan += [(offset, FAR, FAR_WEIGHT) for offset in FAR_OFFSETS]
    for offset, horizons, weight in plan:
        end = last - offset
        past = joined[:, :end]
        columns = end - 1 + np.array(horizons)
        inside = columns < joined.shape[1]
        target = np.where(inside, joined[:, np.minimum(columns, joined.shape[1] - 1)], np.nan)
        scale = series_scale(past)
        rows = np.flatnonzero(((~np.isnan(past)).sum(axis=1) >= SHORTEST_ORIGIN) & (scale > 0))
        recent = past[rows, -WINDOW:]
        low, high = np.log(SHORT_RANGE)
        count = np.round(np.exp(rng.uniform(low, high, len(rows))))
        for window in (recent, keep_last(recent, count)):
            horizon = np.broadcast_to(np.array(horizons, dtype=float), (len(rows), 6))
            weights = np.full(len(rows), weight)
            parts.append((window, rows, horizon, target[rows], scale[rows], weights))
        if horizons is NEAR:
            parts.append(balances(parts[-1], rng))
    window, series, horizon, target, scale, weight = map(np.concatenate, zip(*parts, strict=True))
    return Samples(describe(window), series, horizon, target, scale, weight)
