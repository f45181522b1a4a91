"""Which bytes are these, and are they text: the first look at a file, before anything is parsed."""

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from istmo.formats._shared import error, note
from istmo.kernel.problem import InputProblem, Problem, Where

BLOCK = 1 << 22

#: How files that are no text begin, and what they are.
_SIGNS = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "a rich-text document"),
)
_PAGE = re.compile(rb"\s*<(!doctype html|html|\?xml)", re.IGNORECASE)
_AGAIN = "save the table again as CSV UTF-8"


@dataclass(frozen=True)
class Text:
    """A file of UTF-8 text, the reporter's own or a copy in UTF-8, and what one look at all its bytes told.

    lines: line feeds; returns: carriage returns; pairs: the one followed by the other; ended: the last line has its
    line end.
    """

    path: Path
    lines: int = 0
    returns: int = 0
    pairs: int = 0
    ended: bool = False
    problems: tuple[Problem, ...] = field(default=())

    def has_blank_line(self) -> bool:
        """Whether two line ends stand next to one another, wherever it is (also inside quotes)."""
        last = b""
        for block in _blocks(self.path):
            if re.search(rb"\n\r?\n|\r\r", last + block):
                return True
            last = block[-2:]
        return False


def text(path: Path, into: Path, max_bytes: int) -> Text:
    """Look at every byte of a file. InputProblem if it is empty or no text.

    Read are UTF-8 with or without a byte order mark, UTF-16, and Windows-1252, which is told in a note; each also
    compressed, if the name ends in `.gz`.
    """
    where = Where(file=path.name)
    source = unpacked(path, into, max_bytes) if path.suffix.lower() == ".gz" else path
    with source.open("rb") as file:
        head = file.read(1 << 16)
    _refuse_other_kinds(head, where)
    encoding = wide(head)
    if encoding:
        return _looked_at(_copied(source, into, encoding), where)[0]
    found, valid = _looked_at(source, where)
    if valid:
        return found
    told = note(
        "encoding_guessed",
        "the file is not UTF-8 and was read as Windows-1252",
        where,
        why="accents are wrong if it was written with another code page",
        fix="save it as CSV UTF-8",
    )
    return replace(found, path=_copied(source, into, "cp1252"), problems=(told,))


def too_large(name: str, max_bytes: int) -> Problem:
    """The problem of a file above the limit of bytes."""
    found = f"the file is larger than {max_bytes:,} bytes"
    return error(
        "file_too_large", found, Where(file=name), fix="split it, or raise the limit with --max-bytes"
    )


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def unpacked(path: Path, into: Path, max_bytes: int) -> Path:
    """A gzip file without its packing, in `into`. InputProblem if it is none, or larger than `max_bytes` inside."""
    out = into / "unpacked"
    try:
        with gzip.open(path) as packed, out.open("wb") as plain:
            while block := packed.read(BLOCK):
                plain.write(block)
                if plain.tell() > max_bytes:
                    raise InputProblem([too_large(path.name, max_bytes)])
    except (gzip.BadGzipFile, EOFError, zlib.error):
        found = "the file is not a whole gzip file"
        raise InputProblem([error("not_text", found, Where(file=path.name), fix="send it again")]) from None
    return out


def _refuse_other_kinds(head: bytes, where: Where) -> None:
    bare = (
        head.removeprefix(codecs.BOM_UTF8).removeprefix(codecs.BOM_UTF16_LE).removeprefix(codecs.BOM_UTF16_BE)
    )
    if not bare.strip():
        raise InputProblem([error("empty_file", "the file is empty", where, fix="look at what was saved")])
    if what := kind(head):
        raise InputProblem([error("not_text", f"the file is {what}, not CSV", where, fix=_AGAIN)])


def kind(head: bytes) -> str:
    """What a file is by how it begins, such as `a PDF document`; empty if nothing tells."""
    bare = head.removeprefix(codecs.BOM_UTF8)
    page = "a web page or XML" if _PAGE.match(bare) else ""
    return next((what for sign, what in _SIGNS if head.startswith(sign)), page)


def wide(head: bytes) -> str:
    """The name of the encoding if it is UTF-16, with a mark or, in Latin letters, without: every second byte is zero."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = head[:2000]
    if start.count(0) * 3 < len(start):
        return ""
    return "utf-16-le" if start[0::2].count(0) < start[1::2].count(0) else "utf-16-be"


def _as_latin_1(fault: UnicodeError) -> tuple[str, int]:
    """Windows-1252 leaves five bytes undefined; Latin-1 gives them control characters. Half a UTF-16 pair is �."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    unread = fault.object[fault.start : fault.end]
    return (unread.decode("latin-1") if fault.encoding == "charmap" else "�"), fault.end


codecs.register_error("istmo.as_latin_1", _as_latin_1)


def _copied(path: Path, into: Path, encoding: str) -> Path:
    out = into / "in-utf8.csv"
    with (
        path.open(encoding=encoding, errors="istmo.as_latin_1", newline="") as source,
        out.open("wb") as copy,
    ):
        while characters := source.read(BLOCK):
            copy.write(characters.encode(errors="replace"))
    return out


def _looked_at(path: Path, where: Where) -> tuple[Text, bool]:
    """The counts of a file, and whether it is UTF-8. InputProblem if it has a NUL byte."""
    lines = returns = pairs = seen = 0
    last, valid, decoder = b"", True, codecs.getincrementaldecoder("utf-8")()
    for block in _blocks(path):
        if 0 in block:
            found = f"byte {seen + block.index(0) + 1:,} is NUL: the file is damaged, or no text"
            raise InputProblem([error("not_text", found, where, fix=_AGAIN)])
        valid = valid and _decodes(decoder, block)
        lines += block.count(b"\n")
        if b"\r" in block or last == b"\r":
            returns += block.count(b"\r")
            pairs += block.count(b"\r\n") + (last == b"\r" and block.startswith(b"\n"))
        last, seen = block[-1:], seen + len(block)
    whole = valid and not decoder.getstate()[0]
    return Text(path, lines, returns, pairs, last in (b"\n", b"\r")), whole


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    if block.isascii() and not decoder.getstate()[0]:
        return True
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True
