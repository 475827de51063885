"""Files to a `Dataset`: every column typed, every problem found.

A first pass reads by columns, as fast as it can. Only when it meets something wrong does a
second, careful pass go over the file again, cell by cell, to say what and where. What stands
correctly is the same by either way.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import DTypeLike

from ..files.encoding import Source, open_source
from ..files.tables import (
    MOST_ALIKE,
    Coded,
    Table,
    header_fault,
    header_line,
    read_careful,
    read_fast,
    read_header,
    spans,
)
from ..vocabulary import quantities
from ..vocabulary.columns import TABLES
from ..vocabulary.errors import Problem
from ..vocabulary.field import Field
from ..vocabulary.field import columns as columns_of
from ..vocabulary.language import N_, _
from ..vocabulary.quantities import Refused
from ..vocabulary.results import ASSESSMENT, CHANGES, JUDGED, PROJECTION
from ..vocabulary.words import COMPARATOR_WORDS, FORCE_WORDS
from .model import Dataset

_RESERVED = {field.name for fields in TABLES.values() for field in fields}
_RESULTS = {
    *(name for made in (ASSESSMENT, PROJECTION, CHANGES, JUDGED) for name in columns_of(made)),
    *("year_label", "base_year_label"),
}
_WORDS: Mapping[str, Mapping[str, str]] = {"comparator": COMPARATOR_WORDS, "force": FORCE_WORDS}
MOST_WRITTEN = 1000  # columns that somebody may have written by hand, and misspelt
_OF_THE_MEASURE = ("value", "upper", "tolerance")
_PERCENT_MEASURES = ("percent_change", "growth", "relative_growth")


@dataclass(frozen=True)
class Reading:
    """What came of reading: the dataset, None where a file could not be read at all."""

    dataset: Dataset | None
    problems: list[Problem]


def read_files(
    paths: Mapping[str, str | Path], encoding: str = "", instead: Mapping[str, bytes] | None = None
) -> Reading:
    """The dataset in the files `paths` (targets, actuals and, optionally, indicators).

    The bytes `instead` gives for a table are read in place of its file.
    """
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    for table, path in paths.items():
        source, found = open_source(path, encoding, (instead or {}).get(table))
        problems += found
        if source:
            sources[table] = source
    headers = {table: read_header(source.data) for table, source in sources.items()}
    shared = set(headers.get("targets", ())) & set(headers.get("actuals", ()))
    dimensions = tuple(
        name for name in headers.get("actuals", ()) if name in shared - _RESERVED and name
    )
    frames: dict[str, pd.DataFrame] = {}
    names: list[_Names] = []
    for table, source in sources.items():
        found = header_fault(source.name, source.data) if not headers[table] else []
        if not found:
            line = header_line(source.data)
            found = check_header(source.name, table, headers[table], line)
            for name in sorted(_RESULTS.intersection(dimensions).intersection(headers[table])):
                place = headers[table].index(name) + 1
                found.append(
                    Problem("E119", source.name, line, place, {"name": name}, headers[table])
                )
        if not found:
            fields = [*TABLES[table], *(Field(name, "id", "") for name in dimensions)]
            frames[table], found = _read_frame(source, fields, headers[table], names)
        problems += found
    if not {"targets", "actuals"} <= frames.keys():
        return Reading(None, problems)
    no_names = pd.Categorical.from_codes([], categories=pd.Index([], dtype=object))
    frames.setdefault("indicators", pd.DataFrame({"indicator": no_names}))
    _share_categories(frames, dimensions)
    targets, actuals, indicators = (frames[table] for table in TABLES)
    dataset = Dataset(targets, actuals, indicators, dimensions, sources)
    return Reading(dataset, problems)


def check_header(file: str, table: str, header: Sequence[str], line: int = 1) -> list[Problem]:
    """What is wrong with a header on `line`: missing, doubled and misspelt columns."""
    fields = TABLES[table]
    reserved = [field.name for field in fields]
    needed = [field.name for field in fields if field.needed]
    if not any(header):
        return [Problem("E004", file, values={"columns": ",".join(needed)})]
    for mark, name in ((";", N_("semicolon")), ("\t", N_("tab"))):
        cells = ",".join(header).split(mark)
        if len(cells) > 1 and set(needed) <= set(cells):
            return [Problem("E118", file, line, None, {"mark": _(name)}, header)]
    problems = []
    excused = set()
    before: set[str] = set()
    absent = [word for word in reserved if word not in set(header)]
    for place, name in enumerate(header, 1):
        values = {"name": name}
        if name and name in before:
            problems.append(Problem("E112", file, line, place, values, header))
        elif name and name not in reserved and (likely := _misspelt(name, absent, place)):
            values["likely"] = likely
            excused.add(likely)
            problems.append(Problem("E102", file, line, place, values, header))
        before.add(name)
    missing = [name for name in needed if name not in header and name not in excused]
    if missing:
        values = {"names": _(", ").join(missing), "columns": ",".join(needed)}
        problems.append(Problem("E101", file, line, None, values, header))
    return problems


def _misspelt(name: str, absent: Sequence[str], place: int) -> str:
    """The column that a name in that place of the header is likely meant to be; '' for none."""
    plain = name.casefold().replace(" ", "_").replace("-", "_")
    if plain in absent:
        return plain
    if place > MOST_WRITTEN:
        return ""
    return next(iter(difflib.get_close_matches(plain, absent, 1, 0.8)), "")


def _read_frame(
    source: Source, fields: Sequence[Field], header: Sequence[str], names: list[_Names]
) -> tuple[pd.DataFrame, list[Problem]]:
    numeric = [field.name for field in fields if field.type == "number" and field.name in header]
    table = read_fast(source.data, header, numeric, runs=["indicator"])
    problems: list[Problem] = []
    if table is None:
        table, problems = read_careful(source.name, source.data, numeric)
    if not problems:
        frame, problems = _typed(source.name, table, fields, names)
        if not problems:
            return frame, problems
    table, problems = read_careful(source.name, source.data)
    frame, found = _typed(source.name, table, fields, names)
    if problems:  # there are rows, though none that could be read
        found = [problem for problem in found if problem.code != "W002"]
    problems = sorted([*problems, *found], key=lambda problem: problem.line or 0)
    return frame, problems


class _Names(NamedTuple):
    """Words as categories: the distinct ones, and the place of each among them (-1: missing).

    No places where they are the words themselves.
    """

    words: Sequence[str | None]
    distinct: pd.Index
    place: np.ndarray | None


@dataclass(frozen=True)
class _Cells:
    """A table while it is typed; collects what is wrong with its cells.

    `names` are those of the columns typed so far: a column with the same ones shares them.
    """

    file: str
    table: Table
    names: list[_Names]
    problems: list[Problem]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each column in the header."""
        return {name: place for place, name in reversed(list(enumerate(self.table.header)))}

    def column(self, name: str) -> Coded | np.ndarray | None:
        place = self.places.get(name)
        return None if place is None else self.table.columns[place]

    def tell(
        self, name: str, rows: np.ndarray, code: str, values: Callable[[int], Mapping[str, object]]
    ) -> None:
        """A problem for each of `rows`, the first MOST_ALIKE of them one by one."""
        place = self.places[name] + 1
        for row in rows[:MOST_ALIKE]:
            values_here = {"column": name, **values(int(row))}
            self.problems.append(
                Problem(code, self.file, self.line(row), place, values_here, self.table.row(row))
            )
        if len(rows) > MOST_ALIKE:
            more = {"count": len(rows) - MOST_ALIKE, "code": code}
            self.problems.append(
                Problem("E199", self.file, self.line(rows[MOST_ALIKE]), place, more)
            )

    def line(self, row: int) -> int | None:
        return None if self.table.lines is None else int(self.table.lines[row])


