"""One writer of a file at a time.

Writers that add to what a file holds queue at a lock: `.NAME.lock` beside the file, held by
flock (POSIX) or msvcrt.locking (Windows). The system releases it when its holder ends in any
way, so no lock outlives its writer; a file of that name that nobody holds means nothing, and the
next writer removes it. A holder that stands still is waited for PATIENCE seconds.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..vocabulary.errors import WriteError
from ..vocabulary.language import _

PATIENCE = 60.0  # seconds that a lock is waited for
_PAUSE = 0.005  # seconds between two looks at a lock
_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def locked(target: Path, patience: float | None = None) -> Iterator[None]:
    """Be the only one who writes `target`, waiting for others. Raises OSError, or WriteError."""
    path = target.with_name(f".{target.name}.lock")
    last = time.monotonic() + (PATIENCE if patience is None else patience)
    while (handle := _take_lock(path)) is None:
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
        _release(path, handle)


def _take_lock(path: Path) -> int | None:
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
        if _is_held(handle) and _is_at(handle, path):
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

    def _is_held(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(path: Path, handle: int) -> None:
        with suppress(OSError):
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)
        with suppress(OSError):  # others have it open: the last of them removes it
            os.unlink(path)

else:
    import fcntl

    def _is_held(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(path: Path, handle: int) -> None:
        with suppress(OSError):
            os.unlink(path)  # while it is held: who waits for it sees that it is gone
        os.close(handle)
