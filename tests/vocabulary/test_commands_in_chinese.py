"""The commands in Chinese: no English left, all in line, machine formats untouched."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from chinese import COMMANDS, english, run
from rich.cells import cell_len

from targettrack.vocabulary import language


def test_english_is_found() -> None:
    assert english("错误：Missing option '--year'.") == ["Missing option"]
    assert english("选项：\n  --lang LANG  the language") == ["the language"]
    assert not english("可写：> between about up down\n用法见：targettrack status --help")


# --- the command line's own words ---------------------------------------------------------------


COMPLAINTS = [
    (["status", "--bogus"], "没有选项“--bogus”"),
    (["status", "-z"], "没有选项“-z”"),
    (["status", "--methd", "x"], "没有选项“--methd”；可能是：--method"),
    (["bogus"], "没有命令“bogus”"),
    (["statu"], "没有命令“statu”；可能是：status"),
    (["project"], "缺少 --year"),
    (["export"], "缺少 --output"),
    (["show"], "缺少 INDICATOR"),
    (["status", "--format", "xml"], "--format：'xml' 不是可选值；可选：table, plain, csv"),
    (["status", "--fail-on", "bad"], "'bad' 不是可选值；可选：missed, reversing, off-track"),
    (["project", "--year", "next"], "不是整数"),
    (["status", "--as-of", "1.5"], "不是整数"),
    (["status", "--output"], "--output 需要一个值"),
    (["status", "-o"], "-o 需要一个值"),
    (["status", "--raw=1"], "--raw 不带值"),
    (["status", "one", "two"], "参数过多：two"),
    (["status", "one", "two", "three"], "参数过多：two three"),
    (["status", "--where", "area"], "不是 COLUMN=VALUE 的形式"),
    (["status", "--where", "colour=red"], "没有“colour”这一列；现有：indicator、year"),
    (["status", "--method", "bogus"], "没有方法“bogus”；现有：outlook、opensdg、destatis、"),
    (["status", "--known-on", "soon"], "“soon”不是日期"),
    (["status", "--encoding", "klingon"], "没有编码“klingon”"),
    (["status", "-i", "bogus"], "没有目标符合 --indicator bogus"),
    (["project", "--year", "20"], "20 不是 1000 到 2999 之间的年份"),
    (["project", "--year", "2027", "--growth", "fast"], "“fast”不是百分数"),
    (["show", "bogus"], "没有指标“bogus”；可能是："),
    (["export", "-o", "report.doc"], "不认识“report.doc”的扩展名；可用：.txt、.csv、.json"),
    (["status", "-o", "."], "“.”是文件夹"),
    (["init", "data"], "已存在"),
]


@pytest.mark.parametrize(
    ("arguments", "told"), COMPLAINTS, ids=[" ".join(row[0]) for row in COMPLAINTS]
)
def test_complaints(arguments: list[str], told: str) -> None:
    done = run("--lang=zh", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert not english(done.err.replace("two three", "").replace("tech firms", ""))


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(command: str) -> None:
    arguments = [command] if command else []
    done = run(*arguments, "--help", "--lang", "zh")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"用法：targettrack {command}".rstrip())
    assert "选项：" in done.out
    assert "None" not in done.out
    assert not english(done.out)


# --- what the commands print --------------------------------------------------------------------

TARGETS = """\
indicator,area,year,comparator,value,tolerance,measure,base_year,unit,variant,source
高技术企业,重庆,2025,>,1万,,,2020,家,,规划
高技术企业,重庆,2027,超过,1.27万,,,2020,家,争取,规划
城镇化率,全国,2025,>=,65,,,2020,%,,纲要
能耗,全国,2025,<=,86.5,,,2020,,,纲要
森林 cover,,2025,about,24,,,,%,,纲要
研发投入,全国,2025,>=,7,,growth,,亿元,,纲要
空气,北京市 Beijing,2022,>=,80,,,,%,,纲要
方向,,2030,up,,,,,,,纲要
"""
ACTUALS = """\
indicator,area,year,value,growth,status,unit,published,source,quote,note
高技术企业,重庆,2020,5000,,,家,2021-02-27,年鉴,,
高技术企业,重庆,2023,7565,19.2,p,家,2024-02-27,公报,7565家,初步
城镇化率,全国,2020,63.89,,,%,2021,公报,,
城镇化率,全国,2022,65.22,,,%,2023,公报,,
能耗,全国,2020,100,,,,2021,公报,,
能耗,全国,2021,102,,,,2022,公报,,
森林 cover,,2020,23,,,%,2021,公报,,
空气,北京市 Beijing,2021,90,,,%,2022,公报,,
"""
INDICATORS = """\
indicator,name,name_zh,kind,decimals
高技术企业,High-tech firms,高新技术企业,amount,0
城镇化率,Urban share,城镇化率,share,2
森林 cover,Forest cover,森林 cover 覆盖率,share,1
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("数据")
    for name, text in {"targets": TARGETS, "actuals": ACTUALS, "indicators": INDICATORS}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


