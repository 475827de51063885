"""A full predictive distribution for many yearly series at once, in closed form.

On the working scale of `features.py`, h years after the last value z with step unit s,

    median(h)      = z + s (fast D(h; 0.5) + slow D(h; 0.97)),   D(h; r) = r + r^2 + ... + r^h
    quantile(p, h) = median(h) + s w(h) sinh(k logit p) / k,
    w(h)           = exp(level) h^slope,

with level, slope and k taken from the upper side for p > 1/2 and from the lower side below. D is
the damped trend of Gardner and McKenzie (1985). sinh(k logit p) / k is the logistic quantile
function at k = 0, Student's t with two degrees of freedom at k = 1/2, and has an exact inverse, so
quantiles and chances always agree. The eight numbers per series come from its features through a
linear map plus one small layer of tanh units, fitted with the pinball loss
(`benchmarks/fit_outlook.py`): one set of constants for growth (LOG and ANGLE scales), one for
balances (LINEAR scale).

An `Outlook` holds n series, and all functions below take and give arrays (n,): a quantile, a
chance, a year for each series. `horizon` is years after the last value, a number or (n,).
"""

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
    """Distribution of each of n series; every array is (n,).

    origin, unit, kind, level, lowest and points are those of `Basis`; highest is the natural
    limit, inf without one. The rest are the eight PARAMETERS, NaN below two points.
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
    """The fitted constants, from `constants.json` beside this module or the file at `path`."""
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
    """The logistic function, 1 / (1 + e^−x), shape kept."""
    return 1 / (1 + np.exp(-x))


def respond(inputs: Floats, constants: Constants) -> Floats:
    """The eight PARAMETERS (n, 8), within their bounds, from standardised features (n, f)."""
    units = np.tanh(inputs @ constants.hidden + constants.hidden_bias)
    raw = units @ constants.output + inputs @ constants.linear + constants.bias
    least, most = TAIL_RANGE
    raw[:, 2:4] = np.minimum(raw[:, 2:4], LARGEST_LEVEL)
    raw[:, 4:6] = LARGEST_SLOPE * sigmoid(raw[:, 4:6])
    raw[:, 6:8] = least + (most - least) * sigmoid(raw[:, 6:8])
    return raw


def respond_by_kind(basis: Basis, sets: ConstantSets) -> Floats:
    """The PARAMETERS (n, 8) by the constants of each series' scale; NaN below two points."""
    linear = basis.kind == LINEAR
    response = respond(standardise(basis.features, sets.growth), sets.growth)
    if linear.any():
        inputs = standardise(basis.features[linear], sets.balance)
        response[linear] = respond(inputs, sets.balance)
    response[:, :2] *= basis.activity[:, None]
    response[basis.points < 2] = np.nan
    return response


def outlook_of(
    matrix: ArrayLike,
    limit: ArrayLike = np.inf,
    years: NDArray[np.integer[Any]] | None = None,
    sets: ConstantSets | None = None,
) -> Outlook:
    """The outlook of every series of `matrix`: (n, columns), own units, NaN = missing.

    limit: natural upper bound, e.g. 100 for a share, a number or (n,), NaN = none. years: the
    year of each column (columns,), rising; one after the other where not given. A series with
    fewer than two points has none: all its results are NaN.
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
    """Values (n, columns) spread to a column for every year, from the first on: (n, span).

    With the years 2019, 2020, 2023 a row (1, 2, 3) becomes (1, 2, NaN, NaN, 3).
    """
    if years is None or not len(years) or years[-1] - years[0] + 1 == len(years):
        return values
    spread = np.full((len(values), int(years[-1] - years[0]) + 1), np.nan)
    spread[:, years - years[0]] = values
    return spread


def damped_sum(ratio: float, horizon: ArrayLike) -> Floats:
    """D(h; r) = r + r^2 + ... + r^h, continued to fractional h."""
    return ratio * (1 - ratio ** np.asarray(horizon, dtype=float)) / (1 - ratio)


def median_move(outlook: Outlook, horizon: ArrayLike) -> Floats:
    """Median minus last value, in step units."""
    return outlook.fast * damped_sum(FAST, horizon) + outlook.slow * damped_sum(SLOW, horizon)


def log_width(outlook: Outlook, horizon: ArrayLike, up: ArrayLike) -> Floats:
    """log w(h) of the upper side where `up`, else of the lower side; w is in step units."""
    level = np.where(up, outlook.up_level, outlook.down_level)
    slope = np.where(up, outlook.up_slope, outlook.down_slope)
    width: Floats = level + slope * np.log(np.asarray(horizon, dtype=float))
    return width


def to_values(outlook: Outlook, move: Floats) -> Floats:
    """Values in the series' own units, within its bounds, from moves in step units."""
    change = outlook.unit * move
    value = np.exp(outlook.origin + np.clip(change, -LARGEST_MOVE, LARGEST_MOVE))
    if outlook.kind.any():
        scaled = outlook.origin + change
        angular = outlook.level * np.sin(np.clip(scaled, 0, np.pi) / 2) ** 2
        value = np.choose(outlook.kind, (value, outlook.level * scaled, angular))
    return np.minimum(np.maximum(value, outlook.lowest), outlook.highest)


