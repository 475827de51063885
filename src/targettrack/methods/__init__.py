"""The yardsticks: one file each, named as its id; `vocabulary.method_ids` is the list of them.

A method is a function of a `Standing`; it gives, for every goal at once, the number its label is
read from and the label. What is common to all is decided before any method is asked: goals met,
deadlines passed, goals over several years, and what cannot be assessed (`assessment`).
"""

from collections.abc import Iterable
from importlib import import_module

from ..vocabulary.method_ids import METHOD_IDS, checked, method_ids, window_of
from . import eurostat
from .method import CONFIDENCE, Judgement, Label, Method, Term

METHODS: dict[str, Method] = {
    name: import_module(f".{name.replace('-', '_')}", __package__).METHOD for name in METHOD_IDS
}
DEFAULT = OUTLOOK = "outlook"

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
    return eurostat.over(window_of(checked(name)))


def named(names: Iterable[str]) -> list[Method]:
    """The methods called so, each once, in the order named; `all` is every one of the registry.

    Raises UsageError for a name that is none.
    """
    return [find(name) for name in method_ids(names)]
