"""The outlook: a predictive distribution for any series, and the chance of a goal."""

import json
import math
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import targettrack as tt
from targettrack.assessment.assess import assess
from targettrack.outlook.distribution import (
    PARAMETERS,
    cdf,
    chance,
    outlook_of,
    quantile,
    reach_horizon,
)
from targettrack.outlook.features import NAMES
from targettrack.outlook.futures import DRAWS, futures

LEVELS = (0.005, 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975, 0.995)
MISSING = math.nan
GROWING = [100, 104, 109, 113, 119, 123, 130, 135]
positive = st.floats(0.01, 1e6)
any_level = st.one_of(
    st.sampled_from([0.0, -1.0, 5.0]), st.floats(-1e5, 1e5).map(lambda x: round(x, 3))
)
matrices = st.integers(2, 12).flatmap(
    lambda years: st.lists(
        st.lists(st.one_of(st.just(MISSING), any_level), min_size=years, max_size=years),
        min_size=1,
        max_size=4,
    )
)


def known(matrix) -> np.ndarray:
    return (~np.isnan(np.array(matrix, float))).sum(axis=1) >= 2


# The distribution


@given(matrices, st.integers(1, 30))
def test_quantiles_rise_and_chances_turn_them_round(matrix, ahead) -> None:
    outlook = outlook_of(matrix)
    levels = np.array([quantile(outlook, p, ahead) for p in LEVELS]).T
    for row, there in enumerate(known(matrix)):
        assert np.isnan(levels[row]).all() != there
        if there:
            assert (np.diff(levels[row]) >= 0).all()
            assert np.isfinite(levels[row]).all()
    for place, p in enumerate(LEVELS):
        inside = (levels[:, place] > outlook.lowest) & (levels[:, place] < outlook.highest)
        apart = inside & (levels[:, 0] < levels[:, -1])
        assert cdf(outlook, levels[:, place], ahead)[apart] == pytest.approx(p, abs=1e-3)


@given(st.lists(positive, min_size=2, max_size=20), st.sampled_from([1e-3, 7.0, 1e6]))
def test_another_unit_changes_nothing_but_the_unit(series, unit) -> None:
    plain, scaled = outlook_of([series]), outlook_of([[unit * value for value in series]])
    for p in (0.1, 0.5, 0.9):
        assert quantile(scaled, p, 4) == pytest.approx(unit * quantile(plain, p, 4), rel=1e-3)


@given(st.lists(st.lists(positive, min_size=6, max_size=6), min_size=2, max_size=6))
def test_a_series_alone_is_as_it_is_among_others(matrix) -> None:
    together = quantile(outlook_of(matrix), 0.9, 3)
    for row, series in enumerate(matrix):
        assert quantile(outlook_of([series]), 0.9, 3)[0] == pytest.approx(together[row], rel=1e-4)


def test_years_before_the_first_and_after_the_last_value_do_not_count() -> None:
    padded = [
        [MISSING, MISSING, *GROWING],
        [MISSING, *GROWING, MISSING],
        [*GROWING, MISSING, MISSING],
    ]
    alone = quantile(outlook_of([GROWING]), 0.9, 5)[0]
    assert quantile(outlook_of(padded), 0.9, 5) == pytest.approx([alone] * 3, rel=1e-5)


def test_a_gap_is_years_gone_by_and_columns_may_leave_years_out() -> None:
    gap = [100, MISSING, 110, MISSING, MISSING, 125]
    bridged = outlook_of([gap])
    assert bridged.points.tolist() == [3]
    by_year = outlook_of([[100, 110, 125]], years=np.array([2018, 2020, 2023]))
    assert quantile(by_year, 0.5, 4) == pytest.approx(quantile(bridged, 0.5, 4))
    assert quantile(by_year, 0.5, 4) < quantile(outlook_of([[100, 110, 125]]), 0.5, 4)


@pytest.mark.parametrize(
    "series",
    [
        [0, 0, 0, 0],
        [5, 5, 5, 5],
        [-3, -3, -3],
        [1e-9, 1e-9],
        [0, 1, 0, 1],
        [-5, 3, -2, 8],
        [1e12, 2e12],
    ],
)
def test_odd_series_have_an_outlook_too(series) -> None:
    outlook = outlook_of([series])
    low, middle, high = (quantile(outlook, p, 5)[0] for p in (0.1, 0.5, 0.9))
    assert low <= middle <= high
    if len(set(series)) == 1:
        assert middle == pytest.approx(series[0])


