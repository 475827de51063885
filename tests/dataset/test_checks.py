"""Rows that cannot be true together: each rule, what breaks it, and what only looks like it."""

from collections.abc import Callable

import numpy as np
import pytest
from found_problems import found_at
from hypothesis import given
from hypothesis import strategies as st

from targettrack.dataset.checks import _same_series_and_year, examine


@pytest.fixture
def actuals(inspected) -> Callable[[str], list[str]]:
    """The problems of actuals with the columns `published` and `growth`, each as a text."""
    header = "indicator,year,value,published,growth"
    return lambda rows: found_at(inspected(f"{header}\n{rows}")[1])


@pytest.fixture
def goals(inspected) -> Callable[..., list[str]]:
    """The problems of goals with the columns named, each as a text."""

    def goals(columns: str, rows: str) -> list[str]:
        return found_at(inspected(targets=f"indicator,year,comparator,value{columns}\n{rows}")[1])

    return goals


# Contradicting actuals


def test_two_values_for_one_year_contradict(inspected) -> None:
    _, problems = inspected(
        """
        indicator,year,value
        firms,2022,6348
        power,2023,1
        firms,2023,7565
        firms,2022,6350.5
        """
    )
    assert [str(problem) for problem in problems] == [
        "actuals.csv:5:3 E201 firms 2022 is 6348 on line 2 and 6350.5 here"
    ]
    assert problems[0].cells == ["firms", "2022", "6350.5"]
    assert problems[0].is_error


def test_a_row_that_repeats_another_is_a_warning(inspected) -> None:
    _, problems = inspected(
        "indicator,year,value,note\nfirms,2022,6348,a\nx,2022,1,\nfirms,2022,6348.0,b"
    )
    assert [str(problem) for problem in problems] == ["actuals.csv:4:1 W301 the row repeats line 2"]
    assert not problems[0].is_error


@pytest.mark.parametrize(
    "rows",
    [
        "a,2022,5,2023-01-01,\na,2022,6,2024-01-01,",
        "a,2022,6,2024-01-01,\na,2022,5,2023-01-01,",
        "a,2022,5,2023,\na,2022,6,2024-02,\na,2022,7,2024-03-01,",
        "a,2022,7,2024-03,\na,2022,5,1960,\na,2022,6,2024-02,",
        "a,2022,5,2023,\na,2022,5,2024,",  # confirmed a year later
        "a,2022,5,2023,3\na,2022,5,2024,4",
        "a,2022,5,,\na,2022,5,2024,",
        "a,2022,5,,\nb,2022,6,,\na,2023,7,,",
    ],
)
def test_a_later_publication_supersedes(actuals, rows: str) -> None:
    assert actuals(rows) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a,2022,5,,\na,2022,6,,", ["3:3 E201"]),
        ("a,2022,5,2024,\na,2022,6,,", ["2:3 E201"]),  # undated: which of them is later?
        ("a,2022,5,,\na,2022,6,2024,", ["3:3 E201"]),
        ("a,2022,5,,\na,2022,6,1960,", ["3:3 E201"]),
        ("a,2022,5,2024,\na,2022,6,2024-12-31,", ["3:3 E201"]),  # the same day
        ("a,2022,5,2024,\na,2022,5,2024-12-31,", ["3:1 W301"]),
        ("a,2022,5,2023,\na,2022,6,2024,\na,2022,7,2024,", ["4:3 E201"]),
        ("a,2022,5,2023,\na,2022,6,2024,\na,2022,6,2024,", ["4:1 W301"]),
        ("a,2022,5,,\na,2022,6,,\na,2022,7,,", ["3:3 E201", "4:3 E201"]),
        ("a,2022,5,,\na,2022,5,,\na,2022,5,,", ["3:1 W301", "4:1 W301"]),
        ("a,2022,5,,\na,2022,,,", ["3:3 E201"]),
        ("a,2022,5,,3\na,2022,5,,4", ["3:3 E201"]),
        ("a,FY2022,5,,\na,2022/23,6,,", ["3:3 E201", "3:2 W006"]),
    ],
)
def test_what_no_publication_date_orders(actuals, rows: str, expected: list[str]) -> None:
    assert actuals(rows) == [f"actuals.csv:{place}" for place in expected]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("5,", "6,", "a 2022 is 5 on line 2 and 6 here"),
        ("5,3", "6,4", "a 2022 is 5 on line 2 and 6 here"),
        ("5,", ",", "a 2022 is 5 on line 2 and – here"),
        ("5,3", "5,4", "a 2022 is 5 (3 %) on line 2 and 5 (4 %) here"),
        ("5,3", "5,", "a 2022 is 5 (3 %) on line 2 and 5 (– %) here"),
        (
            "1e15,",
            "1000000000000001,",
            "a 2022 is 1000000000000000 on line 2 and 1000000000000001 here",
        ),
    ],
)
def test_a_contradiction_is_told_by_what_differs(
    inspected, first: str, second: str, words: str
) -> None:
    _, problems = inspected(f"indicator,year,value,growth\na,2022,{first}\na,2022,{second}")
    assert [problem.message for problem in problems] == [words]


