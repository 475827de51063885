"""Nothing in a cell acts: on a terminal, in a page, in a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
from printed import on_posix, on_terminal, records, runs, uncoloured

from targettrack.render.writers.safe_text import ACTING

HOSTILE = {
    "targets": (
        "indicator,year,comparator,value,variant,source\n"
        "\x1b[31mred\x1b[0m,2025,>,10,[bold red]x[/],=cmd|'/c calc'!A1\n"
        'txt\u202egnp,2025,>,10,:smile:,"<script>alert(1)</script>| a | \x9b2J"\n'
    ),
    "actuals": (
        "indicator,year,value,unit,note\n"
        "\x1b[31mred\x1b[0m,2023,8,@SUM(A1),\x1b]8;;http://x\x07here\n"
        "txt\u202egnp,2023,8,+1+1,\x1b[2J\n"
    ),
}


def test_nothing_in_a_cell_acts(folder: Callable[..., Path]) -> None:
    place = folder(**HOSTILE)
    shown = runs(
        ["status", place],
        ["status", place, "-f", "plain"],
        ["status", place, "-f", "md"],
        ["show", "\x1b[31mred\x1b[0m", place],
        ["project", place, "-y", "2025"],
        ["status", place, "-f", "json"],
        ["show", "\x1b[31mblue", place],
        ["status", place, "-w", "\x1b[31m=1"],
    )
    for each in shown:
        assert not ACTING.search((each.out + each.err).replace("\n", ""))
    for each in shown[:4]:
        assert (each.code, each.err) == (0, "")
        assert r"\x1b[31mred\x1b[0m" in each.out.replace("\\\\", "\\").replace("\\[", "[")
    assert "[bold red]x[/]" in shown[0].out
    assert ":smile:" in shown[0].out
    assert r"txt\u202egnp" in shown[0].out
    assert "<script>" not in shown[2].out
    assert [row["source"] for row in json.loads(shown[5].out)] == [
        "=cmd|'/c calc'!A1",
        "<script>alert(1)</script>| a | \x9b2J",
    ]
    assert [each.code for each in shown[6:]] == [2, 2]


@on_posix
def test_nothing_in_a_cell_acts_on_a_terminal(folder: Callable[..., Path]) -> None:
    sent = on_terminal(100, "status", folder(**HOSTILE))
    assert not ACTING.search(uncoloured(sent).replace("\n", ""))
    assert r"\x1b[31mred" in sent


def test_a_spreadsheet_runs_nothing(folder: Callable[..., Path], tmp_path: Path) -> None:
    place = folder(**HOSTILE)
    guarded, raw, book = runs(
        ["export", place, "-o", "-"],
        ["export", place, "-o", "-", "--raw"],
        ["export", place, "-o", tmp_path / "report.xlsx"],
    )
    first, second = records(guarded.out)
    assert (first["unit"], first["source"]) == ("'@SUM(A1)", "'=cmd|'/c calc'!A1")
    assert (second["unit"], second["target"]) == ("'+1+1", "10")
    assert [row["source"][:4] for row in records(raw.out)] == ["=cmd", "<scr"]
    assert book == (0, "", "")
    cells = [
        cell for row in openpyxl.load_workbook(tmp_path / "report.xlsx").active for cell in row
    ]
    assert "=cmd|'/c calc'!A1" in [cell.value for cell in cells]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
