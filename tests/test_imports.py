"""Imports run one way: each room of the package imports only from rooms before it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "targettrack"

# From the ground up. `methods` stands for every yardstick: none of them knows another.
ROOMS = (
    "language",
    "codes",
    "errors",
    "storing",
    "quantities",
    "schema",
    "files",
    "texts",
    "tables",
    "appending",
    "dataset",
    "panel",
    "reading",
    "checks",
    "statements",
    "aggregates",
    "goals",
    "trajectory",
    "audits",
    "outlook.features",
    "outlook.distribution",
    "outlook.paths",
    "outlook.expectation",
    "outlook",
    "methods.common",
    "methods",
    "settings",
    "opening",
    "verdicts",
    "assessment",
    "comparison",
    "working",
    "projection",
    "backtest",
    "shared",
    "goalposts",
    "changes",
    "revisions",
    "selection",
    "recording",
    "starting",
    "rendering.view",
    "rendering.text",
    "rendering.folding",
    "rendering.output",
    "rendering.terminal",
    "rendering.machine",
    "rendering.markdown",
    "rendering.export",
    "rendering.figures",
    "rendering.naming",
    "rendering.problems",
    "rendering.recording",
    "rendering.status",
    "rendering.comparison",
    "rendering.working",
    "rendering.chart",
    "rendering.projection",
    "rendering.backtest",
    "rendering.changes",
    "rendering.show",
    "rendering.methods",
    "options",
    "usage",
    "cli",
    "__main__",
)


def modules() -> list[tuple[str, Path]]:
    """Every module by its name in the package, and its file; `__init__` is the package itself."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return [(".".join(path.relative_to(PACKAGE).with_suffix("").parts), path) for path in paths]


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
            found |= {child for child in children if is_module(child)} or {name}
    return found


def is_module(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def room(module: str) -> int:
    """Place of a module in ROOMS; a package's __init__ stands above what it names."""
    if module in ROOMS:
        return ROOMS.index(module)
    package = module.split(".")[0]
    inside = [place for place, name in enumerate(ROOMS) if name.split(".")[0] == package]
    return max(inside, default=len(ROOMS))


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("goals", "from .panel import Panel", {"targettrack.panel"}),
        ("goals", "from . import panel, codes", {"targettrack.panel", "targettrack.codes"}),
        ("goals", "from . import __version__", {"targettrack"}),
        ("methods.common", "from ..codes import reason", {"targettrack.codes"}),
        ("methods.__init__", "from . import opensdg", {"targettrack.methods.opensdg"}),
        ("rendering.show", "from . import figures", {"targettrack.rendering.figures"}),
        ("goals", "import numpy as np, pandas.api", {"numpy", "pandas.api"}),
        ("goals", "def f():\n    from targettrack.cli import run", {"targettrack.cli"}),
    ],
)
def test_an_import_is_found_in_every_form(module: str, source: str, found: set[str]) -> None:
    assert imports(source, module) == found


def test_every_module_stands_in_the_list() -> None:
    named = {name.removesuffix(".__init__") for name, _ in modules()} - {"__init__"}
    yardsticks = {name for name in named if name.startswith("methods.")}
    assert named - yardsticks - {"rendering"} == set(ROOMS) - yardsticks


@pytest.mark.parametrize(("module", "path"), modules())
def test_imports_run_one_way(module: str, path: Path) -> None:
    package = module.removesuffix("__init__")
    own = {
        name.removeprefix("targettrack.")
        for name in imports(path.read_text(encoding="utf-8"), module)
        if name.startswith("targettrack.")
    }
    if package != module:  # an __init__ names again what its modules hold
        own -= {name for name in own if name.startswith(package)}
    assert {name for name in own if room(name) >= room(module)} == set()


def test_nobody_but_the_entry_point_imports_the_command_line() -> None:
    assert outside("targettrack.cli") == {"__main__"}


def outside(name: str) -> set[str]:
    """Modules that import `name`, or something inside it, anywhere."""
    return {
        module
        for module, path in modules()
        for each in imports(path.read_text(encoding="utf-8"), module)
        if f"{each}.".startswith(f"{name}.")
    }


def test_libraries_stay_in_their_rooms() -> None:
    assert outside("typer") == {"cli", "options", "usage"}
    assert outside("click") == set()  # a recent typer no longer brings it
    drawing = outside("rich")
    assert "rendering.terminal" in drawing
    assert {module for module in drawing if not module.startswith("rendering.")} <= {"cli"}


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
