"""Where problems were found, in short."""

from collections.abc import Sequence

from targettrack.vocabulary.errors import Problem


def found_at(problems: Sequence[Problem]) -> list[str]:
    """Each problem as `file:line:column code`."""
    return [f"{problem.place} {problem.code}" for problem in problems]
