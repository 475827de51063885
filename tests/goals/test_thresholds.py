"""From goal to threshold: comparators, measures, aggregates, and why a goal has no threshold."""

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack.assessment import assess as assessment
from targettrack.goals.panel import panel
from targettrack.goals.thresholds import Thresholds, thresholds
from targettrack.vocabulary.reasons import REASONS

assess = partial(assessment.assess, methods=["opensdg"])


def goals_of(dataset) -> Thresholds:
    return thresholds(dataset, panel(dataset))


def words(frame) -> list[tuple[str, str]]:
    """Verdict and reason of every row."""
    return list(zip(frame["verdict"], frame["reason"], strict=True))


# Comparators


@pytest.mark.parametrize(
    ("comparator", "met"),
    [
        # the actual of the deadline is      9      10     11
        (">", [False, False, True]),
        (">=", [False, True, True]),
        ("<", [True, False, False]),
        ("<=", [True, True, False]),
        ("=", [False, True, False]),
        ("超过", [False, False, True]),
        ("达到", [False, True, True]),
        ("低于", [True, False, False]),
        ("不超过", [True, True, False]),
    ],
)
def test_a_comparator_is_strict_or_not_exactly_at_the_level(dataset, comparator, met) -> None:
    table = assess(
        dataset(
            f"""
            indicator,year,comparator,value
            below,2025,{comparator},10
            at,2025,{comparator},10
            above,2025,{comparator},10
            """,
            """
            indicator,year,value
            below,2025,9
            at,2025,10
            above,2025,11
            """,
        )
    )
    assert list(table["verdict"]) == ["achieved" if each else "missed" for each in met]
    assert set(table["reason"]) == {"deadline"}


def test_a_range_and_a_tolerance_include_both_ends(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,upper,tolerance
        x,2025,between,10,20,
        x,2025,about,10,,2.5
        x,2025,between,-5,0,
        x,2025,about,0,,0
        """,
        """
        indicator,year,value
        x,2024,15
        """,
    )
    goals = goals_of(made)
    assert goals.target.tolist() == [10, 7.5, -5, 0]
    assert goals.target_upper.tolist() == [20, 12.5, 0, 0]
    for value, in_range, about in [
        (7.4, False, False),
        (7.5, False, True),
        (9.9, False, True),
        (10, True, True),
        (12.5, True, True),
        (12.6, True, False),
        (20, True, False),
        (20.1, False, False),
    ]:
        assert goals.met_by(np.full(4, value)).tolist()[:2] == [in_range, about], value
    assert goals.met_by(np.zeros(4)).tolist() == [False, False, True, True]
    assert goals.met_by(np.full(4, 1e-9)).tolist() == [False] * 4


def test_about_without_a_tolerance_is_not_assessable(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,tolerance
            x,2025,about,10,
            y,2025,about,10,0
            """,
            """
            indicator,year,value
            x,2025,10
            y,2025,10
            """,
        )
    )
    assert words(table) == [("no-data", "no-tolerance"), ("achieved", "deadline")]


def test_a_level_computed_from_a_base_is_met_by_the_same_number_written_out(dataset) -> None:
    """In floats 3 × 0.1 is 0.30000000000000004, above the 0.3 that a source prints."""
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,measure,base_year
            x,2025,>=,3,multiple,2020
            x,2025,>,3,multiple,2020
            x,2025,<=,3,multiple,2020
            x,2025,<,3,multiple,2020
            x,2025,=,3,multiple,2020
            """,
            """
            indicator,year,value
            x,2020,0.1
            x,2025,0.3
            """,
        )
    )
    assert list(table["verdict"]) == ["achieved", "missed", "achieved", "missed", "achieved"]


def test_a_direction_is_judged_against_the_base(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,base_year
            x,2025,up,,2020
            x,2025,down,,2020
            flat,2025,up,,2020
            flat,2025,down,,2020
            """,
            """
            indicator,year,value
            x,2020,10
            x,2025,10.5
            flat,2020,10
            flat,2025,10
            """,
        )
    )
    assert list(table["verdict"]) == ["achieved", "missed", "missed", "missed"]
    assert table["target"].isna().all()


