"""How good the outlook is, on series whose later years are known.

    python benchmarks/accuracy.py --history FILE --outcome FILE [--last N] [--cv] [--json]
    python benchmarks/accuracy.py --smoke

The files are tables of indicator, year, value: the years known, and those that followed. In the
same run the outlook stands beside three simple forecasts: naive (the last value stays), cagr5
(the growth of the last five years goes on) and drift (so does the mean change of all years).

- sMAPE, MASE, OWA: errors of the median, as in the M4 competition (Makridakis and others, "The M4
  Competition: 100,000 time series and 61 forecasting methods", International Journal of
  Forecasting 36, 2020, section 2.3); MASE is divided by the mean absolute change of the whole
  history, also where --last keeps only its end.
- MSIS, coverage: the 95 % and 80 % intervals, as there. The simple forecasts have the intervals of
  a random walk, the spread of the yearly changes times the root of the years ahead.
- Brier: chances of reaching levels set by growth of -5 % to 15 % a year, and by half, once and
  twice the growth of the past decade, in each year; its parts after A. H. Murphy, "A new vector
  partition of the probability score", Journal of Applied Meteorology 12 (1973). A simple forecast
  says 1 where it lies beyond the level; a yardstick 1 for on track or better, 1/2 for at risk.
- seconds: the time for the quantiles of all years, without imports.

Without --cv the constants as shipped are scored; with it five sets are fitted, each scored on the
fifth of the series that it was not fitted to.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from fitting.descent import fit
from fitting.panels import made_series, read_panels
from fitting.training import keep_last, rolling_samples, series_scale

from targettrack.assessment.assess import assess
from targettrack.dataset.model import Dataset
from targettrack.methods import METHODS, OUTLOOK
from targettrack.outlook.distribution import Outlook, chance, outlook_of, quantile
from targettrack.outlook.features import bridge

Matrix = np.ndarray
FOLDS = 5
LEVELS = (0.025, 0.1, 0.5, 0.9, 0.975)
Z = (-1.959964, -1.281552, 0.0, 1.281552, 1.959964)  # of the normal distribution at LEVELS
RATES = (-0.05, -0.02, 0.0, 0.02, 0.05, 0.10, 0.15)
PACES = (0.5, 1.0, 2.0)  # multiples of the growth over the past decade
DECADE = 10


class Forecast(NamedTuple):
    """Quantiles (series × years ahead × LEVELS), chances (years ahead × goals × series)."""

    quantiles: Matrix
    chances: Matrix
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--history", type=Path)
    parser.add_argument("--outcome", type=Path)
    parser.add_argument("--last", type=int, help="keep only the last N points of each history")
    parser.add_argument("--cv", action="store_true", help="cross-validate over series, five folds")
    parser.add_argument("--json", action="store_true", help="one object per method")
    parser.add_argument("--smoke", action="store_true", help="a few made series, to see it work")
    chosen = parser.parse_args()
    if chosen.smoke:
        with tempfile.TemporaryDirectory() as folder:
            report(*made_series(Path(folder)), None, False, False)
    elif chosen.history and chosen.outcome:
        report(chosen.history, chosen.outcome, chosen.last, chosen.cv, chosen.json)
    else:
        parser.error("name a --history and an --outcome")


def report(
    history: Path, outcome: Path, last: int | None, cross: bool = False, as_json: bool = False
) -> None:
    """Score every method and print the scores."""
    _names, past, future = read_panels(history, outcome)
    scale = series_scale(past)
    kept = np.flatnonzero(scale > 0)  # a history that never moved has no scale to measure by
    past, future, scale = past[kept], future[kept], scale[kept]
    ahead = 1 + np.flatnonzero((~np.isnan(future)).any(axis=0)).max()
    future = future[:, :ahead]
    recent = keep_last(past, last) if last else past
    years = np.arange(1, future.shape[1] + 1)
    goals = np.array([thresholds(recent, ahead) for ahead in years])
    forecasts = {
        "outlook": outlook_forecast(recent, past, future, goals, cross),
        **simple_forecasts(bridge(recent), goals, years),
    }
    events = np.where(np.isnan(future.T)[:, None, :], np.nan, future.T[:, None, :] >= goals)
    scores = {name: scored(each, future, scale, events) for name, each in forecasts.items()}
    for each in scores.values():
        each["owa"] = (
            each["smape"] / scores["naive"]["smape"] + each["mase"] / scores["naive"]["mase"]
        ) / 2
    if as_json:
        print(json.dumps(scores, indent=2))
        return
    told = f", the last {last} points of each" if last else ""
    print(f"{len(recent):,} series{told}; {'cross-validated' if cross else 'constants as shipped'}")
    print_scores(scores)
    print_coverage(forecasts["outlook"].quantiles, future)
    print_chances(forecasts["outlook"].chances, events, yardsticks(recent, goals, years, events))


# forecasts


def outlook_forecast(
    recent: Matrix, past: Matrix, future: Matrix, goals: Matrix, cross: bool
) -> Forecast:
    """The outlook's; cross-validated, each fold by constants fitted to the others."""
    quantiles = np.empty((*future.shape, len(LEVELS)))
    chances = np.empty(goals.shape)
    seconds = 0.0
    for rows, sets in folds(past, future) if cross else [(slice(None), None)]:
        start = time.perf_counter()
        outlook = outlook_of(recent[rows], sets=sets)
        for ahead in range(future.shape[1]):
            for place, level in enumerate(LEVELS):
                quantiles[rows, ahead, place] = quantile(outlook, level, ahead + 1)
        seconds += time.perf_counter() - start
        chances[:, :, rows] = chances_of(outlook, goals[:, :, rows])
    return Forecast(quantiles, chances, seconds)


