"""CSV to columns: the fast way gives what the careful way gives, or nothing; faults have lines."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import assume, event, example, given
from hypothesis import strategies as st

from targettrack.files import csv_arrow
from targettrack.files.csv_arrow import is_regular, read_fast
from targettrack.files.csv_careful import read_careful, read_header
from targettrack.files.table import Coded, Table
from targettrack.vocabulary.quantities import number


@pytest.fixture(scope="module", autouse=True)
def small_files_too() -> Iterator[None]:
    """The fast way is not for small files only because it does not pay there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_arrow, "SMALL", 0)
        yield


# Texts that look like tables


separators = st.sampled_from(["\n", "\r\n", "\r"])
plain = ["12700", "-13.5", "12700.000000000001", "1.2e4", "1E5", "1e-320", "1.", ".5", "-0", "007"]
odd = ["+5", "1e400", "1e-400", "nan", "NaN", "inf", "-inf", "0x10", "1_000", "1,000", "NA", "٣"]
blanks = ["", "", " ", "  ", " 5", "5 ", "\t5", "\u30005"]
numbers = st.sampled_from([*plain, *odd, *blanks]) | (st.floats() | st.integers()).map(repr)
words = st.text(st.sampled_from('ab5 ,"\n\r\t中é\u2028\x0b\x85\ufeff\U00020000'), max_size=6)


@st.composite
def csv_texts(draw: st.DrawFn) -> str:
    """A well-formed table: a header, rows as wide as it, blank lines between them."""
    width = draw(st.integers(1, 4))
    end = draw(separators)
    columns = [draw(st.sampled_from([numbers, words, numbers | words])) for _ in range(width)]
    header = draw(st.permutations(["a", "b b", "中", '"c"', "d,d"]))[:width]
    rows = [[draw(cells) for cells in columns] for _ in range(draw(st.integers(0, 5)))]
    lines = []
    for row in [header, *rows]:
        lines.append(",".join(draw(spelt(cell)) for cell in row))
        lines.extend([""] * draw(st.sampled_from([0, 0, 0, 1, 2])))
    return end.join(lines) + draw(st.sampled_from(["", end]))


def spelt(cell: str) -> st.SearchStrategy[str]:
    """How a cell may stand in a file: in quotes where it must, and where it need not."""
    quoted = '"' + cell.replace('"', '""') + '"'
    return st.just(quoted) if set(cell) & set('",\r\n') else st.sampled_from([cell, quoted])


soups = st.lists(
    st.sampled_from(
        ["a", "1", " ", '"', '"', '""', '"a"', ",", ",", "\n", "\n", "\r\n", "\r", "中"]
    )
).map("".join)


def cells(table: Table) -> list[list[object]]:
    """The cells of every column, by row."""
    return [
        [column.values[code] for code in column.codes] if isinstance(column, Coded) else [*column]
        for column in table.columns
    ]


def assert_same(fast: Table, careful: Table) -> None:
    """The same text in every cell; a column of numbers holds what the text says."""
    assert list(fast.header) == list(careful.header)
    assert fast.rows == careful.rows
    for column, read, texts in zip(fast.columns, cells(fast), cells(careful), strict=True):
        if isinstance(column, Coded):
            assert read == texts
        else:
            stated = [float(number(text)[0]) if text.strip() else math.nan for text in texts]
            np.testing.assert_array_equal(read, stated)


# The fast way against the careful way


@given(csv_texts(), st.booleans(), st.booleans())
@example("a\n1e400\n", True, False)
@example("a\n1e-400\n", True, False)
@example("a\nnan\n\n", True, False)
@example('a,b b\n1,"x\ny"\n\n" 2",\n', True, False)
@example("a,b b\r\r1,2\n", True, False)
@example("a,b b\n1,2\n1,3\n中,2\n中,\n", True, True)
def test_fast_reads_what_careful_reads(text: str, numeric: bool, runs: bool) -> None:
    pytest.importorskip("pyarrow")
    data = text.encode()
    header = read_header(data)
    fast = read_fast(data, header, header if numeric else [], header if runs else [])
    careful, problems = read_careful("actuals.csv", data)
    assert problems == []
    if fast is None:
        event("left to the careful way")
    else:
        assert_same(fast, careful)


