"""Text to exact numbers with units, to years and to dates.

The grammar is strict: a cell is understood completely, or refused with the code of the problem.
"""

import calendar
import datetime
import math
import numbers
import re
from collections.abc import Sequence
from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 1000, 2999  # years that may be named: [12][0-9]{3} below

_LONGEST_CELL = 200
_LONGEST_QUOTE = 60
_LONGEST_EXPONENT = 4

_PLAIN = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2212: "-"}

_NUMBER = re.compile(
    r"(?P<digits>[+-]?(?=\.?[0-9])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.[0-9]*)?)"
    r"(?:[eE](?P<exponent>[+-]?[0-9]+))?"
    r" ?(?P<suffix>(?P<multiplier>万亿|万|亿)?(?P<word>[^\s0-9.,+-]\S*)?)"
)
_POWER = {"": 0, "万": 4, "亿": 8, "万亿": 12}

# A unit column that begins like this can hide a factor: 万家, 千元, 百万吨.
_COUNTS = re.compile("[十百千万亿兆萬億拾佰仟]")
_BY_WORD = re.compile("thousand|million|billion|trillion|^1,?000", re.IGNORECASE)
# Without a unit column, CJK text is a unit word only if none of it can be part of the number
# (1万二, 3千家, 3元五角) or make it a rough one (1万多, 10余家, 1万家左右).
_CJK_WORD = re.compile(
    f"(?!{_COUNTS.pattern}|[来來数數])"
    "(?!.*(?:[〇零一两兩三四五六七八九壹贰叁肆伍陆柒捌玖半多余餘几幾]|二(?!氧化)))"
    "(?!.*(?:左右|上下|以上|以下|以内))"
    "[\u3400-\u4dbf\u4e00-\u9fff]+"
)

_YEAR = re.compile(r"(?P<first>[12][0-9]{3})(?:年|年度|\.0)?")
_FISCAL = re.compile(r"(?:FY)?(?P<first>[12][0-9]{3})(?:[/-](?P<last>[0-9]{4}|[0-9]{2}))?")

_DATES = (
    re.compile(r"([12][0-9]{3})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?"),
    re.compile(r"([12][0-9]{3})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?"),
    re.compile(r"([12][0-9]{3})/([0-9]{1,2})/([0-9]{1,2})"),
    re.compile(r"([12][0-9]{3})\.([0-9]{1,2})\.([0-9]{1,2})"),
)


class Refused(ValueError):
    """A cell the grammar does not know. `code` names the problem, `values` fills its message."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = {
            name: value if len(value) <= _LONGEST_QUOTE else value[:_LONGEST_QUOTE] + "…"
            for name, value in values.items()
        }

    def __str__(self) -> str:
        return f"{self.code} {self.values}"


def fold(text: str) -> str:
    """Full-width ASCII, U+3000 and the minus sign U+2212 as plain ASCII, then stripped.

    This is not NFKC, which would turn the footnote mark in `12700²` into a digit.
    """
    return text.translate(_PLAIN).strip()


def number(text: str, unit: str = "") -> tuple[Decimal, str]:
    """Exact value and unit; `unit` is what the row's own unit column says ('' if nothing).

    The multipliers 万, 亿 and 万亿 are 10^4, 10^8 and 10^12, unless they belong to the unit
    column (`3000亿元` under 亿元 is 3000). A percentage is not divided: `19.2%` is 19.2 with
    unit `%`. Raises Refused with E104, E105, E106, E107 or E108.
    """
    cell, unit = fold(text), fold(unit)
    match = _NUMBER.fullmatch(cell) if len(cell) <= _LONGEST_CELL else None
    if match is None:
        raise Refused("E104", cell=text)
    digits, exponent, suffix, multiplier, word = match.groups(default="")
    percent = (word or unit) == "%"
    if (multiplier and (exponent or percent)) or (exponent and "," in digits):
        raise Refused("E104", cell=text)
    if suffix == unit:
        multiplier = ""
    elif word:
        _check_word(text, word, unit)
    elif multiplier and counts_in_multiples(unit):
        raise Refused("E108", cell=text, unit=unit)
    if len(exponent.lstrip("+-")) > _LONGEST_EXPONENT:
        raise Refused("E105", cell=text)
    # Written as text, the shift is exact whatever the precision of the decimal context.
    value = Decimal(f"{digits.replace(',', '')}e{int(exponent or 0) + _POWER[multiplier]}")
    if not math.isfinite(float(value)) or (value and float(value) == 0):
        raise Refused("E105", cell=text)
    return Decimal(f"{value:f}"), unit or word


def has_multiplier(text: str) -> bool:
    """Whether a number without a unit ends in 万, 亿 or 万亿."""
    return fold(text).endswith(("万", "亿"))


def counts_in_multiples(unit: str) -> bool:
    """Whether a unit has a multiplier itself, so that another one in the number is ambiguous."""
    return bool(_COUNTS.match(unit)) or _BY_WORD.search(unit) is not None


def _check_word(text: str, word: str, unit: str) -> None:
    """Refuse the unit word of a cell unless the row's unit, or the word itself, vouches for it."""
    if word == unit:
        return
    if not (word[0].isalpha() or word[0] in "%‰°℃$€£¥") or re.search("[0-9]", word):
        raise Refused("E104", cell=text)
    if unit:
        raise Refused("E106", cell=text, word=word, unit=unit)
    if word != "%" and not _CJK_WORD.fullmatch(word):
        raise Refused("E107", cell=text, word=word)


