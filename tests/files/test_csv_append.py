"""One row more: any cell comes back as it was, and the other bytes of the file stay the same."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack.files.csv_append import with_row
from targettrack.files.csv_careful import read_careful
from targettrack.files.encoding import Source, to_utf8
from targettrack.vocabulary.errors import UsageError

HEADER = "indicator,year,value,note"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ENCODINGS = {
    "utf-8": b"",
    "utf-8 with a mark": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "gb18030": b"",
}


def encoded(text: str, encoding: str) -> bytes:
    return ENCODINGS[encoding] + text.encode(encoding.partition(" ")[0])


def rows(raw: bytes, encoding: str = "") -> list[list[str]]:
    """The rows of a file as the program reads them."""
    data = to_utf8(raw, encoding)[0]
    assert data is not None
    table, problems = read_careful("x.csv", Source("x.csv", data).data)
    assert problems == []
    return [table.row(row) for row in range(table.rows)]


@given(
    st.lists(TEXT, min_size=4, max_size=4),
    st.sampled_from(list(ENCODINGS)),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from(
        ["高新,2022,6346,突破", '"高新","2022","6346","突破"', '"高新",2022,6346,"突"']
    ),
)
def test_any_cell_comes_back_and_the_other_bytes_stay(
    cells: list[str], encoding: str, ending: str, ended: bool, first: str
) -> None:
    raw = encoded(HEADER + ending + first + ending * ended, encoding)
    try:
        made = with_row(raw, cells)
    except UsageError:  # text that would make the file pass for one in another encoding
        assert encoding == "gb18030"
        return
    assert made.data.startswith(raw)
    there = rows(made.data)
    assert there[:-1] == rows(raw)
    assert there[-1] == cells
    assert (
        to_utf8(made.data)[0]
        == to_utf8(raw)[0] + (made.row + ending if ended else ending + made.row).encode()
    )
    assert made.line == 3


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=4), TEXT)
def test_whatever_stands_there_already(before: list[list[str]], cell: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["indicator", "year", "value"], *before])
    raw = stream.getvalue().encode()
    made = with_row(raw, [cell, "2023", "7565"])
    assert made.data.startswith(raw)
    assert rows(made.data) == [*rows(raw), [cell, "2023", "7565"]]
    table, _ = read_careful("x.csv", made.data)
    assert table.lines is not None
    assert made.line == table.lines[-1]


def added(text: str, *cells: str, encoding: str = "") -> str:
    """What stands in the file after `text` once the row is there."""
    raw = text.encode()
    data = with_row(raw, cells, encoding).data
    assert data.startswith(raw)
    return data[len(raw) :].decode()


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("a,b\n1,2\n", "3,x\n"),
        ("a,b\r\n1,2\r\n", "3,x\r\n"),
        ("a,b\r1,2\r", "3,x\r"),
        ("a,b\n1,2", "\n3,x"),
        ("a,b\r\n1,2", "\r\n3,x"),
        ("a,b\r1,2", "\r3,x"),
        ("a,b", "\n3,x"),
        ("a,b\n", "3,x\n"),
        ('"a\r\n1",b\n1,2', "\n3,x"),  # the ending inside a cell is not the file's
        ("a,b\r\n1,2\n", "3,x\n"),  # mixed: as the last line
        ("a,b\n1,2\n\n,\n", "3,x\n"),
    ],
)
def test_the_line_ending_is_that_of_the_file(text: str, then: str) -> None:
    assert added(text, "3", "x") == then


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("a,b,c\nx,1,\n", "y,2,\n"),
        ('"a","b","c"\n"x","1",""\n', '"y","2",""\n'),  # every cell
        ('"a","b","c"\n"x","1",\n', '"y","2",\n'),  # every cell that has something in it
        ('"a","b","c"\n"x",1,\n', '"y",2,\n'),  # every text, as R and others write
        ('a,b,c\n"x",1,\n', '"y",2,\n'),
        ('a,b,c\n"x",1,""\n', '"y",2,""\n'),
        ('a,b,c\n"x, y",1,\n', "y,2,\n"),  # quoted because it must be
        ('a,b,c\nx,"1,000",\n', "y,2,\n"),
        ('a,b,c\n"x",1,\nz,1,\n', "y,2,\n"),  # now and then
        ('"a","b","c"\n', '"y","2",\n'),
        ("a,b,c\n", "y,2,\n"),
        ('a,b,c\n"x,1,\n', "y,2,\n"),  # not well-formed
    ],
)
def test_the_quotes_are_those_of_the_file(text: str, then: str) -> None:
    assert added(text, "y", "2", "") == then


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("1.27万", "1.27万"),
        ("12,700", '"12,700"'),
        ('say "x"', '"say ""x"""'),
        ("two\nlines", '"two\nlines"'),
        ("\r", '"\r"'),
        (" blanks ", " blanks "),
        ("=1+1", "=1+1"),
        ("\ufeff", "\ufeff"),
    ],
)
def test_a_cell_is_written_as_it_was_typed_and_quoted_where_it_must_be(
    cell: str, written: str
) -> None:
    assert added("a,b\nx,1\n", "y", cell) == f"y,{written}\n"


def test_a_row_with_nothing_on_it_is_a_row() -> None:
    assert added("a\n1\n", "") == '""\n'


def test_a_habit_is_seen_in_a_long_file() -> None:
    text = '"a","b"\n' + '"突破","1"\n' * 20_000
    assert added(text, "y", "2") == '"y","2"\n'


def test_an_encoding_that_is_named() -> None:
    raw = "a,b\n高,1\n".encode("gbk")
    assert with_row(raw, ["突破", "2"], "gbk").data == raw + "突破,2\n".encode("gbk")
    unmarked = "a,b\nx,1\n".encode("utf-16-be")
    made = with_row(unmarked, ["突", "2"], "utf-16-be").data
    assert made == unmarked + "突,2\n".encode("utf-16-be")
    with pytest.raises(UsageError, match='the character "突" cannot be written in ISO8859-1'):
        with_row(b"a,b\nx,1\n", ["突", "2"], "latin-1")


@pytest.mark.parametrize("cell", ["\0", "a\0b", "\udc80"])
def test_what_no_file_can_hold_is_refused(cell: str) -> None:
    with pytest.raises(UsageError):
        with_row(b"a,b\nx,1\n", [cell, "2"])


def test_gb18030_that_would_pass_for_damaged_utf8_is_refused() -> None:
    raw = "a,b\n高,1\n".encode("gb18030")
    mojibake = ("突破目标" * 20).encode().decode("gb18030")  # its bytes are valid UTF-8
    with pytest.raises(UsageError, match="save the file as UTF-8"):
        with_row(raw, [mojibake, "2"])
