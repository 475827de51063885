"""Why a goal has no verdict, or which rule decided, by code.

The only place where these codes are spelled out; `docs/methods.md` is made from it.
"""

from .language import N_
from .problems import Words

# Printed as the code in machine formats and in words on screen.
REASONS: dict[str, Words] = {
    "": Words(""),
    # the goal itself gives no threshold
    "no-tolerance": Words(
        N_("the goal says about, and no tolerance is stated"), N_("fill in the column tolerance")
    ),
    "no-base-year": Words(
        N_("the goal counts from a base year, and none is stated"),
        N_("fill in the column base_year"),
    ),
    "no-base": Words(
        N_("the goal is relative to its base, and the base is not known"),
        N_("add the actual of the base year, or fill in base_value"),
    ),
    "base-not-positive": Words(
        N_("the goal multiplies its base, and the base is zero or below"),
        N_("state the goal as a level (measure level) or a change (measure change)"),
    ),
    "no-reference": Words(
        N_("the indicator it is compared with is not named, or has no actuals"),
        N_("fill in the column reference and add its actuals, those of the base year included"),
    ),
    "rate-needs-aggregate": Words(
        N_("the indicator holds growth rates, and the goal is on growth over several years"),
        N_("say compound or mean in the column aggregate"),
    ),
    "measure-aggregate": Words(
        N_("this measure has no meaning with this aggregate"),
        N_("docs/data-format.md lists the pairs that have one"),
    ),
    "compound-needs-rate": Words(
        N_("compound chains yearly changes in %, and the indicator holds levels"),
        N_("leave aggregate blank, or say kind rate in indicators.csv if these are changes"),
    ),
    "peak-value": Words(
        N_("a goal on the peak asks when the highest value is, not how high it is"),
        N_("leave value blank, and state the level as a goal of its own"),
    ),
    # the data do not allow a verdict
    "no-actual": Words(N_("the series has no actual"), N_("add a row to actuals.csv")),
    "year-not-published": Words(
        N_("the deadline has passed, and its year has no actual"),
        N_("add the actual of the deadline year"),
    ),
    "years-missing": Words(
        N_("the goal counts every year after its base year, and some have no actual"),
        N_("add the actuals of all those years"),
    ),
    "peak-open": Words(
        N_("only the actual of a year after the deadline can show whether the peak has passed"),
        N_("add the actual of a later year once it is known"),
    ),
    "one-actual": Words(
        N_("one actual alone supports no verdict, only required growth"),
        N_("add an earlier actual, or the stated base"),
    ),
    "exact-level": Words(
        N_("no chance can be given for one exact level"),
        N_("state the goal with about and a tolerance, or use another method"),
    ),
    "few-actuals": Words(
        N_("the series has fewer actuals than the method needs"), N_("add earlier actuals")
    ),
    "no-path": Words(
        N_("no official path states a level for the year of the latest actual"),
        N_("add the path's rows to targets.csv, its name in the column variant"),
    ),
    "base-too-late": Words(
        N_("the base year leaves no year to measure growth over"),
        N_("add a later actual, or state an earlier base year"),
    ),
    "base-is-target": Words(
        N_("base and target are equal, so there is no distance to measure progress by"),
        N_("state another base year"),
    ),
    "sign-change": Words(
        N_("the values change sign, and growth through zero has no rate"),
        N_("use a method on absolute change, such as schedule"),
    ),
    "no-rate": Words(
        N_("a rate of growth needs levels above zero"),
        N_("use a method on absolute change, such as schedule"),
    ),
    "direction-only": Words(
        N_("the goal states a direction without a number; this method needs a number"),
        N_("use opensdg or eurostat, which have a rule for directions"),
    ),
    # the rule that decided
    "met": Words(N_("the latest actual meets the goal")),
    "deadline": Words(N_("judged by the actual of the deadline year")),
    "broken": Words(N_("a year that counts did not meet the goal")),
    "to-date": Words(N_("judged by the years so far, as if the remaining years went the same way")),
    "peak": Words(N_("judged by the year of the highest value")),
    "ratio": Words(N_("observed growth against the growth the goal needs")),
    "ratio-zero-replaced": Words(
        N_("as ratio; the method's publisher puts 0.001 for a goal or base of zero")
    ),
    "direction": Words(N_("observed growth in the goal's direction")),
    "miss": Words(N_("by how much the trend, carried on, misses the goal")),
    "share-of-way": Words(N_("share of the way that growth, carried on, covers by the deadline")),
    "change-ratio": Words(N_("recent change a year against the change a year the goal needs")),
    "acceleration": Words(N_("change a year still needed against recent change a year")),
    "path": Words(N_("the latest actual against the official path's level for its year")),
    "chance": Words(N_("chance that the goal is met, from the series' own past")),
    "chance-thin": Words(
        N_("chance that the goal is met; fewer than five actuals are thin evidence")
    ),
    "schedule": Words(N_("share of the way covered against share of the time gone")),
}

REASON_CODES = tuple(REASONS)


def reason(code: str) -> int:
    """The number a reason goes by in arrays; 0 is no reason."""
    return REASON_CODES.index(code)
