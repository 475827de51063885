"""The command line, by real processes: what each command prints where, and its exit code.

Exit codes: 0 done; 1 internal error; 2 usage; 3 the data has problems; 4 a --fail-on gate
tripped; 130 interrupted.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from inspect import cleandoc
from pathlib import Path
from threading import Thread

import openpyxl
import pandas as pd
import pytest
from rich.cells import cell_len
from running import Run, command, environment, run

import targettrack
from targettrack.cli.usage import in_words
from targettrack.methods import DEFAULT, METHODS
from targettrack.render.writers.safe_text import ACTING
from targettrack.vocabulary.field import columns
from targettrack.vocabulary.results import ASSESSMENT, PROJECTION

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
on_posix = pytest.mark.skipif(os.name != "posix", reason="needs pseudo terminals, fifos, signals")


def runs(*commands: Sequence[object], **settings: str) -> list[Run]:
    """Several commands, one after another."""
    return [run(*arguments, **settings) for arguments in commands]


def drawn(out: str) -> list[dict[str, str]]:
    """The rows of a drawn table by its headers; blank cells at the end of a row are left out."""
    header, _rule, *rows = (re.split(r"\s{2,}", line) for line in out.split("\n\n")[0].splitlines())
    return [dict(zip(header, row, strict=False)) for row in rows]


def records(out: str) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(out)))


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes the files of a dataset from their texts, and gives their folder."""

    def folder(encoding: str = "utf-8", **tables: str) -> Path:
        for table, text in tables.items():
            path = tmp_path / f"{table}.csv"
            path.write_bytes(f"{cleandoc(text)}\n".encode(encoding))
        return tmp_path

    return folder


GOALS = """
    indicator,year,comparator,value,announced
    firms,2025,>,10000,2023-03
    firms,2027,>,12700,
    """
ACTUALS = """
    indicator,year,value,published
    firms,2022,6346,2023-02
    firms,2023,7565,2024-02-27
    """
BROKEN = {
    "targets": """
        indicator,year,comparator,value
        firms,2025,beyond,10000
        firms,2027,>,1万二
        """,
    "actuals": """
        indicator,year,value
        firms,2023,"1,2,7"
        firms,soon,7565
        """,
}
PLACES = [  # file, line and column of each problem in BROKEN
    "targets.csv:2:3 E110",
    "targets.csv:3:4 E107",
    "actuals.csv:2:3 E104",
    "actuals.csv:3:2 E103",
]


# --- status --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def standing() -> Run:
    return run("status")


def test_status_of_the_goals_of_chongqing(standing: Run) -> None:
    assert (standing.code, standing.err) == (0, "")
    names = ("Indicator", "By", "Goal (家)", "2023", "Required", "Observed", "Gap")
    assert [[row[name] for name in names] for row in drawn(standing.out)] == [
        ["High-tech firms", "2025", "> 10,000", "7,565", "14.97 %", "19.20 %*", "2,435"],
        ["Sci-tech firms", "2025", "> 67,000", "58,524", "7.00 %", "36.10 %*", "8,476"],
        ["High-tech firms", "2027", "> 12,700", "7,565", "13.83 %", "19.20 %*", "5,135"],
        ["Sci-tech firms", "2027", "> 86,000", "58,524", "10.10 %", "36.10 %*", "27,476"],
    ]
    assert "* from a base that is derived from the growth a source states\n" in standing.out
    total, _, counts = standing.out.splitlines()[-1].partition(": ")
    assert total == f"4 goals by {DEFAULT}"
    assert sum(int(part.split()[0]) for part in counts.split(", ")) == 4


def test_status_fits_a_page(standing: Run) -> None:
    assert max(map(cell_len, standing.out.splitlines())) <= 100


def test_a_verdict_carries_a_symbol_and_a_word(standing: Run) -> None:
    words = {row["Verdict"].rstrip("~<> 0123456789%") for row in drawn(standing.out)}
    assert words <= {
        *("✓ achieved", "➚ on track", "➙ at risk", "➘ off track", "⟲ reversing", "✗ missed"),
        "? no data",
    }


def test_several_methods_stand_side_by_side() -> None:
    two = run("status", "-m", "opensdg", "-m", "schedule", "-m", "opensdg")
    rows = drawn(two.out)
    assert [(row["opensdg"], row["schedule"]) for row in rows] == [("➚ on", "➚ on")] * 4
    assert two.out.splitlines()[-3:] == [
        "4 goals by opensdg: 4 on track",
        "4 goals by schedule (house rule): 4 on track",
        "methods disagree (on track or better against worse) on 0 of 4 goals that two or more of "
        "them judge: 0 %",
    ]


def test_every_format_of_the_same_table(standing: Run) -> None:
    plain, as_csv, as_json, as_md = runs(
        *(["status", "--format", form] for form in ("plain", "csv", "json", "md"))
    )
    table = standing.out.split("\n\n")[0].splitlines()
    assert plain.out.splitlines() == [table[0], *table[2:]]
    rows = records(as_csv.out)
    assert list(rows[0]) == columns(ASSESSMENT)
    assert [float(row["required_growth"]) for row in rows] == [
        pytest.approx((10000 / 7565) ** (1 / 2) - 1),
        pytest.approx((67000 / 58524) ** (1 / 2) - 1),
        pytest.approx((12700 / 7565) ** (1 / 4) - 1),
        pytest.approx((86000 / 58524) ** (1 / 4) - 1),
    ]
    spelt = {name: rows[0][name] for name in ("actual", "base_year", "variant", "verdict")}
    objects = json.loads(as_json.out)
    assert spelt == {
        "actual": "7565",
        "base_year": "2022",
        "variant": "",
        "verdict": objects[0]["verdict"],
    }
    assert [row["gap"] for row in objects] == [2435, 8476, 5135, 27476]
    assert objects[0]["variant"] is None
    assert "| High-tech firms | 2025 | &gt; 10,000 | 7,565 |" in as_md.out