def test_one_point_or_none_has_no_outlook() -> None:
    outlook = outlook_of([[MISSING, 7.0], [MISSING, MISSING]])
    assert outlook.points.tolist() == [1, 0]
    assert np.isnan(quantile(outlook, 0.5, 1)).all()
    assert np.isnan(chance(outlook, np.array([5.0, 5.0]), 1)).all()


def test_a_share_keeps_within_its_limit() -> None:
    outlook = outlook_of([[90, 92, 95, 97, 98.5], [10, 6, 3, 2, 1]], limit=100)
    for p in (0.001, 0.5, 0.999):
        assert ((quantile(outlook, p, 20) >= 0) & (quantile(outlook, p, 20) <= 100)).all()
    assert chance(outlook, np.array([100.5, 0.0]), 5).tolist() == [0.0, 1.0]
    assert chance(outlook, np.array([100.0, 0.0]), 5, at_least=False).tolist()[0] == 1.0


def test_the_interval_widens_and_growth_fades() -> None:
    outlook = outlook_of([GROWING])
    width = [quantile(outlook, 0.9, h)[0] - quantile(outlook, 0.1, h)[0] for h in (1, 3, 10, 30)]
    assert width == sorted(width)
    level = [135.0, *(quantile(outlook, 0.5, h)[0] for h in range(1, 31))]
    rates = np.diff(np.log(level))
    assert (rates > 0).all()
    assert (np.diff(rates)[3:] < 0).all()
    assert rates[-1] < rates[0] / 1.5


def test_steady_growth_of_any_speed_goes_on_for_a_while() -> None:
    """Five years of 3, 10, 20 %: next year brings more than half of it again."""
    for rate in (0.03, 0.10, 0.20):
        series = 100 * (1 + rate) ** np.arange(8)
        again = quantile(outlook_of([series]), 0.5, 1)[0] / series[-1] - 1
        assert rate / 2 < again < 1.1 * rate


def test_the_first_year_the_median_meets_a_level() -> None:
    outlook = outlook_of([GROWING] * 3)
    goal = quantile(outlook, 0.5, 4)
    assert reach_horizon(outlook, goal * [0.999, 1.001, 100], 1).tolist() == [4, 5, 0]
    falling = outlook_of([GROWING[::-1]])
    below = quantile(falling, 0.5, 4) * 1.001
    assert reach_horizon(falling, below, -1).tolist() == [4]


def test_the_constants_say_where_they_come_from() -> None:
    text = files("targettrack.outlook").joinpath("constants.json").read_text(encoding="utf-8")
    constants = json.loads(text)
    provenance = constants["provenance"]
    assert provenance["series"] == 11500
    assert set(provenance["sha256"]) == {"history.csv.gz", "outcome.csv.gz"}
    assert provenance["features"] == list(NAMES)
    assert provenance["parameters"] == list(PARAMETERS)
    for kind in ("growth", "balance"):
        assert len(constants[kind]["center"]) == len(NAMES)
        assert len(constants[kind]["bias"]) == len(PARAMETERS)


# Futures


def test_each_year_of_the_futures_has_the_outlooks_distribution() -> None:
    outlook = outlook_of([GROWING, [5, -3, 4, -6, 2, -1, 0, 3]])
    drawn = futures(outlook, 6)
    assert drawn.shape == (2, DRAWS, 6)
    for ahead in (1, 6):
        for p in (0.1, 0.5, 0.9):
            below = (drawn[:, :, ahead - 1] <= quantile(outlook, p, ahead)[:, None]).mean(axis=1)
            assert below == pytest.approx(p, abs=0.04)
    assert (futures(outlook, 6) == drawn).all()  # the same ones every time


def test_years_near_each_other_go_together() -> None:
    drawn = futures(outlook_of([GROWING]), 10)[0]
    near, far = (np.corrcoef(drawn[:, 8], drawn[:, place])[0, 1] for place in (9, 0))
    assert near == pytest.approx(math.sqrt(9 / 10), abs=0.05)
    assert far == pytest.approx(math.sqrt(1 / 9), abs=0.12)


