"""A second look at every figure: each is well-formed by itself, and two do not agree.

A file a rule. Each takes an `AuditInput` and yields findings; `AUDITS` lists them, and their
words stand in `vocabulary.problems`. `targettrack check` runs them, no table needs them. Figures
agree where they differ by no more than rounding explains: 19.2 stands for 19.15 to 19.25, 12,700
for 12,650 to 12,750.
"""

from collections.abc import Callable, Collection, Mapping

from ...dataset.checks import examine
from ...dataset.findings import Findings, problems_at_lines
from ...dataset.model import Dataset
from ...goals.panel import panel
from ...goals.thresholds import thresholds
from ...vocabulary.errors import Problem, UsageError
from ...vocabulary.language import _
from ...vocabulary.problems import RULES
from .across_breaks import across_breaks
from .audit_input import AuditInput
from .beyond_limit import beyond_limit
from .deadline_missing import deadline_missing
from .directions import directions
from .growth_levels import growth_levels
from .jumps import jumps
from .met_when_announced import met_when_announced
from .milestones import milestones
from .parts_totals import parts_totals
from .sources_missing import sources_missing
from .stated_differently import stated_differently

Rule = Callable[[AuditInput], Findings]

AUDITS: Mapping[str, Rule] = {
    RULES["W401"]: growth_levels,
    RULES["W402"]: stated_differently,
    RULES["W403"]: parts_totals,
    RULES["W404"]: milestones,
    RULES["W405"]: beyond_limit,
    RULES["W406"]: jumps,
    RULES["W407"]: across_breaks,
    RULES["W408"]: met_when_announced,
    RULES["W409"]: directions,
    RULES["W410"]: deadline_missing,
    RULES["W411"]: sources_missing,
}


def check(dataset: Dataset) -> list[Problem]:
    """Every warning of a dataset, and every two figures of it that do not agree.

    >>> import targettrack as tt
    >>> for problem in tt.check(tt.read("data")):
    ...     print(problem.place, problem.code, problem.message)

    A list of `Problem`, as `targettrack check` prints them; empty where nothing is found. Their
    `place` is file:line:column, or frame:row:column of a dataset that `from_frames` made. What is
    an error was raised when the dataset was read.
    """
    read = dataset.warnings
    compared = [problem for problem in examine(dataset) if problem not in read]
    return [*read, *compared, *audit(dataset, AUDITS)]


def audit(dataset: Dataset, names: Collection[str]) -> list[Problem]:
    """What the rules called `names` find: problems with file, line and column, in their order."""
    audited = AuditInput(dataset, thresholds(dataset, panel(dataset)))
    rules = [rule for name, rule in AUDITS.items() if name in names]
    return problems_at_lines(dataset, [finding for rule in rules for finding in rule(audited)])


def chosen_audits(only: Collection[str], skip: Collection[str]) -> list[str]:
    """The names of the rules that are asked for. Raises UsageError for a name that is none."""
    for name in (*only, *skip):
        if name not in AUDITS:
            raise UsageError(
                _('there is no check "{name}"; there are: {names}').format(
                    name=name, names=_(", ").join(AUDITS)
                )
            )
    return [name for name in AUDITS if (not only or name in only) and name not in skip]
