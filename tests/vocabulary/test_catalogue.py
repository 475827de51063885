"""The catalogue of Chinese sentences: complete, as the code has it, and no English left."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from chinese import COMMANDS, FIELDS, PROJECT, english, run
from rich.cells import cell_len

from targettrack.methods import METHODS
from targettrack.vocabulary import language
from targettrack.vocabulary.errors import Problem
from targettrack.vocabulary.problems import PROBLEMS
from targettrack.vocabulary.reasons import REASONS
from targettrack.vocabulary.words import VERDICTS

PO = PROJECT / "src/targettrack/vocabulary/locale/zh/LC_MESSAGES/targettrack.po"
CJK = re.compile("[\u4e00-\u9fff]")


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "translations", PROJECT / "scripts/translations.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


translations = script()
CATALOGUE = translations.read(PO)


@pytest.fixture
def chinese() -> Iterator[None]:
    language.activate("zh")
    yield
    language.activate("en")


def test_the_catalogue_is_that_of_the_code() -> None:
    """Otherwise run scripts/translations.py, and translate what it names."""
    assert sorted(message.id for message in CATALOGUE if message.id) == translations.extracted()
    assert not CATALOGUE.obsolete
    assert translations.as_po(translations.merged(CATALOGUE)).decode() == PO.read_text("utf-8")


def test_the_compiled_catalogue_is_up_to_date() -> None:
    compiled = translations.as_mo(translations.merged(CATALOGUE))
    assert PO.with_suffix(".mo").read_bytes() == compiled


def test_every_string_is_translated() -> None:
    assert not [m.id for m in CATALOGUE if m.id and (m.fuzzy or not m.string)]


def test_placeholders_are_the_same() -> None:
    for message in CATALOGUE:
        if message.id:
            theirs = translations.placeholders(message.string)
            assert theirs == translations.placeholders(message.id), message.id


def test_chinese_sentences_have_chinese_punctuation() -> None:
    half_width = re.compile(f"{CJK.pattern}[,;:?!]|[,;:?!]{CJK.pattern}")
    assert not [m.string for m in CATALOGUE if m.id and half_width.search(m.string)]


def test_help_fits_beside_the_options() -> None:
    longest = max(cell_len(line) for command in ("", *COMMANDS) for line in help_of(command))
    assert longest <= 80


def help_of(command: str) -> list[str]:
    return run(*filter(None, [command]), "--help", "--lang", "zh").out.splitlines()


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_is_told_in_chinese(code: str) -> None:
    class Anything(dict):
        def __missing__(self, name: str) -> str:
            return "7"

    problem = Problem(code, "actuals.csv", values=Anything())
    for words in (problem.message, problem.remedy):
        assert CJK.search(words)
        assert not english(words)


@pytest.mark.usefixtures("chinese")
def test_reasons_verdicts_and_columns_are_in_chinese() -> None:
    texts = [
        *(text for words in REASONS.values() for text in words if text),
        *VERDICTS.values(),
        *(field.meaning for field in FIELDS),
        *(method.title for method in METHODS.values()),
        *(method.confidence for method in METHODS.values()),
    ]
    for text in texts:
        assert CJK.search(language._(text)), text
        assert not english(language._(text))


@pytest.mark.usefixtures("chinese")
def test_nothing_is_nothing_in_any_language() -> None:
    assert language._("") == ""
