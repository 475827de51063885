"""What the tests of the command line share: runs, what they printed, a small dataset."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
from collections.abc import Sequence
from threading import Thread

import pytest
from running import Run, run

on_posix = pytest.mark.skipif(os.name != "posix", reason="needs pseudo terminals, fifos, signals")


GOALS = """
    indicator,year,comparator,value,announced
    firms,2025,>,10000,2023-03
    firms,2027,>,12700,
    """
ACTUALS = """
    indicator,year,value,published
    firms,2022,6346,2023-02
    firms,2023,7565,2024-02-27
    """


def runs(*commands: Sequence[object], **settings: str) -> list[Run]:
    """Several commands, one after another."""
    return [run(*arguments, **settings) for arguments in commands]


def drawn(out: str) -> list[dict[str, str]]:
    """The rows of a drawn table by its headers; blank cells at the end of a row are left out."""
    header, _rule, *rows = (re.split(r"\s{2,}", line) for line in out.split("\n\n")[0].splitlines())
    return [dict(zip(header, row, strict=False)) for row in rows]


def records(out: str) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(out)))


def on_terminal(width: int, *arguments: object, **settings: str) -> str:
    """What a terminal of that width is sent."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    sent: list[bytes] = []

    def read() -> None:
        with contextlib.suppress(OSError):  # how Linux says that the other side is closed
            while part := os.read(ours, 1 << 16):
                sent.append(part)

    reader = Thread(target=read)
    reader.start()
    settings = {"TERM": "xterm-256color", **settings}
    done = run(*arguments, stdout=os.ttyname(theirs), **settings)
    os.close(theirs)
    reader.join()
    os.close(ours)
    assert done == (0, "", "")
    return b"".join(sent).decode().replace("\r\n", "\n")


def uncoloured(sent: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", sent)
