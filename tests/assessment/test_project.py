"""The levels that goals require in the years ahead, leg by leg, and where growth leads."""

import math
from pathlib import Path

import pytest
from expected import near, numbers
from hypothesis import given
from hypothesis import strategies as st

from targettrack.assessment.project import project
from targettrack.dataset.folder import read
from targettrack.vocabulary.errors import UsageError
from targettrack.vocabulary.field import columns
from targettrack.vocabulary.results import PROJECTION

DATA = Path(__file__).parents[2] / "data"


# The example: 7,565 and 58,524 firms in 2023; 10,000 and 67,000 by 2025, 12,700 and 86,000 by 2027


def test_the_legs_of_the_example() -> None:
    for year, target_year, legs, growth in [
        (2024, 2025, (7565, 10000, 58524, 67000), (0.1497, 0.0700)),
        (2025, 2025, (7565, 10000, 58524, 67000), (0.1497, 0.0700)),
        (2026, 2027, (10000, 12700, 67000, 86000), (0.1269, 0.1330)),
        (2027, 2027, (10000, 12700, 67000, 86000), (0.1269, 0.1330)),
    ]:
        table = project(read(DATA), year)
        assert table["indicator"].tolist() == ["high-tech-firms", "sci-tech-firms"]
        assert table["target_year"].tolist() == [target_year] * 2
        assert table["target"].tolist() == [legs[1], legs[3]]
        exact = [(legs[1] / legs[0]) ** (1 / 2) - 1, (legs[3] / legs[2]) ** (1 / 2) - 1]
        assert table["required_growth"].tolist() == near(exact)
        assert exact == pytest.approx(growth, abs=5e-5)
        assert set(table["unit"]) == {"家"}


def test_a_year_between_milestones() -> None:
    table = project(read(DATA), 2026)
    assert table["required"].tolist() == near([10000 * 1.27**0.5, math.sqrt(67000 * 86000)])
    assert table["required"][0] == pytest.approx(11269.4, abs=0.05)


def test_growth_carried_on_and_the_margin_it_leaves() -> None:
    table = project(read(DATA), 2025)
    carried = [7565 * 1.192**2, 58524 * 1.361**2]  # 10,748.9 and 108,403.8
    assert table["actual_year"].tolist() == [2023, 2023]
    assert table["actual"].tolist() == [7565, 58524]
    assert table["required"].tolist() == [10000, 67000]
    assert table["carried_on"].tolist() == near(carried)
    assert table["margin"].tolist() == near((table["projected"] - [10000, 67000]).tolist())
    assert table["what_if"].isna().all()


def test_every_year_of_the_path() -> None:
    table = project(read(DATA), 2027, path=True)
    assert table["indicator"].tolist() == ["high-tech-firms"] * 4 + ["sci-tech-firms"] * 4
    assert table["year"].tolist() == [2024, 2025, 2026, 2027] * 2
    required = [7565 * math.sqrt(10000 / 7565), 10000, 11269.4276695846, 12700]
    assert table["required"][:4].tolist() == near(required)
    assert table["target_year"].tolist() == [2025, 2025, 2027, 2027] * 2
    for _, row in table.iterrows():
        alone = project(read(DATA), row["year"]).set_index("indicator").loc[row["indicator"]]
        for name in ("required", "required_growth", "carried_on", "margin", "target"):
            assert row[name] == near(alone[name])


def test_what_if() -> None:
    table = project(read(DATA), 2027, growth=0.12)
    assert table["what_if"].tolist() == near([7565 * 1.12**4, 58524 * 1.12**4])
    table = project(read(DATA), 2025, growth=-0.05)
    assert table["what_if"].tolist() == near([7565 * 0.95**2, 58524 * 0.95**2])


def test_years_after_the_last_goal_require_nothing() -> None:
    table = project(read(DATA), 2028)
    for name in ("target_year", "target", "required", "required_growth", "margin"):
        assert table[name].isna().all(), name
    assert table["carried_on"].tolist() == near([7565 * 1.192**5, 58524 * 1.361**5])


