"""Every code the program can print, with its words: problems of the data, reasons of a verdict.

The only place where a code is spelled out; `docs/problems.md` and `docs/methods.md` are made
from it. Words in braces are filled by the finding.
"""

from __future__ import annotations

from typing import NamedTuple

from .language import N_


class Words(NamedTuple):
    """What a code says, and what to do about it."""

    message: str
    remedy: str


PROBLEMS: dict[str, Words] = {
    # E0: the file as a whole
    "E001": Words(
        N_("there is no such file"),
        N_("check the path, or start a dataset with: targettrack init FOLDER"),
    ),
    "E002": Words(N_("cannot be read: {why}"), N_("check the path and its permissions")),
    "E003": Words(
        N_("the folder holds no {missing}"),
        N_("name a folder that holds it, or start one with: targettrack init FOLDER"),
    ),
    "E004": Words(N_("the file is empty"), N_("the first line must name the columns: {columns}")),
    "E005": Words(
        N_("this is {what}, not CSV text"), N_("save the table as CSV (UTF-8) and read that")
    ),
    "E006": Words(
        N_("the file holds NUL bytes: it is not text in {encoding}"),
        N_("save it as CSV (UTF-8), or name its encoding with --encoding"),
    ),
    "E007": Words(
        N_("byte {offset} is not valid {encoding}"),
        N_("save it as CSV (UTF-8), or name its encoding with --encoding"),
    ),
    # E1: header, rows, cells
    "E101": Words(
        N_("needed columns are missing: {names}"),
        N_("the first line must name at least the columns: {columns}"),
    ),
    "E102": Words(
        N_('column "{name}" looks like a misspelt "{likely}"'),
        N_('rename it to "{likely}", or to something less alike if it is your own column'),
    ),
    "E103": Words(
        N_('{column} "{cell}" is not a year'), N_("write it as 2025, 2025年, 2024/25 or FY2024")
    ),
    "E104": Words(
        N_('{column} "{cell}" is not a number'),
        N_("write it as 12700, 12,700, 1.27万 or 1.2e4; leave it blank where it is missing"),
    ),
    "E105": Words(
        N_('{column} "{cell}" is beyond what a number can hold'),
        N_("check the digits and the exponent"),
    ),
    "E106": Words(
        N_('{column} "{cell}" says {word}, the unit column says {unit}'),
        N_("make the two agree, or leave the unit to its column"),
    ),
    "E107": Words(
        N_('{column} "{cell}" carries the word "{word}", and no unit column confirms it'),
        N_("put the unit into the unit column"),
    ),
    "E108": Words(
        N_('{column} "{cell}" is ambiguous: the unit {unit} counts in multiples already'),
        N_("write the plain number in that unit, or the number with the whole unit"),
    ),
    "E109": Words(
        N_('{column} "{cell}" is not a date'), N_("write it as 2024-02-27, 2024-02 or 2024")
    ),
    "E110": Words(
        N_('comparator "{cell}" is not known'),
        N_("write one of > >= < <= = between about up down, or a word such as 超过 or at least"),
    ),
    "E111": Words(N_('{column} "{cell}" is not known'), N_("write one of: {choices}")),
    "E112": Words(
        N_('column "{name}" stands twice in the header'), N_("keep one, rename or drop the other")
    ),
    "E113": Words(N_("the header names no column here"), N_("give the column a name or delete it")),
    "E114": Words(N_("{column} is blank, and is needed"), N_("fill it in, or delete the row")),
    "E115": Words(
        N_("the row has {count} cells, the header has {expected}"),
        N_('put cells that hold a comma in double quotes ("12,700"); leave no cell out'),
    ),
    "E116": Words(
        N_("a quoted cell that starts on this line is never closed"),
        N_("close it with a double quote; write a quote inside a cell twice"),
    ),
    "E117": Words(
        N_("text follows the closing quote of a cell"),
        N_("write a quote inside a quoted cell twice, or drop the quotes"),
    ),
    "E118": Words(
        N_("the cells are separated by a {mark}, not by commas"),
        N_("save the table as CSV with commas"),
    ),
    "E119": Words(
        N_('column "{name}" stands in both files and is the name of a column of the results'),
        N_("give it another name in both"),
    ),
    # the settings
    "E120": Words(N_('there is no setting "{name}"'), N_("there are: {known}")),
    "E121": Words(N_("setting {name}: {why}"), N_("correct it, or leave the setting out")),
    "E122": Words(
        N_("this is not TOML: {why}"), N_('write a setting a line, as in: method = "destatis"')
    ),
    "E199": Words(
        N_("{count} more rows have the same problem ({code})"),
        N_("mend the first ones the same way, and read again"),
    ),
    # E2: rows that cannot be true together
    "E201": Words(
        N_("{series} {year} is {first} on line {line} and {second} here"),
        N_("keep one; for a revision, date both with a published column, the later one counts"),
    ),
    "E202": Words(
        N_("the goal's unit is {unit}, the actuals of {series} are in {other}"),
        N_("state both in one unit"),
    ),
    "E203": Words(
        N_("between needs an upper end above the value {value}"), N_("fill in the column upper")
    ),
    "E204": Words(
        N_('comparator "{comparator}" states a direction, so the value {value} has no meaning'),
        N_("leave value blank, or state the goal with >= or <="),
    ),
    "E206": Words(
        N_("the base year {base_year} does not lie before the deadline {year}"),
        N_("check both years"),
    ),
    "E207": Words(
        N_("indicator {name} stands on line {line} already"), N_("keep one row an indicator")
    ),
    "E208": Words(N_("the tolerance {value} is negative"), N_("write it without a sign")),
    "E209": Words(
        N_("{series} is in {unit} here and in {other} on line {line}"),
        N_("state one series in one unit; convert, or tell the series apart by a column"),
    ),
    # W: told, and passed by
    "W001": Words(
        N_("decoded as GB18030"), N_("save it as UTF-8, or name the encoding with --encoding")
    ),
    "W002": Words(
        N_("the file has a header and no rows"), N_("add rows below the header: {columns}")
    ),
    "W301": Words(N_("the row repeats line {line}"), N_("delete one of the two")),
    "W302": Words(
        N_("{series} has another {comparator} goal for {year} on line {line}"),
        N_("tell them apart in the column variant, or date the one given up in withdrawn"),
    ),
    "W399": Words(
        N_("{count} more rows have the same problem ({code})"),
        N_("mend the first ones the same way, and read again"),
    ),
    # W4: figures that do not agree, found by `targettrack check` alone
    "W401": Words(
        N_("growth is stated as {growth} %, and {before} to {value} is {implied} %"),
        N_("check which figure is right; flag a break in the series with b"),
    ),
    "W402": Words(
        N_("{series} {year} is {value} here and {other} on line {line}"),
        N_("two sources state one goal differently: note which counts, or withdraw one"),
    ),
    "W403": Words(
        N_("{series} {year} is {total}, and {count} parts along {dimension} sum to {parts}"),
        N_("check total and parts; they may stem from different publications"),
    ),
    "W404": Words(
        N_("{series}: {value} by {year} is easier than {other} by {before} on line {line}"),
        N_("check both levels and deadlines"),
    ),
    "W405": Words(
        N_("{value} lies beyond the limit {limit}"), N_("check the value, its unit and the limit")
    ),
    "W406": Words(
        N_("{value} is {times} times apart from its neighbours {near}"),
        N_("check the value and its unit; flag a break in the series with b"),
    ),
    "W407": Words(
        N_("{series} counts from {base_year}, and the series breaks in {year}"),
        N_("state a base year since the break, or a base value that compares"),
    ),
    "W408": Words(
        N_("the goal of {day} was met already by the {actual} of {year}"),
        N_("check level and comparator"),
    ),
    "W409": Words(
        N_("{comparator} points the other way from {other} on line {line}"),
        N_("check the comparator: is more better, or less?"),
    ),
    "W410": Words(
        N_("{series} has an actual of {last}, and none of the deadline {year}"),
        N_("add the actual of the deadline's year"),
    ),
    "W411": Words(
        N_("{count} rows name no source"), N_("fill in the column source: publication and address")
    ),
}

