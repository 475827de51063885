"""What recording a row does, in words: the line that is added, and what became of it."""

from collections.abc import Iterator

from ...intake.plan import Addition
from ...vocabulary.language import _
from ..writers.safe_text import safe


def line_added(addition: Addition) -> Iterator[str]:
    """The place of the new line, and the line."""
    yield safe(f"{addition.path}:{addition.line}")
    yield safe(f"+{addition.text}")


def outcome(addition: Addition, dry_run: bool) -> Iterator[str]:
    """What was done, or would be; which earlier row it revises."""
    if addition.same is not None:
        place = f"{addition.path}:{addition.same}"
        yield _("nothing to do: {place} says so already").format(place=place)
        return
    if addition.is_new:
        yield _('"{indicator}" is a new indicator').format(indicator=addition.indicator)
    if addition.earlier is not None:
        place = f"{addition.path}:{addition.earlier}"
        yield (
            _("it takes the place of {place}, which stays in the file")
            if addition.counts
            else _("{place} was published later and still counts")
        ).format(place=place)
    place = f"{addition.path}:{addition.line}"
    words = _("not written, as --dry-run asks: {place}") if dry_run else _("written: {path}")
    yield words.format(place=place, path=place)
