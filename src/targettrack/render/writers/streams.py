"""Where output goes and what that place can show: width, colour, ASCII, files written whole."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ...files.atomic import beside, failures_told
from ...vocabulary.errors import UsageError
from ...vocabulary.language import _


def is_ascii(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether only ASCII is safe: under the C locale, or an encoding without rules and words.

    GBK has both, though not every sign: `lacks_signs`.
    """
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    return locale in ("C", "POSIX") or not _can_show("…─", stream)


def lacks_signs(path: str) -> bool:
    """Whether the signs of verdicts are to be ASCII at `path`; files are in UTF-8."""
    return is_standard_output(path) and (is_ascii(sys.stdout) or not _can_show("✓➚", sys.stdout))


def _can_show(text: str, stream: TextIO) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def has_colour(stream: TextIO, wanted: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """Colour only on a terminal, never with NO_COLOR or on one that calls itself dumb."""
    return (
        wanted and stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    )


def width(stream: TextIO) -> int | None:
    """Columns of the terminal; None where the stream is none, so that nothing is hidden."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


@contextmanager
def text_to(path: str) -> Iterator[TextIO]:
    """A text stream to a file, or to standard output for "" and "-"; UTF-8 in files.

    The file appears whole or not at all. Raises UsageError where it cannot be written.
    """
    if is_standard_output(path):
        try:
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read it has seen enough
            hush(sys.stdout)
        return
    with whole_file(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as stream:
        yield stream


def is_standard_output(path: str) -> bool:
    """Whether what is written to `path` goes to standard output."""
    return path in ("", "-")


def is_ascii_at(path: str) -> bool:
    """Whether only ASCII is safe at `path`; files are in UTF-8."""
    return is_standard_output(path) and is_ascii(sys.stdout)


def hush(stream: TextIO) -> None:
    """Send what `stream` still holds, and all to come, nowhere: nothing fails at exit either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def whole_file(path: str) -> Iterator[Path]:
    """A temporary file that becomes the one at `path`, whole or not at all.

    A device there is written directly. Raises UsageError where it is a folder.
    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file():  # /dev/stdout and the like
        if target.is_dir():
            raise UsageError(_('"{path}" is a folder; name a file').format(path=path))
        yield target
        return
    with failures_told(path), beside(target) as temporary:
        yield temporary
