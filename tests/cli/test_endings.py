"""How it ends: closed pipes, full disks, interrupts, and the exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from printed import on_posix
from running import ROOT, command, environment, run


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset whose tables hold more than a pipe does."""
    folder = tmp_path_factory.mktemp("large")
    goals = (f"firms-{place},2025,>,1000\n" for place in range(3000))
    facts = (f"firms-{place},2025,900\n" for place in range(3000))
    (folder / "targets.csv").write_text("indicator,year,comparator,value\n" + "".join(goals))
    (folder / "actuals.csv").write_text("indicator,year,value\n" + "".join(facts))
    return folder


@on_posix
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--format", "csv"], 0),
        (["--format", "table"], 0),
        (["--format", "json", "--fail-on", "missed"], 4),  # the gate holds for a pipe too
    ],
)
def test_a_closed_pipe_ends_quietly(large: Path, arguments: list[str], code: int) -> None:
    process = subprocess.Popen(
        command("status", large, *arguments),
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    with process.stderr:
        told = process.stderr.read()
    assert process.wait() == code
    assert len(told.splitlines()) == (22 if code == 4 else 0)  # what failed: a title, 20, the rest


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [["status"], ["status", "-f", "csv"], ["check", "nowhere"], ["--help"], ["--version"]],
)
def test_a_full_disk_is_told_in_one_line(arguments: list[str]) -> None:
    assert run(*arguments, stdout="/dev/full") == (1, "", "error: No space left on device\n")


@on_posix
def test_standard_output_may_be_closed() -> None:
    for arguments in ("status", "--version"):
        closing = f'"$0" -m targettrack {arguments} >&-'
        done = subprocess.run(
            ["sh", "-c", closing, sys.executable],
            cwd=ROOT,
            env=environment({}),
            capture_output=True,
        )
        assert (done.returncode, done.stderr) == (0, b"")


@on_posix
def test_an_interrupt_ends_with_130(tmp_path: Path) -> None:
    fifo = tmp_path / "actuals.csv"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        command("status", "--targets", ROOT / "data" / "targets.csv", "--actuals", fifo),
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        restore_signals=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with open(fifo, "wb"):  # waits until the program has opened its end
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == (b"", b"")
    assert process.returncode == 130
