"""What the tests share: a dataset made from the text of its files."""

from collections.abc import Callable, Iterator
from inspect import cleandoc
from itertools import count

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

    folders = tmp_path_factory.mktemp("datasets")
    numbers = count()

    def make(targets: str, actuals: str, indicators: str = "") -> Dataset:
        folder = folders / str(next(numbers))  # mktemp would look through all there are
        folder.mkdir()
        texts = {"targets": targets, "actuals": actuals, "indicators": indicators}
        for name, text in texts.items():
            if text:
                (folder / f"{name}.csv").write_text(f"{cleandoc(text)}\n", encoding="utf-8")
        return read(folder)

    return make


TARGETS = "indicator,year,comparator,value\nfirms,2025,up,\n"
ACTUALS = "indicator,year,value\nfirms,2022,6348\nfirms,2023,7565\n"


@pytest.fixture(scope="session")
def inspected() -> Callable[..., tuple[Dataset | None, list[Problem]]]:
    """Inspects files, text or bytes, by their plain names; none of them is written anywhere."""

    def make(
        actuals: str | bytes = ACTUALS,
        targets: str | bytes = TARGETS,
        indicators: str | bytes | None = None,
        encoding: str = "",
    ) -> tuple[Dataset | None, list[Problem]]:
        files = {"targets": targets, "actuals": actuals, "indicators": indicators}
        instead = {
            table: text if isinstance(text, bytes) else f"{cleandoc(text)}\n".encode()
            for table, text in files.items()
            if text is not None
        }
        return inspect({table: f"{table}.csv" for table in instead}, encoding, instead)

    return make
