"""Numbers with units, years and dates: the vectors, and what holds for any text."""

import copy
import csv
import datetime
import math
import pickle
import time
from decimal import Decimal, Inexact, Rounded, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from targettrack.vocabulary.problems import PROBLEMS
from targettrack.vocabulary.quantities import Refused, date, floats, fold, number, year

WIDE = {plain: plain + 0xFEE0 for plain in range(0x21, 0x7F)} | {ord(" "): 0x3000}
POWERS = {"万": 4, "亿": 8, "万亿": 12}

plain_numbers = st.from_regex(r"[+-]?([0-9]{1,45}(\.[0-9]{0,45})?|\.[0-9]{1,45})", fullmatch=True)
number_like = st.text("0123456789.,+-eE%万亿家 ²", max_size=12)
float_like = st.text("0123456789.+-eE", max_size=9) | st.floats().map(repr)
units = st.sampled_from(["", "%", "家", "亿元", "万家", "千瓦时", "m2", "²"]) | st.text(max_size=3)


def vectors(name: str) -> list[dict[str, str]]:
    """The rows of tests/vectors/NAME.csv."""
    path = Path(__file__).parent / "vectors" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@st.composite
def decimals(draw: st.DrawFn) -> Decimal:
    """Any Decimal of up to 150 digits that needs no exponent to be written."""
    digits = draw(st.lists(st.integers(0, 9), min_size=1, max_size=draw(st.sampled_from([9, 99]))))
    places = draw(st.integers(0, 50))
    return Decimal((draw(st.integers(0, 1)), tuple(digits), -places))


def exactly(value: Decimal) -> tuple[Fraction, bool]:
    """The value as a fraction, and its sign, which -0 has too."""
    return Fraction(value), value.is_signed()


# The vectors


@pytest.mark.parametrize("row", vectors("numbers"), ids=lambda row: f"{row['text']}|{row['unit']}")
def test_number(row: dict[str, str]) -> None:
    if row["problem"]:
        with pytest.raises(Refused) as refused:
            number(row["text"], row["unit"])
        assert refused.value.code == row["problem"]
        assert refused.value.values["cell"] == row["text"]
    else:
        value, unit = number(row["text"], row["unit"])
        assert (value, unit) == (Decimal(row["value"]), row["unit_out"])


@pytest.mark.parametrize("row", vectors("years"), ids=lambda row: row["text"])
def test_year(row: dict[str, str]) -> None:
    if row["problem"]:
        with pytest.raises(Refused) as refused:
            year(row["text"])
        assert (refused.value.code, refused.value.values) == (row["problem"], {"cell": row["text"]})
    else:
        assert year(row["text"]) == (int(row["year"]), row["label"])


@pytest.mark.parametrize("row", vectors("dates"), ids=lambda row: row["text"])
def test_date(row: dict[str, str]) -> None:
    if row["problem"]:
        with pytest.raises(Refused) as refused:
            date(row["text"])
        assert (refused.value.code, refused.value.values) == (row["problem"], {"cell": row["text"]})
    else:
        assert date(row["text"]) == datetime.date.fromisoformat(row["date"])


@pytest.mark.parametrize("row", vectors("numbers"), ids=lambda row: f"{row['text']}|{row['unit']}")
def test_vectors_full_width(row: dict[str, str]) -> None:
    wide_text, wide_unit = row["text"].translate(WIDE), row["unit"].translate(WIDE)
    assert outcome(wide_text, wide_unit) == outcome(row["text"], row["unit"])


# Refusals


