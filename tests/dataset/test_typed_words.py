"""What texts, identifiers, words, flags, years and dates mean, and what is refused."""

import csv
import io
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest
from found_problems import found_at

from targettrack.vocabulary.words import COMPARATOR_WORDS, COMPARATORS

WIDE = {plain: plain + 0xFEE0 for plain in range(0x21, 0x7F)} | {ord(" "): 0x3000}


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
        "indicator,year,value\nfirms,2023,1",
        "indicator,year,comparator,value,measure,force\nfirms,2025,>,1,levels,must",
        "indicator,kind\nfirms,percent",
    )
    assert found_at(problems) == [
        "targets.csv:2:5 E111",
        "targets.csv:2:6 E111",
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


def test_flags_are_read_as_letters(inspected) -> None:
    dataset, problems = inspected(
        """
        indicator,year,value,status
        a,2018,1,A
        a,2019,1,bp
        a,2020,1,"dp,u"
        a,2021,1,BM
        a,2022,1,def
        a,2023,1,fin
        a,2024,1,provisional
        """
    )
    read = texts(dataset.actuals["status"])
    assert read[:4] == ["a", "b p", "d p u", "b m"]
    assert read[4:] == ["def", "fin", "provisional"]  # definitive and final are no forecasts
    assert found_at(problems) == ["actuals.csv:4:4 W003"]  # once, A is the normal value
    assert problems[0].message.endswith("are kept as they are: d def fin provisional u")


# Years and dates


def test_years_and_their_labels(clean) -> None:
    dataset = clean(
        """
        indicator,year,value
        a,2020,1
        a,2021年,1
        a,2022/23,1
        b,FY2023,1
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


@pytest.mark.parametrize("cell", ["23", "2024/26", "FY23", "today", "3023"])
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


def test_other_spellings_of_years(clean) -> None:
    dataset = clean("indicator,year,value\na,2015.0,1\na,2016年度,1\na,2023-24,1\na,2024-2025,1")
    assert dataset.actuals["year"].tolist() == [2015, 2016, 2023, 2024]
    assert texts(dataset.actuals["year_label"]) == ["", "", "2023-24", "2024-2025"]


@pytest.mark.parametrize(
    "cell", ["2015Q4", "2015-10", "2015M12", "2015-12-31", "2015.5", "2015-17"]
)
def test_figures_are_yearly(inspected, cell: str) -> None:
    _, problems = inspected(f"indicator,year,value\na,{cell},1")
    assert found_at(problems) == ["actuals.csv:2:2 E103"]
    assert "yearly figures only" in problems[0].remedy


def test_a_deadline_may_be_a_day(inspected) -> None:
    dataset, problems = inspected(
        targets="indicator,year,comparator,value\na,2030-12-31,>,1\na,2029-06-30,>,1\na,2025-02-30,>,1"
    )
    assert dataset.targets["year"].tolist() == [2030, 2029, 0]
    assert found_at(problems) == ["targets.csv:2:2 W005", "targets.csv:4:2 E103"]
    assert "2030-12-31 is 2030" in problems[0].message


def test_two_ways_of_fiscal_years_in_one_series_are_asked_back(inspected, clean) -> None:
    actuals = "indicator,year,value\na,2022/23,1\na,2023/24,2\nb,2023/24,2\nb,2024,3"
    _, problems = inspected(actuals, "indicator,year,comparator,value\na,FY2025,>,3\nb,2025,>,3")
    assert found_at(problems) == ["targets.csv:2:2 W006"]
    assert "2022/23 and as FY2025" in problems[0].message
    clean(actuals, "indicator,year,comparator,value\nc,FY2025,>,3\nb,2025/26,>,3")
