"""One unit a series, whichever file and row states it."""

from collections.abc import Callable

import pytest

import targettrack as tt
from targettrack.dataset.model import Dataset
from targettrack.vocabulary.errors import Problem
from targettrack.vocabulary.units import scale_of, shifted

Inspected = Callable[..., tuple[Dataset, list[Problem]]]


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        ("家", ("家", 0)),
        ("万家", ("家", 4)),
        ("亿元", ("元", 8)),
        ("万亿元", ("元", 12)),
        ("億元", ("元", 8)),
        ("百万吨", ("吨", 6)),
        ("千人", ("人", 3)),
        ("亿千瓦时", ("瓦时", 11)),
        ("百分点", ("百分点", 0)),
        ("千分点", ("千分点", 0)),
        ("个百分点", ("个百分点", 0)),
        ("万", ("万", 0)),
        ("t", ("t", 0)),
        ("kt", ("t", 3)),
        ("Mt", ("t", 6)),
        ("Mt CO2e", ("tCO2e", 6)),
        ("GWh", ("Wh", 9)),
        ("mt", ("mt", 0)),
        ("thousand persons", ("persons", 3)),
        ("Millions of euros", ("euros", 6)),
        ("EUR million", ("EUR", 6)),
        ("1,000 persons", ("persons", 3)),
        ("per 1,000 births", ("per1,000births", 0)),
    ],
)
def test_the_word_and_the_power_of_a_unit(unit: str, scale: tuple[str, int]) -> None:
    assert scale_of(unit) == scale


def test_a_shift_keeps_the_digits() -> None:
    assert shifted(1.27, 4) == 12700  # 1.27 × 10^4 in floats too; 1.1 × 10^8 is not
    assert shifted(1.1, 8) == 110000000
    assert shifted(17757, -4) == 1.7757
    assert shifted(0.57, 2) == 57  # 0.57 * 100 is 56.99999999999999


def test_a_goal_in_another_multiple_than_its_actuals(inspected: Inspected) -> None:
    dataset, problems = inspected(
        """
        indicator,year,value,unit
        gdp,2022,1010000,亿元
        gdp,2023,104.5,万亿元
        """,
        """
        indicator,year,comparator,value,upper,tolerance,base_value,limit,measure,unit
        gdp,2030,between,1.27,1.3,,1.01,2,,百万亿元
        gdp,2031,about,130,,2.5,,,,万亿元
        gdp,2032,>=,3,,,101,,change,万亿元
        """,
    )
    assert problems == []
    assert dataset.actuals["value"].tolist() == [1010000, 1045000]  # 104.5 × 10^12 / 10^8
    first, second, third = dataset.targets.to_dict("records")
    assert (first["value"], first["upper"]) == (1270000, 1300000)  # 1.27 × 10^14 / 10^8
    assert (first["base_value"], first["limit"]) == (1010000, 2000000)
    assert (second["value"], second["tolerance"]) == (1300000, 25000)  # 130 × 10^12 / 10^8
    assert (third["value"], third["base_value"]) == (30000, 1010000)
    assert set(dataset.targets["unit"]) == {"亿元"}
    assert first["quote"] == "1.27 百万亿元"


def test_a_goal_in_another_multiple_than_the_indicator(inspected: Inspected) -> None:
    dataset, problems = inspected(
        "indicator,year,value\njobs,2022,1206\njobs,2023,1244",
        "indicator,year,comparator,value\njobs,2025,>=,1200万人",
        "indicator,unit\njobs,万人",
    )
    assert problems == []
    table = tt.assess(dataset)
    assert table[["target", "unit", "actual", "verdict"]].iloc[0].tolist() == [
        1200, "万人", 1244, "achieved",
    ]  # fmt: skip


def test_the_limit_of_the_indicator_is_converted(inspected: Inspected) -> None:
    dataset, _ = inspected(
        "indicator,year,value,unit\nco2,2022,900,kt",
        "indicator,year,comparator,value\nco2,2025,<=,800",
        "indicator,unit,limit\nco2,Mt,2",
    )
    assert dataset.indicators["limit"].tolist() == [2000]  # 2 Mt are 2000 kt


def test_a_goal_in_another_unit_than_the_indicator(inspected: Inspected) -> None:
    _, problems = inspected(
        "indicator,year,value\njobs,2023,1244",
        "indicator,year,comparator,value,unit\njobs,2025,>=,1200,万户",
        "indicator,unit\njobs,万人",
    )
    assert [str(problem) for problem in problems] == [
        "targets.csv:2:5 E202 the goal's unit is 万户, jobs is in 万人"
    ]


def test_the_unit_of_growth_is_no_unit_of_the_series(inspected: Inspected) -> None:
    dataset, problems = inspected(
        "indicator,year,value,unit\nco2,2020,100,Mt\nco2,2023,90,Mt\nnew,2020,5,",
        """
        indicator,year,comparator,value,measure,base_year,unit
        co2,2030,<=,-50,percent_change,2020,%
        co2,2031,<=,0.5,multiple,2020,倍
        new,2030,>=,5,growth,2020,%
        """,
    )
    assert problems == []
    assert dataset.series_units.dropna().tolist() == ["Mt"]
    table = tt.assess(dataset)
    assert table["target"].tolist()[:2] == [50, 50]  # 100 less 50 %, 0.5 times 100
    assert table["unit"].astype(object).fillna("").tolist() == ["Mt", "Mt", ""]


@pytest.mark.parametrize(
    ("actuals", "indicators"),
    [
        ("indicator,year,value\nfirms,2022,7.6\nfirms,2023,8.6万", "indicator,unit\nfirms,万家"),
        ("indicator,year,value,unit\nfirms,2022,7.6,万家\nfirms,2023,8.6万,", "indicator\nfirms"),
    ],
)
def test_a_multiplier_in_the_number_and_in_the_unit_of_the_series(
    inspected: Inspected, actuals: str, indicators: str
) -> None:
    goals = "indicator,year,comparator,value,unit\nfirms,2025,>=,9,万家"
    _, problems = inspected(actuals, goals, indicators)
    assert [(problem.place[-15:], problem.code) for problem in problems] == [
        ("actuals.csv:3:3", "E108")
    ]
    whole = inspected(actuals.replace("8.6万", "8.6万家"), goals, indicators)  # the remedy
    assert whole[1] == []
    assert whole[0].actuals["value"].tolist() == [7.6, 8.6]


def test_a_multiplier_in_the_upper_end_of_a_goal(inspected: Inspected) -> None:
    _, problems = inspected(
        "indicator,year,value,unit\nfirms,2022,7.6,万家",
        "indicator,year,comparator,value,upper\nfirms,2025,between,8,9万",
    )
    assert [(problem.code, problem.column) for problem in problems] == [("E108", 5)]


@pytest.mark.parametrize(
    ("goal", "actual", "codes"),
    [
        ("1.27,万家", "7565,", ["W420"]),
        ("12700,", "1.3,", ["W420"]),
        ("12700,家", "130,家", []),  # both say so
        ("12700,", "7565,家", []),
        ("0,", "7565,", []),
        ("90,%", "0.82,", ["W420"]),
        ("90,%", "0.82,%", []),
        ("90,%", "82,", []),
    ],
)
def test_a_goal_far_from_its_latest_actual(
    inspected: Inspected, goal: str, actual: str, codes: list[str]
) -> None:
    _, problems = inspected(
        f"indicator,year,value,unit\nfirms,2023,{actual}",
        f"indicator,year,comparator,value,unit\nfirms,2030,>=,{goal}",
    )
    assert [problem.code for problem in problems] == codes
