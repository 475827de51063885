"""What the names in a header make of a column, and what is wrong with them."""

import pandas as pd
import pytest
from found_problems import found_at

from targettrack.dataset.typed.header import check_header


def texts(column: pd.Series) -> list[str]:
    """A text column, blank where it is missing."""
    return column.astype(object).where(column.notna(), "").tolist()


# Columns


def test_columns_in_both_files_are_dimensions(clean) -> None:
    dataset = clean(
        "sex,indicator,area,year,value,note,page\nf,a,north,2023,1,x,3\n,a, north ,2023,2,,4",
        "indicator,year,comparator,value,note,area,sex,book\na,2025,>,1,y,south,f,b",
    )
    assert dataset.dimensions == ("sex", "area")
    assert texts(dataset.actuals["area"]) == ["north", "north"]
    assert texts(dataset.actuals["sex"]) == ["f", ""]
    assert tuple(dataset.actuals["area"].cat.categories) == ("north", "south")
    assert tuple(dataset.targets["area"].cat.categories) == ("north", "south")
    goals, facts, size = dataset.keys
    assert len({*goals, *facts}) == size == 3


def test_a_column_in_one_file_is_an_annotation(clean) -> None:
    dataset = clean(
        "indicator,year,value,页码\nfirms,2023,1, 12 \nfirms,2024,1,",
        "indicator,year,comparator,value,ministry\nfirms,2025,>,1,MIIT",
    )
    assert dataset.dimensions == ()
    assert texts(dataset.actuals["页码"]) == [" 12 ", ""]
    assert texts(dataset.targets["ministry"]) == ["MIIT"]


def test_a_dimension_is_read_as_an_identifier(clean) -> None:
    dataset = clean(
        "indicator,year,value,area\na,2023,1,007\na,2023,1,7\na,2023,1,NA",
        "indicator,year,comparator,value,area\na,2025,>,1,007",
    )
    assert texts(dataset.actuals["area"]) == ["007", "7", "NA"]


def test_the_order_of_columns_is_free(clean) -> None:
    dataset = clean("value,note,year,indicator\n5,x,2023,firms")
    assert list(dataset.actuals) == ["value", "note", "year", "indicator"]
    assert dataset.actuals.loc[0].tolist() == [5, "x", 2023, "firms"]


@pytest.mark.parametrize(
    ("table", "wrong", "right"),
    [
        ("targets", "comparater", "comparator"),
        ("targets", "Comparator", "comparator"),
        ("targets", "Year", "year"),
        ("targets", "base year", "base_year"),
        ("targets", "base-year", "base_year"),
        ("targets", "BaseYear", "base_year"),
        ("targets", "withdrawn ", ""),
        ("targets", "anounced", "announced"),
        ("targets", "region", ""),
        ("targets", "growth", ""),
        ("actuals", "indicators", "indicator"),
        ("actuals", "Value", "value"),
        ("actuals", "units", "unit"),
        ("actuals", "publised", "published"),
        ("actuals", "area", ""),
        ("actuals", "base_year", ""),
        ("indicators", "decimal", "decimals"),
        ("indicators", "name zh", "name_zh"),
    ],
)
def test_near_misses(inspected, table: str, wrong: str, right: str) -> None:
    texts = {
        "targets": "indicator,year,comparator,value\nfirms,2025,>,1",
        "actuals": "indicator,year,value\nfirms,2023,1",
        "indicators": "indicator\nfirms",
    }
    header, row = texts[table].split("\n")
    if right in header.split(","):
        header = ",".join(wrong if name == right else name for name in header.split(","))
    else:
        header, row = f"{header},{wrong}", f"{row},"
    texts[table] = f"{header}\n{row}"
    _, problems = inspected(**texts)
    place = header.split(",").index(wrong) + 1
    assert found_at(problems) == ([f"{table}.csv:1:{place} E102"] if right else [])
    if right:
        assert problems[0].values == {"name": wrong, "likely": right}


def test_a_name_is_no_near_miss_of_one_that_is_there(clean) -> None:
    dataset = clean("indicator,year,value,Unit,unit\nfirms,2023,1,thousand,家")
    assert texts(dataset.actuals["Unit"]) == ["thousand"]


def test_missing_columns_are_told_together(inspected) -> None:
    dataset, problems = inspected("year,note\n2023,x", "indicator,value\nfirms,1")
    assert dataset is None
    assert [str(problem) for problem in problems] == [
        "targets.csv:1 E101 needed columns are missing: year, comparator",
        "actuals.csv:1 E101 needed columns are missing: indicator, value",
    ]


def test_doubled_columns(faults) -> None:
    assert faults("indicator,year,value,note,value,note,note\nfirms,2023,1,,2,,") == [
        "actuals.csv:1:5 E112",
        "actuals.csv:1:6 E112",
        "actuals.csv:1:7 E112",
    ]


def test_other_separators_are_named(inspected) -> None:
    for mark, name in ((";", "semicolon"), ("\t", "tab")):
        text = mark.join(["indicator", "year", "value\nfirms", "2023", "1\n"])
        _, problems = inspected(text.encode())
        assert found_at(problems) == ["actuals.csv:1 E118"]
        assert name in problems[0].message


def test_a_nameless_column_must_be_blank(clean, faults) -> None:
    dataset = clean("indicator,year,,value,\nfirms,2023,,1,\nfirms,2024, ,1,")
    assert list(dataset.actuals) == ["indicator", "year", "value"]
    assert faults("indicator,year,,value,\nfirms,2023,,1,\nfirms,2024,,1,x") == [
        "actuals.csv:1:5 E113"
    ]


def test_a_header_that_cannot_be_read_is_told_for_what_it_is(faults) -> None:
    assert faults('indicator,"year,value\nfirms,2023,1') == ["actuals.csv:1 E116"]
    assert faults('indicator,"year"s,value\nfirms,2023,1') == ["actuals.csv:1 E117"]


def test_a_header_may_follow_blank_lines(clean, faults) -> None:
    assert clean(b"\n\r\nindicator,year,value\nfirms,2023,1\n").actuals["year"].tolist() == [2023]
    assert faults(b"\n\nindicator,year,value,value\nfirms,2023,1,1\n") == ["actuals.csv:3:4 E112"]
    assert faults(b"\n\nindicator,year,value,\nfirms,2023,1,x\n") == ["actuals.csv:3:4 E113"]


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\n\n", b" \n", b",,,\n", b"\r\n  ,\r\n"])
def test_an_empty_file(inspected, raw: bytes) -> None:
    dataset, problems = inspected(raw)
    assert dataset is None
    assert [problem.code for problem in problems] == ["E004"]


def test_check_header_alone() -> None:
    assert check_header("x.csv", "actuals", ["value", "indicator", "area", "year"]) == []
    found = check_header("x.csv", "actuals", ["value", "valeu", "indicator", "year", "indicator"])
    assert found_at(found) == ["x.csv:1:5 E112"]
    assert found_at(check_header("x.csv", "actuals", [])) == ["x.csv E004"]
