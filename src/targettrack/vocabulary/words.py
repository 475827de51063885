"""The words that cells hold, one of a few: comparators, measures, verdicts, kinds of change."""

from collections.abc import Mapping, Sequence

from .language import N_

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

MEASURES = ("level", "multiple", "change", "percent_change", "growth", "relative_growth")
AGGREGATES = ("point", "every", "mean", "sum", "compound", "peak")

VERDICTS: Mapping[str, str] = {
    "achieved": N_("achieved"),
    "on-track": N_("on track"),
    "at-risk": N_("at risk"),
    "off-track": N_("off track"),
    "reversing": N_("reversing"),
    "missed": N_("missed"),
    "no-data": N_("no data"),
}

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