# Goals


def judged(dataset, goal: str, actuals: str = "", indicators: str = "", **asked):
    """The row of one goal on x; `goal` is year,comparator,value,upper,tolerance,aggregate,base."""
    facts = actuals or " ".join(f"{2016 + n}:{value}" for n, value in enumerate(GROWING))
    cells = (pair.replace(":", ",").split(",") for pair in facts.split())
    rows = [",".join(["x", *row, "", ""][:4]) for row in cells]
    made = dataset(
        f"indicator,year,comparator,value,upper,tolerance,aggregate,base_year\nx,{goal}",
        "\n".join(["indicator,year,value,status", *rows]),
        indicators,
    )
    return assess(made, ["outlook"], **asked).iloc[0]


def test_a_goal_has_level_interval_chance_and_year(dataset) -> None:
    row = judged(dataset, "2027,>=,150,,,,")
    outlook = outlook_of([GROWING])
    assert row["projected"] == pytest.approx(quantile(outlook, 0.5, 4)[0])
    assert row["low"] == pytest.approx(quantile(outlook, 0.1, 4)[0])
    assert row["high"] == pytest.approx(quantile(outlook, 0.9, 4)[0])
    assert row["chance"] == row["figure"] == pytest.approx(chance(outlook, np.array([150.0]), 4)[0])
    assert row["reach_year"] == 2023 + reach_horizon(outlook, np.array([150.0]), 1)[0]
    assert row["reason"] == "chance"


def test_the_comparators(dataset) -> None:
    at_least, at_most = (judged(dataset, f"2027,{sign},150,,,,")["chance"] for sign in (">=", "<="))
    assert at_least + at_most == pytest.approx(1)
    assert judged(dataset, "2027,>,150,,,,")["chance"] == at_least
    between = judged(dataset, "2027,between,145,155,,,")["chance"]
    about = judged(dataset, "2027,about,150,,5,,")["chance"]
    lower = judged(dataset, "2027,>=,145,,,,")["chance"]
    upper = judged(dataset, "2027,<=,155,,,,")["chance"]
    assert between == pytest.approx(lower + upper - 1)
    assert about == pytest.approx(between)
    up = judged(dataset, "2027,up,,,,,2018")["chance"]
    assert up == pytest.approx(chance(outlook_of([GROWING]), np.array([109.0]), 4)[0])
    exact = judged(dataset, "2027,=,150,,,,")
    assert (exact["verdict"], exact["reason"]) == ("no-data", "exact-level")


def test_at_a_limit_strictly_above_and_at_least_part_ways(dataset) -> None:
    shares = "2018:90 2019:93 2020:96 2021:98 2022:99 2023:99.5"
    limit = "indicator,kind,limit\nx,share,100"
    assert judged(dataset, "2027,>,100,,,,", shares, limit)["chance"] == 0
    assert judged(dataset, "2027,>=,100,,,,", shares, limit)["chance"] > 0


@pytest.mark.parametrize(
    ("share", "verdict", "label"),
    [
        (0.05, "off-track", "very unlikely"),
        (0.3, "off-track", "unlikely"),
        (0.34, "at-risk", "about as likely as not"),
        (0.65, "at-risk", "about as likely as not"),
        (0.67, "on-track", "likely"),
        (0.92, "on-track", "very likely"),
        (0.995, "on-track", "virtually certain"),
    ],
)
def test_the_words_of_chances(dataset, share, verdict, label) -> None:
    goal = float(quantile(outlook_of([GROWING]), 1 - share, 4)[0])
    actuals = " ".join(f"{2016 + n}:{value}" for n, value in enumerate(GROWING))
    row = judged(dataset, f"2027,>=,{goal!r},,,,", actuals)
    if goal <= GROWING[-1]:
        assert row["verdict"] == "achieved"
        assert row["chance"] == pytest.approx(share, abs=1e-6)
    else:
        assert (row["verdict"], row["label"]) == (verdict, label)


def test_unlikely_and_moving_away_is_reversing(dataset) -> None:
    falling = " ".join(f"{2016 + n}:{value}" for n, value in enumerate(GROWING[::-1]))
    row = judged(dataset, "2027,>=,140,,,,", falling)
    assert row["verdict"] == "reversing"
    assert row["projected"] < row["actual"]


