"""What each method would have said of goals in past years, and how often it was right."""

import numpy as np
import pandas as pd
import pytest

from targettrack.assessment.assess import assess
from targettrack.assessment.backtest import FARTHEST, MULTIPLES, backtest, judgements
from targettrack.dataset.known import vintage
from targettrack.methods import METHODS
from targettrack.vocabulary.field import columns
from targettrack.vocabulary.results import BACKTEST, JUDGED

TARGETS = """
    indicator,year,comparator,value,base_year,announced
    x,2022,>=,120,2018,
    x,2023,>=,140,2018,
    x,2030,>=,160,2018,
    x,2022,>=,110,2018,2021-06-01
    """
ACTUALS = """
    indicator,year,value,published
    x,2018,100,2019-03-01
    x,2019,106,2020-03-01
    x,2020,111,2021-03-01
    x,2021,116,2022-03-01
    x,2022,121,2023-03-01
    x,2023,126,2024-03-01
    """


def test_every_judgement_is_that_of_the_year(dataset) -> None:
    made = dataset(TARGETS, ACTUALS)
    table = judgements(made, ["schedule", "opensdg"])
    assert list(table.columns) == columns(JUDGED)
    for row in table.itertuples():
        then = assess(made, [row.method], as_of=row.as_of)
        mine = then[(then["target_year"] == row.target_year) & (then["target"] == row.target)]
        assert mine["verdict"].tolist() == [row.verdict]
        assert mine["actual"].tolist() == [row.actual]


def test_goals_are_judged_up_to_their_deadline_and_from_their_announcement(dataset) -> None:
    table = judgements(dataset(TARGETS, ACTUALS), ["schedule"])
    years = {
        (goal, target): rows["as_of"].tolist()
        for (goal, target), rows in table.groupby(["target_year", "target"])
    }
    assert years == {
        (2022, 120): [2018, 2019, 2020, 2021],
        (2023, 140): [2018, 2019, 2020, 2021, 2022],
        (2030, 160): [2018, 2019, 2020, 2021, 2022, 2023],
        (2022, 110): [2020, 2021],  # announced in 2021, when the figures of 2020 came out
    }


def test_what_came_of_them(dataset) -> None:
    table = judgements(dataset(TARGETS, ACTUALS), ["schedule"])
    outcome = table.groupby(["target_year", "target"])["met"].first()
    assert outcome[2022, 120] is np.True_ or outcome[2022, 120] is True
    assert not outcome[2023, 140]
    assert pd.isna(outcome[2030, 160])


def test_the_scores_by_hand(dataset) -> None:
    """schedule: 120 by 2022 needs 5 a year; 106, 111, 116 are ahead; 140 by 2023 needs 8."""
    made = dataset(TARGETS, ACTUALS)
    table = backtest(made, ["schedule"]).set_index("years_ahead")
    assert list(backtest(made, ["schedule"]).columns) == [field.name for field in BACKTEST]
    one = table.loc[1]
    # as of 2021: 120 on track and met, 110 met already and met; as of 2022: 140 off track, missed
    assert (one["judged"], one["no_data"]) == (3, 0)
    assert one["met"] == pytest.approx(2 / 3)
    assert one["hit_rate"] == 1
    assert one["brier"] == 0
    assert one["climatology"] == pytest.approx(2 / 9)
    four = table.loc[4]
    # as of 2018 there is no year to measure over; as of 2019: 140 off track, and missed
    assert (four["judged"], four["no_data"]) == (1, 1)
    assert four["brier"] == 0


def test_a_half_for_at_risk(dataset) -> None:
    made = dataset(
        "indicator,year,comparator,value,base_year\nx,2017,>=,121,2015",
        "indicator,year,value\nx,2015,100\nx,2016,107\nx,2017,121",
    )
    table = judgements(made, ["opensdg"])
    assert table["verdict"].tolist() == ["no-data", "at-risk"]
    score = backtest(made, ["opensdg"]).set_index("years_ahead").loc[1]
    assert score["brier"] == 0.25
    assert score["hit_rate"] == 0  # at risk counts as no, and it was met


def test_the_outlook_is_scored_by_its_chance(dataset) -> None:
    made = dataset(TARGETS, ACTUALS)
    table = judgements(made, ["outlook"])
    scored = table[table["met"].notna() & table["chance"].notna()]
    error = (scored["chance"] - scored["met"].astype(float)) ** 2
    score = backtest(made, ["outlook"])
    assert score["judged"].sum() == len(scored)
    assert (score["brier"] * score["judged"]).sum() == pytest.approx(error.sum())


def test_later_publications_are_not_known_yet(dataset) -> None:
    """The figure of 2020 was 90 when it came out, and was revised to 111 in 2024."""
    made = dataset(
        "indicator,year,comparator,value,base_year\nx,2022,>=,120,2018",
        """
        indicator,year,value,published
        x,2018,100,2019-03-01
        x,2020,90,2021-03-01
        x,2020,111,2024-06-01
        x,2022,121,2023-03-01
        """,
    )
    table = judgements(made, ["schedule"])
    assert table["actual"].tolist() == [100, 90]
    assert table["met"].tolist() == [True, True]


def test_long_series_without_goals_are_given_some(dataset) -> None:
    values = [100 * 1.05**n for n in range(16)]
    facts = "\n".join(f"x,{2008 + n},{value!r}" for n, value in enumerate(values))
    made = dataset(
        "indicator,year,comparator,value\nshort,2030,>=,7",
        f"indicator,year,value\n{facts}\nshort,2020,5\nshort,2023,6",
    )
    table = backtest(made, ["schedule", "opensdg"])
    assert set(table["goals"]) == {"made"}
    # origins 2018 to 2022 have a decade behind them: 5 origins for one year ahead, 1 for five
    judged = table[table["method"] == "schedule"].set_index("years_ahead")["judged"]
    assert judged.tolist() == [len(MULTIPLES) * n for n in (5, 4, 3, 2, 1)]
    assert judged.index.tolist() == list(range(1, FARTHEST + 1))
    # growth of 5 % goes on: half of it and all of it are met, double is not
    assert table["met"].tolist() == pytest.approx([2 / 3] * len(table))
    assert judgements(made, ["schedule"])["met"].isna().all()


def test_a_series_with_a_stated_goal_to_score_is_given_none(dataset) -> None:
    facts = "\n".join(f"x,{2008 + n},{100 + n}" for n in range(16))
    made = dataset(
        "indicator,year,comparator,value\nx,2020,>=,110", f"indicator,year,value\n{facts}"
    )
    assert set(backtest(made, ["schedule"])["goals"]) == {"stated"}


def test_nothing_to_score(dataset) -> None:
    made = dataset("indicator,year,comparator,value\nx,2030,>=,7", "indicator,year,value\nx,2023,6")
    assert len(backtest(made)) <= len(METHODS) * 1
    assert not backtest(made)["judged"].sum()
    empty = dataset("indicator,year,comparator,value", "indicator,year,value")
    assert len(backtest(empty)) == len(judgements(empty)) == 0


def test_dimensions_stay_apart(dataset) -> None:
    facts = "\n".join(
        f"x,{area},{2008 + n},{100 + n * rate}"
        for area, rate in (("a", 1), ("b", -1))
        for n in range(16)
    )
    made = dataset(
        "indicator,area,year,comparator,value\nx,a,2030,>=,7", f"indicator,area,year,value\n{facts}"
    )
    table = backtest(made, ["schedule"])
    assert table["judged"].sum() == 2 * len(MULTIPLES) * (5 + 4 + 3 + 2 + 1)
    assert vintage(made, None)[0].dimensions == ("area",)