# What the checks of figures are called on the command line: targettrack check --only growth-levels
RULES: dict[str, str] = {
    "W401": "growth-levels",
    "W402": "stated-differently",
    "W403": "parts-totals",
    "W404": "milestones",
    "W405": "beyond-limit",
    "W406": "jumps",
    "W407": "across-breaks",
    "W408": "met-when-announced",
    "W409": "directions",
    "W410": "deadline-missing",
    "W411": "sources-missing",
}

# Why a goal has no verdict, or which rule decided. A reason is printed as its code in machine
# formats and in words on screen.
REASONS: dict[str, Words] = {
    "": Words("", ""),
    # the goal itself cannot be put as a threshold
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
        N_("see the data format for the pairs that have"),
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
        N_("whether the peak lies behind can be told only from a year after the deadline"),
        N_("wait for it"),
    ),
    "one-actual": Words(
        N_("one actual alone supports no verdict, only required growth"),
        N_("add an earlier actual, or the stated base"),
    ),
    "exact-level": Words(
        N_("one exact level has no chance of its own"),
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
        N_("base and target are equal: there is no way to go to measure against"),
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
    "met": Words(N_("the latest actual meets the goal"), ""),
    "deadline": Words(N_("judged by the actual of the deadline year"), ""),
    "broken": Words(N_("a year that counts did not meet the goal"), ""),
    "to-date": Words(
        N_("judged by the years to date: as they went, so the rest is taken to go"), ""
    ),
    "peak": Words(N_("judged by the year of the highest value"), ""),
    "ratio": Words(N_("observed growth against the growth the goal needs"), ""),
    "ratio-zero-replaced": Words(
        N_("as ratio; a zero goal or base stands as 0.001, as the method's publisher has it"), ""
    ),
    "direction": Words(N_("observed growth in the goal's direction"), ""),
    "miss": Words(N_("by how much the trend, carried on, misses the goal"), ""),
    "share-of-way": Words(
        N_("share of the way that growth, carried on, covers by the deadline"), ""
    ),
    "change-ratio": Words(N_("recent change a year against the change a year the goal needs"), ""),
    "acceleration": Words(N_("change a year still needed against recent change a year"), ""),
    "path": Words(N_("the latest actual against the official path's level for its year"), ""),
    "chance": Words(N_("chance that the goal is met, from the series' own past"), ""),
    "chance-thin": Words(
        N_("chance that the goal is met; fewer than five actuals are thin evidence"), ""
    ),
    "schedule": Words(N_("share of the way covered against share of the time gone"), ""),
}

REASON_CODES = tuple(REASONS)


def reason(code: str) -> int:
    """The number a reason goes by in arrays; 0 is no reason."""
    return REASON_CODES.index(code)
