"""Where it is printed: terminals, pipes, the C locale, encodings."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from printed import on_posix, on_terminal, records, runs, uncoloured
from rich.cells import cell_len
from running import ROOT, Run, command, environment, run

from targettrack.cli.program import COMMANDS
from targettrack.methods import DEFAULT
from targettrack.render.writers.safe_text import ACTING


def test_without_a_terminal_there_is_no_escape_byte(standing: Run) -> None:
    for each in runs(["status"], ["show", "high-tech-firms"], NO_COLOR="", TERM="xterm"):
        assert not ACTING.search(each.out.replace("\n", ""))


@on_posix
def test_colour_on_a_terminal_alone_and_only_if_wanted() -> None:
    coloured = on_terminal(100, "status")
    others = [
        on_terminal(100, "status", "--no-color"),
        on_terminal(100, "status", NO_COLOR="1"),
        on_terminal(100, "status", TERM="dumb"),
    ]
    assert "\x1b[" in coloured
    assert others == [uncoloured(coloured)] * 3
    colours = set(re.findall(r"\x1b\[([0-9;]*)m", coloured))
    assert not {"31", "32", "91", "92"} & colours  # neither red nor green: in China red is up
    assert "\x1b" not in uncoloured(coloured)


@on_posix
@pytest.mark.parametrize(
    "arguments",
    [
        ["status"],
        ["project", "-y", "2027"],
        ["show", "high-tech-firms"],
        ["backtest"],
        ["diff", "data", "data"],
        ["check"],
        ["export", "-o", "-"],
        ["methods"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_no_colour_where_none_is_wanted(arguments: list[str]) -> None:
    assert "\x1b" not in on_terminal(100, *arguments, "--no-color")


def test_every_command_that_takes_no_color_is_among_them() -> None:
    taking = [name for name in COMMANDS if "--no-color" in run(name, "-h").out]
    assert taking == ["status", "project", "show", "backtest", "diff", "check", "export", "methods"]


@on_posix
def test_no_line_is_wider_than_the_terminal() -> None:
    commands = (
        ["status"],
        ["project", "-y", "2027", "--path", "--growth", "12%"],
        ["show", "high-tech-firms"],
        ["methods", "--columns"],
    )
    cases = [(width, asked) for width in (60, 80, 100) for asked in commands]
    sent = [uncoloured(on_terminal(width, *asked)) for width, asked in cases]
    for (width, _), text in zip(cases, sent, strict=True):
        assert max(map(cell_len, text.splitlines())) <= width
    narrow = sent[0]
    for figure in ("High-tech firms", "10,000", "7,565", "58,524", "hidden for width: "):
        assert figure in narrow
    # What a column means, and how a figure came about, is told in full at any width.
    assert "first year in which the outlook's median" in " ".join(sent[3].split())
    assert "derived from the growth stated for the year after" in " ".join(sent[6].split())


def test_the_c_locale_gives_ascii_but_in_machine_formats(tmp_path: Path) -> None:
    commands = (
        ["status"],
        ["status", "--lang", "zh"],
        ["show", "高新技术企业"],
        ["project", "-y", "2027", "-o", "-"],
        ["methods", "schedule"],
        ["status", "-f", "md"],
        ["show", "高新企业"],
        ["check", tmp_path / "没有"],
        ["status", "-f", "csv"],
        ["status", "-f", "json"],
    )
    *shown, as_csv, as_json = runs(*commands, LC_ALL="C")
    for each in shown:
        assert each.out.isascii()
        assert each.err.isascii()
    assert r"Goal (\u5bb6)" in shown[0].out
    assert "+ on track" in shown[0].out or DEFAULT != "opensdg"
    assert r'error: there is no indicator "\u9ad8\u65b0\u4f01\u4e1a"' in shown[6].err
    assert records(as_csv.out)[0]["unit"] == "家"
    assert json.loads(as_json.out)[0]["unit"] == "家"


def test_an_encoding_without_the_symbols_gives_ascii_but_in_machine_formats() -> None:
    drawn_table, as_csv, help_page = runs(
        ["status", "-o", "-"],
        ["status", "-f", "csv"],
        ["--help", "--lang", "zh"],
        PYTHONIOENCODING="cp1252",
        PYTHONUTF8="0",
    )
    assert (drawn_table.code, drawn_table.err) == (0, "")
    assert r"Goal (\u5bb6)" in drawn_table.out
    assert records(as_csv.out)[0]["unit"] == "家"
    assert (help_page.code, help_page.err) == (0, "")
    assert r"\u" in help_page.out


def test_an_encoding_of_chinese_without_the_signs_keeps_the_words() -> None:
    settings = {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0", "LANG": "zh_CN.GBK"}
    for arguments in (["status"], ["show", "high-tech-firms"], ["methods"], ["status", "-h"]):
        done = subprocess.run(
            command(*arguments, "--lang", "zh"),
            cwd=ROOT,
            env=environment(settings),
            capture_output=True,
            check=True,
        )
        text = done.stdout.decode("gbk")
        assert r"\u" not in text
        assert ("高新技术企业" in text) == (arguments[-1] in ("status", "high-tech-firms"))
        assert done.stderr == b""


@on_posix
def test_ascii_is_ascii(standing: Run) -> None:
    ascii_only = run("status", "--ascii")
    assert ascii_only.out.isascii()
    assert ascii_only.out == run("status", LC_ALL="C").out
