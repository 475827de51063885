"""What changed between two states of a dataset: actuals, goals, verdicts, and why they flipped.

Series are matched by their names. An actual is what counts for its year: the latest publication,
or what stated growth derives. A goal counts while it is not withdrawn.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...dataset.model import Dataset, dates
from ...goals.panel import panel, years_column
from ...methods import DEFAULT, OUTLOOK, methods_named
from ...vocabulary.field import columns
from ...vocabulary.results import CHANGES
from ...vocabulary.words import CHANGE_KINDS, COMPARATORS, MEASURES, VERDICTS
from ..assess import assess
from .goal_pairs import LOOSER, MOVED, TIGHTER, goals_of, gone, moves, pair
from .shared_names import Shared, shared

NEW, REVISED, REMOVED = "new-actual", "revised-actual", "removed-actual"
CAUSES = (NEW, REVISED, REMOVED, LOOSER, TIGHTER, MOVED)
OTHER = "other"
_DETAILS = next(field.choices for field in CHANGES if field.name == "detail")


def changes(old: Dataset, new: Dataset, methods: Sequence[str] | None = None) -> pd.DataFrame:
    """What changed from `old` to `new`: a row a change, columns as in `schema.CHANGES`.

    Sorted by kind, series and year, whatever the order of the files. Verdicts are those of
    `methods`, else of the settings of `new`, else of `old`, else the default. Raises UsageError
    for a method that is not there.
    """
    chosen = methods or new.settings.methods or old.settings.methods or [DEFAULT]
    ids = [method.id for method in methods_named(chosen)]
    names = shared(old, new)
    before, after = goals_of(old, names), goals_of(new, names)
    pairs, lost, found = pair(before, after, names)
    moved = _moved_goals(pairs)
    facts = _actuals(old, new, names)
    flips = _flips(_verdicts(old, before, ids), _verdicts(new, after, ids), pairs, ids)
    flips["because"] = _because(flips, facts, moved, names)
    parts = [facts, *_single_goals(lost, found, after, names), moved, flips]
    return _table([part for part in parts if len(part)], names, ids)


# --- actuals -------------------------------------------------------------------------------------


def _actuals(old: Dataset, new: Dataset, names: Shared) -> pd.DataFrame:
    """New, revised and removed actuals."""
    sides = [_facts(dataset, names) for dataset in (old, new)]
    both = sides[0].merge(
        sides[1], on=[*names.series, "year"], how="outer", suffixes=("_old", "_new")
    )
    was, now = both["value_old"].to_numpy(), both["value_new"].to_numpy()
    units = [both[f"unit_{side}"].fillna(-1).to_numpy(int) for side in ("old", "new")]
    other = (units[0] != units[1]) & (units[0] >= 0) & (units[1] >= 0)
    kind = np.select([np.isnan(was), np.isnan(now)], [NEW, REMOVED], REVISED).astype(object)
    derived = both["derived_new"].fillna(both["derived_old"]).astype(bool).to_numpy()
    detail = np.select([other, derived], ["unit", "derived"], "").astype(object)
    frame: pd.DataFrame = both[[*names.series, "year"]].assign(
        kind=kind,
        detail=detail,
        before=was,
        after=now,
        unit_before=units[0],
        unit=units[1],
        relative_change=_relative(was, now, ~other),
        dated=both["dated_new"].where(~np.isnan(now), both["dated_old"]),
        source=both["source_new"].fillna(both["source_old"]).astype(int),
    )
    changed: pd.DataFrame = frame[(was != now) | other]
    return changed


def _facts(dataset: Dataset, names: Shared) -> pd.DataFrame:
    """Every actual that counts, by series and year."""
    facts = panel(dataset)
    known = ~np.isnan(facts.values)
    series, place = np.nonzero(known)
    of_rows = dataset.keys[1]
    first = np.zeros(len(facts.values), np.int64)
    first[of_rows[::-1]] = np.arange(len(of_rows))[::-1]
    row = facts.rows[known]
    units = names.numbers("unit", dataset.series_units)
    named_by = names.of(dataset.actuals, names.series)
    source = names.of(dataset.actuals, ["source"])["source"]
    day = np.append(dates(dataset.actuals, "published"), np.datetime64("NaT", "s"))
    return pd.DataFrame(
        {
            **{name: numbers[first[series]] for name, numbers in named_by.items()},
            "year": facts.years[place].astype(float),
            "value": facts.values[known],
            "unit": units[series],
            "derived": (row < 0).astype(float),
            "dated": day[row],
            "source": np.append(source, -1)[row],
        }
    )


def _relative(was: np.ndarray, now: np.ndarray, comparable: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(comparable & (was != 0), (now - was) / np.abs(was), np.nan)


# --- goals ---------------------------------------------------------------------------------------


def _single_goals(
    lost: pd.DataFrame, found: pd.DataFrame, after: pd.DataFrame, names: Shared
) -> Iterator[pd.DataFrame]:
    """Goals that only one of the two states has in force."""
    same = [*names.series, "variant", "comparator", "measure", "year", "unit", "source"]
    yield found[same].assign(
        kind="new-goal",
        after=found["low"],
        after_upper=found["high"],
        unit_before=-1,
        dated=found["announced"],
    )
    withdrawn, day = gone(lost, after, names)
    yield lost[same].assign(
        kind=np.where(withdrawn, "goal-withdrawn", "goal-removed").astype(object),
        before=lost["low"],
        before_upper=lost["high"],
        unit_before=lost["unit"],
        dated=day,
    )


def _moved_goals(pairs: pd.DataFrame) -> pd.DataFrame:
    """A row for each term of a goal that moved; `row_new` tells which goal."""
    parts = []
    for term, rows, kind in moves(pairs):
        mine = pairs.iloc[rows]
        names = {"deadline": ("year",), "level": ("low", "high"), "unit": ()}.get(term, (term,))
        numbers = {
            side + end: mine[f"{name}_{state}"].to_numpy(float)
            for side, state in (("before", "old"), ("after", "new"))
            for name, end in zip(names, ("", "_upper"), strict=False)
        }
        part = _of_pairs(mine).assign(kind=kind, detail=term, dated=mine["announced_new"])
        part = part.assign(**numbers)
        if term == "level":
            comparable = (mine["unit_old"] == mine["unit_new"]) & mine["high_new"].isna()
            comparable &= mine["measure"] == MEASURES.index("level")
            part["relative_change"] = _relative(
                numbers["before"], numbers["after"], comparable.to_numpy()
            )
        parts.append(part)
    return pd.concat(parts, ignore_index=True) if parts else _of_pairs(pairs).head(0)


def _of_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """What names a goal that both states have: its series, deadline and so on, as after."""
    plain = [name for name in pairs if not str(name).endswith(("_old", "_new"))]
    source = np.where(pairs["source_new"] < 0, pairs["source_old"], pairs["source_new"])
    return pairs[plain].assign(
        year=pairs["year_new"],
        unit_before=pairs["unit_old"],
        unit=pairs["unit_new"],
        source=source,
        row_new=pairs["row_new"],
    )


# --- verdicts ------------------------------------------------------------------------------------


def _verdicts(
    dataset: Dataset, goals: pd.DataFrame, ids: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Verdicts and chances, a row a goal of the file and a column a method; -1 if not in force."""
    table = assess(dataset, ids)
    verdict = np.full((len(goals), len(ids)), -1, np.int8)
    chance = np.full(verdict.shape, np.nan)
    inside = goals["in_force"].to_numpy()
    verdict[inside] = table["verdict"].cat.codes.to_numpy().reshape(-1, len(ids))
    own = (table["method"] == OUTLOOK).to_numpy()
    chance[inside] = np.where(own, table["chance"].to_numpy(float), np.nan).reshape(-1, len(ids))
    return verdict, chance


