"""Why a goal has no threshold, and series told apart by their dimensions."""

import math
from functools import partial

import pytest
from expected import words

from targettrack.assessment import assess as assessment
from targettrack.goals.panel import panel
from targettrack.goals.thresholds import Thresholds, thresholds
from targettrack.vocabulary.reasons import REASONS

assess = partial(assessment.assess, methods=["opensdg"])


def goals_of(dataset) -> Thresholds:
    return thresholds(dataset, panel(dataset))


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
    ("base-not-positive", "opensdg", "x,2025,>=,7,growth,,2020,", "x,2020,-5 x,2024,9", ""),
    ("base-not-positive", "opensdg", "x,2025,>=,7,growth,,2020,", "x,2020,0 x,2024,9", ""),
    ("base-not-positive", "opensdg", "x,2025,>=,0,relative_growth,,2020,y",
     "x,2020,-5 x,2024,9 y,2020,1 y,2024,2", ""),
    ("base-not-positive", "opensdg", "x,2025,>=,0,relative_growth,,2020,y",
     "x,2020,0 x,2024,9 y,2020,1 y,2024,2", ""),
    ("base-not-positive", "opensdg", "x,2025,>=,10,multiple,,2020,", "x,2020,0 x,2024,9", ""),
    ("base-not-positive", "opensdg", "x,2025,>=,300,percent_change,,2020,",
     "x,2020,-5 x,2024,9", ""),
    ("compound-needs-rate", "outlook", "x,2025,>=,6,growth,compound,2020,",
     "x,2020,100 x,2021,105 x,2022,109", ""),
    ("compound-needs-rate", "outlook", "x,2025,>=,6,level,compound,2020,",
     "x,2020,50 x,2021,51", "x,share"),
    ("peak-value", "outlook", "x,2022,<=,100,,peak,,", "x,2021,112 x,2023,111", ""),
    ("no-rate", "un", "x,2025,>=,7,,,,", "x,2020,0 x,2024,5", ""),
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