def to_moves(outlook: Outlook, value: ArrayLike) -> Floats:
    """Moves in step units from values: the inverse of `to_values` inside the bounds.

    -inf where the log scale cannot reach, at 0 and below.
    """
    value = np.asarray(value, dtype=float)
    with np.errstate(divide="ignore", over="ignore"):
        scaled = np.log(np.maximum(value, 0.0))
        if outlook.kind.any():
            share = np.clip(value / outlook.level, 0, 1)
            angular = 2 * np.arcsin(np.sqrt(share))
            scaled = np.choose(outlook.kind, (scaled, value / outlook.level, angular))
        moves: Floats = (scaled - outlook.origin) / outlook.unit
    return moves


def quantile(outlook: Outlook, p: float, horizon: ArrayLike) -> Floats:
    """The value not exceeded with probability p (one number, 0 < p < 1), `horizon` years on."""
    move = median_move(outlook, horizon)
    if p != 0.5:
        tail = outlook.up_tail if p > 0.5 else outlook.down_tail
        spread = np.sinh(tail * np.log(p / (1 - p))) / tail
        move = move + np.exp(log_width(outlook, horizon, p > 0.5)) * spread
    return to_values(outlook, move)


def cdf(outlook: Outlook, value: ArrayLike, horizon: ArrayLike) -> Floats:
    """Chance that the series, if it had no bounds, lies at or below `value`."""
    distance = to_moves(outlook, value) - median_move(outlook, horizon)
    up = distance > 0
    tail = np.where(up, outlook.up_tail, outlook.down_tail)
    width = log_width(outlook, horizon, up)
    return sigmoid(np.arcsinh(tail * distance * np.exp(-width)) / tail)


def chance(
    outlook: Outlook, threshold: ArrayLike, horizon: ArrayLike, at_least: bool = True
) -> Floats:
    """Chance of a value >= threshold (not `at_least`: <= threshold), within the bounds."""
    threshold = np.asarray(threshold, dtype=float)
    below = cdf(outlook, threshold, horizon)
    if at_least:
        result = np.where(threshold <= outlook.lowest, 1.0, 1 - below)
        result = np.where(threshold > outlook.highest, 0.0, result)
    else:
        result = np.where(threshold < outlook.lowest, 0.0, below)
        result = np.where(threshold >= outlook.highest, 1.0, result)
    return np.where(outlook.points < 2, np.nan, result)


def reach_horizon(
    outlook: Outlook, threshold: ArrayLike, direction: ArrayLike, within: int = 30
) -> NDArray[np.int64]:
    """First horizon (1 to `within`) at which the median meets the threshold; 0 if none.

    direction: 1 where the threshold is reached from below, -1 where from above, a number or (n,).
    """
    threshold, sign = np.asarray(threshold, dtype=float), np.asarray(direction, dtype=float)
    goal = sign * to_moves(outlook, threshold)
    fast, slow = sign * outlook.fast, sign * outlook.slow
    first = np.zeros(len(goal), dtype=np.int64)
    for horizon in range(within, 0, -1):
        median = fast * damped_sum(FAST, horizon) + slow * damped_sum(SLOW, horizon)
        first[median >= goal] = horizon
    first[np.where(sign > 0, threshold > outlook.highest, threshold < outlook.lowest)] = 0
    return first
