"""A dimension may be called as a column inside the program is; only results keep their names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from targettrack.cli.program import app
from targettrack.dataset.folder import inspect
from targettrack.vocabulary.columns import TABLES
from targettrack.vocabulary.field import columns
from targettrack.vocabulary.results import ASSESSMENT, CHANGES, PROJECTION

INSIDE = [  # what frames inside call, or once called, their columns
    *(
        "_goal",
        "_hit",
        "_series",
        "series",
        "turn",
        "derived",
        "row",
        "row_old",
        "row_new",
        "low_old",
    ),
    *("value_old", "value_new", "unit_old", "dated_new", "year_old", "in_force", "slack", "sum"),
    *("goals", "years_ahead", "judged", "no_data", "hits", "squares", "hit_rate", "brier"),
]
RESULTS = {name for table in (ASSESSMENT, PROJECTION, CHANGES) for name in columns(table)}
OF_ONE_TABLE = {"backtest new --each": "met", "status new --method all": "disagree"}
OF_FILES = {field.name for fields in TABLES.values() for field in fields}
COMMANDS = [
    "status new --method all --format csv",
    "status new --method schedule",
    "show x new --method schedule",
    "project new --year 2024 --format csv",
    "backtest new",
    "backtest new --each",
    "backtest new --each --format csv",
    "diff old new",
    "diff old new --format csv",
    "check new --only parts-totals",
]


def write(folder: Path, dimensions: list[str], value: int) -> None:
    """Two series told apart by every one of the dimensions; the last actual is `value`."""
    folder.mkdir(parents=True)
    head = ",".join(["indicator", *dimensions])
    one, other = (",".join(["x", *[word] * len(dimensions)]) for word in ("a", "b"))
    (folder / "targets.csv").write_text(
        f"{head},year,comparator,value,base_year\n"
        f"{one},2022,>=,60,2018\n{one},2025,>=,{value},2018\n{other},2025,>=,90,2018\n"
    )
    (folder / "actuals.csv").write_text(
        f"{head},year,value\n"
        + "".join(f"{one},{year},{40 + 5 * (year - 2018)}\n" for year in range(2018, 2023))
        + f"{one},2023,{value}\n{other},2022,44\n{other},2023,50\n"
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_with_the_names_of_inner_columns(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = [f"dimension{n}" for n in range(len(INSIDE))]
    number = {name: str(n) for names in (plain, INSIDE) for n, name in enumerate(names)}
    any_name = re.compile(rf"\b({'|'.join(sorted(number, key=len, reverse=True))})\b")
    outputs = []
    for place, dimensions in (("plain", plain), ("inside", INSIDE)):
        write(tmp_path / place / "old", dimensions, 70)
        write(tmp_path / place / "new", dimensions, 55)
        monkeypatch.chdir(tmp_path / place)
        done = CliRunner().invoke(app, [*command.split(), "--lang", "en"], env={"COLUMNS": "400"})
        assert done.exit_code == 0, done.output
        renamed = any_name.sub(lambda found: number[found[0]], done.output)
        outputs.append(re.sub("[ ─]+", " ", renamed))  # columns are as wide as their names
    assert outputs[0] == outputs[1]
    assert outputs[0] or command.startswith("check")


@pytest.mark.parametrize("name", sorted(RESULTS - OF_FILES))
def test_a_column_of_the_results_is_no_dimension(name: str, tmp_path: Path) -> None:
    write(tmp_path / "data", [name], 70)
    paths = {table: tmp_path / "data" / f"{table}.csv" for table in ("targets", "actuals")}
    assert {problem.code for problem in inspect(paths)[1]} == {"E119"}


@pytest.mark.parametrize(("command", "name"), OF_ONE_TABLE.items())
def test_a_name_that_one_table_has_is_refused_there_alone(
    command: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "new", [name], 70)
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(app, command.split())
    assert refused.exit_code == 2
    assert f'"{name}" is a column of this table' in refused.output
    other = CliRunner().invoke(app, ["status", "new"])
    assert other.exit_code == 0
    assert "3 goals by outlook" in other.output
