"""Whole futures of a series, drawn from the outlook, for goals that count several years.

A future is a Brownian path read through the outlook: with B(h) a standard Brownian motion over
the years ahead, the level h years on is the outlook's quantile at Φ(B(h) / √h). Every year so has
exactly the outlook's distribution, and years are as dependent as sums of independent steps are
(correlation √(h / k) of years h < k): a Gaussian copula, Nelsen, "An Introduction to Copulas",
2nd ed., section 2.3. The draws are the same for every series and every run.
"""

from __future__ import annotations

import math
from dataclasses import fields
from functools import cache

import numpy as np

from .distribution import Outlook, log_width, median_move, to_values
from .features import Floats

DRAWS = 500  # futures; in pairs that mirror each other
SEED = 20_240_227


@cache
def _logits(years: int) -> Floats:
    """logit Φ(B(h) / √h), draws × years."""
    random = np.random.default_rng(SEED)
    steps = random.standard_normal((DRAWS // 2, years))
    walk = np.concatenate([steps, -steps]).cumsum(axis=1) / np.sqrt(np.arange(1, years + 1))
    upper = np.vectorize(math.erfc)(walk / math.sqrt(2)) / 2
    logits: Floats = np.log((1 - upper) / upper)
    return logits


def futures(view: Outlook, years: int) -> Floats:
    """Levels of each series of `view`: series × draws × years ahead."""
    column = Outlook(**{each.name: getattr(view, each.name)[:, None] for each in fields(view)})
    return np.stack([_levels(column, *ahead) for ahead in enumerate(_logits(years).T, 1)], axis=2)


def _levels(view: Outlook, horizon: int, logits: Floats) -> Floats:
    """The outlook's quantiles at `logits` (draws), `horizon` years on: series × draws."""
    up = logits > 0
    tail = np.where(up, view.up_tail, view.down_tail)
    width = np.where(up, log_width(view, horizon, True), log_width(view, horizon, False))
    move = median_move(view, horizon) + np.exp(width) * np.sinh(tail * logits) / tail
    return to_values(view, move)
