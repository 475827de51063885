"""The language that the environment, the system or the user asks for."""

from __future__ import annotations

import pytest
from chinese import run

from targettrack.__main__ import _asked
from targettrack.vocabulary import language


@pytest.mark.parametrize(
    ("environ", "chosen"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "zh_Hans_CN.GB18030"}, "zh"),
        ({"LANG": "ZH_TW"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "en"),
        ({"LC_CTYPE": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "en"),
        ({"LANGUAGE": "zh_CN:en", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LANGUAGE": "en_GB:zh", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANGUAGE": "zh"}, "zh"),
        ({"LANGUAGE": "zh", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "zh", "LANG": "C.UTF-8"}, "en"),
    ],
)
def test_preferred(environ: dict[str, str], chosen: str) -> None:
    assert language.preferred(environ) == chosen


@pytest.mark.parametrize(
    ("system", "chosen"),
    [("zh_CN", "zh"), ("Chinese (Simplified)_China", "zh"), ("en_US", "en"), (None, "en")],
)
def test_preferred_of_the_system(
    system: str | None, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language.locale, "getlocale", lambda: (system, "UTF-8"))
    assert language.preferred({}) == chosen


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["status", "--lang", "zh"], "zh"),
        (["--lang=en", "status"], "en"),
        (["status", "--lang", "fr"], ""),
        (["status", "--lang"], ""),
        (["show", "--", "--lang", "zh"], ""),
        ([], ""),
    ],
)
def test_asked(arguments: list[str], asked: str) -> None:
    assert _asked(arguments) == asked


def test_the_locale_chooses_and_lang_overrules() -> None:
    assert "选项：" in run("--help", LC_ALL="zh_CN.UTF-8").out
    assert "Options:" in run("--help", LC_ALL="en_GB.UTF-8").out
    assert "Options:" in run("--help", "--lang", "en", LC_ALL="zh_CN.UTF-8").out
    assert run("--help", LC_ALL="C", LANG="zh_CN.UTF-8", LANGUAGE="zh").out.isascii()