def _flips(
    before: tuple[np.ndarray, np.ndarray],
    after: tuple[np.ndarray, np.ndarray],
    pairs: pd.DataFrame,
    ids: Sequence[str],
) -> pd.DataFrame:
    """Goals that both states have, by method, whose verdicts differ."""
    was, now = pairs["row_old"].to_numpy(), pairs["row_new"].to_numpy()
    goal, method = np.nonzero(before[0][was] != after[0][now])
    frame = _of_pairs(pairs.iloc[goal]).assign(kind="verdict")
    return frame.assign(
        method=method,
        verdict_before=before[0][was[goal], method],
        verdict=after[0][now[goal], method],
        before=before[1][was[goal], method],
        after=after[1][now[goal], method],
    )


def _because(
    flips: pd.DataFrame, facts: pd.DataFrame, moved: pd.DataFrame, names: Shared
) -> np.ndarray:
    """For each flip the causes found, as bits in the order of CAUSES."""
    bits = np.zeros(len(flips), np.int64)
    for place, cause in enumerate(CAUSES):
        if cause in (NEW, REVISED, REMOVED):
            series = facts.loc[facts["kind"] == cause, names.series].drop_duplicates()
            own = flips[names.series]
            rival = own.assign(indicator=flips["reference"])
            hit = _among(own, series) | _among(rival, series)
        else:
            kinds = moved["kind"] if "kind" in moved else pd.Series(dtype=object)
            hit = flips["row_new"].isin(moved.loc[kinds == cause, "row_new"]).to_numpy()
        bits |= hit.astype(np.int64) << place
    return bits