@given(soups, st.booleans())
def test_fast_takes_no_text_in_which_careful_finds_a_fault(text: str, numeric: bool) -> None:
    pytest.importorskip("pyarrow")
    data = f"a,b\n{text}".encode()
    fast = read_fast(data, ["a", "b"], ["a"] if numeric else [])
    careful, problems = read_careful("actuals.csv", data)
    if fast is None:
        event("left to the careful way")
    else:
        assert problems == []
        assert_same(fast, careful)


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,x\n2,y\n",
        "a,b\r\n1,x\r\n2,y",
        'a,b\n1,"x, y"\n2,"he said ""no"""\n',
        'a,b\n1,"over\ntwo lines"\n\n2,\n',
        ' a ,"b"\n1,x\n',
        "a,b\n,\n1e3,中\n",
    ],
)
def test_fast_takes_regular_texts(text: str) -> None:
    pytest.importorskip("pyarrow")
    fast = read_fast(text.encode(), ["a", "b"], ["a"])
    assert fast is not None
    assert isinstance(fast.columns[0], np.ndarray)
    assert_same(fast, read_careful("actuals.csv", text.encode())[0])


@pytest.mark.parametrize("cell", ["x", "nan", "inf", "1e400", "1e-400", "0x10", "1_000", "٣"])
def test_a_column_that_is_not_all_plain_numbers_is_text(cell: str) -> None:
    pytest.importorskip("pyarrow")
    data = f"a,b\n1,2\n{cell},3\n".encode()
    fast = read_fast(data, ["a", "b"], ["a", "b"])
    assert fast is not None
    assert cells(fast)[0] == ["1", cell]


@pytest.mark.parametrize(
    "text",
    [
        'a,b\n1,x"y\n',  # a stray quote
        'a,b\n1,"x"y\n',
        'a,b\n1,x""\n',
        'a,b\n1, "x"\n',
        'a,b\n1,"x\n2,y\n',  # a quote that is never closed
        'a,b\n1,"x""\n',
        "a,b\n1\n",  # a row that is too short, or too long
        "a,b\n1,x,y\n",
        "a,b\n1,x\n\n2\n",
        "a,b\n1,x\n,,\n",
        "\na,b\n1,x\n",  # a header that is not the first line, or more than one line
        'a,"\nb"\n1,x\n',
        "b,a\n1,x\n",
        "",
    ],
)
def test_fast_leaves_what_is_irregular(text: str) -> None:
    pytest.importorskip("pyarrow")
    assert read_fast(text.encode(), ["a", "b"], []) is None


def test_fast_leaves_doubled_columns() -> None:
    assert read_fast(b"a,a\n1,2\n", ["a", "a"], []) is None


FAULTY = {
    "short": lambda width: ",".join(["x"] * (width - 1)),
    "long": lambda width: ",".join(["x"] * (width + 1)),
    "stray": lambda width: ",".join(['x"y'] + ["x"] * (width - 1)),
    "text after": lambda width: ",".join(['"x"y'] + ["x"] * (width - 1)),
    "unclosed": lambda width: ",".join(['"x'] + ["x"] * (width - 1)),
}


@given(csv_texts(), st.sampled_from(sorted(FAULTY)))
def test_fast_leaves_a_text_with_one_faulty_row(text: str, fault: str) -> None:
    pytest.importorskip("pyarrow")
    header = read_header(text.encode())
    assume(fault != "short" or len(header) > 1)
    data = f"{text.rstrip()}\n{FAULTY[fault](len(header))}\n".encode()
    assert read_fast(data, header, []) is None


# Quotes


def regular(text: str) -> bool:
    """The same, character by character."""
    state = "start"
    for character in text:
        edge = character in ",\r\n"
        if state == "quoted":
            state = "closing" if character == '"' else "quoted"
        elif character == '"' and state in ("start", "closing"):
            state = "quoted"
        elif character == '"' or (state == "closing" and not edge):
            return False
        else:
            state = "start" if edge else "plain"
    return state != "quoted"


@given(st.text(st.sampled_from('"",\n\ra中')) | soups | csv_texts())
@example('""')
@example('"""')
@example('""""')
@example('"a""b"')
@example('"a" "b"')
@example('a""')
def test_is_regular(text: str) -> None:
    assert is_regular(text.encode()) == regular(text)


