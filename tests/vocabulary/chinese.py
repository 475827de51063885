"""What the tests of the program in Chinese share: how it is run, and what reads as English."""

from __future__ import annotations

import re
from pathlib import Path

import running
from running import Run

from targettrack.cli import program as cli
from targettrack.methods import METHODS
from targettrack.vocabulary.columns import TABLES
from targettrack.vocabulary.reasons import REASONS
from targettrack.vocabulary.results import ASSESSMENT, PROJECTION
from targettrack.vocabulary.words import VERDICTS

PROJECT = Path(__file__).resolve().parents[2]
COMMANDS = list(cli.COMMANDS)
FIELDS = [*ASSESSMENT, *PROJECTION, *(field for fields in TABLES.values() for field in fields)]


def run(*arguments: str, cwd: Path = PROJECT, **environ: str) -> Run:
    """The program in a process of its own, in UTF-8 and 80 columns."""
    return running.run(*arguments, cwd=cwd, **{"COLUMNS": "80", "LC_ALL": "C.UTF-8"} | environ)


# Words that are the same in every language: commands, columns, codes, formats.
_SAME = {
    *("targettrack", "python", "pip", "install", *COMMANDS),
    *(field.name for field in FIELDS),
    *(choice for field in FIELDS for choice in field.choices),
    *(*METHODS, *VERDICTS, *REASONS),
}


def english(text: str) -> list[str]:
    """What reads as English: two words or more in a row that are not all of them fixed names."""
    for method in METHODS.values():
        for fixed in (method.citation, method.formula, *filter(None, method.words)):
            text = text.replace(fixed, "")
    text = re.sub(r"(?<!\w)--?[a-z][a-z-]*", "-", text)
    runs = re.findall(r"\b[A-Za-z]?[a-z]+(?: [a-z]+)+\b", text)
    return [run for run in runs if not set(run.split()) <= _SAME]
