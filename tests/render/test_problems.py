"""How a problem is printed: the place, the line with the cell marked, the remedy."""

import io
from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from targettrack.render.views.problems import describe, write
from targettrack.vocabulary.errors import Problem
from targettrack.vocabulary.language import activate


@pytest.fixture(autouse=True)
def in_english() -> None:
    activate("en")


def printed(problem: Problem) -> list[str]:
    """The lines of a problem without its remedy."""
    return list(describe(problem))[:-1]


def number(place: int, cells: Sequence[str]) -> Problem:
    """A cell that is not a number, in a line of cells."""
    values = {"column": "value", "cell": "x"}
    return Problem("E104", "actuals.csv", 7, place, values, cells)


def test_the_cell_is_underlined() -> None:
    assert printed(number(3, ["firms", "2023", "1,2,7", "家"])) == [
        'actuals.csv:7:3 E104 value "x" is not a number',
        '    firms,2023,"1,2,7",家',
        "               ^^^^^^^",
    ]


def test_wide_characters_take_two_cells() -> None:
    quoted, underline = printed(number(2, ["高新技术企业", "约1万", ""]))[1:]
    assert quoted == "    高新技术企业,约1万,"
    assert underline == " " * (4 + 12 + 1) + "^" * 5
    assert cell_len(quoted) == len(underline) + 1


def test_a_blank_cell_is_marked() -> None:
    assert printed(number(1, ["", "2023"]))[1:] == ["    ,2023", "    ^"]
    assert printed(number(2, ["a", "", "b"]))[1:] == ["    a,,b", "      ^"]


@pytest.mark.parametrize("place", [1, 2, 7, 20, 39, 40])
def test_of_a_long_line_the_part_around_the_cell_is_quoted(place: int) -> None:
    cells = [f"cell number {count}" for count in range(1, 41)]
    quoted, underline = printed(number(place, cells))[1:]
    assert quoted[underline.index("^") : len(underline)] == f"cell number {place}"
    assert cell_len(quoted) <= 4 + 96 + len("…,,…")
    assert quoted.startswith("    …,") == (place > 5)
    assert quoted.endswith(",…") == (place < 34)


def test_long_cells_and_words_are_cut() -> None:
    for letter in "x中":
        quoted, underline = printed(number(2, ["a", letter * 1_000_000, "b"]))[1:]
        assert cell_len(quoted) == cell_len("    a,…,b") + 40
        assert underline.count("^") == 41
    series = {"series": "s" * 1_000_000, "year": 2023, "first": 1, "second": 2, "line": 2}
    head = printed(Problem("E201", "actuals.csv", 3, 3, series))[0]
    assert head.endswith("s…")
    assert len(head) < 500


def test_a_line_without_a_cell_to_mark_is_quoted_as_it_stands() -> None:
    values = {"count": 3, "expected": 2}
    ragged = Problem("E115", "actuals.csv", 3, None, values, ["a,b", "1", "2"])
    assert printed(ragged)[1:] == ['    "a,b",1,2']
    unclosed = Problem("E116", "actuals.csv", 3, None, {}, ['a,"b,1,2'])
    assert printed(unclosed)[1:] == ['    a,"b,1,2']


def test_without_a_line_there_is_nothing_to_quote() -> None:
    assert list(describe(Problem("E001", "x.csv"))) == [
        "x.csv E001 there is no such file",
        "    remedy: check the path, or start a dataset with: targettrack init FOLDER",
    ]


def test_what_acts_in_a_terminal_is_spelt_out() -> None:
    hostile = "\x1b[31mred\x1b[0m\r\n\u202e\x07[bold]"
    values = {"column": hostile, "cell": hostile}
    problem = Problem("E104", hostile, 7, 2, values, [hostile, hostile, hostile])
    told = list(describe(problem))
    assert all(line.isprintable() for line in told)
    assert told[0].count("\\x1b[31mred") == 3
    assert told[1] == "    …," + ",".join([r"\x1b[31mred\x1b[0m\r\n\u202e\x07[bold]"] * 2)


def test_in_ascii() -> None:
    stream = io.StringIO()
    write([number(2, ["高", "约1万"])], stream, ascii_only=True)
    assert stream.getvalue().isascii()
    assert "\\u7ea6" in stream.getvalue()