def reread(source: Source) -> Table:
    """The cells of a file with their lines, rows as in the frame that was read from it."""
    return _without_blank_rows(read_careful(source.name, source.data)[0])


class Lines(NamedTuple):
    """Where rows stand in a file: line and cells by row of the frame that was read from it."""

    header: Sequence[str]
    at: Mapping[int, tuple[int, list[str]]]


def lines_at(source: Source, rows: Collection[int], count: int) -> Lines:
    """The lines and cells of some of the `count` rows of the frame that was read from a file.

    The whole file is read again only where it has quotes, or rows of blanks alone.
    """
    data = source.data
    if b'"' not in data:
        starts, ends = spans(data)
        filled = np.flatnonzero(ends > starts)  # the header, then a line a row
        if len(filled) == count + 1:
            header, *cells = (
                data[starts[line] : ends[line]].decode().split(",")
                for line in filled[[0, *(row + 1 for row in rows)]]
            )
            numbers = (filled[[row + 1 for row in rows]] + 1).tolist()
            at = dict(zip(rows, zip(numbers, cells, strict=True), strict=True))
            return Lines([cell.strip() for cell in header], at)
    table = reread(source)
    assert table.lines is not None
    lines = table.lines
    return Lines(table.header, {row: (int(lines[row]), table.row(row)) for row in rows})


