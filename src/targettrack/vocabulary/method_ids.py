"""What the yardsticks are called: the registry of `methods/`, where each has a file of its name."""

from __future__ import annotations

from collections.abc import Iterable

from .errors import UsageError
from .language import _

METHOD_IDS = (
    "outlook",
    "opensdg",
    "destatis",
    "un",
    "un-2022",
    "eurostat",
    "sdsn",
    "wri",
    "schedule",
    "trajectory",
)
EVERY = "all"
WINDOWED = "eurostat"  # eurostat:15 is eurostat over fifteen years


def method_ids(names: Iterable[str]) -> list[str]:
    """The methods called so, each once, in the order named; `all` is every one of them.

    Raises UsageError for a name that is none.
    """
    if isinstance(names, str):  # one method, not its letters
        names = [names]
    asked = (METHOD_IDS if name == EVERY else [checked(name)] for name in names)
    return list(dict.fromkeys(name for several in asked for name in several))


def checked(name: str) -> str:
    """The name itself, if a method is called so. Raises UsageError where none is."""
    if name in METHOD_IDS or window_of(name):
        return name
    raise UsageError(
        _('there is no method "{name}"; there are: {names}').format(
            name=name, names=_(", ").join([*METHOD_IDS, f"{WINDOWED}:15"])
        )
    )


def window_of(name: str) -> int:
    """The years, 1 to 99, of a name such as eurostat:15; 0 where it states none."""
    method, _colon, years = name.partition(":")
    stated = method == WINDOWED and years.isascii() and years.isdigit()
    return int(years) if stated and len(years.lstrip("0")) <= 2 else 0
