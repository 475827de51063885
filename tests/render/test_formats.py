"""One table of formats: what --format and export take, their help, and completion."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import targettrack
from targettrack.render.formats import BY_NAME, ENDINGS, FORMATS, SHOWN, format_at, writer_of
from targettrack.vocabulary.errors import UsageError

# A format more: the file and the row that CONTRIBUTING speaks of.
WRITER = '''"""Text with tabs between the cells."""

from .rows import number, rows
from .safe_text import safe


def write_frame(frame, stream, *, raw=False):
    def spell(value):
        return number(value) if isinstance(value, int | float) else safe(str(value))

    stream.write("\\t".join(map(spell, frame.columns)) + "\\n")
    stream.writelines("\\t".join(row) + "\\n" for row in rows(frame, spell, ""))
'''
ROW = '    Format("tsv", ".tsv", frame="tsv.write_frame"),\n'


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_row_names_writers_that_are_there(form) -> None:
    assert form.frame or form.view
    assert form.ending
    for name in filter(None, (form.frame, form.view)):
        assert callable(writer_of(name))


def test_names_and_endings_are_distinct() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    assert list(dict.fromkeys(form.ending for form in FORMATS)) == list(ENDINGS)
    assert list(SHOWN) == ["table", "plain", "csv", "json", "md"]


def test_the_ending_names_the_format() -> None:
    names = {path: format_at(path).name for path in ("-", "", "a.csv", "b.c.JSON", "d.xlsx")}
    assert names == {
        "-": "table", "": "table", "a.csv": "csv", "b.c.JSON": "json", "d.xlsx": "xlsx",
    }  # fmt: skip
    assert format_at("-", default="csv").name == format_at("-", "csv").name == "csv"
    assert (format_at("a.txt").name, format_at("a.txt", "plain").name) == ("table", "plain")
    for path in ("csv", ".csv", "a.doc"):
        with pytest.raises(UsageError, match=r"no known ending; there are: .txt, .csv,"):
            format_at(path)
    with pytest.raises(UsageError, match=r"there are: .txt, .md"):
        format_at("a.csv", endings=(".txt", ".md"))


@pytest.mark.parametrize(
    ("path", "named"), [("a.csv", "json"), ("a.txt", "csv"), ("a.csv", "plain"), ("a.xlsx", "csv")]
)
def test_a_format_that_the_ending_contradicts_is_refused(path: str, named: str) -> None:
    with pytest.raises(UsageError, match=f"let the file end in {BY_NAME[named].ending}"):
        format_at(path, named)


def test_a_new_format_is_one_file_and_one_row(tmp_path: Path) -> None:
    package = tmp_path / "targettrack"
    shutil.copytree(Path(targettrack.__file__).parent, package)
    (package / "render" / "writers" / "tsv.py").write_text(WRITER, encoding="utf-8")
    table = package / "render" / "formats.py"
    source = table.read_text(encoding="utf-8")
    table.write_text(source.replace("FORMATS = (\n", "FORMATS = (\n" + ROW), encoding="utf-8")
    data = tmp_path / "data"
    data.mkdir()
    (data / "targets.csv").write_text("indicator,year,comparator,value\nfirms,2025,>,10000\n")
    (data / "actuals.csv").write_text("indicator,year,value\nfirms,2023,7565\n")

    def told(*arguments: str, **settings: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", "import sys, runpy; sys.path.insert(0, sys.argv.pop(1)); "
             "runpy.run_module('targettrack', run_name='__main__')", str(tmp_path), *arguments],
            cwd=tmp_path,
            env=os.environ | {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "80"} | settings,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    shown = told("status", "--format", "tsv").splitlines()
    assert shown[0].split("\t")[:2] == ["indicator", "target_year"]
    assert shown[1].split("\t")[:5] == ["firms", "2025", "", ">", "10000"]
    told("export", "-o", "report.tsv")
    assert (tmp_path / "report.tsv").read_text(encoding="utf-8").splitlines() == shown
    assert "tsv, table, plain, csv, json or md" in told("status", "--help")
    endings = ".tsv .txt .csv .json .md .xlsx or .parquet"
    assert endings in " ".join(told("export", "--help").split())
    proposed = told(
        _TARGETTRACK_COMPLETE="complete_bash",
        COMP_WORDS="targettrack status --format ",
        COMP_CWORD="3",
    )
    assert proposed.split() == ["tsv", *SHOWN]
