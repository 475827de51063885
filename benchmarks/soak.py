"""Recording under stress: many writers at once, and writers that are killed.

    python benchmarks/soak.py --minutes 10

Three rounds, over and over. A crowd: processes that each record rows into one file while others
read it; in the end every row must stand there, whole, and no reader may have seen anything but a
whole file. Kills at points: a writer dies, by SIGKILL, before or after its n-th call to the system,
or in the middle of writing a block, for every n there is; the file must be as it was, or have the
row. Kills at random: a writer dies at any moment; every row it had reported as done must be there.
After each kill the next writer goes on at once, and in the end nothing may lie beside the files.

Kills need POSIX. The seed is printed; --seed repeats a run.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads do not survive a fork
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import pandas as pd

from targettrack.dataset.folder import files_of, read
from targettrack.files import atomic
from targettrack.intake.plan import carry_out, plan
from targettrack.intake.row import Row

HEADER = b"indicator,year,value,note\r\n"
FILES = ["actuals.csv", "targets.csv"]
NOTE = 'a note, with "quotes" and\na second line ' + "突破" * 40
CALLS = ("open", "write", "fsync", "close", "replace", "unlink", "chmod", "stat", "fstat")


def dataset(folder: Path) -> Path:
    """A small dataset; its actuals have CRLF line endings."""
    (folder / "targets.csv").write_bytes(b"indicator,year,comparator,value\nfirms,2025,>,10000\n")
    (folder / "actuals.csv").write_bytes(HEADER + b"firms,2022,6346,\r\n")
    return folder


def row(number: int, note: str = NOTE) -> Row:
    """The row of that number: each has a year and an indicator of its own."""
    cells = {"indicator": f"firms-{number // 1000}", "year": str(1000 + number % 1000)}
    return Row("actuals", {**cells, "value": str(number), "note": note}, is_new=True)


def spelt(number: int) -> bytes:
    """The line that row() makes."""
    note = NOTE.replace('"', '""')
    return f'firms-{number // 1000},{1000 + number % 1000},{number},"{note}"\r\n'.encode()


# --- a crowd -------------------------------------------------------------------------------------


def write_many(folder: Path, first: int, count: int) -> None:
    for number in range(first, first + count):
        carry_out(files_of(folder), row(number))


def read_until(folder: Path, done: Any, reads: Any) -> None:
    """Read the file again and again, its rows every fifth time: it only grows, by whole rows."""
    before = b""
    while not done.is_set():
        now = (folder / "actuals.csv").read_bytes()
        assert now.startswith(before), "what stood in the file has changed"
        assert now.endswith(b"\r\n"), "half a row was seen"
        if reads.value % 5 == 0:  # this takes as long as writing a row
            frame = read(folder).actuals
            assert (frame["note"].iloc[1:].astype(str) == NOTE).all(), "a row is not whole"
        before = now
        reads.value += 1
        time.sleep(0.02)  # leave the processor to the writers


def crowd(folder: Path, writers: int, records: int) -> str:
    dataset(folder)
    context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    if os.name == "posix":
        context.set_forkserver_preload(["pandas"])  # once, not once a writer
    done, reads = context.Event(), context.Value("i", 0)
    reader = context.Process(target=read_until, args=(folder, done, reads))
    crowd = [
        context.Process(target=write_many, args=(folder, place * records, records))
        for place in range(writers)
    ]
    for process in (reader, *crowd):
        process.start()
    for process in crowd:
        process.join()
    done.set()
    reader.join()
    assert [process.exitcode for process in (reader, *crowd)] == [0] * (writers + 1)
    lines = (folder / "actuals.csv").read_bytes().removeprefix(HEADER + b"firms,2022,6346,\r\n")
    expected = sorted(spelt(number) for number in range(writers * records))
    assert len(lines) == sum(map(len, expected)), "rows are missing, or more than there should be"
    assert all(line in lines for line in expected), "a row is not whole"
    assert sorted(os.listdir(folder)) == FILES, "something was left beside the files"
    return f"{writers} writers, {writers * records} rows whole, {reads.value} reads meanwhile"


# --- kills ---------------------------------------------------------------------------------------


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def armed(event: int, on: Callable[[], None]) -> list[int]:
    """Have the n-th event call `on`: just before a system call, just after, or half-way."""
    count = [0]

    def happens() -> None:
        count[0] += 1
        if count[0] == event:
            on()

    def wrapped(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            happens()
            if name == "write" and len(arguments[1]) > 64:
                half = len(arguments[1]) // 2
                written = call(arguments[0], arguments[1][:half])
                happens()
                return written
            result = call(*arguments, **options)
            happens()
            return result

        return counted

    for name in CALLS:
        setattr(os, name, wrapped(name, getattr(os, name)))
    return count


def forked(work: Callable[[], int]) -> int:
    """How a child that does this work ends."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 99
    try:
        code = work()
    finally:
        os._exit(code)


