"""targettrack.toml beside the files: what a dataset sets for itself; options override it."""

from pathlib import Path

import pytest
from running import Run, run

import targettrack as tt
from targettrack.dataset.model import Settings
from targettrack.dataset.settings import read_settings

TARGETS = "indicator,year,comparator,value\nx,2030,>=,200\n"
ACTUALS = "indicator,year,value\nx,2016,100\nx,2020,120\nx,2021,122\nx,2022,125\nx,2023,130\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "targets.csv").write_text(TARGETS)
    (tmp_path / "actuals.csv").write_text(ACTUALS)
    return tmp_path


def status(folder: Path, *arguments: str) -> Run:
    return run("status", *arguments, cwd=folder)


def test_a_dataset_without_settings(folder: Path) -> None:
    assert tt.read(folder).settings == Settings()


def test_all_of_them(folder: Path) -> None:
    (folder / "targettrack.toml").write_text(
        'method = ["destatis", "eurostat:15"]\nbase_year = 2020\nlanguage = "zh"\n'
    )
    dataset = tt.read(folder)
    assert dataset.settings == Settings(("destatis", "eurostat:15"), 2020, "zh")
    assert tt.assess(dataset)["method"].tolist() == ["destatis", "eurostat:15"]
    assert tt.assess(dataset)["base_year"].tolist() == [2020, 2020]
    assert tt.assess(dataset, ["un"])["method"].tolist() == ["un"]
    assert tt.project(dataset, year=2027)["carried_on"][0] == pytest.approx(
        130 * (130 / 120) ** (4 / 3)
    )


def test_the_base_year_is_that_of_goals_that_state_none_and_lie_behind_it(folder: Path) -> None:
    (folder / "targets.csv").write_text(
        "indicator,year,comparator,value,base_year\nx,2030,>=,200,\nx,2030,>=,200,2021\nx,2019,>=,1,\n"
    )
    (folder / "targettrack.toml").write_text("base_year = 2020\n")
    table = tt.assess(tt.read(folder), ["schedule"])
    assert table["base_year"].tolist()[:2] == [2020, 2021]
    assert table["base_year"].isna()[2]


def test_the_command_line_overrides_them(folder: Path) -> None:
    (folder / "targettrack.toml").write_text('method = "destatis"\nlanguage = "zh"\n')
    assert "按 destatis 评估 1 个目标" in status(folder).out
    assert "1 goal by destatis" in status(folder, "--lang", "en").out
    assert "按 un" in status(folder, "--method", "un").out
    assert ",2016," in status(folder, "--base-year", "2016", "--format", "csv").out


def test_files_named_apart_take_the_settings_beside_the_goals(folder: Path) -> None:
    (folder / "targettrack.toml").write_text('method = "destatis"\n')
    done = status(folder, "--targets", "targets.csv", "--actuals", "actuals.csv")
    assert "1 goal by destatis" in done.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("methods = 1\n", ':1 E120 there is no setting "methods"'),
        ('\n# a note\nbase_year = "2020"\n', ":3 E121 setting base_year: 2020 is not a year"),
        ("base_year = true\n", ":1 E121 setting base_year: True is not a year"),
        ("base_year = 20\n", ":1 E121"),
        ('language = "fr"\n', ":1 E121 setting language: write one of: en zh"),
        ('method = "nope"\n', ':1 E121 setting method: there is no method "nope"'),
        ('method = ["un", "nope"]\n', ":1 E121"),
        ("method = 7\n", ":1 E121"),
        ("method = \n", ":1 E122 this is not TOML"),
        ("a = 1\na = 2\n", ":2 E122"),
        ('[section]\nmethod = "un"\n', ' E120 there is no setting "section"'),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "targettrack.toml"
    path.write_text(text)
    settings, problems = read_settings(path)
    assert settings == Settings()
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"{path}{told}")


def test_problems_of_the_settings_stop_the_work_and_all_are_told(folder: Path) -> None:
    (folder / "targettrack.toml").write_text("a = 1\nlanguage = 1\n")
    (folder / "actuals.csv").write_text("indicator,year,value\nx,2016,lots\n")
    done = status(folder)
    assert (done.code, done.out) == (3, "")
    for code in ("E104", "E120", "E121"):
        assert code in done.err
