"""The columns of the tables that are made. The only place where they are spelled.

The documentation and `targettrack methods --columns` print these very words.
"""

from collections.abc import Sequence

from .field import Field
from .language import N_
from .words import CHANGE_KINDS, COMPARATORS, MEASURES, VERDICTS

# Columns that stand in several tables.
_GOAL = (
    Field("indicator", "id", N_("identifier of the indicator")),
    Field("target_year", "year", N_("deadline of the goal")),
    Field("variant", "id", N_("which of several goals for the same series and year")),
    Field("comparator", "word", N_("what the goal demands"), choices=COMPARATORS),
    Field("target", "level", N_("the level the goal demands; the lower end of a range")),
)
_METHOD = Field("method", "word", N_("the yardstick"))
_CHANCE = Field("chance", "fraction", N_("probability that the goal is met"))
_VERDICT = (
    Field(
        "verdict", "word", N_("the common word for where the goal stands"), choices=tuple(VERDICTS)
    ),
    Field("label", "word", N_("the method's own published word")),
)

# In ASSESSMENT and PROJECTION the dataset's dimensions stand right after `indicator`.
ASSESSMENT: Sequence[Field] = (
    *_GOAL,
    Field("target_upper", "level", N_("upper end of a range")),
    Field(
        "unit",
        "text",
        N_(
            "unit of the levels in this row; chained yearly changes stand as an index with the "
            "base year at 100"
        ),
    ),
    Field(
        "base_year",
        "year",
        N_(
            "year growth and progress are counted from: the stated base year, else the earliest "
            "actual of the last five years"
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
            "latest actual; the deadline's own once it has passed; for mean, sum and relative "
            "goals the figure to date"
        ),
    ),
    Field("actual_status", "flags", N_("the actual's observation flags")),
    Field("gap", "level", N_("what is still to go in the goal's direction; 0 when met")),
    Field(
        "progress",
        "fraction",
        N_(
            "share of the way from base to target, not clipped; blank where the base met the goal "
            "already"
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
            "the same from the actual to the target at its deadline; blank where nothing is "
            "required any more"
        ),
    ),
    Field(
        "required_change",
        "level",
        N_(
            "required absolute change a year; for mean and sum goals the yearly amount the "
            "remaining years must average"
        ),
    ),
    Field("pace", "fraction", N_("observed growth divided by required growth")),
    Field(
        "expected_now",
        "level",
        N_(
            "where the constant-growth path (straight line for shares, rates and ranks, and where "
            "a level is zero or below) from base to target stands in the actual's year"
        ),
    ),
    Field("projected", "level", N_("the outlook's median at the deadline")),
    Field("low", "level", N_("lower end of the outlook's 80 % interval at the deadline")),
    Field("high", "level", N_("upper end of that interval")),
    _CHANCE,
    Field("reach_year", "year", N_("first year in which the outlook's median meets the goal")),
    *_VERDICT,
    Field("figure", "number", N_("the method's own number that the label is read from")),
    _METHOD,
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
            "the level the goals require in that year, on the path from the latest actual through "
            "each milestone"
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
            "how far carried_on (projected, where there is an outlook) lies beyond the required "
            "level in the goal's direction; negative: short of it"
        ),
    ),
)


BACKTEST: Sequence[Field] = (
    Field(
        "goals",
        "word",
        N_(
            "stated: the goals of the dataset; made: goals to repeat a series' own past growth, "
            "half of it, or double"
        ),
        choices=("stated", "made"),
    ),
    _METHOD,
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
    Field("climatology", "number", N_("the same if every forecast were the share of goals met")),
)

JUDGED: Sequence[Field] = (
    *_GOAL,
    Field("as_of", "year", N_("the year whose figures were the latest")),
    Field("actual", "level", N_("the actual of that year")),
    _METHOD,
    *_VERDICT,
    _CHANCE,
    Field("met", "word", N_("whether the goal was met in the end; blank where not known yet")),
)

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
        choices=MEASURES,
    ),
    Field(
        "detail",
        "word",
        N_(
            "what moved in a goal, one row for each; unit: the actual is now stated in another "
            "unit; derived: the actual is derived from the growth a source states"
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
            "why the verdict flipped: the kinds of change found in the series, in the series it is "
            "compared with, and in the goal; other: none was found (settings, the indicator's kind "
            "or other series may be why)"
        ),
        choices=(*tuple(CHANGE_KINDS)[:3], *tuple(CHANGE_KINDS)[4:7], "other"),
    ),
    Field(
        "dated",
        "date",
        N_("when the actual was published, the goal announced or withdrawn, where stated"),
    ),
    Field(
        "source",
        "text",
        N_("where the actual or the goal is stated: the source after, else the one before"),
    ),
)
