"""The yardsticks: one file each, and the registry that names them all.

A method is a function of a `Standing`; it gives, for every goal at once, the number its label is
read from and the label. What is common to all is decided before any method is asked: goals met,
deadlines passed, goals over several years, and what cannot be assessed (`assessment`).
"""

from collections.abc import Iterable

from ..errors import UsageError
from ..language import _
from . import (
    destatis,
    eurostat,
    opensdg,
    outlook,
    schedule,
    sdsn,
    trajectory,
    un,
    un_2022,
    wri,
)
from .common import CONFIDENCE, Judgement, Label, Method, Term

METHODS: dict[str, Method] = {
    room.METHOD.id: room.METHOD
    for room in (outlook, opensdg, destatis, un, un_2022, eurostat, sdsn, wri, schedule, trajectory)
}
DEFAULT = OUTLOOK = outlook.METHOD.id

__all__ = [
    "CONFIDENCE",
    "DEFAULT",
    "METHODS",
    "OUTLOOK",
    "Judgement",
    "Label",
    "Method",
    "Term",
    "find",
    "named",
]


def find(name: str) -> Method:
    """The method called `name`; `eurostat:15` is eurostat over fifteen years.

    Raises UsageError where there is none.
    """
    if name in METHODS:
        return METHODS[name]
    method, _colon, window = name.partition(":")
    if method == "eurostat" and window.isascii() and window.isdigit() and 1 <= int(window) <= 99:
        return eurostat.over(int(window))
    raise UsageError(
        _('there is no method "{name}"; there are: {names}').format(
            name=name, names=_(", ").join([*METHODS, "eurostat:15"])
        )
    )


def named(names: Iterable[str]) -> list[Method]:
    """The methods called so, each once, in the order named; `all` is every one of the registry.

    Raises UsageError for a name that is none.
    """
    asked = (METHODS if name == "all" else [name] for name in names)
    return [find(name) for name in dict.fromkeys(name for several in asked for name in several)]
