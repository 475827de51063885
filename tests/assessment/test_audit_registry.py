"""A rule of the audit is one file, its entry in the registry, and its words."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import targettrack
from targettrack.assessment.audit import AUDITS, Rule

RULE = '''
"""Levels of exactly zero."""

import numpy as np

from ...dataset.checks import findings_of
from ...dataset.model import column


def zeros(audited):
    """Actuals of exactly zero, which may stand for unknown."""
    rows = np.flatnonzero(column(audited.dataset.actuals, "value") == 0)
    yield from findings_of("W412", "actuals", "value", rows, rows)
'''
ADDED = {  # file: what stands before the addition, and the addition
    "assessment/audit/__init__.py": [
        ("from .stated_differently import stated_differently\n", "from .zeros import zeros\n"),
        ('    RULES["W411"]: sources_missing,\n', '    RULES["W412"]: zeros,\n'),
    ],
    "vocabulary/problems.py": [
        (
            "PROBLEMS: dict[str, Words] = {\n",
            '    "W412": Words(N_("is it zero, or unknown?"), N_("leave the unknown blank")),\n',
        ),
        ('    "W411": "sources-missing",\n', '    "W412": "zeros",\n'),
    ],
}


@pytest.mark.parametrize(("name", "rule"), AUDITS.items())
def test_a_rule_stands_in_a_file_of_its_name(name: str, rule: Rule) -> None:
    assert rule.__name__ == name.replace("-", "_")
    assert rule.__module__ == f"targettrack.assessment.audit.{rule.__name__}"
    assert rule.__doc__


def test_a_new_rule_is_a_file_and_its_entries(tmp_path: Path) -> None:
    package = tmp_path / "targettrack"
    shutil.copytree(Path(targettrack.__file__).parent, package)
    (package / "assessment" / "audit" / "zeros.py").write_text(RULE, encoding="utf-8")
    for file, additions in ADDED.items():
        text = (package / file).read_text(encoding="utf-8")
        for before, added in additions:
            assert before in text
            text = text.replace(before, before + added)
        (package / file).write_text(text, encoding="utf-8")
    (tmp_path / "targets.csv").write_text("indicator,year,comparator,value\nx,2030,>=,9\n")
    (tmp_path / "actuals.csv").write_text("indicator,year,value\nx,2020,5\nx,2021,0\n")
    done = subprocess.run(
        [sys.executable, "-m", "targettrack", "check", ".", "--only", "zeros"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1", "LANG": "en_US.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "actuals.csv:3:3 W412 zeros: is it zero, or unknown?" in done.stdout + done.stderr
