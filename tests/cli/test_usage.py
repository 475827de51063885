"""The command line's own words: complaints, help, language, completion."""

from __future__ import annotations

import pytest
from printed import runs
from rich.cells import cell_len
from running import run

import targettrack
from targettrack.cli.usage import in_words


def test_what_is_misspelt_is_told_with_what_is_likely() -> None:
    a_command, an_option, a_format, too_many, no_value = runs(
        ["statu"],
        ["status", "--methodd", "opensdg"],
        ["status", "--format", "xml"],
        ["status", "one", "two"],
        ["status", "--method"],
    )
    assert a_command.err == (
        'error: there is no command "statu"; perhaps: status\nsee: targettrack --help\n'
    )
    assert an_option.err == (
        'error: there is no option "--methodd"; perhaps: --method\nsee: targettrack status --help\n'
    )
    assert a_format.err.startswith(
        "error: --format: 'xml' is not one of table, plain, csv, json, md\n"
    )
    assert too_many.err.startswith("error: too many arguments: two\n")
    assert no_value.err.startswith("error: --method needs a value\n")
    for each in (a_command, an_option, a_format, too_many, no_value):
        assert (each.code, each.out) == (2, "")


@pytest.mark.parametrize(
    ("library", "told"),
    [
        # as the library said it over its versions
        (
            "No such option: --yaer (Possible options: --year)",
            'there is no option "--yaer"; perhaps: --year',
        ),
        (
            "No such option '--yaer'. Did you mean '--year'?",
            'there is no option "--yaer"; perhaps: --year',
        ),
        ("No such option: -q", 'there is no option "-q"'),
        (
            "No such command 'sho'. Did you mean 'show', 'check'?",
            'there is no command "sho"; perhaps: show, check',
        ),
        (
            "No such command 'sho'. Did you mean 'show'? Did you mean 'show'?",
            'there is no command "sho"; perhaps: show',
        ),
        ("No such command 'x'.", 'there is no command "x"'),
        ("Missing option '--year' / '-y'.", "--year is missing"),
        ("Missing argument 'INDICATOR'.", "INDICATOR is missing"),
        (
            "Invalid value for '--year' / '-y': 'x' is not a valid integer.",
            "--year: 'x' is not a whole number",
        ),
        (
            "Invalid value for '--year' / '-y': Input should be a valid integer, unable to parse",
            "--year: that is not a whole number",
        ),
        (
            "Invalid value for '--lang': Value error, 'de' is not one of 'en', 'zh'.",
            "--lang: 'de' is not one of en, zh",
        ),
        ("Option '--method' requires an argument.", "--method needs a value"),
        ("Option '--path' does not take a value.", "--path takes no value"),
        ("Got unexpected extra argument(s) (b c)", "too many arguments: b c"),
        ("Got unexpected extra arguments (b c)", "too many arguments: b c"),
        ("Something no version has said yet {x}", "Something no version has said yet {x}"),
    ],
)
def test_complaints_of_the_library(library: str, told: str) -> None:
    assert in_words(library) == told


def test_version_and_no_command_at_all() -> None:
    version, bare, asked = runs(["--version"], [], ["--help"])
    assert version == (0, f"targettrack {targettrack.__version__}\n", "")
    assert bare == asked
    assert asked.out.startswith("Usage: targettrack [OPTIONS] COMMAND [ARGS]...\n")


def test_the_language_follows_the_option_then_the_locale() -> None:
    chosen, set_before, machine = runs(
        ["status", "--lang", "zh"], ["--lang", "zh", "status"], ["status", "--lang=zh", "-f", "csv"]
    )
    by_locale = run("status", LANG="zh_CN.UTF-8")
    english = run("status", "--lang", "en", LANG="zh_CN.UTF-8")
    assert "高新技术企业" in chosen.out
    assert "High-tech" not in chosen.out
    assert chosen == set_before == by_locale
    assert "High-tech firms" in english.out
    assert "at-risk" in machine.out  # never translated
    assert len({cell_len(line) for line in chosen.out.split("\n\n")[0].splitlines()[:2]}) == 1


def test_completion_proposes_commands() -> None:
    proposed = run(
        _TARGETTRACK_COMPLETE="complete_bash", COMP_WORDS="targettrack st", COMP_CWORD="1"
    )
    assert proposed == (0, "status\n", "")


def test_completion_proposes_formats() -> None:
    proposed = run(
        _TARGETTRACK_COMPLETE="complete_bash",
        COMP_WORDS="targettrack status --format ",
        COMP_CWORD="3",
    )
    assert proposed == (0, "table\nplain\ncsv\njson\nmd\n", "")
