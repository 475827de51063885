"""Many problems of one kind: the first hundred one by one, then how many more there are."""

from collections.abc import Callable, Iterator, Mapping, Sequence

MOST_ALIKE = 100  # problems of one kind that are reported one by one


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
