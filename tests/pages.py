"""The pages of the documentation, and the parts that tests take them apart into."""

from __future__ import annotations

import os
import re
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from targettrack.dataset.folder import files_of, inspect
from targettrack.dataset.model import Dataset

ROOT = Path(__file__).parent.parent
FORMAT, COMMANDS = ROOT / "docs" / "data-format.md", ROOT / "docs" / "commands.md"
YARDSTICKS = [ROOT / "docs" / "methods.md", ROOT / "docs" / "methods.zh.md"]
PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md")])
GENERATED_PART = r"(?s)<!-- generated: ([\w ]+) -->\n(.*?)<!-- end -->"
UPDATE = bool(os.environ.get("UPDATE_DOCS"))

every_page = pytest.mark.parametrize(
    "page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES]
)


# --- a page and its parts ------------------------------------------------------------------------


class Block(NamedTuple):
    """A fenced block: its language, its lines, and the place of the first in the page."""

    language: str
    lines: list[str]
    first: int


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page."""
    found: list[Block] = []
    inside = False
    for place, line in enumerate(text.splitlines()):
        if inside and line == "```":
            inside = False
        elif inside:
            found[-1].lines.append(line)
        elif line.startswith("```"):
            inside = True
            found.append(Block(line.removeprefix("```"), [], place + 1))
    assert not inside, "a block is never closed"
    return found


def sections(text: str) -> list[str]:
    """A page cut at its headings, without what is generated."""
    written = re.sub(GENERATED_PART, "", text)
    fenced = re.sub(r"(?ms)^```.*?^```$", lambda found: found[0].replace("\n#", "\n\0#"), written)
    return [part.replace("\0", "") for part in re.split(r"(?m)^(?=#)", fenced)]


def tables(section: str) -> Iterator[list[dict[str, str]]]:
    """The Markdown tables of a section, a row as its cells by header."""
    for found in re.finditer(r"(?m)(?:^\|.*\|\n)+", re.sub(r"(?ms)^```.*?^```$", "", section)):
        cells = [
            [cell.strip().strip("`") for cell in line[1:-1].split("|")]
            for line in found[0].splitlines()
        ]
        yield [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


def dataset_of(section: str, folder: Path) -> Dataset | None:
    """The dataset that the CSV blocks of a section are the files of; None without any."""
    texts = {}
    for block in blocks(section):
        if block.language == "csv":
            header = block.lines[0].split(",")
            goals = "comparator" in header
            name = "targets" if goals else "actuals" if "value" in header else "indicators"
            assert name not in texts, f"two {name} under one heading"
            texts[name] = "\n".join(block.lines) + "\n"
    if not texts:
        return None
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    dataset, problems = inspect(files_of(folder))
    assert [str(problem) for problem in problems] == []
    return dataset


def locale_of(page: Path) -> str:
    return "zh_CN.UTF-8" if page.suffixes[:1] == [".zh"] else "en_US.UTF-8"


def environment(page: Path) -> dict[str, str]:
    """The environment of a command in a page: English, or Chinese in the Chinese pages."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LANG", "LC_", "COLUMNS", "PYTHONUTF8", "PYTHONIOENCODING"))
    }
    path = os.pathsep.join([sysconfig.get_path("scripts"), own.get("PATH", "")])
    return {
        **own,
        **{"PATH": path, "LANG": locale_of(page), "COLUMNS": "100", "PYTHONUTF8": "1"},
    }
