"""The gallery of problems: one small input for every code, and docs/problems.md made from them.

`UPDATE_DOCS=1 python -m pytest tests/dataset/test_problems_gallery.py` writes the page anew.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import fill

import pytest
from problem_examples import EXAMPLES, SOUND, Example

from targettrack.assessment.audit import audit
from targettrack.dataset.folder import inspect, locate
from targettrack.render.views.problems import describe
from targettrack.vocabulary.errors import DataError, Problem
from targettrack.vocabulary.language import activate
from targettrack.vocabulary.problems import PROBLEMS, RULES

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"
UPDATE = bool(os.environ.get("UPDATE_DOCS"))

CHAPTERS = {
    "E0": "The file as a whole",
    "E1": "Header, rows, cells",
    "E2": "Rows that cannot be true together",
    "W4": "Figures that do not agree",
    "W": "Warnings",
}

HEADER = """# Problems

<!-- generated: problems -->

Every problem `targettrack` can find in a dataset, with an example. Commands print them all, not
only the first, and `targettrack check` prints nothing else:

- where: the file, its line, and which cell of the line (`actuals.csv:7:3` is the third cell of
  line 7), in the lines of the file as it is, blank lines and quoted line breaks counted;
- what: a code that never changes its meaning, and the problem in words;
- the line as it was read, with the cell underlined;
- what to do about it.

Codes with **E** are errors: nothing is computed, and the exit code is 3. Codes with **W** are
warnings: they are told, and the work goes on. Those from W401 to W411 come from a second look at
the figures that only `targettrack check` takes; `--only` and `--skip` choose among them by name,
`--strict` makes them errors. A file whose header is in order is read to its end
whatever is wrong with its rows; rows are compared with each other as far as they could be read.
"""


def found(example: Example, folder: Path, code: str) -> list[Problem]:
    """What opening the example's files finds, and the check of figures that has that code."""
    for name, text in {**SOUND, **example.files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with contextlib.chdir(folder):
        try:
            dataset, problems = inspect(locate(example.folder, None, example.actuals, None))
            if code in RULES and dataset is not None:
                problems += audit(dataset, [RULES[code]])
            return problems
        except DataError as error:
            return error.problems


def page(rendered: Mapping[str, Sequence[str]]) -> str:
    """The gallery as Markdown."""
    parts = [HEADER]
    chapter = ""
    for code, example in EXAMPLES.items():
        title = next(CHAPTERS[start] for start in CHAPTERS if code.startswith(start))
        if title != chapter:
            parts.append(f"## {title}\n")
            chapter = title
        parts.append(f"### {code}\n\n{fill(example.meaning, 100)}\n")
        if example.told:
            parts.append(f"{example.told}\n")
        parts += [block(name, text, example) for name, text in shown(example)]
        parts.append("\n".join(["```text", *rendered[code], "```"]) + "\n")
    return "\n".join(parts) + "\n<!-- end -->\n"


def shown(example: Example) -> Iterator[tuple[str, str]]:
    """The texts of the files that the page shows."""
    if example.folder != "." or example.actuals:
        return
    for name, raw in example.files.items():
        text = raw if isinstance(raw, str) else raw.decode("ascii", "backslashreplace")
        text = example.shown.get(name, text)
        if text:
            yield name, "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def block(name: str, text: str, example: Example) -> str:
    """A file as a block, with its name above it."""
    name = "" if example.told else f"`{name}`:\n\n"
    language = "csv" if name or example.shown else "text"
    return f"{name}```{language}\n{text.rstrip()}\n```\n"


@pytest.fixture(autouse=True)
def in_english() -> None:
    activate("en")


def test_every_code_has_an_example() -> None:
    assert list(EXAMPLES) == list(PROBLEMS)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_provokes_its_code_and_nothing_else(code: str, tmp_path: Path) -> None:
    example = EXAMPLES[code]
    codes = [problem.code for problem in found(example, tmp_path, code)]
    assert set(codes) == {code, example.beside} - {""}
    assert codes.count(code) == (2 if example.beside == code else 1)


@pytest.mark.parametrize("code", EXAMPLES)
def test_errors_are_errors_and_warnings_are_not(code: str, tmp_path: Path) -> None:
    problems = found(EXAMPLES[code], tmp_path, code)
    assert all(problem.is_error == problem.code.startswith("E") for problem in problems)


@pytest.mark.skipif(os.name == "nt", reason="the system words E002 in its own way there")
def test_the_page_is_up_to_date(tmp_path: Path) -> None:
    rendered = {}
    for code, example in EXAMPLES.items():
        folder = tmp_path / code
        folder.mkdir()
        problems = [each for each in found(example, folder, code) if each.code == code]
        rendered[code] = [line for problem in problems for line in describe(problem)]
    made = page(rendered)
    if UPDATE:
        PAGE.write_text(made, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == made
