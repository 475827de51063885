"""Tables on a terminal: aligned, fitted to the width, and nothing in a cell acts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from written import HOSTILE, drawn, nasty, written

from targettrack.render.view import Column, Look, View
from targettrack.render.writers import markdown, terminal
from targettrack.render.writers.safe_text import ACTING, safe


def goals() -> View:
    return View(
        title="Goals",
        columns=[
            Column("Goal", ["高新技术企业 firms", "GDP"]),
            Column("Target", [">12700", ">5%"], right=True),
            Column("Gap", ["5135", "0"], right=True, rank=2),
            Column("Pace", ["0.8", "1.1"], right=True, rank=2),
            Column("Status", ["at risk", "on track"], rank=1, styles=["warn", "good"]),
        ],
        notes=["2 goals"],
    )


def test_drawing_as_it_stands() -> None:
    assert drawn(goals()) == (
        "Goals\n"
        "\n"
        "Goal                Target   Gap  Pace  Status\n"
        "────────────────────────────────────────────────\n"
        "高新技术企业 firms  >12700  5135   0.8  at risk\n"
        "GDP                    >5%     0   1.1  on track\n"
        "\n"
        "2 goals\n"
    )


def test_chinese_aligns() -> None:
    lines = drawn(goals()).splitlines()[2:6]
    words = zip([lines[0], *lines[2:]], ["Status", "at risk", "on track"], strict=True)
    assert {cell_len(line[: line.index(word)]) for line, word in words} == {40}


def test_highest_rank_goes_first_and_rightmost_among_equals() -> None:
    hidden = {}
    for width in (47, 42, 36, 35, 27):
        lines = drawn(goals(), width=width).splitlines()
        hidden[width] = " ".join(lines).partition("hidden for width: ")[2]
        assert max(map(cell_len, lines)) <= width
    assert hidden == {
        47: "Pace",
        42: "Pace",
        36: "Gap, Pace",
        35: "Gap, Pace, Status",
        27: "Gap, Pace, Status",
    }
    assert "hidden" not in drawn(goals(), width=48)


def test_rank_0_is_cut_not_dropped() -> None:
    view = View(
        [
            Column("Name", ["高新技术企业数量"]),
            Column("Note", ["a long remark"]),
            Column("Value", ["123456789"], right=True),
        ]
    )
    assert drawn(view, width=42).splitlines()[2] == "高新技术企业数量  a long remark  123456789"
    assert drawn(view, width=36).splitlines()[2] == "高新技术…  a long remark  123456789"
    assert drawn(view, width=32).splitlines()[2] == "高新技…  a long rem…  123456789"
    assert drawn(view, width=5).splitlines()[2] == "高新技…  a long…  123456789"
    assert drawn(view, width=5, ascii_only=True).isascii()


@given(st.lists(st.tuples(nasty, nasty), min_size=1, max_size=5), st.integers(25, 60))
def test_fits_and_aligns(table: list[tuple[str, str]], width: int) -> None:
    joiners = str.maketrans("", "", "\u200d\ufe0f")  # change the width of what stands beside them
    first, second = ([row[place].translate(joiners) for row in table] for place in (0, 1))
    view = View(
        [Column("a", first), Column("b", second, rank=1), Column("end", ["end"] * len(table))]
    )
    lines = drawn(view, width=width).splitlines()[: len(table) + 2]
    assert len({cell_len(line) for line in lines}) == 1
    assert cell_len(lines[0]) <= width


@given(
    st.lists(st.tuples(nasty, nasty, nasty), max_size=5),
    st.one_of(st.none(), st.integers(0, 60)),
    st.booleans(),
)
def test_no_escape_byte_without_colour(
    table: list[tuple[str, str, str]], width: int | None, ascii_only: bool
) -> None:
    columns = list(zip(*table, strict=True)) or [(), (), ()]
    view = View([Column(f"c{place}", cells, rank=place) for place, cells in enumerate(columns)])
    out = drawn(view, width=width, ascii_only=ascii_only)
    assert not ACTING.search(out.replace("\n", ""))
    below = out.split("\n")[len(table) + 2 :]
    assert below == [""] or (below[0] == "" and "".join(below).startswith("hidden"))
    assert all(line == line.rstrip(" ") for line in out.splitlines())
    assert not ascii_only or out.isascii()


def test_a_column_that_folds_takes_several_lines_a_cell() -> None:
    working = Column("Working", ["gross, then net of what lapsed", "nil"], folds=True)
    view = View([Column("Figure", ["base", "gap"]), working, Column("Value", ["1", "2"], True)])
    assert drawn(view, width=30) == (
        "Figure  Working          Value\n"
        "──────────────────────────────\n"
        "base    gross, then net      1\n"
        "        of what lapsed\n"
        "gap     nil                  2\n"
    )
    assert drawn(view).count("\n") == 4


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_cells_show_as_they_are(text: str) -> None:
    view = View([Column(text, [text], styles=["bad"])], title=text, notes=[text])
    plain, coloured = drawn(view), drawn(view, colour=True)
    assert plain.count(safe(text)) == 4
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == plain.split()
    assert coloured.count("\x1b") <= 10  # title, header, rule, cell: on and off, and ours only


def test_colour() -> None:
    view = View([Column("a", ["x", "y", "z", "-"], styles=["good", "warn", "bad", "dim"])])
    out = drawn(view, colour=True)
    for code in ("\x1b[38;5;33mx", "\x1b[38;5;136my", "\x1b[1;38;5;163mz", "\x1b[2m-"):
        assert code in out


def test_empty_views() -> None:
    assert drawn(View([])) == ""
    assert drawn(View([], title="Goals", notes=["nothing"])) == "Goals\n\nnothing\n"
    assert drawn(View([Column("a", []), Column("b", [])]), width=80) == "a  b\n────\n"
    assert written(terminal.write_plain, View([]), Look()) == ""
    assert written(markdown.write_view, View([]), Look()) == ""


def test_plain_shows_every_column() -> None:
    assert written(terminal.write_plain, goals(), Look()) == (
        "Goal                Target   Gap  Pace  Status\n"
        "高新技术企业 firms  >12700  5135   0.8  at risk\n"
        "GDP                    >5%     0   1.1  on track\n"
    )