def test_dimensions_tell_series_apart(inspected) -> None:
    _, problems = inspected(
        """
        indicator,year,value,area,sex
        a,2022,1,north,f
        a,2022,2,south,f
        a,2022,3,north,m
        a,2022,4,north,
        a,2022,5,south,f
        """,
        "indicator,year,comparator,value,area,sex\na,2025,>,1,north,f",
    )
    assert [str(problem) for problem in problems] == [
        "actuals.csv:6:3 E201 a / south / f 2022 is 2 on line 3 and 5 here"
    ]


# Goals alike


def test_two_goals_alike(inspected) -> None:
    _, problems = inspected(
        targets="""
        indicator,year,comparator,value
        firms,2025,>,10000
        firms,2025,>=,9000
        firms,2025,>,12000
        """
    )
    assert [str(problem) for problem in problems] == [
        "targets.csv:4:4 W302 firms has another > goal for 2025 on line 2"
    ]
    assert not problems[0].is_error


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ("", "a,2025,>,5\na,2026,>,6"),
        ("", "a,2025,>,5\nb,2025,>,6"),
        ("", "a,2025,>=,5\na,2025,<=,6"),
        (",upper", "a,2025,between,5,8\na,2025,>=,4,"),  # a range, and a floor
        (",variant", "a,2025,>,5,\na,2025,>,6,stretch\na,2025,>,7,conditional"),
        (",withdrawn", "a,2025,>,5,2024-03\na,2025,>,6,"),
        (",withdrawn", "a,2025,>,5,2023\na,2025,>,6,2024\na,2025,>,7,"),
        (",withdrawn", "a,2025,>,5,2024\na,2025,>,5,2024"),
        (",measure", "a,2025,>,5,\na,2025,>,6,growth"),
        (",aggregate", "a,2025,>,5,\na,2025,>,6,every"),
    ],
)
def test_goals_that_differ_are_no_conflict(goals, columns: str, rows: str) -> None:
    assert goals(columns, rows) == []


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        ("", "a,2025,>,5\na,2025,>,5", ["3:1 W301"]),
        ("", "a,2025,>,5\na,2025,超过,5.0", ["3:1 W301"]),
        ("", "a,2025,>,5\na,2025,>,5\na,2025,>,6", ["3:1 W301", "4:4 W302"]),
        ("", "a,2025,up,\na,2025,up,", ["3:1 W301"]),
        (",note", "a,2025,>,5,x\na,2025,>,5,y", ["3:1 W301"]),
        (",upper", "a,2025,between,5,8\na,2025,between,5,9", ["3:4 W302"]),
        (",tolerance", "a,2025,about,5,1\na,2025,about,5,2", ["3:4 W302"]),
        (",base_year", "a,2025,>,5,2015\na,2025,>,5,2020", ["3:4 W302"]),
        (",base_value", "a,2025,>,5,1\na,2025,>,5,", ["3:4 W302"]),
        (",reference", "a,2025,>,5,b\na,2025,>,5,c", ["3:4 W302"]),
        (",variant", "a,2025,>,5,x\na,2025,>,6,x", ["3:4 W302"]),
        (",withdrawn", "a,2025,>,5,\na,2025,>,6,2024\na,2025,>,7,", ["4:4 W302"]),
    ],
)
def test_goals_alike_in_force(goals, columns: str, rows: str, expected: list[str]) -> None:
    assert goals(columns, rows) == [f"targets.csv:{place}" for place in expected]


