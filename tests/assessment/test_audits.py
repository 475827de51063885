"""Figures held against each other: what is well-formed each by itself, and does not agree."""

import numpy as np
import pytest

from targettrack.assessment.audit import AUDITS, audit, chosen_audits
from targettrack.assessment.audit.audit_input import half_unit
from targettrack.vocabulary.errors import UsageError
from targettrack.vocabulary.problems import RULES


@pytest.fixture
def told(dataset):
    """What one audit finds, as line and message."""

    def find(name: str, targets: str, actuals: str, indicators: str = "") -> list[tuple[int, str]]:
        found = audit(dataset(targets, actuals, indicators), [name])
        assert {RULES[problem.code] for problem in found} <= {name}
        return [(problem.line, problem.message) for problem in found]

    return find


GOAL = "indicator,year,comparator,value\nx,2030,>=,9"


@pytest.mark.parametrize(
    ("value", "half"),
    [
        (19.2, 0.05),
        (7565, 0.5),
        (12700, 50),
        (86060, 5),
        (86000, 430),  # zeros at the end may be digits: half a percent at most
        (10000, 50),
        (0.25, 0.005),
        (3, 0.5),
        (0, 0.5),
        (-4.5, 0.05),
    ],
)
def test_half_a_unit_of_the_last_digit(value, half) -> None:
    assert half_unit(np.array([float(value)]))[0] == pytest.approx(half)


@pytest.mark.parametrize(
    ("growth", "agrees"),
    [
        # 6,346 to 7,565 is 19.209 %, and from 19.207 to 19.218 within rounding of the levels
        (19.2, True),
        (19.3, False),
        (19, True),
        (19.21, True),
        (19.25, False),
    ],
)
def test_stated_growth_against_levels(told, growth, agrees) -> None:
    found = told(
        "growth-levels", GOAL, f"indicator,year,value,growth\nx,2022,6346,\nx,2023,7565,{growth}"
    )
    assert found == (
        [] if agrees else [(3, f"growth is stated as {growth:g} %, and 6346 to 7565 is 19.21 %")]
    )


def test_growth_in_points_and_over_a_break(told) -> None:
    actuals = "indicator,year,value,growth,status\nx,2022,60,,\nx,2023,61,{},{}"
    kind = "indicator,kind\nx,share"
    assert told("growth-levels", GOAL, actuals.format("1", ""), kind) == []
    assert len(told("growth-levels", GOAL, actuals.format("4", ""), kind)) == 1
    assert told("growth-levels", GOAL, actuals.format("4", "b"), kind) == []


def test_rounded_levels_have_slack(told) -> None:
    """3.69万 stands for 36,850 to 36,950: 26,371 to it is 39.7 to 40.1 %."""
    actuals = "indicator,year,value,growth\nx,2020,26371,\nx,2021,3.69万,{}"
    assert told("growth-levels", GOAL, actuals.format("40.1")) == []
    assert len(told("growth-levels", GOAL, actuals.format("40.4"))) == 1


def test_one_goal_stated_twice(told) -> None:
    goals = """
        indicator,year,comparator,value,measure,base_year,variant
        x,2027,>,12700,,,press
        x,2027,>,2,multiple,2022,double
        x,2027,>,12800,,,plan
        x,2027,<,20000,,,ceiling
        y,2027,>,12800,,,
        """
    found = told("stated-differently", goals, "indicator,year,value\nx,2022,6346\ny,2022,1")
    assert found == [(4, "x 2027 is 12800 here and 12692 on line 3")]  # double agrees with 12,700


def test_parts_against_totals(told) -> None:
    """The plan's three parts of the city sum to 12,810 and 86,060; a district lies in one."""
    goals = """
        indicator,area,year,comparator,value,variant
        high,city,2027,>,12700,press
        high,city,2027,>,12800,plan
        high,core,2027,>,7110,
        high,new,2027,>,4640,
        high,wings,2027,>,1060,
        high,district,2027,>,350,
        tech,city,2027,>,86000,
        tech,core,2027,>,46560,
        tech,new,2027,>,29780,
        tech,wings,2027,>,9720,
        """
    assert told("parts-totals", goals, "indicator,area,year,value\nhigh,city,2022,1") == [
        (2, "high / city 2027 is 12700, and 3 parts along area sum to 12810"),
        (8, "tech / city 2027 is 86000, and 3 parts along area sum to 86060"),
    ]


