"""Elements of a stranger's XML, one by one in bounded memory: nothing expanded, nothing fetched, no document type.

A document type may define entities that grow a thousandfold or name files of this machine. No format that is read here
needs one, so a file that has one is refused before anything in it is looked at.
"""

import codecs
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml import etree

from istmo.formats._shared import Limits, error
from istmo.formats._text import unpacked
from istmo.kernel.problem import InputProblem, Problem, Where

#: What a broken archive of XML parts raises while it is read: workbooks and Word documents are such.
BROKEN_PARTS = (
    etree.XMLSyntaxError,
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    UnicodeError,
)

#: What lxml is told of every stranger's XML.
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}

_HEAD = 1 << 16
#: What stands before the first element: declaration, comments, instructions, space.
_PROLOG = re.compile(rb"\s*(<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_OTHER_KINDS = (
    (b"PK", "a workbook or a zip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file (gzip) without .gz in its name"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"{", "JSON"),
)
_CUT = "the file ends in the middle: it was cut off"
#: libxml2's code for a file that begins with no element at all.
_NO_ELEMENT = 4
#: What libxml2 says (its codes), as a person would.
_TOLD = {
    **dict.fromkeys((9, 32, 81), "a byte is not in the encoding that the file declares"),
    77: _CUT,
    **dict.fromkeys(
        (114, 35, 38, 116), "a text, an attribute or the nesting is larger than any such file needs"
    ),
}
_AGAIN = "get the file again from its publisher, and send it as it is"


def elements(path: Path, tag: str | Sequence[str], into: Path, limits: Limits) -> Iterator[Any]:
    """Every element of that name, or of one of these names, with all it holds; it is gone when the next one is asked for.

    A name that ends in `.gz` is unpacked into `into`. InputProblem in one sentence if it is no well-formed XML, has a
    document type, or holds what only an attack needs; what was yielded before then is not to be used.
    """
    where = Where(file=path.name)
    source = unpacked(path, into, limits.max_bytes) if path.suffix.lower() == ".gz" else path
    with source.open("rb") as file:
        _refuse(file.read(_HEAD), where)
    with source.open("rb") as file:
        reading = etree.iterparse(
            file,
            events=("end",),
            tag=tag,
            remove_comments=True,
            remove_pis=True,
            **SAFE,
        )
        try:
            for _, element in reading:
                _refuse_document_type(element, where)
                yield element
                _forget(element)
        except etree.XMLSyntaxError as fault:
            # An error without a place is lxml's way to say that a document of no element was read.
            raise InputProblem([_broken(fault, _is_cut(source), where)]) from None
        if reading.root is not None:
            _refuse_document_type(reading.root, where)


def _forget(element: Any) -> None:
    """Free an element and what stood before it, so that a file of any length needs the memory of one."""
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _refuse(head: bytes, where: Where) -> None:
    """InputProblem for an empty file, one of another kind, or one with a document type at its beginning."""
    bare = head.removeprefix(codecs.BOM_UTF8)
    kind = next((kind for sign, kind in _OTHER_KINDS if bare.lstrip().startswith(sign)), "")
    if kind:
        raise InputProblem([error("not_xml", f"the file is {kind}, not XML", where, fix=_AGAIN)])
    # UTF-16 writes every letter of the markup with a zero byte beside it.
    plain = bare.removeprefix(codecs.BOM_UTF16_LE).removeprefix(codecs.BOM_UTF16_BE).replace(b"\0", b"")
    if not plain.strip():
        raise InputProblem([error("empty_file", "the file is empty", where, fix="look at what was saved")])
    prolog = _PROLOG.match(plain)
    after = plain[prolog.end() if prolog else 0 :]
    if after[:9].upper() == b"<!DOCTYPE":
        page = after[9:20].strip().lower().startswith(b"html")
        raise InputProblem([_page(where) if page else _document_type(where)])


def _refuse_document_type(element: Any, where: Where) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise InputProblem([_document_type(where)])


def _page(where: Where) -> Problem:
    return error("not_xml", "the file is a web page, not XML", where, fix=_AGAIN)


def _document_type(where: Where) -> Problem:
    found = "the file has a document type (DOCTYPE), which could name other files or grow without end"
    fix = "take the line <!DOCTYPE …> away; no such file needs one"
    return error("document_type", found, where, fix=fix)


def _is_cut(path: Path) -> bool:
    """Whether the last thing in a file is not the end of an element."""
    with path.open("rb") as file:
        file.seek(-min(_HEAD, path.stat().st_size), os.SEEK_END)
        return not file.read().replace(b"\0", b"").rstrip().endswith(b">")


def _broken(fault: Any, is_cut: bool, where: Where) -> Problem:
    said = (fault.msg or "").partition(", line ")[0].strip()
    found = _TOLD.get(fault.code, f"the XML is broken: {said}" if said else "the file is not XML")
    if is_cut and fault.code != _NO_ELEMENT and fault.code not in _TOLD:
        found = _CUT
    place = Where(file=where.file, row=fault.lineno if fault.lineno else None)
    return error("not_xml", found, place, fix=_AGAIN)
