"""Where the dataset is, and in which encoding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from printed import ACTUALS, GOALS, records, runs
from running import ROOT, run

DATA = ROOT / "data"


def test_files_named_apart_and_standard_input(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    targets, actuals = place / "targets.csv", place / "actuals.csv"
    whole = run("status", place, "--format", "csv")
    goals_piped = run(
        *("status", "--targets", "-", "--actuals", actuals, "--format", "csv"),
        stdin=targets.read_text(),
    )
    facts_piped = run("status", place, "--actuals", "-", "-f", "csv", stdin=actuals.read_text())
    assert [row["actual"] for row in records(whole.out)] == ["7565", "7565"]
    assert goals_piped == facts_piped == whole
    broken = run("status", "--targets", targets, "--actuals", "-", stdin="indicator,year\nx,2023\n")
    assert (broken.code, broken.out) == (3, "")
    assert broken.err.startswith("<stdin>:1 E101 ")
    folder_piped, both, missing = runs(
        ["status", "-"],
        ["status", "--targets", "-", "--actuals", "-"],
        ["status", "--targets", targets, "--actuals", place / "nope.csv"],
    )
    piped = "error: standard input can stand for one file: --targets - or --actuals -\n"
    assert folder_piped == both == (2, "", piped)
    assert (missing.code, missing.out) == (3, "")
    assert missing.err.startswith(f"{place / 'nope.csv'} E001 there is no such file\n")


def test_the_dataset_is_data_else_the_current_folder(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    empty = run("status", cwd=tmp_path)
    assert (empty.code, empty.out) == (2, "")
    assert empty.err.startswith("error: no dataset here: neither data/ nor this folder holds")
    assert empty.err.endswith("targettrack init\n")
    folder(targets=GOALS, actuals=ACTUALS)
    here = run("status", "--format", "csv", cwd=tmp_path)
    assert len(records(here.out)) == 2
    (tmp_path / "data").mkdir()
    for name in ("targets.csv", "actuals.csv"):
        (tmp_path / "data" / name).write_bytes((DATA / name).read_bytes())
    assert len(records(run("status", "--format", "csv", cwd=tmp_path).out)) == 4


def test_a_folder_that_lacks_a_file_is_told_so(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS)
    nowhere, half = runs(["status", place / "nope"], ["check", place])
    assert (nowhere.code, nowhere.out) == (3, "")
    assert " E001 " in nowhere.err
    assert (half.code, half.err) == (3, "")
    assert " E003 the folder holds no actuals.csv\n" in half.out


def test_a_file_named_as_the_dataset_is_told_so(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    (place / "report.xlsx").write_bytes(b"PK\x03\x04")
    told = "is a file; name its folder, or use --targets FILE --actuals FILE\n"
    for name in ("actuals.csv", "report.xlsx"):
        for command in ("status", "check"):
            code, out, err = run(command, place / name)
            assert (code, out, err) == (2, "", f'error: "{place / name}" {told}')


def test_encodings(folder: Callable[..., Path]) -> None:
    words = {
        "targets": "indicator,year,comparator,value\n高新技术企业,2025,超过,1万",
        "actuals": "indicator,year,value\n高新技术企业,2023,7565家",
    }
    place = folder(encoding="gb18030", **words)
    found, named, wrong, unknown = runs(
        ["status", place, "-f", "csv"],
        ["status", place, "-f", "csv", "--encoding", "gbk"],
        ["status", place, "-f", "csv", "--encoding", "utf-8"],
        ["status", place, "--encoding", "nope"],
    )
    assert [row["indicator"] for row in records(found.out)] == ["高新技术企业"]
    assert found.err.count("W001 decoded as GB18030\n") == 2
    assert named == (0, found.out, "")
    assert (wrong.code, wrong.out) == (3, "")
    assert "E007" in wrong.err
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith('error: there is no encoding "nope"')
