"""What the writers promise: nothing lost, nothing executed, everything aligned."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from targettrack.render.view import Column, View
from targettrack.render.writers import machine, markdown, terminal
from targettrack.render.writers.fold import folded
from targettrack.render.writers.safe_text import ACTING, guard, safe, to_ascii
from targettrack.vocabulary.errors import UsageError

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
    terminal.write(view, stream, width=width, colour=colour, ascii_only=ascii_only)
    return stream.getvalue()


def written(write: Callable[..., None], table: object, **options: object) -> str:
    stream = io.StringIO()
    write(table, stream, **options)
    return stream.getvalue()


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


# --- text ---------------------------------------------------------------------------------------


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


# --- terminal -----------------------------------------------------------------------------------


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
def test_folded_loses_nothing_but_blanks(text: str, width: int) -> None:
    lines = folded(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= max(width, 2) for line in lines)


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
    assert written(terminal.write_plain, View([]), ascii_only=False) == ""
    assert written(markdown.write, View([])) == ""


def test_plain_shows_every_column() -> None:
    assert written(terminal.write_plain, goals(), ascii_only=False) == (
        "Goal                Target   Gap  Pace  Status\n"
        "高新技术企业 firms  >12700  5135   0.8  at risk\n"
        "GDP                    >5%     0   1.1  on track\n"
    )


# --- markdown -----------------------------------------------------------------------------------


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
    assert written(markdown.write, view) == (
        "**T**\n\n"
        "| Goal_a | n |\n| --- | --: |\n| a&#124;b | 1 |\n| &lt;i&gt; | -2 |\n\n"
        "1\\. note\n\n\\# head\n"
    )


def test_markdown_in_ascii() -> None:
    view = View([Column("≥ 5 │ 家", ["✓"])], notes=["→"])
    out = written(markdown.write, view, ascii_only=True)
    assert out.isascii()
    assert rendered(out) == [("th", r">= 5 | \u5bb6"), ("td", "+"), ("p", "->")]


@given(st.lists(st.tuples(nasty, nasty), min_size=1, max_size=4), nasty, nasty)
def test_markdown_shows_exactly_the_cells(
    table: Sequence[tuple[str, str]], header: str, note: str
) -> None:
    columns = [Column(header, [row[0] for row in table]), Column("b", [row[1] for row in table])]
    source = written(markdown.write, View(columns, notes=[note]))
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


# --- machine formats ----------------------------------------------------------------------------


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


def test_csv_as_it_stands() -> None:
    body = '2025,7565,{}=1+1,true\ngdp,,0.30000000000000004,"say ""hi"", twice",false\n'
    text = "indicator,target_year,target,source,disagree\n企业," + body + ",2030,,-13.5,true\n"
    assert written(machine.write_csv, report()) == text.format("'")
    assert written(machine.write_csv, report(), raw=True) == text.format("")


def test_json_as_it_stands() -> None:
    text = written(machine.write_json, report())
    assert text == (
        '[\n{"indicator": "企业", "target_year": 2025, "target": 7565, "source": "=1+1", '
        '"disagree": true},\n{"indicator": "gdp", "target_year": null, '
        '"target": 0.30000000000000004, "source": "say \\"hi\\", twice", "disagree": false},\n'
        '{"indicator": null, "target_year": 2030, "target": null, "source": "-13.5", '
        '"disagree": true}\n]\n'
    )
    strange = pd.DataFrame({"100%": [float("inf"), float("-inf"), float("nan"), 1e-7]})
    values = json.loads(written(machine.write_json, strange))
    assert [value["100%"] for value in values] == [None, None, None, 1e-7]


@given(st.lists(st.tuples(nasty, nasty), max_size=4), nasty, st.booleans())
def test_csv_reads_back(table: list[tuple[str, str]], header: str, raw: bool) -> None:
    frame = pd.DataFrame(table, columns=[header + "1", "b"])
    frame = frame.astype({"b": "category"})
    text = written(machine.write_csv, frame, raw=raw)
    names, *body = csv.reader(io.StringIO(text, newline=""), strict=True)
    expected = [[header + "1", "b"], *map(list, table)]
    if not raw:
        expected = [[guard(cell) for cell in row] for row in expected]
    assert [names, *body] == expected


def test_csv_of_one_column_keeps_empty_rows() -> None:
    text = written(machine.write_csv, pd.DataFrame({"a": ["x", None, "y"]}))
    assert list(csv.reader(io.StringIO(text))) == [["a"], ["x"], [""], ["y"]]


@given(st.lists(st.text(st.characters()), max_size=4))
def test_json_reads_back(cells: list[str]) -> None:
    frame = pd.DataFrame({"%s\x9b": pd.Series(cells, dtype=object)})
    text = written(machine.write_json, frame)
    assert not ACTING.search(text.replace("\n", ""))
    back = [record["%s\x9b"] for record in json.loads(text)]
    assert [joined(cell) for cell in back] == [joined(cell) for cell in cells]


def joined(text: str) -> str:
    """Surrogates that stand in pairs as the one character that JSON reads them as."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_floats_read_back_exactly(values: list[float]) -> None:
    frame = pd.DataFrame({"v": values})
    lines = written(machine.write_csv, frame).splitlines()[1:]
    assert list(map(float, lines)) == values
    assert [record["v"] for record in json.loads(written(machine.write_json, frame))] == values


