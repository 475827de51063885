"""Goals over several years: every year, mean, sum, compound growth, peak."""

import math
from functools import partial

import pytest
from expected import words

from targettrack.assessment import assess as assessment
from targettrack.goals.panel import panel
from targettrack.goals.thresholds import Thresholds, thresholds

assess = partial(assessment.assess, methods=["opensdg"])


def goals_of(dataset) -> Thresholds:
    return thresholds(dataset, panel(dataset))


# Aggregates: before, at and after the deadline, and with years missing


def facts(text: str, others: bool = False) -> str:
    """Actuals of x: `2021:5.1 2022:5.5`; with `others`, a series z that has every year."""
    rows = [f"x,{year},{value}" for year, value in (pair.split(":") for pair in text.split())]
    rows += [f"z,{year},1" for year in range(2010, 2030)] if others else []
    return "\n".join(["indicator,year,value", *rows])


with_and_without_others = pytest.mark.parametrize("others", [False, True])


@with_and_without_others
@pytest.mark.parametrize(
    ("actuals", "verdict", "reason"),
    [
        ("2020:9 2021:5 2022:5.5", "on-track", "to-date"),
        ("2020:9 2021:5 2022:5.6", "missed", "broken"),
        ("2020:9 2021:5 2022:5.5 2023:5.5", "achieved", "deadline"),
        ("2021:5 2022:5.5 2023:5.6", "missed", "broken"),
        ("2021:5 2022:5.6 2023:5.5", "missed", "broken"),
        ("2021:5 2022:5.5 2023:5.5 2024:9", "achieved", "deadline"),
        ("2021:5 2023:5.5", "no-data", "years-missing"),
        ("2021:5.6 2023:5.5", "missed", "broken"),  # one year over is enough
        ("2022:5.5 2023:5.5", "no-data", "years-missing"),
        ("2022:5.6 2023:5.5", "missed", "broken"),
        ("2021:5 2022:5 2024:5", "no-data", "years-missing"),
        ("2019:5 2020:5", "no-data", "no-actual"),  # no year that counts
    ],
)
def test_every_year(dataset, actuals, verdict, reason, others) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,aggregate,base_year
            x,2023,<=,5.5,every,2020
            """,
            facts(actuals, others),
        )
    )
    assert words(table) == [(verdict, reason)]


@with_and_without_others
@pytest.mark.parametrize(
    ("actuals", "mean", "verdict", "reason"),
    [
        ("2020:99 2021:8", 8, "off-track", "to-date"),
        ("2020:99 2021:8 2022:12", 10, "on-track", "to-date"),
        ("2021:8 2022:12 2023:10", 10, "achieved", "deadline"),
        ("2021:8 2022:12 2023:9.9", 29.9 / 3, "missed", "deadline"),
        ("2021:8 2022:12 2023:10 2024:0", 10, "achieved", "deadline"),
        ("2021:8 2023:12", 8, "no-data", "years-missing"),
        ("2022:8 2023:12", None, "no-data", "years-missing"),
        ("2021:8 2022:12 2024:12", 10, "no-data", "years-missing"),
        ("2020:99", None, "no-data", "no-actual"),
    ],
)
def test_mean_of_the_years(dataset, actuals, mean, verdict, reason, others) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,aggregate,base_year
            x,2023,>=,10,mean,2020
            """,
            facts(actuals, others),
        )
    )
    assert words(table) == [(verdict, reason)]
    assert table["actual"][0] == pytest.approx(math.nan if mean is None else mean, nan_ok=True)


@with_and_without_others
@pytest.mark.parametrize(
    ("comparator", "value", "actuals", "total", "verdict", "reason"),
    [
        # at 25 a year the five years come to 125
        (">=", 125, "2020:99 2021:25 2022:25 2023:25", 75, "on-track", "to-date"),
        (">", 125, "2021:25 2022:25 2023:25", 75, "off-track", "to-date"),
        (">=", 126, "2021:25 2022:25 2023:25", 75, "off-track", "to-date"),
        ("<=", 125, "2021:25 2022:25 2023:25", 75, "on-track", "to-date"),
        ("<=", 100, "2021:25 2022:25 2023:25", 75, "off-track", "to-date"),
        # −0.1 after −2.7 in two years is −1.4 a year, −7 in five
        ("<=", -13.5, "2021:-2.7", -2.7, "on-track", "to-date"),
        ("<=", -13.5, "2021:-2.7 2022:-0.1", -2.8, "off-track", "to-date"),
        ("<=", -13.5, "2021:-3 2022:-3 2023:-2 2024:-2 2025:-3.5", -13.5, "achieved", "deadline"),
        ("<=", -13.5, "2021:-3 2022:-3 2023:-2 2024:-2 2025:-3.4", -13.4, "missed", "deadline"),
        ("<=", -13.5, "2021:-5 2022:-9 2023:0 2024:0 2025:0 2026:9", -14, "achieved", "deadline"),
        ("<=", -13.5, "2021:-3 2023:-3", -3, "no-data", "years-missing"),
        ("<=", -13.5, "2021:-3 2022:-3 2023:-3 2024:-3 2026:-3", -12, "no-data", "years-missing"),
    ],
)
def test_sum_of_the_years(
    dataset, comparator, value, actuals, total, verdict, reason, others
) -> None:
    table = assess(
        dataset(
            f"""
            indicator,year,comparator,value,aggregate,base_year
            x,2025,{comparator},{value},sum,2020
            """,
            facts(actuals, others),
        )
    )
    assert words(table) == [(verdict, reason)]
    assert table["actual"][0] == pytest.approx(total)


