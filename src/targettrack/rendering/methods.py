"""The yardsticks as a View, and one of them in full; the columns of the tables with them."""

from __future__ import annotations

from collections.abc import Iterator

from ..language import _
from ..methods import METHODS, Method
from ..schema import ASSESSMENT, PROJECTION, VERDICTS, Field
from .view import Column, View


def methods_view() -> View:
    """All methods, a row each."""
    methods = list(METHODS.values())
    return View(
        [
            Column(_("Method"), [method.id for method in methods]),
            Column(_("Rule"), [_(method.title) for method in methods]),
            Column(_("Confidence"), [_(method.confidence) for method in methods]),
            Column(_("Points"), [str(method.points) for method in methods], right=True, rank=1),
        ],
        notes=[
            _(
                "targettrack methods NAME prints one in full; targettrack methods --columns the "
                "columns of the tables"
            )
        ],
    )


def method_views(method: Method) -> Iterator[View]:
    """One method: formula, labels with the verdicts they map to, citation."""
    labels = [(method.achieved, "achieved"), *method.labels]
    yield View(
        [
            Column(_("Label"), [label for label, _verdict in labels]),
            Column(_("Verdict"), [_(VERDICTS[verdict]) for _label, verdict in labels]),
        ],
        title=f"{method.id}: {_(method.title)}",
        notes=[
            method.formula,
            _("source: {source}").format(source=method.citation),
            _("confidence: {confidence}").format(confidence=_(method.confidence)),
            _("needs at least {points} points").format(points=method.points),
        ],
    )


def columns_views() -> Iterator[View]:
    """What every column of the two tables means."""
    yield _fields(_("Columns of status and export"), ASSESSMENT)
    yield _fields(_("Columns of project"), PROJECTION)


def _fields(title: str, fields: tuple[Field, ...] | list[Field]) -> View:
    return View(
        [
            Column(_("Column"), [field.name for field in fields]),
            Column(_("Type"), [field.type for field in fields]),
            Column(_("Meaning"), [_(field.meaning) for field in fields]),
        ],
        title=title,
    )