def events_of_a_write(folder: Path) -> int:
    """How many events a write has, for kills to be spread over."""
    dataset(folder)
    atomic.CHUNK = 1 << 8

    def work() -> int:
        paths, one = files_of(folder), row(0)
        planned = plan(paths, one)
        count = armed(-1, die)
        carry_out(paths, one, planned=planned)
        return min(count[0], 98)

    events = forked(work)
    assert 20 < events < 98, f"{events} events"
    return events


def kills_at_points(folder: Path, kills: int) -> str:
    events = events_of_a_write(folder)
    dataset(folder)
    path, paths = folder / "actuals.csv", files_of(folder)
    before, planned = path.read_bytes(), plan(paths, row(0))  # the same for every kill
    died = kept = 0
    for number in range(kills):
        event = 1 + (number % events if kills >= events else number * events // kills)

        def work(event: int = event) -> int:
            armed(event, die)
            carry_out(paths, row(0), planned=planned)
            return 0

        code = forked(work)
        assert code in (0, -signal.SIGKILL), f"event {event}: exit code {code}"
        died += code != 0
        now = path.read_bytes()
        assert now in (before, before + spelt(0)), f"broken at event {event}"
        assert code or now != before, "reported as done, and lost"
        kept += now != before
        path.write_bytes(before)  # else there would be more events
    assert died == kills, f"{died} of {kills} died"
    carry_out(files_of(folder), row(kills))
    assert spelt(kills) in path.read_bytes()
    read(folder)
    assert sorted(os.listdir(folder)) == FILES, "a leftover outlived the next writer"
    return (
        f"{died} kills at {events} points, {kept} of them after the row was in, none broke a file"
    )


def kills_at_random(folder: Path, kills: int, chance: random.Random) -> str:
    dataset(folder)
    path = folder / "actuals.csv"
    number = done = 0
    for _ in range(kills):
        ours, theirs = os.pipe()
        if not (child := os.fork()):
            for mine in range(number, number + 1000):
                carry_out(files_of(folder), row(mine))
                os.write(theirs, b".")
            os._exit(0)
        os.close(theirs)
        rows = chance.randrange(3)  # so that some are done however slow the machine is
        reported = sum(len(os.read(ours, 1)) for _ in range(rows))
        time.sleep(chance.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while part := os.read(ours, 1 << 12):
            reported += len(part)
        os.close(ours)
        there = path.read_bytes()
        for mine in range(number, number + reported):
            assert spelt(mine) in there, "reported as done, and lost"
        body = there.removeprefix(HEADER + b"firms,2022,6346,\r\n")
        more = range(number, number + reported + 1)
        assert body in (b"".join(map(spelt, more[:-1])), b"".join(map(spelt, more))), "broken"
        done += reported
        number += reported + 1
        path.write_bytes(HEADER + b"firms,2022,6346,\r\n")
    carry_out(files_of(folder), row(number))
    assert sorted(os.listdir(folder)) == FILES, "a leftover outlived the next writer"
    return f"{kills} kills at random, {done} rows reported as done, none lost, no file broken"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10, help="how long (default 10)")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--records", type=int, default=50, help="rows of each writer")
    parser.add_argument("--kills", type=int, default=200, help="at points; a quarter at random")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--once", action="store_true", help="each round once")
    parser.add_argument("--smoke", action="store_true", help="once and small, to see it work")
    chosen = parser.parse_args()
    if chosen.smoke:
        chosen.once, chosen.writers, chosen.records, chosen.kills = True, 3, 5, 40
    chance = random.Random(chosen.seed)
    print(f"seed {chosen.seed}, pandas {pd.__version__}")
    end = time.monotonic() + 60 * chosen.minutes
    rounds: list[Callable[[Path], str]] = [
        lambda folder: crowd(folder, chosen.writers, chosen.records)
    ]
    if os.name == "posix":
        gc.freeze()  # else each fork copies the whole heap when it collects
        rounds += [
            lambda folder: kills_at_points(folder, chosen.kills),
            lambda folder: kills_at_random(folder, chosen.kills // 4, chance),
        ]
    while True:
        for each in rounds:
            start = time.monotonic()
            with TemporaryDirectory() as folder:
                print(f"{each(Path(folder))} ({time.monotonic() - start:.1f} s)", flush=True)
        if chosen.once or time.monotonic() > end:
            break


if __name__ == "__main__":
    main()
