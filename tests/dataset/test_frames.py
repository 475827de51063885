"""Frames to a dataset: what cells may be, and where problems are said to be."""

import datetime
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from targettrack.assessment.assess import assess
from targettrack.dataset.frames import from_frames
from targettrack.dataset.model import Dataset
from targettrack.vocabulary.errors import DataError, UsageError

EXAMPLE = Path(__file__).parents[2] / "data"


def targets(**columns: object) -> pd.DataFrame:
    """Two goals, with columns replaced or added; None leaves one out."""
    own = {
        "indicator": ["a", "b"],
        "year": [2030, 2030],
        "comparator": [">=", "<="],
        "value": [10, 1000],
    }
    return pd.DataFrame({n: cells for n, cells in (own | columns).items() if cells is not None})


def actuals(**columns: object) -> pd.DataFrame:
    """Three actuals, with columns replaced or added."""
    own = {"indicator": ["a", "a", "b"], "year": [2022, 2023, 2023], "value": [4.0, 5.0, 900.0]}
    return pd.DataFrame(own | columns)


def refusal(*frames: object) -> list[str]:
    with pytest.raises(DataError) as raised:
        from_frames(*frames)
    return [f"{problem.place} {problem.code}" for problem in raised.value.problems]


def test_each_goal_is_judged_by_the_actuals_of_its_name() -> None:
    """The order in which names appear, or are categories, says nothing."""
    swapped = pd.Categorical(["b", "a"], categories=["b", "a"])
    mine = pd.Categorical(["a", "a", "b"], categories=["a", "b"])
    table = assess(from_frames(targets(indicator=swapped), actuals(indicator=mine)))
    assert dict(zip(table["indicator"], table["actual"], strict=True)) == {"b": 900, "a": 5}


def test_frames_of_the_example_are_assessed_as_its_files_are(dataset) -> None:
    """Text as in CSV cells, every column of it."""
    texts = {
        name: (EXAMPLE / f"{name}.csv").read_text(encoding="utf-8")
        for name in ("targets", "actuals", "indicators")
    }
    frames = [
        pd.read_csv(EXAMPLE / f"{name}.csv", dtype=str, keep_default_na=False) for name in texts
    ]
    of_files, of_frames = assess(dataset(**texts), ["all"]), assess(from_frames(*frames), ["all"])
    pd.testing.assert_frame_equal(of_files, of_frames)


EXACT = [0.1 + 0.2, 1e22 / 3, 5e-324, -1 / 3]


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (EXACT[:3], EXACT[:3]),  # to the last bit
        (np.array([0.1, 2, 3], np.float32), [float(np.float32(0.1)), 2, 3]),
        ([1, 2, 3], [1, 2, 3]),
        (pd.array([1, None, 3], "Int64"), [1, None, 3]),
        ([1.5, np.nan, 3], [1.5, None, 3]),
        (["1.27万", "", "19,000"], [12700, None, 19000]),
        ([1, "2.5", None], [1, 2.5, None]),
        ([Decimal("0.10"), Decimal("1E+3"), pd.NA], [0.1, 1000, None]),
        (pd.Categorical(["1", "2.5", "1"]), [1, 2.5, 1]),
        (pd.Categorical([0.1 + 0.2, 2.0, None]), [0.1 + 0.2, 2, None]),
        (pd.array([1.5, None, 2], "Float64"), [1.5, None, 2]),
        ([1e300, 1e16, 1e-7], [1e300, 1e16, 1e-7]),
        (np.array([1e300, 1e16, 1e-7], object), [1e300, 1e16, 1e-7]),
    ],
)
def test_numbers_in_every_form(cells: object, read: list[float | None]) -> None:
    made = from_frames(targets(), actuals(value=cells)).actuals["value"]
    assert made.dtype == np.float64
    assert [None if np.isnan(value) else value for value in made] == read


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        ([2022, 2023, 2024], [2022, 2023, 2024]),
        ([2022.0, 2023.0, 2024.0], [2022, 2023, 2024]),
        (["2022年", "2023", "FY2024"], [2022, 2023, 2024]),
    ],
)
def test_years_in_every_form(cells: object, read: list[int]) -> None:
    assert from_frames(targets(), actuals(year=cells)).actuals["year"].tolist() == read


@pytest.mark.parametrize(
    "cells",
    [
        ["2024-02-27", None],
        [datetime.date(2024, 2, 27), None],
        [datetime.datetime(2024, 2, 27, 23, 59), None],
        pd.to_datetime(["2024-02-27", None]),
        pd.to_datetime(["2024-02-27", None]).tz_localize("Asia/Shanghai"),
        ["2024-02-27", np.nan],
    ],
)
def test_dates_in_every_form(cells: object) -> None:
    made = from_frames(targets(announced=cells), actuals()).targets["announced"]
    assert made.to_numpy().astype(str).tolist() == ["2024-02-27T00:00:00", "NaT"]


def test_shared_columns_are_dimensions_and_others_annotations() -> None:
    made = from_frames(
        targets(area=[1, 2], minister=["x", None]), actuals(area=[1.0, 2.0, np.nan], page=[7, 8, 9])
    )
    assert made.dimensions == ("area",)
    assert made.actuals["area"].tolist()[:2] == made.targets["area"].tolist() == ["1", "2"]
    assert made.actuals["page"].tolist() == ["7", "8", "9"]