def folds(past: Matrix, future: Matrix) -> Iterator[tuple[Any, Any]]:
    """The rows of each fold, and constants fitted to the other rows."""
    fold = np.random.default_rng(0).permutation(len(past)) % FOLDS
    samples = rolling_samples(past, future)
    for index in range(FOLDS):
        others = np.flatnonzero(fold[samples.series] != index)
        yield np.flatnonzero(fold == index), fit(samples, others)


def chances_of(outlook: Outlook, goals: Matrix) -> Matrix:
    """The chance of reaching each goal: years ahead × goals × series."""
    return np.array(
        [
            [chance(outlook, each, ahead) for each in of_year]
            for ahead, of_year in enumerate(goals, 1)
        ]
    )


def simple_forecasts(recent: Matrix, goals: Matrix, years: Matrix) -> dict[str, Forecast]:
    """Naive, cagr5 and drift, with the intervals of a random walk."""
    last = recent[:, -1:]
    steps = np.diff(recent, axis=1)
    count = (~np.isnan(recent)).sum(axis=1)
    first = np.take_along_axis(recent, recent.shape[1] - count[:, None], axis=1)
    slope = (last - first) / np.maximum(count - 1, 1)[:, None]
    points = {
        "naive": lambda: np.repeat(last, len(years), axis=1),
        "cagr5": lambda: last * (1 + growth(recent, 5)[:, None]) ** years,
        "drift": lambda: last + slope * years,
    }
    forecasts = {}
    for name, point in points.items():
        start = time.perf_counter()
        median = point()
        expected = slope if name == "drift" else 0.0
        spread = np.sqrt(np.nanmean((steps - expected) ** 2, axis=1, keepdims=True))
        quantiles = median[:, :, None] + (spread * np.sqrt(years))[:, :, None] * np.array(Z)
        seconds = time.perf_counter() - start
        beyond = median.T[:, None, :]
        chances = (beyond > goals) + 0.5 * (beyond == goals)
        forecasts[name] = Forecast(quantiles, chances, seconds)
    return forecasts


