"""Reading long yearly tables (indicator, year, value) into series x year matrices."""

import gzip
from pathlib import Path

import numpy as np
import pandas as pd

from targettrack.outlook.features import Floats


def read_panels(history: Path, outcome: Path) -> tuple[np.ndarray, Floats, Floats]:
    """Indicators (n,), history (n, years) and outcome (n, years ahead), rows in the same order.

    The last column of the history is each series' own last year, the first of the outcome the year
    after it; what is not known is NaN.
    """
    past, future = pd.read_csv(history), pd.read_csv(outcome)
    last = past.groupby("indicator")["year"].max()
    for table in (past, future):
        table["ahead"] = table["year"] - table["indicator"].map(last)
    past, future = (
        table.pivot(index="indicator", columns="ahead", values="value") for table in (past, future)
    )
    past = past.reindex(columns=range(past.columns.min(), 1))
    future = future.reindex(index=past.index, columns=range(1, int(future.columns.max()) + 1))
    return past.index.to_numpy(), past.to_numpy(), future.to_numpy()


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
