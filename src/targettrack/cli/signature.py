"""Commands whose parameters are groups of options (named tuples), as typer takes them."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any

from .outcomes import outcomes


def with_groups(run: Callable[..., None]) -> Callable[..., None]:
    """`run` with the fields of its groups as options of their own, in the order of both.

    What it raises becomes messages and an exit code. Its annotations must be types, not texts.
    """
    groups: dict[str, Any] = {}
    options: list[Parameter] = []
    for each in signature(run).parameters.values():
        if hasattr(each.annotation, "_fields"):
            groups[each.name] = group = each.annotation
            options += [
                each.replace(
                    name=name,
                    annotation=group.__annotations__[name],
                    default=group._field_defaults[name],
                )
                for name in group._fields
            ]
        else:
            options.append(each)

    @wraps(run)
    def command(**given: Any) -> None:
        with outcomes(given.get("ascii", False)):
            taken = {
                name: group(*(given.pop(field) for field in group._fields))
                for name, group in groups.items()
            }
            run(**given, **taken)

    command.__annotations__ = {}
    command.__signature__ = Signature(options)  # type: ignore[attr-defined]
    return command
