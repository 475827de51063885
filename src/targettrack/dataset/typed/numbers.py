"""Number columns, and the units of rows: a text and its row's unit together say how much."""

from collections.abc import Sequence

import numpy as np

from ...files.table import Coded, by_row
from ...vocabulary import quantities
from ...vocabulary.quantities import Refused
from .cells import Cells

_OF_THE_MEASURE = ("value", "upper", "tolerance")
_OWN_UNITS = {"growth": "%", "decimals": ""}
_MEASURE_UNITS = {
    **dict.fromkeys(("percent_change", "growth", "relative_growth"), "%"),
    "multiple": "倍",
}
_BLOCK = 1000  # texts tried at once


def measured_in(name: str, measure: str) -> str | None:
    """The unit of the numbers in column `name` of a row with that `measure`; None for the row's.

    Growth is in %, and so are the numbers of a goal on growth; a multiple is in 倍.
    """
    if name in _OWN_UNITS:
        return _OWN_UNITS[name]
    word = quantities.fold(measure).casefold()
    return _MEASURE_UNITS.get(word) if name in _OF_THE_MEASURE else None


def row_units(cells: Cells, has_units: bool) -> Coded:
    """(rows,): the unit of each row; blank ones are filled later from the words beside values."""
    column = cells.column("unit") if has_units else None
    if not isinstance(column, Coded):
        return Coded(np.zeros(cells.table.rows, np.int32), [""])
    return Coded(column.codes.copy(), [*map(quantities.fold, column.values), ""])


def number_column(cells: Cells, name: str, column: Coded | np.ndarray, units: Coded) -> np.ndarray:
    """(rows,) float64 in the rows' units, NaN where blank or refused.

    Words beside the numbers of column value become the unit of rows whose unit is blank.
    """
    if not isinstance(column, Coded):
        return column
    texts = column.trimmed
    plain = quantities.floats([text for text in texts if text])
    if plain is not None:
        stated = iter(plain)
        return by_row((next(stated) if text else np.nan for text in texts), column.codes, float)
    own = _units_of_numbers(cells, name, units)
    # One code a pair of text and unit: each pair is read once.
    pairs, place = np.unique(
        column.codes.astype(np.int64) * len(own.values) + own.codes, return_inverse=True
    )
    sure = _floats_by_block(texts)
    numbers = np.full(len(pairs), np.nan)
    words = [""] * len(pairs)
    refused: dict[int, Refused] = {}
    multiplied = np.zeros(len(pairs), bool)
    for index, pair in enumerate(pairs):
        text, unit = divmod(int(pair), len(own.values))
        if (value := sure[text]) is not None:
            numbers[index] = value
        elif texts[text]:
            try:
                exact, words[index] = quantities.number(texts[text], own.values[unit])
                numbers[index] = float(exact)
                bare = not own.values[unit] and not words[index]
                multiplied[index] = bare and quantities.has_multiplier(texts[text])
            except Refused as fault:
                refused[index] = fault
    cells.add_refused(name, Coded(place, ()), refused)
    if multiplied.any():
        cells.multiplied[name] = np.flatnonzero(multiplied[place])
    if name == "value":
        _fill_units(units, own.codes == units.codes, Coded(place, words))
    return numbers[place]


def _floats_by_block(texts: Sequence[str]) -> list[float | None]:
    """The quick way wherever _BLOCK texts in a row allow it: few odd cells cost little."""
    values: list[float | None] = []
    for start in range(0, len(texts), _BLOCK):
        block = texts[start : start + _BLOCK]
        values += quantities.floats(block) or [None] * len(block)
    return values


def _units_of_numbers(cells: Cells, name: str, units: Coded) -> Coded:
    """(rows,): the unit that the numbers of a column are in, the row's own or the measure's."""
    measure = cells.column("measure")
    if not isinstance(measure, Coded):
        measure = Coded(np.zeros_like(units.codes), [""])
    special = [measured_in(name, text) for text in measure.values]
    place = [-1 if unit is None else len(units.values) + code for code, unit in enumerate(special)]
    codes = by_row(place, measure.codes, np.int32)
    return Coded(
        np.where(codes < 0, units.codes, codes),
        [*units.values, *(unit or "" for unit in special)],
    )


def _fill_units(units: Coded, in_own: np.ndarray, words: Coded) -> None:
    """Where the unit column is blank, the word beside the value is the unit.

    `in_own` (rows,): rows whose value is in the unit of the row.
    """
    known = {value: code for code, value in enumerate(units.values)}
    assert isinstance(units.values, list)
    for word in words.values:
        if word not in known:
            known[word] = len(units.values)
            units.values.append(word)
    blank = by_row((not value for value in units.values), units.codes, bool)
    found = by_row((known[word] for word in words.values), words.codes, np.int32)
    units.codes[blank & in_own] = found[blank & in_own]
