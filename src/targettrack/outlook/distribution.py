"""A full predictive distribution for many yearly series at once, in closed form.

On the working scale of `features.py`, h years after the last value z with step unit s,

    median(h)      = z + s (fast D(h; 0.5) + slow D(h; 0.97)),   D(h; r) = r + r^2 + ... + r^h
    quantile(p, h) = median(h) + s w(h) sinh(k logit p) / k,
    w(h)           = exp(level) h^slope,

with level, slope and k taken from the upper side for p > 1/2 and from the lower side below. D is
the damped trend of Gardner and McKenzie (1985). sinh(k logit p) / k is the logistic quantile
function at k = 0, Student's t with two degrees of freedom at k = 1/2, and has an exact inverse, so
quantiles and chances always agree. The eight numbers per series come from its features through a
linear map plus one small layer of tanh units, fitted with the pinball loss (`fit_outlook.py`):
one set of constants for growth (LOG and ANGLE scales), one for balances (LINEAR scale).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .features import LINEAR, Basis, Floats, describe

CHUNK = 8192  # series per block, so that intermediate arrays stay in cache
LARGEST_MOVE = 300.0  # on the log scale; keeps exp finite
FAST, SLOW = 0.5, 0.97  # damping a year of the short-lived and of the lasting trend
LARGEST_LEVEL = 0.8  # log width one year on, in step units
LARGEST_SLOPE = 1.0  # widths grow at most in proportion to the horizon
TAIL_RANGE = (0.02, 0.5)
CLIP = 4.0  # standardised features are kept within +-CLIP
PARAMETERS = (
    "fast",
    "slow",
    "up_level",
    "down_level",
    "up_slope",
    "down_slope",
    "up_tail",
    "down_tail",
)


@dataclass(frozen=True)
class Constants:
    """Fitted constants. f features, u tanh units, 8 = len(PARAMETERS).

    center (f,), scale (f,), hidden (f, u), hidden_bias (u,), output (u, 8), linear (f, 8),
    bias (8,).
    """

    center: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    linear: Floats
    bias: Floats


@dataclass(frozen=True)
class ConstantSets:
    """growth: for the LOG and ANGLE scales; balance: for the LINEAR scale."""

    growth: Constants
    balance: Constants


@dataclass(frozen=True)
class Outlook:
    """Distribution of each of n series; arrays are (n,), scalars are shared.

    points: observations it stands on (0 = no outlook, all results NaN).
    """

    origin: Floats
    unit: Floats
    kind: NDArray[np.int8]
    level: Floats
    lowest: Floats
    highest: Floats
    points: NDArray[np.int64]
    fast: Floats
    slow: Floats
    up_level: Floats
    down_level: Floats
    up_slope: Floats
    down_slope: Floats
    up_tail: Floats
    down_tail: Floats


@cache
def load_constants(path: str | None = None) -> ConstantSets:
    """Read `constants.json`, by default the file beside this module."""
    file = Path(path) if path else Path(__file__).with_name("constants.json")
    content = json.loads(file.read_text(encoding="utf-8"))

    def read(name: str) -> Constants:
        return Constants(
            **{key: np.array(value, np.float32) for key, value in content[name].items()}
        )

    return ConstantSets(growth=read("growth"), balance=read("balance"))


def standardise(features: Floats, constants: Constants) -> Floats:
    """Centre, scale and clip features; shape kept."""
    return np.clip((features - constants.center) / constants.scale, -CLIP, CLIP)


def sigmoid(x: Floats) -> Floats:
    """The logistic function, shape kept."""
    return 1 / (1 + np.exp(-x))


def respond(inputs: Floats, constants: Constants) -> Floats:
    """Standardised features (n, f) -> the eight PARAMETERS (n, 8), within their bounds."""
    units = np.tanh(inputs @ constants.hidden + constants.hidden_bias)
    raw = units @ constants.output + inputs @ constants.linear + constants.bias
    least, most = TAIL_RANGE
    raw[:, 2:4] = np.minimum(raw[:, 2:4], LARGEST_LEVEL)
    raw[:, 4:6] = LARGEST_SLOPE * sigmoid(raw[:, 4:6])
    raw[:, 6:8] = least + (most - least) * sigmoid(raw[:, 6:8])
    return raw


def respond_by_kind(basis: Basis, sets: ConstantSets) -> Floats:
    """PARAMETERS of each series (n, 8), by the constants of its scale; NaN below two points."""
    linear = basis.kind == LINEAR
    response = respond(standardise(basis.features, sets.growth), sets.growth)
    if linear.any():
        inputs = standardise(basis.features[linear], sets.balance)
        response[linear] = respond(inputs, sets.balance)
    response[:, :2] *= basis.activity[:, None]
    response[basis.points < 2] = np.nan
    return response


def outlook(
    matrix: ArrayLike,
    limit: ArrayLike = np.inf,
    years: NDArray[np.integer[Any]] | None = None,
    sets: ConstantSets | None = None,
) -> Outlook:
    """Distribution of every series of `matrix` ((n, columns), own units, NaN = missing).

    limit: natural upper bound, scalar or (n,), NaN = none, e.g. 100 for a share. years: the year
    of each column, rising; one after the other where not given. A series with fewer than two
    points has no outlook.
    """
    sets = sets or load_constants()
    values = np.asarray(matrix, dtype=float)
    bound = np.asarray(limit, dtype=float)
    highest = np.broadcast_to(np.where(np.isnan(bound), np.inf, bound), len(values))
    blocks = []
    for start in range(0, max(len(values), 1), CHUNK):
        block = slice(start, start + CHUNK)
        basis = describe(consecutive(values[block], years), highest[block])
        blocks.append((basis, respond_by_kind(basis, sets)))
    names = ("origin", "unit", "kind", "level", "lowest", "points")
    state = {n: np.concatenate([getattr(basis, n) for basis, _ in blocks]) for n in names}
    response = np.concatenate([part for _, part in blocks])
    return Outlook(
        **state,
        **{name: response[:, i] for i, name in enumerate(PARAMETERS)},
        highest=highest,
    )


def consecutive(values: Floats, years: NDArray[np.integer[Any]] | None) -> Floats:
    """Values (n, columns) with a column for every year from the first to the last: (n, span)."""
    if years is None or not len(years) or years[-1] - years[0] + 1 == len(years):
        return values
    spread = np.full((len(values), int(years[-1] - years[0]) + 1), np.nan)
    spread[:, years - years[0]] = values
    return spread


def damped_sum(ratio: float, horizon: ArrayLike) -> Floats:
    """D(h; r) = r + r^2 + ... + r^h, continued to fractional h."""
    return ratio * (1 - ratio ** np.asarray(horizon, dtype=float)) / (1 - ratio)


def median_move(view: Outlook, horizon: ArrayLike) -> Floats:
    """Median minus last value, in step units. horizon: scalar or (n,), years."""
    return view.fast * damped_sum(FAST, horizon) + view.slow * damped_sum(SLOW, horizon)


def log_width(view: Outlook, horizon: ArrayLike, up: bool) -> Floats:
    """log w(h) of one side, in step units."""
    level, slope = (view.up_level, view.up_slope) if up else (view.down_level, view.down_slope)
    width: Floats = level + slope * np.log(np.asarray(horizon, dtype=float))
    return width


def to_values(view: Outlook, move: Floats) -> Floats:
    """Moves in step units (n,) -> values in the series' own units, within its bounds."""
    change = view.unit * move
    value = np.exp(view.origin + np.clip(change, -LARGEST_MOVE, LARGEST_MOVE))
    if view.kind.any():
        scaled = view.origin + change
        angular = view.level * np.sin(np.clip(scaled, 0, np.pi) / 2) ** 2
        value = np.choose(view.kind, (value, view.level * scaled, angular))
    return np.minimum(np.maximum(value, view.lowest), view.highest)


