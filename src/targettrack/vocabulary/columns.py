"""The columns of the tables that are read. The only place where they are spelled.

The documentation and the help of `record` and `goal` print these very words.
"""

from collections.abc import Mapping, Sequence

from .field import Field
from .language import N_
from .words import AGGREGATES, COMPARATORS, MEASURES

TARGETS: Sequence[Field] = (
    Field("indicator", "id", N_("identifier of the indicator; any text"), needed=True),
    Field("year", "year", N_("deadline"), needed=True),
    Field(
        "comparator",
        "word",
        N_(
            "what the goal demands of the value: > >= < <= = between about; up or down for a "
            "direction without a number; Chinese and English words are read as the sign they mean"
        ),
        needed=True,
        choices=COMPARATORS,
    ),
    Field("value", "number", N_("the number the goal states; blank for up and down"), needed=True),
    Field("upper", "number", N_("upper end of a range (between)")),
    Field(
        "tolerance",
        "number",
        N_(
            "± in the same unit (about); on the rows of an official path, how far behind it the "
            "actual may lie"
        ),
    ),
    Field(
        "measure",
        "word",
        N_(
            "what the value measures: level; multiple (times the base); change (base plus value); "
            "percent_change (base changed by value %); growth (mean compound growth in % a year "
            "from base_year); relative_growth (growth less that of reference, in points)"
        ),
        choices=MEASURES,
        default="level",
    ),
    Field(
        "aggregate",
        "word",
        N_(
            "the years that count: point (the deadline alone); every, mean, sum, compound (each "
            "year after base_year to the deadline; compound chains yearly percent changes); peak "
            "(the maximum lies no later than the deadline)"
        ),
        choices=AGGREGATES,
        default="point",
    ),
    Field("base_year", "year", N_("year of the stated baseline")),
    Field("base_value", "number", N_("the stated baseline, where it is not in the actuals")),
    Field("limit", "number", N_("natural bound of the indicator (100 for a share in %)")),
    Field("reference", "id", N_("the indicator this one is compared with (relative_growth)")),
    Field("unit", "text", N_("unit; must agree with that of the actuals")),
    Field(
        "force",
        "word",
        N_("binding (约束性) or expected (预期性)"),
        choices=("binding", "expected"),
    ),
    Field("variant", "id", N_("tells apart goals for the same series and year")),
    Field("announced", "date", N_("date the goal was stated")),
    Field("withdrawn", "date", N_("date the goal was given up or replaced")),
    Field("source", "text", N_("where it is stated")),
    Field("quote", "text", N_("in which words")),
    Field("note", "text", N_("anything else worth knowing")),
)

ACTUALS: Sequence[Field] = (
    Field("indicator", "id", N_("identifier of the indicator, as in the goals"), needed=True),
    Field("year", "year", N_("year of the observation"), needed=True),
    Field("value", "number", N_("the observation; blank where missing"), needed=True),
    Field(
        "growth",
        "number",
        N_(
            "growth on the year before as the source states it, in % (in points for shares, rates "
            "and ranks); derives a value that is not in the file, and flags it"
        ),
    ),
    Field(
        "status",
        "flags",
        N_(
            "p provisional, e estimated, b break in series, f forecast, m missing, derived; "
            "several with blanks between, or as letters (bp); others are kept"
        ),
        choices=("p", "e", "b", "f", "m", "derived"),
    ),
    Field("published", "date", N_("date of publication; a later one supersedes an earlier one")),
    Field("unit", "text", N_("unit of the value")),
    Field("source", "text", N_("where it is published")),
    Field("quote", "text", N_("in which words")),
    Field("note", "text", N_("anything else worth knowing")),
)

INDICATORS: Sequence[Field] = (
    Field("indicator", "id", N_("identifier, as in the other files"), needed=True),
    Field("name", "text", N_("name in English")),
    Field("name_zh", "text", N_("name in Chinese")),
    Field("unit", "text", N_("unit, where the other files give none")),
    Field(
        "kind",
        "word",
        N_(
            "amount; share (percentages and other bounded ratios: growth is in points a year); "
            "rate (the indicator is itself a growth rate, in %); rank"
        ),
        choices=("amount", "share", "rate", "rank"),
        default="amount",
    ),
    Field("limit", "number", N_("natural bound (100 for a share in %)")),
    Field("decimals", "number", N_("decimals shown on screen")),
    Field("theme", "text", N_("heading the indicator belongs under")),
    Field("source", "text", N_("who publishes it")),
)

TABLES: Mapping[str, Sequence[Field]] = {
    "targets": TARGETS,
    "actuals": ACTUALS,
    "indicators": INDICATORS,
}
