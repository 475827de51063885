"""Every example of the documentation does what it shows, and every link leads somewhere.

`UPDATE_DOCS=1 python -m pytest tests/test_docs_examples.py` writes the output of commands anew.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from pages import (
    ROOT,
    UPDATE,
    Block,
    blocks,
    environment,
    every_page,
    locale_of,
)
from running import run


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what an example may use of the repository's own; examples may write there."""
    for name in ("data", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


class Example(NamedTuple):
    """A command of a console block, and the output below it."""

    command: str
    output: list[str]


def examples(block: Block) -> list[Example]:
    found: list[Example] = []
    for line in block.lines:
        if line.startswith("$ "):
            found.append(Example(line.removeprefix("$ "), []))
        else:
            assert found, "output without a command"
            found[-1].output.append(line)
    return found


def printed(command: str, page: Path, folder: Path) -> list[str]:
    """The lines of standard output, then of standard error.

    What is for the shell is left to it; the program alone need not be started anew for each.
    """
    if command.startswith("targettrack ") and not set("|&;<>$`*?~#\\(){}") & set(command):
        done = run(*shlex.split(command)[1:], cwd=folder, COLUMNS="100", LANG=locale_of(page))
        return (done.out + done.err).splitlines()
    shell = subprocess.run(
        command, shell=True, cwd=folder, env=environment(page), capture_output=True
    )
    return (shell.stdout + shell.stderr).decode().splitlines()


def matches(expected: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether the lines are as expected, where a line `...` stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*" if line == "..." else re.escape(line) + r"\n" for line in expected
    )
    return re.fullmatch(pattern, "".join(line + "\n" for line in lines)) is not None


@pytest.mark.parametrize(
    ("expected", "lines", "match"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["a", "b", "c"], False),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "...", "d"], ["a", "b", "c"], False),
        (["..."], [], True),
        (["a."], ["ab"], False),
    ],
)
def test_an_ellipsis_stands_for_any_lines(
    expected: list[str], lines: list[str], match: bool
) -> None:
    assert matches(expected, lines) is match


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a POSIX shell")
@every_page
def test_every_console_example_prints_what_it_shows(page: Path, checkout: Path) -> None:
    text = page.read_text(encoding="utf-8")
    lines = text.splitlines()
    anew, after = [], 0
    for block in blocks(text):
        if block.language != "console":
            continue
        anew += lines[after : block.first]
        for command, expected in examples(block):
            found = printed(command, page, checkout)
            if "..." not in expected and UPDATE:
                expected = found
            assert matches(expected, found), f"{command}\n" + "\n".join(found)
            anew += [f"$ {command}", *expected]
        after = block.first + len(block.lines)
    if UPDATE:
        page.write_text("\n".join([*anew, *lines[after:], ""]), encoding="utf-8", newline="\n")


@every_page
def test_every_python_example_does_what_it_shows(
    page: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout)
    namespace: dict[str, object] = {}
    for block in blocks(page.read_text(encoding="utf-8")):
        source = "\n".join(block.lines) + "\n"
        if block.language != "python":
            continue
        if ">>>" not in source:
            exec(compile(source, f"{page.name}:{block.first}", "exec"), namespace)
            continue
        example = doctest.DocTestParser().get_doctest(
            source, namespace, page.name, str(page), block.first
        )
        told: list[str] = []
        doctest.DocTestRunner().run(example, out=told.append, clear_globs=False)
        assert told == [], "".join(told)
        namespace |= example.globs


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_a_readme_shows_the_program_at_work(name: str) -> None:
    page = ROOT / name
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    if not text.strip():
        pytest.skip("not written yet")
    assert "console" in [block.language for block in blocks(text)]


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"(?ms)^```.*?^```$", "", page.read_text(encoding="utf-8"))
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        if anchor:
            titles = re.findall(r"(?m)^#+ (.*)$", target.read_text(encoding="utf-8"))
            plain = [re.sub(r"[^\w -]", "", title).lower() for title in titles]
            assert anchor in [title.replace(" ", "-") for title in plain], link


def test_every_test_that_the_page_on_trust_names_is_there() -> None:
    text = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests|benchmarks)/[\w/]+\.py)`", text)
    assert len(named) > 15
    for name in named:
        assert (ROOT / name).is_file(), name
