"""Files to UTF-8: encodings told apart, what is not text named, the place of each damage."""

import codecs
import gzip
import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack.files.encoding import Source, open_source
from targettrack.vocabulary.errors import Problem, UsageError

TABLE = "indicator,year,value,unit\n高新技术企业,2023,7565,家\n"
UTF8 = TABLE.encode()

# Whatever a file may hold that this package can print again: no NUL, and no mark at its start.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))


@pytest.fixture
def opened(tmp_path: Path):
    """Opens a file that holds `raw`."""

    def opened(raw: bytes, encoding: str = "") -> tuple[Source | None, list[Problem]]:
        path = tmp_path / "actuals.csv"
        path.write_bytes(raw)
        return open_source(path, encoding)

    return opened


def only(found: tuple[Source | None, list[Problem]]) -> Problem:
    """The one problem of a file that could not be read."""
    source, problems = found
    assert source is None
    assert len(problems) == 1
    return problems[0]


# Encodings told apart


@pytest.mark.parametrize(
    "raw",
    [
        UTF8,
        codecs.BOM_UTF8 + UTF8,
        codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TABLE.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TABLE.encode("utf-32-be"),
    ],
    ids=["plain", "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"],
)
def test_a_mark_decides_and_is_taken_off(opened, raw: bytes) -> None:
    source, problems = opened(raw)
    assert source is not None
    assert source.data == UTF8
    assert problems == []


def test_gb18030_is_read_with_a_notice(opened) -> None:
    source, problems = opened(TABLE.encode("gb18030"))
    assert source is not None
    assert source.data == UTF8
    assert [(problem.code, problem.line) for problem in problems] == [("W001", None)]
    assert not problems[0].is_error


def test_gb18030_holds_what_gbk_lacks(opened) -> None:
    text = "指标,年份\n㐀𠀀,2023\n"
    source, problems = opened(text.encode("gb18030"))
    assert source is not None
    assert source.data.decode() == text
    assert [problem.code for problem in problems] == ["W001"]


def test_a_few_chinese_words_in_much_ascii_are_gb18030(opened) -> None:
    text = "indicator,year,value,unit\n" + "firms,2023,7565,\n" * 5000 + "firms,2024,1,万家\n"
    source, problems = opened(text.encode("gb18030"))
    assert source is not None
    assert source.data.decode() == text
    assert [problem.code for problem in problems] == ["W001"]


def test_ascii_needs_no_notice(opened) -> None:
    assert opened(b"indicator,year,value\nfirms,2023,7565\n")[1] == []


@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_any_text_comes_back(tmp_path_factory, text: str, encoding: str) -> None:
    path = tmp_path_factory.mktemp("any") / "actuals.csv"
    path.write_bytes(text.encode(encoding))
    source, problems = open_source(path, encoding)
    if source is None:  # it happens to begin like an archive or a document
        assert [problem.code for problem in problems] == ["E005"]
    else:
        assert source.data == text.encode()
        assert problems == []


# Damage


@pytest.mark.parametrize("stray", [b"\xff", b"\xe4", b"\x80", b"\xb5\xe7"])
def test_damaged_utf8_is_told_with_its_line(opened, stray: bytes) -> None:
    sound = "指标,年份,数值,单位\n高新技术企业,2022,6348,家\n".encode()
    problem = only(opened(sound + b"firms" + stray + b",2023,7565,\n" + sound))
    assert (problem.code, problem.line, problem.column) == ("E007", 3, None)
    assert problem.message == f"byte {len(sound) + 6} is not valid UTF-8"


def test_bytes_that_fit_no_encoding_are_told_as_utf8(opened) -> None:
    problem = only(opened(b"indicator,year\nfirms,\xff\n"))
    assert (problem.code, problem.line) == ("E007", 2)
    assert problem.message == "byte 22 is not valid UTF-8"


def test_the_mark_counts_among_the_bytes(opened) -> None:
    problem = only(opened(codecs.BOM_UTF8 + b"indicator\nfirms\xff\n"))
    assert (problem.line, problem.message) == (2, "byte 19 is not valid UTF-8")


def test_lines_of_utf16_are_counted_in_characters(opened) -> None:
    # 上 is U+4E0A: a byte of it looks like a line feed, and is none.
    problem = only(opened("\ufeff上上上\r\n上上".encode("utf-16-le") + b"\x00\xd8"))
    assert (problem.code, problem.line) == ("E007", 2)
    assert problem.message.endswith("is not valid UTF-16")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts(opened, end: str) -> None:
    head = f"indicator,year{end}firms,2022{end}".encode()
    assert only(opened(head + b"\xff")).line == 3
    assert only(opened(head + b"\0")).line == 3


