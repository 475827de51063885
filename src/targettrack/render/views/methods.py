"""The yardsticks as a table, one of them in full, and what the columns of the tables mean."""

import math
from collections.abc import Iterator, Sequence

from ...assessment.assess import assessment
from ...assessment.workings import example, method_numbers
from ...methods import METHODS
from ...methods.method import CONFIDENCE, Label, Method
from ...vocabulary.field import Field
from ...vocabulary.language import N_, _
from ...vocabulary.results import ASSESSMENT, PROJECTION
from ...vocabulary.words import VERDICTS
from .. import figures
from ..view import Column, View
from .working import working_lines

SYMBOLS = N_(
    "v0 base, v1 latest actual, vT goal, vs start of the window, each in its year t0, t1, T, ts; "
    "d = 1 where more is better, −1 where less is; CAGR(a→b) = (b / a)^(1 / years) − 1"
)

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
    """One method: formula, labels with the verdicts they map to, citation, a worked example."""
    met = [Label(method.achieved, "achieved", N_("the goal is met"))] if method.achieved else []
    labels = [*met, *method.labels]
    yield View(
        [
            Column(_("Label"), [_(label.word) for label in labels]),
            Column(_("Verdict"), [_(VERDICTS[label.verdict]) for label in labels]),
            Column(_("Rule"), [_(label.rule) for label in labels], folds=True),
            *(
                [Column(_("Without a number"), [label.direction for label in labels])]
                if method.direction
                else []
            ),
        ],
        title=_("{name}: {title}").format(name=method.id, title=_(method.title)),
        notes=[
            _("; ").join(filter(None, [method.formula, method.direction])),
            _(SYMBOLS),
            _("source: {source}").format(source=method.citation),
            _("confidence: {confidence} ({meaning})").format(
                confidence=_(method.confidence), meaning=_(CONFIDENCE[method.confidence])
            ),
            _("needs at least {points} points").format(points=method.points),
        ],
    )
    yield _example_view(method)


def _example_view(method: Method) -> View:
    """The method's example, computed by the method itself."""
    worked = assessment(example(method), [method.id])
    row, numbers = worked.table.iloc[0], method_numbers(worked)[0]
    goal = figures.goal(str(row["comparator"]), row["target"], row["target_upper"], math.nan)
    actuals = _(", ").join(f"{value:g} ({year})" for year, value in method.example.actuals.items())
    return View(
        [],
        title=_("Worked example"),
        notes=[
            _("actuals: {actuals}; goal: {goal} by {year}").format(
                actuals=actuals, goal=goal, year=row["target_year"]
            ),
            *working_lines(row, numbers),
            _("verdict: {verdict}").format(verdict=_(VERDICTS[str(row["verdict"])])),
        ],
    )


def columns_views() -> Iterator[View]:
    """What every column of the two tables means."""
    yield _fields_view(_("Columns of status and export"), ASSESSMENT)
    yield _fields_view(_("Columns of project"), PROJECTION)


def _fields_view(title: str, fields: Sequence[Field]) -> View:
    return View(
        [
            Column(_("Column"), [field.name for field in fields]),
            Column(_("Type"), [_(_TYPES[field.type]) for field in fields]),
            Column(_("Meaning"), [_(field.meaning) for field in fields], folds=True),
        ],
        title=title,
    )