@pytest.mark.parametrize(
    ("text", "unit", "code", "values"),
    [
        ("８.6万户", "家", "E106", {"cell": "８.6万户", "word": "户", "unit": "家"}),
        (" 12kg", "", "E107", {"cell": " 12kg", "word": "kg"}),
        ("1.27万", "万家", "E108", {"cell": "1.27万", "unit": "万家"}),
    ],
)
def test_refusal_quotes_what_was_written(
    text: str, unit: str, code: str, values: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refused:
        number(text, unit)
    assert (refused.value.code, refused.value.values) == (code, values)


@pytest.mark.parametrize("row", vectors("numbers"), ids=lambda row: f"{row['text']}|{row['unit']}")
def test_refusal_fills_its_message(row: dict[str, str]) -> None:
    try:
        number(row["text"], row["unit"])
    except Refused as refused:
        assert PROBLEMS[refused.code].message.format(column="value", **refused.values)


def test_long_quotes_are_cut() -> None:
    with pytest.raises(Refused) as refused:
        number("5" + "x" * 100, "y" * 100)
    assert refused.value.values == {
        "cell": "5" + "x" * 59 + "…",
        "word": "x" * 60 + "…",
        "unit": "y" * 60 + "…",
    }
    with pytest.raises(Refused) as refused:
        year("2" * 60)
    assert refused.value.values == {"cell": "2" * 60}


def test_refusals_can_be_copied_and_shown() -> None:
    refused = Refused("E106", cell="3家", word="家", unit="户")
    for twin in (copy.copy(refused), pickle.loads(pickle.dumps(refused))):
        assert (twin.code, twin.values) == (refused.code, refused.values)
    assert str(refused) == "E106 {'cell': '3家', 'word': '家', 'unit': '户'}"


# Numbers


def outcome(text: str, unit: str = "") -> tuple[object, ...]:
    """What number() makes of a text: exact value, sign and unit; or the code of the refusal."""
    try:
        value, unit_out = number(text, unit)
    except Refused as refused:
        return (refused.code,)
    return (*exactly(value), unit_out)


@given(decimals())
def test_any_decimal_round_trips(value: Decimal) -> None:
    for text in (f"{value:f}", f"{value:,f}"):
        read, unit = number(text, "家")
        assert (exactly(read), unit) == (exactly(value), "家")


@given(decimals(), st.integers(-150, 150))
def test_exponents_shift_exactly(value: Decimal, exponent: int) -> None:
    read, _ = number(f"{value:f}e{exponent}")
    assert Fraction(read) == Fraction(value) * Fraction(10) ** exponent


@given(plain_numbers, st.sampled_from(sorted(POWERS)), st.sampled_from(["", "家", "元"]))
def test_a_multiplier_shifts_exactly(text: str, multiplier: str, word: str) -> None:
    shifted, unit = number(f"{text}{multiplier}{word}", word)
    assert Fraction(shifted) == Fraction(number(text)[0]) * 10 ** POWERS[multiplier]
    assert unit == word
    assert number(f"{text}{multiplier}{word}") == (shifted, word)
    whole = multiplier + word
    assert number(f"{text}{whole}", whole) == (number(text)[0], whole)


@given(plain_numbers)
def test_the_decimal_context_does_not_matter(text: str) -> None:
    expected = outcome(f"{text}万")
    with localcontext() as context:
        context.prec, context.Emax, context.Emin = 3, 2, -2
        context.traps[Inexact] = context.traps[Rounded] = True
        value, _ = number(f"{text}万")
    assert (*exactly(value), "") == expected


def test_values_are_written_without_exponent() -> None:
    assert [str(number(text)[0]) for text in ("1.27万", "1.2e4", "3000亿元", "1.50")] == [
        "12700",
        "12000",
        "300000000000",
        "1.50",
    ]


@given(number_like | st.text(), units)
@example("１２，７００", "")
@example("19.2％", "％")
def test_full_width_is_invisible(text: str, unit: str) -> None:
    assert outcome(text.translate(WIDE), unit.translate(WIDE)) == outcome(text, unit)
    assert outcome(text.replace("-", "\u2212"), unit) == outcome(text, unit)


@given(number_like | st.text(), units)
def test_any_text_is_read_or_refused(text: str, unit: str) -> None:
    try:
        value, unit_out = number(text, unit)
    except Refused as refused:
        assert refused.code in {"E104", "E105", "E106", "E107", "E108"}
    else:
        assert value.is_finite()
        assert math.isfinite(float(value))
        assert bool(value) == bool(float(value))
        assert unit_out == fold(unit) or not fold(unit)


@given(number_like | st.text())
def test_any_text_is_a_year_and_a_date_or_refused(text: str) -> None:
    try:
        first, label = year(text)
    except Refused as refused:
        assert refused.code == "E103"
    else:
        assert 1000 <= first <= 2999
        assert label in ("", fold(text))
    try:
        assert 1000 <= date(text).year <= 2999
    except Refused as refused:
        assert refused.code == "E109"


def test_long_texts_are_refused_at_once() -> None:
    huge = 1_000_000
    texts = [
        "1" * huge,
        "1e" + "9" * huge,
        "1" + ",000" * huge,
        "1," * huge,
        "." * huge,
        "1" + "万" * huge,
        "1" + " " * huge + "家",
        "+" * huge,
        "e" * huge,
    ]
    start = time.perf_counter()
    for text in texts:
        assert outcome(text) == ("E104",)
        with pytest.raises(Refused):
            year(text)
        with pytest.raises(Refused):
            date(text)
    for text in ("9" * 200, "1" + ",000" * 49, "1" + "万" * 199, "1" + "二" * 199, "1e9999"):
        outcome(text)
    assert time.perf_counter() - start < 10
    assert number("9" * 200)[0] == Decimal("9" * 200)
    assert outcome("9" * 201) == ("E104",)


# The quick way


@given(st.lists(float_like | plain_numbers | number_like | st.text(max_size=9), max_size=3))
@example([])
@example([""])
@example(["5\n"])
@example(["0e400"])
@example(["1e00005"])
@example(["1e-400"])
@example(["1e-320"])
@example(["1e400"])
@example(["1" * 201])
@example(["1", "e5"])
def test_floats_agrees_with_number(texts: list[str]) -> None:
    quick = floats(texts)
    if quick is not None:
        assert quick == [float(number(text)[0]) for text in texts]
    if any(len(outcome(text)) == 1 for text in texts):
        assert quick is None


def test_floats_takes_plain_columns() -> None:
    assert floats(["12700", "-13.5", "1.2e4", "+.5", "5.", "0.0", "1E-0004"]) == [
        12700,
        -13.5,
        12000,
        0.5,
        5,
        0,
        0.0001,
    ]
    assert floats([]) == []


@pytest.mark.parametrize(
    "text", ["", " 1", "1,000", "1万", "nan", "inf", "1_0", "٣", "1e400", "1e-400", "0e0", "e", "."]
)
def test_floats_leaves_the_rest_to_number(text: str) -> None:
    assert floats(["1", text]) is None


# Folding


def test_fold_is_not_nfkc() -> None:
    assert fold("\u3000１２７００％\u3000") == "12700%"
    assert fold("\u22121") == "-1"
    assert fold("12700²½㎏①") == "12700²½㎏①"
