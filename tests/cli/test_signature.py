"""Groups of options become options of their own, and come to the command as groups again."""

from inspect import Parameter, signature
from typing import NamedTuple

import pytest
import typer

from targettrack.cli.signature import with_groups
from targettrack.vocabulary.errors import UsageError


class Place(NamedTuple):
    folder: str = "data"
    line: int | None = None


class Sheet(NamedTuple):
    ascii: bool = False


def look(*, first: int, place: Place, second: str = "two", sheet: Sheet) -> None:
    if first < 0:
        raise UsageError(f"{first} {place} {second} {sheet}")
    assert (first, place, second, sheet) == (1, Place("here", 7), "three", Sheet())


def test_the_signature_is_flat_and_in_order() -> None:
    declared = signature(with_groups(look)).parameters.values()
    assert [(each.name, each.annotation, each.default) for each in declared] == [
        ("first", int, Parameter.empty),
        ("folder", str, "data"),
        ("line", int | None, None),
        ("second", str, "two"),
        ("ascii", bool, False),
    ]


def test_the_command_gets_its_groups() -> None:
    with_groups(look)(first=1, folder="here", line=7, second="three", ascii=False)


def test_what_a_command_raises_becomes_an_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as exit:
        with_groups(look)(first=-1, folder="x", line=None, second="", ascii=True)
    assert exit.value.exit_code == 2
    assert capsys.readouterr().err.startswith("error: -1 Place(folder='x'")
