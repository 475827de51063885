"""What a dataset verifies, how series are numbered, and how a dataset shows itself."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from targettrack.dataset.model import Dataset
from targettrack.vocabulary.errors import UsageError


def categories(words: list[str | None], names: list[str] | None = None) -> pd.Categorical:
    return pd.Categorical(words, categories=names)


def frames(names: list[str]) -> dict[str, pd.DataFrame]:
    """Goals on a and b, and an actual of each: as a careful person would type them."""
    return {
        "targets": pd.DataFrame(
            {
                "indicator": categories(["a", "b"], names),
                "year": [2030, 2030],
                "comparator": categories([">=", ">="]),
                "value": [10.0, 1000.0],
            }
        ),
        "actuals": pd.DataFrame(
            {
                "indicator": categories(["a", "b"], names),
                "year": [2023, 2023],
                "value": [5.0, 500.0],
            }
        ),
        "indicators": pd.DataFrame({"indicator": categories([], names)}),
    }


def test_well_typed_frames_are_a_dataset() -> None:
    made = Dataset(**frames(["a", "b"]))
    assert [codes.tolist() for codes in made.keys[:2]] == [[0, 1], [0, 1]]


def test_categories_that_are_not_shared_are_refused() -> None:
    """With codes of its own each, "b" was judged by the actuals of "a"."""
    given = frames(["a", "b"])
    given["actuals"]["indicator"] = given["actuals"]["indicator"].cat.reorder_categories(["b", "a"])
    with pytest.raises(UsageError, match='targets: column "indicator" has other categories'):
        Dataset(**given)


def test_a_reference_shares_the_categories_of_indicators() -> None:
    given = frames(["a", "b"])
    given["targets"]["reference"] = categories(["b", None])
    with pytest.raises(UsageError, match='targets: column "reference" has other categories'):
        Dataset(**given)


@pytest.mark.parametrize(
    ("table", "column", "cells", "said"),
    [
        ("targets", "indicator", ["a", "b"], 'targets: column "indicator" does not hold categ'),
        ("targets", "value", [10, 1000], 'targets: column "value" does not hold float64'),
        ("actuals", "value", ["5", "500"], 'actuals: column "value" does not hold float64'),
        ("actuals", "year", [2023.0, 2023.0], 'actuals: column "year" does not hold integers'),
        ("targets", "announced", ["2021", "2022"], 'column "announced" does not hold datetime64'),
        ("targets", "comparator", categories([">=", "=>"]), 'holds "=>", not one of: > >= '),
        ("targets", "measure", categories(["level", "x"]), 'holds "x", not one of: level'),
        ("actuals", "indicator", categories(["a", None], ["a", "b"]), "is blank in some rows"),
        ("targets", "comparator", categories([">=", None]), "is blank in some rows"),
        ("actuals", "year", pd.array([2023, None], "Int32"), "is blank in some rows"),
    ],
)
def test_another_type_is_refused(table: str, column: str, cells: object, said: str) -> None:
    given = frames(["a", "b"])
    given[table][column] = cells
    with pytest.raises(UsageError, match=said):
        Dataset(**given)


@pytest.mark.parametrize(("table", "column"), [("targets", "comparator"), ("actuals", "value")])
def test_a_needed_column_is_missed(table: str, column: str) -> None:
    given = frames(["a", "b"])
    given[table] = given[table].drop(columns=column)
    with pytest.raises(UsageError, match=f'{table} has no column "{column}"'):
        Dataset(**given)


def test_a_dimension_stands_in_both_frames() -> None:
    given = frames(["a", "b"])
    given["actuals"]["area"] = categories(["x", "y"])
    with pytest.raises(UsageError, match='targets has no column "area"'):
        Dataset(**given, dimensions=("area",))
    given["targets"]["area"] = categories(["y", "z"])
    with pytest.raises(UsageError, match='targets: column "area" has other categories'):
        Dataset(**given, dimensions=("area",))


def test_what_is_replaced_is_verified_too() -> None:
    made = Dataset(**frames(["a", "b"]))
    with pytest.raises(UsageError, match="other categories"):
        replace(made, actuals=frames(["b", "a"])["actuals"])


def test_many_wide_dimensions_do_not_run_into_each_other() -> None:
    """Nine places of 256 digits wrap an int64: the first would not count any more."""
    names = [f"d{place}" for place in range(8)]
    words = [f"{number:03}" for number in range(255)]
    given = frames(["a", "b"])
    for table in ("targets", "actuals"):
        for name in names:
            given[table][name] = categories(["000", "000"], words)
    made = Dataset(**given, dimensions=tuple(names))
    assert [codes.tolist() for codes in made.keys[:2]] == [[0, 1], [0, 1]]


def test_a_reference_is_the_series_with_the_same_dimensions() -> None:
    given = frames(["a", "b"])
    given["targets"]["reference"] = categories(["b", "a"], ["a", "b"])
    for table, areas in (("targets", ["x", "x"]), ("actuals", ["y", "x"])):
        given[table]["area"] = categories(areas, ["x", "y"])
    made = Dataset(**given, dimensions=("area",))
    of_goals, of_actuals, size = made.keys
    assert (of_actuals.tolist(), of_goals.tolist(), size) == ([0, 1], [2, 1], 3)
    assert made.reference_series().tolist() == [1, 2]  # b in x, and a in x, which has no actual


def test_a_dataset_shows_itself(dataset) -> None:
    made = dataset(
        """
        indicator,area,year,comparator,value
        x,west,2025,>,1
        x,west,2030,>,2
        y,,2025,>,2
        """,
        """
        indicator,area,year,value
        x,north,2020,1
        x,west,2023,4
        """,
    )
    *lines, files = repr(made).splitlines()
    assert lines == [
        "Dataset",
        "  goals: 3, 2025 to 2030",
        "  actuals: 2, 2020 to 2023",
        "  series: 3",
        "  indicators: 2",
        "  dimensions: area",
        "  methods: none set",
        "  warnings: 0",
    ]
    assert files.startswith("  read from: ")
    assert files.count(".csv") == 2


def test_an_empty_dataset_shows_itself_too() -> None:
    given = {name: frame.head(0) for name, frame in frames(["a", "b"]).items()}
    assert "goals: 0\n" in repr(Dataset(**given))
    assert np.isnan(Dataset(**given).indicator_column("limit", np.nan)).all()