@with_and_without_others
@pytest.mark.parametrize(
    ("actuals", "index", "verdict", "reason"),
    [
        # −10 % a year: 90, 81, 72.9; a cut of 27.1 % in three years
        ("2020:99 2021:-10", 90, "on-track", "ratio"),
        ("2021:-10 2022:-10", 81, "on-track", "ratio"),
        ("2021:10 2022:-5", 104.5, "reversing", "ratio"),
        ("2021:-20 2022:-10", 72, "achieved", "met"),
        ("2021:-10 2022:-10 2023:-10", 72.9, "achieved", "deadline"),
        ("2021:-10 2022:-10 2023:-9.9", 72.981, "missed", "deadline"),
        ("2021:-10 2022:-10 2023:-10 2024:50", 72.9, "achieved", "deadline"),
        ("2021:-10 2023:-10", 90, "no-data", "years-missing"),
        ("2022:-10 2023:-10", None, "no-data", "years-missing"),
        ("2021:-10 2022:-10 2024:-10", 81, "no-data", "years-missing"),
    ],
)
def test_compound_of_the_years(dataset, actuals, index, verdict, reason, others) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,aggregate,base_year
            x,2023,<=,-27.1,compound,2020
            """,
            facts(actuals, others),
            """
            indicator,kind
            x,rate
            """,
        )
    )
    assert words(table) == [(verdict, reason)]
    assert table["target"][0] == pytest.approx(72.9)
    assert (table["base_year"][0], table["base"][0]) == (2020, 100)
    assert table["actual"][0] == pytest.approx(math.nan if index is None else index, nan_ok=True)


@with_and_without_others
@pytest.mark.parametrize(
    ("actuals", "verdict", "reason"),
    [
        ("2021:5 2022:7 2023:6", "no-data", "peak-open"),  # before the deadline
        ("2021:5 2022:7 2023:6 2025:6", "no-data", "peak-open"),  # at it
        ("2021:5 2022:7 2023:6 2026:6", "achieved", "peak"),
        ("2021:5 2022:6 2025:7 2026:6", "achieved", "peak"),  # in the deadline year itself
        ("2021:5 2022:7 2026:7", "achieved", "peak"),  # equalled, never topped
        ("2021:5 2022:7 2023:6 2026:8", "missed", "peak"),
        ("2026:8 2028:5", "missed", "peak"),
    ],
)
def test_peak(dataset, actuals, verdict, reason, others) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,aggregate
            x,2025,<=,,peak
            """,
            facts(actuals, others),
        )
    )
    assert words(table) == [(verdict, reason)]


@with_and_without_others
@pytest.mark.parametrize(
    ("actuals", "verdict", "reason"),
    [
        ("2020:100 2023:100", "off-track", "ratio"),  # stands still: R = 0
        ("2020:100 2023:161", "achieved", "met"),
        ("2020:100 2025:161", "achieved", "deadline"),
        ("2020:100 2025:160", "missed", "deadline"),  # > is strict
        ("2020:100 2025:161 2026:9", "achieved", "deadline"),
        ("2020:100 2024:161 2026:161", "no-data", "year-not-published"),
    ],
)
def test_the_deadline_alone(dataset, actuals, verdict, reason, others) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,base_year
            x,2025,>,160,2020
            """,
            facts(actuals, others),
        )
    )
    assert words(table) == [(verdict, reason)]


@pytest.mark.parametrize("aggregate", ["every", "mean", "sum"])
@pytest.mark.parametrize("comparator", ["up", "down"])
def test_a_direction_has_no_meaning_for_each_year_or_their_total(
    dataset, comparator, aggregate
) -> None:
    table = assess(
        dataset(
            f"""
            indicator,year,comparator,value,aggregate,base_year
            x,2023,{comparator},,{aggregate},2020
            """,
            facts("2020:4 2021:5 2022:6"),
        )
    )
    assert words(table) == [("no-data", "measure-aggregate")]
