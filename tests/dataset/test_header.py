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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sep=;\nindicator;year;value\na;2023;1", "delete the first line, which Excel adds"),
        ("Table 3. Firms\n\nindicator,year,value\na,2023,1", "delete titles and notes above"),
        ("# 2024-05-01\nindicator,year,value\na,2023,1", "delete titles and notes above"),
        ("indicator,unit,2021,2022\na,家,1,2", "years stand as columns here: write a row a year; "),
        ("indicator,period,amount\na,2023,1", "the first line must name at least"),
    ],
)
def test_a_first_line_that_is_no_header_is_told_for_what_it_is(
    inspected, text: str, said: str
) -> None:
    _, problems = inspected(text.encode())
    assert found_at(problems) == ["actuals.csv:1 E101"]
    assert problems[0].remedy.startswith(said)


def test_doubled_columns(faults) -> None:
    assert faults("indicator,year,value,note,value,note,note\nfirms,2023,1,,2,,") == [
        "actuals.csv:1:5 E112",
        "actuals.csv:1:6 E112",
        "actuals.csv:1:7 E112",
    ]


def test_other_separators_are_named(inspected) -> None:
    for mark, name in ((";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")):
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


# Columns that stand in one file and tell its rows apart


@pytest.mark.parametrize(
    "rows",
    [
        "a,urban,2020,70\na,urban,2021,71\na,rural,2022,40\na,rural,2023,41",  # one after another
        "a,north,2023,50\na,south,2023,50",  # no repetition
        "a,north,2023,50\na,south,2023,60",  # no contradiction
    ],
)
def test_an_area_in_the_actuals_alone_is_no_remark(inspected, rows: str) -> None:
    _, problems = inspected(
        f"indicator,area,year,value\n{rows}", "indicator,year,comparator,value\na,2030,>,60"
    )
    assert [(problem.code, problem.column) for problem in problems] == [("E210", 2)]
    assert problems[0].values == {"name": "area", "other": "targets"}


def test_an_area_in_the_goals_alone_is_no_remark(faults) -> None:
    goals = "indicator,sex,year,comparator,value\na,f,2025,>=,70\na,m,2025,>,60"
    assert faults("indicator,year,value\na,2023,65", goals) == ["targets.csv:3:2 E210"]


def test_other_columns_tell_rows_apart_where_rows_clash_and_words_recur(faults) -> None:
    goals = "indicator,year,comparator,value\na,2030,>,6"
    rows = "a,web,2022,1\na,shop,2022,2\na,web,2023,1\na,shop,2023,2"
    assert faults(f"indicator,channel,year,value\n{rows}", goals) == ["actuals.csv:3:2 E210"]
    rows = "a,p1,2022,1\na,p2,2022,1\na,p3,2023,1"  # pages
    assert faults(f"indicator,page,year,value\n{rows}", goals) == ["actuals.csv:3:1 W301"]
    rows = "a,1st,2022,1,2023\na,2nd,2022,2,2024\na,1st,2021,1,2023\na,2nd,2021,2,2024"
    assert faults(f"indicator,edition,year,value,published\n{rows}", goals) == []  # revisions


def test_one_area_an_indicator_tells_nothing_apart(clean) -> None:
    clean(
        "indicator,area,year,value\na,north,2022,1\na,north,2023,2\na,,2024,2\nb,south,2022,3",
        "indicator,year,comparator,value\na,2030,>,60",
    )


def test_a_column_without_a_word_in_common_is_a_remark(inspected) -> None:
    actuals = "indicator,page,area,year,value\na,3,North,2022,1\na,4,North,2023,2"
    goals = "indicator,page,area,year,comparator,value\na,12,north,2030,>,60"
    dataset, problems = inspected(actuals, goals)
    assert dataset.dimensions == ("area",)  # North and north are for the one who asks
    assert found_at(problems) == ["targets.csv W004"]
    dataset, problems = inspected(actuals, goals.replace("12", "4"))
    assert dataset.dimensions == ("page", "area")
    assert found_at(problems) == []
