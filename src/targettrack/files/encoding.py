"""Files to UTF-8 bytes: where the bytes come from, and which encoding they are in.

A byte order mark decides; else UTF-8; else GB18030, as Chinese spreadsheets save it, with a
notice. Whatever is plainly not text (a workbook, an archive) is named for what it is.
"""

import codecs
import sys
from dataclasses import dataclass
from pathlib import Path

from ..vocabulary.errors import Problem, UsageError
from ..vocabulary.language import N_, _, cause

STANDARD_INPUT = "-"

_MARKS = (  # longest first: the mark of UTF-32 starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_NOT_TEXT = (
    (b"PK\x03\x04", N_("a spreadsheet workbook or a zip archive")),
    (b"\xd0\xcf\x11\xe0", N_("an old spreadsheet workbook")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"BZh", N_("a bzip2 archive")),
    (b"\xfd7zXZ", N_("an xz archive")),
    (b"\x28\xb5\x2f\xfd", N_("a zstandard archive")),
    (b"PAR1", N_("a Parquet file")),
    (b"%PDF", N_("a PDF document")),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: the name to call it by, and its text as UTF-8 without a mark."""

    name: str
    data: bytes


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file, or of standard input for "-". Raises OSError."""
    if str(path) == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    return Path(path).read_bytes()


def open_source(
    path: str | Path, encoding: str = "", raw: bytes | None = None
) -> tuple[Source | None, list[Problem]]:
    """The file at `path` as UTF-8, and what was found on the way; no source after an error.

    `raw`, where given, stands for the bytes of the file, which is then not read.
    """
    name = "<stdin>" if str(path) == STANDARD_INPUT else str(path)
    try:
        raw = read_bytes(path) if raw is None else raw
    except FileNotFoundError:
        return None, [Problem("E001", name)]
    except OSError as error:
        return None, [Problem("E002", name, values={"why": cause(error)})]
    data, problems = to_utf8(raw, encoding, name)
    return (None if data is None else Source(name, data)), problems


def codec_of(raw: bytes, encoding: str = "") -> str:
    """The codec that text added to the end of a file is to be written in; it writes no mark."""
    codec = _codec(encoding) if encoding else _detect(raw)
    if codec not in ("utf-16", "utf-32"):
        return codec
    little = (codecs.BOM_UTF16_LE, codecs.BOM_UTF32_LE)
    big = (codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
    order = (
        "le" if raw.startswith(little) else "be" if raw.startswith(big) else sys.byteorder[:1] + "e"
    )
    return f"{codec}-{order}"


def line_after(text: bytes) -> int:
    """The line that what follows `text`, in UTF-8, stands on."""
    return 1 + text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")


def to_utf8(raw: bytes, encoding: str = "", name: str = "") -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file as UTF-8 without a mark, and what was found; None where not text."""
    for magic, what in _NOT_TEXT:
        if raw.startswith(magic):
            return None, [Problem("E005", name, values={"what": _(what)})]
    codec = _codec(encoding) if encoding else _detect(raw)
    try:
        data = _recode(raw, codec)
    except UnicodeDecodeError as error:
        line = line_after(raw[: error.start].decode(codec, "ignore").encode(errors="ignore"))
        values = {"offset": error.start + 1, "encoding": codec.upper()}
        return None, [Problem("E007", name, line, values=values)]
    except UnicodeError as error:  # codecs that are not for files, such as utf-7
        return None, [Problem("E002", name, values={"why": error})]
    if b"\0" in data:
        line = line_after(data[: data.index(b"\0")])
        return None, [Problem("E006", name, line, values={"encoding": codec.upper()})]
    told = codec == "gb18030" and not encoding
    return data, [Problem("W001", name)] if told else []


def _recode(raw: bytes, codec: str) -> bytes:
    """As UTF-8 without a byte order mark; what is UTF-8 already is looked through, not copied."""
    if codec != "utf-8":
        return raw.decode(codec).removeprefix("\ufeff").encode()
    if not raw.isascii():
        raw.decode()
    return raw.removeprefix(codecs.BOM_UTF8)


def _codec(encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding).name
        b"\n".decode(codec, "replace")  # some codecs are not for text
    except (LookupError, ValueError):
        raise UsageError(
            _(
                'there is no encoding "{encoding}"; utf-8, gb18030 and utf-16 are the usual ones'
            ).format(encoding=encoding)
        ) from None
    return "utf-8" if codec == "utf-8-sig" else codec


def _detect(raw: bytes) -> str:
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return codec
    if raw.isascii():
        return "utf-8"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _is_damaged_utf8(raw) else "gb18030"
    return "utf-8"


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether a few stray bytes spoil what is UTF-8 otherwise.

    GB18030 accepts nearly anything, so reading damaged UTF-8 by it would give other words
    without a complaint. Text in GB18030 forms hardly any valid UTF-8 sequence by accident.
    """
    text = raw.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - damaged
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return True
    return sound > 4 * damaged
