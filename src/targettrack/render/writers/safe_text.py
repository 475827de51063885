"""Text from data made harmless, losing nothing: for a terminal, an ASCII page, a spreadsheet."""

import re

# What acts instead of showing: C0 and C1 controls, direction and other invisible controls,
# line and paragraph separators, lone surrogates, noncharacters, tag characters.
_ACTING = (
    r"\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
ACTING = re.compile(f"[{_ACTING}]")

_SYMBOLS = {
    "≥": ">=", "≤": "<=", "≠": "!=", "≈": "~", "±": "+/-", "×": "x", "·": ".", "…": "...",
    "–": "-", "—": "-", "−": "-", "─": "-", "│": "|", "→": "->", "←": "<-", "↑": "^", "↓": "v",
    "▲": "^", "▼": "v", "●": "*", "○": "o", "✓": "+", "✗": "x", "‘": "'", "’": "'", "“": '"',
    "”": '"', "\u00a0": " ", "\u3000": " ",
}  # fmt: skip
# A braille cell holds up to eight dots: the more dots, the darker the character.
_BRAILLE = {chr(0x2800 + dots): " .:-=+*#@"[dots.bit_count()] for dots in range(256)}
_ASCII = str.maketrans(_SYMBOLS | _BRAILLE)

_FORMULA = re.compile(rf"[\t\r\n]|[\s{_ACTING}]*[=+\-@|＝＋－＠].", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?([eE][+-]?\d+)?%?", re.ASCII)


def safe(text: str) -> str:
    r"""`text` with every character that acts instead of showing as a visible escape, `\x1b`."""
    return ACTING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def to_ascii(text: str) -> str:
    r"""`text` in ASCII: known symbols as what they resemble, anything else as `\u4e2d`."""
    if text.isascii():
        return text
    return text.translate(_ASCII).encode("ascii", "backslashreplace").decode()


def sign_in_ascii(error: UnicodeError) -> tuple[str, int]:
    """What a stream writes for characters that its encoding lacks; a handler of codec errors."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return to_ascii(error.object[error.start : error.end]), error.end


def guard(text: str) -> str:
    """`text` with an apostrophe before it if a spreadsheet would run it as a formula.

    Plain numbers (`-13.5`, `+19.2%`) and a sign that stands alone (the comparator `=`) are not
    formulas and stay as they are.
    """
    return f"'{text}" if is_formula(text) else text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could run `text`, typed into a cell, as a formula."""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)