OUTPUTS = [
    (["status"], ["所需增速", "观测增速", "步伐比", "进度", "差距", "无数据：", "趋势逆转"]),
    (
        ["status", "--method", "all"],
        ["按 opensdg 评估 8 个目标：", "按 schedule（本项目自定） 评估", "意见不一"],
    ),
    (["status", "--known-on", "2023-06"], ["没有目标"]),
    (["project", "--year", "2027"], ["所需水平", "趋势外推", "余量", "没有路径："]),
    (["project", "--year", "2027", "--path", "--growth", "12%"], ["假设情形"]),
    (["show", "高新技术企业"], ["高新技术企业，重庆：2025 年 > 10,000 家", "公布增速"]),
    (["show", "城镇化率"], ["百分点", "算式或说明"]),
    (["show", "能耗"], ["每年所需增量"]),
    (["show", "森林 cover"], ["建议："]),
    (["show", "研发投入"], ["没有实际值"]),
    (["backtest"], ["无可评分："]),
    (["backtest", "--each"], ["期限", "截至", "✓ 达标"]),
    (["methods"], ["最少点数", "可靠程度"]),
    (["methods", "opensdg"], ["至少需要 2 个数据点"]),
    (["methods", "schedule"], ["快于预期", "本项目自定"]),
    (["methods", "--columns"], ["水平值", "比例", "含义"]),
]


@pytest.mark.parametrize(("arguments", "told"), OUTPUTS, ids=[" ".join(row[0]) for row in OUTPUTS])
def test_output(arguments: list[str], told: Sequence[str], folder: Path) -> None:
    data = [] if arguments[0] == "methods" else ["--targets", "targets.csv"]
    data += ["--actuals", "actuals.csv", "--indicators", "indicators.csv"] if data else []
    done = run(*arguments, *data, "--lang", "zh", cwd=folder)
    assert done.code == 0, done.err
    for words in told:
        assert words in done.out
    assert not english(done.out)
    assert not english(done.err)


OF_A_FOLDER = [
    (["diff", ".", "."], ["没有"]),
    (["record", "能耗", "2022", "101", ".", "-w", "area=全国", "--dry-run"], ["没有写入"]),
    (["goal", "能耗", "2030", "<=", "80", ".", "-w", "area=全国", "--dry-run"], ["没有写入"]),
    (["record", "能耗", "2021", "101", ".", "-w", "area=全国", "--dry-run"], ["建议："]),
]


@pytest.mark.parametrize(
    ("arguments", "told"), OF_A_FOLDER, ids=[" ".join(row[0]) for row in OF_A_FOLDER]
)
def test_output_of_a_folder(arguments: list[str], told: Sequence[str], folder: Path) -> None:
    done = run(*arguments, "--lang", "zh", cwd=folder)
    for words in told:
        assert words in done.out + done.err
    assert not english(done.out)
    assert not english(done.err)


def test_every_command_has_a_case() -> None:
    """Those of `check`, `export` and `init` are tests of their own."""
    cases = {arguments[0] for arguments, _told in (*OUTPUTS, *OF_A_FOLDER)}
    assert cases | {"check", "export", "init"} == set(COMMANDS)


def test_check(tmp_path: Path) -> None:
    """A problem of every kind that one dataset can have at once."""
    targets = "indicator,year,comparater,value\n甲,2025,>,1\n"
    actuals = (
        "indicator,year,value,growth,status,published,unit\n甲,2020,1,2,z,soon,家\n甲,2021,1,,,,,家,家\n"
        "甲,20x2,约1万,,,,\n甲,,1e999,,,,\n甲,2022,3元,,,,家\n"
    )
    (tmp_path / "targets.csv").write_text(targets, encoding="utf-8")
    (tmp_path / "actuals.csv").write_text(actuals, encoding="gb18030")
    (tmp_path / "indicators.csv").write_bytes(b"PK\x03\x04")
    done = run("check", str(tmp_path), "--lang", "zh")
    assert done.code == 3
    for words in (
        "列名“comparater”似为“comparator”之误",
        "不是 CSV 文本",
        "按 GB18030 解码",
        "在此没有含义的标记照原样保留：z",
        "published 列的“soon”不是日期",
        "该行有 9 个单元格",
        "year 列的“20x2”不是年份",
        "value 列的“约1万”不是数值",
        "value 列的“1e999”超出数值的表示范围",
        "year 列必填，此处为空",
        "“3元”单位为“元”，单位列却是“家”",
        "建议：",
    ):
        assert words in done.out
    assert not english(done.out)


