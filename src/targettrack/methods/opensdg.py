"""Ratio of growth rates, as Statistics Canada and Open SDG 2.4 judge progress.

Source: Open SDG documentation, "Progress Measurement Methodology for the Sustainable Development
Goals"; rule as implemented in sdg-build 2.4.

With v0 the value in the base year t0, v1 the latest at t1, vT the goal at T, d = +1 where more
is better and −1 where less is, and CAGR(a→b over n) = (b / a)^(1/n) − 1:

    with a number      R = s · d · CAGR(v0→v1 over t1 − t0) / |CAGR(v0→vT over T − t0)|
    direction alone    x = s · d · CAGR(v0→v1 over t1 − t0)

s = −1 where v0 < 0. Labels by R: ≥ .95, ≥ .60, ≥ 0, below; by x: ≥ 1.5 %, ≥ 0.5 %, ≥ 0, below.
Near a natural limit L growth is harder, and the bounds of x are multiplied by C, with b = |v0|:
C = 1 for b ≥ 2|L|; 1 − (b/|L|)^4.44 for b ≤ |L|; 1 − ((2|L| − b)/|L|)^4.44 between.

The base year is the stated one, else 2015; where the series lacks it, the next later year that
has a value. The publisher puts 0.001 for a zero goal or base, and judges none whose base and
latest value differ in sign.
"""

from __future__ import annotations

import numpy as np

from ..codes import reason
from ..language import N_
from ..trajectory import Standing
from .common import Judgement, Method, Reasons, grade

BASE_YEAR = 2015
ZERO = 0.001
BY_RATIO = (0.95, 0.60, 0.0)
BY_RATE = (0.015, 0.005, 0.0)


def judge(standing: Standing) -> Judgement:
    """R or x for every goal, and the label read from it."""
    goals = standing.goals
    base_year, base = _base(standing)
    latest, target = standing.actual, standing.target
    why = Reasons(len(base))
    undirected = goals.is_("up", "down")
    late = ~(standing.actual_year - base_year >= 1)
    if late.any():
        first = goals.panel.first_known(goals.series, 0)
        alone = np.isnan(standing.base) & (first == standing.actual_year)
        why.refuse("one-actual", late & alone)
    why.refuse("base-too-late", late)
    zero = (base == 0) | (~undirected & (target == 0))
    base, target = np.where(base == 0, ZERO, base), np.where(target == 0, ZERO, target)
    why.refuse("sign-change", (base * latest < 0) | (~undirected & (base * target < 0)))
    why.refuse("base-is-target", ~undirected & (base == target))
    towards = np.where(base < 0, -1.0, 1.0) * standing.direction
    observed = towards * _cagr(base, latest, standing.actual_year - base_year)
    needed = np.abs(_cagr(base, target, goals.year - base_year))
    with np.errstate(divide="ignore", invalid="ignore"):
        figure = np.where(undirected, observed, observed / needed)
    figure = np.where(why.none, figure, np.nan)
    label = grade(figure, BY_RATIO)
    if undirected.any():
        ease = _ease(base, goals.limit)
        by_rate = grade(figure, [bound * ease for bound in BY_RATE])
        label = np.where(undirected, by_rate, label)
    rule = np.where(zero, reason("ratio-zero-replaced"), reason("ratio"))
    rule = np.where(undirected, reason("direction"), rule)
    return Judgement(figure, label, np.where(why.none, rule, why.codes))


def _base(standing: Standing) -> tuple[np.ndarray, np.ndarray]:
    """The stated base year or 2015, or the next later year with a value; and that value."""
    goals = standing.goals
    panel = goals.panel
    wanted = np.where(np.isnan(goals.base_year), BASE_YEAR, goals.base_year)
    year = panel.first_known(goals.series, wanted)
    base = panel.at(goals.series, year)
    stated = ~np.isnan(goals.base_value) & ~np.isnan(goals.base_year)
    return np.where(stated, goals.base_year, year), np.where(stated, goals.base_value, base)


def _cagr(start: np.ndarray, end: np.ndarray, years: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        rate: np.ndarray = (end / start) ** (1 / years) - 1
    return rate


def _ease(base: np.ndarray, limit: np.ndarray) -> np.ndarray:
    """C: how much the bounds of x shrink near the natural limit; 1 without one."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.abs(base) / np.abs(limit)
    far = np.where(share <= 1, share, 2 - share)
    with np.errstate(invalid="ignore"):
        return np.where(np.isnan(share) | (share >= 2), 1.0, 1 - far**4.44)


METHOD = Method(
    id="opensdg",
    title=N_("ratio of growth rates (Open SDG, Statistics Canada)"),
    formula="R = s · d · CAGR(v0→v1) / |CAGR(v0→vT)|   (x = s · d · CAGR(v0→v1))",
    citation='Open SDG documentation, "Progress Measurement Methodology for the Sustainable '
    'Development Goals"; sdg-build 2.4',
    confidence="verified",
    labels=(
        ("substantial_progress", "on-track"),
        ("moderate_progress", "at-risk"),
        ("limited_progress", "off-track"),
        ("deterioration", "reversing"),
    ),
    achieved="target_achieved",
    achieved_on_time="target_achieved",
    points=2,
    judge=judge,
)
