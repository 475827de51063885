"""Every table's columns: name, type, unit, meaning. The only place where they are spelled.

Three tables are read (`TARGETS`, `ACTUALS`, `INDICATORS`), two are made (`ASSESSMENT`,
`PROJECTION`). The documentation and `targettrack methods` print these very words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .language import N_


@dataclass(frozen=True, slots=True)
class Field:
    """A column.

    `type` is one of: id (names a row; trimmed), text, year, number, date, word (one of
    `choices`), flags (several of `choices`, space separated). In the made tables also:
    fraction (0.15 is 15 %), growth (a fraction a year; for shares, rates and ranks points a year
    in the indicator's own unit), level (in the row's unit).
    """

    name: str
    type: str
    meaning: str
    needed: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""


COMPARATORS = (">", ">=", "<", "<=", "=", "between", "about", "up", "down")

# Words as plans and laws write them, in the two languages; full-width signs are folded before.
_SPELLINGS: Mapping[str, Sequence[str]] = {
    ">": (
        *("超过", "突破", "大于", "高于", "多于"),
        *("more than", "over", "above", "exceed", "exceeds", "exceeding", "greater than"),
    ),
    ">=": (
        *("达到", "达", "不低于", "不少于", "不小于", "至少", "以上", "大于等于", "≥", "=>", "≧"),
        *("at least", "reach", "reaches", "no less than", "not less than", "no fewer than"),
        "minimum",
    ),
    "<=": (
        *("不超过", "不高于", "不大于", "不多于", "至多", "以内", "小于等于", "≤", "=<", "≦"),
        *("控制在以内", "控制在…以内", "控制在……以内", "控制在...以内"),
        *("within", "at most", "no more than", "not more than", "not exceed", "up to", "maximum"),
    ),
    "<": ("低于", "少于", "小于", "below", "under", "less than", "fewer than"),
    "=": ("等于", "equal", "equals", "equal to", "exactly", "=="),
    "between": ("介于", "之间", "区间", "range"),
    "about": ("左右", "约", "大约", "around", "approximately", "≈", "~", "±"),
    "up": ("上升", "提高", "增长", "增加", "increase", "rise", "↑"),
    "down": ("下降", "降低", "减少", "decrease", "fall", "reduce", "↓"),
}
COMPARATOR_WORDS: Mapping[str, str] = {
    word: sign for sign, words in _SPELLINGS.items() for word in words
}

FORCE_WORDS: Mapping[str, str] = {"约束性": "binding", "预期性": "expected"}

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
        choices=("level", "multiple", "change", "percent_change", "growth", "relative_growth"),
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
        choices=("point", "every", "mean", "sum", "compound", "peak"),
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
            "several with blanks between"
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

VERDICTS: Mapping[str, str] = {
    "achieved": N_("achieved"),
    "on-track": N_("on track"),
    "at-risk": N_("at risk"),
    "off-track": N_("off track"),
    "reversing": N_("reversing"),
    "missed": N_("missed"),
    "no-data": N_("no data"),
}

# In ASSESSMENT and PROJECTION the dataset's dimensions stand right after `indicator`.
ASSESSMENT: Sequence[Field] = (
    Field("indicator", "id", N_("identifier of the indicator")),
    Field("target_year", "year", N_("deadline of the goal")),
    Field("variant", "id", N_("which of several goals for the same series and year")),
    Field("comparator", "word", N_("what the goal demands"), choices=COMPARATORS),
    Field("target", "level", N_("the level the goal demands; the lower end of a range")),
    Field("target_upper", "level", N_("upper end of a range")),
    Field(
        "unit",
        "text",
        N_(
            "unit of the levels in this row; chained yearly changes stand as an "
            "index with the base year at 100"
        ),
    ),
    Field(
        "base_year",
        "year",
        N_(
            "year growth and progress are counted from: the stated base "
            "year, else the earliest actual of the last five years"
        ),
    ),
    Field("base", "level", N_("level in the base year")),
    Field(
        "actual_year", "year", N_("year of the latest actual; of the deadline once it has passed")
    ),
    Field(
        "actual",
        "level",
        N_(
            "latest actual; the deadline's own once it has passed; for mean, "
            "sum and relative goals the figure to date"
        ),
    ),
    Field("actual_status", "flags", N_("the actual's observation flags")),
    Field("gap", "level", N_("what is still to go in the goal's direction; 0 when met")),
    Field(
        "progress",
        "fraction",
        N_(
            "share of the way from base to target, not clipped; blank "
            "where the base met the goal already"
        ),
    ),
    Field(
        "observed_growth",
        "growth",
        N_(
            "compound growth a year from base to actual (points a year for shares, rates and ranks)"
        ),
    ),
    Field(
        "required_growth",
        "growth",
        N_(
            "the same from the actual to the target at its "
            "deadline; blank where nothing is required any more"
        ),
    ),
    Field(
        "required_change",
        "level",
        N_(
            "required absolute change a year; for mean and sum goals "
            "the yearly amount the remaining years must average"
        ),
    ),
    Field("pace", "fraction", N_("observed growth divided by required growth")),
    Field(
        "expected_now",
        "level",
        N_(
            "where the constant-growth path (straight line for shares, "
            "rates and ranks) from base to target stands in the "
            "actual's year"
        ),
    ),
    Field("projected", "level", N_("the outlook's median at the deadline")),
    Field("low", "level", N_("lower end of the outlook's 80 % interval at the deadline")),
    Field("high", "level", N_("upper end of that interval")),
    Field("chance", "fraction", N_("probability that the goal is met")),
    Field("reach_year", "year", N_("first year in which the outlook's median meets the goal")),
    Field(
        "verdict", "word", N_("the common word for where the goal stands"), choices=tuple(VERDICTS)
    ),
    Field("label", "word", N_("the method's own published word")),
    Field("figure", "number", N_("the method's own number that the label is read from")),
    Field("method", "word", N_("the yardstick")),
    Field("reason", "word", N_("why there is no verdict, or which rule decided")),
    Field("source", "text", N_("where the goal is stated")),
)

PROJECTION: Sequence[Field] = (
    Field("indicator", "id", N_("identifier of the indicator")),
    Field("year", "year", N_("the year looked at")),
    Field("actual_year", "year", N_("year of the latest actual")),
    Field("actual", "level", N_("latest actual")),
    Field("target_year", "year", N_("deadline of the goal whose leg the year lies on")),
    Field("target", "level", N_("the level that goal demands")),
    Field("unit", "text", N_("unit of the levels in this row")),
    Field(
        "required",
        "level",
        N_(
            "the level the goals require in that year, on the path from the "
            "latest actual through each milestone"
        ),
    ),
    Field("required_growth", "growth", N_("growth a year on that leg of the path")),
    Field(
        "carried_on",
        "level",
        N_("the latest actual carried on at observed growth; shares stay within 0 and their limit"),
    ),
    Field("what_if", "level", N_("the latest actual carried on at the growth asked for")),
    Field("projected", "level", N_("the outlook's median")),
    Field("low", "level", N_("lower end of the outlook's 80 % interval")),
    Field("high", "level", N_("upper end of that interval")),
    Field(
        "margin",
        "level",
        N_(
            "how far carried_on (projected, where there is an outlook) lies "
            "beyond the required level in the goal's direction; negative: "
            "short of it"
        ),
    ),
)


BACKTEST: Sequence[Field] = (
    Field(
        "goals",
        "word",
        N_("stated: those of the dataset; made: to repeat a series' own growth, half, double"),
        choices=("stated", "made"),
    ),
    Field("method", "word", N_("the yardstick")),
    Field("years_ahead", "number", N_("years from the verdict to the deadline")),
    Field("judged", "number", N_("verdicts scored: given in time, and the outcome is known")),
    Field("no_data", "number", N_("times the method gave no verdict")),
    Field("met", "fraction", N_("share of the goals judged that were met")),
    Field(
        "hit_rate",
        "fraction",
        N_("share of verdicts that were right: on track or better and met, or worse and not met"),
    ),
    Field(
        "brier",
        "number",
        N_("mean of (forecast − outcome)²; 0 is perfect; 1 on track, 1/2 at risk, 0 worse"),
    ),
    Field("climatology", "number", N_("the same if each forecast were the share met")),
)

JUDGED: Sequence[Field] = (
    Field("indicator", "id", N_("identifier of the indicator")),
    Field("target_year", "year", N_("deadline of the goal")),
    Field("variant", "id", N_("which of several goals for the same series and year")),
    Field("comparator", "word", N_("what the goal demands"), choices=COMPARATORS),
    Field("target", "level", N_("the level the goal demands; the lower end of a range")),
    Field("as_of", "year", N_("the year whose figures were the latest")),
    Field("actual", "level", N_("the actual of that year")),
    Field("method", "word", N_("the yardstick")),
    Field(
        "verdict", "word", N_("the common word for where the goal stands"), choices=tuple(VERDICTS)
    ),
    Field("label", "word", N_("the method's own published word")),
    Field("chance", "fraction", N_("probability that the goal is met")),
    Field("met", "word", N_("whether the goal was met in the end; blank where not known yet")),
)

CHANGE_KINDS: Mapping[str, str] = {
    "new-actual": N_("New actuals"),
    "revised-actual": N_("Revised actuals"),
    "removed-actual": N_("Removed actuals"),
    "new-goal": N_("New goals"),
    "goal-loosened": N_("Goals loosened"),
    "goal-tightened": N_("Goals tightened"),
    "goal-moved": N_("Goals moved, neither looser nor tighter"),
    "goal-withdrawn": N_("Goals withdrawn"),
    "goal-removed": N_("Goals removed"),
    "verdict": N_("Verdicts that flipped"),
}

# Of two states of a dataset, before and after; the dimensions of either stand after `indicator`.
CHANGES: Sequence[Field] = (
    Field("kind", "word", N_("what changed"), choices=tuple(CHANGE_KINDS)),
    Field("indicator", "id", N_("identifier of the indicator")),
    Field("year", "year", N_("year of the actual; deadline of the goal, after where it moved")),
    Field("variant", "id", N_("which of several goals for the same series and year")),
    Field("comparator", "word", N_("what the goal demands"), choices=COMPARATORS),
    Field(
        "measure",
        "word",
        N_("what the goal's value measures; blank for actuals"),
        choices=next(field.choices for field in TARGETS if field.name == "measure"),
    ),
    Field(
        "detail",
        "word",
        N_(
            "what of a goal moved, a row each; unit where an actual came to be stated in another "
            "one; derived where an actual is derived from the growth a source states"
        ),
        choices=("deadline", "level", "tolerance", "base_year", "base_value", "unit", "derived"),
    ),
    Field(
        "before",
        "number",
        N_(
            "the number before: the actual; the goal's value as stated, the lower end of a range; "
            "the deadline or what else moved; the chance of a verdict by the outlook"
        ),
    ),
    Field("before_upper", "number", N_("upper end of a range before")),
    Field("after", "number", N_("the same after")),
    Field("after_upper", "number", N_("upper end of a range after")),
    Field(
        "relative_change",
        "fraction",
        N_("(after − before) / |before| of actuals and levels; blank where the unit changed"),
    ),
    Field("unit_before", "text", N_("unit of the series before")),
    Field("unit", "text", N_("unit of the series after")),
    Field("method", "word", N_("the yardstick of a verdict")),
    Field("verdict_before", "word", N_("the verdict before"), choices=tuple(VERDICTS)),
    Field("verdict", "word", N_("the verdict after"), choices=tuple(VERDICTS)),
    Field(
        "because",
        "flags",
        N_(
            "why the verdict flipped: the kinds of change found for the series, for that it is "
            "compared with, and for the goal; other where there is none of them (the settings, "
            "the indicator's kind, what other series show)"
        ),
        choices=(*tuple(CHANGE_KINDS)[:3], *tuple(CHANGE_KINDS)[4:7], "other"),
    ),
    Field(
        "dated",
        "date",
        N_("when the actual was published, the goal announced or withdrawn, where stated"),
    ),
    Field("source", "text", N_("where the actual or the goal is stated, after rather than before")),
)


def columns(table: Sequence[Field], dimensions: Sequence[str] = ()) -> list[str]:
    """Column names of a made table, with the dataset's dimensions after the first."""
    first, *rest = (field.name for field in table)
    return [first, *dimensions, *rest]