def test_lone_surrogate_in_csv_is_escaped() -> None:
    frame = pd.DataFrame({"a": pd.Series(["x\ud800"], dtype=object)})
    assert written(machine.write_csv, frame) == "a\nx\\ud800\n"


def test_blocks_join(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.concat([report()] * 3, ignore_index=True)
    whole = written(machine.write_csv, frame), written(machine.write_json, frame)
    monkeypatch.setattr(machine, "BLOCK", 2)
    assert (written(machine.write_csv, frame), written(machine.write_json, frame)) == whole


def test_empty_frames(tmp_path: Path) -> None:
    empty = report().iloc[:0]
    assert written(machine.write_csv, empty) == "indicator,target_year,target,source,disagree\n"
    assert written(machine.write_json, empty) == "[]\n"
    assert written(markdown.write_frame, empty).count("\n") == 2
    machine.write_xlsx(empty, tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active.max_row == 1
    machine.write_parquet(empty, tmp_path / "a.parquet")
    assert list(pd.read_parquet(tmp_path / "a.parquet").columns) == list(empty.columns)


def test_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    machine.write_xlsx(report(), path)
    sheet = openpyxl.load_workbook(path).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["企业", 2025, 7565, "=1+1", True],
        ["gdp", None, pytest.approx(0.3), 'say "hi", twice', False],
        [None, 2030, None, "-13.5", True],
    ]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet["D2"].data_type == "s"
    assert sheet["D2"].quotePrefix
    assert not sheet["D3"].quotePrefix
    assert not sheet["D4"].quotePrefix
    machine.write_xlsx(report(), path, raw=True)
    sheet = openpyxl.load_workbook(path).active
    assert sheet["D2"].data_type == "s"
    assert not sheet["D2"].quotePrefix


@settings(max_examples=40, deadline=None)
@given(cells=st.lists(nasty.filter(lambda text: "_x" not in text), min_size=1, max_size=8))
def test_xlsx_loses_and_runs_nothing(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    path = tmp_path_factory.mktemp("xlsx") / "any.xlsx"
    machine.write_xlsx(pd.DataFrame({"a": cells, "b": "end"}), path)
    read = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
    lines = ["\n".join(map(safe, cell.split("\n"))) for cell in cells]
    assert [cell.value or "" for cell in read] == lines
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in read)


def test_what_a_sheet_cannot_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.write_xlsx(pd.DataFrame({"a": ["x" * 40_000]}), tmp_path / "long.xlsx")
    value = openpyxl.load_workbook(tmp_path / "long.xlsx").active["A2"].value
    assert len(value) == 32_767
    assert value.endswith("…")
    monkeypatch.setattr(machine, "SHEET_ROWS", 3)
    with pytest.raises(UsageError, match="2 rows"):
        machine.write_xlsx(report(), tmp_path / "tall.xlsx")


@settings(max_examples=40, deadline=None)
@given(cells=st.lists(nasty, max_size=8))
def test_parquet_reads_back(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    path = tmp_path_factory.mktemp("parquet") / "any.parquet"
    frame = pd.DataFrame({"a": pd.Series(cells, dtype="str"), "b": pd.Categorical(cells)})
    machine.write_parquet(frame, path)
    back = pd.read_parquet(path)
    assert back["a"].tolist() == cells
    assert back["b"].tolist() == cells


@pytest.mark.parametrize(
    ("write", "module", "extra"),
    [(machine.write_xlsx, "xlsxwriter", "xlsx"), (machine.write_parquet, "pyarrow", "fast")],
)
def test_missing_extra_says_what_to_install(
    write: Callable[..., None], module: str, extra: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=rf"targettrack\[{extra}\]"):
        write(report(), tmp_path / "out")
