"""PDF documents by pypdf: the text of every page, a form feed between pages; a place is a page and a paragraph on it."""

from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from istmo.formats._document import lines
from istmo.formats._document.model import Document, Paragraph
from istmo.formats._shared import Limits, error, note
from istmo.kernel.problem import InputProblem, Problem, Where

ENDINGS = (".pdf",)
_PAGE = "\f"


def read(path: Path, name: str, limits: Limits) -> Document:
    """The text of every page. InputProblem if it is no PDF, is locked, or holds no text at all."""
    reader = _opened(path, name)
    pages, paragraphs, problems, start = [], [], [], 0
    for number in range(1, _count(reader, name) + 1):
        text, told = _page(reader, number, name)
        problems += told
        for order, (first, last) in enumerate(lines.paragraphs(text), 1):
            place = f"page {number}, paragraph {order}"
            paragraphs.append(Paragraph(text[first:last], start + first, order, place, page=number))
        pages.append(text)
        start += len(text) + len(_PAGE)
    if not paragraphs:
        found = "the PDF holds no text: it may be made of pictures of pages"
        fix = "let a program recognize its text (OCR) first, or attach another form of the document"
        raise InputProblem([error("no_text", found, Where(file=name), fix=fix)])
    return Document("pdf", _PAGE.join(pages), tuple(paragraphs), tuple(problems))


def _opened(path: Path, name: str) -> PdfReader:
    try:
        reader = PdfReader(path, strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001  (pypdf raises many kinds over a malformed file; none is ours)
        raise InputProblem([_broken(fault, name)]) from None
    if locked:
        found = "the PDF is protected with a password"
        raise InputProblem([error("locked", found, Where(file=name), fix="save it without the password")])
    return reader


def _count(reader: PdfReader, name: str) -> int:
    try:
        return len(reader.pages)
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001
        raise InputProblem([_broken(fault, name)]) from None


def _page(reader: PdfReader, number: int, name: str) -> tuple[str, list[Problem]]:
    """The text of one page, and what is to be said of it; a page that cannot be read takes no other with it."""
    where = Where(file=name, sheet=f"page {number}")
    try:
        text = reader.pages[number - 1].extract_text()
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001
        return "", [note("page_unread", f"the page cannot be read ({_said(fault)})", where, fix=_OTHER)]
    if text.strip():
        return text, []
    found = "the page holds no text: it may be a picture"
    return "", [note("page_without_text", found, where, fix="look at the page itself")]


_OTHER = "look at the page itself, or take another form of the document"


def _broken(fault: Any, name: str) -> Problem:
    what = "damaged" if isinstance(fault, PyPdfError) else "malformed"
    found = f"the file is no whole PDF: it is {what} ({_said(fault)})"
    return error("not_pdf", found, Where(file=name), fix="get the document again from its publisher")


def _said(fault: Exception) -> str:
    return " ".join(str(fault).split())[:120] or type(fault).__name__
