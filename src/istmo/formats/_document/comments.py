"""A Word document given back with comments: everything in it stays, remarks are put beside the words they are about."""

import copy
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from istmo.formats._document import docx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR, _INITIALS = "istmo", "ist"


@dataclass(frozen=True)
class Remark:
    """A comment on `paragraph.text[start:end]` of the body's paragraph with this number, as the reader counts them."""

    number: int
    start: int
    end: int
    text: str


def give_back(path: Path, remarks: Sequence[Mapping[str, Any]], folder: Path) -> Path:
    """Write the document with the remarks as comments into `folder`; runs in the door's child only."""
    out = folder / "marked.docx"
    told = [Remark(**remark) for remark in remarks]
    with ZipFile(path) as archive, ZipFile(out, "w", ZIP_DEFLATED) as written:
        body = next(iter(docx.related(archive, "", "officeDocument")), "word/document.xml")
        changed = _changed(archive, body, told)
        for part in archive.infolist():
            if part.filename not in changed:
                written.writestr(part, archive.read(part.filename))
        for name, content in changed.items():
            written.writestr(name, content)
    return out


def _changed(archive: ZipFile, body: str, remarks: Sequence[Remark]) -> dict[str, bytes]:
    """The parts that differ: the body, its comments, and where these are named."""
    root = docx.tree(archive, body, body)
    named = docx.related(archive, body, "comments")
    part = named[0] if named else posixpath.join(posixpath.dirname(body), "comments.xml")
    comments = (
        docx.tree(archive, part, part) if named else etree.Element(f"{{{_W}}}comments", nsmap={"w": _W})
    )
    taken = [int(one.get(f"{{{_W}}}id", "0")) for one in comments if one.get(f"{{{_W}}}id", "").isdigit()]
    _comment(root, comments, remarks, max(taken, default=-1) + 1)
    parts = {body: _bytes(root), part: _bytes(comments)}
    if not named:
        parts |= _named(archive, body, part)
    return parts


def _comment(root: Any, comments: Any, remarks: Sequence[Remark], first: int) -> None:
    """Put the last remark first, so that the characters before it stay where they are."""
    paragraphs = list(docx.named(root, "p"))
    numbered = list(enumerate(remarks, first))
    for identity, remark in numbered:
        comments.append(_element(identity, remark.text))
    for identity, remark in sorted(numbered, key=lambda one: (one[1].number, one[1].start), reverse=True):
        _mark(paragraphs[remark.number - 1], remark, identity)


def _element(identity: int, text: str) -> Any:
    comment = etree.Element(f"{{{_W}}}comment")
    for name, value in (("id", str(identity)), ("author", _AUTHOR), ("initials", _INITIALS)):
        comment.set(f"{{{_W}}}{name}", value)
    words = etree.SubElement(
        etree.SubElement(etree.SubElement(comment, f"{{{_W}}}p"), f"{{{_W}}}r"), f"{{{_W}}}t"
    )
    words.text = "".join(char if char.isprintable() else " " for char in text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def _mark(paragraph: Any, remark: Remark, identity: int) -> None:
    before = len("".join(docx.words(paragraph))) - len("".join(docx.words(paragraph)).lstrip())
    last = _run_from(paragraph, before + remark.end)
    first = _run_from(paragraph, before + remark.start)
    start, end = (_range(name, identity) for name in ("commentRangeStart", "commentRangeEnd"))
    if first is None:
        at = 1 if len(paragraph) and docx.name_of(paragraph[0]) == "pPr" else 0
        paragraph.insert(at, start)
    else:
        first.addprevious(start)
    if last is None:
        paragraph.append(end)
    else:
        last.addprevious(end)
    reference = etree.Element(f"{{{_W}}}r")
    reference.append(_range("commentReference", identity))
    end.addnext(reference)


def _range(name: str, identity: int) -> Any:
    element = etree.Element(f"{{{_W}}}{name}")
    element.set(f"{{{_W}}}id", str(identity))
    return element


def _run_from(paragraph: Any, position: int) -> Any:
    """The run that begins at a character, made by parting the one that holds it; None where no run does."""
    for piece, start, length in _pieces(paragraph):
        if start <= position < start + length:
            run = piece.getparent()
            if docx.name_of(run) != "r":
                return None
            return (
                run if position == start and _is_first(piece, run) else _parted(run, piece, position - start)
            )
    return None


def _is_first(piece: Any, run: Any) -> bool:
    return next((child for child in run if docx.name_of(child) != "rPr"), None) is piece


def _parted(run: Any, piece: Any, at: int) -> Any:
    """Everything of a run from a character of one of its pieces on, as a run of its own behind it."""
    behind = etree.Element(run.tag, dict(run.attrib), nsmap=run.nsmap)
    properties = next((child for child in run if docx.name_of(child) == "rPr"), None)
    if properties is not None:
        behind.append(copy.deepcopy(properties))
    moved = list(piece.itersiblings())
    if at == 0:
        moved = [piece, *moved]
    else:
        rest = etree.Element(piece.tag, dict(piece.attrib))
        piece.text, rest.text = piece.text[:at], piece.text[at:]
        for one in (piece, rest):
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        behind.append(rest)
    for one in moved:
        behind.append(one)
    run.addnext(behind)
    return behind


def _pieces(element: Any, start: int = 0) -> Iterator[tuple[Any, int, int]]:
    """Every element that shows characters, with the first of them and how many: as the reader walks them."""
    for shown, text in docx.shown(element):
        yield shown, start, len(text)
        start += len(text)


def _named(archive: ZipFile, body: str, part: str) -> dict[str, bytes]:
    """The relations of the body and the list of types, with the new comments in them."""
    folder, file = posixpath.split(body)
    beside = posixpath.join(folder, "_rels", f"{file}.rels")
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = (
        docx.tree(archive, beside, beside)
        if beside in archive.NameToInfo
        else etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
    )
    taken = {one.get("Id") for one in relations}
    identity = next(
        f"rIdComments{number}" for number in range(len(taken) + 1) if f"rIdComments{number}" not in taken
    )
    etree.SubElement(
        relations,
        f"{{{space}}}Relationship",
        Id=identity,
        Type=_REL,
        Target=posixpath.relpath(part, folder or "."),
    )
    types = docx.tree(archive, "[Content_Types].xml", "")
    override = etree.SubElement(types, f"{types.tag.rpartition('}')[0]}}}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", _TYPE)
    return {beside: _bytes(relations), "[Content_Types].xml": _bytes(types)}


def _bytes(root: Any) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
