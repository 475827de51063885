"""Which goals make the required path, and which do not."""

from pathlib import Path

import pytest
from expected import near

from targettrack.assessment.project import project

DATA = Path(__file__).parents[2] / "data"


# Which goals make the path


def test_a_goal_met_already_stays_the_level_to_keep(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value
        x,2026,>=,100
        """,
        """
        indicator,year,value
        x,2023,121
        x,2024,110
        """,
    )
    table = project(made, 2026)
    assert table["target_year"].tolist() == [2026]
    assert table["required"].tolist() == table["target"].tolist() == [100]
    assert table["required_growth"].isna().all()
    assert table["carried_on"].tolist() == near([110 * (110 / 121) ** 2])  # 90.91, met no more
    assert table["margin"].tolist() == near((table["projected"] - 100).tolist())


def test_a_path_leads_past_a_milestone_that_is_met_to_the_next_that_is_not(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value
        x,2025,>=,100
        x,2026,>=,144
        """,
        """
        indicator,year,value
        x,2024,100
        """,
    )
    table = project(made, 2026, path=True)
    assert table["target_year"].tolist() == [2026, 2026]
    assert table["required"].tolist() == near([120, 144])
    assert table["required_growth"].tolist() == near([0.2, 0.2])


def test_the_goal_without_a_variant_wins_else_the_first(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,variant
        z,2026,>=,1,low
        x,2026,>=,300,high
        x,2026,>=,200,
        x,2026,>=,250,low
        y,2026,>=,300,high
        y,2026,>=,250,low
        """,
        """
        indicator,year,value
        x,2024,100
        y,2024,100
        z,2024,100
        """,
    )
    table = project(made, 2026).set_index("indicator")
    assert table["target"].to_dict() == {"z": 1, "x": 200, "y": 300}


def test_the_next_leg_starts_from_the_goal_without_a_variant(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,variant
        x,2025,>=,300,high
        x,2025,>=,200,
        x,2027,>=,800,
        """,
        """
        indicator,year,value
        x,2024,100
        """,
    )
    assert project(made, 2026)["required"].tolist() == near([400])  # 200, 400, 800


def test_goals_without_a_level_to_reach_are_no_milestones(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,aggregate,base_year
        x,2026,up,,,
        x,2026,<=,,peak,
        x,2026,>=,500,sum,2020
        x,2026,about,7,,
        x,2023,>=,90,,
        x,2028,>=,200,,
        """,
        """
        indicator,year,value
        x,2020,90
        x,2024,100
        """,
    )
    table = project(made, 2026)
    assert table["target_year"].tolist() == [2028]
    assert table["required"].tolist() == near([100 * 2**0.5])


def test_a_peak_is_no_level_to_keep(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,aggregate
        x,2026,<=,,peak
        """,
        """
        indicator,year,value
        x,2024,100
        """,
    )
    assert project(made, 2026)[["target", "required"]].isna().all(axis=None)


def test_observed_growth_counts_from_the_base_that_the_first_goal_on_a_level_states(
    dataset,
) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,aggregate,base_year
        x,2026,>=,900,sum,2023
        x,2028,>=,400,,2014
        x,2030,>=,500,,2023
        """,
        """
        indicator,year,value
        x,2014,100
        x,2023,150
        x,2024,200
        """,
    )
    assert project(made, 2034)["carried_on"].tolist() == near([400])  # doubled in ten years


def test_a_range_is_a_milestone_at_its_nearest_bound(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,upper
        x,2026,between,50,64
        """,
        """
        indicator,year,value
        x,2023,110
        x,2024,100
        """,
    )
    table = project(made, 2026)
    assert table["required"].tolist() == [64]
    assert table["required_growth"].tolist() == near([-0.2])
    assert table["margin"].tolist() == near((64 - table["projected"]).tolist())


@pytest.mark.parametrize(
    ("goal", "before", "latest", "margin"),
    [
        ("between,50,64", 82, 80, -12),  # to 76 by 2026, short of 64
        ("between,50,64", 84, 75, 7),  # to 57, in the middle
        ("between,50,64", 85, 75, 5),  # to 55
        ("between,50,64", 110, 80, -30),  # to 20, through the range and out below
        ("between,50,64", 70, 62, -4),  # in it, on the way out below
        ("between,50,64", 50, 62, -22),  # in it, on the way out above
        ("between,50,64", 57, 57, 7),  # at rest in the middle
        ("=,50,", 50, 50, 0),
        ("=,50,", 51, 50, -2),
    ],
)
def test_the_margin_of_a_range_counts_to_the_end_that_is_nearer_to_being_passed(
    dataset, goal, before, latest, margin
) -> None:
    """One actual has no outlook; from a base that is only stated, growth is carried on."""
    made = dataset(
        f"""
        indicator,year,comparator,value,upper,base_year,base_value
        x,2026,{goal},2023,{before}
        """,
        f"""
        indicator,year,value
        x,2024,{latest}
        """,
        "indicator,kind\nx,share",
    )
    table = project(made, 2026)
    assert table["projected"].isna().all()
    assert table["margin"].tolist() == [margin]
