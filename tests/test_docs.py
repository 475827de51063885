"""What is generated in the documentation is up to date, and its data format is the program's.

`UPDATE_DOCS=1 python -m pytest tests/test_docs.py` writes the generated parts anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest
from pages import (
    COMMANDS,
    FORMAT,
    GENERATED_PART,
    UPDATE,
    YARDSTICKS,
    dataset_of,
    every_page,
    sections,
    tables,
)
from running import run

from targettrack.assessment.assess import assess
from targettrack.cli.program import COMMANDS as NAMES
from targettrack.dataset.folder import read
from targettrack.dataset.known import vintage
from targettrack.dataset.model import Dataset
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
    goals = (
        f"x,2025,>=,{'' if aggregate == 'peak' else 1},{measure},{aggregate},2020,y\n"
        for measure, aggregate in both
    )
    facts = (f"{name},{each},2\n" for name in "xy" for each in range(2020, 2024))
    folder = folder / kind
    folder.mkdir()
    columns = "indicator,year,comparator,value,measure,aggregate,base_year,reference\n"
    (folder / "targets.csv").write_text(columns + "".join(goals))
    (folder / "actuals.csv").write_text("indicator,year,value\n" + "".join(facts))
    (folder / "indicators.csv").write_text(f"indicator,kind\nx,{kind}\ny,{kind}\n")
    refused = ("measure-aggregate", "rate-needs-aggregate", "compound-needs-rate")
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
                dict.fromkeys(  # a word that stands for two verdicts has one line
                    f"{label.word}: {_(label.rule or label.direction)}".replace("|", "\\|")
                    for label in method.labels
                )
            ),
            _(method.confidence),
        ]
        for method in METHODS.values()
    ]
    return table([_("Method"), _("Rule"), _("Figure"), _("Label"), _("Confidence")], rows)


def help_of(*command: str) -> str:
    done = run(*command, "--help", COLUMNS="80")
    assert (done.code, done.err) == (0, "")
    return f"```text\n{done.out}```"


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
