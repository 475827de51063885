"""The yardsticks: one file each, named as its id; `vocabulary.method_ids` is the list of them.

A method is a function of a `Standing`. It gives, for every goal at once, a number and the label
read from it. What all methods share is decided before any is asked (`assessment/verdicts.py`):
goals that are met, deadlines that have passed, goals over several years, goals without a verdict.
"""

from collections.abc import Iterable
from importlib import import_module

from ..vocabulary.method_ids import METHOD_IDS, known_id, method_ids, window_of
from . import eurostat
from .method import Method

METHODS: dict[str, Method] = {
    name: import_module(f".{name.replace('-', '_')}", __package__).METHOD for name in METHOD_IDS
}
DEFAULT = OUTLOOK = "outlook"


def method_named(name: str) -> Method:
    """The method called `name`; `eurostat:15` is eurostat over fifteen years.

    Raises UsageError where there is none of that name.
    """
    if name in METHODS:
        return METHODS[name]
    return eurostat.over(window_of(known_id(name)))


def methods_named(names: Iterable[str]) -> list[Method]:
    """The methods of these names, each once, in the order given; `all` stands for every method.

    Raises UsageError for a name that is no method's.
    """
    return [method_named(name) for name in method_ids(names)]
