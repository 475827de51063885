"""The assessment: where every goal stands, by one yardstick or several."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from ..dataset.model import Dataset, text
from ..goals.expectation import expectation
from ..goals.panel import years_column
from ..goals.standing import Standing, in_force
from ..methods import DEFAULT, OUTLOOK, methods_named
from ..methods.method import Judgement, Method
from ..vocabulary.field import columns
from ..vocabulary.reasons import REASON_CODES
from ..vocabulary.results import ASSESSMENT
from ..vocabulary.words import COMPARATORS, VERDICTS
from .verdicts import Verdicts, common_verdicts, verdicts_by

_FINE = [list(VERDICTS).index(word) for word in ("achieved", "on-track")]
_SILENT = list(VERDICTS).index("no-data")


@dataclass(frozen=True)
class Assessment:
    """One assessment, carried whole: tables and pages read from it and compute nothing again.

    `dataset` is what stood in force, `standing` its goals beside their actuals, `undated` how many
    rows were left out for want of a date. `common` is what all methods share; `judgements` and
    `verdicts` have an entry a method. All arrays have the shape (goals,).
    """

    dataset: Dataset
    standing: Standing
    undated: int
    methods: Sequence[Method]
    common: Verdicts
    judgements: Sequence[Judgement]
    verdicts: Sequence[Verdicts]

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row per goal and method, columns as in `results.ASSESSMENT`."""
        common = _common_columns(self.dataset, self.standing)
        common |= _outlook_columns(self.standing, self.methods)
        if len(self.methods) > 1:
            common = {name: column.repeat(len(self.methods)) for name, column in common.items()}
        own = _method_columns(self.methods, self.verdicts, len(self.standing.base))
        table = pd.DataFrame({**common, **own}, copy=False)
        return table[columns(ASSESSMENT, self.dataset.dimensions)]

    @cached_property
    def disagree(self) -> pd.arrays.BooleanArray:
        """Whether the methods disagree on each goal (goals,).

        They do where one says on track or better and another says worse; missing where fewer than
        two of them give a verdict.
        """
        verdict = np.stack([each.verdict for each in self.verdicts], axis=1)
        speaks, fine = verdict != _SILENT, np.isin(verdict, _FINE)
        differ = fine.any(axis=1) & (speaks & ~fine).any(axis=1)
        few = speaks.sum(axis=1) < 2
        return pd.arrays.BooleanArray(differ & ~few, few)


def assessment(
    dataset: Dataset,
    methods: Sequence[str] | None = None,
    as_of: int | None = None,
    known_on: str | pd.Timestamp | None = None,
) -> Assessment:
    """Where every goal stands, as `assess` has it, with all that the table was made from."""
    chosen = methods_named(methods or dataset.settings.methods or [DEFAULT])
    then = in_force(dataset, as_of, known_on)
    common = common_verdicts(then.standing)
    judgements = [method.judge(then.standing) for method in chosen]
    verdicts = [
        verdicts_by(method, judgement, common)
        for method, judgement in zip(chosen, judgements, strict=True)
    ]
    return Assessment(*then, chosen, common, judgements, verdicts)


def assess(
    dataset: Dataset,
    methods: Sequence[str] | None = None,
    as_of: int | None = None,
    known_on: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Where every goal stands: a row per goal and method.

    >>> import targettrack as tt
    >>> tt.assess(tt.read("data"), "un", as_of=2022)[["indicator", "verdict", "required_growth"]]

    Goals keep the order of the file. `methods` are yardsticks by name, one or several in the order
    given (`all` stands for every one); without any, those of the dataset's settings, else the
    default. `as_of` uses actuals up to that year only, `known_on` rows published or announced by
    that day only. Levels are in the row's `unit`; growth and `progress` are fractions, 0.12 for
    12 %, growth of shares, rates and ranks points a year. `docs/commands.md` says what each column
    means. Raises UsageError for a method that is not there.
    """
    return assessment(dataset, methods, as_of, known_on).table


def _common_columns(dataset: Dataset, standing: Standing) -> dict[str, Any]:
    """What no method has a say in, an entry a goal."""
    goals, frame = standing.goals, dataset.targets
    return {
        **{name: frame[name].array for name in ("indicator", *dataset.dimensions)},
        "target_year": goals.year,
        "variant": text(frame, "variant"),
        "comparator": words_column(goals.comparator, COMPARATORS),
        "target": goals.target,
        "target_upper": goals.target_upper,
        "unit": goals.unit,
        "base_year": years_column(standing.base_year),
        "base": standing.base,
        "actual_year": years_column(standing.actual_year),
        "actual": standing.actual,
        "actual_status": _status(dataset, standing.row, standing.actual),
        "gap": standing.gap,
        "progress": standing.progress,
        "observed_growth": standing.observed_growth,
        "required_growth": standing.required_growth,
        "required_change": standing.required_change,
        "pace": standing.pace,
        "expected_now": standing.expected_now,
        "source": text(frame, "source"),
    }


def _outlook_columns(standing: Standing, methods: Sequence[Method]) -> dict[str, Any]:
    """What the outlook expects, where it is among the methods asked; else blank."""
    if all(method.id != OUTLOOK for method in methods):
        blank = np.full(len(standing.base), np.nan)
        return {
            **dict.fromkeys(("projected", "low", "high", "chance"), blank),
            "reach_year": years_column(blank),
        }
    expected = expectation(standing)
    return {
        "projected": expected.median,
        "low": expected.low,
        "high": expected.high,
        "chance": expected.chance,
        "reach_year": years_column(expected.reach_year),
    }


def _status(dataset: Dataset, rows: np.ndarray, actual: np.ndarray) -> "pd.Categorical[str]":
    """The flags of the actuals in `rows` (goals,); an actual that stands in no row was derived."""
    codes, words = np.full(len(rows), -1, np.int32), ["derived"]
    if "status" in dataset.actuals:
        stated = text(dataset.actuals, "status")
        words = list(dict.fromkeys([*stated.categories, *words]))
        codes = np.append(stated.codes, -1)[rows].astype(np.int32)
    codes[~np.isnan(actual) & (rows < 0)] = words.index("derived")
    return words_column(codes, words)


def _method_columns(
    methods: Sequence[Method], verdicts: Sequence[Verdicts], goals: int
) -> Mapping[str, object]:
    """What the methods say: for each goal an entry a method."""
    words = list(dict.fromkeys(word for method in methods for word in method.words if word))
    labels = [
        np.array([*(words.index(word) if word else -1 for word in method.words), -1], np.int8)[
            each.label
        ]
        for method, each in zip(methods, verdicts, strict=True)
    ]
    ids = np.arange(len(methods), dtype=np.int8)
    return {
        "verdict": words_column(_interleaved([each.verdict for each in verdicts]), VERDICTS),
        "label": words_column(_interleaved(labels), words),
        "figure": _interleaved([each.figure for each in verdicts]),
        "method": words_column(np.tile(ids, goals), (method.id for method in methods)),
        "reason": words_column(_interleaved([each.reason for each in verdicts]), REASON_CODES),
    }


def words_column(codes: np.ndarray, words: Iterable[str]) -> "pd.Categorical[str]":
    """The words that codes (rows,) stand for; -1 is missing."""
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(words)))


def _interleaved(by_method: Sequence[np.ndarray]) -> np.ndarray:
    """The entries of one goal after those of the other: [[1, 2], [3, 4]] is [1, 3, 2, 4]."""
    return by_method[0] if len(by_method) == 1 else np.stack(by_method, axis=1).ravel()
