"""Problems as text: the place, the line of the file with the cell underlined, the remedy."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len

from ...vocabulary.errors import Problem
from ...vocabulary.language import _
from ...vocabulary.problems import RULES
from ..writers.safe_text import safe, to_ascii

WIDEST = 96  # display cells of a quoted line
LONGEST_CELL = 40
LONGEST_MESSAGE = 400


def write(problems: Iterable[Problem], stream: TextIO, *, ascii_only: bool = False) -> None:
    """Each problem on a few lines, in the order given."""
    for problem in problems:
        for line in describe(problem):
            stream.write((to_ascii(line) if ascii_only else line) + "\n")


def describe(problem: Problem) -> Iterator[str]:
    """`file:line:column code message`, the line quoted and the cell underlined, the remedy."""
    rule = f"{RULES[problem.code]}: " if problem.code in RULES else ""
    told = safe(f"{problem.place} {problem.code} {rule}")
    yield told + _cut(safe(problem.message), LONGEST_MESSAGE)
    if problem.cells and problem.column:
        quoted, underline = _quote(problem.cells, problem.column - 1)
        yield f"    {quoted}"
        yield f"    {underline}"
    elif problem.cells:
        near = [_spell(cell) for cell in problem.cells[: WIDEST // 2]]
        line = ",".join(near) if len(problem.cells) > 1 else safe(problem.cells[0])
        yield f"    {_cut(line, WIDEST)}"
    yield "    " + _("remedy: {remedy}").format(remedy=safe(problem.remedy))


def _quote(cells: Sequence[str], place: int) -> tuple[str, str]:
    """The cells around `place` as they stand in the file, and a line that marks that cell."""
    first = max(0, place - 5)
    near = [_spell(cell) for cell in cells[first : place + 6]]
    while cell_len(",".join(near)) > WIDEST and len(near) > 1:
        if place - first > 0 and (place - first) >= len(near) // 2:
            near.pop(0)
            first += 1
        else:
            near.pop()
    before = ",".join(near[: place - first])
    before = ("…," if first else "") + (before + "," if before else "")
    after = "".join("," + cell for cell in near[place - first + 1 :])
    after += ",…" if first + len(near) < len(cells) else ""
    cell = near[place - first]
    return before + cell + after, " " * cell_len(before) + "^" * max(1, cell_len(cell))


def _spell(cell: str) -> str:
    text = _cut(safe(cell), LONGEST_CELL)
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"') else text


def _cut(text: str, size: int) -> str:
    """At most `size` display cells of `text`, and a mark where that is not all."""
    width = 0
    for place, character in enumerate(text):
        width += max(1, cell_len(character))
        if width > size:
            return text[:place] + "…"
    return text
