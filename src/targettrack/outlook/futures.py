"""Whole futures of a series, drawn from the outlook, for goals that count several years.

With B(h) a standard Brownian motion over the years ahead, the level of a future h years on is the
outlook's quantile at the probability Φ(B(h) / √h). So the levels of any one year have exactly the
outlook's distribution, and two years h < k are correlated as sums of independent steps are, by
√(h / k). This is a Gaussian copula: Nelsen, "An Introduction to Copulas", 2nd ed., section 2.3.
The draws are the same for every series and every run.
"""

import math
from dataclasses import fields
from functools import cache

import numpy as np

from .distribution import Outlook, log_width, median_move, to_values
from .features import Floats

DRAWS = 500  # futures of a series; the second half mirrors the first: B and −B
SEED = 20_240_227


@cache
def _drawn_logits(years: int) -> Floats:
    """logit Φ(B(h) / √h), log odds: (draws, years)."""
    random = np.random.default_rng(SEED)
    steps = random.standard_normal((DRAWS // 2, years))
    walk = np.concatenate([steps, -steps]).cumsum(axis=1) / np.sqrt(np.arange(1, years + 1))
    upper = np.vectorize(math.erfc)(walk / math.sqrt(2)) / 2
    logits: Floats = np.log((1 - upper) / upper)
    return logits


def futures(outlook: Outlook, years: int) -> Floats:
    """Levels of each series of `outlook`, in its own units: (series, draws, years ahead)."""
    arrays = {each.name: getattr(outlook, each.name) for each in fields(outlook)}
    column = Outlook(**{name: array[:, None] for name, array in arrays.items()})
    of_years = enumerate(_drawn_logits(years).T, 1)
    return np.stack([_levels_ahead(column, *of_year) for of_year in of_years], axis=2)


def _levels_ahead(outlook: Outlook, horizon: int, logits: Floats) -> Floats:
    """The quantiles at `logits` (draws,), `horizon` years on: (series, draws).

    The arrays of `outlook` are (series, 1).
    """
    up = logits > 0
    tail = np.where(up, outlook.up_tail, outlook.down_tail)
    width = np.exp(log_width(outlook, horizon, up))
    move = median_move(outlook, horizon) + width * np.sinh(tail * logits) / tail
    return to_values(outlook, move)