def test_fail_on_is_a_gate(standing: Run) -> None:
    words = drawn(standing.out)[0]["Verdict"].rstrip("~<> 0123456789%")  # without the chance
    verdict = words.split(" ", 1)[1].replace(" ", "-")
    tripped, passed, wrong = runs(
        ["status", "--fail-on", "missed", "--fail-on", verdict],
        ["status", "--fail-on", "missed"],
        ["status", "--fail-on", "late"],
    )
    assert tripped == (4, standing.out, "")
    assert passed == (0, standing.out, "")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.startswith("error: --fail-on: 'late' is not one of achieved, on-track")


def test_as_of_and_known_on_go_back_in_time(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    before, known, soon, far = runs(
        ["status", place, "--as-of", "2022", "--format", "csv"],
        ["status", place, "--known-on", "2023-12-31", "--format", "csv"],
        ["status", place, "--known-on", "soon"],
        ["status", place, "--as-of", "20255"],
    )
    assert [(row["actual_year"], row["actual"]) for row in records(before.out)] == [
        ("2022", "6346"),
        ("2022", "6346"),
    ]
    # By the end of 2023 the actual of 2023 was not out; the second goal has no date.
    assert [(row["target_year"], row["actual"]) for row in records(known.out)] == [("2025", "6346")]
    assert known.err == "rows left out for want of a date (published, announced): 1\n"
    assert (soon.code, soon.out) == (2, "")
    assert soon.err == 'error: --known-on "soon" is not a date; write it as 2024-02-27\n'
    assert (far.code, far.err) == (2, "error: 20255 is not a year between 1000 and 2999\n")


def test_a_goal_withdrawn_later_was_in_force_still(folder: Callable[..., Path]) -> None:
    place = folder(
        targets="""
            indicator,year,comparator,value,announced,withdrawn
            firms,2025,>,9000,2021-03-12,2023-03-28
            firms,2025,>,10000,2023-03-28,
            """,
        actuals=ACTUALS,
    )
    now, then, shown, ahead = runs(
        ["status", place, "-f", "csv"],
        ["status", place, "-f", "csv", "--known-on", "2023-03-01"],
        ["show", "firms", place, "-f", "csv", "--known-on", "2023-03-01"],
        ["project", place, "-y", "2025", "-f", "csv", "--known-on", "2023-03-01"],
    )
    assert [row["target"] for row in records(now.out)] == ["10000"]
    for each in (then, shown, ahead):
        assert [row["target"] for row in records(each.out)] == ["9000"]


def test_indicator_and_where_choose_goals() -> None:
    glob, where, both, nothing, unknown, malformed = runs(
        ["status", "-i", "high-*", "--format", "csv"],
        ["status", "-w", "year=2027", "-w", "name_zh=科技型企业", "--format", "csv"],
        ["status", "-i", "*-firms", "-w", "year=2025", "--format", "csv"],
        ["status", "-i", "low-*"],
        ["status", "-w", "area=Chongqing"],
        ["status", "-w", "2027"],
    )
    assert [(row["indicator"], row["target_year"]) for row in records(glob.out)] == [
        ("high-tech-firms", "2025"),
        ("high-tech-firms", "2027"),
    ]
    assert [(row["indicator"], row["target_year"]) for row in records(where.out)] == [
        ("sci-tech-firms", "2027")
    ]
    assert {row["target_year"] for row in records(both.out)} == {"2025"}
    assert nothing == (2, "", "error: no goal matches --indicator low-*\n")
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith('error: there is no column "area"; there are: indicator, year,')
    assert malformed == (2, "", 'error: --where "2027" is not COLUMN=VALUE\n')


# --- project -------------------------------------------------------------------------------------


def test_project_to_a_deadline_and_between_two() -> None:
    drawn_2027, csv_2026 = runs(
        ["project", "--year", "2027"], ["project", "-y", "2026", "--format", "csv"]
    )
    assert (drawn_2027.code, drawn_2027.err) == (0, "")
    assert "12,700 (2027)" in drawn_2027.out
    assert "12.69 %" in drawn_2027.out  # (12,700 / 10,000)^(1/2) - 1: the leg after 2025
    rows = records(csv_2026.out)
    assert list(rows[0]) == columns(PROJECTION)
    assert [(row["indicator"], row["target_year"]) for row in rows] == [
        ("high-tech-firms", "2027"),
        ("sci-tech-firms", "2027"),
    ]
    assert float(rows[0]["required"]) == pytest.approx((10000 * 12700) ** 0.5)
    assert float(rows[1]["required"]) == pytest.approx((67000 * 86000) ** 0.5)
    assert float(rows[0]["carried_on"]) == pytest.approx(7565 * 1.192**3)
    assert rows[0]["what_if"] == ""


def test_project_every_year_with_a_what_if() -> None:
    rows = records(
        run("project", "-y", "2027", "--path", "--growth", "12%", "-i", "high*", "-f", "csv").out
    )
    assert [row["year"] for row in rows] == ["2024", "2025", "2026", "2027"]
    assert [float(row["what_if"]) for row in rows] == [
        pytest.approx(7565 * 1.12**years) for years in (1, 2, 3, 4)
    ]
    assert [round(float(row["required"])) for row in rows] == [8698, 10000, 11269, 12700]


def test_project_refuses_what_is_no_growth_and_no_year() -> None:
    number, word, loss, no_year, not_a_year, far = runs(
        ["project", "-y", "2027", "--growth", "12"],
        ["project", "-y", "2027", "--growth", "fast"],
        ["project", "-y", "2027", "--growth=-120%"],
        ["project"],
        ["project", "-y", "soon"],
        ["project", "-y", "20270"],
    )
    assert number == (2, "", 'error: --growth "12" is not a percentage; write it as 12%\n')
    assert word == (2, "", 'error: --growth "fast" is not a percentage; write it as 12%\n')
    assert loss == (2, "", 'error: --growth "-120%" is a loss of more than all\n')
    assert no_year == (2, "", "error: --year is missing\nsee: targettrack project --help\n")
    assert (not_a_year.code, not_a_year.out) == (2, "")
    assert not_a_year.err.startswith("error: --year: ")
    assert "not a whole number\n" in not_a_year.err
    assert far == (2, "", "error: 20270 is not a year between 1000 and 2999\n")


# --- show ----------------------------------------------------------------------------------------


def test_show_by_identifier_and_by_either_name() -> None:
    by_id, by_name, by_chinese_name, unknown = runs(
        ["show", "high-tech-firms"],
        ["show", "high-tech FIRMS"],
        ["show", "高新技术企业"],
        ["show", "high-tech-frims"],
    )
    assert (by_id.code, by_id.err) == (0, "")
    assert by_id.out.startswith("High-tech firms (high-tech-firms)\n")
    for working in (
        "(10,000 / 7,565)^(1/2) − 1",
        "(12,700 / 7,565)^(1/4) − 1",
        "(7,565 / 6,346) − 1",
        "2022, derived from the growth stated for the year after",
    ):
        assert working in by_id.out
    assert "sci-tech" not in by_id.out
    assert by_name == by_chinese_name == by_id
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith('error: there is no indicator "high-tech-frims"; perhaps: high-')


# --- check ---------------------------------------------------------------------------------------


def test_check_is_silent_where_nothing_is_wrong() -> None:
    assert run("check") == (0, "", "")


def test_broken_data_is_told_in_full_and_nothing_else_is(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    place = folder(**BROKEN)
    checked, filed, standing = runs(
        ["check", place],
        ["check", place, "-o", tmp_path / "problems.txt"],
        ["status", place, "--format", "csv"],
    )
    heads = [line for line in checked.out.splitlines() if not line.startswith(" ")]
    assert [line.removeprefix(f"{place}{os.sep}").split(" ")[:2] for line in heads] == [
        problem.split(" ") for problem in PLACES
    ]
    assert '    firms,2023,"1,2,7"\n               ^^^^^^^\n    remedy: write it as' in checked.out
    assert (checked.code, checked.err) == (3, "")
    assert filed == (3, "", "")
    assert (tmp_path / "problems.txt").read_text(encoding="utf-8") == checked.out
    assert standing == (3, "", checked.out)


def test_a_warning_is_told_and_passed_by(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS + "firms,2022,6346,2023-02")
    checked, standing = runs(
        ["check", place, "--skip", "sources-missing"], ["status", place, "--format", "csv"]
    )
    assert checked.code == 0
    assert "actuals.csv:4:1 W301 the row repeats line 2\n" in checked.out
    assert (standing.code, len(records(standing.out))) == (0, 2)
    assert standing.err == checked.out


def test_checks_of_figures_by_name(folder: Callable[..., Path]) -> None:
    place = folder(
        targets="indicator,year,comparator,value\nfirms,2025,>,12700\nfirms,2027,>,10000\n",
        actuals="indicator,year,value,growth\nfirms,2022,6348,\nfirms,2023,7565,29.2\n",
    )
    every, one, without, strict, unknown, before = runs(
        ["check", place],
        ["check", place, "--only", "milestones"],
        ["check", place, "--skip", "sources-missing", "--skip", "milestones"],
        ["check", place, "--strict", "growth-levels"],
        ["check", place, "--only", "milestone"],
        ["status", place],
    )
    codes = [re.findall(r"W\d+ [a-z-]+", told.out) for told in (every, one, without)]
    growth, later, sources = "W401 growth-levels", "W404 milestones", "W411 sources-missing"
    assert [sorted(each) for each in codes] == [
        [growth, later, sources, sources],
        [later],
        [growth],
    ]
    assert [told.code for told in (every, one, without, strict)] == [0, 0, 0, 3]
    assert "actuals.csv:3:4 W401 growth-levels: growth is stated as 29.2 %" in strict.out
    assert (unknown.code, unknown.out) == (2, "")
    assert 'there is no check "milestone"; there are: growth-levels' in unknown.err
    assert (before.code, before.err) == (0, "")  # a table is made without a second look


# --- export --------------------------------------------------------------------------------------


def test_export_to_every_format(tmp_path: Path) -> None:
    endings = ("csv", "json", "md", "xlsx", "parquet")
    (tmp_path / "report.csv").write_text("an earlier report, and longer than the new one" * 200)
    (tmp_path / "report.csv").chmod(0o640)
    out, *written = runs(
        ["export", "-o", "-"],
        *(["export", "-o", tmp_path / f"report.{ending}"] for ending in endings),
    )
    assert written == [(0, "", "")] * 5
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"report.{ending}" for ending in endings
    )
    text = (tmp_path / "report.csv").read_text(encoding="utf-8")
    assert text == out.out
    if os.name == "posix":
        assert (tmp_path / "report.csv").stat().st_mode & 0o777 == 0o640
        plain = tmp_path / "plain"
        plain.touch()
        assert (tmp_path / "report.json").stat().st_mode == plain.stat().st_mode
    rows = records(text)
    growth = [float(row["required_growth"]) for row in rows]
    objects = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [row["required_growth"] for row in objects] == growth
    sheet = list(openpyxl.load_workbook(tmp_path / "report.xlsx").active.values)
    place = sheet[0].index("required_growth")
    assert [row[place] for row in sheet[1:]] == pytest.approx(growth)
    frame = pd.read_parquet(tmp_path / "report.parquet")
    assert frame["required_growth"].tolist() == growth
    assert list(frame.columns) == list(sheet[0]) == list(objects[0]) == list(rows[0])
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8").splitlines()
    assert [cell.strip() for cell in markdown[0].strip("|").split("|")] == list(rows[0])
    assert len(markdown) == 2 + 4


def test_export_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    report.write_text("the earlier report")
    ending, nowhere, directory, nothing, unnamed = runs(
        ["export", "-o", tmp_path / "report.txt"],
        ["export", "-o", tmp_path / "reports" / "report.csv"],
        ["export", "-o", f"{tmp_path}{os.sep}.csv{os.sep}", "-w", "nope=1"],
        ["export", "-o", report, "--where", "year=1999"],
        ["export"],
    )
    assert [each.code for each in (ending, nowhere, directory, nothing, unnamed)] == [2] * 5
    assert [each.out for each in (ending, nowhere, directory, nothing, unnamed)] == [""] * 5
    assert ending.err.endswith(
        "has no known ending; there are: .csv, .json, .md, .xlsx, .parquet\n"
    )
    assert nowhere.err.endswith("cannot be written: No such file or directory\n")
    assert unnamed.err == "error: --output is missing\nsee: targettrack export --help\n"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]
    assert report.read_text() == "the earlier report"