levels = st.integers(-50, 50)


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from([">", ">=", "<", "<=", "=", "between", "about", "up", "down"]),
            levels,
            st.integers(1, 30),
            levels | st.just(math.nan),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_met_by_is_the_obvious_comparison(dataset, rows) -> None:
    lines = ["indicator,year,comparator,value,upper,tolerance"]
    for comparator, level, width, _ in rows:
        upper = level + width if comparator == "between" else ""
        tolerance = width if comparator == "about" else ""
        stated = "" if comparator in ("up", "down") else level
        lines.append(f"x,2025,{comparator},{stated},{upper},{tolerance}")
    goals = goals_of(dataset("\n".join(lines), "indicator,year,value\nx,2024,1"))

    def met(comparator: str, level: int, width: int, value: float) -> bool:
        return {
            ">": value > level,
            ">=": value >= level,
            "<": value < level,
            "<=": value <= level,
            "=": value == level,
            "between": level <= value <= level + width,
            "about": abs(value - level) <= width,
            "up": False,
            "down": False,
        }[comparator]

    values = np.array([value for *_, value in rows], float)
    assert goals.met_by(values).tolist() == [met(*row) for row in rows]


# Measures


def test_each_measure_becomes_a_level(dataset) -> None:
    goals = goals_of(
        dataset(
            """
            indicator,year,comparator,value,upper,measure,base_year,base_value
            x,2025,>=,40,,level,2020,
            x,2025,>=,40,,,2020,
            x,2025,>=,2,,multiple,2020,
            x,2025,>=,1,,change,2020,
            x,2025,<=,-18,,percent_change,2020,
            x,2025,>=,7,,growth,2020,
            x,2025,>=,1,,change,2020,77.9
            x,2025,between,-10,10,percent_change,2020,
            """,
            """
            indicator,year,value
            x,2020,50
            """,
        )
    )
    expected = [
        40,
        40,  # blank is a level
        100,  # 2 × 50
        51,  # 50 + 1
        41,  # 50 × (1 − 0.18)
        70.127586,  # 50 × 1.07^5 = 50 × 1.40255173
        78.9,  # 77.9 + 1: the stated base, not the actual of its year
        45,  # 50 × 0.9 …
    ]
    assert goals.target.tolist() == pytest.approx(expected, rel=1e-8)
    assert np.isnan(goals.target_upper[:-1]).all()
    assert goals.target_upper[-1] == pytest.approx(55)  # … to 50 × 1.1
    assert not goals.reason.any()


def test_a_range_below_zero_keeps_its_lower_end_below(dataset) -> None:
    """Twice to three times −10 is −30 to −20."""
    goals = goals_of(
        dataset(
            """
            indicator,year,comparator,value,upper,measure,base_year
            x,2025,between,2,3,multiple,2020
            """,
            """
            indicator,year,value
            x,2020,-10
            """,
        )
    )
    assert (goals.target[0], goals.target_upper[0]) == (-30, -20)


AMOUNTS = st.decimals(-1000, 1000, places=2)


@given(base=AMOUNTS, stated=AMOUNTS, years=st.integers(1, 20))
def test_levels_are_the_obvious_arithmetic(dataset, base, stated, years) -> None:
    goals = goals_of(
        dataset(
            f"""
            indicator,year,comparator,value,measure,base_year
            x,{2010 + years},>=,{stated},multiple,2010
            x,{2010 + years},>=,{stated},change,2010
            x,{2010 + years},>=,{stated},percent_change,2010
            """,
            f"""
            indicator,year,value
            x,2010,{base}
            """,
        )
    )
    expected = [base * stated, base + stated, base * (100 + stated) / 100]
    assert goals.target.tolist() == pytest.approx([float(each) for each in expected], abs=1e-9)


@given(
    base=st.decimals("0.01", 1000, places=2),
    stated=st.decimals(-50, 50, places=1),
    years=st.integers(1, 20),
)
def test_growth_is_compounded_year_by_year(dataset, base, stated, years) -> None:
    goals = goals_of(
        dataset(
            f"""
            indicator,year,comparator,value,measure,base_year
            x,{2010 + years},>=,{stated},growth,2010
            """,
            f"""
            indicator,year,value
            x,2010,{base}
            """,
        )
    )
    level = float(base)
    for _ in range(years):
        level *= 1 + float(stated) / 100
    assert goals.target[0] == pytest.approx(level, rel=1e-9)