def to_moves(view: Outlook, value: ArrayLike) -> Floats:
    """Inverse of `to_values` inside the bounds; -inf where the log scale cannot reach."""
    value = np.asarray(value, dtype=float)
    with np.errstate(divide="ignore", over="ignore"):
        scaled = np.log(np.maximum(value, 0.0))
        if view.kind.any():
            share = np.clip(value / view.level, 0, 1)
            angular = 2 * np.arcsin(np.sqrt(share))
            scaled = np.choose(view.kind, (scaled, value / view.level, angular))
        moves: Floats = (scaled - view.origin) / view.unit
    return moves


def quantile(view: Outlook, p: float, horizon: ArrayLike) -> Floats:
    """Value not exceeded with probability p (scalar, 0 < p < 1), `horizon` years on. (n,)"""
    move = median_move(view, horizon)
    if p != 0.5:
        tail = view.up_tail if p > 0.5 else view.down_tail
        spread = np.sinh(tail * np.log(p / (1 - p))) / tail
        move = move + np.exp(log_width(view, horizon, p > 0.5)) * spread
    return to_values(view, move)


def cdf(view: Outlook, value: ArrayLike, horizon: ArrayLike) -> Floats:
    """Chance that the series, were it unbounded, lies at or below `value`. (n,)"""
    distance = to_moves(view, value) - median_move(view, horizon)
    up = distance > 0
    tail = np.where(up, view.up_tail, view.down_tail)
    width = np.where(up, log_width(view, horizon, True), log_width(view, horizon, False))
    return sigmoid(np.arcsinh(tail * distance * np.exp(-width)) / tail)


def chance(
    view: Outlook, threshold: ArrayLike, horizon: ArrayLike, at_least: bool = True
) -> Floats:
    """Chance of value >= threshold (or <= threshold), bounds respected. (n,)"""
    threshold = np.asarray(threshold, dtype=float)
    below = cdf(view, threshold, horizon)
    if at_least:
        result = np.where(threshold <= view.lowest, 1.0, 1 - below)
        result = np.where(threshold > view.highest, 0.0, result)
    else:
        result = np.where(threshold < view.lowest, 0.0, below)
        result = np.where(threshold >= view.highest, 1.0, result)
    return np.where(view.points < 2, np.nan, result)


def reach_horizon(
    view: Outlook, threshold: ArrayLike, direction: ArrayLike, within: int = 30
) -> NDArray[np.int64]:
    """First horizon (1..within) at which the median meets the threshold; 0 if none. (n,)

    direction: 1 where it is to be reached from below, -1 where from above, scalar or (n,).
    """
    threshold, sign = np.asarray(threshold, dtype=float), np.asarray(direction, dtype=float)
    goal = sign * to_moves(view, threshold)
    fast, slow = sign * view.fast, sign * view.slow
    first = np.zeros(len(goal), dtype=np.int64)
    for horizon in range(within, 0, -1):
        median = fast * damped_sum(FAST, horizon) + slow * damped_sum(SLOW, horizon)
        first[median >= goal] = horizon
    first[np.where(sign > 0, threshold > view.highest, threshold < view.lowest)] = 0
    return first