def test_few_points_are_thin_evidence(dataset) -> None:
    assert judged(dataset, "2027,>=,150,,,,", "2022:130 2023:135")["reason"] == "chance-thin"
    assert judged(dataset, "2027,>=,150,,,,", "2023:135")["reason"] == "one-actual"


def test_after_a_break_the_points_since_count(dataset) -> None:
    broken = "2016:900 2017:950 2018:1000 2019:100:b 2020:104 2021:109 2022:113 2023:119"
    row = judged(dataset, "2027,>=,150,,,,", broken)
    alone = judged(dataset, "2027,>=,150,,,,", "2019:100 2020:104 2021:109 2022:113 2023:119")
    assert row["chance"] == pytest.approx(alone["chance"], rel=1e-4)
    assert row["projected"] == pytest.approx(alone["projected"], rel=1e-4)


def test_every_year_is_harder_than_the_last_alone(dataset) -> None:
    alone = judged(dataset, "2027,>=,130,,,,")["chance"]
    every = judged(dataset, "2027,>=,100,,,every,2020")
    assert every["chance"] <= judged(dataset, "2027,>=,100,,,,")["chance"] + 0.05
    hard = judged(dataset, "2027,>=,123,,,every,2022")["chance"]
    assert hard < alone + 0.15
    assert every["label"] in {"likely", "very likely", "virtually certain"}


def test_a_sum_counts_what_is_known_and_draws_the_rest(dataset) -> None:
    """130 and 135 are known of 2022 to 2025; the rest is two more years."""
    outlook = outlook_of([GROWING])
    expected = 265 + sum(float(quantile(outlook, 0.5, h)[0]) for h in (1, 2))
    row = judged(dataset, "2025,>=,500,,,sum,2021")
    assert row["projected"] == pytest.approx(expected, rel=0.01)
    assert row["chance"] > 0.9
    assert judged(dataset, f"2025,>=,{expected!r},,,sum,2021")["chance"] == pytest.approx(
        0.5, abs=0.1
    )
    mean = judged(dataset, f"2025,>=,{expected / 4!r},,,mean,2021")
    assert mean["projected"] == pytest.approx(expected / 4, rel=0.01)
    assert mean["chance"] == pytest.approx(0.5, abs=0.1)


def test_chained_changes_are_drawn_as_changes(dataset) -> None:
    rates = "2019:3 2020:2.5 2021:3.5 2022:3 2023:2.8"
    row = judged(dataset, "2025,>=,15,,,compound,2020", rates, "indicator,kind\nx,rate")
    known = 100 * 1.035 * 1.03 * 1.028
    assert row["actual"] == pytest.approx(known)
    assert known * 1.01**2 < row["projected"] < known * 1.05**2
    assert 0 < row["chance"] < 1


def test_goals_in_the_order_of_the_file_whatever_their_kind(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,aggregate,base_year
        x,2025,>=,150,,
        x,2025,>=,500,sum,2021
        x,2023,>=,130,,
        y,2025,>=,1,,
        x,2025,>=,120,every,2021
        """,
        "indicator,year,value\n" + "\n".join(f"x,{2016 + n},{v}" for n, v in enumerate(GROWING)),
    )
    table = assess(made, ["outlook"])
    assert table["chance"].notna().tolist() == [True, True, False, False, True]
    assert table["reason"].tolist() == ["chance", "chance", "deadline", "no-actual", "chance"]


def test_the_projection_has_it_for_every_year(dataset) -> None:
    made = dataset(
        "indicator,year,comparator,value\nx,2027,>=,150",
        "indicator,year,value\n" + "\n".join(f"x,{2016 + n},{v}" for n, v in enumerate(GROWING)),
    )
    table = tt.project(made, year=2027, path=True)
    outlook = outlook_of([GROWING])
    for place in range(4):
        assert table["projected"][place] == pytest.approx(quantile(outlook, 0.5, place + 1)[0])
        assert table["low"][place] == pytest.approx(quantile(outlook, 0.1, place + 1)[0])
    assert table["margin"][3] == pytest.approx(table["projected"][3] - 150)