@pytest.mark.parametrize(
    ("own", "reference", "kinds"),
    [
        # 100 → 121 in two years is 10 % a year, 200 → 220.5 is 5 %
        ("x,2020,100 x,2022,121", "y,2020,200 y,2022,220.5", ""),
        # the same as yearly rates, which chain: 1.21 and 1.1025
        ("x,2021,21 x,2022,0", "y,2020,200 y,2022,220.5", "x,rate"),
        ("x,2020,100 x,2022,121", "y,2021,5 y,2022,5", "y,rate"),
        ("x,2021,10 x,2022,10", "y,2021,0 y,2022,10.25", "x,rate y,rate"),
        # falling: 1 → 0.81 is −10 % a year, 1 → 0.7225 is −15 %
        ("x,2020,1 x,2022,0.81", "y,2020,1 y,2022,0.7225", ""),
    ],
)
def test_relative_growth_in_points(dataset, own, reference, kinds) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,tolerance,measure,base_year,reference
            x,2022,>,5,,relative_growth,2020,y
            x,2022,>=,5,,relative_growth,2020,y
            x,2022,about,4,1,relative_growth,2020,y
            x,2022,about,3.9,1,relative_growth,2020,y
            x,2025,>=,4,,relative_growth,2020,y
            x,2025,>=,6,,relative_growth,2020,y
            """,
            "\n".join(["indicator,year,value", *own.split(), *reference.split()]),
            "\n".join(["indicator,kind", *kinds.split()]) if kinds else "",
        )
    )
    assert table["actual"].tolist() == pytest.approx([5] * 6)
    assert set(table["unit"]) == {"pp"}
    assert words(table) == [
        ("missed", "deadline"),
        ("achieved", "deadline"),
        ("achieved", "deadline"),
        ("missed", "deadline"),
        ("on-track", "to-date"),
        ("off-track", "to-date"),
    ]


def test_relative_growth_needs_its_own_base_too(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,year,comparator,value,measure,base_year,base_value,reference
            x,2022,>=,5,relative_growth,2020,,y
            x,2022,>=,5,relative_growth,2020,100,y
            """,
            """
            indicator,year,value
            x,2022,121
            y,2020,200
            y,2022,220.5
            """,
        )
    )
    assert words(table) == [("no-data", "no-base"), ("achieved", "deadline")]
    assert table["base"].isna().all()  # 100 is a level, the figures of this row are in points


def test_growth_of_rates_is_chained_or_averaged_as_the_goal_says(dataset) -> None:
    """30 % and −10 %: 1.3 × 0.9 = 1.17, 8.17 % a year compounded, 10 % on average."""
    made = dataset(
        """
        indicator,year,comparator,value,measure,aggregate,base_year
        x,2022,>=,8.16,growth,compound,2020
        x,2022,>=,8.17,growth,compound,2020
        x,2022,>=,10,growth,mean,2020
        x,2022,>=,17,level,compound,2020
        x,2022,>=,17,percent_change,compound,2020
        x,2022,>=,1.17,multiple,compound,2020
        """,
        """
        indicator,year,value
        x,2021,30
        x,2022,-10
        """,
        """
        indicator,kind
        x,rate
        """,
    )
    table = assess(made)
    assert list(table["verdict"]) == [
        "achieved",
        "missed",  # 1.0817^2 = 1.17007
        "achieved",
        "achieved",
        "achieved",
        "achieved",
    ]
    assert table["actual"].tolist() == pytest.approx([117, 117, 10, 117, 117, 117])
    assert table["target"].tolist() == pytest.approx(
        [100 * 1.0816**2, 100 * 1.0817**2, 10, 117, 117, 117]
    )
    index = "2020=100"
    assert table["unit"].astype(object).fillna("").tolist() == [index] * 2 + [""] + [index] * 3


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


# Reasons