def _typed(
    file: str, table: Table, fields: Sequence[Field], names: list[_Names]
) -> tuple[pd.DataFrame, list[Problem]]:
    cells = _Cells(file, _without_blank_rows(table), names, [])
    known = {field.name: field for field in fields}
    frame: dict[str, object] = {}
    if not cells.table.rows:
        columns = ",".join(field.name for field in fields if field.needed)
        cells.problems.append(Problem("W002", file, values={"columns": columns}))
    units = _units(cells, known)
    for name in dict.fromkeys(table.header):
        field, column = known.get(name, Field(name, "text", "")), cells.column(name)
        assert column is not None
        if not name:
            _refuse_nameless(cells, table)
        elif field.type == "number":
            frame[name] = _numbers(cells, name, column, units)
        else:
            assert isinstance(column, Coded)
            _tell_blank(cells, field, column)
            frame |= _TYPES[field.type](cells, field, column)
    _need_value(cells, frame)
    if units is not None and "value" in frame:
        frame = _with_units(frame, units)
    return pd.DataFrame(frame, copy=False), cells.problems


def _without_blank_rows(table: Table) -> Table:
    """Rows in which every cell is blank, as spreadsheets leave them at the end, hold nothing."""
    blank = np.ones(table.rows, bool)
    for column in table.columns:
        if not blank.any():
            return table
        blank &= _is_blank(column)
    if not blank.any():
        return table
    columns = [
        Coded(column.codes[~blank], column.values) if isinstance(column, Coded) else column[~blank]
        for column in table.columns
    ]
    lines = None if table.lines is None else table.lines[~blank]
    return Table(table.header, columns, int((~blank).sum()), lines)


def _is_blank(column: Coded | np.ndarray) -> np.ndarray:
    return column.blank if isinstance(column, Coded) else np.isnan(column)


def _pick(values: Iterable[object], codes: np.ndarray, dtype: DTypeLike) -> np.ndarray:
    """What `values` says of each distinct text, by row."""
    table = np.array(list(values), dtype=dtype)
    picked: np.ndarray = table[codes] if len(table) else table
    return picked


def _tell_blank(cells: _Cells, field: Field, column: Coded) -> None:
    if field.needed:
        cells.tell(field.name, np.flatnonzero(_is_blank(column)), "E114", lambda row: {})


def _refuse_nameless(cells: _Cells, table: Table) -> None:
    for place, name in enumerate(table.header):
        if not name and not _is_blank(cells.table.columns[place]).all():
            cells.problems.append(
                Problem("E113", cells.file, table.header_line, place + 1, cells=table.header)
            )


def _need_value(cells: _Cells, frame: Mapping[str, object]) -> None:
    """A goal states a number, unless it is a direction or a peak."""
    if "comparator" not in frame or "value" not in frame:
        return
    comparator, value = pd.Series(frame["comparator"]), np.asarray(frame["value"])
    directed = comparator.isin(["up", "down"]).to_numpy()
    peak = np.asarray(frame["aggregate"] == "peak") if "aggregate" in frame else np.False_
    column = cells.column("value")
    assert column is not None
    missing = _is_blank(column) & ~directed & ~peak & comparator.notna().to_numpy()
    cells.tell("value", np.flatnonzero(missing), "E114", lambda row: {})
    pointless = np.flatnonzero(directed & ~np.isnan(value))
    cells.tell(
        "value",
        pointless,
        "E204",
        lambda row: {"comparator": comparator.iloc[row], "value": f"{value[row]:g}"},
    )


# Text, words, years, dates: each distinct text is looked at once.


def _text(cells: _Cells, field: Field, column: Coded) -> dict[str, object]:
    return {field.name: _categorical(column, column.values)}


def _identifier(cells: _Cells, field: Field, column: Coded) -> dict[str, object]:
    words = column.trimmed
    names = next((known for known in cells.names if known.words == words), None)
    if names is None:
        names = _names(words)
        cells.names.append(names)
    return {field.name: _named(column, names)}


