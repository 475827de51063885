"""Files to a dataset: every type of column, and every fault with its place."""

import csv
import io
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest

from targettrack.dataset.model import Dataset
from targettrack.dataset.typed.header import check_header
from targettrack.vocabulary.errors import Problem
from targettrack.vocabulary.words import COMPARATOR_WORDS, COMPARATORS

WIDE = {plain: plain + 0xFEE0 for plain in range(0x21, 0x7F)} | {ord(" "): 0x3000}


def told(problems: Sequence[Problem]) -> list[str]:
    """Each problem as `file:line:column code`."""
    return [f"{problem.place} {problem.code}" for problem in problems]


@pytest.fixture
def clean(inspected) -> Callable[..., Dataset]:
    """The dataset in files that have no problem."""

    def clean(*files, **named) -> Dataset:
        dataset, problems = inspected(*files, **named)
        assert told(problems) == []
        assert dataset is not None
        return dataset

    return clean


@pytest.fixture
def faults(inspected) -> Callable[..., list[str]]:
    """The problems of a dataset as `file:line:column code`."""
    return lambda *files, **named: told(inspected(*files, **named)[1])


def texts(column: pd.Series) -> list[str]:
    """A text column, blank where it is missing."""
    return column.astype(object).where(column.notna(), "").tolist()


