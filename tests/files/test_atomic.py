"""Files written whole or not at all, whatever the system does; one writer at a time."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from targettrack.files.atomic import beside, failures_told, mark, store
from targettrack.files.lock import locked
from targettrack.vocabulary.errors import UsageError, WriteError

on_posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and flock are POSIX")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "actuals.csv"
    path.write_bytes(b"old")
    return path


def failing(code: int) -> Callable[..., Any]:
    def call(*arguments: object, **options: object) -> Any:
        raise OSError(code, os.strerror(code))

    return call


def names(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_a_file_is_replaced(file: Path) -> None:
    assert store(file, b"new", mark(file))
    assert file.read_bytes() == b"new"
    assert names(file) == ["actuals.csv"]


@pytest.mark.parametrize(
    ("call", "code", "kind"),
    [
        ("write", errno.ENOSPC, WriteError),
        ("fsync", errno.EIO, WriteError),
        ("replace", errno.EIO, WriteError),
        ("open", errno.EROFS, UsageError),
        ("open", errno.EACCES, UsageError),
        ("replace", errno.EPERM, UsageError),
        ("open", errno.EMFILE, WriteError),
    ],
)
def test_a_fault_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, kind: type[Exception]
) -> None:
    seen = mark(file)
    monkeypatch.setattr(os, call, failing(code))
    with pytest.raises(kind, match="cannot be written"), failures_told(file):
        store(file, b"new", seen)
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert names(file) == ["actuals.csv"]


def test_a_disk_that_fills_up_half_way(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, room = os.write, [10]

    def short(handle: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        done = write(handle, data[: room[0]])
        room[0] -= done
        return done

    monkeypatch.setattr(os, "write", short)
    with pytest.raises(WriteError, match="No space left"), failures_told(file):
        store(file, b"new" * 10, mark(file))
    assert file.read_bytes() == b"old"
    assert names(file) == ["actuals.csv"]
    room[0] = 1000
    assert store(file, b"new" * 10, mark(file))
    assert file.read_bytes() == b"new" * 10


def test_short_writes_are_carried_on(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    assert store(file, b"0123456789", mark(file))
    assert file.read_bytes() == b"0123456789"


@on_posix
def test_a_folder_that_does_not_reach_the_disk(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync, codes = os.fsync, [errno.EIO, errno.EINVAL]

    def once(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            failing(codes.pop(0))()
        sync(handle)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc")
    monkeypatch.setattr(os, "fsync", once)
    with pytest.raises(WriteError, match="is written, but may not outlast a loss of power"):
        store(file, b"new", mark(file))
    assert file.read_bytes() == b"new"
    assert store(file, b"newer", mark(file))  # EINVAL: the file system has no such thing
    assert file.read_bytes() == b"newer"


def test_an_interrupt_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    seen = mark(file)
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store(file, b"new", seen)
    assert file.read_bytes() == b"old"
    assert names(file) == ["actuals.csv"]


def test_a_file_that_has_changed_is_not_replaced(file: Path) -> None:
    seen = mark(file)
    file.write_bytes(b"somebody else's")
    assert not store(file, b"new", seen)
    assert file.read_bytes() == b"somebody else's"
    assert names(file) == ["actuals.csv"]


def test_what_a_killed_writer_left_is_removed(file: Path) -> None:
    file.with_name(".actuals.csv.new").write_bytes(b"hal")
    file.with_name(".actuals.csv.lock").touch()
    with locked(file):
        assert store(file, b"new", mark(file))
    assert file.read_bytes() == b"new"
    assert names(file) == ["actuals.csv"]


@on_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_is_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    assert store(file, b"new", mark(file))
    assert file.stat().st_mode & 0o777 == mode


def test_a_read_only_file_is_not_replaced(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(UsageError, match="Permission denied"), failures_told(file):
        store(file, b"new", mark(file))
    assert file.read_bytes() == b"old"
    file.chmod(0o644)


@on_posix
def test_a_link_in_the_place_of_the_temporary_file_is_not_followed(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(b"other")
    file.with_name(".actuals.csv.new").symlink_to(other)
    assert store(file, b"new", mark(file))
    assert (file.read_bytes(), other.read_bytes()) == (b"new", b"other")
    file.with_name(".actuals.csv.lock").symlink_to(other)
    with pytest.raises(UsageError), failures_told(file), locked(file):
        pass


# --- the lock ------------------------------------------------------------------------------------

HOLDER = """
import sys, time
from pathlib import Path
from targettrack.files.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holder(file: Path, seconds: float) -> subprocess.Popen[str]:
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_writers_wait_for_each_other(file: Path) -> None:
    start = time.monotonic()
    with holder(file, 0.5) as process:
        with locked(file):
            assert time.monotonic() - start > 0.4
        assert process.wait() == 0
    assert names(file) == ["actuals.csv"]


def test_a_writer_that_stands_still_is_not_waited_for_for_ever(file: Path) -> None:
    with holder(file, 60) as process:
        with pytest.raises(WriteError, match="by another program"), locked(file, patience=0.1):
            pass
        process.kill()


def test_a_killed_holder_holds_no_more(file: Path) -> None:
    with holder(file, 60) as process:
        process.kill()
        process.wait()
        assert ".actuals.csv.lock" in names(file)
        with locked(file, patience=5):
            pass
    assert names(file) == ["actuals.csv"]


def test_the_lock_is_let_go_after_a_fault(file: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(file):
        raise ZeroDivisionError
    with locked(file, patience=0):
        pass


# --- files that no one adds to -------------------------------------------------------------------


def test_beside_makes_a_file_or_none(tmp_path: Path) -> None:
    target = tmp_path / "report.csv"
    with pytest.raises(ZeroDivisionError), beside(target) as temporary:
        temporary.write_bytes(b"half" * (1 // 0))
    assert list(tmp_path.iterdir()) == []
    with beside(target) as temporary:
        temporary.write_bytes(b"whole")
        assert temporary.suffix == ".csv"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]
    assert target.read_bytes() == b"whole"