def test_indicators_may_be_given() -> None:
    known = pd.DataFrame({"indicator": ["b"], "kind": ["share"], "limit": [100]})
    made = from_frames(targets(), actuals(), known)
    assert made.indicator_column("limit", np.nan).tolist() == [
        pytest.approx(np.nan, nan_ok=True),
        100,
    ]


# Where a problem is


def test_problems_name_the_frame_the_row_from_1_and_the_column() -> None:
    wrong = targets(year=[2030, "soon"], comparator=["~~", ">"])
    wrong.index = [7, 7]  # says nothing
    assert refusal(wrong, actuals(value=["1", "2", "1,2,7"])) == [
        "targets:2:2 E103",
        "targets:1:3 E110",
        "actuals:3:3 E104",
    ]


def test_numbers_that_are_not_finite_are_refused() -> None:
    assert refusal(targets(), actuals(value=[1.0, np.inf, -np.inf])) == [
        "actuals:2:3 E104",
        "actuals:3:3 E104",
    ]


def test_needed_cells_are_missed() -> None:
    assert refusal(targets(indicator=["a", None], value=[np.nan, 1]), actuals()) == [
        "targets:2:1 E114",
        "targets:1:4 E114",
    ]


def test_columns_are_checked_as_a_header_is() -> None:
    assert refusal(targets(comparator=None, comparater=[">", ">"]), actuals()) == ["targets E102"]
    assert refusal(targets(comparator=None), actuals()) == ["targets E101"]
    twice = pd.concat([actuals(), actuals()["value"]], axis=1)
    assert refusal(targets(), twice) == ["actuals E112"]


def test_rows_that_cannot_be_true_together_are_found() -> None:
    both = actuals(indicator=["b", "a", "b"], year=[2023, 2023, 2023])
    with pytest.raises(DataError) as raised:
        from_frames(targets(), both)
    (problem,) = raised.value.problems
    assert (problem.place, problem.code) == ("actuals:3:3", "E201")
    assert problem.values["line"] == 1
    assert problem.cells == ["b", "2023", "900.0"]


def test_blank_rows_hold_nothing_and_are_counted() -> None:
    """As a spreadsheet's frame has them; warnings are kept beside the dataset."""
    rows = actuals(indicator=["a", None, "a"], year=[2022, None, 2022], value=[4.0, np.nan, 4.0])
    made = from_frames(targets(), rows)
    assert len(made.actuals) == 2
    assert [f"{problem.place} {problem.code}" for problem in made.warnings] == ["actuals:3:1 W301"]


# What is no frame, and no cell


@pytest.mark.parametrize(
    ("column", "cells", "place"),
    [
        ("value", [True, False, True], "actuals:1"),
        ("value", [1, 2, True], "actuals:3"),
        ("area", [None, None, True], "actuals:3"),
        ("value", pd.array([None, True, None], "boolean"), "actuals:2"),
        ("value", [1j, 2j, 3j], "actuals:1"),
        ("indicator", ["a", ["a"], "a"], "actuals:2"),
        ("indicator", ["a", b"a", "a"], "actuals:2"),
        ("value", pd.to_timedelta([1, 2, 3]), "actuals:1"),
        ("area", pd.Categorical([True, None, True]), "actuals:1"),
    ],
)
def test_other_values_are_refused(column: str, cells: object, place: str) -> None:
    with pytest.raises(UsageError, match=f'^{place}: column "{column}" holds a value of type '):
        from_frames(targets(), actuals(**{column: cells}))


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(UsageError, match="actuals: dict is no frame"):
        from_frames(targets(), {"indicator": ["a"]})
    with pytest.raises(UsageError, match="targets: 0 is no name of a column"):
        from_frames(targets().set_axis([0, "year", "comparator", "value"], axis=1), actuals())


class Streamed:
    """A frame of another library, as far as the dataset sees it."""

    def __init__(self, table: pa.Table) -> None:
        self.__arrow_c_stream__ = table.__arrow_c_stream__


def test_whatever_offers_an_arrow_stream_is_read() -> None:
    goals = pa.table(
        {
            "indicator": pa.array(["a", "b"]).dictionary_encode(),
            "year": pa.array([2030, 2030], pa.int16()),
            "comparator": [">=", "<="],
            "value": pa.array([Decimal("0.10"), None], pa.decimal128(9, 2)),
            "aggregate": [None, "peak"],
            "announced": pa.array([datetime.date(2024, 2, 27), None]),
        }
    )
    facts = pa.Table.from_pandas(actuals(value=pd.array([4, None, 900], "Int64")))
    made = from_frames(Streamed(goals), facts)
    assert made.targets["value"].tolist() == [0.1, pytest.approx(np.nan, nan_ok=True)]
    assert made.targets["announced"].to_numpy().astype(str).tolist() == [
        "2024-02-27T00:00:00",
        "NaT",
    ]
    assert made.actuals["value"].tolist() == [4, pytest.approx(np.nan, nan_ok=True), 900]


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    table = pa.table({"indicator": ["a"]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="pip install pyarrow"):
        from_frames(table, actuals())


def test_the_frames_given_are_left_alone() -> None:
    mine = targets(area=["x", "y"]), actuals(area=["x", "y", "y"])
    before = [frame.copy(deep=True) for frame in mine]
    assert isinstance(from_frames(*mine), Dataset)
    for frame, was in zip(mine, before, strict=True):
        pd.testing.assert_frame_equal(frame, was)