def test_nul_bytes_are_told_with_their_line(opened) -> None:
    problem = only(opened(b"indicator,year\nfirms,2022\nfirms,\x002023\n"))
    assert (problem.code, problem.line) == ("E006", 3)
    assert "not text in UTF-8" in problem.message


def test_utf16_without_a_mark_is_told_by_its_nul_bytes(opened) -> None:
    problem = only(opened("indicator,year\n".encode("utf-16-le")))
    assert (problem.code, problem.line) == ("E006", 1)


# --encoding


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", TABLE),
        ("GBK", TABLE),
        ("big5", "指標,年度\n"),
        ("shift_jis", "指標,年度\n"),
        ("latin-1", "café,año\n"),
        ("utf-16-le", TABLE),
        ("utf8", TABLE),
    ],
)
def test_a_named_encoding_is_believed_without_a_notice(opened, encoding: str, text: str) -> None:
    source, problems = opened(text.encode(encoding), encoding)
    assert source is not None
    assert source.data.decode() == text
    assert problems == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32-be", "gb18030"])
def test_a_mark_goes_under_a_named_encoding_too(opened, encoding: str) -> None:
    source, _ = opened(("\ufeff" + TABLE).encode(encoding), encoding)
    assert source is not None
    assert source.data == UTF8


def test_a_named_encoding_that_does_not_fit_is_told(opened) -> None:
    problem = only(opened(UTF8, "ascii"))
    assert (problem.code, problem.line) == ("E007", 2)
    assert problem.message == "byte 27 is not valid ASCII"


@pytest.mark.parametrize(
    "encoding", ["klingon", "hex", "rot13", "base64", "undefined", "idna", "中文", "a\0b", " "]
)
def test_what_is_no_encoding_of_text_is_refused(opened, encoding: str) -> None:
    with pytest.raises(UsageError, match="there is no encoding"):
        opened(UTF8, encoding)


def test_an_encoding_that_makes_no_text_is_told(opened) -> None:
    assert only(opened(rb"indicator\ud800", "unicode_escape")).code == "E002"


# What is not text


def test_an_empty_file_is_text(opened) -> None:
    for raw in (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE):
        source, problems = opened(raw)
        assert source is not None
        assert source.data == b""
        assert problems == []


def zipped(name: str) -> bytes:
    """A zip archive, as a workbook is one."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(name, UTF8)
    return archive.getvalue()


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (gzip.compress(UTF8, mtime=0), "a gzip archive"),
        (zipped("actuals.csv"), "a spreadsheet workbook or a zip archive"),
        (zipped("xl/workbook.xml"), "a spreadsheet workbook or a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old spreadsheet workbook"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
        (b"PAR1\x15\x04", "a Parquet file"),
        (b"BZh91AY&SY", "a bzip2 archive"),
        (b"\xfd7zXZ\x00", "an xz archive"),
        (b"\x28\xb5\x2f\xfd\x04", "a zstandard archive"),
    ],
)
@pytest.mark.parametrize("encoding", ["", "gb18030"])
def test_what_is_not_text_is_named(opened, raw: bytes, what: str, encoding: str) -> None:
    problem = only(opened(raw, encoding))
    assert (problem.code, problem.line) == ("E005", None)
    assert problem.message == f"this is {what}, not CSV text"


# Where bytes come from


def test_a_missing_file(tmp_path: Path) -> None:
    problem = only(open_source(tmp_path / "nowhere.csv"))
    assert (problem.code, problem.file) == ("E001", str(tmp_path / "nowhere.csv"))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    problem = only(open_source(tmp_path))
    assert problem.code == "E002"
    assert problem.message.startswith("cannot be read: ")


def test_a_path_through_a_file_is_no_path(tmp_path: Path) -> None:
    (tmp_path / "actuals.csv").write_bytes(UTF8)
    assert only(open_source(tmp_path / "actuals.csv" / "x")).code in ("E001", "E002")


def test_standard_input_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(TABLE.encode("gb18030")))
    monkeypatch.setattr(sys, "stdin", given)
    source, problems = open_source("-")
    assert source == Source("<stdin>", UTF8)
    assert [str(problem) for problem in problems] == ["<stdin> W001 decoded as GB18030"]


def test_a_source_goes_by_the_path_it_was_given_as(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("actuals.csv").write_bytes(UTF8)
    source, _ = open_source("actuals.csv")
    assert source == Source("actuals.csv", UTF8)
