"""Whether a yardstick gives the verdicts that its publisher published.

    python benchmarks/conformance.py FOLDER --method destatis
    python benchmarks/conformance.py --smoke

FOLDER is a dataset with one file more, published.csv, a row for each published verdict:

    indicator, target_year   the goal
    target                   its number, where the series has several for that year; or blank
    as_of                    the year of the latest actual the publisher had
    label                    the publisher's word
    progress_value           the publisher's number, where it gives one
    rule_agrees              "no" for verdicts that the published rule is known not to give on
                             today's data; those are counted apart

Every row is judged as of its own year. Numbers agree where they differ by less than 1e-9. Each
disagreement is printed with the numbers that went into the formula. The exit code is 1 where a
row that should agree does not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import targettrack as tt
from targettrack.assessment.assess import assessment
from targettrack.assessment.workings import Number, method_numbers

CLOSE = 1e-9
SAMPLE = Path(__file__).parent / "conformance"


class Row(NamedTuple):
    """A published verdict beside ours."""

    published: pd.Series
    ours: pd.Series
    numbers: list[Number]

    @property
    def agrees(self) -> bool:
        """Whether the label is the same, and the number where one is published."""
        theirs = self.published.get("progress_value")
        close = pd.isna(theirs) or abs(float(self.ours["figure"]) - float(theirs)) < CLOSE
        return bool(self.ours["label"] == self.published["label"] and close)

    @property
    def expected(self) -> bool:
        """Whether it should agree: not marked as known to differ."""
        return bool(self.published.get("rule_agrees", "yes") != "no")

    def explained(self) -> str:
        """Ours beside theirs, and the working."""
        told = self.published
        goal = f"{told['indicator']} {told['target_year']} as of {told['as_of']}"
        theirs = " ".join(str(told[name]) for name in ("label", "progress_value") if name in told)
        ours = f"{self.ours['label']} {self.ours['figure']:.10g} ({self.ours['reason']})"
        working = ", ".join(
            f"{number.symbol} = {number.value:.10g}" + (f" ({number.year})" if number.year else "")
            for number in self.numbers
        )
        return f"{goal}: published {theirs}, ours {ours}\n    {working}"


def judged_rows(folder: Path, method: str) -> Iterator[Row]:
    """Every published row beside the row of our assessment for the same goal and year."""
    dataset = tt.read(folder)
    published = pd.read_csv(folder / "published.csv", dtype={"indicator": str})
    for as_of, rows in published.groupby("as_of", sort=True):
        judged = assessment(dataset, [method], as_of=int(as_of))
        table, numbers = judged.table, method_numbers(judged)
        for _, told in rows.iterrows():
            mine = (table["indicator"] == told["indicator"]) & (
                table["target_year"] == told["target_year"]
            )
            if not pd.isna(told.get("target")):
                mine &= (table["target"] - told["target"]).abs() < CLOSE
            (place,) = mine.to_numpy().nonzero()[0]
            yield Row(told, table.iloc[place], numbers[place])


def report(folder: Path, method: str) -> bool:
    """Print how many agree, and each that does not; whether all do that should."""
    rows = list(judged_rows(folder, method))
    for title, chosen in (
        ("published verdicts", [row for row in rows if row.expected]),
        ("marked as not given by the rule", [row for row in rows if not row.expected]),
    ):
        if chosen:
            agreed = sum(row.agrees for row in chosen)
            print(f"{method}, {folder}: {agreed} of {len(chosen)} {title} agree")
    for row in rows:
        if not row.agrees:
            print(f"  {row.explained()}")
    return all(row.agrees for row in rows if row.expected)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--method")
    parser.add_argument("--smoke", action="store_true", help="the few rows beside this file")
    chosen = parser.parse_args()
    if chosen.smoke:
        asked = [(folder, folder.name) for folder in sorted(SAMPLE.glob("*/"))]
    elif chosen.folder and chosen.method:
        asked = [(chosen.folder, chosen.method)]
    else:
        parser.error("name a FOLDER and a --method")
    agree = [report(folder, method) for folder, method in asked]
    sys.exit(0 if all(agree) else 1)


if __name__ == "__main__":
    main()