def test_a_system_error_is_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "targets.csv").mkdir()
    (tmp_path / "actuals.csv").write_text(ACTUALS, encoding="utf-8")
    files = ["--targets", "targets.csv", "--actuals", "actuals.csv"]
    done = run("check", *files, "--lang", "zh", cwd=tmp_path)
    assert done.code == 3
    assert "无法读取：" in done.out
    if os.name == "posix":
        assert "这是文件夹" in done.out


def test_init(tmp_path: Path) -> None:
    done = run("init", "起步", "--lang", "zh", cwd=tmp_path)
    assert (done.code, done.out) == (0, "")
    assert "已写入：" in done.err
    assert "查看结果：targettrack status 起步" in done.err
    assert not english(done.err)


@pytest.mark.parametrize(
    "arguments",
    [["status", "--method", "all"], ["project", "--year", "2027", "--path"], ["show", "城镇化率"]],
    ids=" ".join,
)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_machine_formats_are_never_translated(
    arguments: list[str], form: str, folder: Path
) -> None:
    data = [] if arguments[0] == "show" else [str(folder)]
    texts = {
        tongue: run(*arguments, *data, "--format", form, "--lang", tongue, cwd=folder).out
        for tongue in language.LANGUAGES
    }
    assert texts["en"] == texts["zh"] != ""


@pytest.mark.parametrize("ending", ["csv", "json", "md"])
def test_exports_are_never_translated(ending: str, folder: Path, tmp_path: Path) -> None:
    for tongue in language.LANGUAGES:
        done = run(
            "export", str(folder), "-o", str(tmp_path / f"{tongue}.{ending}"), "--lang", tongue
        )
        assert done.code == 0
    english_text = (tmp_path / f"en.{ending}").read_bytes()
    assert english_text == (tmp_path / f"zh.{ending}").read_bytes() != b""


# --- alignment ----------------------------------------------------------------------------------


def blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Where each column lies, in display cells: what no gap of two blanks in all lines parts."""
    width = max(map(cell_len, lines))
    filled = [False] * width
    for line in lines:
        cell = 0
        for character in line:
            for _ in range(cell_len(character)):
                filled[cell] |= character != " "
                cell += 1
    text = "".join("x" if full else " " for full in filled)
    return [match.span() for match in re.finditer(r"x+(?: x+)*", text)]


def cut(line: str, start: int, end: int) -> str:
    """The part of a line between two display cells; no character straddles either."""
    piece, cell = "", 0
    for character in line:
        size = cell_len(character)
        assert not cell < start < cell + size
        assert not cell < end < cell + size
        piece += character if start <= cell < end else ""
        cell += size
    return piece.ljust(len(piece) + end - max(cell, start)) if cell < end else piece


@pytest.mark.parametrize("form", ["table", "plain"])
@pytest.mark.parametrize(
    "arguments",
    [["status"], ["status", "--method", "all"], ["project", "--year", "2027", "--path"]],
    ids=" ".join,
)
def test_columns_align(arguments: list[str], form: str, folder: Path) -> None:
    done = run(*arguments, str(folder), "--format", form, "--lang", "zh")
    header, *rest = done.out.split("\n\n")[0].splitlines()
    rows = [line for line in rest if not line.startswith("─")]
    names = re.split(r"\s{2,}", header.strip())
    columns = blocks([header, *rows])
    assert len(columns) == len(names)
    assert len(rows) >= 8
    for name, (start, end) in zip(names, columns, strict=True):
        cells = [cut(line, start, end) for line in (header, *rows)]
        assert cells[0].strip() == name
        stand_left = all(not cell.strip() or cell[0] != " " for cell in cells)
        stand_right = all(not cell.strip() or cell[-1] != " " for cell in cells)
        assert stand_left or stand_right, name
