"""The zip archive that a workbook is: looked at as a whole, by what it declares, before a byte of it is unpacked."""

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from istmo.formats import _text
from istmo.formats._shared import Limits
from istmo.formats._workbook import parse
from istmo.formats._workbook.parse import refused

#: Parts a workbook may have.
_MOST_PARTS = 10_000
#: How many times larger than packed a large part may be. Sheets of real workbooks stay below 60.
_RATIO, _LARGE = 200, 1 << 26
#: Names of parts that tell what else the archive is.
_OTHERS = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("mimetype", "an OpenDocument file (.ods)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("Index/Document.iwa", "a Numbers document"),
)
_SAVE = "save it as an Excel workbook (.xlsx)"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_OLD = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Relation:
    """Where one part points: the name of another part. Links to the outside are not kept."""

    id: str
    kind: str
    part: str


@dataclass(frozen=True)
class Package:
    """The open archive of a workbook. file: its name, as told to the reporter."""

    archive: zipfile.ZipFile
    file: str

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self.archive.NameToInfo

    def open(self, part: str) -> IO[bytes]:
        """A part to be streamed. InputProblem if it is not there."""
        if not self.has(part):
            raise refused(f"the workbook is damaged (it has no part {part[:80]})", self.file)
        with parse.damage_told(self.file):
            return self.archive.open(part)

    def read(self, part: str) -> bytes:
        """A small part as a whole."""
        with parse.damage_told(self.file), self.open(part) as stream:
            return stream.read()

    def size(self, part: str) -> int:
        """The bytes of a part, unpacked, as declared; no more are ever read."""
        return self.archive.NameToInfo[part].file_size if self.has(part) else 0

    def relations(self, part: str) -> list[Relation]:
        """The relations of a part (of the package itself: the empty name), those within the package."""
        beside = relations_of(part)
        if not self.has(beside):
            return []
        return [
            Relation(
                each.get("Id", ""),
                each.get("Type", "").rpartition("/")[2],
                _resolved(part, each.get("Target", "")),
            )
            for each in parse.children(parse.tree(self.read(beside), self.file), "Relationship")
            if each.get("TargetMode", "").lower() != "external"
        ]

    def related(self, part: str, kind: str) -> str:
        """The first part to which a part relates in this way; empty if there is none."""
        found = (relation.part for relation in self.relations(part) if relation.kind == kind)
        return next((name for name in found if self.has(name)), "")


def relations_of(part: str) -> str:
    """The part that holds the relations of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    joined = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(part), target)
    return posixpath.normpath(joined).lstrip("/")


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Package]:
    """The package of a workbook, once it is known to be one and not larger than memory when unpacked.

    InputProblem, in one sentence, for anything else: another kind of file, a password, a bomb, damage.
    """
    with path.open("rb") as file:
        head = file.read(1 << 16)
        _refuse_other_kinds(head, head + file.read(1 << 24) if head.startswith(_OLD) else b"", path.name)
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError, UnicodeError):
            raise refused(
                "the file is damaged: it is no whole workbook", path.name, "send it again"
            ) from None
        with archive:
            _refuse_tricks(archive, path.name, path.stat().st_size)
            _refuse_bombs(archive, path.name, limits)
            yield Package(archive, path.name)


def _refuse_other_kinds(head: bytes, old: bytes, file: str) -> None:
    if not head.strip():
        raise refused("the file is empty", file, "look at what was saved")
    if _PASSWORD in old:
        raise refused(
            "the workbook is protected with a password", file, "save it without the password to open"
        )
    if old:
        raise refused("the file is an old Excel workbook (.xls)", file, _SAVE)
    if head.startswith(b"PK\x05\x06"):
        raise refused("the file is an empty zip archive", file, _SAVE)
    if not head.startswith(b"PK"):
        kind = _text.kind(head)
        is_text = not kind and 0 not in head
        fix = "give it a name that ends in .csv" if is_text else _SAVE
        raise refused(f"the file is {kind or ('text' if is_text else 'none')}, not a workbook", file, fix)


def _refuse_tricks(archive: zipfile.ZipFile, file: str, size: int) -> None:
    """Parts that lie over one another, stand twice, point outside or are encrypted: no program writes such a workbook."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    other = next((kind for name, kind in _OTHERS if name in names), "")
    if other and "xl/workbook.xml" not in names:
        raise refused(f"the file is {other}, not a workbook", file, _SAVE)
    if "[Content_Types].xml" not in names:
        raise refused("the file is a zip archive, not a workbook", file, _SAVE)
    if any(part.flag_bits & 1 for part in parts):
        raise refused("parts of the workbook are encrypted", file, "save it without a password")
    ends = sorted((part.header_offset, part.compress_size) for part in parts)
    starts = [start for start, _ in ends[1:]] + [size]
    laid_over = any(
        start + packed > following for (start, packed), following in zip(ends, starts, strict=True)
    )
    outside = any(
        name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names
    )
    if laid_over or outside or len(names) < len(parts):
        found = (
            "the workbook is malformed: its parts lie over one another, stand twice or point outside of it"
        )
        raise refused(found, file)


def _refuse_bombs(archive: zipfile.ZipFile, file: str, limits: Limits) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise refused(f"the workbook has {len(parts):,} parts; more than {_MOST_PARTS:,} are not read", file)
    total = sum(part.file_size for part in parts)
    if total > limits.memory:
        found = (
            f"the workbook would unpack to {total // 1024**2:,} MB; {limits.memory // 1024**2:,} MB are read"
        )
        raise refused(found, file, "split it, or send the rows as CSV")
    swollen = [p for p in parts if p.file_size > _LARGE and p.file_size > _RATIO * max(p.compress_size, 1)]
    if swollen:
        found = (
            f"the part {swollen[0].filename[:80]} would unpack to {swollen[0].file_size // 1024**2:,} MB, "
        )
        found += f"more than {_RATIO} times what it is packed"
        raise refused(found, file, "delete what stands far below or beside the table, and save it again")