HEADERS = (
    "indicator,year,comparator,value,measure,aggregate,base_year,reference",
    "indicator,year,value",
    "indicator,kind",
)
# fmt: off
REASON_CASES = [
    # (reason, method, goal, actuals, indicators)
    ("no-tolerance", "opensdg", "x,2025,about,10,,,,", "x,2024,9", ""),
    ("no-base-year", "opensdg", "x,2025,>=,10,,sum,,", "x,2024,9", ""),
    ("no-base-year", "opensdg", "x,2025,>=,10,growth,,,", "x,2024,9", ""),
    ("no-base-year", "opensdg", "x,2025,>=,0,relative_growth,,,y", "x,2024,9 y,2024,9", ""),
    ("no-base", "opensdg", "x,2025,>=,2,multiple,,2020,", "x,2024,9", ""),
    ("no-base", "opensdg", "x,2025,>=,2,multiple,,,", "x,2020,8 x,2024,9", ""),
    ("no-base", "opensdg", "x,2025,>=,7,growth,,2020,", "x,2024,9", ""),
    ("no-rate", "opensdg", "x,2025,>=,7,growth,,2020,", "x,2020,-5 x,2024,9", ""),
    ("no-rate", "opensdg", "x,2025,>=,7,growth,,2020,", "x,2020,0 x,2024,9", ""),
    ("no-rate", "opensdg", "x,2025,>=,0,relative_growth,,2020,y",
     "x,2020,-5 x,2024,9 y,2020,1 y,2024,2", ""),
    ("no-rate", "opensdg", "x,2025,>=,0,relative_growth,,2020,y",
     "x,2020,0 x,2024,9 y,2020,1 y,2024,2", ""),
    ("no-reference", "opensdg", "x,2025,>=,0,relative_growth,,2020,", "x,2020,5 x,2024,9", ""),
    ("no-reference", "opensdg", "x,2025,>=,0,relative_growth,,2020,y",
     "x,2020,5 x,2024,9 y,2024,2", ""),
    ("rate-needs-aggregate", "opensdg", "x,2025,>=,7,growth,,2020,", "x,2024,9", "x,rate"),
    ("measure-aggregate", "opensdg", "x,2025,>=,7,growth,sum,2020,", "x,2020,5 x,2021,9", ""),
    ("measure-aggregate", "opensdg", "x,2025,>=,7,change,compound,2020,", "x,2021,9", "x,rate"),
    ("measure-aggregate", "opensdg", "x,2025,>=,7,relative_growth,sum,2020,y",
     "x,2021,9 y,2021,9", "x,rate y,rate"),
    ("no-actual", "opensdg", "x,2025,>=,7,,,,", "y,2021,9", ""),
    ("year-not-published", "opensdg", "x,2023,>=,7,,,,", "x,2022,9 x,2024,9", ""),
    ("years-missing", "opensdg", "x,2025,>=,7,,sum,2020,", "x,2021,1 x,2023,1", ""),
    ("peak-open", "opensdg", "x,2025,<=,,,peak,,", "x,2021,1 x,2023,1", ""),
    ("one-actual", "opensdg", "x,2025,>=,7,,,,", "x,2023,1", ""),
    ("one-actual", "opensdg", "x,2025,up,,,,,", "x,2023,1", ""),
    ("one-actual", "opensdg", "x,2025,up,,,,,", "x,2025,1", ""),
    ("one-actual", "schedule", "x,2025,>=,7,,,,", "x,2023,1", ""),
    ("base-too-late", "opensdg", "x,2025,>=,7,,,2023,", "x,2022,1 x,2023,1", ""),
    ("base-too-late", "opensdg", "x,2025,>=,7,,,,", "x,2012,1 x,2013,1", ""),
    ("base-too-late", "schedule", "x,2025,>=,7,,,2023,", "x,2022,1 x,2023,1", ""),
    ("base-is-target", "opensdg", "x,2025,>=,7,,,2020,", "x,2020,7 x,2023,1", ""),
    ("base-is-target", "schedule", "x,2025,>=,7,,,2020,", "x,2020,7 x,2023,1", ""),
    ("sign-change", "opensdg", "x,2025,>=,7,,,2020,", "x,2020,-1 x,2023,1", ""),
    ("direction-only", "schedule", "x,2025,up,,,,2020,", "x,2020,1 x,2023,2", ""),
    ("met", "opensdg", "x,2025,>=,7,,,,", "x,2023,8", ""),
    ("deadline", "opensdg", "x,2023,>=,7,,,,", "x,2023,8", ""),
    ("broken", "opensdg", "x,2025,>=,7,,every,2020,", "x,2021,6", ""),
    ("to-date", "opensdg", "x,2025,>=,7,,every,2020,", "x,2021,7", ""),
    ("peak", "opensdg", "x,2022,<=,,,peak,,", "x,2021,2 x,2023,1", ""),
    ("ratio", "opensdg", "x,2025,>=,7,,,,", "x,2020,2 x,2023,4", ""),
    ("ratio-zero-replaced", "opensdg", "x,2025,<=,0,,,,", "x,2020,4 x,2023,2", ""),
    ("direction", "opensdg", "x,2025,up,,,,,", "x,2020,4 x,2023,2", ""),
    ("schedule", "schedule", "x,2025,>=,7,,,,", "x,2020,4 x,2023,5", ""),
    ("chance", "outlook", "x,2025,>=,7,,,,", "x,2019,2 x,2020,3 x,2021,3 x,2022,4 x,2023,5", ""),
    ("chance-thin", "outlook", "x,2025,>=,7,,,,", "x,2022,4 x,2023,5", ""),
    ("exact-level", "outlook", "x,2025,=,7,,,,", "x,2022,4 x,2023,5", ""),
    ("few-actuals", "destatis", "x,2025,>=,7,,,,", "x,2020,4 x,2023,5", ""),
    ("miss", "destatis", "x,2025,>=,7,,,,", "x,2020,4 x,2021,4 x,2022,4 x,2023,5", ""),
    ("share-of-way", "un", "x,2025,>=,7,,,,", "x,2020,4 x,2023,5", ""),
    ("change-ratio", "sdsn", "x,2025,>=,7,,,,", "x,2020,4 x,2023,5", ""),
    ("acceleration", "wri", "x,2025,>=,7,,,,", "x,2020,4 x,2023,5", ""),
    ("no-path", "trajectory", "x,2025,>=,7,,,,", "x,2020,4 x,2023,5", ""),
]
# fmt: on


