"""Markdown shows exactly the cells."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from written import nasty, written

from targettrack.render.view import Column, Look, View
from targettrack.render.writers import markdown
from targettrack.render.writers.safe_text import safe


def rendered(source: str) -> list[tuple[str, str]]:
    """(tag, text) of every block as a Markdown reader sees it; anything but text is an error."""
    blocks, tag = [], ""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source):
        if token.type == "inline":
            kinds = {child.type for child in token.children or []}
            assert kinds <= {"text", "text_special"} | ({"strong_open", "strong_close"}
                                                        if tag == "title" else set())  # fmt: skip
            blocks.append((tag, "".join(child.content for child in token.children or [])))
        elif token.nesting == 1:
            tag = token.tag
        assert token.type not in ("html_block", "fence", "code_block", "hr")
    return blocks


def test_markdown_as_it_stands() -> None:
    view = View([Column("Goal_a", ["a|b", "<i>"]), Column("n", ["1", "-2"], right=True)],
                title="T", notes=["1. note", "# head"])  # fmt: skip
    assert written(markdown.write_view, view, Look()) == (
        "**T**\n\n"
        "| Goal_a | n |\n| --- | --: |\n| a&#124;b | 1 |\n| &lt;i&gt; | -2 |\n\n"
        "1\\. note\n\n\\# head\n"
    )


def test_markdown_in_ascii() -> None:
    view = View([Column("≥ 5 │ 家", ["✓"])], notes=["→"])
    out = written(markdown.write_view, view, Look(ascii_only=True))
    assert out.isascii()
    assert rendered(out) == [("th", r">= 5 | \u5bb6"), ("td", "+"), ("p", "->")]


@given(st.lists(st.tuples(nasty, nasty), min_size=1, max_size=4), nasty, nasty)
def test_markdown_shows_exactly_the_cells(
    table: Sequence[tuple[str, str]], header: str, note: str
) -> None:
    columns = [Column(header, [row[0] for row in table]), Column("b", [row[1] for row in table])]
    source = written(markdown.write_view, View(columns, notes=[note]), Look())
    assert "<" not in source
    assert ">" not in source
    cells = [("th", header), ("th", "b"), *(("td", cell) for row in table for cell in row)]
    expected = [(tag, safe(text).strip()) for tag, text in cells]
    if note.strip():
        expected.append(("p", safe(note).strip()))
    assert rendered(source) == expected


def test_markdown_frame() -> None:
    frame = pd.DataFrame({"a_b": ["x|y", None], "v": [0.1 + 0.2, None], "y": [2025.0, 2026.0]})
    assert written(markdown.write_frame, frame) == (
        "| a_b | v | y |\n| --- | --: | --: |\n"
        "| x&#124;y | 0.30000000000000004 | 2025 |\n|  |  | 2026 |\n"
    )
