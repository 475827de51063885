"""What several yardsticks cost beside one: `assess` by all methods against `assess` by opensdg.

The data are those of scale.py, N series of yearly actuals and N goals. Every run is a process of
its own, since memory touched for the first time is dear; the two alternate and medians are
compared. Reading is told apart, and counted in the second ratio, that of the whole job.

    python benchmarks/yardsticks.py
    python benchmarks/yardsticks.py --smoke
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import scale

LINE = "{:>8} {:>8} {:>7} {:>10} {:>7} {:>14} {:>9}"
HEADER = ("series", "methods", "read s", "opensdg s", "all s", "all / opensdg", "with read")


def assessed(folder: Path, methods: list[str]) -> dict[str, float]:
    """Seconds to read the dataset and to assess it."""
    from targettrack.assessment.assess import assess
    from targettrack.dataset.folder import read

    start = time.perf_counter()
    dataset = read(folder)
    between = time.perf_counter()
    table = assess(dataset, methods)
    done = time.perf_counter()
    rows = len(table) // len(dataset.targets)
    return {"read": between - start, "assess": done - between, "methods": rows}


def apart(folder: Path, method: str) -> dict[str, float]:
    """The same in a process of its own."""
    path = os.pathsep.join(filter(None, [str(scale.ROOT / "src"), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, __file__, "--apart", str(folder), method],
        env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def measure(series: int, years: int, runs: int) -> str:
    """A line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        scale.make(Path(folder), series, years)
        pairs = [(apart(Path(folder), "opensdg"), apart(Path(folder), "all")) for _ in range(runs)]
    one, every = (median(pair[which]["assess"] for pair in pairs) for which in (0, 1))
    read = median(run["read"] for pair in pairs for run in pair)
    methods = int(pairs[0][1]["methods"])
    return LINE.format(
        series, methods, f"{read:.2f}", f"{one:.2f}", f"{every:.2f}", f"{every / one:.2f}",
        f"{(read + every) / (read + one):.2f}",
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--series", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3, help="pairs of runs (default 3)")
    parser.add_argument("--smoke", action="store_true", help="a tiny size, once, to see it work")
    parser.add_argument("--apart", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.apart:
        folder, method = chosen.apart
        print(json.dumps(assessed(Path(folder), [method])))
        return
    if chosen.smoke:
        chosen.series, chosen.runs = [500], 1
    print(LINE.format(*HEADER))
    for series in chosen.series:
        print(measure(series, chosen.years, chosen.runs), flush=True)


if __name__ == "__main__":
    main()
