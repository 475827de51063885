"""Bring the translations up to date with the sentences in the code.

    python scripts/translations.py

Collects every string inside `_()` and `N_()` in src/targettrack, writes each language's
targettrack.po anew (translations kept, sentences that are gone dropped) and compiles it to the
targettrack.mo that the program reads. Neither file holds a date or a line number: run twice, it
changes nothing. Translate what it counts as missing in the .po, then run it again. Needs Babel.
"""

from __future__ import annotations

import ast
import io
import string
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "src" / "targettrack"
LOCALE = SOURCE / "vocabulary" / "locale"


class Quiet(Catalog):
    """A catalogue whose header says what a reader needs, and nothing that changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the header."""
        return [
            ("Project-Id-Version", "targettrack"),
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def extracted() -> list[str]:
    """Every string marked for translation, sorted."""
    calls = (
        node
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "N_")
    )
    texts = (call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant))
    return sorted(set(texts) - {""})


def placeholders(text: str) -> list[str]:
    """The names in braces, sorted, one for each time it stands there."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def read(path: Path) -> Catalog:
    """A .po file."""
    with path.open("rb") as file:
        return read_po(file, path.parent.parent.name)


def merged(old: Catalog) -> Catalog:
    """The sentences of the code with the translations, flags and remarks they have in `old`."""
    new = Quiet(old.locale_identifier, header_comment="", fuzzy=False)
    for text in extracted():
        known = old.get(text) or Message(text, "")
        new.add(text, known.string, user_comments=known.user_comments)
        flags = {"python-brace-format"} if placeholders(text) else set()
        new[text].flags = flags | {"fuzzy"} & known.flags
    return new


def as_po(catalog: Catalog) -> bytes:
    """The text of a .po file, one line a string, so that a change is one line in a diff."""
    file = io.BytesIO()
    write_po(file, catalog, width=0, no_location=True, sort_output=True)
    return file.getvalue().strip() + b"\n"


def as_mo(catalog: Catalog) -> bytes:
    """The compiled form."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main() -> None:
    """Update and compile every language."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/targettrack.po")):
        catalog = merged(read(path))
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        missing = [message for message in catalog if message.id and not message.string]
        missing += [message for message in catalog if message.id and message.fuzzy]
        print(
            f"{path.relative_to(PROJECT)}: {len(catalog)} strings, {len(missing)} to be translated"
        )
        for message in missing:
            print(f"  {message.id}")


if __name__ == "__main__":
    main()