def _categorical(column: Coded, words: Sequence[str | None]) -> pd.Categorical:
    """A category a distinct word; blank and None are missing."""
    return _named(column, _names(words))


def _names(words: Sequence[str | None]) -> _Names:
    distinct = np.array(words, dtype=object)
    index = pd.Index(distinct, dtype=object)
    if all(distinct) and index.is_unique:
        return _Names(words, index, None)
    distinct[distinct == ""] = None
    place, distinct = pd.factorize(distinct)
    return _Names(words, pd.Index(distinct, dtype=object), place)


def _named(column: Coded, names: _Names) -> pd.Categorical:
    codes = column.codes if names.place is None else _pick(names.place, column.codes, np.int32)
    return pd.Categorical.from_codes(codes, categories=names.distinct)


def _word(cells: _Cells, field: Field, column: Coded) -> dict[str, object]:
    known = {choice.casefold(): choice for choice in field.choices}
    known |= _WORDS.get(field.name, {})
    words = [quantities.fold(value).casefold() for value in column.values]
    unknown = _pick([word != "" and word not in known for word in words], column.codes, bool)
    code = "E110" if field.name == "comparator" else "E111"
    _tell_cells(cells, field, column, unknown, code)
    return {field.name: _categorical(column, [known.get(word) for word in words])}


def _flags(cells: _Cells, field: Field, column: Coded) -> dict[str, object]:
    split = [value.casefold().split() for value in column.values]
    unknown = [not set(flags) <= set(field.choices) for flags in split]
    _tell_cells(cells, field, column, _pick(unknown, column.codes, bool), "E111")
    return {field.name: _categorical(column, [" ".join(flags) for flags in split])}


def _year(cells: _Cells, field: Field, column: Coded) -> dict[str, object]:
    parsed, bad = _parse(column, quantities.year, (0, ""))
    _tell_refused(cells, field.name, column, bad)
    years = _pick([year for year, _ in parsed], column.codes, np.int32)
    frame: dict[str, object] = {field.name: years}
    if not field.needed:
        frame[field.name] = pd.arrays.IntegerArray(years, _is_blank(column))
    if any(label for _, label in parsed):
        frame[f"{field.name}_label"] = _categorical(column, [label for _, label in parsed])
    return frame


def _date(cells: _Cells, field: Field, column: Coded) -> dict[str, object]:
    parsed, bad = _parse(column, quantities.date, None)
    _tell_refused(cells, field.name, column, bad)
    return {field.name: _pick(parsed, column.codes, "datetime64[s]")}


_TYPES = {
    "id": _identifier,
    "text": _text,
    "word": _word,
    "flags": _flags,
    "year": _year,
    "date": _date,
}


def _parse(
    column: Coded, parse: Callable[[str], object], blank: object
) -> tuple[list[Any], dict[int, Refused]]:
    """Each distinct text parsed; blank ones give `blank`; the refused ones by their code."""
    parsed, bad = [], {}
    for code, text in enumerate(column.values):
        try:
            parsed.append(parse(text) if text.strip() else blank)
        except Refused as refused:
            bad[code] = refused
            parsed.append(blank)
    return parsed, bad


def _tell_cells(cells: _Cells, field: Field, column: Coded, wrong: np.ndarray, code: str) -> None:
    def values(row: int) -> dict[str, str]:
        cell = Refused("", cell=column.values[column.codes[row]]).values["cell"]
        return {"cell": cell, "choices": " ".join(field.choices)}

    cells.tell(field.name, np.flatnonzero(wrong), code, values)


def _tell_refused(cells: _Cells, name: str, column: Coded, bad: Mapping[int, Refused]) -> None:
    for code in sorted({refused.code for refused in bad.values()}):
        texts = [text for text, refused in bad.items() if refused.code == code]
        rows = np.flatnonzero(np.isin(column.codes, texts))
        cells.tell(name, rows, code, lambda row: bad[int(column.codes[row])].values)


# Numbers: a text and the row's unit together say how much.


def _units(cells: _Cells, known: Mapping[str, Field]) -> Coded | None:
    """The unit of each row; filled in later from the words beside the values."""
    column = cells.column("unit") if "unit" in known else None
    if not isinstance(column, Coded):
        return Coded(np.zeros(cells.table.rows, np.int32), [""])
    values = [*(quantities.fold(value) for value in column.values), ""]
    return Coded(column.codes.copy(), values)