@pytest.mark.parametrize("year", [2023, 2022, 1990])
def test_years_not_after_the_actual_lie_on_no_path(year) -> None:
    table = project(read(DATA), year, growth=0.1)
    assert table["actual"].tolist() == [7565, 58524]
    empty = ["target_year", "target", "required", "required_growth", "carried_on", "what_if"]
    for name in [*empty, "margin"]:
        assert table[name].isna().all(), name
    assert project(read(DATA), year, path=True, growth=0.1).equals(table)


@pytest.mark.parametrize("year", [999, 3000, -1, 20255])
def test_a_year_that_is_none(year) -> None:
    with pytest.raises(UsageError, match=str(year)):
        project(read(DATA), year)


@pytest.mark.parametrize("year", [1000, 2999])
def test_the_first_year_and_the_last(year) -> None:
    assert project(read(DATA), year)["year"].tolist() == [year] * 2


# Kinds of series

SHARE = """
    indicator,year,comparator,value,base_year,limit
    x,2026,>=,70,2020,{limit}
    x,2028,>=,72,2020,{limit}
    """
SHARE_ACTUALS = """
    indicator,year,value
    x,2020,60
    x,2024,64
    """


def test_shares_move_on_straight_lines(dataset) -> None:
    """60 to 64 in four years: a point a year. 70 by 2026 and 72 by 2028: three, then one."""
    made = dataset(SHARE.format(limit=100), SHARE_ACTUALS, "indicator,kind\nx,share")
    table = project(made, 2028, path=True, growth=0.02)
    assert table["required"].tolist() == near([67, 70, 71, 72])
    assert table["required_growth"].tolist() == near([3, 3, 1, 1])
    assert table["carried_on"].tolist() == near([65, 66, 67, 68])
    assert table["what_if"].tolist() == near([66, 68, 70, 72])  # 2 % of the limit, two points
    assert table["margin"].tolist() == near((table["projected"] - table["required"]).tolist())


def test_a_share_carried_on_stays_within_its_limit(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,limit
        rising,2040,>=,99,100
        falling,2040,<=,1,100
        part,2040,>=,0.99,1
        """,
        """
        indicator,year,value
        rising,2023,80
        rising,2024,85
        falling,2023,20
        falling,2024,15
        part,2023,0.80
        part,2024,0.85
        """,
        """
        indicator,kind
        rising,share
        falling,share
        part,share
        """,
    )
    assert project(made, 2027)["carried_on"].tolist() == near([100, 0, 1])
    assert project(made, 2026)["carried_on"].tolist() == near([95, 5, 0.95])
    what_if = project(made, 2026, growth=0.01)["what_if"]
    assert what_if.tolist() == near([87, 17, 0.87])  # a point is a hundredth of the limit


def test_the_limit_may_stand_with_the_indicator(dataset) -> None:
    made = dataset(SHARE.format(limit=""), SHARE_ACTUALS, "indicator,kind,limit\nx,share,65.5")
    assert project(made, 2026)["carried_on"].tolist() == [65.5]


def test_rates_may_fall_below_zero_and_ranks_move_in_places(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value
        cut,2026,<=,-3
        place,2026,<=,10
        """,
        """
        indicator,year,value
        cut,2023,1
        cut,2024,-1
        place,2023,16
        place,2024,14
        """,
        """
        indicator,kind
        cut,rate
        place,rank
        """,
    )
    table = project(made, 2026, growth=0.01)
    assert table["carried_on"].tolist() == [-5, 10]
    assert table["what_if"].tolist() == [1, 16]  # without a limit a point is a hundredth of 100
    assert table["required_growth"].tolist() == [-1, -2]
    assert table["margin"].tolist() == near(([-3, 10] - table["projected"]).tolist())


