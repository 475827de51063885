"""Files to a dataset: blank rows, and every fault with its place."""

import numpy as np
import pytest
from found_problems import found_at

# Rows


def test_blank_rows_hold_nothing(clean) -> None:
    rows = b"firms,2022,1,\n\n,,,\n  , ,,\t\nfirms,2023,2,\n\n,,,\n,,,\n\n"
    dataset = clean(b"indicator,year,value,note\n" + rows)
    assert dataset.actuals["year"].tolist() == [2022, 2023]


def test_lines_are_those_of_the_file_past_blank_rows(faults) -> None:
    text = 'indicator,year,value,note\r\nfirms,2022,1,"two\r\nlines"\r\n,,,\r\n\r\nfirms,x,1,\r\n'
    assert faults(text.encode()) == ["actuals.csv:6:2 E103"]


def test_blanks_that_are_needed(faults) -> None:
    assert faults(
        "indicator,year,value\n,2022,1\nfirms,,1\n ,2023,1",
        "indicator,year,comparator,value\n,,,",  # nothing but blanks: no row
        "indicator,kind\n,share",
    ) == [
        "targets.csv W002",
        "actuals.csv:2:1 E114",
        "actuals.csv:3:2 E114",
        "actuals.csv:4:1 E114",
        "indicators.csv:2:1 E114",
    ]


def test_a_header_without_rows(inspected) -> None:
    dataset, problems = inspected("indicator,year,value", "indicator,year,comparator,value,note")
    assert found_at(problems) == ["targets.csv W002", "actuals.csv W002"]
    assert not any(problem.is_error for problem in problems)
    assert dataset is not None
    assert [len(dataset.targets), len(dataset.actuals), len(dataset.indicators)] == [0, 0, 0]
    assert dataset.keys[2] == 0


def test_what_could_be_read_is_there_beside_the_problems(inspected) -> None:
    dataset, problems = inspected(
        "indicator,year,value\nfirms,2022,x\nfirms,2023,7565\nfirms,2024,1,2"
    )
    assert found_at(problems) == ["actuals.csv:2:3 E104", "actuals.csv:4 E115"]
    np.testing.assert_array_equal(dataset.actuals["value"], [np.nan, 7565])


@pytest.mark.parametrize("end", ["", ",", ",,,", ",, "])
@pytest.mark.parametrize("rows", [1, 60_000])  # above 1 MiB the fast reader would be asked
def test_blank_cells_at_the_end_of_a_row_may_be_left_out(inspected, end: str, rows: int) -> None:
    more = "".join(f"firm{number},2022,1,x\n" for number in range(rows))
    dataset, problems = inspected(f"indicator,year,value,note\n{more}firms,2023,2{end}\n".encode())
    assert found_at(problems) == []
    assert dataset.actuals[["year", "value"]].iloc[-1].tolist() == [2023, 2]
    assert dataset.actuals["note"].isna().tolist() == [False] * rows + [True]


def test_a_short_row_is_quoted_to_its_end(inspected) -> None:
    actuals = "indicator,year,published,value\nfirms,2022\nfirms,2023,,1\nfirms"
    _, problems = inspected(actuals)
    assert found_at(problems) == ["actuals.csv:4:2 E114"]
    assert problems[0].cells == ["firms", "", "", ""]


# Every problem at once


TEN = """indicator,year,value,growth,status,published,unit,area
firms,2o22,6348,,,,家,
firms,2023,"7,56,5",,,,家,
firms,2024,1e999,,,,家,
firms,2025,8.6万户,,,,家,
power,2023,5 kWh,,,,,
firms,2026,1万,,,,万家,
firms,2027,1,,x,,家,
firms,2028,1,,,27/02/2024,家,
,2029,1,,,,家,
firms,2030,1,,,,家,,x
firms,2031,"1"x,,,,家,
firms,2032,1,2家,,,家,"
"""


def test_one_bad_row_never_hides_another(inspected) -> None:
    _, problems = inspected(
        TEN, "indicator,year,comparator,value,area\nfirms,2033,more-than,1,\nfirms,2034,>,,"
    )
    assert found_at(problems) == [
        "targets.csv:2:3 E110",
        "targets.csv:3:4 E114",
        "actuals.csv:2:2 E103",
        "actuals.csv:3:3 E104",
        "actuals.csv:4:3 E105",
        "actuals.csv:5:3 E106",
        "actuals.csv:6:3 E107",
        "actuals.csv:7:3 E108",
        "actuals.csv:8:5 W003",
        "actuals.csv:9:6 E109",
        "actuals.csv:10:1 E114",
        "actuals.csv:11 E115",
        "actuals.csv:12 E117",
        "actuals.csv:13 E116",
    ]
    quoted = {problem.line: list(problem.cells) for problem in problems[2:]}
    assert quoted[3] == ["firms", "2023", "7,56,5", "", "", "", "家", ""]
    assert quoted[11] == ["firms", "2030", "1", "", "", "", "家", "", "x"]
    assert quoted[12] == ['firms,2031,"1"x,,,,家,']


def test_several_faults_of_one_row(faults) -> None:
    assert faults("indicator,year,value,status\n,x,y,z\n") == [
        "actuals.csv:2:1 E114",
        "actuals.csv:2:2 E103",
        "actuals.csv:2:3 E104",
        "actuals.csv:2:4 W003",
    ]


def test_faults_of_one_file_do_not_hide_those_of_another(faults) -> None:
    assert faults("indicator,year,value\nfirms,x,1", b"indicator\nfirms\n", b"PK\x03\x04") == [
        "indicators.csv E005",
        "targets.csv:1 E101",
        "actuals.csv:2:2 E103",
    ]


@pytest.mark.parametrize("count", [100, 101, 250])
def test_many_faults_alike_are_counted(inspected, count: int) -> None:
    rows = "".join(f"a{row},2023,x{row}\n" for row in range(count))
    _, problems = inspected(f"indicator,year,value\n{rows}b,202x,1\n")
    alike = [problem for problem in problems if problem.code == "E104"]
    assert [problem.line for problem in alike] == list(range(2, 102))
    counted = [problem for problem in problems if problem.code == "E199"]
    assert [(p.place, dict(p.values)) for p in counted] == [
        ("actuals.csv:102:3", {"count": count - 100, "code": "E104"})
    ][: count - 100]
    assert found_at(problems)[-1] == f"actuals.csv:{count + 2}:2 E103"


def test_two_hundred_thousand_rows_and_the_last_is_bad(inspected) -> None:
    rows = (f"s{row // 100},{1900 + row % 100},{row}\n" for row in range(199_999))
    text = f"indicator,year,value\n{''.join(rows)}last,2023,12.3.4\n"
    dataset, problems = inspected(text.encode())
    assert found_at(problems) == ["actuals.csv:200001:3 E104"]
    assert problems[0].cells == ["last", "2023", "12.3.4"]
    assert dataset.actuals["value"].iloc[199_998] == 199_998
