"""How a command ends: what it raises as messages on standard error and an exit code.

Exit codes: 0 done; 1 internal error; 2 usage; 3 the data has problems; 4 a --fail-on gate
tripped; 130 interrupted.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from ..vocabulary.errors import DataError, UsageError, WriteError
from ..vocabulary.language import _, cause
from .messages import say, say_problems

INTERNAL, USAGE, PROBLEMS, GATE, INTERRUPTED = 1, 2, 3, 4, 130


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
