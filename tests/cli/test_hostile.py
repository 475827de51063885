"""Data never controls the terminal, the spreadsheet, the page or the path, by any command."""

import gzip
import json
import re
from pathlib import Path

import pytest
from running import run

from targettrack.dataset.folder import files_of, inspect

ESCAPE, BIDI = "\x1b]0;owned\x07\x1b[31m", "\u202egnp.exe\u2066"
NAMES = [
    f"red {ESCAPE}",
    f"turned {BIDI}",
    "[bold red]markup[/] [link=http://x]y[/link]",
    "=cmd|'/c calc'!A1",
    "@SUM(A1:A9)",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "a|b`c`",
    "\u200b\u00ad\ufeffzero width",
    "{year} %s %(x)s",
    "name\rwith return",
]
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
ACTING = re.compile(f"[{CONTROLS}\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset whose every text is one of the above."""
    folder = tmp_path_factory.mktemp("hostile")
    goals = ["indicator,area,year,comparator,value,unit,source,quote,variant"]
    facts = ["indicator,area,year,value,unit,source,note"]
    names = ["indicator,name,name_zh,theme"]
    for number, name in enumerate(NAMES):
        text = quoted(name)
        unit = quoted(f"{NAMES[0]}")
        goals.append(f"{text},{text},2030,>=,{200 + number},{unit},{text},{text},{text}")
        for year, value in ((2018, 90), (2019, 97), (2020, 104), (2021, 111), (2023, 127)):
            facts.append(f"{text},{text},{year},{value + number},{unit},{text},{text}")
        names.append(f"{text},{quoted('N ' + name)},{quoted('名 ' + name)},{text}")
    for table, rows in (("targets", goals), ("actuals", facts), ("indicators", names)):
        (folder / f"{table}.csv").write_text("\n".join([*rows, ""]), encoding="utf-8", newline="")
    dataset, problems = inspect(files_of(folder))
    assert dataset is not None
    assert not [problem for problem in problems if problem.is_error]
    return folder


COMMANDS = [
    ["status"],
    ["status", "--method", "all"],
    ["status", "--lang", "zh"],
    ["status", "--format", "plain"],
    ["status", "--format", "md"],
    ["status", "--format", "json"],
    ["project", "--year", "2027", "--path"],
    ["show", NAMES[0], "--method", "all"],
    ["show", NAMES[2], "--format", "md"],
    ["backtest", "--each"],
    ["backtest"],
    ["check"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(each)[:30] for each in COMMANDS])
def test_no_command_lets_a_text_act(hostile: Path, command: list[str]) -> None:
    place = 2 if command[0] == "show" else 1
    done = run(*command[:place], hostile, *command[place:])
    assert done.code == 0, done.err
    for text in (done.out, done.err):
        assert not ACTING.search(text.replace("\r\n", "\n").replace("\n", "")), text
    if command[-1] == "md":
        assert "<script>" not in done.out
        assert not re.search(r"(?<!\\)[\[`]", done.out)  # every bracket and backtick is escaped


def test_no_file_is_written_beside_the_one_asked_for(hostile: Path, tmp_path: Path) -> None:
    for ending in ("csv", "json", "md", "xlsx", "parquet"):
        inner = tmp_path / ending / "deep"
        inner.mkdir(parents=True)
        done = run("export", hostile, "-o", f"report.{ending}", cwd=inner)
        assert (done.code, done.err) == (0, "")
        assert [path.name for path in inner.parent.rglob("*")] == ["deep", f"report.{ending}"]


def test_every_text_comes_back_from_the_machine_formats(hostile: Path, tmp_path: Path) -> None:
    json_file, csv_file = tmp_path / "r.json", tmp_path / "r.csv"
    assert run("export", hostile, "-o", json_file).code == 0
    assert run("export", hostile, "-o", csv_file).code == 0
    assert [row["indicator"] for row in json.loads(json_file.read_text("utf-8"))] == NAMES
    cells = csv_file.read_text("utf-8")
    for start in ("=cmd", "@SUM"):  # guarded, so that a spreadsheet takes them as text
        assert f",'{start}" in cells or f"\n'{start}" in cells
        assert f",{start}" not in cells


def test_errors_quote_hostile_cells_harmlessly(tmp_path: Path) -> None:
    (tmp_path / "targets.csv").write_text(
        f"indicator,year,comparator,value\nx,2030,>=,{ESCAPE}\n{BIDI},soon,[red]>=[/],9\n",
        encoding="utf-8",
    )
    (tmp_path / "actuals.csv").write_text("indicator,year,value\nx,2023,1\n")
    done = run("status", tmp_path)
    assert done.code == 3
    assert not ACTING.search(done.err.replace("\r\n", "").replace("\n", ""))
    assert "E104" in done.err
    assert "E103" in done.err


def test_a_name_that_is_a_path_and_an_option_that_is_markup(hostile: Path) -> None:
    for arguments in (
        ["show", f"nothing {ESCAPE}", hostile],
        ["status", f"no {BIDI} folder"],
        ["status", hostile, "--where", f"{ESCAPE}=1"],
        ["status", hostile, "--method", f"{ESCAPE}"],
        ["status", hostile, "-o", f"no/such/{BIDI}/file"],
    ):
        done = run(*arguments)
        assert done.code in (2, 3), done.err
        assert not ACTING.search(done.err.replace("\r\n", "").replace("\n", ""))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (gzip.compress(b"0" * 10_000_000), "E005"),
        (b"indicator,year,value\nx,2023,1\0\n", "E006"),
        (b"\0" * 1000, "E006"),
        (b"PK\x03\x04" + b"\0" * 100, "E005"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, raw: bytes, code: str) -> None:
    (tmp_path / "targets.csv").write_text("indicator,year,comparator,value\nx,2030,>=,9\n")
    (tmp_path / "actuals.csv").write_bytes(raw)
    done = run("status", tmp_path)
    assert done.code == 3
    assert code in done.err


def test_a_hundred_thousand_columns(tmp_path: Path) -> None:
    header = ",".join(["indicator", "year", "value", *(f"c{n}" for n in range(100_000))])
    row = ",".join(["x", "2023", "1", *["7"] * 100_000])
    (tmp_path / "targets.csv").write_text("indicator,year,comparator,value\nx,2030,>=,9\n")
    (tmp_path / "actuals.csv").write_text(f"{header}\n{row}\n")
    done = run("status", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "1 goal" in done.out
