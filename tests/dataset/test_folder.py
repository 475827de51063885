"""Which files a dataset is made of, and what reading it raises."""

from pathlib import Path

import pytest

from targettrack.dataset.folder import files_of, inspect, locate, read
from targettrack.vocabulary.errors import DataError, UsageError

TARGETS = "indicator,year,comparator,value\nfirms,2025,>,10000\n"
ACTUALS = "indicator,year,value\nfirms,2023,7565\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fill(folder: str, *tables: str) -> None:
    """Writes some of the files of a dataset."""
    texts = {"targets": TARGETS, "actuals": ACTUALS, "indicators": "indicator,kind\nfirms,amount\n"}
    Path(folder).mkdir(exist_ok=True)
    for table in tables:
        Path(folder, f"{table}.csv").write_text(texts[table], encoding="utf-8")


def told(raised: pytest.ExceptionInfo[DataError]) -> list[str]:
    """The problems of a DataError as text."""
    return [str(problem) for problem in raised.value.problems]


# Files of a folder


def test_files_of_a_folder(here: Path) -> None:
    fill("plan", "targets", "actuals")
    assert files_of("plan") == {
        "targets": Path("plan/targets.csv"),
        "actuals": Path("plan/actuals.csv"),
    }
    fill("plan", "indicators")
    assert files_of(Path("plan"))["indicators"] == Path("plan/indicators.csv")


def test_files_that_a_folder_lacks(here: Path) -> None:
    fill("plan", "actuals")
    Path("empty").mkdir()
    for folder, problems in {
        "plan": ["plan E003 the folder holds no targets.csv"],
        "empty": [
            "empty E003 the folder holds no targets.csv",
            "empty E003 the folder holds no actuals.csv",
        ],
        "nowhere": ["nowhere E001 there is no such file"],
    }.items():
        with pytest.raises(DataError) as raised:
            files_of(folder)
        assert told(raised) == problems


def test_a_file_is_no_folder(here: Path) -> None:
    fill(".", "targets", "actuals")
    with pytest.raises(DataError) as raised:
        files_of("actuals.csv")
    assert [problem.code for problem in raised.value.problems] == ["E003"]


def test_tables_that_stand_apart_may_be_missing(here: Path) -> None:
    fill("plan", "actuals", "indicators")
    assert list(files_of("plan", apart=["targets"])) == ["actuals", "indicators"]


# Files a command names


def test_the_folder_data_comes_before_this_one(here: Path) -> None:
    with pytest.raises(UsageError, match="no dataset here"):
        locate(None, None, None, None)
    fill(".", "targets", "actuals")
    assert locate(None, None, None, None)["targets"] == Path("targets.csv")
    fill("data", "actuals")
    assert locate(None, None, None, None)["targets"] == Path("targets.csv")
    fill("data", "targets")
    assert locate(None, None, None, None)["targets"] == Path("data/targets.csv")
    assert locate(".", None, None, None)["targets"] == Path("targets.csv")


def test_files_named_apart_need_no_folder(here: Path) -> None:
    fill("data", "targets", "actuals", "indicators")
    assert locate(None, "a.csv", "b.csv", None) == {"targets": "a.csv", "actuals": "b.csv"}


def test_a_file_named_apart_stands_for_that_of_the_folder(here: Path) -> None:
    fill("plan", "targets", "actuals", "indicators")
    folder = {table: Path(f"plan/{table}.csv") for table in ("targets", "actuals", "indicators")}
    assert locate("plan", None, None, None) == folder
    assert locate("plan", "new.csv", None, None) == {**folder, "targets": "new.csv"}
    assert locate("plan", None, "-", "kinds.csv") == {
        **folder,
        "actuals": "-",
        "indicators": "kinds.csv",
    }
    assert locate("plan", "new.csv", "-", None) == {
        **folder,
        "targets": "new.csv",
        "actuals": "-",
    }


def test_a_folder_need_not_hold_what_is_named_apart(here: Path) -> None:
    fill("plan", "actuals")
    assert locate("plan", "new.csv", None, None) == {
        "targets": "new.csv",
        "actuals": Path("plan/actuals.csv"),
    }
    with pytest.raises(DataError) as raised:
        locate("plan", None, "new.csv", None)
    assert told(raised) == ["plan E003 the folder holds no targets.csv"]


@pytest.mark.parametrize(
    "named", [("-", None, None, None), (None, "-", "-", None), ("plan", "-", None, "-")]
)
def test_standard_input_stands_for_one_file(named: tuple[str | None, ...]) -> None:
    with pytest.raises(UsageError, match="standard input can stand for one file"):
        locate(*named)


# Reading


def test_read_gives_the_dataset_and_passes_warnings_by(here: Path) -> None:
    fill("plan", "targets", "actuals")
    Path("plan/actuals.csv").write_bytes(
        "indicator,year,value,note\n企业,2023,7565,报告\n企业,2023,7565,报告\n".encode("gb18030")
    )
    dataset = read("plan")
    assert dataset.actuals["indicator"].tolist() == ["企业", "企业"]
    assert dataset.sources["actuals"].name == str(Path("plan/actuals.csv"))
    _, problems = inspect(files_of("plan"))
    assert [problem.code for problem in problems] == ["W001", "W301"]


def test_read_raises_every_error_and_no_warning(here: Path) -> None:
    fill("plan", "targets", "actuals")
    Path("plan/targets.csv").write_text(f"{TARGETS}firms,2026,up,5\n", encoding="utf-8")
    Path("plan/actuals.csv").write_text(f"{ACTUALS}firms,2024,x\n" * 2, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read("plan")
    assert [(problem.line, problem.code) for problem in raised.value.problems] == [
        (3, "E204"),
        (3, "E104"),
        (4, "E103"),
        (4, "E104"),
        (6, "E104"),
    ]
    assert str(raised.value).splitlines() == told(raised)


def test_read_takes_an_encoding(here: Path) -> None:
    fill("plan", "targets", "actuals")
    Path("plan/actuals.csv").write_bytes("indicator,year,value\n指標,2023,1\n".encode("big5"))
    Path("plan/targets.csv").write_bytes(TARGETS.encode("big5"))
    assert read("plan", "big5").actuals["indicator"].tolist() == ["指標"]
    with pytest.raises(UsageError, match='there is no encoding "klingon"'):
        read("plan", "klingon")


def test_what_can_be_read_is_given_beside_the_problems(here: Path) -> None:
    fill("plan", "targets", "actuals")
    dataset, problems = inspect({"targets": "plan/targets.csv", "actuals": "plan/missing.csv"})
    assert dataset is None
    assert [str(problem) for problem in problems] == ["plan/missing.csv E001 there is no such file"]
