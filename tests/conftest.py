"""What the tests share: a dataset made from the text of its files."""

import contextlib
from collections.abc import Callable, Iterator
from inspect import cleandoc

import pytest
from hypothesis import settings
from running import end_warm

from targettrack.dataset.folder import inspect, read
from targettrack.dataset.model import Dataset
from targettrack.vocabulary.errors import Problem

settings.register_profile("targettrack", deadline=None)  # the first call imports and compiles
settings.load_profile("targettrack")


@pytest.fixture(scope="session", autouse=True)
def _warm_is_ended() -> Iterator[None]:
    yield
    end_warm()


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Dataset]:
    """Writes the texts of a dataset's files to a folder of their own, and reads them."""

    def make(targets: str, actuals: str, indicators: str = "") -> Dataset:
        folder = tmp_path_factory.mktemp("dataset")
        texts = {"targets": targets, "actuals": actuals, "indicators": indicators}
        for name, text in texts.items():
            if text:
                (folder / f"{name}.csv").write_text(f"{cleandoc(text)}\n", encoding="utf-8")
        return read(folder)

    return make


TARGETS = "indicator,year,comparator,value\nfirms,2025,>,10000\n"
ACTUALS = "indicator,year,value\nfirms,2022,6348\nfirms,2023,7565\n"


@pytest.fixture(scope="session")
def inspected(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., tuple[Dataset | None, list[Problem]]]:
    """Writes the files of a dataset, text or bytes, and inspects them by their plain names."""
    folder = tmp_path_factory.mktemp("inspected")

    def make(
        actuals: str | bytes = ACTUALS,
        targets: str | bytes = TARGETS,
        indicators: str | bytes | None = None,
        encoding: str = "",
    ) -> tuple[Dataset | None, list[Problem]]:
        files = {"targets": targets, "actuals": actuals, "indicators": indicators}
        paths = {table: f"{table}.csv" for table, text in files.items() if text is not None}
        for table, path in paths.items():
            text = files[table]
            raw = text if isinstance(text, bytes) else f"{cleandoc(str(text))}\n".encode()
            (folder / path).write_bytes(raw)
        with contextlib.chdir(folder):
            return inspect(paths, encoding)

    return make
