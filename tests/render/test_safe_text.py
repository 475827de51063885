"""Text made harmless loses nothing, and lines are folded where they may be."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from written import any_text

from targettrack.render.writers.fold import folded
from targettrack.render.writers.safe_text import ACTING, guard, safe, to_ascii


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 中文 🎯 é", "plain 中文 🎯 é"),
        ("\x1b[2J", r"\x1b[2J"),
        ("a\r\n\tb", r"a\r\n\tb"),
        ("\u202eabc\u2066\u200f\u061c", r"\u202eabc\u2066\u200f\u061c"),
        ("\u2028\ufeff\x85\x7f", r"\u2028\ufeff\x85\x7f"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(st.characters()))
def test_safe_leaves_nothing_that_acts(text: str) -> None:
    assert not ACTING.search(safe(text))
    assert safe(safe(text)) == safe(text)
    safe(text).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("≥ 5 – 7 ± 1 × 2…", ">= 5 - 7 +/- 1 x 2..."),
        ("✓ ≈ − · ≤", "+ ~ - . <="),
        ("⠀⣀⣤⣶⣿", " :=*@"),
        ("万é", r"\u4e07\xe9"),
    ],
)
def test_to_ascii(text: str, ascii_text: str) -> None:
    assert to_ascii(text) == ascii_text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "|x", " \t=1", "\ufeff=1", "＝1+1", "－1+1", "\ttab",
     "\rcr", "\x00=1", "=\n1", "-1e", "- a", "+86 10 5555", "-1.2.3"],
)  # fmt: skip
def test_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["", "abc", "a=b", "12", "-13.5", "+19.2%", "-1.2e4", "-1,234.5", "超过", ">=", "<", "=", "-"],
)
def test_not_guarded(text: str) -> None:
    assert guard(text) == text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("goals stated by the city", ["goals stated", "by the city"]),
        ("incontrovertible", ["incontrovert", "ible"]),
        ("实现“双倍增”，超过1.27万家", ["实现“双倍", "增”，超过", "1.27万家"]),
        ("    indented", ["    indented"]),
    ],
)
def test_folded(text: str, lines: list[str]) -> None:
    assert folded(text, 12) == lines


@given(any_text, st.integers(0, 20))
@example("0000 \x1f", 0)  # nothing of the piece has a width
@example("ab \u200b\u200b", 2)
def test_folded_loses_nothing_but_blanks(text: str, width: int) -> None:
    lines = folded(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= max(width, 2) for line in lines)
