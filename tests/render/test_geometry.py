"""A chart as numbers: what is drawn, what the axes span, where points lie."""

import math

import pytest

from targettrack.render.pictures.geometry import LONGEST, Axes, Lines, axes_of, position, recent


def lines(actuals, goals=(), median=None) -> Lines:
    return Lines(actuals, goals, median or {}, {}, {})


def test_the_axes_hold_every_known_point() -> None:
    drawn = lines({2020: 5.0, 2021: 7.0}, [(2030, 12.0), (2031, math.nan)], {2025: 3.0})
    assert axes_of(drawn) == Axes(2020, 2030, 3.0, 12.0)


@pytest.mark.parametrize("actuals", [{}, {2020: 5.0}])
def test_one_actual_makes_no_chart(actuals) -> None:
    assert axes_of(lines(actuals, [(2030, 12.0)])) is None


def test_points_lie_from_the_left_and_from_the_top() -> None:
    axes = Axes(2020, 2030, 100.0, 200.0)
    assert position(axes, (2020, 200.0)) == (0, 0)
    assert position(axes, (2030, 100.0)) == (1, 1)
    assert position(axes, (2025, 175.0)) == (0.5, 0.25)


def test_a_flat_series_lies_at_the_top() -> None:
    assert position(Axes(2020, 2021, 5.0, 5.0), (2021, 5.0)) == (1, 0)


def test_the_latest_actuals_alone_are_drawn() -> None:
    drawn = recent(lines(dict.fromkeys(range(1950, 2026), 1.0)))
    assert sorted(drawn.actuals) == list(range(2026 - LONGEST, 2026))
