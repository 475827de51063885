"""Fit the constants of the outlook anew.

    python benchmarks/fit_outlook.py --history FILE --outcome FILE
    python benchmarks/fit_outlook.py --smoke

The files are tables of indicator, year, value: the years known, and those that followed; the
shipped constants are fitted to 11,500 yearly series of the M4 competition. The same files give the
same constants on one machine; another linear algebra library may change their last digits.
"""

import argparse
import hashlib
import json
import tempfile
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import numpy as np
from fitting.descent import LEVELS, Recipe, fit
from fitting.panels import made_series, read_panels
from fitting.training import rolling_samples

from targettrack.outlook.distribution import PARAMETERS, Constants
from targettrack.outlook.features import NAMES

SHIPPED = Path(__file__).parents[1] / "src" / "targettrack" / "outlook" / "constants.json"
DIGITS = 5  # significant digits kept of every constant


def rounded(value: np.ndarray) -> list:
    """Nested lists of numbers with DIGITS significant digits."""
    flat = [float(f"{x:.{DIGITS}g}") for x in np.ravel(value)]
    return np.reshape(flat, np.shape(value)).tolist()


def as_json(constants: Constants) -> str:
    """Constants as an object, one array row per line."""
    lines = []
    for field in fields(Constants):
        value = rounded(getattr(constants, field.name))
        nested = isinstance(value[0], list)
        body = ",\n  ".join(json.dumps(row) for row in value) if nested else json.dumps(value)
        lines.append(f'"{field.name}": ' + (f"[\n  {body}]" if nested else body))
    return "{\n" + ",\n".join(lines) + "\n}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--history", type=Path)
    parser.add_argument("--outcome", type=Path)
    parser.add_argument("--date", default=date.today().isoformat(), help="for the provenance")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED)
    parser.add_argument("--smoke", action="store_true", help="a few made series, to see it work")
    options = parser.parse_args()
    if options.smoke:
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder, "constants.json")
            write(*made_series(Path(folder)), options.date, output, Recipe(epochs=1, batch=64))
            print(f"{output.stat().st_size:,} bytes of constants")
    elif options.history and options.outcome:
        write(options.history, options.outcome, options.date, options.output)
    else:
        parser.error("name a --history and an --outcome")


def write(
    history: Path, outcome: Path, fitted: str, output: Path, recipe: Recipe | None = None
) -> None:
    """Fit the constants to two files, and write them with where they come from."""
    recipe = recipe or Recipe()
    indicators, past, future = read_panels(history, outcome)
    samples = rolling_samples(past, future)
    sets = fit(samples, np.arange(len(samples.series)), recipe)
    provenance = {
        "fitted": fitted,
        "data": "M4 competition, yearly series (Mcompetitions/M4-methods)",
        "series": len(indicators),
        "samples": len(samples.series),
        "sha256": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (history, outcome)
        },
        "loss": "weighted pinball at levels " + ", ".join(f"{p:g}" for p in LEVELS),
        "recipe": asdict(recipe),
        "features": list(NAMES),
        "parameters": list(PARAMETERS),
    }
    parts = {
        "provenance": json.dumps(provenance, indent=1),
        "growth": as_json(sets.growth),
        "balance": as_json(sets.balance),
    }
    body = ",\n".join(f'"{name}": {text}' for name, text in parts.items())
    output.write_text("{\n" + body + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