def floats(texts: Sequence[str]) -> list[float] | None:
    """The quick way through a column of plain numbers: one float per text, in order.

    None means "ask number() one by one": some text is not certainly a number, or is out of range.
    Where it is not None, float(number(text)[0]) is the same float.
    """
    characters = set("".join(texts))
    if not characters <= set("0123456789.+-eE") or max(map(len, texts), default=0) > _LONGEST_CELL:
        return None
    try:
        values = list(map(float, texts))
    except ValueError:
        return None
    sure = all(map(math.isfinite, values))
    if sure and characters & {"e", "E"}:
        sure = all(map(_sure_exponent, texts, values))
    return values if sure else None


def _sure_exponent(text: str, value: float) -> bool:
    """Whether the exponent, if any, is short enough for number() and the value is not zero."""
    _, mark, exponent = text.lower().partition("e")
    return not mark or (value != 0 and len(exponent.lstrip("+-")) <= _LONGEST_EXPONENT)


def year(text: str) -> tuple[int, str]:
    """First calendar year, and the label when it is not that plain number ('' otherwise).

    `2025`, `2025年`, `2025年度` and `2025.0` are (2025, ''); `2024/25`, `2024-25` and `FY2024` are
    2024 with their own text as the label. Years are FIRST_YEAR to LAST_YEAR. Raises Refused with
    E103.
    """
    cell = fold(text)
    if match := _YEAR.fullmatch(cell):
        return int(match["first"]), ""
    if match := _FISCAL.fullmatch(cell):
        first, last = int(match["first"]), match["last"]
        if last is None or last in (str(first + 1), str(first + 1)[2:]):
            return first, cell
    raise Refused("E103", cell=text)


def is_year(value: object) -> bool:
    """Whether a value that is no text is a year from FIRST_YEAR to LAST_YEAR."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        return False
    return FIRST_YEAR <= int(value) <= LAST_YEAR


def date(text: str) -> datetime.date:
    """Partial dates (2023-03, 2023) stand for their last day, so that nothing is known too early.

    Years are FIRST_YEAR to LAST_YEAR. Raises Refused with E109, for an impossible date as well.
    """
    cell = fold(text)
    match = next(filter(None, (form.fullmatch(cell) for form in _DATES)), None)
    if match is None:
        raise Refused("E109", cell=text)
    whole_year, month = int(match[1]), int(match[2] or 12)
    try:
        last_day = calendar.monthrange(whole_year, month)[1]
        return datetime.date(whole_year, month, int(match[3] or last_day))
    except ValueError:
        raise Refused("E109", cell=text) from None
