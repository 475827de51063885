"""A verdict's working in words: the figure and its rule, the formula, the numbers put into it."""

from collections.abc import Sequence

import pandas as pd

from ...assessment.workings import Number
from ...methods import method_named
from ...methods.method import Method
from ...vocabulary.language import _
from ...vocabulary.reasons import REASONS
from .. import figures


def working_lines(row: pd.Series, numbers: Sequence[Number]) -> list[str]:
    """How the method of an assessment's row came to its verdict, to be redone by hand."""
    reason = _(REASONS[str(row["reason"])].message)
    if pd.isna(row["label"]):
        return [reason]
    label = _(str(row["label"]))
    if not numbers:
        return [f"{label}: {reason}"]
    method = method_named(str(row["method"]))
    undirected = row["comparator"] in ("up", "down")
    formula = method.direction if undirected else method.formula
    if pd.isna(row["figure"]):
        said = label
    else:
        said = f"{formula.partition(' = ')[0]} = {float(row['figure']):.6g}: {label}"
    rule = _rule(method, row, undirected)
    return [
        f"{said} ({rule})" if rule else f"{said} ({reason})",
        formula,
        _(", ").join(map(_number, numbers)),
    ]


def _rule(method: Method, row: pd.Series, undirected: bool) -> str:
    """When the method gives the row its label; '' for goals that are met."""
    if row["verdict"] == "achieved" and not method.judges_met:
        return ""
    said = [each for each in method.labels if each.word == row["label"]]
    exact = [each for each in said if each.verdict == row["verdict"]] or said
    return _(exact[0].direction if undirected else exact[0].rule) if exact else ""


def _number(number: Number) -> str:
    """v0 = 14.5 (2015); CAGR(v0→v1) = −4.0692 %."""
    if number.kind == "rate":
        shown = figures.percent(number.value, 4)
    elif number.kind == "ratio":
        shown = f"{number.value:.6g}"
    else:
        shown = f"{number.value:.10g}"
    year = f" ({number.year})" if number.year is not None else ""
    return f"{_(number.symbol)} = {shown}{year}"