def csv_text(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV, quoted where it must be."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


# Identifiers and text


def test_identifiers_are_trimmed_and_nothing_else(clean) -> None:
    dataset = clean(
        '''
        indicator,year,value
         007 ,2023,1
        NA,2023,2
        null,2023,3
        nan,2023,4
        1e5,2023,5
        　规上工业　,2023,6
        "a, ""b""",2023,7
        TRUE,2023,8
        '''
    )
    assert texts(dataset.actuals["indicator"]) == [
        "007", "NA", "null", "nan", "1e5", "规上工业", 'a, "b"', "TRUE"
    ]  # fmt: skip


def test_one_identifier_however_it_is_spaced(clean) -> None:
    dataset = clean("indicator,year,value\nfirms ,2022,1\n firms,2023,2")
    assert dataset.actuals["indicator"].cat.codes.tolist() == [0, 0]


def test_the_frames_share_their_categories(clean) -> None:
    dataset = clean(
        "indicator,year,value\nb,2023,1\na,2023,1",
        "indicator,year,comparator,value,reference\nc,2025,>,1,a\na,2025,>,1,d",
        "indicator,kind\nd,share\nb,amount",
    )
    columns = [
        dataset.actuals["indicator"], dataset.targets["indicator"],
        dataset.targets["reference"], dataset.indicators["indicator"],
    ]  # fmt: skip
    assert len({tuple(column.cat.categories) for column in columns}) == 1
    assert [texts(column) for column in columns] == [["b", "a"], ["c", "a"], ["a", "d"], ["d", "b"]]


def test_text_stands_as_it_is_written(clean) -> None:
    dataset = clean(
        """
        indicator,year,value,source,quote,note
        firms,2023,1, a page ,"7,565家",
        firms,2024,2,,NA,x
        """
    )
    assert texts(dataset.actuals["source"]) == [" a page ", ""]
    assert texts(dataset.actuals["quote"]) == ["7,565家", "NA"]
    assert texts(dataset.actuals["note"]) == ["", "x"]


# Words and flags


def goals(comparators: Sequence[str]) -> str:
    """A goal for each comparator, none of which is like another."""
    rows = [
        [f"firms{row}", "2025", word, "" if sign in ("up", "down") else "1", "2"]
        for row, (word, sign) in enumerate(comparators)
    ]
    return csv_text(["indicator", "year", "comparator", "value", "upper"], rows)


@pytest.mark.parametrize(
    "spell",
    [str, str.upper, str.title, lambda word: f" {word} ", lambda word: word.translate(WIDE)],
    ids=["plain", "upper", "title", "spaced", "full-width"],
)
def test_comparators_and_their_words(clean, spell: Callable[[str], str]) -> None:
    known = [*((sign, sign) for sign in COMPARATORS), *COMPARATOR_WORDS.items()]
    dataset = clean(targets=goals([(spell(word), sign) for word, sign in known]))
    assert texts(dataset.targets["comparator"]) == [sign for _, sign in known]


@pytest.mark.parametrize("word", ["><", "超", "more", "atleast", "!=", "nan", "at least 5"])
def test_other_words_are_no_comparator(faults, word: str) -> None:
    assert faults(targets=goals([(word, "")])) == ["targets.csv:2:3 E110"]


def test_measures_aggregates_and_forces(clean) -> None:
    dataset = clean(
        targets="""
        indicator,year,comparator,value,measure,aggregate,force
        a,2025,>,1,growth,point,binding
        b,2025,>,1,Percent_Change,EVERY,约束性
        c,2025,>,1,ｌｅｖｅｌ, mean ,预期性
        d,2025,>,1,,,
        """
    )
    assert texts(dataset.targets["measure"]) == ["growth", "percent_change", "level", ""]
    assert texts(dataset.targets["aggregate"]) == ["point", "every", "mean", ""]
    assert texts(dataset.targets["force"]) == ["binding", "binding", "expected", ""]


def test_unknown_words_are_told_with_the_known(inspected) -> None:
    _, problems = inspected(
        "indicator,year,value,status\nfirms,2023,1,p x\nfirms,2024,1,provisional",
        "indicator,year,comparator,value,measure,force\nfirms,2025,>,1,levels,must",
        "indicator,kind\nfirms,percent",
    )
    assert told(problems) == [
        "targets.csv:2:5 E111",
        "targets.csv:2:6 E111",
        "actuals.csv:2:4 E111",
        "actuals.csv:3:4 E111",
        "indicators.csv:2:2 E111",
    ]
    assert problems[0].message == 'measure "levels" is not known'
    assert problems[1].remedy == "write one of: binding expected"


def test_flags(clean) -> None:
    dataset = clean(
        """
        indicator,year,value,status
        a,2021,1,p
        a,2022,1,P  e
        a,2023,1, b f m derived
        a,2024,1,
        """
    )
    assert texts(dataset.actuals["status"]) == ["p", "p e", "b f m derived", ""]


# Numbers


@pytest.mark.parametrize(
    ("cell", "unit", "value", "unit_read"),
    [
        ("12700", "家", 12700, "家"),
        ("12,700", "", 12700, ""),
        ("１２，７００", "", 12700, ""),
        (" 12700 ", "", 12700, ""),
        ("-13.5", "", -13.5, ""),
        ("\u221213.5", "", -13.5, ""),
        ("1.2e4", "", 12000, ""),
        ("1.27万", "家", 12700, "家"),
        ("1.27万家", "", 12700, "家"),
        ("8.6万家", "家", 86000, "家"),
        ("8.6万家", " 家 ", 86000, "家"),
        ("8.6万家", "万家", 8.6, "万家"),
        ("3000亿元", "亿元", 3000, "亿元"),
        ("3000亿元", "元", 3e11, "元"),
        ("3000亿元", "", 3e11, "元"),
        ("19.2%", "", 19.2, "%"),
        ("19.2%", "%", 19.2, "%"),
        ("19.2％", "％", 19.2, "%"),
        ("12 kg", "kg", 12, "kg"),
        ("", "家", None, "家"),
    ],
)
def test_a_number_and_its_unit(
    clean, cell: str, unit: str, value: float | None, unit_read: str
) -> None:
    rows = [["firms", "2023", cell, unit, "x"]]
    for last in ("unit", "note"):  # with and without a unit column
        if last == "note" and unit:
            continue
        header = ["indicator", "year", "value", last, "source"]
        actuals = clean(csv_text(header, rows)).actuals
        np.testing.assert_array_equal(actuals["value"], [np.nan if value is None else value])
        assert texts(actuals.get("unit", pd.Series([""]))) == [unit_read]


@pytest.mark.parametrize(
    ("cell", "unit", "code"),
    [
        ("1,2,7", "", "E104"),
        ("1.234,5", "", "E104"),
        ("12 700k", "", "E104"),
        ("约1万", "", "E104"),
        ("inf", "", "E104"),
        ("nan", "", "E104"),
        ("NA", "", "E104"),
        ("-", "", "E104"),
        ("0x10", "", "E104"),
        ("1_000", "", "E104"),
        ("1e400", "", "E105"),
        ("1e-400", "", "E105"),
        ("8.6万户", "家", "E106"),
        ("12 kg", "", "E107"),
        ("1.27万", "万家", "E108"),
    ],
)
def test_what_is_not_a_number(faults, cell: str, unit: str, code: str) -> None:
    text = csv_text(["indicator", "year", "value", "unit"], [["firms", "2023", cell, unit]])
    assert faults(text) == [f"actuals.csv:2:3 {code}"]


def test_units_are_learnt_row_by_row(clean) -> None:
    dataset = clean(
        """
        indicator,year,unit,value
        firms,2022,,6348家
        firms,2023,家,7565
        firms,2024,,0.81万家
        share,2022,,19.2%
        share,2023,,19.2
        """
    )
    assert texts(dataset.actuals["unit"]) == ["家", "家", "家", "%", ""]
    assert dataset.actuals["value"].tolist() == [6348, 7565, 8100, 19.2, 19.2]


def test_a_word_that_is_no_unit_of_the_row_is_told(inspected) -> None:
    _, problems = inspected(
        """
        indicator,year,value,unit
        firms,2022,6348家,家
        firms,2023,7565户,家
        power,2023,5 kWh,kWh
        power,2024,5 kWh,
        """
    )
    assert told(problems) == ["actuals.csv:3:3 E106", "actuals.csv:5:3 E107"]
    assert problems[0].message == 'value "7565户" says 户, the unit column says 家'


def test_every_number_column_is_read_by_the_same_grammar(clean) -> None:
    dataset = clean(
        "indicator,year,value,growth\nfirms,2023,7565,19.2%\nfirms,2024,,-1.5",
        """
        indicator,year,comparator,value,upper,tolerance,base_value,limit,unit
        firms,2025,between,1万家,1.2万家,50家,７５６５,"100,000",家
        """,
        "indicator,limit,decimals\nfirms,1e5,2",
    )
    assert dataset.actuals["growth"].tolist() == [19.2, -1.5]
    numbers = ["value", "upper", "tolerance", "base_value", "limit"]
    assert dataset.targets.loc[0, numbers].tolist() == [10000, 12000, 50, 7565, 100_000]
    assert dataset.indicators.loc[0, ["limit", "decimals"]].tolist() == [1e5, 2]


def test_growth_is_in_percent_whatever_the_unit(inspected) -> None:
    text = "indicator,year,value,growth,unit\nfirms,2023,7565,{},家"
    assert inspected(text.format("19.2%"))[0].actuals["growth"].tolist() == [19.2]
    assert told(inspected(text.format("19.2家"))[1]) == ["actuals.csv:2:4 E106"]
    assert told(inspected(text.format("1万"))[1]) == ["actuals.csv:2:4 E104"]


@pytest.mark.parametrize(
    ("measure", "cell"),
    [("growth", "7%"), ("Growth", "7%"), ("relative_growth", "7%"), ("percent_change", "7％"),
     ("multiple", "7倍"), ("change", "7亿元"), ("level", "7亿元"), ("", "7亿元")],
)  # fmt: skip
def test_the_measure_says_what_the_number_counts(clean, measure: str, cell: str) -> None:
    text = "indicator,year,comparator,value,measure,unit\ngdp,2025,>,{},{},亿元"
    dataset = clean(targets=text.format(cell, measure))
    assert dataset.targets["value"].tolist() == [7]
    assert texts(dataset.targets["unit"]) == ["亿元"]


def test_a_value_is_needed_unless_the_goal_is_a_direction_or_a_peak(faults) -> None:
    assert faults(
        targets="""
        indicator,year,comparator,value,aggregate
        a,2025,up,,
        b,2025,下降,,
        c,2025,<=,,peak
        d,2025,>=,,
        e,2025,>=, ,every
        """
    ) == ["targets.csv:5:4 E114", "targets.csv:6:4 E114"]


def test_a_direction_takes_no_number(faults) -> None:
    assert faults(targets="indicator,year,comparator,value\na,2025,up,5") == [
        "targets.csv:2:4 E204"
    ]


def test_an_actual_may_have_no_value(clean) -> None:
    dataset = clean("indicator,year,value,growth\nfirms,2023,,19.2\nfirms,2024, ,\nfirms,2025,0,")
    np.testing.assert_array_equal(dataset.actuals["value"], [np.nan, np.nan, 0])
    np.testing.assert_array_equal(dataset.actuals["growth"], [19.2, np.nan, np.nan])


# Years and dates


def test_years_and_their_labels(clean) -> None:
    dataset = clean(
        """
        indicator,year,value
        a,2020,1
        a,2021年,1
        a,2022/23,1
        a,FY2023,1
        a,２０２４,1
        a,2025/2026,1
        """
    )
    assert dataset.actuals["year"].tolist() == [2020, 2021, 2022, 2023, 2024, 2025]
    assert dataset.actuals["year"].dtype == np.int32
    assert texts(dataset.actuals["year_label"]) == ["", "", "2022/23", "FY2023", "", "2025/2026"]


def test_no_labels_no_column(clean) -> None:
    assert "year_label" not in clean().actuals


def test_a_base_year_may_be_missing(clean) -> None:
    dataset = clean(
        targets="""
        indicator,year,comparator,value,base_year
        a,2025,>,1,
        b,2025,>,1,FY2020
        c,2025,>,1,2021年
        """
    )
    assert dataset.targets["base_year"].isna().tolist() == [True, False, False]
    assert dataset.targets["base_year"].tolist()[1:] == [2020, 2021]
    assert texts(dataset.targets["base_year_label"]) == ["", "FY2020", ""]


@pytest.mark.parametrize("cell", ["23", "2023.0", "2023-24", "2024/26", "FY23", "today", "3023"])
def test_what_is_not_a_year(faults, cell: str) -> None:
    assert faults(f"indicator,year,value\na,{cell},1") == ["actuals.csv:2:2 E103"]


def test_dates(clean) -> None:
    dataset = clean(
        """
        indicator,year,value,published
        a,2015,1,2024-02-27
        a,2016,1,2024-02
        a,2017,1,2024
        a,2018,1,2024年2月27日
        a,2019,1,2024/2/7
        a,2020,1,
        a,2021,1,1900-1-1
        """
    )
    assert dataset.actuals["published"].dt.strftime("%Y-%m-%d").fillna("").tolist() == [
        "2024-02-27", "2024-02-29", "2024-12-31", "2024-02-27", "2024-02-07", "", "1900-01-01"
    ]  # fmt: skip


def test_what_is_not_a_date(faults) -> None:
    assert faults(
        "indicator,year,value,published\na,2020,1,2024-13\na,2021,1,27.02.2024",
        "indicator,year,comparator,value,announced,withdrawn\na,2025,>,1,soon,2024-02-30",
    ) == [
        "targets.csv:2:5 E109",
        "targets.csv:2:6 E109",
        "actuals.csv:2:4 E109",
        "actuals.csv:3:4 E109",
    ]


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
    assert told(problems) == ([f"{table}.csv:1:{place} E102"] if right else [])
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
        assert told(problems) == ["actuals.csv:1 E118"]
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
    assert told(found) == ["x.csv:1:5 E112"]
    assert told(check_header("x.csv", "actuals", [])) == ["x.csv E004"]


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
    assert told(problems) == ["targets.csv W002", "actuals.csv W002"]
    assert not any(problem.is_error for problem in problems)
    assert dataset is not None
    assert [len(dataset.targets), len(dataset.actuals), len(dataset.indicators)] == [0, 0, 0]
    assert dataset.keys[2] == 0


def test_what_could_be_read_is_there_beside_the_problems(inspected) -> None:
    dataset, problems = inspected("indicator,year,value\nfirms,2022,x\nfirms,2023,7565\nfirms,2024")
    assert told(problems) == ["actuals.csv:2:3 E104", "actuals.csv:4 E115"]
    np.testing.assert_array_equal(dataset.actuals["value"], [np.nan, 7565])


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
firms,2030,1,家,
firms,2031,"1"x,,,,家,
firms,2032,1,2家,,,家,"
"""


def test_one_bad_row_never_hides_another(inspected) -> None:
    _, problems = inspected(
        TEN, "indicator,year,comparator,value,area\nfirms,2033,more-than,1,\nfirms,2034,>,,"
    )
    assert told(problems) == [
        "targets.csv:2:3 E110",
        "targets.csv:3:4 E114",
        "actuals.csv:2:2 E103",
        "actuals.csv:3:3 E104",
        "actuals.csv:4:3 E105",
        "actuals.csv:5:3 E106",
        "actuals.csv:6:3 E107",
        "actuals.csv:7:3 E108",
        "actuals.csv:8:5 E111",
        "actuals.csv:9:6 E109",
        "actuals.csv:10:1 E114",
        "actuals.csv:11 E115",
        "actuals.csv:12 E117",
        "actuals.csv:13 E116",
    ]
    quoted = {problem.line: list(problem.cells) for problem in problems[2:]}
    assert quoted[3] == ["firms", "2023", "7,56,5", "", "", "", "家", ""]
    assert quoted[11] == ["firms", "2030", "1", "家", ""]
    assert quoted[12] == ['firms,2031,"1"x,,,,家,']


def test_several_faults_of_one_row(faults) -> None:
    assert faults("indicator,year,value,status\n,x,y,z\n") == [
        "actuals.csv:2:1 E114",
        "actuals.csv:2:2 E103",
        "actuals.csv:2:3 E104",
        "actuals.csv:2:4 E111",
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
    assert told(problems)[-1] == f"actuals.csv:{count + 2}:2 E103"


def test_two_hundred_thousand_rows_and_the_last_is_bad(inspected) -> None:
    rows = (f"s{row // 100},{1900 + row % 100},{row}\n" for row in range(199_999))
    text = f"indicator,year,value\n{''.join(rows)}last,2023,12.3.4\n"
    dataset, problems = inspected(text.encode())
    assert told(problems) == ["actuals.csv:200001:3 E104"]
    assert problems[0].cells == ["last", "2023", "12.3.4"]
    assert dataset.actuals["value"].iloc[199_998] == 199_998
