"""Files written whole or not at all, and by one writer at a time.

A new file is written beside the old one, brought to the disk, and then takes its name: whoever
reads meanwhile, and whatever ends the program on the way, there is the old file or the new one.

`store` is for writers that hold the lock of the file (see `lock`): its temporary file has one fixed
name, `.NAME.new`, and the next writer removes what a killed one left.
"""

import errno
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..vocabulary.errors import UsageError, WriteError
from ..vocabulary.language import _, cause

CHUNK = 1 << 20  # bytes written at a time
_BINARY = getattr(os, "O_BINARY", 0)

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
