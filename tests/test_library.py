"""What `import targettrack` offers beside reading and assessing."""

import pandas as pd
import pytest

import targettrack as tt

TARGETS = pd.DataFrame(
    {"indicator": ["a"], "year": [2030], "comparator": [">="], "value": [10.0], "source": ["plan"]}
)
ACTUALS = pd.DataFrame(
    {
        "indicator": ["a"] * 3,
        "year": [2021, 2022, 2023],
        "value": [41.23, 51.54, 61.85],
        "growth": [None, 25.0, 30.0],
        "source": ["yearbook"] * 3,
    }
)


def test_every_name_is_there_and_says_what_it_is() -> None:
    for name in tt.__all__:
        assert getattr(tt, name).__doc__, name


def test_check_names_the_row_whose_figures_do_not_agree() -> None:
    (problem,) = tt.check(tt.from_frames(TARGETS, ACTUALS))
    assert (problem.place, problem.code) == ("actuals:3:4", "W401")  # it grew by 20 %, not 30 %


def test_check_says_each_warning_once(tmp_path) -> None:
    goals = pd.concat([TARGETS, TARGETS])
    made = tt.from_frames(goals, ACTUALS.drop(columns="growth"))
    assert [problem.code for problem in made.warnings] == ["W301"]
    assert tt.check(made) == list(made.warnings)
    goals.to_csv(tmp_path / "targets.csv", index=False)
    ACTUALS.drop(columns="growth").to_csv(tmp_path / "actuals.csv", index=False)
    read = tt.read(tmp_path)
    assert [problem.code for problem in read.warnings] == ["W301"]
    assert tt.check(read) == list(read.warnings)


@pytest.mark.parametrize("method", ["un", "eurostat:15", "all"])
def test_one_method_may_be_a_plain_string(method: str) -> None:
    """It was taken letter by letter."""
    made = tt.from_frames(TARGETS, ACTUALS)
    pd.testing.assert_frame_equal(tt.assess(made, method), tt.assess(made, [method]))
    assert tt.backtest(made, method).equals(tt.backtest(made, [method]))
    assert tt.diff(made, made, method).empty


@pytest.mark.parametrize("growth", [12, 1.01, -1.01])
def test_growth_in_percent_is_not_taken_for_a_fraction(growth: float) -> None:
    with pytest.raises(tt.UsageError, match=r"growth is a fraction, 0\.12 for 12 %"):
        tt.project(tt.from_frames(TARGETS, ACTUALS), 2025, growth=growth)


@pytest.mark.parametrize(
    ("growth", "level"), [(0.12, 61.85 * 1.12), (1, 123.7), (-1, 0), (0, 61.85)]
)
def test_growth_is_a_fraction_a_year(growth: float, level: float) -> None:
    table = tt.project(tt.from_frames(TARGETS, ACTUALS), 2024, growth=growth)
    assert table["what_if"].tolist() == [pytest.approx(level)]
