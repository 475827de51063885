"""What numbers and their units mean, and what is refused."""

import csv
import io
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from found_problems import found_at


def texts(column: pd.Series) -> list[str]:
    """A text column, blank where it is missing."""
    return column.astype(object).where(column.notna(), "").tolist()


def csv_text(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV, quoted where it must be."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


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
        goal = "indicator,year,comparator,value\nfirms,2025,up,"
        actuals = clean(csv_text(header, rows), goal).actuals
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
    assert found_at(problems) == ["actuals.csv:3:3 E106", "actuals.csv:5:3 E107"]
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
    assert found_at(inspected(text.format("19.2家"))[1]) == ["actuals.csv:2:4 E106"]
    assert found_at(inspected(text.format("1万"))[1]) == ["actuals.csv:2:4 E104"]


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
