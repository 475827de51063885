"""What a cell means by the type of its column: text, identifier, word, flags, year or date.

For one cell: `word_of`, `flags_of`, `quantities.year`, `quantities.date`, and `quantities.number`
with `measured_in` (see `numbers`). For a column: `COLUMNS`, which look at each distinct text once.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from ...files.table import Coded, by_row, is_blank
from ...vocabulary import quantities
from ...vocabulary.field import Field
from ...vocabulary.quantities import Refused
from ...vocabulary.words import COMPARATOR_WORDS, FORCE_WORDS
from .cells import Cells, named_column, shared_names, word_column

_DAY = re.compile("[12][0-9]{3}-[0-9]{1,2}-[0-9]{1,2}")
_OWN_FLAGS = frozenset("pebfm")
_OFFICIAL_FLAGS = _OWN_FLAGS | frozenset("acdnrsuz")  # of Eurostat and of SDMX; a: normal value
_SPELLINGS: Mapping[str, Mapping[str, str]] = {"comparator": COMPARATOR_WORDS, "force": FORCE_WORDS}


@cache
def _known_words(field: Field) -> Mapping[str, str]:
    """Every spelling a word column knows, and the choice that it means."""
    own = {choice.casefold(): choice for choice in field.choices}
    return own | dict(_SPELLINGS.get(field.name, {}))


def word_of(field: Field, cell: str) -> str | None:
    """The choice a cell means; "" where it is blank, None where no choice is spelt so."""
    word = quantities.fold(cell).casefold()
    return _known_words(field).get(word) if word else ""


def flags_of(cell: str) -> list[str]:
    """The flags in a cell, in the order they stand: `bp` is b and p, as statistical offices write.

    A word is only taken apart where its letters are flags and differ. `def` and `fin` are words:
    f and m leave an actual out, so they are read beside the flags of this program alone.
    """
    words = cell.casefold().replace(",", " ").replace(";", " ").split()
    return [flag for word in words for flag in (word if _is_letters(word) else [word])]


def _is_letters(word: str) -> bool:
    letters = set(word)
    known = _OWN_FLAGS if letters & {"f", "m"} else _OFFICIAL_FLAGS
    return len(letters) == len(word) <= 3 and letters <= known


def _text_column(_cells: Cells, field: Field, column: Coded) -> dict[str, object]:
    return {field.name: word_column(column, column.values)}


def _id_column(cells: Cells, field: Field, column: Coded) -> dict[str, object]:
    return {field.name: named_column(column, shared_names(column.trimmed, cells.known))}


def _word_column(cells: Cells, field: Field, column: Coded) -> dict[str, object]:
    words = [word_of(field, text) for text in column.values]
    code = "E110" if field.name == "comparator" else "E111"
    _add_unknown(cells, field, column, [word is None for word in words], code)
    return {field.name: word_column(column, words)}


def _flags_column(cells: Cells, field: Field, column: Coded) -> dict[str, object]:
    """The flags of each row, those without a meaning here as well; they are told once."""
    flags = [flags_of(text) for text in column.values]
    strange = [{*each} - {*field.choices, "a"} for each in flags]
    rows = np.flatnonzero(by_row(map(bool, strange), column.codes, bool))
    words = " ".join(sorted(set().union(*strange)))
    values = {"flags": Refused("", flags=words).values["flags"], "choices": " ".join(field.choices)}
    cells.add_problems(field.name, rows[:1], "W003", lambda _row: values)
    return {field.name: word_column(column, list(map(" ".join, flags)))}


def _year_column(cells: Cells, field: Field, column: Coded) -> dict[str, object]:
    """The years, and beside them the labels of fiscal years where there are any."""
    parse = (
        _deadline if field.needed and cells.column("comparator") is not None else quantities.year
    )
    parsed = _parse(cells, field, column, parse, (0, ""))
    if parse is _deadline:
        _tell_days(cells, field, column)
    years = by_row((year for year, _label in parsed), column.codes, np.int32)
    labels = [label for _year, label in parsed]
    frame: dict[str, object] = {
        field.name: years if field.needed else pd.arrays.IntegerArray(years, is_blank(column))
    }
    if any(labels):
        frame[f"{field.name}_label"] = word_column(column, labels)
    return frame


def _deadline(text: str) -> tuple[int, str]:
    """As `quantities.year`; of a whole date (2025-12-31) its year."""
    try:
        return quantities.year(text)
    except Refused:
        if not _is_day(text):
            raise
        return quantities.date(text).year, ""


def _is_day(text: str) -> bool:
    """Whether a text is an ISO date."""
    if not _DAY.fullmatch(quantities.fold(text)):
        return False
    try:
        quantities.date(text)
    except Refused:
        return False
    return True


def _tell_days(cells: Cells, field: Field, column: Coded) -> None:
    """A warning at the first row whose deadline is a day."""
    rows = np.flatnonzero(by_row(map(_is_day, column.values), column.codes, bool))[:1]

    def words(row: int) -> dict[str, object]:
        cell = quantities.fold(column.values[column.codes[row]])
        return {"cell": cell, "year": int(cell[:4])}

    cells.add_problems(field.name, rows, "W005", words)


def _date_column(cells: Cells, field: Field, column: Coded) -> dict[str, object]:
    parsed = _parse(cells, field, column, quantities.date, None)
    return {field.name: by_row(parsed, column.codes, "datetime64[s]")}


# By type, the typed columns that one column of texts makes; what is wrong goes into the cells.
COLUMNS: Mapping[str, Callable[[Cells, Field, Coded], dict[str, object]]] = {
    "id": _id_column,
    "text": _text_column,
    "word": _word_column,
    "flags": _flags_column,
    "year": _year_column,
    "date": _date_column,
}


def _parse(
    cells: Cells, field: Field, column: Coded, parse: Callable[[str], Any], blank: object
) -> list[Any]:
    """Each distinct text parsed; `blank` where it is blank or refused."""
    parsed, refused = [], {}
    for code, text in enumerate(column.values):
        try:
            parsed.append(parse(text) if text.strip() else blank)
        except Refused as fault:
            refused[code] = fault
            parsed.append(blank)
    cells.add_refused(field.name, column, refused)
    return parsed


def _add_unknown(cells: Cells, field: Field, column: Coded, unknown: list[bool], code: str) -> None:
    """A problem for each row whose text is `unknown` (texts,)."""

    def words(row: int) -> dict[str, str]:
        cell = Refused("", cell=column.values[column.codes[row]]).values["cell"]
        return {"cell": cell, "choices": " ".join(field.choices)}

    rows = np.flatnonzero(by_row(unknown, column.codes, bool))
    cells.add_problems(field.name, rows, code, words)
