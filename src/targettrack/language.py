"""The language the program speaks: English in the code, Chinese from `locale/`, by gettext.

`_` translates where a sentence is used, `N_` marks one that is stored first and translated
later. `activate` is called once, by the command line; as a library the package speaks English.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("en", "zh")
DOMAIN = "targettrack"
FOLDER = Path(__file__).parent / "locale"

_spoken: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def _(message: str) -> str:
    """`message` in the active language."""
    return _spoken.gettext(message)


def N_(message: str) -> str:
    """`message` itself: marks a stored sentence for the translators."""
    return message


def activate(language: str) -> None:
    """Speak `language` (one of LANGUAGES) from now on."""
    global _spoken, _language
    _language = language
    _spoken = gettext.translation(DOMAIN, FOLDER, [language], fallback=True)


def active() -> str:
    """The language spoken now."""
    return _language


def preferred(environ: Mapping[str, str] = os.environ) -> str:
    """The user's language: LANGUAGE, LC_ALL, LC_MESSAGES, LANG, else the system's own setting."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    system = (locale.getlocale()[0] or "").lower()
    return "zh" if system.startswith(("zh", "chinese")) else "en"