@pytest.mark.parametrize("size", [(1 << 24) + more for more in range(-3, 3)])
@pytest.mark.parametrize("quotes", ['"a"', '"a""b"', '""', '"a"b', 'a"', '"'])
def test_is_regular_in_long_texts(size: int, quotes: str) -> None:
    assert is_regular(b"x" * size + b"\n" + quotes.encode()) == regular(quotes)


# The careful way


def lines_of(text: str) -> list[tuple[int, list[str]]]:
    """Each row with its line, by the careful way."""
    table, _ = read_careful("actuals.csv", text.encode())
    assert table.lines is not None
    return [(int(line), table.row(row)) for row, line in enumerate(table.lines)]


def faults_of(text: str) -> list[tuple[str, int | None]]:
    """Each fault with its line, in the order of the lines."""
    _, problems = read_careful("actuals.csv", text.encode())
    assert {problem.file for problem in problems} <= {"actuals.csv"}
    return sorted(((p.code, p.line) for p in problems), key=lambda fault: fault[1] or 0)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_have_the_line_they_start_on(end: str) -> None:
    text = end.join(
        ["a,b", "1,x", "", '2,"two', 'lines"', "", "", '3,"', "", '"', '4,"""', '"""', "5,y"]
    )
    assert [line for line, _ in lines_of(text)] == [2, 4, 8, 11, 13]
    assert lines_of(text)[1] == (4, ["2", f"two{end}lines"])
    assert lines_of(text)[3] == (11, ["4", f'"{end}"'])


def test_line_ends_may_be_mixed() -> None:
    text = 'a,b\r\n1,"x\r\ny\nz\rw"\n2,y\r3,z\r\n'
    assert lines_of(text) == [(2, ["1", "x\r\ny\nz\rw"]), (6, ["2", "y"]), (7, ["3", "z"])]


def test_other_breaks_break_no_line() -> None:
    text = "a,b\n1,x\x0b\x0c\x1c\x85\u2028\u2029\n2,y\n"
    assert [line for line, _ in lines_of(text)] == [2, 3]


@given(csv_texts())
def test_each_row_starts_where_its_line_is(text: str) -> None:
    """The text before the line holds the rows above, and no more."""
    starts = [0]
    for place, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[place + 1 : place + 2] != "\n"):
            starts.append(place + 1)
    found = lines_of(text)
    for row, (line, _) in enumerate(found):
        assert [cells for _, cells in lines_of(text[: starts[line - 1]])] == [
            cells for _, cells in found[:row]
        ]


def test_many_rows_have_their_lines() -> None:
    text = "a,b\n" + "".join(f'{row},"x' + "\n" * (row % 3) + '"\n' for row in range(20_000))
    heights = np.array([row % 3 + 1 for row in range(20_000)])
    table, _ = read_careful("actuals.csv", text.encode())
    np.testing.assert_array_equal(table.lines, 2 + np.cumsum(heights) - heights)


def test_a_header_may_come_late() -> None:
    table, problems = read_careful("actuals.csv", b"\n\r\n a , b \n1,x\n")
    assert list(table.header) == ["a", "b"] == read_header(b"\n\r\n a , b \n1,x\n")
    assert (table.header_line, problems) == (3, [])


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", '"a,b\n1,2\n', '"a"b,c\n1,2\n'])
def test_no_header(text: str) -> None:
    assert read_header(text.encode()) == []


def test_blanks_around_cells_are_kept() -> None:
    assert lines_of("a,b\n 1 ,\tx\n") == [(2, [" 1 ", "\tx"])]


@pytest.mark.parametrize("size", [200_000, 2_000_000])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_may_be_huge(size: int, quote: str) -> None:
    text = f"a,b\n1,{quote}{'x' * size}{quote}\n2,y\n"
    assert faults_of(text) == []
    assert lines_of(text) == [(2, ["1", "x" * size]), (3, ["2", "y"])]
    assert read_header(f"a,{'x' * size}\n".encode()) == ["a", "x" * size]


