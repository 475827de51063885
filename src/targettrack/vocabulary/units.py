"""Units as a word and a power of ten: 万家 is 家 by ten thousand, kt is t by a thousand."""

import re
from decimal import Decimal
from functools import cache

_CJK_POWERS = {
    "十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8,
}  # fmt: skip
# 千, or 万 and 亿 with what may stand before them: 百万, 千亿, 万亿. 千分点 is no thousand.
_CJK = re.compile("((?:[十百千]?[万萬]?[亿億]|[十百千]?[万萬]|千)+)(?![分个個])(.+)")
_WORD_POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_WORD = "(thousand|million|billion|trillion)s?"
_WORDS = (
    re.compile(rf"(?P<power>{_WORD}) (?:of )?(?P<base>\D.*)", re.IGNORECASE),
    re.compile(rf"(?P<base>\D.*) (?P<power>{_WORD})", re.IGNORECASE),
)
_THOUSANDS = re.compile(r"1((?:,?000)+) (\D.*)")
_SI_POWERS = {"k": 3, "M": 6, "G": 9, "T": 12}
_SI = re.compile(r"([kMGT])((?:t|Wh|W|J)(?=$|[ /]|CO[2₂]).*)")


@cache
def scale_of(unit: str) -> tuple[str, int]:
    """The word that a unit counts, blanks left out, and the power of ten it counts in.

    (家, 4) for 万家, (persons, 3) for "1,000 persons", (t, 6) for Mt. What is not certainly a
    multiple is its own word: 百分点, m, "per 1,000 births".
    """
    base, power = unit, 0
    if match := _THOUSANDS.fullmatch(unit):
        base, power = match[2], match[1].count("0")
    elif match := next(filter(None, (form.fullmatch(unit) for form in _WORDS)), None):
        base, power = match["base"], _WORD_POWERS[match[2 if match.re is _WORDS[0] else 3].lower()]
    elif match := _SI.fullmatch(unit):
        base, power = match[2], _SI_POWERS[match[1]]
    elif match := _CJK.fullmatch(unit):
        base, power = match[2], sum(_CJK_POWERS[sign] for sign in match[1])
    return base.replace(" ", ""), power


def shifted(number: float, power: int) -> float:
    """`number` × 10^`power`, exact in the digits it is written with: 1.27 by 4 is 12700."""
    return float(Decimal(repr(number)).scaleb(power)) if number == number else number
