"""Word documents (.docx): body, tables, footnotes, headers and footers; what is marked as deleted is not read.

The archive is looked at by what it declares before a byte of it is unpacked, and its XML is read without entities,
network or document type. python-docx does neither, so the parts are read here by themselves.
"""

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from istmo.formats._document.model import Document, Piece, joined
from istmo.formats._shared import Limits, error
from istmo.formats._xml import BROKEN_PARTS, SAFE
from istmo.kernel.problem import InputProblem, Where

ENDINGS = (".docx", ".docm")

#: Bytes of all parts that are read, unpacked; a text of a thousand pages has a tenth of it.
MOST = 1 << 28
_BESIDE = {"footnotes": "footnote", "endnotes": "endnote", "header": "header", "footer": "footer"}
_NOT_SHOWN = frozenset(
    {"p", "del", "moveFrom", "delText", "instrText", "Fallback", "rPr", "pPr", "footnotePr", "endnotePr"}
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read(path: Path, name: str, limits: Limits) -> Document:
    """Every paragraph that holds words, those of the body first. InputProblem if it is no Word document or holds none."""
    with _told(name), ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST:
            raise _refused(f"the document is larger than {MOST:,} bytes when unpacked", name)
        body = next(iter(related(archive, "", "officeDocument")), "word/document.xml")
        if body not in archive.NameToInfo:
            raise _refused("the file is a zip archive and no Word document", name)
        pieces = [*_pieces(tree(archive, body, name), "body")]
        for kind, part in _BESIDE.items():
            for beside in related(archive, body, kind):
                pieces += _pieces(tree(archive, beside, name), part)
    if not pieces:
        raise _refused("the document holds no words", name)
    return joined("docx", pieces)


def _pieces(root: Any, part: str) -> Iterator[Piece]:
    tables = {table: number for number, table in enumerate(named(root, "tbl"), 1)}
    notes = {
        note: number
        for number, note in enumerate((n for n in named(root, part) if not _attribute(n, "type")), 1)
    }
    seen = 0
    for number, paragraph in enumerate(named(root, "p"), 1):
        text = "".join(words(paragraph)).strip()
        above = list(paragraph.iterancestors())
        if not text or any(name_of(one) == "Fallback" for one in above):
            continue
        cell = next((one for one in above if name_of(one) == "tc"), None)
        seen += cell is None
        if cell is not None and part == "body":
            yield Piece(text, number, _cell_place(cell, tables), "table")
        elif part in ("footnote", "endnote"):
            of = next((notes[one] for one in above if one in notes), seen)
            yield Piece(text, number, f"{part} {of}", part)
        else:
            yield Piece(text, number, f"paragraph {seen}" if part == "body" else part, part)


def words(element: Any) -> Iterator[str]:
    """What is shown of an element: words, tabs and breaks, without what is deleted and without paragraphs inside."""
    yield from (text for _, text in shown(element))


def shown(element: Any) -> Iterator[tuple[Any, str]]:
    """Each element that shows something, with the characters it shows."""
    for child in element:
        name = name_of(child)
        if name == "t":
            yield child, child.text or ""
        elif name in _SIGNS:
            yield child, _SIGNS[name]
        elif name not in _NOT_SHOWN:
            yield from shown(child)


def _cell_place(cell: Any, tables: dict[Any, int]) -> str:
    row = cell.getparent()
    table = next((one for one in cell.iterancestors() if one in tables), None)
    rows = (
        [one for one in named(table, "tr") if name_of(one.getparent()) == "tbl"] if table is not None else []
    )
    at = rows.index(row) + 1 if row in rows else 1
    column = [one for one in row if name_of(one) == "tc"].index(cell) + 1 if name_of(row) == "tr" else 1
    return f"table {tables.get(table, 1)}, row {at}, column {column}"


def related(archive: ZipFile, part: str, kind: str) -> list[str]:
    """The parts to which one points in this way, in order; links to the outside are none."""
    folder, file = posixpath.split(part)
    beside = posixpath.join(folder, "_rels", f"{file}.rels")
    if beside not in archive.NameToInfo:
        return []
    found = []
    for each in tree(archive, beside, ""):
        if (
            each.get("Type", "").rpartition("/")[2] == kind
            and each.get("TargetMode", "").lower() != "external"
        ):
            target = posixpath.join("/", folder, each.get("Target", ""))
            found.append(posixpath.normpath(target).lstrip("/"))
    return [name for name in found if name in archive.NameToInfo]


def tree(archive: ZipFile, part: str, name: str) -> Any:
    root = etree.fromstring(archive.read(part), etree.XMLParser(**SAFE))
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused("the document declares a document type, which no Word document has", name)
    return root


def named(root: Any, wanted: str) -> Iterator[Any]:
    return root.iter(f"{{*}}{wanted}") if root is not None else iter(())


def name_of(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: Any, wanted: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == wanted), "")


def _refused(found: str, name: str) -> InputProblem:
    fix = "open it in Word or LibreOffice and save it again as .docx"
    return InputProblem([error("not_word", found, Where(file=name), fix=fix)])


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What broken archives and broken XML raise, as the one problem that it is for the author."""
    try:
        yield
    except (*BROKEN_PARTS, RuntimeError) as fault:  # RuntimeError: a part with a password
        said = " ".join(str(fault).split())[:120]
        raise _refused(f"the file is no whole Word document ({said})", name) from None
