"""A small input for every code of a problem."""

from collections.abc import Mapping
from typing import NamedTuple

SOUND = {
    "targets.csv": "indicator,year,comparator,value\nfirms,2025,>,10000\n",
    "actuals.csv": "indicator,year,value\nfirms,2022,6348\nfirms,2023,7565\n",
}
CHINESE = "indicator,year,value,note\nfirms,2023,7565,高新技术企业\n"


class Example(NamedTuple):
    """What a code means, and files that provoke it; the files not given here are sound.

    `told` names the files that the page shows no text of. `shown` stands for files too long to
    show. `beside` is a code that comes along with this one.
    """

    meaning: str
    files: Mapping[str, str | bytes] = {}
    told: str = ""
    shown: Mapping[str, str] = {}
    folder: str = "."
    actuals: str | None = None
    beside: str = ""


def targets(*rows: str, columns: str = "") -> dict[str, str | bytes]:
    """A file of goals, with more columns than the needed ones."""
    return {"targets.csv": "\n".join([f"indicator,year,comparator,value{columns}", *rows, ""])}


def actuals(*rows: str, columns: str = "") -> dict[str, str | bytes]:
    """A file of actuals, with more columns than the needed ones."""
    return {"actuals.csv": "\n".join([f"indicator,year,value{columns}", *rows, ""])}


