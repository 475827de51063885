"""What the tests of writers share: cells that would act, and what a writer makes of a table."""

from __future__ import annotations

import io
from collections.abc import Callable

import pandas as pd
from hypothesis import strategies as st

from targettrack.render.view import Look, View
from targettrack.render.writers import terminal

HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x9b2J",
    "\x1b]8;;http://evil\x07here",
    "[bold red]x[/]",
    ":smile:",
    "safe\u202egnp.exe",
    "two\nlines\tand\rback",
    "| cell | break |",
    "<script>alert(1)</script>",
    "![x](http://evil) `code` **b** _i_ ~~s~~ &lt; $a$ \\",
    '=cmd|"/c calc"!A1',
    "\x00nul\x7f",
]

any_text = st.text(st.characters(codec="utf-8"), max_size=12)
nasty = st.one_of(
    any_text,
    st.text("=+-@|＝＋－＠ \t\r\n'\"0123456789.,%a超", max_size=8),
    st.text("\\|`*_[]<>&#~$!-=+().: \n1a中", max_size=12),
    st.sampled_from(HOSTILE),
)


def drawn(
    view: View, width: int | None = None, colour: bool = False, ascii_only: bool = False
) -> str:
    stream = io.StringIO()
    terminal.write_view(view, stream, Look(width, colour, ascii_only))
    return stream.getvalue()


def written(write: Callable[..., None], table: object, *look: Look, **options: object) -> str:
    stream = io.StringIO()
    write(table, stream, *look, **options)
    return stream.getvalue()


def report() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator": pd.Categorical(["企业", "gdp", None]),
            "target_year": pd.array([2025, None, 2030], dtype="Int32"),
            "target": [7565.0, 0.1 + 0.2, None],
            "source": ["=1+1", 'say "hi", twice', "-13.5"],
            "disagree": [True, False, True],
        }
    )
