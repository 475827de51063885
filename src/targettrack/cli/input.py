"""The dataset a command names, what is in force of it, and the values of its options."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..vocabulary.errors import DataError, Problem, UsageError
from ..vocabulary.language import _, activate
from .groups import Choice, Dates, Input, Screen
from .outcomes import say, say_problems

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ..assessment.assess import Assessment
    from ..dataset.model import Dataset


def inspected(input: Input, screen: Screen) -> "tuple[Dataset | None, list[Problem]]":
    """What can be read of the files, and every problem of them. Raises UsageError, DataError.

    From here on the dataset's own language is spoken, unless --lang names one.
    """
    from ..dataset.folder import inspect, locate

    paths = locate(input.dataset, input.targets, input.actuals, input.indicators)
    speak_as_set(paths, screen.lang)
    return inspect(paths, input.encoding)


def read(input: Input, screen: Screen, base_year: int | None = None) -> "Dataset":
    """The dataset, its warnings told; `base_year` stands for that of its settings if given.

    Raises DataError with every problem of a dataset with errors.
    """
    from dataclasses import replace

    dataset, problems = inspected(input, screen)
    if dataset is None or any(problem.is_error for problem in problems):
        raise DataError(problems)
    say_problems(problems, screen.ascii)
    if base_year is not None:
        settings = replace(dataset.settings, base_year=checked_year(base_year))
        dataset = replace(dataset, settings=settings)
    return dataset


def assessed(
    input: Input,
    screen: Screen,
    dates: Dates,
    choice: Choice,
    methods: Sequence[str] | None,
) -> "Assessment":
    """The goals of a choice, read and assessed; rows left out for want of a date are counted."""
    from ..dataset.selection import select_goals

    data = read(input, screen, dates.base_year)
    data = select_goals(data, choice.indicator, choice.where or ())
    return assessed_on(data, screen, dates, methods)


def assessed_on(
    data: "Dataset", screen: Screen, dates: Dates, methods: Sequence[str] | None
) -> "Assessment":
    """The assessment of a dataset as far as the dates asked for."""
    from ..assessment.assess import assessment

    result = assessment(data, methods, checked_year(dates.as_of), day_of(dates.known_on))
    say_undated(result.undated, screen)
    return result


def with_disagreement(assessment: "Assessment") -> "pd.DataFrame":
    """The table; by several methods with a column more, where they disagree.

    Raises UsageError where a dimension of the dataset has the name of that column.
    """
    from ..vocabulary.field import refuse_taken

    if len(assessment.methods) < 2:
        return assessment.table
    refuse_taken(assessment.dataset.dimensions, ["disagree"])
    repeated = assessment.disagree.repeat(len(assessment.methods))
    return assessment.table.assign(disagree=repeated)


def say_undated(undated: int, screen: Screen) -> None:
    """How many rows a date has left out because they carry none."""
    if undated:
        message = _("rows left out for want of a date (published, announced): {count}")
        say(message.format(count=undated), screen.ascii)


def speak_as_set(paths: "Mapping[str, str | Path]", lang: object) -> None:
    """Speak the language that the dataset's settings name, unless `lang` names one."""
    from ..dataset.settings import read_settings

    if lang is None and "settings" in paths:
        settings, _problems = read_settings(paths["settings"])
        if settings.language:
            activate(settings.language)


def day_of(asked: str | None, option: str = "--known-on") -> "pd.Timestamp | None":
    """The date that an option names. Raises UsageError where it names none."""
    if asked is None:
        return None
    import pandas as pd

    from ..vocabulary.quantities import Refused, date

    try:
        return pd.Timestamp(date(asked))
    except Refused:
        raise UsageError(
            _('--known-on "{asked}" is not a date; write it as 2024-02-27')
            .replace("--known-on", option)
            .format(asked=asked)
        ) from None


def checked_year(asked: int | None) -> int | None:
    """A year as it was asked for, if one was. Raises UsageError where it is no year."""
    from ..vocabulary.quantities import is_year

    if asked is not None and not is_year(asked):
        raise UsageError(_("{year} is not a year between 1000 and 2999").format(year=asked))
    return asked
