"""targettrack in a process of its own, as a user starts it, without the time a start takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SETTINGS = ("LANG", "LC_", "COLUMNS", "NO_COLOR", "TERM", "PYTHONUTF8", "PYTHONIOENCODING")


class Run(NamedTuple):
    """How a process ended, and what it wrote."""

    code: int
    out: str
    err: str


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment without what steers the program, then `settings`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    return {**own, "LANG": "en_US.UTF-8", "PYTHONUTF8": "1", **settings}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "targettrack", *map(str, arguments)]


# Starting pandas takes longer than most commands: one process that has loaded it, and nothing of
# targettrack, forks a process for each command, which runs as `python -m targettrack` from there.
WARM = """
import gc, json, os, runpy, signal, sys
import pandas, rich.console, typer

sys.dont_write_bytecode, sys.pycache_prefix = False, sys.argv[1]  # else each may compile its own
gc.freeze()  # else each fork copies the whole heap when it collects or ends
for line in sys.stdin:
    asked = json.loads(line)
    if not (child := os.fork()):
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    sys.exit()

for place, name in enumerate(asked["files"]):
    os.dup2(os.open(name, (os.O_WRONLY if place else os.O_RDONLY) | os.O_NOCTTY), place)
sys.stdin = open(0, closefd=False)
signal.alarm(60)  # nothing here takes as long
os.environ.clear()
os.environ.update(asked["environment"])
os.chdir(asked["cwd"])
sys.argv = ["targettrack", *asked["arguments"]]
runpy.run_module("targettrack", run_name="__main__", alter_sys=True)
"""


@cache
def bytecode() -> str:
    """A folder for what the forked processes compile, so that only the first one does."""
    return mkdtemp()


@cache
def warm() -> subprocess.Popen[str]:
    """The process that forks."""
    return subprocess.Popen(
        [sys.executable, "-c", WARM, bytecode()],
        env=environment({"OPENBLAS_NUM_THREADS": "1"}),  # threads do not survive a fork
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def end_warm() -> None:
    """End the process that forks, if one was started."""
    if warm.cache_info().currsize:
        warm().communicate()
        warm.cache_clear()
        rmtree(bytecode())
        bytecode.cache_clear()


def run_to(
    streams: Sequence[str], arguments: Sequence[object], cwd: Path, settings: Mapping[str, str]
) -> int:
    """Exit code of targettrack with standard input, output and error at these paths."""
    if os.name != "posix" or any(name.startswith("PYTHON") for name in settings):
        with open(streams[0]) as stdin, open(streams[1], "w") as out, open(streams[2], "w") as err:
            pipes = {"stdin": stdin, "stdout": out, "stderr": err}
            return subprocess.call(command(*arguments), cwd=cwd, env=environment(settings), **pipes)
    asked = {
        "files": streams,
        "environment": environment(settings),
        "cwd": str(cwd),
        "arguments": list(map(str, arguments)),
    }
    process = warm()
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(asked) + "\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def run(
    *arguments: object, cwd: Path = ROOT, stdin: str = "", stdout: str = "", **settings: str
) -> Run:
    """targettrack with these arguments; `settings` are environment variables."""
    with TemporaryDirectory() as scratch:
        streams = [os.path.join(scratch, name) for name in ("stdin", "stdout", "stderr")]
        for path, text in zip(streams, (stdin, "", ""), strict=True):
            Path(path).write_bytes(text.encode())
        code = run_to([streams[0], stdout or streams[1], streams[2]], arguments, cwd, settings)
        out, err = (Path(path).read_bytes().decode() for path in streams[1:])
        return Run(code, out.replace("\r\n", "\n"), err.replace("\r\n", "\n"))
