"""`targettrack diff`, by real processes: folders, dates, git revisions; streams and exit codes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from running import Run, run

GOALS = "indicator,year,comparator,value,announced\nx,2025,>=,100,2020-01-01\n"
FACTS = "indicator,year,value,published\nx,2020,50,2021-03-01\nx,2021,60,2022-03-01\n"
LATER = FACTS + "x,2022,60,2023-03-01\n"

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def diff(*arguments: object, **settings: str) -> Run:
    """Exit code, standard output and standard error."""
    return run("diff", *arguments, **settings)


def written(folder: Path, targets: str = GOALS, actuals: str = FACTS) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "targets.csv").write_text(targets, encoding="utf-8")
    (folder / "actuals.csv").write_text(actuals, encoding="utf-8")
    return folder


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, Path]:
    return written(tmp_path / "old"), written(tmp_path / "new", actuals=LATER)


def test_two_folders(states: tuple[Path, Path]) -> None:
    code, out, err = diff(*states, "-m", "schedule")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "New actuals",
        "",
        "Indicator  Year  After  Published",
        "──────────────────────────────────",
        "x          2022     60  2023-03-01",
        "",
        "Verdicts that flipped",
        "",
        "Indicator    By  Before      After        Because of",
        "─────────────────────────────────────────────────────────",
        "x          2025  ➚ on track  ➘ off track  new actual 2022",
        "",
        "New actuals: 1; Verdicts that flipped: 1",
    ]


def test_machine_formats_and_a_file(states: tuple[Path, Path], tmp_path: Path) -> None:
    code, out, _err = diff(*states, "-m", "schedule", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [row["kind"] for row in rows] == ["new-actual", "verdict"]
    assert rows[1]["because"] == "new-actual"
    path = tmp_path / "changes.json"
    assert diff(*states, "-m", "schedule", "--format", "json", "-o", path)[:2] == (0, "")
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert [row["after"] for row in kept] == [60, None]
    code, out, _err = diff(*states, "-m", "schedule", "--ascii")
    assert (code, out.isascii()) == (0, True)


def test_nothing_changed(states: tuple[Path, Path]) -> None:
    assert diff(states[0], states[0]) == (0, "nothing changed\n", "")


def test_only_some_rows(states: tuple[Path, Path]) -> None:
    assert diff(*states, "--where", "kind=new-goal")[1] == "nothing changed\n"
    assert "new actual" not in diff(*states, "--where", "kind=new-actual")[1]
    assert "New actuals" in diff(*states, "-i", "x*")[1]
    code, out, err = diff(*states, "-i", "y")
    assert (code, out) == (2, "")
    assert err.startswith("error: no indicator matches --indicator y")
    assert diff(*states, "-w", "colour=red")[0] == 2


def test_two_dates(states: tuple[Path, Path]) -> None:
    days = ("--known-on", "2022-12-31", "--and-on", "2023-12-31")
    code, out, err = diff(states[1], *days, "-m", "schedule")
    assert (code, err) == (0, "")
    assert out == diff(*states, "-m", "schedule")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["{old}"],
        ["{old}", "{new}", "--git", "HEAD"],
        ["{old}", "--known-on", "2022-01-01"],
        ["{old}", "--and-on", "2022-01-01"],
        ["{old}", "--known-on", "2022-01-01", "--and-on", "soon"],
        ["{old}", "--git", "a", "--git", "b", "--git", "c"],
        ["{old}", "{new}", "-m", "astrology"],
    ],
)
def test_usage(states: tuple[Path, Path], arguments: list[str]) -> None:
    old, new = states
    code, out, err = diff(*(each.format(old=old, new=new) for each in arguments))
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert "Traceback" not in err


def test_problems_of_both_states_are_told_by_file(tmp_path: Path) -> None:
    old = written(tmp_path / "old", actuals="indicator,year,value\nx,soon,5\n")
    new = written(tmp_path / "new", targets="indicator,year,comparator,value\nx,2025,beyond,5\n")
    code, out, err = diff(old, new)
    assert (code, out) == (3, "")
    assert f"{old / 'actuals.csv'}:2:2 E103" in err
    assert f"{new / 'targets.csv'}:2:3 E110" in err
    code, _out, err = diff(old, tmp_path / "none")
    assert code == 3
    assert "E103" in err
    assert "none E001" in err


# --- git -----------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *name, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a dataset in a folder below its root, committed twice, then changed."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q")
    folder = written(root / "city data", actuals=FACTS.partition("x,2021")[0])
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "first")
    git(root, "tag", "v1")
    written(folder)
    git(root, "commit", "-q", "-a", "-m", "second")
    written(folder, actuals=LATER)
    return folder


def years(out: str) -> list[str]:
    rows = csv.DictReader(io.StringIO(out))
    return [row["year"] for row in rows if row["kind"] == "new-actual"]


@needs_git
def test_a_revision_against_the_files(repository: Path) -> None:
    code, out, err = diff(repository, "--git", "HEAD", "--format", "csv")
    assert (code, err, years(out)) == (0, "", ["2022"])
    assert years(diff(repository, "--git", "v1", "--format", "csv")[1]) == ["2021", "2022"]
    two = diff(repository, "--git", "v1", "--git", "HEAD", "--format", "csv")
    assert years(two[1]) == ["2021"]


@needs_git
def test_problems_of_a_revision(repository: Path) -> None:
    written(repository, actuals="indicator,year,value\nx,soon,5\n")
    git(repository, "commit", "-q", "-a", "-m", "broken")
    written(repository)
    code, out, err = diff(repository, "--git", "HEAD")
    assert (code, out) == (3, "")
    assert f"HEAD:{repository.as_posix()}/actuals.csv:2:2 E103" in err
    later = written(repository.parent / "later")
    code, _out, err = diff(later, "--git", "HEAD")
    assert code == 3
    assert "E003" in err


@needs_git
@pytest.mark.parametrize("revision", ["nope", "-x", "--help", "v1; touch x", "HEAD:city data"])
def test_no_such_revision(repository: Path, revision: str) -> None:
    code, out, err = diff(repository, f"--git={revision}")
    assert (code, out) == (2, "")
    assert err.startswith(f'error: there is no git revision "{revision}"')


@needs_git
def test_no_repository(states: tuple[Path, Path], tmp_path: Path) -> None:
    code, out, err = diff(states[0], "--git", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert (code, out) == (2, "")
    assert "lies in no git repository" in err


def test_no_git(states: tuple[Path, Path], tmp_path: Path) -> None:
    code, out, err = diff(states[0], "--git", "HEAD", PATH=str(tmp_path))
    assert (code, out) == (2, "")
    assert "needs the program git" in err