def _numbers(
    cells: _Cells, name: str, column: Coded | np.ndarray, units: Coded | None
) -> np.ndarray:
    if not isinstance(column, Coded):
        return column
    texts = column.trimmed
    plain = quantities.floats([text for text in texts if text])
    if plain is not None:
        stated = iter(plain)
        return _pick([next(stated) if text else np.nan for text in texts], column.codes, float)
    assert units is not None
    row_units = _unit_of_number(cells, name, units)
    pairs, place = np.unique(
        column.codes.astype(np.int64) * len(row_units.values) + row_units.codes,
        return_inverse=True,
    )
    sure = _floats_by_block(texts)
    numbers = np.full(len(pairs), np.nan)
    words = [""] * len(pairs)
    bad: dict[int, Refused] = {}
    for index, pair in enumerate(pairs):
        text, unit = divmod(int(pair), len(row_units.values))
        if (value := sure[text]) is not None:
            numbers[index] = value
        elif texts[text]:
            try:
                exact, words[index] = quantities.number(texts[text], row_units.values[unit])
                numbers[index] = float(exact)
            except Refused as refused:
                bad[index] = refused
    _tell_refused(cells, name, Coded(place, ()), bad)
    if name == "value":
        _learn_units(units, row_units.codes == units.codes, place, words)
    return numbers[place]


def _floats_by_block(texts: Sequence[str]) -> list[float | None]:
    """The quick way wherever a thousand texts in a row allow it: few odd cells cost little."""
    values: list[float | None] = []
    for start in range(0, len(texts), 1000):
        block = texts[start : start + 1000]
        values += quantities.floats(block) or [None] * len(block)
    return values


def _unit_of_number(cells: _Cells, name: str, units: Coded) -> Coded:
    """Growth is in %, and so are the numbers of a goal on growth; a multiple is in 倍."""
    if name == "growth":
        return Coded(np.zeros_like(units.codes), ["%"])
    if name == "decimals":
        return Coded(np.zeros_like(units.codes), [""])
    measure = cells.column("measure")
    if name not in _OF_THE_MEASURE or not isinstance(measure, Coded):
        return units
    own = len(units.values)
    special = {**dict.fromkeys(_PERCENT_MEASURES, own), "multiple": own + 1}
    words = [quantities.fold(word).casefold() for word in measure.values]
    codes = _pick([special.get(word, -1) for word in words], measure.codes, np.int32)
    return Coded(np.where(codes < 0, units.codes, codes), [*units.values, "%", "倍"])


def _learn_units(units: Coded, own: np.ndarray, place: np.ndarray, words: Sequence[str]) -> None:
    """Where the unit column is blank, the word beside the value is the unit."""
    known = {value: code for code, value in enumerate(units.values)}
    assert isinstance(units.values, list)
    for word in words:
        if word not in known:
            known[word] = len(units.values)
            units.values.append(word)
    blank = _pick([not value for value in units.values], units.codes, bool)
    learnt = _pick([known[word] for word in words], place, np.int32)
    units.codes[blank & own] = learnt[blank & own]


def _with_units(frame: dict[str, object], units: Coded) -> dict[str, object]:
    if "unit" in frame or any(units.values):
        frame["unit"] = _categorical(units, units.values)
    return frame


def _share_categories(frames: dict[str, pd.DataFrame], dimensions: Sequence[str]) -> None:
    """Give the id columns of all frames one set of categories, in place of each its own."""
    uses = {
        "indicator": [
            ("actuals", "indicator"),
            ("targets", "indicator"),
            ("targets", "reference"),
            ("indicators", "indicator"),
        ]
    }
    for name in dimensions:
        uses[name] = [("actuals", name), ("targets", name)]
    for columns in uses.values():
        own = {at: frames[at[0]][at[1]].array for at in columns if at[1] in frames[at[0]]}
        names, places = next(iter(own.values())).categories, []
        for column in own.values():
            place = names.get_indexer(column.categories)
            new = np.flatnonzero(place < 0)
            place[new] = len(names) + np.arange(len(new))
            if len(new):
                names = names.append(column.categories[new]).astype(object)
            places.append(np.append(place, -1).astype(np.int32))
        for ((table, name), column), place in zip(own.items(), places, strict=True):
            if column.categories is not names:
                codes = place[column.codes]
                frames[table][name] = pd.Categorical.from_codes(codes, categories=names)