def test_output_goes_to_a_file_whole(standing: Run, tmp_path: Path) -> None:
    path = tmp_path / "status.txt"
    assert run("status", "-o", path, LC_ALL="C") == (0, "", "")
    assert path.read_text(encoding="utf-8") == standing.out


# --- methods, init -------------------------------------------------------------------------------


def test_methods() -> None:
    every, one, unknown, meanings = runs(
        ["methods"], ["methods", "opensdg"], ["methods", "nope"], ["methods", "--columns"]
    )
    assert [row["Method"] for row in drawn(every.out)] == list(METHODS)
    for words in ("R = s · d · CAGR(v0→v1)", "moderate_progress", "source: Open SDG"):
        assert words in one.out
    assert (unknown.code, unknown.out) == (2, "")
    known = ", ".join([*METHODS, "eurostat:15"])
    assert unknown.err == f'error: there is no method "nope"; there are: {known}\n'
    named = {line.split(" ")[0] for line in meanings.out.splitlines()}
    assert {*columns(ASSESSMENT), *columns(PROJECTION)} <= named


def test_init_writes_a_dataset_that_works(tmp_path: Path) -> None:
    made = run("init", "plan", cwd=tmp_path)
    files = sorted(path.name for path in (tmp_path / "plan").iterdir())
    assert (made.code, made.out) == (0, "")
    assert files == ["actuals.csv", "indicators.csv", "targets.csv"]
    assert made.err.splitlines()[-1] == "look at it with: targettrack status plan"
    mine = "indicator,year,value\nmine,2023,1\n"
    (tmp_path / "plan" / "actuals.csv").write_text(mine)
    again = run("init", "plan", cwd=tmp_path)
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("error: nothing written: ")
    assert (tmp_path / "plan" / "actuals.csv").read_text() == mine