def growth(recent: Matrix, steps: int) -> Matrix:
    """Compound growth a year over the last `steps` steps, or all there are."""
    years = np.clip((~np.isnan(recent)).sum(axis=1) - 1, 1, steps)
    start = np.take_along_axis(recent, recent.shape[1] - 1 - years[:, None], axis=1)[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where((start > 0) & (recent[:, -1] > 0), recent[:, -1] / start, 1.0)
    rate: Matrix = ratio ** (1 / years) - 1
    return rate


def thresholds(recent: Matrix, ahead: int) -> list[Matrix]:
    """Levels to reach in so many years: at fixed rates, then multiples of the past decade's."""
    pace = growth(bridge(recent), DECADE)
    rates = [np.full(len(recent), rate) for rate in RATES]
    rates += [np.maximum(multiple * pace, -0.9) for multiple in PACES]
    return [recent[:, -1] * (1 + rate) ** ahead for rate in rates]


def yardsticks(
    recent: Matrix, goals: Matrix, years: Matrix, events: Matrix
) -> dict[str, tuple[float, float]]:
    """The published yardsticks on the same goals, read as forecasts.

    For each the Brier score where it gives a verdict, and that of the share met among those.
    """
    size, latest = len(recent), 2000 + recent.shape[1] - 1
    names = pd.Index([f"S{number}" for number in range(size)], dtype=object)
    row, column = np.nonzero(~np.isnan(recent))
    actuals = pd.DataFrame(
        {
            "indicator": pd.Categorical.from_codes(row, categories=names),
            "year": (2000 + column).astype(np.int32),
            "value": recent[row, column],
        }
    )
    made = goals.reshape(-1, size)
    series = np.tile(np.arange(size), len(made))
    count = recent.shape[1] - (~np.isnan(recent)).argmax(axis=1)
    base = latest - np.clip(count - 1, 1, DECADE)
    targets = pd.DataFrame(
        {
            "indicator": pd.Categorical.from_codes(series, categories=names),
            "year": np.repeat(latest + years, size * goals.shape[1]).astype(np.int32),
            "comparator": pd.Categorical.from_codes(np.zeros(len(series), np.int8), [">="]),
            "value": made.ravel(),
            "base_year": pd.array(base[series], "Int32"),
        }
    )
    nobody = pd.DataFrame({"indicator": pd.Categorical.from_codes([], categories=names)})
    dataset = Dataset(targets, actuals, nobody)
    event = events.ravel()
    scores = {}
    said_of = {"achieved": 1.0, "on-track": 1.0, "at-risk": 0.5, "off-track": 0.0, "reversing": 0.0}
    for method in METHODS:
        if method != OUTLOOK:
            verdict = assess(dataset, [method])["verdict"].astype(object)
            said = verdict.map(said_of).to_numpy(float)
            known = ~np.isnan(said) & ~np.isnan(event)
            if known.any():
                share = event[known].mean()
                error = ((said[known] - event[known]) ** 2).mean()
                scores[method] = float(error), float(share * (1 - share))
    return scores


# scores


def scored(forecast: Forecast, actual: Matrix, scale: Matrix, events: Matrix) -> dict[str, float]:
    """All scores of one method but OWA, which needs those of naive."""
    median, divisor = forecast.quantiles[:, :, 2], scale[:, None]
    size = np.abs(median) + np.abs(actual)
    return {
        "owa": float("nan"),
        "mase": mean_of_means(np.abs(median - actual) / divisor),
        "smape": mean_of_means(200 * np.abs(median - actual) / np.where(size > 0, size, 1)),
        "msis95": mean_of_means(interval_score(forecast.quantiles, actual) / divisor),
        "coverage95": mean_of_means(inside(forecast.quantiles, actual, 0, 4)),
        "coverage80": mean_of_means(inside(forecast.quantiles, actual, 1, 3)),
        "brier": float(np.nanmean((forecast.chances - events) ** 2)),
        "seconds": forecast.seconds,
        "n": len(actual),
    }


def mean_of_means(values: Matrix) -> float:
    """The mean over the series of the mean over the years that are known."""
    known = ~np.isnan(values)
    some = known.any(axis=1)
    return float((np.where(known, values, 0).sum(axis=1)[some] / known.sum(axis=1)[some]).mean())


def interval_score(quantiles: Matrix, actual: Matrix) -> Matrix:
    """Width of the 95 % interval, and 40 times what lies outside."""
    low, high = quantiles[:, :, 0], quantiles[:, :, 4]
    outside = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
    score: Matrix = high - low + 2 / 0.05 * outside
    return score


def inside(quantiles: Matrix, actual: Matrix, lower: int, upper: int) -> Matrix:
    """1 where the actual lies within two quantiles, 0 where not; NaN where there is none."""
    held = (quantiles[:, :, lower] <= actual) & (actual <= quantiles[:, :, upper])
    return np.where(np.isnan(actual), np.nan, held)


def print_scores(scores: Mapping[str, Mapping[str, float]]) -> None:
    print(f"{'':9}{'OWA':>7}{'sMAPE':>8}{'MASE':>7}{'MSIS':>7}"
          f"{'in 95 %':>9}{'in 80 %':>9}{'Brier':>8}{'seconds':>9}")  # fmt: skip
    for name, each in scores.items():
        print(
            f"{name:9}{each['owa']:7.4f}{each['smape']:8.3f}{each['mase']:7.3f}"
            f"{each['msis95']:7.2f}{100 * each['coverage95']:9.2f}{100 * each['coverage80']:9.2f}"
            f"{each['brier']:8.4f}{each['seconds']:9.2f}"
        )


def print_coverage(quantiles: Matrix, actual: Matrix) -> None:
    print("coverage by years ahead")
    for title, lower, upper in (("95 %", 0, 4), ("80 %", 1, 3)):
        held = inside(quantiles, actual, lower, upper)
        shares = np.nanmean(held[:, ~np.isnan(held).all(axis=0)], axis=0)
        print(f"  {title}  " + "  ".join(f"{100 * share:.1f}" for share in shares))


def print_chances(said: Matrix, events: Matrix, others: Mapping[str, tuple[float, float]]) -> None:
    """Brier score and its parts, the table of reliability, and the yardsticks beside it."""
    known = ~np.isnan(events)
    forecast, event = said[known], events[known]
    decile = np.minimum((forecast * 10).astype(int), 9)
    count = np.bincount(decile, minlength=10)
    mean_said = np.bincount(decile, forecast, 10) / np.maximum(count, 1)
    seen = np.bincount(decile, event, 10) / np.maximum(count, 1)
    share = event.mean()
    reliability = (count * (mean_said - seen) ** 2).sum() / len(event)
    resolution = (count * (seen - share) ** 2).sum() / len(event)
    print(
        f"Brier {((forecast - event) ** 2).mean():.4f} = reliability {reliability:.4f} - "
        f"resolution {resolution:.4f} + uncertainty {share * (1 - share):.4f} (in deciles)"
    )
    print("  said %   seen %    off     cases")
    for place in np.flatnonzero(count):
        off = seen[place] - mean_said[place]
        print(
            f"  {100 * mean_said[place]:6.1f}  {100 * seen[place]:7.1f}  {100 * off:+5.1f}  "
            f"{count[place]:8,}"
        )
    climatology = np.nanmean((np.nanmean(events, axis=2, keepdims=True) - events) ** 2)
    print(f"share met of each kind of goal, as a forecast: {climatology:.4f}")
    for name, (error, share_met) in sorted(others.items(), key=lambda item: item[1]):
        print(f"  {name:11}{error:.4f}  (the share met of the goals it judges: {share_met:.4f})")


if __name__ == "__main__":
    main()
