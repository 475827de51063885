"""Fit the outlook's constants: pinball loss, hand-written gradient, Adam. Deterministic."""

from dataclasses import dataclass

import numpy as np

from fitting.training import Samples
from targettrack.outlook.distribution import (
    FAST,
    LARGEST_LEVEL,
    LARGEST_SLOPE,
    PARAMETERS,
    SLOW,
    TAIL_RANGE,
    Constants,
    ConstantSets,
    damped_sum,
    sigmoid,
    standardise,
)
from targettrack.outlook.features import LINEAR, LOG, Floats

LEVELS = np.array([0.005, 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975, 0.995])
LOGITS = np.log(LEVELS / (1 - LEVELS))
MEDIAN = 4
LEVEL_WEIGHTS = np.array([0.6, 4.0, 0.8, 1.5, 0.0, 1.5, 0.8, 4.0, 0.6])
LARGEST_MOVE = 25.0  # of the working scale, while the constants are still far off
MASE_NAIVE, SMAPE_NAIVE = 3.97, 16.3  # of the no-change forecast, to weigh the two as OWA does
FAIRNESS = 0.6  # 0: intervals weighted by 1 / long-run scale; 1: by 1 / recent step size
START_BIAS = np.array([0.3, 0.3, -0.5, -0.5, 0.0, 0.0, -0.5, -0.5])
TAIL_SPAN = TAIL_RANGE[1] - TAIL_RANGE[0]
DECAYING = ("hidden", "output", "linear")
LARGEST_GRADIENT = 5.0  # norm per batch


@dataclass(frozen=True)
class Recipe:
    """Choices of the fit."""

    hidden: int = 12
    epochs: int = 12
    batch: int = 1024
    rate: float = 0.004
    decay: float = 1e-5
    seed: int = 7


def start(count: int, recipe: Recipe) -> dict[str, Floats]:
    """Initial trainable values for `count` features."""
    rng = np.random.default_rng(recipe.seed)
    return {
        "hidden": rng.normal(0, count**-0.5, (count, recipe.hidden)),
        "hidden_bias": np.zeros(recipe.hidden),
        "output": rng.normal(0, 0.1 * recipe.hidden**-0.5, (recipe.hidden, len(PARAMETERS))),
        "linear": np.zeros((count, len(PARAMETERS))),
        "bias": START_BIAS.copy(),
    }


def loss_and_gradient(values: dict, inputs: Floats, batch: dict) -> tuple[float, dict]:
    """Mean weighted pinball loss of a batch and its gradient with respect to `values`."""
    units = np.tanh(inputs @ values["hidden"] + values["hidden_bias"])
    raw = units @ values["output"] + inputs @ values["linear"] + values["bias"]
    raw[:, :2] *= batch["activity"][:, None]
    horizon, log_horizon = batch["horizon"], np.log(batch["horizon"])
    level = np.minimum(raw[:, 2:4], LARGEST_LEVEL)
    slope = LARGEST_SLOPE * sigmoid(raw[:, 4:6])
    tail = TAIL_RANGE[0] + TAIL_SPAN * sigmoid(raw[:, 6:8])
    sums = np.stack([damped_sum(FAST, horizon), damped_sum(SLOW, horizon)], axis=2)
    moves = np.repeat((raw[:, None, :2] * sums).sum(axis=2)[:, :, None], len(LEVELS), axis=2)
    sides = []
    for side, columns in ((0, slice(MEDIAN + 1, None)), (1, slice(0, MEDIAN))):
        width = np.exp(level[:, None, side] + slope[:, None, side] * log_horizon)
        scaled = tail[:, side, None] * LOGITS[columns]
        shape = np.sinh(scaled) / tail[:, side, None]
        shape_slope = (LOGITS[columns] * np.cosh(scaled) - shape) / tail[:, side, None]
        spread = width[:, :, None] * shape[:, None, :]
        moves[:, :, columns] += spread
        sides.append((side, columns, width, shape_slope, spread))
    loss, pull = pinball(moves, batch)
    signal = np.zeros_like(raw)
    total = pull.sum(axis=2)
    signal[:, :2] = (total[:, :, None] * sums).sum(axis=1)
    for side, columns, width, shape_slope, spread in sides:
        part = pull[:, :, columns]
        log_pull = (part * spread).sum(axis=2)
        signal[:, 2 + side] = log_pull.sum(axis=1)
        signal[:, 4 + side] = (log_pull * log_horizon).sum(axis=1)
        signal[:, 6 + side] = ((part * width[:, :, None]).sum(axis=1) * shape_slope).sum(axis=1)
    signal[:, :2] *= batch["activity"][:, None]
    signal[:, 2:4] *= raw[:, 2:4] < LARGEST_LEVEL
    signal[:, 4:6] *= slope * (1 - slope / LARGEST_SLOPE)
    share = (tail - TAIL_RANGE[0]) / TAIL_SPAN
    signal[:, 6:8] *= TAIL_SPAN * share * (1 - share)
    back = (signal @ values["output"].T) * (1 - units**2)
    gradient = {
        "hidden": inputs.T @ back,
        "hidden_bias": back.sum(axis=0),
        "output": units.T @ signal,
        "linear": inputs.T @ signal,
        "bias": signal.sum(axis=0),
    }
    norm = np.sqrt(sum((g**2).sum() for g in gradient.values())) / len(inputs)
    shrink = min(1.0, LARGEST_GRADIENT / norm) / len(inputs)
    return loss, {name: g * shrink for name, g in gradient.items()}


