"""status, project, show, methods: what each prints, and how rows are chosen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from printed import ACTUALS, GOALS, drawn, records, runs
from rich.cells import cell_len
from running import Run, run

from targettrack.methods import DEFAULT
from targettrack.vocabulary.field import columns
from targettrack.vocabulary.results import ASSESSMENT, PROJECTION


def test_status_of_the_goals_of_chongqing(standing: Run) -> None:
    assert (standing.code, standing.err) == (0, "")
    names = ("Indicator", "By", "Goal (家)", "2023", "Required", "Observed", "Gap")
    assert [[row[name] for name in names] for row in drawn(standing.out)] == [
        ["High-tech firms", "2025", "> 10,000", "7,565", "14.97 %", "19.20 %*", "2,435"],
        ["Sci-tech firms", "2025", "> 67,000", "58,524", "7.00 %", "36.10 %*", "8,476"],
        ["High-tech firms", "2027", "> 12,700", "7,565", "13.83 %", "19.20 %*", "5,135"],
        ["Sci-tech firms", "2027", "> 86,000", "58,524", "10.10 %", "36.10 %*", "27,476"],
    ]
    assert "* from a base that is derived from the growth a source states\n" in standing.out
    total, _, counts = standing.out.splitlines()[-1].partition(": ")
    assert total == f"4 goals by {DEFAULT}"
    assert sum(int(part.split()[0]) for part in counts.split(", ")) == 4


def test_status_fits_a_page(standing: Run) -> None:
    assert max(map(cell_len, standing.out.splitlines())) <= 100


def test_a_verdict_carries_a_symbol_and_a_word(standing: Run) -> None:
    words = {row["Verdict"].rstrip("~<> 0123456789%") for row in drawn(standing.out)}
    assert words <= {
        *("✓ achieved", "➚ on track", "➙ at risk", "➘ off track", "⟲ reversing", "✗ missed"),
        "? no data",
    }


def test_several_methods_stand_side_by_side() -> None:
    two = run("status", "-m", "opensdg", "-m", "schedule", "-m", "opensdg")
    rows = drawn(two.out)
    assert [(row["opensdg"], row["schedule"]) for row in rows] == [("➚ on", "➚ on")] * 4
    assert two.out.splitlines()[-3:] == [
        "4 goals by opensdg: 4 on track",
        "4 goals by schedule (house rule): 4 on track",
        "methods disagree (on track or better against worse) on 0 of 4 goals that two or more of "
        "them judge: 0 %",
    ]


def test_every_format_of_the_same_table(standing: Run) -> None:
    plain, as_csv, as_json, as_md = runs(
        *(["status", "--format", form] for form in ("plain", "csv", "json", "md"))
    )
    table = standing.out.split("\n\n")[0].splitlines()
    assert plain.out.splitlines() == [table[0], *table[2:]]
    rows = records(as_csv.out)
    assert list(rows[0]) == columns(ASSESSMENT)
    assert [float(row["required_growth"]) for row in rows] == [
        pytest.approx((10000 / 7565) ** (1 / 2) - 1),
        pytest.approx((67000 / 58524) ** (1 / 2) - 1),
        pytest.approx((12700 / 7565) ** (1 / 4) - 1),
        pytest.approx((86000 / 58524) ** (1 / 4) - 1),
    ]
    spelt = {name: rows[0][name] for name in ("actual", "base_year", "variant", "verdict")}
    objects = json.loads(as_json.out)
    assert spelt == {
        "actual": "7565",
        "base_year": "2022",
        "variant": "",
        "verdict": objects[0]["verdict"],
    }
    assert [row["gap"] for row in objects] == [2435, 8476, 5135, 27476]
    assert objects[0]["variant"] is None
    assert "| High-tech firms | 2025 | &gt; 10,000 | 7,565 |" in as_md.out


@pytest.fixture
def verdicts(folder: Callable[..., Path]) -> Path:
    """By schedule: a goal missed, one off track, one on track and one without data."""
    return folder(
        targets="""
            indicator,year,comparator,value,base_year
            past,2023,>=,200,2021
            slow,2030,>=,200,2021
            fast,2030,>=,110,2021
            none,2030,>=,110,2021
            """,
        actuals="""
            indicator,year,value
            past,2021,100
            past,2023,101
            slow,2021,100
            slow,2023,101
            fast,2021,100
            fast,2023,109
            """,
    )


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (["missed"], ["past 2023: missed"]),
        (["reversing"], ["past 2023: missed"]),
        (["at-risk"], ["past 2023: missed", "slow 2030: off-track"]),
        (["missed", "off-track"], ["past 2023: missed", "slow 2030: off-track"]),
        (["no-data"], ["none 2030: no-data"]),
        (["missed, no-data"], ["past 2023: missed", "none 2030: no-data"]),
    ],
)
def test_fail_on_is_a_gate_for_that_verdict_or_worse(
    verdicts: Path, asked: list[str], named: list[str]
) -> None:
    options = [part for word in asked for part in ("--fail-on", word)]
    code, out, err = run("status", verdicts, "-m", "schedule", *options)
    assert (code, out) == (4, run("status", verdicts, "-m", "schedule").out)
    count, *goals = err.splitlines()
    assert count == f"verdicts that fail the run (--fail-on): {len(named)}"
    assert goals == [f"  {goal}" for goal in named]


def test_fail_on_passes_what_is_better_and_refuses_what_no_run_fails_on(verdicts: Path) -> None:
    passed, *wrong = runs(
        ["status", verdicts, "-m", "schedule", "-i", "fast", "--fail-on", "at-risk,no-data"],
        *(["status", verdicts, "--fail-on", word] for word in ("late", "on-track", "missed,", "")),
    )
    assert (passed.code, passed.err) == (0, "")
    for each, word in zip(wrong, ("late", "on-track", "", ""), strict=True):
        assert (each.code, each.out) == (2, "")
        assert each.err == (
            f"error: --fail-on: '{word}' is not one of missed, reversing, off-track, at-risk, "
            "no-data\n"
        )


def test_fail_on_names_the_first_twenty_and_how_many_more(folder: Callable[..., Path]) -> None:
    goals = "\n".join(f"firms,{year},>=,9" for year in range(2001, 2024))
    place = folder(
        targets=f"indicator,year,comparator,value\n{goals}",
        actuals="indicator,year,value\nfirms,2000,1",
    )
    code, _, err = run("status", place, "--fail-on", "no-data", "--as-of", "1999")
    assert code == 4
    lines = err.splitlines()
    assert (len(lines), lines[1], lines[-1]) == (22, "  firms 2001: no-data", "  3 more")


def test_as_of_and_known_on_go_back_in_time(folder: Callable[..., Path]) -> None:
    place = folder(targets=GOALS, actuals=ACTUALS)
    before, known, soon, far = runs(
        ["status", place, "--as-of", "2022", "--format", "csv"],
        ["status", place, "--known-on", "2023-12-31", "--format", "csv"],
        ["status", place, "--known-on", "soon"],
        ["status", place, "--as-of", "20255"],
    )
    assert [(row["actual_year"], row["actual"]) for row in records(before.out)] == [
        ("2022", "6346"),
        ("2022", "6346"),
    ]
    # By the end of 2023 the actual of 2023 was not out; the second goal has no date.
    assert [(row["target_year"], row["actual"]) for row in records(known.out)] == [("2025", "6346")]
    assert known.err == "rows left out for want of a date (published, announced): 1\n"
    assert (soon.code, soon.out) == (2, "")
    assert soon.err == 'error: --known-on "soon" is not a date; write it as 2024-02-27\n'
    assert (far.code, far.err) == (2, "error: 20255 is not a year between 1000 and 2999\n")


def test_a_goal_withdrawn_later_was_in_force_still(folder: Callable[..., Path]) -> None:
    place = folder(
        targets="""
            indicator,year,comparator,value,announced,withdrawn
            firms,2025,>,9000,2021-03-12,2023-03-28
            firms,2025,>,10000,2023-03-28,
            """,
        actuals=ACTUALS,
    )
    now, then, shown, ahead = runs(
        ["status", place, "-f", "csv"],
        ["status", place, "-f", "csv", "--known-on", "2023-03-01"],
        ["show", "firms", place, "-f", "csv", "--known-on", "2023-03-01"],
        ["project", place, "-y", "2025", "-f", "csv", "--known-on", "2023-03-01"],
    )
    assert [row["target"] for row in records(now.out)] == ["10000"]
    for each in (then, shown, ahead):
        assert [row["target"] for row in records(each.out)] == ["9000"]


def test_indicator_and_where_choose_goals() -> None:
    glob, where, both, nothing, unknown, malformed = runs(
        ["status", "-i", "high-*", "--format", "csv"],
        ["status", "-w", "year=2027", "-w", "name_zh=科技型企业", "--format", "csv"],
        ["status", "-i", "*-firms", "-w", "year=2025", "--format", "csv"],
        ["status", "-i", "low-*"],
        ["status", "-w", "area=Chongqing"],
        ["status", "-w", "2027"],
    )
    assert [(row["indicator"], row["target_year"]) for row in records(glob.out)] == [
        ("high-tech-firms", "2025"),
        ("high-tech-firms", "2027"),
    ]
    assert [(row["indicator"], row["target_year"]) for row in records(where.out)] == [
        ("sci-tech-firms", "2027")
    ]
    assert {row["target_year"] for row in records(both.out)} == {"2025"}
    assert nothing == (2, "", "error: no goal matches --indicator low-*\n")
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith('error: there is no column "area"; there are: indicator, year,')
    assert malformed == (2, "", 'error: --where "2027" is not COLUMN=VALUE\n')


def test_project_to_a_deadline_and_between_two() -> None:
    drawn_2027, csv_2026 = runs(
        ["project", "--year", "2027"], ["project", "-y", "2026", "--format", "csv"]
    )
    assert (drawn_2027.code, drawn_2027.err) == (0, "")
    assert "12,700 (2027)" in drawn_2027.out
    assert "12.69 %" in drawn_2027.out  # (12,700 / 10,000)^(1/2) - 1: the leg after 2025
    rows = records(csv_2026.out)
    assert list(rows[0]) == columns(PROJECTION)
    assert [(row["indicator"], row["target_year"]) for row in rows] == [
        ("high-tech-firms", "2027"),
        ("sci-tech-firms", "2027"),
    ]
    assert float(rows[0]["required"]) == pytest.approx((10000 * 12700) ** 0.5)
    assert float(rows[1]["required"]) == pytest.approx((67000 * 86000) ** 0.5)
    assert float(rows[0]["carried_on"]) == pytest.approx(7565 * 1.192**3)
    assert rows[0]["what_if"] == ""


def test_project_every_year_with_a_what_if() -> None:
    rows = records(
        run("project", "-y", "2027", "--path", "--growth", "12%", "-i", "high*", "-f", "csv").out
    )
    assert [row["year"] for row in rows] == ["2024", "2025", "2026", "2027"]
    assert [float(row["what_if"]) for row in rows] == [
        pytest.approx(7565 * 1.12**years) for years in (1, 2, 3, 4)
    ]
    assert [round(float(row["required"])) for row in rows] == [8698, 10000, 11269, 12700]


def test_project_refuses_what_is_no_growth_and_no_year() -> None:
    number, word, loss, no_year, not_a_year, far = runs(
        ["project", "-y", "2027", "--growth", "12"],
        ["project", "-y", "2027", "--growth", "fast"],
        ["project", "-y", "2027", "--growth=-120%"],
        ["project"],
        ["project", "-y", "soon"],
        ["project", "-y", "20270"],
    )
    assert number == (2, "", 'error: --growth "12" is not a percentage; write it as 12%\n')
    assert word == (2, "", 'error: --growth "fast" is not a percentage; write it as 12%\n')
    assert loss == (2, "", 'error: --growth "-120%" is a loss of more than all\n')
    assert no_year == (2, "", "error: --year is missing\nsee: targettrack project --help\n")
    assert (not_a_year.code, not_a_year.out) == (2, "")
    assert not_a_year.err.startswith("error: --year: ")
    assert "not a whole number\n" in not_a_year.err
    assert far == (2, "", "error: 20270 is not a year between 1000 and 2999\n")


def test_show_by_identifier_and_by_either_name() -> None:
    by_id, by_name, by_chinese_name, unknown = runs(
        ["show", "high-tech-firms"],
        ["show", "high-tech FIRMS"],
        ["show", "高新技术企业"],
        ["show", "high-tech-frims"],
    )
    assert (by_id.code, by_id.err) == (0, "")
    assert by_id.out.startswith("High-tech firms (high-tech-firms)\n")
    for working in (
        "(10,000 / 7,565)^(1/2) − 1",
        "(12,700 / 7,565)^(1/4) − 1",
        "(7,565 / 6,346) − 1",
        "2022, derived from the growth stated for the year after",
    ):
        assert working in by_id.out
    assert "sci-tech" not in by_id.out
    assert by_name == by_chinese_name == by_id
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith('error: there is no indicator "high-tech-frims"; perhaps: high-')
