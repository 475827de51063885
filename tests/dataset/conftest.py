"""Datasets from text that have no problem, and the problems of those that have some."""

from collections.abc import Callable

import pytest
from found_problems import found_at

from targettrack.dataset.model import Dataset


@pytest.fixture
def clean(inspected) -> Callable[..., Dataset]:
    """The dataset in files that have no problem."""

    def clean(*files, **named) -> Dataset:
        dataset, problems = inspected(*files, **named)
        assert found_at(problems) == []
        assert dataset is not None
        return dataset

    return clean


@pytest.fixture
def faults(inspected) -> Callable[..., list[str]]:
    """The problems of a dataset as `file:line:column code`."""
    return lambda *files, **named: found_at(inspected(*files, **named)[1])
