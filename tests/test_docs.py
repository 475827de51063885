"""The documentation is true: what is generated is up to date, and every example does what it says.

`UPDATE_DOCS=1 python -m pytest tests/test_docs.py` writes the generated parts anew, and the output
below the commands of console blocks.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from targettrack.assessment.assess import assess
from targettrack.cli.program import COMMANDS as NAMES
from targettrack.dataset.folder import files_of, inspect, read
from targettrack.dataset.model import Dataset, vintage
from targettrack.goals.standing import BASE_WINDOW
from targettrack.methods import METHODS
from targettrack.render.figures import verdict
from targettrack.vocabulary.columns import ACTUALS, INDICATORS, TARGETS
from targettrack.vocabulary.field import Field
from targettrack.vocabulary.language import _, activate
from targettrack.vocabulary.quantities import Refused, date, number, year
from targettrack.vocabulary.reasons import REASONS
from targettrack.vocabulary.results import ASSESSMENT, BACKTEST, CHANGES, JUDGED, PROJECTION
from targettrack.vocabulary.words import COMPARATOR_WORDS, COMPARATORS, VERDICTS

ROOT = Path(__file__).parent.parent
FORMAT, COMMANDS = ROOT / "docs" / "data-format.md", ROOT / "docs" / "commands.md"
YARDSTICKS = [ROOT / "docs" / "methods.md", ROOT / "docs" / "methods.zh.md"]
PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md")])
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


def environment(page: Path) -> dict[str, str]:
    """The environment of a command in a page: English, or Chinese in the Chinese pages."""
    language = "zh_CN" if page.suffixes[:1] == [".zh"] else "en_US"
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LANG", "LC_", "COLUMNS", "PYTHONUTF8", "PYTHONIOENCODING"))
    }
    path = os.pathsep.join([sysconfig.get_path("scripts"), own.get("PATH", "")])
    return {
        **own,
        **{"PATH": path, "LANG": f"{language}.UTF-8", "COLUMNS": "100", "PYTHONUTF8": "1"},
    }


# --- what is generated ---------------------------------------------------------------------------


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def fields_read(columns: Sequence[Field]) -> str:
    def needed(field: Field) -> str:
        return "yes" if field.needed else f"`{field.default}`" if field.default else ""

    rows = [[f"`{each.name}`", each.type, needed(each), each.meaning] for each in columns]
    return table(["column", "type", "needed, or default", "meaning"], rows)


def fields_made(columns: Sequence[Field]) -> str:
    rows = [[f"`{each.name}`", each.type, each.meaning] for each in columns]
    return table(["column", "type", "meaning"], rows)


def comparators() -> str:
    words: dict[str, list[str]] = {sign: [] for sign in COMPARATORS}
    for word, sign in COMPARATOR_WORDS.items():
        words[sign].append(word)
    rows = [[f"`{sign}`", ", ".join(also)] for sign, also in words.items()]
    return table(["comparator", "also written"], rows)


def pairs(kind: str, folder: Path) -> str:
    """Which measures go with which aggregates for an indicator of that kind, else why not."""
    measures, aggregates = (
        next(field.choices for field in TARGETS if field.name == name)
        for name in ("measure", "aggregate")
    )
    both = [(measure, aggregate) for measure in measures for aggregate in aggregates]
    goals = (f"x,2025,>=,1,{measure},{aggregate},2020,y\n" for measure, aggregate in both)
    facts = (f"{name},{each},2\n" for name in "xy" for each in range(2020, 2024))
    folder = folder / kind
    folder.mkdir()
    columns = "indicator,year,comparator,value,measure,aggregate,base_year,reference\n"
    (folder / "targets.csv").write_text(columns + "".join(goals))
    (folder / "actuals.csv").write_text("indicator,year,value\n" + "".join(facts))
    (folder / "indicators.csv").write_text(f"indicator,kind\nx,{kind}\ny,{kind}\n")
    refused = ("measure-aggregate", "rate-needs-aggregate")
    reasons = dict(zip(both, assess(read(folder))["reason"], strict=True))
    cells = {pair: f"`{why}`" if why in refused else "yes" for pair, why in reasons.items()}
    rows = [[f"`{first}`", *(cells[first, second] for second in aggregates)] for first in measures]
    return table(["", *(f"`{aggregate}`" for aggregate in aggregates)], rows)


def verdicts() -> str:
    rows = [[f"`{word}`", verdict(word, False), f"`{verdict(word, True)}`"] for word in VERDICTS]
    return table(["verdict", "on screen", "in ASCII"], rows)


def reasons() -> str:
    rows = [[f"`{code}`", words.message, words.remedy] for code, words in REASONS.items() if code]
    return table(["reason", "meaning", "remedy"], rows)


def yardsticks() -> str:
    """The methods in the active language."""
    rows = [
        [
            f"`{method.id}`",
            _(method.title),
            f"`{method.formula}`".replace("|", "\\|"),
            "<br>".join(
                f"{label.word}: {_(label.rule or label.direction)}".replace("|", "\\|")
                for label in method.labels
            ),
            _(method.confidence),
        ]
        for method in METHODS.values()
    ]
    return table([_("Method"), _("Rule"), _("Figure"), _("Label"), _("Confidence")], rows)


def help_of(*command: str) -> str:
    done = subprocess.run(
        ["targettrack", *command, "--help"],
        env=environment(COMMANDS) | {"COLUMNS": "80"},
        capture_output=True,
        check=True,
    )
    return "```text\n" + done.stdout.decode().replace("\r\n", "\n") + "```"


GENERATED_PART = r"(?s)<!-- generated: ([\w ]+) -->\n(.*?)<!-- end -->"
GENERATED: Mapping[str, Callable[[Path], str]] = {
    "targets": lambda __: fields_read(TARGETS),
    "actuals": lambda __: fields_read(ACTUALS),
    "indicators": lambda __: fields_read(INDICATORS),
    "comparators": lambda __: comparators(),
    "pairs amount": lambda folder: pairs("amount", folder),
    "pairs rate": lambda folder: pairs("rate", folder),
    "assessment": lambda __: fields_made(ASSESSMENT),
    "projection": lambda __: fields_made(PROJECTION),
    "backtest": lambda __: fields_made(BACKTEST),
    "judged": lambda __: fields_made(JUDGED),
    "changes": lambda __: fields_made(CHANGES),
    "verdicts": lambda __: verdicts(),
    "reasons": lambda __: reasons(),
    "yardsticks": lambda __: yardsticks(),
    "help": lambda __: help_of(),
    **{f"help {command}": lambda __, name=command: help_of(name) for command in NAMES},
}


@pytest.fixture
def spoken(page: Path) -> Iterator[None]:
    """The language of the page."""
    activate("zh" if page.suffixes[:1] == [".zh"] else "en")
    yield
    activate("en")


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("page", [FORMAT, COMMANDS, *YARDSTICKS], ids=lambda page: page.name)
def test_what_is_generated_is_up_to_date(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    anew = re.sub(
        GENERATED_PART,
        lambda found: (
            f"<!-- generated: {found[1]} -->\n\n{GENERATED[found[1]](tmp_path)}\n\n<!-- end -->"
        ),
        text,
    )
    if UPDATE:
        page.write_text(anew, encoding="utf-8", newline="\n")
    else:
        assert text == anew


def test_everything_that_can_be_generated_stands_in_a_page() -> None:
    pages = (FORMAT, COMMANDS, YARDSTICKS[0])
    texts = [page.read_text(encoding="utf-8") for page in pages]
    found = [name for text in texts for name, _ in re.findall(GENERATED_PART, text)]
    assert sorted(found) == sorted(GENERATED)


# --- the data format -----------------------------------------------------------------------------


@every_page
def test_every_dataset_is_read_without_a_problem(page: Path, tmp_path: Path) -> None:
    for place, section in enumerate(sections(page.read_text(encoding="utf-8"))):
        dataset_of(section, tmp_path / str(place))


def test_every_table_of_the_data_format_holds(tmp_path: Path) -> None:
    checked = 0
    for place, section in enumerate(sections(FORMAT.read_text(encoding="utf-8"))):
        dataset = dataset_of(section, tmp_path / str(place))
        for rows in tables(section):
            first = next(iter(rows[0]))
            for row in rows:
                if first in SPELLINGS:
                    SPELLINGS[first](row)
                else:
                    assert dataset is not None, row
                    check_figures(row, dataset)
                checked += 1
    assert checked > 50


def check_number(row: dict[str, str]) -> None:
    cell, unit = row["number"], row["unit column"]
    if "problem" in row:
        with pytest.raises(Refused) as refused:
            number(cell, unit)
        assert refused.value.code == row["problem"]
    else:
        value, word = number(cell, unit)
        assert (f"{value:f}", word) == (row["value"], row["unit"])


def check_year(row: dict[str, str]) -> None:
    assert str(year(row["year"])[0]) == row["counts as"]


def check_date(row: dict[str, str]) -> None:
    assert str(date(row["date"])) == row["counts as"]


SPELLINGS = {"number": check_number, "year": check_year, "date": check_date}


def check_figures(row: dict[str, str], dataset: Dataset) -> None:
    """That a row of a table says what the program says of the goal it names."""
    known_on = pd.Timestamp(row.pop("known_on")) if "known_on" in row else None
    in_force, _undated = vintage(dataset, None, known_on)
    found = assess(in_force, ["opensdg"], known_on=known_on)
    for name in set(row) & {"measure", "aggregate", "value"}:
        found[name] = in_force.targets[name].array
    keys = {"indicator", "target_year", "variant", *dataset.dimensions} & set(row)
    for key in keys:
        found = found[found[key].astype(str) == row[key]]
    assert len(found) == 1, row
    goal = found.iloc[0]
    names = list(row)
    for name, cell in row.items():
        if name == "working":
            if cell:
                worked_out = goal[names[names.index(name) + 1]]
                assert calculated(cell) == pytest.approx(worked_out, rel=1e-9), row
        elif name not in keys:
            assert spelt_like(goal[name], cell) == cell, (name, row)


def calculated(working: str) -> float:
    """What a formula of plain numbers comes to."""
    formula = working.translate({ord("×"): "*", ord("−"): "-", ord("^"): "**"})
    assert re.fullmatch(r"[\d.+\-*/() ]+", formula)
    return float(eval(formula, {"__builtins__": {}}))


def spelt_like(value: object, cell: str) -> str:
    """`value` as text, with as many decimals as `cell` has."""
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:.{len(cell.partition('.')[2])}f}"
    return str(value)


def test_the_base_is_looked_for_as_far_back_as_the_page_says() -> None:
    assert BASE_WINDOW == 5
    assert "actual of the last five years" in FORMAT.read_text(encoding="utf-8")


# --- examples ------------------------------------------------------------------------------------


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
    """The lines of standard output, then of standard error."""
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment(page), capture_output=True
    )
    return (done.stdout + done.stderr).decode().splitlines()


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
