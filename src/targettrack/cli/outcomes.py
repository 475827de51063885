"""How a command speaks and ends: messages and problems on standard error, and its exit code.

Exit codes: 0 done; 1 internal error; 2 usage; 3 the data has problems; 4 a --fail-on gate
tripped; 130 interrupted.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from ..vocabulary.errors import DataError, Problem, UsageError, WriteError
from ..vocabulary.language import _, cause

INTERNAL, USAGE, PROBLEMS, GATE, INTERRUPTED = 1, 2, 3, 4, 130


def say(message: str, ascii_only: bool = False) -> None:
    """One line on standard error, in which nothing acts."""
    from ..render.writers.safe_text import safe, to_ascii
    from ..render.writers.streams import is_ascii

    plain = ascii_only or is_ascii(sys.stderr)
    print(to_ascii(safe(message)) if plain else safe(message), file=sys.stderr)


def say_problems(problems: Sequence[Problem], ascii_only: bool = False) -> None:
    """Every problem on standard error."""
    from ..render.views import problems as rendering
    from ..render.writers.streams import is_ascii

    rendering.write(problems, sys.stderr, ascii_only=ascii_only or is_ascii(sys.stderr))


@contextmanager
def outcomes(ascii_only: bool = False) -> Iterator[None]:
    """Turn what a command raises into messages on stderr and an exit code."""
    code = 0
    try:
        yield
    except (UsageError, WriteError) as error:
        say(_("error: {message}").format(message=error), ascii_only)
        code = USAGE if isinstance(error, UsageError) else INTERNAL
    except DataError as error:
        say_problems(error.problems, ascii_only)
        code = PROBLEMS
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:
        from ..render.writers.streams import hush

        if not isinstance(error, BrokenPipeError):
            say(_("error: {message}").format(message=cause(error)), ascii_only)
            code = INTERNAL
        hush(sys.stdout)
    if code:
        raise typer.Exit(code)
