"""A new command is one file and one row."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import targettrack

COMMAND = '''"""targettrack count."""

from ..groups import Input, Screen
from ..input import read


def count(*, input: Input, screen: Screen) -> None:
    print(len(read(input, screen).targets))
'''
ROW = '    "count": (Command, _("How many goals there are.")),\n'


def test_a_new_command_is_one_file_and_one_row(tmp_path: Path) -> None:
    package = tmp_path / "targettrack"
    shutil.copytree(Path(targettrack.__file__).parent, package)
    (package / "cli" / "commands" / "count.py").write_text(COMMAND, encoding="utf-8")
    program = package / "cli" / "program.py"
    before, first, rest = program.read_text(encoding="utf-8").partition('    "status": (')
    program.write_text(before + ROW + first + rest, encoding="utf-8")
    (tmp_path / "targets.csv").write_text("indicator,year,comparator,value\nfirms,2025,>,10000\n")
    (tmp_path / "actuals.csv").write_text("indicator,year,value\nfirms,2023,7565\n")
    start = "import runpy; runpy.run_module('targettrack', run_name='__main__')"  # from here
    told = [
        subprocess.run(
            [sys.executable, "-c", start, *arguments],
            cwd=tmp_path,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for arguments in (["count"], ["--help"], ["count", "--help"])
    ]
    assert told[0] == "1\n"
    assert "How many goals there are." in told[1]
    assert "--targets FILE" in told[2]