# Units


def test_a_series_in_two_units(inspected) -> None:
    _, problems = inspected(
        """
        indicator,year,value,unit
        firms,2021,5,
        firms,2022,6,家
        power,2022,6,MW
        firms,2023,7,户
        firms,2024,0.8,万家
        """
    )
    assert [str(problem) for problem in problems] == [
        "actuals.csv:5:4 E209 firms is in 户 here and in 家 on line 3",
    ]


def test_a_goal_in_another_unit_than_its_actuals(inspected) -> None:
    _, problems = inspected(
        "indicator,year,value,unit\nfirms,2022,6348,家\nshare,2022,12,%",
        """
        indicator,year,comparator,value,unit
        firms,2025,>,10000,户
        firms,2026,>,11000,家
        firms,2027,>,12000,
        share,2025,>,15,%
        new,2025,>,15,kg
        """,
    )
    assert [str(problem) for problem in problems] == [
        "targets.csv:2:5 E202 the goal's unit is 户, firms is in 家"
    ]


def test_units_learnt_from_the_values_count(inspected) -> None:
    _, problems = inspected(
        "indicator,year,value\nfirms,2022,6348家\nfirms,2023,7565户",
        "indicator,year,comparator,value\nfirms,2025,>,1万户",
    )
    assert found_at(problems) == ["targets.csv:2 E202", "actuals.csv:3 E209"]


def test_a_goal_with_a_unit_and_no_actuals(inspected) -> None:
    _, problems = inspected(
        "indicator,year,value,unit", "indicator,year,comparator,value,unit\nfirms,2025,>,1,家"
    )
    assert found_at(problems) == ["actuals.csv W002"]


# Goals ill-formed


@pytest.mark.parametrize("upper", ["", "5", "4.9", "-8"])
def test_a_range_needs_its_upper_end(goals, upper: str) -> None:
    rows = f"a,2025,between,5,{upper}\nb,2025,between,5,6\nc,2025,>,5,4"
    assert goals(",upper", rows) == ["targets.csv:2:3 E203"]


def test_a_tolerance_has_no_sign(goals) -> None:
    assert goals(",tolerance", "a,2025,about,5,-1\nb,2025,about,5,0\nc,2025,about,5,") == [
        "targets.csv:2:5 E208"
    ]


def test_a_base_year_lies_before_the_deadline(inspected) -> None:
    _, problems = inspected(
        targets="""
        indicator,year,comparator,value,base_year
        a,2025,>,5,2025
        b,2025,>,5,2024
        c,2025,>,5,FY2030
        d,2025,>,5,
        """
    )
    assert [str(problem) for problem in problems] == [
        "targets.csv:2:5 E206 the base year 2025 does not lie before the deadline 2025",
        "targets.csv:4:5 E206 the base year 2030 does not lie before the deadline 2025",
    ]


def test_one_row_an_indicator(inspected) -> None:
    _, problems = inspected(indicators="indicator,kind\na,share\nb,share\n a ,amount\na,share")
    assert [str(problem) for problem in problems] == [
        "indicators.csv:4:1 E207 indicator a stands on line 2 already",
        "indicators.csv:5:1 E207 indicator a stands on line 4 already",
    ]


# All together


