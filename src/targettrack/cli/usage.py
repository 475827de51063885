"""The command line's own words: help pages and complaints in the active language.

Typer has no catalogue to add a language to. Its help is written anew here from what a command
declares, the same for every version of typer; its complaints are matched phrase by phrase.
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import typer.core

from ..vocabulary.language import N_, _

_FIGURE = re.compile(r"\A-(?=\.?[0-9])")
_SHIELD = "\0"  # no argument of a process holds one
WIDEST = 80  # cells; a help page is not made wider

_PHRASES = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"^No such option:? '?(?P<name>[^\s']+)'?\.?", N_('there is no option "{name}"')),
        (r"^No such command '(?P<name>.*?)'\.?", N_('there is no command "{name}"')),
        (r"\s*(\(')?\(Possible options: (?P<names>[^)]*)\)(',\))?$", N_("; perhaps: {names}")),
        (r"(\s*Did you mean (?P<names>[^?]*)\?)+$", N_("; perhaps: {names}")),
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

_LIBRARY = {  # the library's own options
    "help": N_("print this help"),
    "install_completion": N_("install completion for this shell"),
    "show_completion": N_("print the completion script of this shell"),
}


def in_words(text: str) -> str:
    """A complaint of the library in the active language."""
    for pattern, words in _PHRASES:
        if match := pattern.search(text):
            found = match.groupdict()
            found["names"] = (found.get("names") or "").replace("'", "")
            text = text[: match.start()] + _(words).format(**found) + text[match.end() :]
    return text


class Command(typer.core.TyperCommand):
    """A command of the program; its help in the active language."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return _page(self, ctx)


class FiguresCommand(Command):
    """A command whose arguments may be negative numbers, which look like options: -13.5."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments to values."""
        rest: list[str] = super().parse_args(
            ctx, [_FIGURE.sub(f"{_SHIELD}\\g<0>", a) for a in args]
        )
        for name, value in ctx.params.items():
            if isinstance(value, str):
                ctx.params[name] = value.removeprefix(_SHIELD)
        return rest


class Group(typer.core.TyperGroup):
    """The program; its help in the active language, with the `meanings` of its commands."""

    meanings: Mapping[str, str]

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return _page(self, ctx)


def _page(command: Any, context: Any) -> str:
    """Usage, what the command does, its arguments, options and commands, and the last word."""
    from ..render.writers.fold import folded

    width = min(shutil.get_terminal_size().columns, WIDEST)
    declared = [each for each in command.get_params(context) if not getattr(each, "hidden", False)]
    arguments = [each for each in declared if each.param_type_name == "argument"]
    options = [each for each in declared if each.param_type_name == "option"]
    meanings = getattr(command, "meanings", {})
    usage = [
        context.command_path,
        "[OPTIONS]",
        *(each.metavar if each.required else f"[{each.metavar}]" for each in arguments),
        *(["COMMAND [ARGS]..."] if meanings else []),
    ]
    sections = [
        (_("Arguments:"), [(each.metavar, _meaning(each)) for each in arguments]),
        (_("Options:"), [(_spelling(each), _meaning(each)) for each in options]),
        (_("Commands:"), list(meanings.items())),
    ]
    lines = [_("Usage: ") + " ".join(usage), ""]
    lines += [f"  {line}" for line in folded(command.help, width - 2)]
    for title, rows in sections:
        if rows:
            lines += ["", title, *_rows(rows, width)]
    if command.epilog:
        lines += ["", *(f"  {line}" for line in folded(command.epilog, width - 2))]
    return "\n".join(lines)


def _rows(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Names and their meanings in two columns."""
    from ..render.writers.fold import folded

    left = max(len(name) for name, _meaning in rows) + 4
    for name, meaning in rows:
        for place, line in enumerate(folded(meaning, max(20, width - left))):
            yield (f"  {name}" if place == 0 else "").ljust(left) + line


def _spelling(option: Any) -> str:
    """An option as it is typed: -o, --output FILE."""
    names = ", ".join(sorted(option.opts, key=len))
    return f"{names} {option.metavar}" if option.metavar else names


def _meaning(parameter: Any) -> str:
    name = parameter.name.removeprefix("_click_default_")  # so in front of "help" in click 8.5
    text = _(_LIBRARY[name]) if name in _LIBRARY else parameter.help or ""
    default = getattr(parameter.default, "value", parameter.default)
    if parameter.required:
        return f"{text}  {_('[required]')}"
    if isinstance(default, str) and default:
        return f"{text}  {_('[default: {value}]').format(value=default)}"
    return str(text)