def test_parts_that_agree_or_are_none(told) -> None:
    goals = "indicator,area,year,comparator,value\nx,all,2030,>,9"
    for parts in (("all,100", "a,60", "b,40"), ("all,100", "a,60", "b,10"), ("all,100", "a,99")):
        rows = "\n".join(f"x,{part.replace(',', ',2023,')}" for part in parts)
        assert told("parts-totals", goals, f"indicator,area,year,value\n{rows}") == []
    apart = "x,all,2023,100.0\nx,a,2023,60.5\nx,b,2023,40.4"
    assert len(told("parts-totals", goals, f"indicator,area,year,value\n{apart}")) == 1
    share = "indicator,kind\nx,share"
    assert told("parts-totals", goals, f"indicator,area,year,value\n{apart}", share) == []


def apart_by_one_percent(sizes: list[float]) -> str:
    """Actuals of an indicator a size: a total, and two parts that sum to 1 % more."""
    rows = [
        f"{name},{area},2023,{size * part:.10g}"
        for name, size in zip("abcdefgh", sizes, strict=False)
        for area, part in (("all", 1), ("east", 0.61), ("west", 0.4))
    ]
    return "\n".join(["indicator,area,year,value", *rows])


@pytest.mark.parametrize(
    "sizes",
    [
        [1234, 2345, 3456],
        [1.26e14, 1234, 2345],
        [1234, 1.26e14, 2345],
        [1.26e300, 1234, 0.126],
    ],
)
def test_parts_of_one_indicator_whatever_the_size_of_another(told, sizes) -> None:
    goals = "indicator,area,year,comparator,value\na,all,2030,>=,9"
    found = told("parts-totals", goals, apart_by_one_percent(sizes))
    assert [(line, message.split(",")[1]) for line, message in found] == [
        (2 + 3 * n, f" and 2 parts along area sum to {size * 1.01:.12g}")
        for n, size in enumerate(sizes)
    ]


def test_parts_of_two_years_are_not_mixed_however_many_the_dimensions(told) -> None:
    """Eight dimensions of 255 words: as one key of 64 bits the year would fall off its end."""
    names = [f"d{n}" for n in range(8)]
    blank = "".join(f"{','.join([f'w{n}'] * 9)},1999,\n" for n in range(255))
    rows = "".join(
        f"{','.join([*['w0'] * 8, member])},{year},{value}\n"
        for member, year, value in (("w0", 2020, 100.2), ("w1", 2020, 61.2), ("w2", 2021, 40.3))
    )
    head = ",".join(["indicator", *names])
    goals = f"{head},year,comparator,value\n{','.join(['w0'] * 9)},2030,>=,9"
    assert told("parts-totals", goals, f"{head},year,value\n{blank}{rows}") == []


def test_milestones_out_of_order(told) -> None:
    goals = """
        indicator,year,comparator,value,variant
        x,2025,>,100,
        x,2027,>,90,
        x,2028,>,120,
        x,2026,>,50,other
        y,2025,<=,10,
        y,2027,<=,12,
        """
    assert told("milestones", goals, "indicator,year,value\nx,2022,1") == [
        (3, "x: 90 by 2027 is easier than 100 by 2025 on line 2"),
        (7, "y: 12 by 2027 is easier than 10 by 2025 on line 6"),
    ]


def test_beyond_the_limit(told) -> None:
    goals = "indicator,year,comparator,value\nx,2030,>=,101\ny,2030,>=,300"
    kinds = "indicator,kind,limit\nx,share,100\ny,amount,"
    actuals = "indicator,year,value\nx,2022,99\nx,2023,100.5\nx,2024,-1\ny,2023,200"
    assert told("beyond-limit", goals, actuals, kinds) == [
        (2, "101 lies beyond the limit 100"),
        (3, "100.5 lies beyond the limit 100"),
        (4, "-1 lies beyond the limit 0"),
    ]