def _among(rows: pd.DataFrame, series: pd.DataFrame) -> np.ndarray:
    """Which rows name one of the series, all told by numbers."""
    merged = rows.merge(series.assign(_hit=True), how="left")
    return merged["_hit"].notna().to_numpy()


# --- the table -----------------------------------------------------------------------------------


def _table(parts: Sequence[pd.DataFrame], names: Shared, ids: Sequence[str]) -> pd.DataFrame:
    """The parts as one table, sorted, with names for numbers."""
    order = [CHANGES[0].name, *columns(CHANGES[1:], names.dimensions)]
    whole = pd.DataFrame(columns=order)
    with warnings.catch_warnings():  # pandas 2 says that 3 types blank columns otherwise
        warnings.simplefilter("ignore", FutureWarning)
        whole = pd.concat([part.reindex(columns=order) for part in parts]) if parts else whole

    def numbers(name: str) -> np.ndarray:
        return pd.to_numeric(whole[name]).fillna(-1).to_numpy(np.int64)

    def words(name: str, choices: Iterable[str]) -> pd.Categorical[str]:
        categories = pd.Index(list(choices))
        return pd.Categorical.from_codes(
            categories.get_indexer(pd.Index(whole[name])), categories=categories
        )

    def coded(name: str, choices: Iterable[str]) -> pd.Categorical[str]:
        return pd.Categorical.from_codes(numbers(name), categories=pd.Index(list(choices)))

    made: dict[str, Any] = {
        "kind": words("kind", CHANGE_KINDS),
        "detail": words("detail", _DETAILS),
        "year": years_column(whole["year"].to_numpy(float)),
        "comparator": coded("comparator", COMPARATORS),
        "measure": coded("measure", MEASURES),
        "method": coded("method", ids),
        "verdict_before": coded("verdict_before", tuple(VERDICTS)),
        "verdict": coded("verdict", tuple(VERDICTS)),
        "because": coded("because", _combinations()).remove_unused_categories(),
        "dated": pd.to_datetime(whole["dated"]).to_numpy("datetime64[s]"),
    }
    for name in (*names.series, "variant", "source"):
        made[name] = names.spelled(name, numbers(name))
    for name in ("unit", "unit_before"):
        made[name] = names.spelled("unit", numbers(name))
    for name in ("before", "before_upper", "after", "after_upper", "relative_change"):
        made[name] = whole[name].to_numpy(float)
    keys = ["kind", *names.series, "year", "variant", "comparator", "detail", "method"]
    table = pd.DataFrame(made)[order]
    ties = ["before", "before_upper", "after", "after_upper"]
    codes = [
        made[key].codes if isinstance(made[key], pd.Categorical) else numbers(key) for key in keys
    ] + [made[key] for key in ties]
    return table.iloc[np.lexsort(codes[::-1])].reset_index(drop=True)


def _combinations() -> list[str]:
    """The words of each set of causes, by its bits; no cause at all is `other`."""
    return [
        " ".join(cause for place, cause in enumerate(CAUSES) if bits >> place & 1) or OTHER
        for bits in range(1 << len(CAUSES))
    ]
