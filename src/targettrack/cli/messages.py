"""Messages and problems on standard error."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..vocabulary.errors import Problem


def say(message: str, ascii_only: bool = False) -> None:
    """One line on standard error, in which nothing acts."""
    from ..render.writers.safe_text import safe, to_ascii
    from ..render.writers.streams import is_ascii

    plain = ascii_only or is_ascii(sys.stderr)
    print(to_ascii(safe(message)) if plain else safe(message), file=sys.stderr)


def say_problems(problems: "Sequence[Problem]", ascii_only: bool = False) -> None:
    """Every problem on standard error."""
    from ..render.views import problems as rendering
    from ..render.writers.streams import is_ascii

    rendering.write(problems, sys.stderr, ascii_only=ascii_only or is_ascii(sys.stderr))
