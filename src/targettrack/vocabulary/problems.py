"""Every problem of the data, by its code: what is wrong, and what to do about it.

The only place where these codes are spelled out; `docs/problems.md` is made from it. Words in
braces are filled by the finding.
"""

from typing import NamedTuple

from .language import N_


class Words(NamedTuple):
    """What a code says, and what to do about it; '' where there is nothing to do."""

    message: str
    remedy: str = ""


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
        N_("{likely}the first line must name at least the columns: {columns}"),
    ),
    "E102": Words(
        N_('column "{name}" looks like a misspelt "{likely}"'),
        N_('rename it to "{likely}", or to something less alike if it is your own column'),
    ),
    "E103": Words(
        N_('{column} "{cell}" is not a year'),
        N_("write it as 2025, 2025年, 2024/25 or FY2024; yearly figures only"),
    ),
    "E104": Words(
        N_('{column} "{cell}" is not a number'),
        N_(
            "write it as 12700, 12,700, 1.27万 or 1.2e4; a sign or word (>95, 73以上) goes "
            "into comparator, a range (80-85) into value and upper with between; leave the row out "
            "until there is a number"
        ),
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
    "E114": Words(
        N_("{column} is blank, and is needed"),
        N_("fill it in, or delete the row: a note below the table is no row of it"),
    ),
    "E115": Words(
        N_("the row has {count} cells, the header has {expected}"),
        N_('put cells that hold a comma in double quotes: "12,700"'),
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
        N_("the goal's unit is {unit}, {series} is in {other}"),
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
    "E210": Words(
        N_('column "{name}" tells rows of one indicator apart, and {other}.csv has no such column'),
        N_('add the column "{name}" to {other}.csv, or keep the rows of one "{name}" alone'),
    ),
    # W: warnings, which stop nothing
    "W001": Words(
        N_("decoded as GB18030"),
        N_(
            "save it as UTF-8; where words look wrong, name its encoding, as in --encoding cp1252 "
            "(or shift_jis, big5)"
        ),
    ),
    "W002": Words(
        N_("the file has a header and no rows"), N_("add rows below the header: {columns}")
    ),
    "W003": Words(
        N_("flags without a meaning here are kept as they are: {flags}"),
        N_("nothing need be done; those with a meaning are: {choices}"),
    ),
    "W004": Words(
        N_('column "{name}" is read as a remark: the two files have no word of it in common'),
        N_("nothing need be done; to tell series apart by it, write the same words in both"),
    ),
    "W005": Words(
        N_("of deadlines that are days the year counts: {cell} is {year}"),
        N_("nothing need be done; write the year alone to say so yourself"),
    ),
    "W006": Words(
        N_("the years of {series} are written as {first} and as {second}: do they start alike?"),
        N_("write the years of one series in one way; here FY2024 and 2024/25 both start in 2024"),
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
    # W42: figures that do not look as if they were in one unit, told by every command
    "W420": Words(
        N_("the goal {value} and the latest actual {actual} of {series} are {times} times apart"),
        N_("state the unit in both files, or correct the number; in one unit both may stand so"),
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
