"""Reading long yearly tables (indicator, year, value) into series x year matrices."""

import gzip
from pathlib import Path

import numpy as np
import pandas as pd

from targettrack.outlook.features import Floats


def read_panels(history: Path, outcome: Path) -> tuple[np.ndarray, Floats, Floats]:
    """Indicators (n,), history (n, years) and outcome (n, later years), rows in the same order."""
    past, future = (
        pd.read_csv(path).pivot(index="indicator", columns="year", values="value")
        for path in (history, outcome)
    )
    past = past.reindex(columns=range(past.columns.min(), past.columns.max() + 1))
    return past.index.to_numpy(), past.to_numpy(), future.loc[past.index].to_numpy()


def made_series(folder: Path) -> tuple[Path, Path]:
    """Forty random walks with a drift, as the two files."""
    random = np.random.default_rng(0)
    walks = np.exp(np.cumsum(random.normal(0.03, 0.05, (40, 26)), axis=1) + 5)
    paths = folder / "history.csv.gz", folder / "outcome.csv.gz"
    for path, first, part in ((paths[0], 2000, walks[:, :20]), (paths[1], 2020, walks[:, 20:])):
        rows = [f"S{n},{first + t},{v}\n" for n, row in enumerate(part) for t, v in enumerate(row)]
        with gzip.open(path, "wt") as stream:
            stream.write("indicator,year,value\n" + "".join(rows))
    return paths