@pytest.mark.parametrize(("reason", "method", "goal", "actuals", "indicators"), REASON_CASES)
def test_reason(dataset, reason, method, goal, actuals, indicators) -> None:
    texts = [
        "\n".join([header, *rows.split()]) if rows else ""
        for header, rows in zip(HEADERS, (goal, actuals, indicators), strict=True)
    ]
    row = assess(dataset(*texts), methods=[method]).iloc[0]
    assert row["reason"] == reason
    assert (row["verdict"] == "no-data") == bool(REASONS[reason].remedy)


def test_every_reason_is_provoked() -> None:
    """A reason that no case above can bring about is either dead or untested."""
    with_a_path = {"path"}  # needs variants: tests/test_yardsticks.py, test_trajectory
    assert {case[0] for case in REASON_CASES} == set(REASONS) - {""} - with_a_path


# Dimensions and references


def test_dimensions_tell_series_apart(dataset) -> None:
    table = assess(
        dataset(
            """
            indicator,area,year,comparator,value,measure,base_year
            x,north,2025,>=,2,multiple,2020
            x,south,2025,>=,2,multiple,2020
            x,,2025,>=,2,multiple,2020
            x,west,2025,>=,2,multiple,2020
            """,
            """
            indicator,area,year,value
            x,north,2020,10
            x,north,2025,20
            x,south,2020,30
            x,south,2025,59
            x,,2020,40
            x,,2025,79
            """,
        )
    )
    assert list(table.columns[:3]) == ["indicator", "area", "target_year"]
    assert table["area"].astype(object).fillna("").tolist() == ["north", "south", "", "west"]
    assert table["target"].tolist()[:3] == [20, 60, 80]
    assert words(table) == [
        ("achieved", "deadline"),
        ("missed", "deadline"),
        ("missed", "deadline"),
        ("no-data", "no-base"),
    ]


def test_a_reference_is_that_of_the_same_area(dataset) -> None:
    """The reference grows 5 % in the north, 15 % in the south, and is not known in the west."""
    table = assess(
        dataset(
            """
            indicator,area,year,comparator,value,measure,base_year,reference
            x,north,2021,>=,0,relative_growth,2020,y
            x,south,2021,>=,0,relative_growth,2020,y
            x,west,2021,>=,0,relative_growth,2020,y
            """,
            """
            indicator,area,year,value
            y,south,2020,100
            y,south,2021,115
            y,north,2020,100
            y,north,2021,105
            x,north,2020,10
            x,north,2021,11
            x,south,2020,20
            x,south,2021,22
            x,west,2020,20
            x,west,2021,22
            """,
        )
    )
    assert table["actual"].tolist() == pytest.approx([5, -5, math.nan], nan_ok=True)
    assert words(table) == [
        ("achieved", "deadline"),
        ("missed", "deadline"),
        ("no-data", "no-reference"),
    ]
