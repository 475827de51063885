"""CONTRIBUTING is true: the walk of a goal's value is complete, and its worked examples work."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import targettrack

PACKAGE = Path(targettrack.__file__).parent
ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """What stands under a heading, up to the next one."""
    found = re.search(rf"(?ms)^##+ {re.escape(title)}\n(.*?)(?=^##+ |\Z)", TEXT)
    assert found, title
    return found[1]


def run(*command: str, folder: Path, source: Path) -> str:
    """What a command prints, by the package that lies in `source`."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(source), "PYTHONUTF8": "1", "LANG": "en_US.UTF-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


# --- the walk of a goal's value ------------------------------------------------------------------

# Runs `status` and notes, as each function of the package returns, whether one of its own values
# or what it returns is the value of the goal: 87654 in the file, 87,654 on the screen.
FOLLOWED = """
import atexit, json, sys
from pathlib import Path
import numpy, pandas
import targettrack
from targettrack.__main__ import main

package, seen = Path(targettrack.__file__).parent, {}

def is_it(value, deep=0):
    if isinstance(value, (str, bytes)):
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        return "87654" in text or "87,654" in text
    if isinstance(value, float):
        return value == 87654
    if isinstance(value, (numpy.ndarray, pandas.Series)):
        return value.dtype.kind == "f" and bool((value == 87654).any())
    inner = value.values() if isinstance(value, dict) else value
    is_small = isinstance(value, (dict, list, tuple)) and deep < 2 and len(value) < 200
    return is_small and any(is_it(each, deep + 1) for each in inner)

def note(frame, event, result):
    path = Path(frame.f_code.co_filename)
    if event == "return" and package in path.parents:
        made = result if isinstance(result, dict) else {}
        own = {name for name, value in [*frame.f_locals.items(), *made.items()] if is_it(value)}
        if own or is_it(result):
            names = seen.setdefault(path.relative_to(package).as_posix(), set())
            names |= own | {frame.f_code.co_name}

def show():
    sys.setprofile(None)
    print(json.dumps({path: sorted(names) for path, names in seen.items()}), file=sys.stderr)

atexit.register(show)
sys.setprofile(note)
main()
"""
ONLY_LOOK = {  # they see the value; what they make of it is something else
    "dataset/checks.py",
    "dataset/model.py",
    "dataset/typed/cells.py",
    "dataset/typed/frame.py",
    "dataset/typed/verify.py",
    "dataset/unit_checks.py",
    "files/csv_arrow.py",
    "files/table.py",
    "goals/expectation.py",
    "goals/growth.py",
    "goals/standing.py",
    "outlook/distribution.py",
    "render/view.py",
    "render/writers/fold.py",
    "render/writers/safe_text.py",
}


def walk() -> dict[str, str]:
    """The files that the walk names, and what the value is called in each."""
    rows = re.findall(
        r"(?m)^\| `([\w/]+\.py)` \| `(\w+)` \|", section("The walk of a goal's value")
    )
    assert len(rows) == len(dict(rows)), "a file twice"
    return dict(rows)


def test_the_walk_of_a_goals_value_is_the_one_a_number_takes(tmp_path: Path) -> None:
    (tmp_path / "targets.csv").write_text("indicator,year,comparator,value\nx,2030,>=,87654\n")
    levels = "".join(f"x,{year},{10_000 + 1_000 * (year - 2018)}\n" for year in range(2018, 2024))
    (tmp_path / "actuals.csv").write_text(f"indicator,year,value\n{levels}")
    command = ["-c", FOLLOWED, "status", "."]
    told = run(*command, folder=tmp_path, source=PACKAGE.parent)
    assert ">= 87,654" in told
    seen = json.loads(told.splitlines()[-1])
    for path, name in walk().items():
        assert name in seen[path], (path, seen[path])
    assert set(seen) - ONLY_LOOK <= set(walk())


def test_the_walk_is_short() -> None:
    assert 5 < len(walk()) <= 10
    for path, name in walk().items():
        assert re.search(rf"\b{name}\b", (PACKAGE / path).read_text(encoding="utf-8")), path


# --- worked examples -----------------------------------------------------------------------------


def applied(diff: str, checkout: Path) -> None:
    """Change the files below `checkout` as a diff says: its context stands in each once."""
    for part in re.split(r"(?m)^\+\+\+ ", diff)[1:]:
        name, _newline, body = part.partition("\n")
        path = checkout / name
        if all(line.startswith("+") for line in body.splitlines()):
            assert not path.exists(), f"{name} is there already"
            path.write_text(re.sub(r"(?m)^\+", "", body), encoding="utf-8")
            continue
        text = path.read_text(encoding="utf-8")
        for hunk in re.split(r"(?m)^@@\n", body):
            lines = hunk.splitlines(keepends=True)
            before = "".join(line[1:] for line in lines if not line.startswith("+"))
            after = "".join(line[1:] for line in lines)
            assert text.count(before) == 1, f"{name} has not once:\n{before}"
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")


def block(text: str, language: str) -> str:
    """The fenced block of a language."""
    found = re.search(rf"(?ms)^```{language}\n(.*?)^```", text)
    assert found
    return found[1]


EXAMPLES = re.findall(r"(?m)^### (.*)$", TEXT)


@pytest.mark.parametrize("title", EXAMPLES)
def test_what_is_new_is_a_file_and_an_entry(title: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "src" / "targettrack")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "zero").mkdir()
    (tmp_path / "zero/targets.csv").write_text("indicator,year,comparator,value\nx,2030,>=,9\n")
    (tmp_path / "zero/actuals.csv").write_text("indicator,year,value\nx,2020,5\nx,2021,0\n")
    example = section(title)
    applied(block(example, "diff"), tmp_path)
    command, *expected = block(example, "console").removeprefix("$ ").splitlines()
    program, arguments = command.split(" ", 1)
    if program == "python":
        called = ["-c", arguments.removeprefix('-c "').removesuffix('"')]
    else:
        called = ["-m", program, *arguments.split()]
    told = run(*called, folder=tmp_path, source=tmp_path / "src")
    pattern = re.escape("\n".join(expected)).replace(re.escape("..."), "(?s:.*)")
    assert re.fullmatch(f"{pattern}\\s*", told), told


def test_there_is_an_example_of_everything_the_table_lists() -> None:
    rows = re.findall(r"(?m)^\| ([a-z ]+) \| `", section("Where does my change go?"))
    assert [re.sub(r"^An? ", "", title) for title in EXAMPLES] == rows[-len(EXAMPLES) :]
    assert len(EXAMPLES) == 5