def test_plain_numbers_come_as_numbers() -> None:
    table, _ = read_careful("actuals.csv", b"a,b\n1,x\n,\n-2.5e3,z\n", ["a"])
    assert isinstance(table.columns[0], np.ndarray)
    np.testing.assert_array_equal(table.columns[0], [1, np.nan, -2500])
    assert cells(table)[1] == ["x", "", "z"]
    table, _ = read_careful("actuals.csv", b"a,b\n1,x\n 2,y\n", ["a"])
    assert cells(table) == [["1", " 2"], ["x", "y"]]


# Faults


def test_blank_cells_at_the_end_come_and_go() -> None:
    text = "a,b,c\n1\n2,x\n3,y,z,, \n,,,,\n"
    assert faults_of(text) == []
    assert lines_of(text)[:3] == [(2, ["1", "", ""]), (3, ["2", "x", ""]), (4, ["3", "y", "z"])]


def test_every_ragged_row_is_named_and_the_rest_read() -> None:
    text = "a,b\n1,,z\n2,x\n3,y,z\n\n4,\n,,x,\n5,v\n"
    _, problems = read_careful("actuals.csv", text.encode())
    assert [(p.code, p.line, p.values["count"], p.values["expected"]) for p in problems] == [
        ("E115", 2, 3, 2),
        ("E115", 4, 3, 2),
        ("E115", 7, 4, 2),
    ]
    assert [p.cells for p in problems] == [["1", "", "z"], ["3", "y", "z"], ["", "", "x", ""]]
    assert lines_of(text) == [(3, ["2", "x"]), (6, ["4", ""]), (8, ["5", "v"])]


@pytest.mark.parametrize(
    ("rest", "kept"),
    [
        ("2,y\n3,z\n", [3, 4]),  # the quote would take the rest of the file
        ('2,y\n3,"q"\n4,z\n', [3, 4, 5]),  # or all up to the next quote
        ('2,y\n3,"u,v"\n4,z\n', [3, 4, 5]),
        ("", []),
    ],
)
def test_an_unclosed_quote_is_told_at_its_line_and_the_rest_read(
    rest: str, kept: list[int]
) -> None:
    text = f'a,b\n1,"x\n{rest}'
    assert faults_of(text) == [("E116", 2)]
    assert [line for line, _ in lines_of(text)] == kept
    _, problems = read_careful("actuals.csv", text.encode())
    assert problems[0].cells == ['1,"x']


def test_several_unclosed_quotes() -> None:
    text = 'a,b\n1,"x\n2,y\n3,"x\r\n4,z\n"5,x\n'
    assert faults_of(text) == [("E116", 2), ("E116", 4), ("E116", 6)]
    assert lines_of(text) == [(3, ["2", "y"]), (5, ["4", "z"])]


def test_text_after_a_closing_quote() -> None:
    text = 'a,b\n1,"x"y\n2,"z"\n"3" ,w\n'
    assert faults_of(text) == [("E117", 2), ("E117", 4)]
    assert lines_of(text) == [(3, ["2", "z"])]


def test_a_quote_inside_a_plain_cell_is_text() -> None:
    assert lines_of('a,b\n1,5" pipe\n') == [(2, ["1", '5" pipe'])]
    assert faults_of('a,b\n1,5" pipe\n') == []


@pytest.mark.parametrize(("row", "code"), [("1,,x", "E115"), ('1,"x"y', "E117"), ('1,"x', "E116")])
def test_faults_alike_are_counted_after_the_first_hundred(row: str, code: str) -> None:
    text = "a,b\n" + f"{row}\n2,y\n" * 130
    _, problems = read_careful("actuals.csv", text.encode())
    told = [problem for problem in problems if problem.code == code]
    rest = [problem for problem in problems if problem.code != code]
    assert [problem.line for problem in told] == list(range(2, 202, 2))
    assert [(p.code, p.line, dict(p.values)) for p in rest] == [
        ("E199", 202, {"count": 30, "code": code})
    ]


def test_the_end_is_read_after_any_number_of_unclosed_quotes() -> None:
    text = "a,b\n" + '1,"x\n' * 5000 + "2,,x\n3,y\n"
    assert ("E115", 5002) in faults_of(text)
    assert lines_of(text) == [(5003, ["3", "y"])]
