"""What is wrong with a header: missing, doubled and misspelt columns, and names already taken."""

import difflib
import re
from collections.abc import Mapping, Sequence

from ...vocabulary.columns import TABLES
from ...vocabulary.errors import Problem
from ...vocabulary.field import columns as columns_of
from ...vocabulary.language import N_, _
from ...vocabulary.results import ASSESSMENT, CHANGES, PROJECTION

_YEAR = re.compile("[12][0-9]{3}年?")
RESERVED = {field.name for fields in TABLES.values() for field in fields}
_RESULTS = {
    *(name for made in (ASSESSMENT, PROJECTION, CHANGES) for name in columns_of(made)),
    *("year_label", "base_year_label"),
}
MOST_WRITTEN = 1000  # columns that somebody may have written by hand, and misspelt


def shared_dimensions(headers: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Columns of targets and actuals alike that are not reserved, in the order of the actuals."""
    own = set(headers.get("targets", ())) - RESERVED - {""}
    return tuple(name for name in headers.get("actuals", ()) if name in own)


def check_header(
    file: str, table: str, header: Sequence[str], line: int = 1, dimensions: Sequence[str] = ()
) -> list[Problem]:
    """What is wrong with a table's header on `line`; `dimensions` are those of the dataset."""
    reserved = [field.name for field in TABLES[table]]
    needed = [field.name for field in TABLES[table] if field.needed]
    if not any(header):
        return [Problem("E004", file, values={"columns": ",".join(needed)})]
    for mark, name in ((";", N_("semicolon")), ("\t", N_("tab")), ("|", N_("vertical bar"))):
        cells = ",".join(header).split(mark)
        if len(cells) > 1 and set(needed) <= set(cells):
            return [Problem("E118", file, line, None, {"mark": _(name)}, header)]
    problems = []
    excused = set()
    before: set[str] = set()
    absent = [word for word in reserved if word not in set(header)]
    for place, name in enumerate(header, 1):
        values = {"name": name}
        if name and name in before:
            problems.append(Problem("E112", file, line, place, values, header))
        elif name and name not in reserved and (likely := _misspelt(name, absent, place)):
            values["likely"] = likely
            excused.add(likely)
            problems.append(Problem("E102", file, line, place, values, header))
        before.add(name)
    missing = [name for name in needed if name not in header and name not in excused]
    if missing:
        values = {"names": _(", ").join(missing), "columns": ",".join(needed)}
        values["likely"] = _likely_cause(header, missing)
        problems.append(Problem("E101", file, line, None, values, header))
    for name in sorted(_RESULTS.intersection(dimensions).intersection(header)):
        place = header.index(name) + 1
        problems.append(Problem("E119", file, line, place, {"name": name}, header))
    return problems


def _likely_cause(header: Sequence[str], missing: Sequence[str]) -> str:
    """What a first line without the needed columns is, in words that begin a remedy; or ''."""
    if header[0].casefold().startswith("sep="):
        return _("delete the first line, which Excel adds (sep=), and save with commas; ")
    years = [name for name in header if _YEAR.fullmatch(name)]
    if years and "year" in missing:
        return _("years stand as columns here: write a row a year; ")
    if len(list(filter(None, header))) == 1:
        return _("delete titles and notes above the header; ")
    return ""


def _misspelt(name: str, absent: Sequence[str], place: int) -> str:
    """The column that a name in that place of the header is likely meant to be; '' for none."""
    plain = name.casefold().replace(" ", "_").replace("-", "_")
    if plain in absent:
        return plain
    if place > MOST_WRITTEN:
        return ""
    return next(iter(difflib.get_close_matches(plain, absent, 1, 0.8)), "")
