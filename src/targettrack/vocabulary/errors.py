"""What can go wrong: a `Problem` is a value, one finding in a file; an exception ends the work.

TargettrackError
├── UsageError    the call cannot be carried out as it stands
├── DataError     the data has problems; carries all of them
└── WriteError    the system failed while a file was written
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .language import _
from .problems import PROBLEMS

MOST_ALIKE = 100  # problems of one kind that are reported one by one


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: which rule, where, and the words that fill the rule's message.

    `line` and `column` count from 1, the column in cells; None where the whole file or the whole
    line is meant. `cells` quotes the line where there is one.
    """

    code: str
    file: str
    line: int | None = None
    column: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    cells: Sequence[str] = ()

    @property
    def is_error(self) -> bool:
        """Errors (E…) stop the work; warnings (W…) are printed, and the work goes on."""
        return self.code.startswith("E")

    @property
    def message(self) -> str:
        """What is wrong, in the active language."""
        return _(PROBLEMS[self.code].message).format_map(self.values)

    @property
    def remedy(self) -> str:
        """What to do about it, in the active language."""
        return _(PROBLEMS[self.code].remedy).format_map(self.values)

    @property
    def place(self) -> str:
        """`file`, `file:line` or `file:line:column`."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)

    def __str__(self) -> str:
        return f"{self.place} {self.code} {self.message}"


def first_alike(
    code: str, rows: Sequence[int], values: Callable[[int], Mapping[str, object]]
) -> Iterator[tuple[str, int, Mapping[str, object]]]:
    """Code, row and values of the problems to report where each of `rows` has problem `code`.

    After the first MOST_ALIKE one problem more, at the row after them, counts all that follow:
    E199 for errors, W399 for warnings.
    """
    for row in rows[:MOST_ALIKE]:
        yield code, int(row), values(int(row))
    if len(rows) > MOST_ALIKE:
        rest = "E199" if code.startswith("E") else "W399"
        yield rest, int(rows[MOST_ALIKE]), {"count": len(rows) - MOST_ALIKE, "code": code}


class TargettrackError(Exception):
    """Root of what this package raises on purpose."""


class UsageError(TargettrackError):
    """The call names something that does not exist or does not fit; the message says what to do."""


class DataError(TargettrackError):
    """The data has problems; `problems` holds every one of them, in the order of the files."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)


class WriteError(TargettrackError):
    """The system failed while a file was written; the message says what became of the file."""
