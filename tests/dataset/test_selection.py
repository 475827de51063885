"""A selection holds what was asked for and nothing else, and says the same of it."""

import pandas as pd
import pytest

from targettrack.assessment.assess import assess
from targettrack.dataset.model import Dataset
from targettrack.dataset.selection import select_goals
from targettrack.goals.panel import panel
from targettrack.vocabulary.errors import UsageError


@pytest.fixture
def made(dataset) -> Dataset:
    """Five indicators in an order of their own; c is compared with a, e has no goal."""
    return dataset(
        """
        indicator,area,year,comparator,value,measure,base_year,reference
        d,west,2030,>=,40,level,,
        c,west,2030,>,1,relative_growth,2020,a
        b,west,2030,<=,9,level,,
        b,,2030,<=,8,level,,
        """,
        """
        indicator,area,year,value
        e,west,2022,1
        a,west,2020,100
        a,west,2023,130
        b,west,2022,12
        b,,2022,11
        b,west,2023,10
        c,west,2020,50
        c,west,2023,70
        d,west,2020,20
        d,west,2021,21
        d,west,2022,27
        d,west,2023,30
        """,
        """
        indicator,kind,limit
        d,share,100
        b,amount,
        e,share,50
        """,
    )


@pytest.mark.parametrize("indicator", ["b", "c", "d", "[bd]"])
def test_a_selection_is_assessed_as_the_whole_is(made: Dataset, indicator: str) -> None:
    whole = assess(made, ["all"])
    mine = whole["indicator"].astype(str).str.fullmatch(indicator)
    selected = assess(select_goals(made, indicator, ()), ["all"])
    pd.testing.assert_frame_equal(
        selected.astype({"indicator": str}),
        whole[mine].reset_index(drop=True).astype({"indicator": str}),
        check_categorical=False,
    )


def test_the_panel_has_no_row_for_what_is_not_selected(made: Dataset) -> None:
    selected = select_goals(made, "c", ())
    assert list(selected.targets["indicator"].cat.categories) == ["a", "c"]  # a: its reference
    assert selected.actuals["indicator"].tolist() == ["a", "a", "c", "c"]
    assert selected.indicators.empty
    assert panel(selected).values.shape[0] == 2


def test_without_dimensions_too(dataset) -> None:
    whole = dataset(
        "indicator,year,comparator,value\nc,2030,>,1\na,2030,>,1",
        "indicator,year,value\na,2022,1\nb,2022,2\nc,2022,3",
    )
    selected = select_goals(whole, "c", ())
    assert panel(selected).values.tolist() == [[3]]
    assert assess(selected)["actual"].tolist() == [3]


def test_where_keeps_the_other_series_of_an_indicator(made: Dataset) -> None:
    selected = select_goals(made, None, ["area="])
    assert selected.targets["value"].tolist() == [8]
    assert selected.actuals["value"].tolist() == [12, 11, 10]


def test_nothing_that_matches_is_said_to_be_none(made: Dataset) -> None:
    with pytest.raises(UsageError, match="no goal matches --indicator z"):
        select_goals(made, "z", ())


def test_no_goals_at_all_are_all_of_them(dataset) -> None:
    none = dataset("indicator,year,comparator,value", "indicator,year,value\na,2022,1")
    assert select_goals(none, "a", ()) is none
