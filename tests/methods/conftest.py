"""What the tests of methods share."""

import pytest

from targettrack.assessment.assess import assess


@pytest.fixture
def judged(dataset):
    """The row of one goal on x by a method: `>=,121,2017,2015` on `2015:100 2016:109.5`."""

    def judge(method: str, goal: str, actuals: str):
        comparator, value, year, base_year = goal.split(",")
        value, _, upper = value.partition("..")
        facts = [f"x,{at},{level}" for at, level in (pair.split(":") for pair in actuals.split())]
        made = dataset(
            "indicator,year,comparator,value,upper,base_year\n"
            f"x,{year},{comparator},{value},{upper},{base_year}",
            "\n".join(["indicator,year,value", *facts]),
        )
        return assess(made, [method]).iloc[0]

    return judge
