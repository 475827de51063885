"""How reading and assessing scale, against the fastest plain read of the same files.

For each number of series N this makes, seeded, N series of yearly actuals and N goals as two CSV
files, and measures, each in a process of its own:

    read     targettrack.dataset.folder.inspect: bytes to typed, checked tables
    assess   targettrack.assessment.assess.assess: a verdict on every goal
    peak     the most memory that process held, the interpreter and its libraries included
    plain    the fastest of pyarrow, polars and duckdb (those installed; pandas if none is) at
             merely loading the two files, which checks nothing and answers nothing

The ratio (read + assess) / plain therefore says what the answers cost over touching the data at
all; aims: at most 3, better 2, below 1.5 GiB at 10^6 series x 10 years. Runs alternate and medians
are compared. Imports are not counted; startup.py looks at those. Seconds for 10^6 rows beside each
other show whether the cost is linear.

The peer is how such assessments are usually computed: the Open SDG formula in a loop, with a
pandas frame per indicator, on a sample of min(N, 2000) series held in memory already. It stands
beside the same work of `assess`, in milliseconds an indicator, and must give the same labels.

    python benchmarks/scale.py
    python benchmarks/scale.py --series 100000 --years 30 --without-fast
    python benchmarks/scale.py --smoke
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LAST_YEAR, DEADLINE = 2023, 2030
BASE_YEAR = 2015  # where no base is stated, as Open SDG has it
SAMPLE = 2000
BLOCK = 10_000  # series written at a time
HEADER = (
    "series", "rows", "read s", "assess s", "peak MiB", "plain s", "by", "ratio", "s/1e6 rows",
    "loop ms", "assess ms",
)  # fmt: skip
LINE = "{:>8} {:>9} {:>7} {:>9} {:>9} {:>8} {:<8} {:>5} {:>11} {:>8} {:>10}"
PLAIN: dict[str, Callable[[Any, str], object]] = {
    "pyarrow.csv": lambda library, path: library.read_csv(path),
    "polars": lambda library, path: library.read_csv(path),
    "duckdb": lambda library, path: library.sql(
        f"create table '{path}' as select * from read_csv('{path}')"
    ),
    "pandas": lambda library, path: library.read_csv(path),
}


# What runs in a process of its own. Each prints its figures as JSON.


def make(folder: Path, series: int, years: int) -> dict[str, float]:
    """Random walks of about 3 % growth a year, and goals 5 to 60 % above the last value."""
    import numpy as np

    random = np.random.default_rng(0)
    calendar = range(LAST_YEAR - years + 1, LAST_YEAR + 1)
    row = "".join(f"%s,{year},%.1f\n" for year in calendar)
    with open(folder / "actuals.csv", "w") as actuals, open(folder / "targets.csv", "w") as targets:
        actuals.write("indicator,year,value\n")
        targets.write("indicator,year,comparator,value\n")
        for start in range(0, series, BLOCK):
            size = min(BLOCK, series - start)
            growth = np.cumprod(1 + random.normal(0.03, 0.05, (size, years)), axis=1)
            values = (random.lognormal(8, 1, (size, 1)) * growth).tolist()
            goals = random.uniform(1.05, 1.6, size).tolist()
            for number, (known, goal) in enumerate(zip(values, goals, strict=True), start):
                name = f"S{number:07d}"
                actuals.write(row % tuple(cell for value in known for cell in (name, value)))
                targets.write(f"{name},{DEADLINE},>=,{known[-1] * goal:.1f}\n")
    return {}


def ours(folder: Path, with_fast: bool) -> dict[str, float]:
    if not with_fast:
        sys.modules["pyarrow"] = None  # type: ignore[assignment]
    elif importlib.util.find_spec("pyarrow"):
        importlib.import_module("pyarrow.csv")
    from targettrack.assessment.assess import assess
    from targettrack.dataset.folder import files_of, inspect

    start = time.perf_counter()
    dataset, problems = inspect(files_of(folder))
    read = time.perf_counter()
    assert dataset is not None
    assert not problems
    table = assess(dataset, ["opensdg"])
    done = time.perf_counter()
    assert len(table) == len(dataset.targets)
    return {"read": read - start, "assess": done - read, "peak": peak()}


def plain(folder: Path, name: str) -> dict[str, float]:
    library = importlib.import_module(name)
    start = time.perf_counter()
    kept = [PLAIN[name](library, str(folder / f"{table}.csv")) for table in ("actuals", "targets")]
    seconds = time.perf_counter() - start
    assert len(kept) == 2
    return {"seconds": seconds}


def loop(folder: Path, years: int) -> dict[str, float]:
    """The peer on the sample, checked against the labels of `assess`."""
    import pandas as pd

    from targettrack.assessment.assess import assess
    from targettrack.dataset.folder import files_of, inspect

    targets = pd.read_csv(folder / "targets.csv", nrows=SAMPLE)
    actuals = pd.read_csv(folder / "actuals.csv", nrows=SAMPLE * years)
    frames = dict(iter(actuals.groupby("indicator")))
    goals = dict(zip(targets["indicator"], targets["value"], strict=True))
    start = time.perf_counter()
    labels = {name: open_sdg(frame, goals[name]) for name, frame in frames.items()}
    seconds = time.perf_counter() - start
    dataset, _ = inspect(files_of(folder))
    assert dataset is not None
    table = assess(dataset, ["opensdg"])[: len(targets)]
    assert table["label"].tolist() == [labels[name] for name in table["indicator"]]
    return {"ms": 1e3 * seconds / len(labels)}


def open_sdg(frame: Any, target: float) -> str:
    """Progress of one indicator as sdg-build judges it, for a goal above the present value."""
    latest_year = frame["year"].max()
    base_year = frame.loc[frame["year"] >= BASE_YEAR, "year"].min()
    latest = frame.loc[frame["year"] == latest_year, "value"].iloc[0]
    base = frame.loc[frame["year"] == base_year, "value"].iloc[0]
    if latest >= target:
        return "target_achieved"
    observed = (latest / base) ** (1 / (latest_year - base_year)) - 1
    required = (target / base) ** (1 / (DEADLINE - base_year)) - 1
    ratio = observed / abs(required)
    if ratio >= 0.95:
        return "substantial_progress"
    if ratio >= 0.6:
        return "moderate_progress"
    return "limited_progress" if ratio >= 0 else "deterioration"


def peak() -> float:
    """The most memory this process held, in MiB; NaN on Windows."""
    if sys.platform == "win32":
        return float("nan")
    if sys.platform == "linux":  # getrusage would count what the parent held before the fork
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


# What runs here: one process after the other, and the table.


def apart(what: str, folder: Path, *arguments: object) -> dict[str, float]:
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, __file__, "--apart", what, str(folder), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def run_apart(what: str, folder: str, *arguments: str) -> dict[str, float]:
    place = Path(folder)
    if what == "make":
        return make(place, int(arguments[0]), int(arguments[1]))
    if what == "ours":
        return ours(place, arguments[0] == "True")
    if what == "loop":
        return loop(place, int(arguments[0]))
    return plain(place, what)


def measure(series: int, years: int, runs: int, with_fast: bool) -> str:
    """A line of the table."""
    libraries = [name for name in PLAIN if importlib.util.find_spec(name.partition(".")[0])]
    libraries = libraries if libraries == ["pandas"] else libraries[:-1]
    mine: list[dict[str, float]] = []
    theirs: dict[str, list[float]] = {name: [] for name in libraries}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        apart("make", place, series, years)
        for _ in range(runs):
            mine.append(apart("ours", place, with_fast))
            for name in libraries:
                theirs[name].append(apart(name, place)["seconds"])
        peer = apart("loop", place, years)["ms"]
    read, assess, most = (median(run[name] for run in mine) for name in ("read", "assess", "peak"))
    total = median(run["read"] + run["assess"] for run in mine)
    fastest, reference = min((median(times), name) for name, times in theirs.items())
    rows = series * (years + 1)
    cells = (
        series, rows, f"{read:.2f}", f"{assess:.2f}", f"{most:.0f}", f"{fastest:.2f}",
        reference.partition(".")[0], f"{total / fastest:.1f}", f"{1e6 * total / rows:.2f}",
        f"{peer:.2f}", f"{1e3 * assess / series:.4f}",
    )  # fmt: skip
    return LINE.format(*cells)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--series", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3, help="runs of each (default 3)")
    parser.add_argument("--without-fast", action="store_true", help="as if pyarrow were missing")
    parser.add_argument("--smoke", action="store_true", help="a tiny size, once, to see it work")
    parser.add_argument("--apart", nargs="+", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.apart:
        print(json.dumps(run_apart(*chosen.apart)))
        return
    if chosen.smoke:
        chosen.series, chosen.runs = [500], 1
    print(LINE.format(*HEADER))
    for series in chosen.series:
        print(measure(series, chosen.years, chosen.runs, not chosen.without_fast), flush=True)


if __name__ == "__main__":
    main()
