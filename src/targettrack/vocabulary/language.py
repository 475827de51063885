"""The language of the program: English in the code, Chinese from `locale/`, by gettext.

`_` translates where a sentence is used, `N_` marks one that is stored first and translated
later. `activate` is called once, by the command line; as a library the package speaks English.
"""

import gettext
import locale
import os
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("en", "zh")
DOMAIN = "targettrack"
FOLDER = Path(__file__).parent / "locale"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def _(message: str) -> str:
    """`message` in the active language."""
    return _catalogue.gettext(message) if message else ""  # a catalogue's "" is its header


def N_(message: str) -> str:
    """`message` itself: marks a stored sentence for the translators."""
    return message


# What the operating system says most often; its other messages stay as they are.
_SYSTEM = (
    N_("Permission denied"),
    N_("No such file or directory"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("No space left on device"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Disk quota exceeded"),
    N_("Too many levels of symbolic links"),
)


def cause(error: OSError) -> str:
    """What the operating system says of an error, in the active language."""
    return _(error.strerror or str(error))


def activate(language: str) -> None:
    """Make `language` (one of LANGUAGES) the active one."""
    global _catalogue, _language
    _language = language
    _catalogue = gettext.translation(DOMAIN, FOLDER, [language], fallback=True)


def active() -> str:
    """The active language, one of LANGUAGES."""
    return _language


def preferred(environ: Mapping[str, str] = os.environ) -> str:
    """The user's language: LANGUAGE, LC_ALL, LC_MESSAGES, LANG, else the system's own setting.

    LANGUAGE is ignored under the C locale, as by every program that uses gettext.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    stated = next((value for name in names if (value := environ.get(name))), "")
    plain = stated.partition(".")[0] in ("C", "POSIX")
    if value := (not plain and environ.get("LANGUAGE")) or stated:
        return "zh" if value.lower().startswith("zh") else "en"
    system = (locale.getlocale()[0] or "").lower()
    return "zh" if system.startswith(("zh", "chinese")) else "en"
