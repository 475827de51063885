"""The yardsticks: one file each, and the registry that names them all.

A method is a function of a `Standing`; it gives, for every goal at once, the number its label is
read from and the label. What is common to all is decided before any method is asked: goals met,
deadlines passed, goals over several years, and what cannot be assessed (`assessment`).
"""

from ..errors import UsageError
from ..language import _
from . import opensdg, schedule
from .common import Judgement, Method

METHODS: dict[str, Method] = {method.id: method for method in (opensdg.METHOD, schedule.METHOD)}
DEFAULT = "opensdg"

__all__ = ["DEFAULT", "METHODS", "Judgement", "Method", "find"]


def find(name: str) -> Method:
    """The method called `name`. Raises UsageError where there is none."""
    if name not in METHODS:
        raise UsageError(
            _('there is no method "{name}"; there are: {names}').format(
                name=name, names=_(", ").join(METHODS)
            )
        )
    return METHODS[name]
