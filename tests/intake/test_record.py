"""A row more: what is refused, what is there already, what a revision is, and what survives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack.dataset.folder import files_of, read
from targettrack.intake import plan as intake_plan
from targettrack.intake.plan import Addition, carry_out, plan
from targettrack.intake.row import Row, is_direction, with_columns
from targettrack.vocabulary.errors import DataError, UsageError, WriteError

ROOT = Path(__file__).parents[2]
GOALS = """
    indicator,year,comparator,value,unit,variant,announced
    firms,2025,>,10000,家,,2023-03
    firms,2027,>=,1.27万,家,stretch,
    """
ACTUALS = """
    indicator,year,value,growth,unit,status,published,note
    firms,2022,6346,,家,,2023-02,
    firms,2023,"7,565",19.2%,家,p,2024-02-27,"as stated, 7,565"
    """
INDICATORS = """
    indicator,name,name_zh
    firms,High-tech firms,高新技术企业
    staff,Staff,人员
    staff-all,Staff,全部人员
    """


@pytest.fixture
def place(tmp_path: Path) -> Callable[..., dict[str, Path]]:
    """Writes the files of a dataset, and gives their paths."""

    def place(
        targets: str = GOALS, actuals: str = ACTUALS, indicators: str = INDICATORS
    ) -> dict[str, Path]:
        texts = {"targets": targets, "actuals": actuals, "indicators": indicators}
        for table, text in texts.items():
            (tmp_path / f"{table}.csv").write_bytes(f"{cleandoc(text)}\n".encode())
        return files_of(tmp_path)

    return place


def actual(indicator: str, year: object, value: object, **cells: str) -> Row:
    stated = {"indicator": indicator, "year": str(year), "value": str(value), **cells}
    return Row("actuals", stated, is_new=False)


def goal(indicator: str, year: object, comparator: str, value: object, **cells: str) -> Row:
    stated = {"indicator": indicator, "year": str(year), "comparator": comparator}
    return Row("targets", {**stated, "value": str(value), **cells})


def recorded(paths: dict[str, Path], row: Row) -> str:
    """What recording a row adds to its file; the rest stays as it is."""
    path = paths[row.table]
    before = path.read_bytes()
    carry_out(paths, row)
    after = path.read_bytes()
    assert after.startswith(before)
    assert len(read(path.parent).actuals) >= 2
    return after[len(before) :].decode()


def codes(refused: pytest.ExceptionInfo[DataError]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_row_is_written_as_it_was_typed_in_the_order_of_the_columns(place) -> None:
    paths = place()
    assert recorded(paths, actual("firms", 2024, "0.81万")) == "firms,2024,0.81万,,,,,\n"
    full = actual("firms", "2025年", "8,900家", note='"so"', published="2026-02", status="p e")
    assert recorded(paths, full) == 'firms,2025年,"8,900家",,,p e,2026-02,"""so"""\n'
    assert recorded(paths, goal("firms", 2030, "超过", "1.5万家")) == "firms,2030,超过,1.5万家,,,\n"
    assert recorded(paths, goal("firms", 2031, "down", "")) == "firms,2031,down,,,,\n"
    assert list(read(paths["actuals"].parent).actuals["value"]) == [6346, 7565, 8100, 8900]


def test_an_indicator_goes_by_its_names(place) -> None:
    paths = place()
    assert recorded(paths, actual("高新技术企业", 2024, 8000)).startswith("firms,2024")
    assert recorded(paths, actual("high-tech FIRMS", 2025, 8000)).startswith("firms,2025")
    assert recorded(paths, actual("全部人员", 2025, 8)).startswith("staff-all,2025")
    paths = place(indicators=INDICATORS.replace("staff,", "crew,"))
    with pytest.raises(UsageError, match=r"the name of several indicators.*: crew, staff-all"):
        plan(paths, actual("Staff", 2024, 8))


def test_an_unknown_indicator_is_refused_unless_it_is_said_to_be_new(place) -> None:
    paths = place()
    with pytest.raises(UsageError, match=r'no indicator "frims"; perhaps: firms.*; to start a new'):
        plan(paths, actual("frims", 2024, 8000))
    with pytest.raises(UsageError, match="the indicator is blank"):
        plan(paths, actual(" ", 2024, 8000))
    new = plan(paths, Row("actuals", actual("frims", 2024, 8000).cells, is_new=True))
    assert (new.is_new, new.text) == (True, "frims,2024,8000,,,,,")
    assert not plan(paths, actual("firms", 2024, 8000)).is_new


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (actual("firms", "soon", 8000), "E103"),
        (actual("firms", 2024, "约8000"), "E104"),
        (actual("firms", 2024, "8000户", unit="家"), "E106"),
        (actual("firms", 2024, "8k"), "E107"),
        (actual("firms", 2024, 8000, published="27.2.2025"), "E109"),
        (actual("firms", 2023, 7600, published="yesterday"), "E109"),
        (actual("firms", 2024, 8000, unit="户"), "E209"),
        (actual("firms", 2023, 7600), "E201"),
        (actual("firms", 2023, 7600, published="2024-02-27"), "E201"),
        (goal("firms", 2030, "beyond", 1), "E110"),
        (goal("firms", 2030, ">", ""), "E114"),
        (goal("firms", 2030, "up", 5), "E204"),
        (goal("firms", 2030, "between", 10000), "E203"),
        (goal("firms", 2030, ">", 5, unit="户"), "E202"),
    ],
)
def test_a_row_that_brings_an_error_is_refused(place, row: Row, code: str) -> None:
    paths = place()
    before = paths[row.table].read_bytes()
    with pytest.raises(DataError) as refused:
        carry_out(paths, row)
    assert codes(refused) == [code]
    assert paths[row.table].read_bytes() == before
    assert len(os.listdir(paths["actuals"].parent)) == 3


def test_errors_that_were_there_before_do_not_stand_in_the_way(place) -> None:
    paths = place(actuals=ACTUALS + "firms,soon,1,,,,,")
    assert plan(paths, actual("firms", 2024, 8000)).line == 5
    with pytest.raises(DataError) as refused:
        plan(paths, actual("firms", "later", 8000))
    assert codes(refused) == ["E103", "E103"]


@pytest.mark.parametrize(
    "broken", ['firms,2021,"1,,,,,,', "firms,x,1,,,,,\n" * 101], ids=["a quote", "many"]
)
def test_nothing_is_added_to_a_file_that_cannot_be_told(place, broken: str) -> None:
    paths = place()
    with paths["actuals"].open("a") as stream:
        stream.write(broken)
    with pytest.raises(DataError):
        plan(paths, actual("firms", 2024, 8000))


def test_a_column_the_file_lacks_is_named(place) -> None:
    paths = place(actuals="indicator,year,value\nfirms,2022,1\nfirms,2023,2")
    with pytest.raises(UsageError, match=r'actuals.csv has no column "published"; add it to'):
        plan(paths, actual("firms", 2024, 8000, published="2025"))


# --- what is there already -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        actual("firms", 2023, 7565),
        actual("firms", "2023年", "7,565", unit="家"),
        actual("高新技术企业", 2023, "0.7565万家", growth="19.2", published="2024/2/27"),
        actual("firms", 2023, 7565, status="P", note="as stated, 7,565"),
        goal("firms", 2025, "超过", "1万"),
        goal("firms", 2027, "至少", 12700, variant="stretch", measure="level"),
    ],
)
def test_a_row_that_is_there_is_not_written_again(place, row: Row) -> None:
    if "measure" in row.cells:
        goals = GOALS.replace("announced", "announced,measure").replace("2023-03", "2023-03,")
        paths = place(targets=goals.replace("stretch,", "stretch,,"))
    else:
        paths = place()
    before = paths[row.table].read_bytes()
    assert carry_out(paths, row).same == (3 if row.table == "actuals" else
                                          2 if "variant" not in row.cells else 3)  # fmt: skip
    assert paths[row.table].read_bytes() == before


@pytest.mark.parametrize(
    "row",
    [
        actual("firms", 2023, 7565, published="2024-03"),  # confirmed later
        actual("firms", 2023, 7600, published="2024-03"),
        goal("firms", 2027, ">=", 12700),  # another variant
        goal("firms", 2025, ">=", 10000),
    ],
)
def test_a_row_that_says_something_else_is_written(place, row: Row) -> None:
    assert recorded(place(), row)


def test_a_goal_on_growth_is_there_in_percent_whatever_its_unit(place) -> None:
    goals = "indicator,year,comparator,value,unit,measure\nfirms,2025,>=,5,家,growth"
    paths = place(targets=goals)
    assert plan(paths, goal("firms", 2025, ">=", "5%", measure="growth")).same == 2
    assert plan(paths, goal("firms", 2025, ">=", "5.0%", unit="家", measure="growth")).same == 2
    assert plan(paths, goal("firms", 2025, ">=", "6%", unit="家", measure="growth")).same is None


def test_twice_is_once(place) -> None:
    paths = place()
    row = actual("firms", 2024, 8000, published="2025-03", note="x")
    assert recorded(paths, row)
    assert recorded(paths, row) == ""


def test_a_revision_takes_the_place_of_the_earlier_row_and_nothing_is_lost(place) -> None:
    paths = place()
    revision = plan(paths, actual("firms", 2023, 7600, published="2024-06"))
    assert (revision.earlier, revision.counts) == (3, True)
    recorded(paths, actual("firms", 2023, 7600, published="2024-06"))
    late = plan(paths, actual("firms", 2023, 7500, published="2024-05"))
    assert (late.earlier, late.counts) == (4, False)
    with pytest.raises(DataError):  # the first figure again, without a date: which one counts?
        plan(paths, actual("firms", 2023, 7565))
    back = actual("firms", 2023, 7565, published="2024-09")
    assert plan(paths, back).earlier == 4
    assert recorded(paths, back)
    assert plan(paths, actual("firms", 2023, 7565)).same == 5


def test_an_earlier_figure_without_a_date_is_no_revision(place) -> None:
    paths = place()
    recorded(paths, actual("firms", 2024, "8,000", published="2025-03"))
    recorded(paths, actual("firms", 2024, "0.81万", published="2025-06"))
    with pytest.raises(DataError) as refused:  # as the first of the two, so the check sees none
        plan(paths, actual("firms", 2024, 8000))
    assert codes(refused) == ["E201"]
    assert refused.value.problems[0].message == "firms 2024 is 0.81万 on line 5 and 8000 here"
    assert plan(paths, actual("firms", 2024, 8100)).same == 5


# --- dimensions ----------------------------------------------------------------------------------

BY_AREA = {
    "targets": "indicator,area,year,comparator,value\nfirms,Yubei,2025,>,10\nfirms,Beibei,2025,>,5",
    "actuals": "indicator,area,year,value\nfirms,Yubei,2023,8\nfirms,Beibei,2023,4",
}


def test_a_series_is_named_by_its_dimensions(place) -> None:
    paths = place(**BY_AREA)
    assert recorded(paths, actual("firms", 2024, 9, area="Yubei")) == "firms,Yubei,2024,9\n"
    assert plan(paths, actual("firms", 2023, 4, area="Beibei")).same == 3
    with pytest.raises(UsageError, match=r'no row has area "Yube"; perhaps: Yubei'):
        plan(paths, actual("firms", 2024, 9, area="Yube"))
    with pytest.raises(UsageError, match="every row of firms has a cell in area"):
        plan(paths, actual("firms", 2024, 9))
    for area in ("Yube", ""):
        new = Row("actuals", actual("firms", 2024, 13, area=area).cells, is_new=True)
        assert plan(paths, new).line == 5


def test_columns_by_name() -> None:
    assert with_columns({"a": "1", "b": ""}, ["b=2", "c=x=y"]) == {"a": "1", "b": "2", "c": "x=y"}
    for wrong in (["area"], ["=x"], ["a=2"], ["c=1", "c=2"]):
        with pytest.raises(UsageError):
            with_columns({"a": "1"}, wrong)


def test_directions() -> None:
    assert [is_direction(word) for word in ("up", "下降", "Decrease", ">", "about")] == [
        True, True, True, False, False,
    ]  # fmt: skip


# --- while others write --------------------------------------------------------------------------


def test_what_was_planned_is_planned_anew_if_the_file_has_changed(place) -> None:
    paths = place()
    row = actual("firms", 2024, 8000)
    planned = plan(paths, row)
    carry_out(paths, actual("firms", 2021, 5000))
    done = carry_out(paths, row, planned=planned)
    assert (planned.line, done.line) == (4, 5)
    assert paths["actuals"].read_bytes().endswith(b"firms,2021,5000,,,,,\nfirms,2024,8000,,,,,\n")
    again = carry_out(paths, row, planned=planned)
    assert again.same == 5
    other = actual("firms", 2024, 8001)
    with pytest.raises(DataError):
        carry_out(paths, other, planned=planned)


def test_a_change_that_keeps_no_lock_is_seen_at_the_last_moment(place, monkeypatch) -> None:
    paths = place()
    changes = [b"firms,2019,1,,,,,\n", b"firms,2020,2,,,,,\n"]
    store = intake_plan.store

    def disturbed(*arguments: object) -> bool:
        if changes:
            with paths["actuals"].open("ab") as stream:
                stream.write(changes.pop())
        return store(*arguments)

    monkeypatch.setattr(intake_plan, "store", disturbed)
    assert carry_out(paths, actual("firms", 2024, 8000)).line == 6
    assert list(read(paths["actuals"].parent).actuals["year"]) == [2022, 2023, 2020, 2019, 2024]
    monkeypatch.setattr(intake_plan, "store", lambda *arguments: False)
    with pytest.raises(WriteError, match="changes it all the time"):
        carry_out(paths, actual("firms", 2025, 8000))


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_stays_a_link(place, tmp_path: Path) -> None:
    paths = place()
    real = tmp_path / "kept" / "figures.csv"
    real.parent.mkdir()
    paths["actuals"].rename(real)
    paths["actuals"].symlink_to(Path("kept", "figures.csv"))
    real.chmod(0o640)
    assert recorded(paths, actual("firms", 2024, 8000))
    assert paths["actuals"].is_symlink()
    assert real.read_bytes().endswith(b"firms,2024,8000,,,,,\n")
    assert real.stat().st_mode & 0o777 == 0o640
    assert os.listdir(real.parent) == ["figures.csv"]
    assert len(os.listdir(tmp_path)) == 4


# --- any text ------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(TEXT, TEXT, st.sampled_from(["utf-8-sig", "utf-16", "utf-8"]))
def test_any_text_in_a_cell_comes_back(
    tmp_path_factory: pytest.TempPathFactory, note: str, indicator: str, encoding: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "targets.csv").write_bytes(b"indicator,year,comparator,value\nfirms,2025,>,1\n")
    text = "indicator,year,value,note\r\nfirms,2023,1,高\r\n"
    raw = text.encode(encoding)
    (folder / "actuals.csv").write_bytes(raw)
    name = indicator.strip() or "firms"
    row = Row("actuals", actual(name, 2024, 7, note=note).cells, is_new=True)
    done: Addition = carry_out(files_of(folder), row)
    assert (folder / "actuals.csv").read_bytes().startswith(raw)
    last = read(folder).actuals.iloc[-1]
    assert last["indicator"] == done.indicator
    assert done.indicator.casefold() == name.casefold()
    assert (last["note"] if note.strip() else "") == (note if note.strip() else "")


# --- many writers, and killed ones ---------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="kills need POSIX")
def test_no_row_is_lost_whoever_is_killed_and_however_many_write() -> None:
    settings = dict(os.environ)
    if os.access("/dev/shm", os.W_OK):  # a kill is the same there, and bringing to disk is quick
        settings["TMPDIR"] = "/dev/shm"
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "soak.py", "--once", "--kills", "208"],
        capture_output=True,
        text=True,
        env=settings,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"8 writers, 400 rows whole, [1-9]", done.stdout)
    assert re.search(r"208 kills at \d+ points, [1-9]", done.stdout)
    assert re.search(r"52 kills at random, [1-9]", done.stdout)
