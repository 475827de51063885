"""The ids of the yardsticks. Each has a file of its name in `methods/`.

They stand here, in this order, so that help and settings know them without loading any method.
"""

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
    """The ids that are asked for, each once, in the order given; `all` stands for every method.

    Raises UsageError for a name that is no method's.
    """
    if isinstance(names, str):  # one method, not its letters
        names = [names]
    asked = (METHOD_IDS if name == EVERY else [known_id(name)] for name in names)
    return list(dict.fromkeys(name for several in asked for name in several))


def known_id(name: str) -> str:
    """The name itself, where it is a method's. Raises UsageError where it is not."""
    if name in METHOD_IDS or window_of(name):
        return name
    raise UsageError(
        _('there is no method "{name}"; there are: {names}').format(
            name=name, names=_(", ").join([*METHOD_IDS, f"{WINDOWED}:15"])
        )
    )


def window_of(name: str) -> int:
    """The years, 1 to 99, that a name such as eurostat:15 states; 0 where it states none."""
    method, _colon, years = name.partition(":")
    is_number = method == WINDOWED and years.isascii() and years.isdigit()
    return int(years) if is_number and len(years.lstrip("0")) <= 2 else 0
