"""Numbers, years and words as people read them: 7,565, 14.97 %, 2024/25, ➚ on track."""

import math
from typing import NamedTuple

from ..vocabulary.language import N_, _
from ..vocabulary.words import VERDICTS

SIGNIFICANT = 6  # digits of a level whose indicator states no decimals


class _Look(NamedTuple):
    """How a verdict is shown: its symbol, by ASCII or not, a short word, a word of the palette."""

    symbols: tuple[str, str]
    short: str
    style: str


# Symbols that take one cell in every terminal; East Asian ones draw ● or ▲ over two.
_LOOKS = {
    "achieved": _Look(("✓", "*"), N_("met"), "good"),
    "on-track": _Look(("➚", "+"), N_("on"), "good"),
    "at-risk": _Look(("➙", "~"), N_("risk"), "warn"),
    "off-track": _Look(("➘", "-"), N_("off"), "bad"),
    "reversing": _Look(("⟲", "<"), N_("back"), "bad"),
    "missed": _Look(("✗", "x"), N_("miss"), "bad"),
    "no-data": _Look(("?", "?"), N_("none"), "dim"),
}

_MEASURES = {
    "level": N_("level"),
    "multiple": N_("multiple"),
    "change": N_("change"),
    "percent_change": N_("percent change"),
    "growth": N_("growth"),
    "relative_growth": N_("relative growth"),
}


def level(value: float, decimals: float = math.nan) -> str:
    """A level with its thousands grouped: to `decimals`, else to six significant digits."""
    if math.isnan(value):
        return ""
    if not math.isnan(decimals):
        return f"{value:,.{int(decimals)}f}"
    if value and not 1e-6 <= abs(value) < 1e15:
        return f"{value:.{SIGNIFICANT}g}"
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    leading = 0 if abs(value) >= 0.1 or not value else -math.floor(math.log10(abs(value))) - 1
    text = f"{value:,.{max(0, SIGNIFICANT - whole + leading)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(fraction: float, digits: int = 2) -> str:
    """A fraction in percent: 0.1497 is 14.97 %."""
    return "" if math.isnan(fraction) else f"{100 * fraction:,.{digits}f} %"


def chance(value: float, thin: bool = False) -> str:
    """A probability in whole percent, and never 0 or 100; on thin evidence to the next 5: ~45 %."""
    if math.isnan(value):
        return ""
    step = 5 if thin else 1
    lowest, highest = step / 100, 1 - step / 100
    if not lowest <= value <= highest:
        return f"< {step} %" if value < lowest else f"> {100 - step} %"
    return f"{'~' if thin else ''}{step * round(100 * value / step)} %"


def rate(value: float, linear: bool, digits: int = 2) -> str:
    """Growth a year: in percent, or in points where the indicator counts so."""
    if math.isnan(value):
        return ""
    if not linear:
        return percent(value, digits)
    return _("{points} pp").format(points=f"{value:+,.{digits}f}")


def ratio(value: float) -> str:
    """A plain ratio: 1.28."""
    return "" if math.isnan(value) else f"{value:,.2f}"


def goal(comparator: str, target: float, upper: float, decimals: float) -> str:
    """What a goal demands: > 10,000; 90 - 110; ~ 100 (95 - 105); up."""
    if comparator in ("up", "down") or math.isnan(target):
        return sign(comparator)
    if math.isnan(upper):
        return f"{sign(comparator)} {level(target, decimals)}"
    bounds = f"{level(target, decimals)} - {level(upper, decimals)}"
    middle = level((target + upper) / 2, decimals)
    return f"{sign(comparator)} {middle} ({bounds})" if comparator == "about" else bounds


def goal_as_stated(comparator: str, value: float, measure: str) -> str:
    """A goal that gives no level, in its own terms: > 8 (relative growth)."""
    return f"{sign(comparator)} {level(value)} ({_(_MEASURES[measure])})"


def measure(word: str) -> str:
    """What a goal's value measures, in the active language."""
    return _(_MEASURES[word])


def sign(comparator: str) -> str:
    """A comparator as it is shown: a sign, or a word in the active language."""
    words = {"up": _("up"), "down": _("down"), "between": _("between"), "about": "~"}
    return words.get(comparator, comparator)


def unit(name: object) -> str:
    """A unit as it is shown; the points in which growth rates differ follow the language."""
    if not isinstance(name, str):
        return ""
    return _("pp") if name == "pp" else name


def verdict(word: str, ascii_only: bool) -> str:
    """A verdict as its symbol and its word; the symbol tells it without colour."""
    return f"{_LOOKS[word].symbols[ascii_only]} {_(VERDICTS[word])}"


def short_verdict(word: str, ascii_only: bool) -> str:
    """A verdict in no more than a few cells, for a column among many."""
    return f"{_LOOKS[word].symbols[ascii_only]} {_(_LOOKS[word].short)}"


def style(word: str) -> str:
    """The palette word of a verdict."""
    return _LOOKS[word].style