def test_the_starter_dataset_passes_check_and_status(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    assert run("check", cwd=tmp_path) == (0, "", "")
    standing = run("status", "--format", "csv", cwd=tmp_path)
    assert standing.code == 0
    assert [row["verdict"] for row in records(standing.out)].count("no-data") == 0


# --- where the dataset is ------------------------------------------------------------------------


def test_files_named_apart_and_standard_input(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    targets, actuals = place / "targets.csv", place / "actuals.csv"
    whole = run("status", place, "--format", "csv")
    goals_piped = run(
        *("status", "--targets", "-", "--actuals", actuals, "--format", "csv"),
        stdin=targets.read_text(),
    )
    facts_piped = run("status", place, "--actuals", "-", "-f", "csv", stdin=actuals.read_text())
    assert [row["actual"] for row in records(whole.out)] == ["7565", "7565"]
    assert goals_piped == facts_piped == whole
    broken = run("status", "--targets", targets, "--actuals", "-", stdin="indicator,year\nx,2023\n")
    assert (broken.code, broken.out) == (3, "")
    assert broken.err.startswith("<stdin>:1 E101 ")
    folder_piped, both, missing = runs(
        ["status", "-"],
        ["status", "--targets", "-", "--actuals", "-"],
        ["status", "--targets", targets, "--actuals", place / "nope.csv"],
    )
    piped = "error: standard input can stand for one file: --targets - or --actuals -\n"
    assert folder_piped == both == (2, "", piped)
    assert (missing.code, missing.out) == (3, "")
    assert missing.err.startswith(f"{place / 'nope.csv'} E001 there is no such file\n")


def test_the_dataset_is_data_else_the_current_folder(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    empty = run("status", cwd=tmp_path)
    assert (empty.code, empty.out) == (2, "")
    assert empty.err.startswith("error: no dataset here: neither data/ nor this folder holds")
    assert empty.err.endswith("targettrack init\n")
    folder(targets=GOALS, actuals=ACTUALS)
    here = run("status", "--format", "csv", cwd=tmp_path)
    assert len(records(here.out)) == 2
    (tmp_path / "data").mkdir()
    for name in ("targets.csv", "actuals.csv"):
        (tmp_path / "data" / name).write_bytes((DATA / name).read_bytes())
    assert len(records(run("status", "--format", "csv", cwd=tmp_path).out)) == 4


def test_a_folder_that_lacks_a_file_is_told_so(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS)
    nowhere, half = runs(["status", place / "nope"], ["check", place])
    assert (nowhere.code, nowhere.out) == (3, "")
    assert " E001 " in nowhere.err
    assert (half.code, half.err) == (3, "")
    assert " E003 the folder holds no actuals.csv\n" in half.out


def test_encodings(folder: Callable[..., Path]) -> None:
    words = {
        "targets": "indicator,year,comparator,value\n高新技术企业,2025,超过,1万",
        "actuals": "indicator,year,value\n高新技术企业,2023,7565家",
    }
    place = folder(encoding="gb18030", **words)
    found, named, wrong, unknown = runs(
        ["status", place, "-f", "csv"],
        ["status", place, "-f", "csv", "--encoding", "gbk"],
        ["status", place, "-f", "csv", "--encoding", "utf-8"],
        ["status", place, "--encoding", "nope"],
    )
    assert [row["indicator"] for row in records(found.out)] == ["高新技术企业"]
    assert found.err.count("W001 decoded as GB18030\n") == 2
    assert named == (0, found.out, "")
    assert (wrong.code, wrong.out) == (3, "")
    assert "E007" in wrong.err
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith('error: there is no encoding "nope"')


# --- record, goal --------------------------------------------------------------------------------


def test_record_shows_checks_and_writes(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    path = place / "actuals.csv"
    before = path.read_bytes()
    asked = ["record", "firms", "2024", "8,100", place, "--published", "2025-03"]
    shown = run(*asked, "--dry-run")
    assert shown.out == f'{path}:4\n+firms,2024,"8,100",2025-03\n'
    assert (shown.code, shown.err) == (0, f"not written, as --dry-run asks: {path}:4\n")
    assert path.read_bytes() == before
    done, again, revised = runs(
        asked, asked, ["record", "firms", "2024", "-8.2", place, "--published", "2025-06"]
    )
    assert done == (0, shown.out, f"written: {path}:4\n")
    assert again == (0, "", f"nothing to do: {path}:4 says so already\n")
    assert (revised.code, revised.out) == (0, f"{path}:5\n+firms,2024,-8.2,2025-06\n")
    assert revised.err.splitlines() == [
        f"it takes the place of {path}:4, which stays in the file",
        f"written: {path}:5",
    ]
    added = b'firms,2024,"8,100",2025-03\nfirms,2024,-8.2,2025-06\n'
    assert path.read_bytes() == before + added
    assert sorted(each.name for each in place.iterdir()) == ["actuals.csv", "targets.csv"]


def test_record_refuses(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    before = (place / "actuals.csv").read_bytes()
    misspelt, lacking, twice, contrary, nowhere, too_few = runs(
        ["record", "frims", "2024", "8100", place],
        ["record", "firms", "2024", "8100", place, "--status", "p"],
        ["record", "firms", "2024", "8100", place, "--where", "value=3"],
        ["record", "firms", "2023", "8100", place],
        ["record", "firms", "2023", "8100", place / "nowhere"],
        ["record", "firms", "2023"],
    )
    assert [each.code for each in (misspelt, lacking, twice, too_few)] == [2] * 4
    assert 'no indicator "frims"; perhaps: firms; to start a new indicator' in misspelt.err
    assert 'has no column "status"; add it to the first line' in lacking.err
    assert twice.err == 'error: the cell of column "value" is given twice\n'
    assert (contrary.code, contrary.out, nowhere.code) == (3, "", 3)
    assert "E201 firms 2023 is 8100 on line 4 and 7565 here\n" in contrary.err
    assert contrary.err.endswith("\nnothing is written\n")
    assert (place / "actuals.csv").read_bytes() == before


def test_goal_is_written_like_a_row_of_goals(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    number, direction, blank, there, wrong = runs(
        ["goal", "firms", "2030", "超过", "1.5万", place, "--announced", "2025-01"],
        ["goal", "firms", "2030", "down", place],
        ["goal", "firms", "2031", "up", "-", place],
        ["goal", "firms", "2027", "more than", "12,700", place],
        ["goal", "firms", "2032", "up", "5", place],
    )
    path = place / "targets.csv"
    assert number == (0, f"{path}:4\n+firms,2030,超过,1.5万,2025-01\n", f"written: {path}:4\n")
    assert direction.out == f"{path}:5\n+firms,2030,down,,\n"
    assert blank.out == f"{path}:6\n+firms,2031,up,,\n"
    assert there == (0, "", f"nothing to do: {path}:3 says so already\n")
    assert (wrong.code, wrong.out) == (3, "")
    assert "E204" in wrong.err
    assert path.read_text(encoding="utf-8").count("\n") == 6


def test_nothing_in_a_recorded_cell_acts(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    hostile = "\x1b[31mfirms\u202e"
    done = run("record", hostile, "2024", "1", place, "--new")
    assert done.code == 0
    assert not ACTING.search((done.out + done.err).replace("\n", ""))
    assert f"{hostile},2024,1,\n" in (place / "actuals.csv").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_what_cannot_be_shown_is_not_written(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    before = (place / "actuals.csv").read_bytes()
    full = run("record", "firms", "2024", "1", place, stdout="/dev/full")
    assert full == (1, "", "error: No space left on device\n")
    assert (place / "actuals.csv").read_bytes() == before


@on_posix
def test_a_disk_that_is_full_or_read_only(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    path = place / "actuals.csv"
    before = path.read_bytes()
    for call, failure, code, words in (
        ("write", "OSError(28, os.strerror(28))", 1, "No space left on device"),
        ("fsync", "OSError(5, os.strerror(5))", 1, "Input/output error"),
        ("fsync", "KeyboardInterrupt", 130, ""),
        ("replace", "OSError(30, os.strerror(30))", 2, "Read-only file system"),
    ):
        program = (
            "import os, runpy\n"
            f"def fail(*arguments): raise {failure}\n"
            "from targettrack.files import atomic as storing\n"
            f"os.{call} = fail\n"
            "runpy.run_module('targettrack', run_name='__main__', alter_sys=True)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, "record", "firms", "2024", "1", str(place)],
            env=environment({}),
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stderr
        told = f'error: "{path}" cannot be written: {words}\n' if words else ""
        assert done.stderr == told
        assert path.read_bytes() == before
        assert sorted(each.name for each in place.iterdir()) == ["actuals.csv", "targets.csv"]


@on_posix
@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    place.chmod(0o555)
    refused = run("record", "firms", "2024", "1", place)
    place.chmod(0o755)
    assert refused.code == 2
    assert refused.err.endswith("cannot be written: Permission denied\n")


# --- complaints ----------------------------------------------------------------------------------


def test_what_is_misspelt_is_told_with_what_is_likely() -> None:
    a_command, an_option, a_format, too_many, no_value = runs(
        ["statu"],
        ["status", "--methodd", "opensdg"],
        ["status", "--format", "xml"],
        ["status", "one", "two"],
        ["status", "--method"],
    )
    assert a_command.err == (
        'error: there is no command "statu"; perhaps: status\nsee: targettrack --help\n'
    )
    assert an_option.err == (
        'error: there is no option "--methodd"; perhaps: --method\nsee: targettrack status --help\n'
    )
    assert a_format.err.startswith(
        "error: --format: 'xml' is not one of table, plain, csv, json, md\n"
    )
    assert too_many.err.startswith("error: too many arguments: two\n")
    assert no_value.err.startswith("error: --method needs a value\n")
    for each in (a_command, an_option, a_format, too_many, no_value):
        assert (each.code, each.out) == (2, "")


@pytest.mark.parametrize(
    ("library", "told"),
    [
        # as the library said it over its versions
        (
            "No such option: --yaer (Possible options: --year)",
            'there is no option "--yaer"; perhaps: --year',
        ),
        (
            "No such option '--yaer'. Did you mean '--year'?",
            'there is no option "--yaer"; perhaps: --year',
        ),
        ("No such option: -q", 'there is no option "-q"'),
        (
            "No such command 'sho'. Did you mean 'show', 'check'?",
            'there is no command "sho"; perhaps: show, check',
        ),
        (
            "No such command 'sho'. Did you mean 'show'? Did you mean 'show'?",
            'there is no command "sho"; perhaps: show',
        ),
        ("No such command 'x'.", 'there is no command "x"'),
        ("Missing option '--year' / '-y'.", "--year is missing"),
        ("Missing argument 'INDICATOR'.", "INDICATOR is missing"),
        (
            "Invalid value for '--year' / '-y': 'x' is not a valid integer.",
            "--year: 'x' is not a whole number",
        ),
        (
            "Invalid value for '--year' / '-y': Input should be a valid integer, unable to parse",
            "--year: that is not a whole number",
        ),
        (
            "Invalid value for '--lang': Value error, 'de' is not one of 'en', 'zh'.",
            "--lang: 'de' is not one of en, zh",
        ),
        ("Option '--method' requires an argument.", "--method needs a value"),
        ("Option '--path' does not take a value.", "--path takes no value"),
        ("Got unexpected extra argument(s) (b c)", "too many arguments: b c"),
        ("Got unexpected extra arguments (b c)", "too many arguments: b c"),
        ("Something no version has said yet {x}", "Something no version has said yet {x}"),
    ],
)
def test_complaints_of_the_library(library: str, told: str) -> None:
    assert in_words(library) == told


def test_version_and_no_command_at_all() -> None:
    version, bare, asked = runs(["--version"], [], ["--help"])
    assert version == (0, f"targettrack {targettrack.__version__}\n", "")
    assert bare == asked
    assert asked.out.startswith("Usage: targettrack [OPTIONS] COMMAND [ARGS]...\n")


def test_the_language_follows_the_option_then_the_locale() -> None:
    chosen, set_before, machine = runs(
        ["status", "--lang", "zh"], ["--lang", "zh", "status"], ["status", "--lang=zh", "-f", "csv"]
    )
    by_locale = run("status", LANG="zh_CN.UTF-8")
    english = run("status", "--lang", "en", LANG="zh_CN.UTF-8")
    assert "高新技术企业" in chosen.out
    assert "High-tech" not in chosen.out
    assert chosen == set_before == by_locale
    assert "High-tech firms" in english.out
    assert "at-risk" in machine.out  # never translated
    assert len({cell_len(line) for line in chosen.out.split("\n\n")[0].splitlines()[:2]}) == 1


def test_completion_proposes_commands() -> None:
    proposed = run(
        _TARGETTRACK_COMPLETE="complete_bash", COMP_WORDS="targettrack st", COMP_CWORD="1"
    )
    assert proposed == (0, "status\n", "")


# --- where it is printed -------------------------------------------------------------------------


def test_without_a_terminal_there_is_no_escape_byte(standing: Run) -> None:
    for each in runs(["status"], ["show", "high-tech-firms"], NO_COLOR="", TERM="xterm"):
        assert not ACTING.search(each.out.replace("\n", ""))


def on_terminal(width: int, *arguments: object, **settings: str) -> str:
    """What a terminal of that width is sent."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    sent: list[bytes] = []

    def read() -> None:
        with contextlib.suppress(OSError):  # how Linux says that the other side is closed
            while part := os.read(ours, 1 << 16):
                sent.append(part)

    reader = Thread(target=read)
    reader.start()
    settings = {"TERM": "xterm-256color", **settings}
    done = run(*arguments, stdout=os.ttyname(theirs), **settings)
    os.close(theirs)
    reader.join()
    os.close(ours)
    assert done == (0, "", "")
    return b"".join(sent).decode().replace("\r\n", "\n")


def uncoloured(sent: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", sent)


@on_posix
def test_colour_on_a_terminal_alone_and_only_if_wanted() -> None:
    coloured = on_terminal(100, "status")
    others = [
        on_terminal(100, "status", "--no-color"),
        on_terminal(100, "status", NO_COLOR="1"),
        on_terminal(100, "status", TERM="dumb"),
    ]
    assert "\x1b[" in coloured
    assert others == [uncoloured(coloured)] * 3
    colours = set(re.findall(r"\x1b\[([0-9;]*)m", coloured))
    assert not {"31", "32", "91", "92"} & colours  # neither red nor green: in China red is up
    assert "\x1b" not in uncoloured(coloured)


@on_posix
def test_no_line_is_wider_than_the_terminal() -> None:
    commands = (
        ["status"],
        ["project", "-y", "2027", "--path", "--growth", "12%"],
        ["show", "high-tech-firms"],
        ["methods", "--columns"],
    )
    cases = [(width, asked) for width in (60, 80, 100) for asked in commands]
    sent = [uncoloured(on_terminal(width, *asked)) for width, asked in cases]
    for (width, _), text in zip(cases, sent, strict=True):
        assert max(map(cell_len, text.splitlines())) <= width
    narrow = sent[0]
    for figure in ("High-tech firms", "10,000", "7,565", "58,524", "hidden for width: "):
        assert figure in narrow
    # What a column means, and how a figure came about, is told in full at any width.
    assert "first year in which the outlook's median" in " ".join(sent[3].split())
    assert "derived from the growth stated for the year after" in " ".join(sent[6].split())


def test_the_c_locale_gives_ascii_but_in_machine_formats(tmp_path: Path) -> None:
    commands = (
        ["status"],
        ["status", "--lang", "zh"],
        ["show", "高新技术企业"],
        ["project", "-y", "2027", "-o", "-"],
        ["methods", "schedule"],
        ["status", "-f", "md"],
        ["show", "高新企业"],
        ["check", tmp_path / "没有"],
        ["status", "-f", "csv"],
        ["status", "-f", "json"],
    )
    *shown, as_csv, as_json = runs(*commands, LC_ALL="C")
    for each in shown:
        assert each.out.isascii()
        assert each.err.isascii()
    assert r"Goal (\u5bb6)" in shown[0].out
    assert "+ on track" in shown[0].out or DEFAULT != "opensdg"
    assert r'error: there is no indicator "\u9ad8\u65b0\u4f01\u4e1a"' in shown[6].err
    assert records(as_csv.out)[0]["unit"] == "家"
    assert json.loads(as_json.out)[0]["unit"] == "家"


def test_an_encoding_without_the_symbols_gives_ascii_but_in_machine_formats() -> None:
    drawn_table, as_csv, help_page = runs(
        ["status", "-o", "-"],
        ["status", "-f", "csv"],
        ["--help", "--lang", "zh"],
        PYTHONIOENCODING="cp1252",
        PYTHONUTF8="0",
    )
    assert (drawn_table.code, drawn_table.err) == (0, "")
    assert r"Goal (\u5bb6)" in drawn_table.out
    assert records(as_csv.out)[0]["unit"] == "家"
    assert (help_page.code, help_page.err) == (0, "")
    assert r"\u" in help_page.out


@on_posix
def test_ascii_is_ascii(standing: Run) -> None:
    ascii_only = run("status", "--ascii")
    assert ascii_only.out.isascii()
    assert ascii_only.out == run("status", LC_ALL="C").out


# --- how it ends ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset whose tables hold more than a pipe does."""
    folder = tmp_path_factory.mktemp("large")
    goals = (f"firms-{place},2025,>,1000\n" for place in range(3000))
    facts = (f"firms-{place},2025,900\n" for place in range(3000))
    (folder / "targets.csv").write_text("indicator,year,comparator,value\n" + "".join(goals))
    (folder / "actuals.csv").write_text("indicator,year,value\n" + "".join(facts))
    return folder


@on_posix
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--format", "csv"], 0),
        (["--format", "table"], 0),
        (["--format", "json", "--fail-on", "missed"], 4),  # the gate holds for a pipe too
    ],
)
def test_a_closed_pipe_ends_quietly(large: Path, arguments: list[str], code: int) -> None:
    process = subprocess.Popen(
        command("status", large, *arguments),
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait() == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [["status"], ["status", "-f", "csv"], ["check", "nowhere"], ["--help"], ["--version"]],
)
def test_a_full_disk_is_told_in_one_line(arguments: list[str]) -> None:
    assert run(*arguments, stdout="/dev/full") == (1, "", "error: No space left on device\n")


@on_posix
def test_standard_output_may_be_closed() -> None:
    for arguments in ("status", "--version"):
        closing = f'"$0" -m targettrack {arguments} >&-'
        done = subprocess.run(
            ["sh", "-c", closing, sys.executable],
            cwd=ROOT,
            env=environment({}),
            capture_output=True,
        )
        assert (done.returncode, done.stderr) == (0, b"")


@on_posix
def test_an_interrupt_ends_with_130(tmp_path: Path) -> None:
    fifo = tmp_path / "actuals.csv"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        command("status", "--targets", DATA / "targets.csv", "--actuals", fifo),
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        restore_signals=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with open(fifo, "wb"):  # waits until the program has opened its end
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == (b"", b"")
    assert process.returncode == 130


# --- hostile cells -------------------------------------------------------------------------------

HOSTILE = {
    "targets": (
        "indicator,year,comparator,value,variant,source\n"
        "\x1b[31mred\x1b[0m,2025,>,10,[bold red]x[/],=cmd|'/c calc'!A1\n"
        'txt\u202egnp,2025,>,10,:smile:,"<script>alert(1)</script>| a | \x9b2J"\n'
    ),
    "actuals": (
        "indicator,year,value,unit,note\n"
        "\x1b[31mred\x1b[0m,2023,8,@SUM(A1),\x1b]8;;http://x\x07here\n"
        "txt\u202egnp,2023,8,+1+1,\x1b[2J\n"
    ),
}


def test_nothing_in_a_cell_acts(folder: Callable[..., Path]) -> None:
    place = folder(**HOSTILE)
    shown = runs(
        ["status", place],
        ["status", place, "-f", "plain"],
        ["status", place, "-f", "md"],
        ["show", "\x1b[31mred\x1b[0m", place],
        ["project", place, "-y", "2025"],
        ["status", place, "-f", "json"],
        ["show", "\x1b[31mblue", place],
        ["status", place, "-w", "\x1b[31m=1"],
    )
    for each in shown:
        assert not ACTING.search((each.out + each.err).replace("\n", ""))
    for each in shown[:4]:
        assert (each.code, each.err) == (0, "")
        assert r"\x1b[31mred\x1b[0m" in each.out.replace("\\\\", "\\").replace("\\[", "[")
    assert "[bold red]x[/]" in shown[0].out
    assert ":smile:" in shown[0].out
    assert r"txt\u202egnp" in shown[0].out
    assert "<script>" not in shown[2].out
    assert [row["source"] for row in json.loads(shown[5].out)] == [
        "=cmd|'/c calc'!A1",
        "<script>alert(1)</script>| a | \x9b2J",
    ]
    assert [each.code for each in shown[6:]] == [2, 2]


@on_posix
def test_nothing_in_a_cell_acts_on_a_terminal(folder: Callable[..., Path]) -> None:
    sent = on_terminal(100, "status", folder(**HOSTILE))
    assert not ACTING.search(uncoloured(sent).replace("\n", ""))
    assert r"\x1b[31mred" in sent


def test_a_spreadsheet_runs_nothing(folder: Callable[..., Path], tmp_path: Path) -> None:
    place = folder(**HOSTILE)
    guarded, raw, book = runs(
        ["export", place, "-o", "-"],
        ["export", place, "-o", "-", "--raw"],
        ["export", place, "-o", tmp_path / "report.xlsx"],
    )
    first, second = records(guarded.out)
    assert (first["unit"], first["source"]) == ("'@SUM(A1)", "'=cmd|'/c calc'!A1")
    assert (second["unit"], second["target"]) == ("'+1+1", "10")
    assert [row["source"][:4] for row in records(raw.out)] == ["=cmd", "<scr"]
    assert book == (0, "", "")
    cells = [
        cell for row in openpyxl.load_workbook(tmp_path / "report.xlsx").active for cell in row
    ]
    assert "=cmd|'/c calc'!A1" in [cell.value for cell in cells]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
