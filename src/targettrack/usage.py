"""The command line's own words. Typer gives them in English; here they follow the language.

What it writes is matched phrase by phrase, blanks and line breaks alike, since the library has
no catalogue to add a language to.
"""

from __future__ import annotations

import re
from typing import Any

import typer.core

from .language import N_, _

_PHRASES = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"^Usage: ", N_("Usage: ")),
        (r"(?m)^Options:$", N_("Options:")),
        (r"(?m)^Arguments:$", N_("Arguments:")),
        (r"(?m)^Commands:$", N_("Commands:")),
        (r"\[required\]", N_("[required]")),
        (r"\[default: (?P<value>[^\]]*)\]", N_("[default: {value}]")),
        (r"Show\s+this\s+message\s+and\s+exit\.", N_("print this help")),
        (
            r"Install\s+completion\s+for\s+the\s+current\s+shell\.",
            N_("install completion for this shell"),
        ),
        (
            r"Show\s+completion\s+for\s+the\s+current\s+shell,\s+to\s+copy\s+it\s+or\s+customize"
            r"\s+the\s+installation\.",
            N_("print the completion script of this shell"),
        ),
        (r"^No such option: (?P<name>\S+)", N_('there is no option "{name}"')),
        (r"^No such command '(?P<name>.*?)'\.?", N_('there is no command "{name}"')),
        (r"\s*\(Possible options: (?P<names>.*)\)$", N_("; perhaps: {names}")),
        (r"\s*Did you mean (?P<names>.*)\?$", N_("; perhaps: {names}")),
        (
            r"^Missing (option|argument|parameter) '(?P<name>.*?)'(?: / '.*?')*\.?",
            N_("{name} is missing"),
        ),
        (r"^Invalid value for '(?P<name>.*?)'(?: / '.*?')*: (Value error, )?", N_("{name}: ")),
        (
            r"(Value )?(?P<value>'.*') is not one of (?P<names>.*?)\.?$",
            N_("{value} is not one of {names}"),
        ),
        (r"(?P<value>'.*') is not a valid int(eger)?\.?$", N_("{value} is not a whole number")),
        (r"Input should be a valid integer.*$", N_("that is not a whole number")),
        (r"^Option '(?P<name>.*?)' requires an argument\.$", N_("{name} needs a value")),
        (r"^Option '(?P<name>.*?)' does not take a value\.$", N_("{name} takes no value")),
        (
            r"^Got unexpected extra arguments?(\(s\))? \((?P<names>.*)\)$",
            N_("too many arguments: {names}"),
        ),
    )
)


def in_words(text: str) -> str:
    """Text of the library in the active language."""
    for pattern, words in _PHRASES:
        text = pattern.sub(lambda match, words=words: _(words).format(**match.groupdict()), text)
    return text


class Group(typer.core.TyperGroup):
    """The program; its help in the active language."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_words(super().get_help(ctx))


class Command(typer.core.TyperCommand):
    """A command of the program; its help in the active language."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_words(super().get_help(ctx))