def test_the_path_through_zero_is_straight(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value
        x,2028,>=,4
        """,
        """
        indicator,year,value
        x,2023,-6
        x,2024,-4
        """,
    )
    table = project(made, 2028, path=True)
    assert numbers(table, "required") == near([-2, 0, 2, 4])  # from -4, two a year
    assert table["required_growth"].isna().all()
    assert table["carried_on"].isna().all()


# Several series


def test_a_row_a_series_in_the_order_of_the_files(dataset) -> None:
    made = dataset(
        """
        indicator,area,year,comparator,value
        x,south,2026,>=,144
        x,west,2026,>=,9
        x,,2026,>=,400
        """,
        """
        indicator,area,year,value
        y,north,2020,5
        x,south,2024,100
        x,,2024,100
        x,south,2023,80
        """,
    )
    table = project(made, 2025)
    assert list(table.columns) == columns(PROJECTION, ["area"])
    names = table[["indicator", "area"]].astype(object).fillna("").to_numpy().tolist()
    assert names == [["x", "south"], ["x", "west"], ["x", ""], ["y", "north"]]
    assert numbers(table, "required") == near([120, math.nan, 200, math.nan])
    assert numbers(table, "carried_on") == near([125, math.nan, math.nan, math.nan])
    assert numbers(table, "actual_year") == near([2024, math.nan, 2024, 2020])
    assert numbers(table, "target") == near([144, math.nan, 400, math.nan])

    path = project(made, 2025, path=True)
    assert path["year"].tolist() == [2025, 2025, 2025, 2021, 2022, 2023, 2024, 2025]
    assert path["indicator"].tolist() == ["x"] * 3 + ["y"] * 5


@pytest.mark.parametrize("path", [False, True])
def test_columns_are_the_contract(path) -> None:
    table = project(read(DATA), 2027, path=path)
    assert list(table.columns) == columns(PROJECTION)
    assert ",".join(table.columns) == (
        "indicator,year,actual_year,actual,target_year,target,unit,required,required_growth,"
        "carried_on,what_if,projected,low,high,margin"
    )
    assert list(table.index) == list(range(len(table)))


@pytest.mark.parametrize("path", [False, True])
@pytest.mark.parametrize(
    ("targets", "actuals", "rows"), [("", "", 0), ("x,2026,>=,5", "", 1), ("", "x,2024,5", 1)]
)
def test_empty_tables(dataset, targets, actuals, rows, path) -> None:
    made = dataset(
        f"indicator,year,comparator,value\n{targets}", f"indicator,year,value\n{actuals}"
    )
    table = project(made, 2025, path=path)
    assert list(table.columns) == columns(PROJECTION)
    assert len(table) == rows
    assert table["required"].isna().all()


def test_as_of_and_known_on(dataset) -> None:
    """The goal of 2026 was raised from 150 to 200 in 2024."""
    made = dataset(
        """
        indicator,year,comparator,value,announced,withdrawn
        x,2026,>=,150,2021-03-01,2024-03-01
        x,2026,>=,200,2024-03-01,
        """,
        """
        indicator,year,value,published
        x,2021,80,2022-02-01
        x,2022,100,2023-02-01
        x,2023,110,2024-02-01
        """,
    )
    assert project(made, 2026)["target"].tolist() == [200]
    assert project(made, 2026, as_of=2022)["actual"].tolist() == [100]
    table = project(made, 2026, known_on="2023-12-31")
    assert table[["target", "actual_year", "actual"]].to_numpy().tolist() == [[150, 2022, 100]]
    assert table["carried_on"].tolist() == near([100 * 1.25**4])


@given(
    actual=st.integers(1, 1000),
    goals=st.dictionaries(st.integers(2021, 2030), st.integers(1, 2000), min_size=1, max_size=4),
    kind=st.sampled_from(["amount", "share"]),
)
def test_following_each_leg_passes_every_milestone_still_open(dataset, actual, goals, kind) -> None:
    rows = [f"x,{year},>,{value}" for year, value in goals.items()]
    made = dataset(
        "\n".join(["indicator,year,comparator,value", *rows]),
        f"indicator,year,value\nx,2020,{actual}",
        f"indicator,kind,limit\nx,{kind},",
    )
    open_goals = {year: value for year, value in goals.items() if value >= actual}
    table = project(made, 2030, path=True)
    assert table["year"].tolist() == list(range(2021, 2031))
    level = float(actual)
    for _, row in table.iterrows():
        if row["year"] > max(open_goals, default=0):
            break
        level += row["required_growth"] * (level if kind == "amount" else 1)
        assert row["required"] == pytest.approx(level)
        assert row["target"] == open_goals[row["target_year"]]
        if row["year"] in open_goals:
            assert row["required"] == open_goals[row["year"]]