def test_findings_come_in_the_order_of_the_files(inspected) -> None:
    dataset, problems = inspected(
        """
        indicator,year,value,unit
        a,2022,1,kg
        a,2023,2,t
        a,2022,3,kg
        """,
        """
        indicator,year,comparator,value,unit,base_year
        a,2025,between,1,t,2030
        a,2026,about,1,kg,2027
        """,
        "indicator\na\na",
    )
    assert found_at(problems) == [
        "targets.csv:2:5 E202",
        "targets.csv:2:3 E203",
        "targets.csv:2:6 E206",
        "targets.csv:3:6 E206",
        "actuals.csv:3:4 E209",
        "actuals.csv:4:3 E201",
        "indicators.csv:3:1 E207",
    ]
    assert examine(dataset) == problems


def test_lines_are_those_of_the_file(inspected) -> None:
    text = 'indicator,year,value,note\r\n"a",2022,1,"two\r\nlines"\r\n\r\n,,,\r\na,2022,2,\r\n'
    _, problems = inspected(text.encode())
    assert [str(problem) for problem in problems] == [
        "actuals.csv:6:3 E201 a 2022 is 1 on line 2 and 2 here"
    ]


def test_a_row_with_a_fault_is_no_witness(inspected) -> None:
    _, problems = inspected(
        """
        indicator,year,value,unit
        ,2020,1,kg
        a,2022,x,家
        a,2022,2,家
        a,2022,3,家
        ,2020,4,t
        ,2030,4,t
        b,202,5,
        b,2x2,6,
        """,
        "indicator,year,comparator,value,unit\na,2025,>,1,家\nc,2025,>,1,t",
    )
    assert found_at(problems) == [
        "actuals.csv:2:1 E114",
        "actuals.csv:3:3 E104",
        "actuals.csv:6:1 E114",
        "actuals.csv:7:1 E114",
        "actuals.csv:8:2 E103",
        "actuals.csv:9:2 E103",
        "actuals.csv:5:3 E201",
    ]


@pytest.mark.parametrize(("value", "last"), [("5", "W399"), ("6", "E199")])
def test_many_alike_are_counted(inspected, value: str, last: str) -> None:
    rows = "".join(f"a{row},2022,5\na{row},2022,{value}\n" for row in range(130))
    _, problems = inspected(f"indicator,year,value\n{rows}")
    code = "W301" if value == "5" else "E201"
    assert [problem.line for problem in problems if problem.code == code] == list(range(3, 203, 2))
    assert (problems[-1].code, problems[-1].line) == (last, 203)
    assert problems[-1].message == f"30 more rows have the same problem ({code})"
    assert problems[-1].is_error == (value == "6")


@pytest.mark.parametrize(
    ("column", "rows", "code"),
    [
        ("upper", "between,5,", "E203"),
        ("tolerance", "about,5,-1", "E208"),
        ("base_year", ">,5,2030", "E206"),
    ],
)
def test_many_goals_ill_formed_are_counted(inspected, column: str, rows: str, code: str) -> None:
    text = "".join(f"a{row},2025,{rows}\n" for row in range(101))
    _, problems = inspected(targets=f"indicator,year,comparator,value,{column}\n{text}")
    assert [problem.code for problem in problems] == [code] * 100 + ["E199"]


cells = st.lists(st.tuples(st.integers(-1, 3), st.integers(2018, 2022)))


@given(cells | cells.map(sorted))
def test_rows_that_share_series_and_year(rows) -> None:
    """In rising order or not."""
    series = np.array([row[0] for row in rows], np.int32)
    years = np.array([row[1] for row in rows], np.int32)
    first, second = _same_series_and_year(series, years)
    expected = []
    for place, row in enumerate(rows):
        before = [other for other in range(place) if rows[other] == row and row[0] >= 0]
        expected += [(before[-1], place)] if before else []
    assert sorted(zip(first.tolist(), second.tolist(), strict=True)) == sorted(expected)
