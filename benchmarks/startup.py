"""How long the program takes to start, against what its imports cost anybody.

Measured is the whole process, interpreter and all, as a user waits for it:

    targettrack status data    against    python -c "import typer, rich.table, pandas"
    targettrack --help         against    python -c "import typer, rich"

The references are what any program on these libraries pays before its first line, so the ratio is
the share that is this project's own, whatever the machine. Aims: 1.25 and 1.3. Runs of the command
and of its reference alternate, so that a busy moment hits both, and medians are compared. Last, the
import log of `--help` is searched for pandas and numpy, which help must never wait for.

    python benchmarks/startup.py --runs 15
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ("-m", "targettrack")
PAIRS = (
    (("status", "data"), "import typer, rich.table, pandas", 1.25),
    (("--help",), "import typer, rich", 1.3),
)


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this interpreter in the repository, with the package as it stands there."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip


def seconds(arguments: Sequence[str]) -> float:
    start = time.perf_counter()
    python(*arguments)
    return time.perf_counter() - start


def compare(command: Sequence[str], reference: Sequence[str], runs: int) -> tuple[float, float]:
    """Median seconds of both, run in turn after one run each that warms the caches."""
    times = [(seconds(command), seconds(reference)) for _ in range(runs + 1)][1:]
    ours, theirs = zip(*times, strict=True)
    return median(ours), median(theirs)


def imported_by_help() -> set[str]:
    log = python("-X", "importtime", *PROGRAM, "--help").stderr
    return {line.rpartition("|")[2].strip() for line in log.splitlines()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=11, help="runs of each (default 11)")
    parser.add_argument("--smoke", action="store_true", help="once, to see it work")
    chosen = parser.parse_args()
    runs = 1 if chosen.smoke else chosen.runs
    print(f"{'command':<26}{'ms':>6}   {'reference':<36}{'ms':>6}{'ratio':>8}{'aim':>7}")
    for arguments, reference, aim in PAIRS:
        ours, theirs = compare([*PROGRAM, *arguments], ["-c", reference], runs)
        print(
            f"{'targettrack ' + ' '.join(arguments):<26}{ours * 1e3:>6.0f}   "
            f"{reference:<36}{theirs * 1e3:>6.0f}{ours / theirs:>8.2f}{aim:>7.2f}"
        )
    heavy = {"pandas", "numpy"} & imported_by_help()
    assert not heavy, f"--help imports {', '.join(sorted(heavy))}"
    print("--help imports neither pandas nor numpy")


if __name__ == "__main__":
    main()
