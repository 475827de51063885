"""Imports run one way: from the room that shows a figure down to the words all rooms share."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "src" / "targettrack"

# The rooms from the ground up, and what each may import beside its own.
ROOMS: dict[str, set[str]] = {
    "vocabulary": set(),
    "files": {"vocabulary"},
    "outlook": {"vocabulary"},  # knows no goal, nor where its numbers come from
    "dataset": {"files", "vocabulary"},
    "goals": {"dataset", "outlook", "vocabulary"},
    "methods": {"goals", "dataset", "vocabulary"},
    "assessment": {"methods", "goals", "dataset", "outlook", "vocabulary"},
    "intake": {"dataset", "files", "vocabulary"},
    "render": {"assessment", "intake", "methods", "goals", "dataset", "files", "vocabulary"},
    "cli": {"render", "assessment", "intake", "methods", "goals", "dataset", "files", "vocabulary"},
}
WITHIN = (  # rooms inside a room: the first does not know the second
    ("render.writers", "render.views"),
    ("render.writers", "render.pictures"),
    ("render.pictures", "render.views"),
    ("cli.groups", "cli.commands"),
)


@cache
def modules() -> dict[str, Path]:
    """Every module by its name in the package, and its file."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in paths}


@cache
def imports(source: str, module: str) -> set[str]:
    """What the source of `module` imports: targettrack.x for its own package, else the name."""
    package = ["targettrack", *module.split(".")[:-1]]
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else []
            name = ".".join([*start, *([node.module] if node.module else [])])
            children = {f"{name}.{alias.name}" for alias in node.names}
            named = {child for child in children if is_module(child)}
            found |= named | ({name} if children - named else set())
    return found


@cache
def is_module(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def own_imports(module: str) -> set[str]:
    """The modules of the package that `module` imports, by their names in it."""
    found = imports(modules()[module].read_text(encoding="utf-8"), module)
    own = {name.removeprefix("targettrack.") for name in found if name.startswith("targettrack.")}
    return {f"{name}.__init__" if (PACKAGE / name.replace(".", "/")).is_dir() else name
            for name in own}  # fmt: skip


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("goals.stated", "from .panel import Panel", {"targettrack.goals.panel"}),
        (
            "goals.stated",
            "from . import panel, growth_of",
            {"targettrack.goals.panel", "targettrack.goals"},
        ),
        ("cli.program", "from .. import __version__", {"targettrack"}),
        ("methods.un", "from ..goals.panel import Panel", {"targettrack.goals.panel"}),
        ("methods.__init__", "from . import opensdg", {"targettrack.methods.opensdg"}),
        ("goals.panel", "import numpy as np, pandas.api", {"numpy", "pandas.api"}),
        ("goals.panel", "if x:\n from targettrack.cli import usage", {"targettrack.cli.usage"}),
    ],
)  # fmt: skip
def test_an_import_is_found_in_every_form(module: str, source: str, found: set[str]) -> None:
    assert imports(source, module) == found


def test_every_folder_is_a_room() -> None:
    folders = {path.parent for path in modules().values()} - {PACKAGE}
    assert {folder.relative_to(PACKAGE).parts[0] for folder in folders} == set(ROOMS)
    assert {name for name in modules() if "." not in name} == {"__init__", "__main__"}


def folders() -> list[Path]:
    """The folders that hold source: not those of translations and of starter files."""
    return [PACKAGE, *sorted({path.parent for path in modules().values()} - {PACKAGE})]


def test_every_folder_says_what_belongs_there_and_what_does_not() -> None:
    for folder in folders():
        lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {folder.name}: "), folder
        assert len(lines) <= 9, folder
        for start in ("Here: ", "Not here: ", "Next: "):
            assert any(line.startswith(start) for line in lines), (folder, start)
        for named in re.findall(r"`([\w/]+(?:\.py|/)?)`", "\n".join(lines)):
            if "/" in named or named.endswith(".py"):
                assert (
                    any((place / named).exists() for place in (folder, PACKAGE))
                    or (PACKAGE.parent.parent / named).exists()
                ), f"{folder.name}/README.md names {named}"


def test_no_folder_is_crowded_and_no_file_is_long() -> None:
    assert len(ROOMS) <= 10
    for folder in folders():
        assert sum(path.is_file() for path in folder.iterdir()) <= 14, folder
    for path in [*modules().values(), *TESTS.rglob("*.py")]:
        assert lines_of(path) <= 400, path
    assert median(map(lines_of, modules().values())) < 130


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_those_below_it(room: str) -> None:
    below = list(ROOMS)[: list(ROOMS).index(room)]
    assert ROOMS[room] <= set(below)
    for module in modules():
        if module.startswith(f"{room}."):
            known = {name.split(".")[0] for name in own_imports(module)}
            assert known - {room, "__init__"} <= ROOMS[room], module


def test_nothing_goes_in_circles() -> None:
    graph = {module: own_imports(module) for module in modules() if not module.startswith("_")}
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError


@pytest.mark.parametrize(("lower", "upper"), WITHIN)
def test_inside_a_room_too(lower: str, upper: str) -> None:
    for module in modules():
        if f"{module}.".startswith(f"{lower}."):
            assert not {name for name in own_imports(module) if name.startswith(f"{upper}.")}


def test_only_the_entry_point_imports_the_command_line() -> None:
    users = {name for name in outside("targettrack.cli") if not name.startswith("cli.")}
    assert users == {"__main__"}


def outside(name: str) -> set[str]:
    """Modules that import `name`, or something inside it, anywhere."""
    return {
        module
        for module, path in modules().items()
        for each in imports(path.read_text(encoding="utf-8"), module)
        if f"{each}.".startswith(f"{name}.")
    }


def test_libraries_stay_in_their_rooms() -> None:
    assert {module.split(".")[0] for module in outside("typer")} == {"cli"}
    assert outside("click") == set()  # a recent typer no longer brings it
    assert {module.split(".")[0] for module in outside("rich")} <= {"render", "cli"}
    assert "render.writers.terminal" in outside("rich")


def loaded(*arguments: str) -> set[str]:
    """Top-level modules that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "targettrack", *arguments],
        cwd=PACKAGE.parent.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0
    return set(re.findall(r"\| +(\w+)$", done.stderr, re.MULTILINE))


def test_help_starts_without_the_heavy_libraries() -> None:
    for arguments in (["--help"], ["status", "--help"], ["--version"]):
        assert loaded(*arguments) & {"numpy", "pandas", "pyarrow"} == set()
    assert {"numpy", "pandas"} <= loaded("status")