def test_jumps(told) -> None:
    """A census among samples of one percent: 18 times its neighbours."""
    actuals = "indicator,year,value,status\nx,2014,17757,\nx,2015,335775,{}\nx,2016,18132,\n"
    message = "335775 is 18.5 times apart from its neighbours 17757, 18132"
    assert told("jumps", GOAL, actuals.format("")) == [(3, message)]
    assert told("jumps", GOAL, actuals.format("b")) == []
    assert told("jumps", GOAL, "indicator,year,value\nx,2020,1\nx,2021,5\nx,2022,25") == []
    assert [
        line for line, _ in told("jumps", GOAL, "indicator,year,value\nx,2020,1\nx,2021,11")
    ] == [3]
    assert len(told("jumps", GOAL, "indicator,year,value\nx,2020,40\nx,2022,8\nx,2023,40")) == 1


def test_goals_counted_across_a_break(told) -> None:
    goals = "indicator,year,comparator,value,base_year\nx,2030,>=,9,{}"
    actuals = "indicator,year,value,status\nx,2018,5,\nx,2020,7,b\nx,2023,8,"
    assert told("across-breaks", goals.format(2018), actuals) == [
        (2, "x counts from 2018, and the series breaks in 2020")
    ]
    assert told("across-breaks", goals.format(2020), actuals) == []


def test_met_on_the_day_it_was_announced(told) -> None:
    goals = "indicator,year,comparator,value,announced\nx,2030,>=,{},{}"
    actuals = "indicator,year,value,published\nx,2020,5,2021-03-01\nx,2021,8,2022-03-01"
    assert told("met-when-announced", goals.format(7, "2022-06-01"), actuals) == [
        (2, "the goal of 2022-06-01 was met already by the 8 of 2021")
    ]
    assert told("met-when-announced", goals.format(7, "2022-02-01"), actuals) == []
    assert told("met-when-announced", goals.format(9, "2022-06-01"), actuals) == []
    assert told("met-when-announced", goals.format(7, ""), actuals) == []


def test_comparators_that_point_apart(told) -> None:
    goals = "indicator,year,comparator,value\nx,2025,>=,5\nx,2026,<=,6\nx,2027,>,7\ny,2025,<,5"
    assert told("directions", goals, "indicator,year,value\nx,2022,1") == [
        (3, "<= points the other way from >= on line 2")
    ]


def test_no_actual_of_the_deadline(told) -> None:
    goals = "indicator,year,comparator,value\nx,2022,>=,5\nx,2023,>=,5\nx,2030,>=,5"
    assert told("deadline-missing", goals, "indicator,year,value\nx,2021,1\nx,2023,2") == [
        (2, "x has an actual of 2023, and none of the deadline 2022")
    ]


def test_sources(told) -> None:
    goals = "indicator,year,comparator,value,source\nx,2030,>=,5,plan"
    actuals = "indicator,year,value,source\nx,2021,1,yearbook\nx,2022,2,\nx,2023,2,"
    assert told("sources-missing", goals, actuals) == [(3, "2 rows name no source")]
    assert len(told("sources-missing", GOAL, actuals)) == 2


def test_places_are_those_of_the_file_whatever_stands_between(dataset) -> None:
    """Blank lines, rows of blanks and quoted cells: the line is the file's own."""
    goals = "indicator,year,comparator,value\nx,2030,>=,9"
    plain = "indicator,year,value\n\nx,2022,60\n ,,\n\nx,2023,1\nx,2024,61"
    quoted = 'indicator,year,value,note\n\nx,2022,60,"a\nb"\nx,2023,1,\nx,2024,61,'
    for actuals, line in ((plain, 6), (quoted, 5)):
        (problem,) = audit(dataset(goals, actuals), ["jumps"])
        assert (problem.line, problem.column) == (line, 3)
        assert problem.cells[2] == "1"


def test_names() -> None:
    assert list(AUDITS) == list(RULES.values())
    assert chosen_audits((), ()) == list(AUDITS)
    assert chosen_audits(["jumps"], ()) == ["jumps"]
    assert "jumps" not in chosen_audits((), ["jumps"])
    with pytest.raises(UsageError, match="jumpy"):
        chosen_audits(["jumpy"], ())


def test_nothing_to_audit(dataset) -> None:
    empty = dataset("indicator,year,comparator,value", "indicator,year,value")
    assert audit(empty, list(AUDITS)) == []
