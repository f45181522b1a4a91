"""Documents attached to sources: their bytes in the vault, and a place of their text opened.

The text stays as received. Repairs are a second layer, shown in square brackets behind the damaged place; spans count in
the text without them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from istmo.formats.door import Document, read_document
from istmo.framework import queries, stored
from istmo.kernel.problem import Problem, WrongUse
from istmo.people import events
from istmo.people.models import User
from istmo.people.permissions import Permission, require
from istmo.spec.architecture import Architecture, load
from istmo.spec.wording import nearest
from istmo.vault.store import sha256_of

#: How documents begin that are not plain text; the vault keeps no names.
_SIGNS = ((b"%PDF", ".pdf"), (b"PK\x03\x04", ".docx"), (b"<!doctype html", ".html"), (b"<html", ".html"))
#: Characters shown before and behind a span.
AROUND = 200


@dataclass(frozen=True)
class Attached:
    """What was kept. text_sha256: of the plain text in UTF-8, in which spans count. named: the register names one of both."""

    source: str
    sha256: str
    text_sha256: str
    characters: int
    named: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Passage:
    """A place of a document: the text itself, and the same as it is shown, the span between ⟦ ⟧ and repairs in [ ]."""

    source: str
    char_start: int
    char_end: int
    place: str
    text: str
    shown: str


def attach(*, path: Path, source: str, by: User, at: datetime) -> Attached:
    """Keep a document for a source of the framework imported last; the same again changes nothing.

    WrongUse if there is no such source, or its register names other bytes; InputProblem if the document cannot be read.
    """
    require(by, Permission.IMPORT_FRAMEWORK)
    named = _source(_architecture(), source)
    source, registered = named["code"], named["sha256"]
    document = read_document(path)
    text = document.text.encode()
    mine = sha256_of(path), sha256(text).hexdigest()
    if registered and registered not in mine:
        raise WrongUse(
            f"{path.name} is not the document that sources.csv registers for {source}: its SHA-256 is {mine[0]}, of its "
            f"text {mine[1]}; registered is {registered}. Attach the same edition, or register this one as a source of "
            "its own."
        )
    vault = stored.vault()
    new = not all(vault.has(one) for one in mine)
    vault.put(path)
    vault.put(text)
    if new:
        _record(source=source, sha256=mine[0], by=by, at=at)
    return Attached(source, *mine, len(document.text), bool(registered), document.problems)


@transaction.atomic
def _record(*, source: str, sha256: str, by: User, at: datetime) -> None:
    events.append(verb="source.attached", subject=source, by=by, at=at, sha256=sha256)


def passage(source: str, span: tuple[int, int], *, around: int = AROUND) -> Passage:
    """A place of an attached document with a little text around it.

    WrongUse if there is no such source, nothing is attached to it, or the text is shorter.
    """
    architecture = _architecture()
    named = _source(architecture, source)
    source, document = named["code"], _document(named)
    first, last = span
    if not 0 <= first < last <= len(document.text):
        raise WrongUse(
            f"{source} has {len(document.text):,} characters; {first}-{last} is no place in it. A span names its first "
            "character and the one after its last, counted from 0."
        )
    held = document.at(first)
    repairs = [r for r in architecture.records("repairs") if r["source"] == source]
    shown = _shown(document.text, span, around, repairs)
    return Passage(source, first, last, held.place if held else "", document.text[first:last], shown)


def passage_of_claim(source: str, claim: str, *, around: int = AROUND) -> Passage:
    """The place of a claim; WrongUse if the source has no such claim or it has no span."""
    architecture = _architecture()
    source = _source(architecture, source)["code"]
    claims = {r["code"]: r for r in architecture.records("claims") if r["source"] == source}
    if claim not in claims:
        near = nearest(claim, list(claims))
        raise WrongUse(f"{source} has no claim {claim}{f'; {near} is near' if near else ''}.")
    if claims[claim]["char_start"] is None:
        raise WrongUse(f"The claim {claim} has no span: claims.yaml does not say where {source} states it.")
    return passage(source, (claims[claim]["char_start"], claims[claim]["char_end"]), around=around)


def _architecture() -> Architecture:
    with TemporaryDirectory(prefix="istmo-architecture-") as scratch:
        return load(queries.unpack(queries.latest(), Path(scratch, "architecture")))


def _source(architecture: Architecture, code: str) -> Mapping[str, Any]:
    known = {record["code"]: record for record in architecture.records("sources")}
    code = architecture.resolve("source", code) or code
    if code not in known:
        near = nearest(code, list(known))
        raise WrongUse(f"The framework has no source {code}{f'; {near} is near' if near else ''}.")
    return known[code]


def _document(source: Mapping[str, Any]) -> Document:
    vault, name = stored.vault(), source["sha256"]
    if not name:
        raise WrongUse(
            f"sources.csv names no SHA-256 for {source['code']}, so nobody knows which text its spans count in. "
            f"`istmo source attach FILE --source {source['code']}` tells it; write it there and import the framework."
        )
    if not vault.has(name):
        raise WrongUse(
            f"Nothing is attached to {source['code']} yet: istmo source attach FILE --source {source['code']}"
        )
    path = vault.path(name)
    return read_document(path, name=f"{source['code']}{_ending(path)}")


def _ending(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(64)
    return next((ending for sign, ending in _SIGNS if head.lstrip().lower().startswith(sign.lower())), ".txt")


def _shown(text: str, span: tuple[int, int], around: int, repairs: Iterable[Mapping[str, Any]]) -> str:
    """The text around a span as it is, with marks put in from the last to the first so that places hold."""
    first, last = span
    begins, ends = max(first - around, 0), min(last + around, len(text))
    marks = [(first, 1, "⟦"), (last, 2, "⟧")]
    for repair in repairs:
        apart = " " if " " in repair["shown"] else ""  # a remark, not the end of a word
        marks.append((repair["char_end"], 0, f"{apart}[{repair['shown']}]"))
    shown = text[begins:ends]
    for at, _, mark in sorted(marks, reverse=True):
        if begins <= at <= ends:
            shown = f"{shown[: at - begins]}{mark}{shown[at - begins :]}"
    before, behind = "…" if begins else "", "…" if ends < len(text) else ""
    return f"{before}{shown}{behind}"
