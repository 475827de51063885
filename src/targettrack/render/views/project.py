"""The projection as a table: the required path beside where growth leads."""

from functools import partial

import numpy as np
import pandas as pd

from ...assessment.project import Projection
from ...dataset.model import Dataset
from ...dataset.names import series_names
from ...vocabulary.language import _
from .. import figures
from ..view import Column, View
from .cells import MOST_ROWS, level_cells, year_cells


def projection_view(projection: Projection) -> View:
    """The rows of a projection; series that lead nowhere are told in a note."""
    dataset, table = projection.dataset, projection.table
    empty = (table["required"].isna() & table["carried_on"].isna()).to_numpy()
    shown = table[~empty].head(MOST_ROWS)
    points = projection.linear[~empty][:MOST_ROWS]
    straight = projection.straight[~empty][:MOST_ROWS]
    levels = partial(level_cells, dataset, shown)
    years = partial(year_cells, dataset)
    margins = [float(value) for value in shown["margin"]]
    goals = [
        f"{value} ({year})" if value else ""
        for value, year in zip(levels("target"), years(shown["target_year"]), strict=True)
    ]
    actuals = [
        f"{value} ({year})"
        for value, year in zip(levels("actual"), years(shown["actual_year"]), strict=True)
    ]
    interval = [
        f"{low} - {high}" if low else ""
        for low, high in zip(levels("low"), levels("high"), strict=True)
    ]
    columns = [
        Column(_("Indicator"), series_names(dataset, shown)),
        Column(_("Year"), years(shown["year"]), right=True),
        Column(_("Actual"), actuals, right=True, rank=3),
        Column(_("Goal"), goals, right=True, rank=2),
        # A level; the "Required" of status is growth, and has another word in Chinese.
        Column(_("required").capitalize(), levels("required"), right=True),
        Column(
            _("a year"),
            [
                _("straight") if line else figures.rate(float(value), bool(point))
                for value, point, line in zip(
                    shown["required_growth"], points, straight, strict=True
                )
            ],
            right=True,
            rank=1,
        ),
        Column(_("Outlook"), levels("projected"), right=True),
        Column("80 %", interval, right=True, rank=2),
        Column(_("Carried on"), levels("carried_on"), right=True, rank=1),
        Column(_("What if"), levels("what_if"), right=True),
        Column(
            _("Margin"),
            [
                ("+" if value > 0 else "") + text
                for value, text in zip(margins, levels("margin"), strict=True)
            ],
            right=True,
            styles=["good" if value >= 0 else "bad" if value < 0 else "" for value in margins],
        ),
        Column(_("Unit"), [figures.unit(unit) for unit in shown["unit"]], rank=4),
    ]
    if shown["what_if"].isna().all():
        del columns[9]
    notes = _notes(dataset, table, empty)
    if straight.any():
        notes.insert(1, _("straight: no growth rate leads to or from zero or below"))
    return View(columns, notes=notes)


def _notes(dataset: Dataset, table: pd.DataFrame, empty: np.ndarray) -> list[str]:
    """What the columns mean, and which rows are not shown; `empty` (rows,) marks those."""
    notes = [
        _(
            "required: on the path from the latest actual through each goal, at the growth a year "
            "of that leg"
        ),
        _("outlook: median and 80 % interval of the predictive distribution"),
        _("carried on: the latest actual at observed growth"),
        _("margin: how far the outlook's median lies beyond what is required"),
    ]
    if len(table) - empty.sum() > MOST_ROWS:
        notes.append(
            _("the first {shown} rows are shown; --format csv gives them all").format(
                shown=f"{MOST_ROWS:,}"
            )
        )
    without = table[empty].drop_duplicates(subset=["indicator", *dataset.dimensions]).head(20)
    if len(without):
        names = _("; ").join(series_names(dataset, without))
        notes.append(
            _("no path, for want of actuals or of goals ahead: {names}").format(names=names)
        )
    return notes
