"""The program: chooses the language first, since every help text is in it, then runs."""

from __future__ import annotations

import sys

from .vocabulary import language


def main() -> None:
    """Run the command line; `targettrack` and `python -m targettrack` both come here."""
    language.activate(_asked(sys.argv[1:]) or language.preferred())
    try:
        from .cli.program import run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


def _asked(arguments: list[str]) -> str:
    """The language that --lang asks for, '' for none; a wrong one is told by the command."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if argument == "--":
            break
        if name == "--lang":
            value = value or next(iter(arguments[place + 1 :]), "")
            return value if value in language.LANGUAGES else ""
    return ""


if __name__ == "__main__":
    main()
