"""Files written whole or not at all, and by one writer at a time.

A new file is written beside the old one, brought to the disk, and then takes its name: whoever
reads meanwhile, and whatever ends the program on the way, there is the old file or the new one.

Writers that add to what a file holds queue at a lock: `.NAME.lock` beside the file, held by
flock (POSIX) or msvcrt.locking (Windows). The system lets go of it when its holder ends in any
way, so it is never stale; a file of that name that nobody holds means nothing, and the next
writer removes it. A holder that stands still is waited for PATIENCE seconds. The temporary file
of such writers has one fixed name, `.NAME.new`, and the next writer removes what a killed one left.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..vocabulary.errors import UsageError, WriteError
from ..vocabulary.language import _, cause

PATIENCE = 60.0  # seconds that a lock is waited for
CHUNK = 1 << 20  # bytes written at a time
_PAUSE = 0.005  # seconds between two looks at a lock
_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

# What whoever called can do something about; all else is a failure of the system.
_REFUSED = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR}
    | {errno.ENAMETOOLONG, errno.ELOOP}
)
# A folder cannot be brought to the disk on some file systems, or by somebody who cannot read it.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF})

Mark = tuple[int, ...]


def mark(path: Path) -> Mark:
    """What tells one state of a file from another, without reading it. Raises OSError."""
    seen = path.stat()
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns


def store(target: Path, data: bytes, seen: Mark) -> bool:
    """Have `data` take the place of a file, under its lock.

    False, and nothing is done, if the file is no longer as it was `seen`. Raises OSError.
    """
    if not is_writable(target):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    temporary = target.with_name(f".{target.name}.new")
    with suppress(FileNotFoundError):
        temporary.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    handle = os.open(temporary, flags, 0o600)
    with _removed(temporary):
        try:
            for start in range(0, len(data), CHUNK):
                _write(handle, data[start : start + CHUNK])
        finally:
            os.close(handle)
        _settle(temporary, target)
        if mark(target) != seen:
            return False
        _take_place(temporary, target)
    return True


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A temporary file in the folder of `target` that takes its name at the end. Raises OSError."""
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name}.", suffix=target.suffix, dir=target.parent
    )
    os.close(handle)
    temporary = Path(name)
    with _removed(temporary):
        yield temporary
        _settle(temporary, target)
        _take_place(temporary, target)


@contextmanager
def failures_told(path: str | Path) -> Iterator[None]:
    """Put an OSError in words: UsageError where the call cannot be carried out, else WriteError."""
    try:
        yield
    except OSError as error:
        told = _('"{path}" cannot be written: {why}').format(path=path, why=cause(error))
        raise (UsageError if error.errno in _REFUSED else WriteError)(told) from None


def is_writable(path: Path) -> bool:
    """Whether a file may be written, as its own mode says; replacing it asks the folder alone."""
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


@contextmanager
def _removed(temporary: Path) -> Iterator[None]:
    """Remove a temporary file that has not become something else."""
    try:
        yield
    finally:
        with suppress(OSError):
            temporary.unlink()


def _settle(temporary: Path, target: Path) -> None:
    """Give a new file the mode, and where possible the owner, of the old one; bring it to disk."""
    try:
        old = target.stat()
    except FileNotFoundError:
        temporary.chmod(0o666 & ~_umask())
    else:
        own = temporary.stat()
        if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (old.st_uid, old.st_gid):
            with suppress(OSError):
                os.chown(temporary, old.st_uid, old.st_gid)
        temporary.chmod(stat.S_IMODE(old.st_mode) & 0o777)
    handle = os.open(temporary, os.O_RDWR | _BINARY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _take_place(temporary: Path, target: Path) -> None:
    """Rename, and bring the folder to the disk."""
    for tries in range(100, -1, -1):
        try:
            os.replace(temporary, target)
            break
        except PermissionError:  # on Windows, as long as somebody reads the old file
            if os.name != "nt" or not tries:
                raise
            time.sleep(0.02)
    if os.name != "posix":
        return
    try:
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise WriteError(
                _('"{path}" is written, but may not outlast a loss of power: {why}').format(
                    path=target, why=cause(error)
                )
            ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def locked(target: Path, patience: float | None = None) -> Iterator[None]:
    """Be the only one who writes `target`, waiting for others. Raises OSError, or WriteError."""
    path = target.with_name(f".{target.name}.lock")
    last = time.monotonic() + (PATIENCE if patience is None else patience)
    while (handle := _attempt(path)) is None:
        if time.monotonic() > last:
            raise WriteError(
                _('"{path}" is being written by another program that does not finish').format(
                    path=target
                )
            )
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        _let_go(path, handle)


def _attempt(path: Path) -> int | None:
    """The lock, open and held; None where somebody else has it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _BINARY | _NO_LINK, 0o666)
    except PermissionError:
        if not path.exists():
            raise
        if os.name == "nt":  # about to be removed by its last holder
            return None
        handle = os.open(path, os.O_RDONLY | _NO_LINK)  # left by another user
    try:
        if _hold(handle) and _is_at(handle, path):
            return handle
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _is_at(handle: int, path: Path) -> bool:
    """Whether an open lock still stands in its place: its last holder may have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(path: Path, handle: int) -> None:
        with suppress(OSError):
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)
        with suppress(OSError):  # others have it open: the last of them removes it
            os.unlink(path)

else:
    import fcntl

    def _hold(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(path: Path, handle: int) -> None:
        with suppress(OSError):
            os.unlink(path)  # while it is held: who waits for it sees that it is gone
        os.close(handle)
