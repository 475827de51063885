"""A base that the tool chooses itself never lies before a flagged break."""

import math

import pytest
from expected import near, numbers

from targettrack.assessment.assess import assess, assessment
from targettrack.goals.panel import panel

GOAL = """
    indicator,year,comparator,value
    index,2027,>=,120
    """
REBASED = """
    indicator,year,value,status
    index,2015,140,
    index,2019,148,
    index,2020,152,
    index,2021,100,b
    index,2022,104,
    index,2023,108,
    """


def test_growth_is_observed_since_the_break(dataset) -> None:
    """(108 / 100)^(1/2) − 1 = 3.92 %, not 148 to 108."""
    table = assess(dataset(GOAL, REBASED))
    assert numbers(table, "base_year") == [2021]
    assert numbers(table, "observed_growth") == near([1.08**0.5 - 1])


@pytest.mark.parametrize("method", ["un", "eurostat", "wri", "sdsn"])
def test_no_yardstick_looks_back_across_the_break(dataset, method) -> None:
    terms = assessment(dataset(GOAL, REBASED), [method]).judgements[0].terms
    starts = {term.symbol: float(term.values[0]) for term in terms if term.symbol in ("v0", "vs")}
    assert set(starts.values()) == {100}


def test_observations_before_the_break_are_too_few_for_a_trend(dataset) -> None:
    """Destatis asks for four; there are three since the break."""
    assert assess(dataset(GOAL, REBASED), "destatis")["reason"].tolist() == ["few-actuals"]


def test_a_stated_base_stays_where_it_is_stated(dataset) -> None:
    goal = """
        indicator,year,comparator,value,base_year
        index,2027,>=,120,2019
        """
    assert numbers(assess(dataset(goal, REBASED)), "base") == [148]


def test_a_break_after_the_deadline_leaves_its_base_alone(dataset) -> None:
    goal = """
        indicator,year,comparator,value
        index,2020,>=,150
        """
    assert numbers(assess(dataset(goal, REBASED)), "base_year") == [2015]


@pytest.mark.parametrize(
    ("later", "base_year"),
    [
        ("index,2021,151,,2023-02", 2019),  # replaced by a row without the flag
        ("index,2021,101,b,2023-02", 2021),
        ("index,2021,151,,2021-02", 2021),  # the flagged row is the later one
    ],
)
def test_a_flag_on_a_replaced_row_does_not_count(dataset, later, base_year) -> None:
    made = dataset(
        GOAL,
        f"""
        indicator,year,value,status,published
        index,2019,148,,2020-02
        index,2021,100,b,2022-02
        {later}
        index,2023,108,,2024-02
        """,
    )
    assert numbers(assess(made), "base_year") == [base_year]


def test_a_flag_without_a_value_counts(dataset) -> None:
    made = dataset(
        GOAL,
        """
        indicator,year,value,status
        index,2019,148,
        index,2021,,b m
        index,2022,104,
        index,2023,108,
        """,
    )
    assert numbers(assess(made), "base_year") == [2022]
    assert panel(made).last_break(made.keys[0]).tolist() == [2021]
    assert panel(made).last_break(made.keys[0], 2020).tolist() == [-math.inf]