EXAMPLES: Mapping[str, Example] = {
    "E001": Example(
        "A file or folder that was named is not there.",
        actuals="actuls.csv",
        told="The command names `--actuals actuls.csv`; the file is `actuals.csv`.",
    ),
    "E002": Example(
        "The file is there, and the system will not hand it over: it may be a folder, or belong "
        "to somebody else.",
        {"old/actuals.csv": SOUND["actuals.csv"]},
        actuals="old",
        told="The command names `--actuals old`, which is a folder.",
    ),
    "E003": Example(
        "A dataset is a folder that holds `targets.csv` and `actuals.csv`, under just these names.",
        {"plan/actuals.csv": SOUND["actuals.csv"], "plan/goals.csv": SOUND["targets.csv"]},
        folder="plan",
        told="The folder `plan` holds `actuals.csv` and `goals.csv`.",
    ),
    "E004": Example(
        "There is nothing in the file, or nothing but blanks and commas: not even the names of "
        "the columns.",
        {"actuals.csv": ""},
        told="`actuals.csv` is empty.",
    ),
    "E005": Example(
        "The file is a workbook, an archive or a document, whatever its name ends in.",
        {"actuals.csv": b"PK\x03\x04"},
        told="`actuals.csv` is a workbook (xlsx) that was renamed; it begins with these bytes:",
    ),
    "E006": Example(
        "Text has no NUL bytes. Mostly this is UTF-16 without a byte order mark; "
        "`--encoding utf-16-le` then reads it.",
        {"actuals.csv": b"indicator,year,value\nfirms,2023,\x007565\n"},
        told="`actuals.csv`, with the stray byte spelt out:",
    ),
    "E007": Example(
        "Nearly all of the file is UTF-8, and some bytes are not, as happens where a text was cut "
        "or patched byte by byte. It is not read in another encoding, which would turn every word "
        "into others.",
        {
            "actuals.csv": "指标,indicator,year,value\n高新技术企业,firms,2023,".encode()
            + b"\xff7565\n"
        },
        told="`actuals.csv`, with the stray byte spelt out:",
        shown={"actuals.csv": "指标,indicator,year,value\n高新技术企业,firms,2023,\\xff7565\n"},
    ),
    "E101": Example(
        "Without these columns no row has a meaning. All that are missing are told at once.",
        {"actuals.csv": "indicator,period,amount\nfirms,2023,7565\n"},
    ),
    "E102": Example(
        "The name is nearly that of a column the program knows, and would pass for a column of "
        "your own. A name that differs only by case, blanks or hyphens counts as misspelt as well.",
        {"targets.csv": "indicator,year,comparater,value\nfirms,2025,>,10000\n"},
    ),
    "E103": Example(
        "Years are whole years from 1000 to 2999. A fiscal year is ordered by the year it starts "
        "in, and its label is kept.",
        actuals("firms,2023Q4,7565"),
    ),
    "E104": Example(
        "The cell is not a number as a whole. Nothing is guessed: a comma in an odd place may be a "
        "slip or a decimal point, and only you can know.",
        actuals('firms,2022,"6,3,48"', "firms,2023,约7565"),
        beside="E104",
    ),
    "E105": Example(
        "The number is too large for a float64 (about 1.8e308), or so small that it would turn "
        "into zero, or its exponent has more than four digits.",
        actuals("firms,2023,7.565e3000"),
    ),
    "E106": Example(
        "The cell carries a unit, and it is not the one in the unit column.",
        actuals("firms,2023,7565户,家", columns=",unit"),
    ),
    "E107": Example(
        "The word behind the number may be a unit or part of the number (`k`, `m`, `bn`), and "
        "nothing in the row says which.",
        actuals("firms,2023,7.6 k"),
    ),
    "E108": Example(
        "Both the cell and the unit column multiply, so the number may be meant once or twice: "
        "`0.76万` under `万家` is either 7,600 or 76 million.",
        actuals("firms,2023,0.76万,万家", columns=",unit"),
    ),
    "E109": Example(
        "The cell is not a date, or the calendar has no such day. Dates go from the year to the "
        "day, since 02/03 is read differently in different places.",
        actuals("firms,2023,7565,27/02/2024", columns=",published"),
    ),
    "E110": Example(
        "The comparator decides what counts as met and is never guessed.",
        targets("firms,2025,more,10000"),
    ),
    "E111": Example(
        "The column takes certain words, and this is none of them.",
        targets("firms,2025,>,10000,mandatory", columns=",force"),
    ),
    "E112": Example(
        "One name for two columns: which of them counts?",
        actuals("firms,2023,7565,7566", columns=",value"),
    ),
    "E113": Example(
        "A column without a name has cells in it. One that is blank throughout is passed over.",
        actuals("firms,2022,6348,", "firms,2023,7565,provisional", columns=","),
    ),
    "E114": Example(
        "A row must say what it is about. A goal must state a value unless it is a direction (up, "
        "down) or a peak; an actual may leave it blank.",
        actuals(",2023,7565"),
    ),
    "E115": Example(
        "The row has more cells than the header, so its cells cannot be told apart. The usual "
        "cause is a number with a comma and without quotes. Blank cells at the end of a row may be "
        "missing, or too many.",
        actuals("firms,2022,6348", "firms,2023,7,565"),
    ),
    "E116": Example(
        "A double quote opens a cell, and none closes it before the end of the file, or before "
        "the next quote. The rows below are read as if the line were not there.",
        actuals('firms,2022,"6348', "firms,2023,7565"),
    ),
    "E117": Example(
        "A quoted cell ends with its closing quote: only a comma or the end of the line may come "
        "after it.",
        actuals('firms,2023,"7565"家'),
    ),
    "E118": Example(
        "The table is separated by semicolons or tabs, as spreadsheets save it in some countries.",
        {"actuals.csv": "indicator;year;value\nfirms;2023;7565\n"},
    ),
    "E119": Example(
        "A column of your own in both files tells series apart and stands in the results; there "
        "it would hide a column of theirs.",
        {
            "targets.csv": "indicator,gap,year,comparator,value\nfirms,north,2027,>,12700\n",
            "actuals.csv": "indicator,gap,year,value\nfirms,north,2023,7565\n",
        },
        beside="E119",  # it is told of both files
    ),
    "E120": Example(
        "A key of `targettrack.toml`, beside the files, that sets nothing.",
        {"targettrack.toml": 'methods = "destatis"\n'},
    ),
    "E121": Example(
        "A key of `targettrack.toml` whose value is not one it takes.",
        {"targettrack.toml": 'method = "open-sdg"\n'},
    ),
    "E122": Example(
        "`targettrack.toml` that is no TOML; what is the matter is told in the parser's words.",
        {"targettrack.toml": "method = destatis\n"},
    ),
    "E199": Example(
        "One mistake made all the way down a column is told a hundred times, and then counted.",
        actuals(*(f"firms{row},2023,n/a" for row in range(1, 151))),
        shown={
            "actuals.csv": "indicator,year,value\nfirms1,2023,n/a\nfirms2,2023,n/a\n"
            "(and so on, to firms150)\n"
        },
        beside="E104",
    ),
    "E201": Example(
        "The same series has two values for one year, and no dates of publication say which came "
        "later. With both dated, the later one counts and both stay in the file.",
        actuals("firms,2023,7565", "firms,2023,7611"),
    ),
    "E202": Example(
        "The goal and its series, as the actuals or `indicators.csv` state it, count different "
        "things. Multiples of one word are converted (万家 to 家, kt to t), other units never.",
        {
            **targets("firms,2025,>,12700,户", columns=",unit"),
            **actuals("firms,2023,7565,家", columns=",unit"),
        },
    ),
    "E203": Example(
        "A range has two ends, the lower one in `value`, the upper one in `upper`.",
        targets("firms,2025,between,10000,9000", columns=",upper"),
    ),
    "E204": Example(
        "`up` and `down` say that the value shall rise or fall, by however much.",
        targets("firms,2025,up,10000"),
    ),
    "E206": Example(
        "The goal counts from a year that is not over before its deadline.",
        targets("firms,2025,>,10000,2035", columns=",base_year"),
    ),
    "E207": Example(
        "`indicators.csv` describes each indicator once.",
        {"indicators.csv": "indicator,kind\nfirms,amount\nfirms,share\n"},
    ),
    "E208": Example(
        "The tolerance is what the value may lie above or below.",
        targets("firms,2025,about,10000,-500", columns=",tolerance"),
    ),
    "E209": Example(
        "The values of one series count different things. Multiples of one word are converted.",
        actuals("firms,2022,6348,家", "firms,2023,7565,户", columns=",unit"),
    ),
    "E210": Example(
        "A column of your own tells series apart only where both files have it. Without it in the "
        "other file, rows of several series would be read as one.",
        {
            "actuals.csv": "indicator,area,year,value\nfirms,north,2022,6348\n"
            "firms,south,2023,7565\n"
        },
    ),
    "W001": Example(
        "The file is not UTF-8, and was read as GB18030 (which holds GBK and GB2312), as Chinese "
        "spreadsheets save CSV.",
        {"actuals.csv": CHINESE.encode("gb18030")},
        told="`actuals.csv`, saved in GB18030:",
        shown={"actuals.csv": CHINESE},
    ),
    "W002": Example("There is a header, and no row below it.", actuals()),
    "W003": Example(
        "Flags of statistical offices that change nothing here (d, r, u and others). Letters that "
        "stand together are read one by one, as far as they are flags: `bp` is b and p.",
        actuals("firms,2022,6348,bp", "firms,2023,7565,du", columns=",status"),
    ),
    "W004": Example(
        "A column of your own in both files tells series apart. With no word in common it would "
        "leave every goal without actuals, so it is read as a remark, as page numbers are.",
        {
            "targets.csv": "indicator,year,comparator,value,page\nfirms,2027,>,12700,7\n",
            "actuals.csv": "indicator,year,value,page\nfirms,2023,7565,12\n",
        },
    ),
    "W005": Example(
        "The deadline of a goal is a day. Figures are yearly: the actual of that year counts.",
        targets("firms,2025-12-31,>,10000"),
    ),
    "W006": Example(
        "FY2025 ends in 2025 in some countries and starts in it in others. Where one series is "
        "written in both ways, only you can know.",
        {**actuals("firms,2022/23,6348", "firms,2023/24,7565"), **targets("firms,FY2025,>,10000")},
    ),
    "W301": Example(
        "Two rows say the same. That is harmless, and mostly a slip.",
        actuals("firms,2023,7565", "firms,2023,7565"),
    ),
    "W302": Example(
        "Two goals in force differ for one series, year, comparator and variant. Each is assessed "
        "by itself.",
        targets("firms,2025,>,10000", "firms,2025,>,12000"),
    ),
    "W399": Example(
        "One warning all the way down a file is told a hundred times, and then counted.",
        actuals(*(row for n in range(1, 151) for row in [f"firms{n},2023,5"] * 2)),
        shown={
            "actuals.csv": "indicator,year,value\nfirms1,2023,5\nfirms1,2023,5\nfirms2,2023,5\n"
            "firms2,2023,5\n(and so on, to firms150)\n"
        },
        beside="W301",
    ),
    "W401": Example(
        "Growth as it is stated does not fit the two levels, and rounding does not explain it.",
        actuals("firms,2022,6348,", "firms,2023,7565,29.2", columns=",growth"),
    ),
    "W402": Example(
        "Two goals for one series and year stand at different levels: two sources, or a level and "
        '"double". The column `variant` tells them apart; which of them counts?',
        targets("firms,2027,>,12700,press", "firms,2027,>,12800,plan", columns=",variant"),
    ),
    "W403": Example(
        "The parts along a dimension sum to nearly the largest of them, and not to it.",
        {
            "targets.csv": "indicator,area,year,comparator,value\nfirms,city,2027,>,12700\n",
            "actuals.csv": "indicator,area,year,value\nfirms,city,2023,7565\nfirms,north,2023,"
            "4110\nfirms,south,2023,3560\n",
        },
    ),
    "W404": Example(
        "A later goal asks for less than an earlier one.",
        targets("firms,2025,>,12700", "firms,2027,>,10000"),
    ),
    "W405": Example(
        "A value beyond the natural limit of its indicator.",
        {
            **actuals("share,2023,102.5"),
            **targets("share,2027,>=,90"),
            "indicators.csv": "indicator,kind,limit\nshare,share,100\n",
        },
    ),
    "W406": Example(
        "A value many times its neighbours: another unit, a census among samples, a slip.",
        actuals("people,2014,17757", "people,2015,335775", "people,2016,18132"),
    ),
    "W407": Example(
        "A goal counts from a year before its series breaks.",
        {
            **actuals(
                "firms,2020,5000,", "firms,2022,6348,b", "firms,2023,7565,", columns=",status"
            ),
            **targets("firms,2025,>,10000,2020", columns=",base_year"),
        },
    ),
    "W408": Example(
        "A goal was met already on the day it was announced.",
        targets("firms,2025,>,6000,2023-03-01", columns=",announced"),
    ),
    "W409": Example(
        "Of the goals of one series, this one points the other way.",
        targets("firms,2025,>,10000", "firms,2026,<,11000", "firms,2027,>,12700"),
    ),
    "W410": Example(
        "There are actuals later than the deadline, and none of its year.",
        {**actuals("firms,2022,6348", "firms,2024,7565"), **targets("firms,2023,>,7000")},
    ),
    "W411": Example(
        "Rows do not say where they come from. It is told once a file.",
        {
            **actuals("firms,2022,6348,yearbook", "firms,2023,7565,", columns=",source"),
            **targets("firms,2025,>,10000,plan", columns=",source"),
        },
    ),
    "W420": Example(
        "A level and the latest actual are fifty times apart or more, or a goal in % stands beside "
        "fractions of 1, and the unit of one side is not stated: the other's was taken for both.",
        targets("firms,2025,>,1.27,万家", columns=",unit"),
    ),
}