def pinball(moves: Floats, batch: dict) -> tuple[float, Floats]:
    """Mean pinball loss of predicted moves (m, 6, levels) and its derivative, same shape."""
    unit, logarithmic = batch["unit"][:, None, None], batch["logarithmic"][:, None, None]
    change = np.clip(unit * moves, -LARGEST_MOVE, LARGEST_MOVE)
    origin = batch["origin"][:, None, None]
    level = batch["level"][:, None, None]
    value = np.where(logarithmic, np.exp(origin + change), level * (origin + change))
    target = batch["target"]
    error = np.nan_to_num(target[:, :, None] - value)
    scaled = (batch["weight"] / batch["scale"] / MASE_NAIVE)[:, None] * ~np.isnan(target)
    size = np.abs(target) + np.abs(value[:, :, MEDIAN])
    relative = (batch["weight"] * batch["logarithmic"])[:, None] * np.nan_to_num(200 / size)
    relative /= SMAPE_NAIVE
    nearness = (1 + 3 / batch["horizon"]) / 2.2
    fair = np.minimum(batch["scale"] / batch["own"], 20.0) ** FAIRNESS
    weight = (scaled * nearness * fair[:, None])[:, :, None] * LEVEL_WEIGHTS
    weight[:, :, MEDIAN] = scaled + relative
    side = LEVELS - (error < 0)
    loss = (weight * side * error).sum() / len(error)
    derivative = np.where(logarithmic, value, level) * unit
    return loss, -weight * side * (error != 0) * derivative


def fit(samples: Samples, rows: np.ndarray, recipe: Recipe = Recipe()) -> ConstantSets:
    """Constants fitted on the given sample rows, each scale on its own."""
    kind = samples.basis.kind[rows]
    return ConstantSets(
        growth=fit_one(samples, rows[kind == LOG], recipe),
        balance=fit_one(samples, rows[kind == LINEAR], recipe),
    )


def fit_one(samples: Samples, rows: np.ndarray, recipe: Recipe) -> Constants:
    """Constants of one scale: Adam (Kingma and Ba 2015), rate falling to zero as a cosine."""
    basis = samples.basis
    features = basis.features[rows].astype(float)
    frame = {"center": features.mean(axis=0), "scale": np.maximum(features.std(axis=0), 1e-3)}
    values = start(features.shape[1], recipe)
    inputs = standardise(features, Constants(**frame, **values))
    columns = {
        "horizon": samples.horizon,
        "target": samples.target,
        "scale": samples.scale,
        "weight": samples.weight,
        "own": basis.unit * basis.level * np.where(basis.kind == LOG, np.exp(basis.origin), 1),
        "unit": basis.unit.astype(float),
        "activity": basis.activity.astype(float),
        "origin": basis.origin,
        "level": basis.level,
        "logarithmic": basis.kind == LOG,
    }
    columns = {name: column[rows] for name, column in columns.items()}
    rng = np.random.default_rng(recipe.seed)
    first = {name: np.zeros_like(value) for name, value in values.items()}
    second = {name: np.zeros_like(value) for name, value in values.items()}
    batches = len(rows) // recipe.batch
    total, step = recipe.epochs * batches, 0
    for _ in range(recipe.epochs):
        for part in rng.permutation(len(rows))[: batches * recipe.batch].reshape(batches, -1):
            step += 1
            rate = recipe.rate * 0.5 * (1 + np.cos(np.pi * step / total))
            batch = {name: column[part] for name, column in columns.items()}
            _, gradient = loss_and_gradient(values, inputs[part], batch)
            for name, slope in gradient.items():
                if name in DECAYING:
                    slope = slope + recipe.decay * values[name]
                first[name] = 0.9 * first[name] + 0.1 * slope
                second[name] = 0.999 * second[name] + 0.001 * slope**2
                size = np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8
                values[name] = values[name] - rate * first[name] / (1 - 0.9**step) / size
    fields = {**frame, **values}
    return Constants(**{name: np.float32(value) for name, value in fields.items()})
