"""The yardsticks as a View, and one of them in full; the columns of the tables with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..language import N_, _
from ..methods import METHODS, Method
from ..schema import ASSESSMENT, PROJECTION, VERDICTS, Field
from .view import Column, View

_TYPES = {
    "id": N_("id"),
    "text": N_("text"),
    "word": N_("word"),
    "flags": N_("flags"),
    "year": N_("year"),
    "date": N_("date"),
    "number": N_("number"),
    "level": N_("level"),
    "growth": N_("growth"),
    "fraction": N_("fraction"),
}


def methods_view() -> View:
    """All methods, a row each."""
    methods = list(METHODS.values())
    return View(
        [
            Column(_("Method"), [method.id for method in methods]),
            Column(_("Rule"), [_(method.title) for method in methods], folds=True),
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
        title=_("{name}: {title}").format(name=method.id, title=_(method.title)),
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


def _fields(title: str, fields: Sequence[Field]) -> View:
    return View(
        [
            Column(_("Column"), [field.name for field in fields]),
            Column(_("Type"), [_(_TYPES[field.type]) for field in fields]),
            Column(_("Meaning"), [_(field.meaning) for field in fields], folds=True),
        ],
        title=title,
    )
