"""The official path among the goals: required growth against that which was seen."""

import pytest

from targettrack.assessment.assess import assess


@pytest.mark.parametrize(
    ("actual", "label", "verdict"),
    [
        (62, "on the path", "on-track"),  # exactly on it
        (61.9, "within tolerance", "at-risk"),
        (60, "within tolerance", "at-risk"),  # exactly the tolerance
        (59.9, "behind the path", "off-track"),
    ],
)
def test_trajectory(dataset, actual, label, verdict) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,variant,tolerance
        x,2030,>=,100,,
        x,2024,>=,62,projected,2
        x,2025,>=,68,projected,2
        x,2030,>=,100,projected,2
        x,2030,>=,120,ambitious,
        """,
        f"""
        indicator,year,value
        x,2024,{actual}
        """,
    )
    table = assess(made, ["trajectory"])
    for row in (0, 2, 3):  # the goal itself, and the path's own later years
        assert (table["label"][row], table["verdict"][row]) == (label, verdict)
        assert table["figure"][row] == pytest.approx(actual - 62)
    assert table["reason"][1] == "deadline"
    assert (
        table["reason"][4] == "no-path"
    )  # one year is no path, and that of another is not its own


def test_trajectory_where_less_is_better(dataset) -> None:
    made = dataset(
        """
        indicator,year,comparator,value,variant
        x,2030,<=,10,
        x,2024,<=,20,path
        x,2030,<=,10,path
        y,2030,<=,10,
        """,
        """
        indicator,year,value
        x,2024,20.5
        y,2024,20.5
        """,
    )
    table = assess(made, ["trajectory"])
    assert table["verdict"].tolist() == ["off-track", "missed", "off-track", "no-data"]
    assert table["figure"][0] == pytest.approx(-0.5)
