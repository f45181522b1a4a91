"""A workbook given back with its problems in it: the reporter's own package, with a few parts changed and a few added."""

import mmap
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from istmo.formats._shared import letter
from istmo.formats._workbook import listing, looks, marks, parse, remarks, sheets
from istmo.formats._workbook.looks import Looks, serialized
from istmo.formats._workbook.marks import Mark, Place
from istmo.formats._workbook.outline import OURS, Outline
from istmo.formats._workbook.package import Package, relations_of
from istmo.formats._workbook.wording import Told
from istmo.kernel.problem import Where
from istmo.kernel.sheets import prefix

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = "[Content_Types].xml"


@dataclass
class Changes:
    """What is written instead of parts, or besides them: bytes, or a file that holds them."""

    package: Package
    work: Path
    parts: dict[str, bytes | Path] = field(default_factory=dict)

    def current(self, part: str) -> bytes:
        """A small part as it will be written."""
        content = self.parts.get(part)
        return content if isinstance(content, bytes) else self.package.read(part)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part point to another, both by their names; the number of the relation."""
        name = relations_of(part)
        empty = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
        root = parse.tree(
            self.current(name) if name in self.parts or self.package.has(name) else empty, self.package.file
        )
        number = f"rIdIstmo{len(root) + 1}"
        made = parse.grown(root, "<Relationship/>")
        made.attrib.update({"Id": number, "Type": f"{parse.RELATED}/{kind}", "Target": f"/{target}"})
        root.append(made)
        self.parts[name] = serialized(root)
        return number

    def declare(self, part: str, kind: str) -> None:
        """Say of what type a new part is."""
        root = parse.tree(self.current(_TYPES), self.package.file)
        made = parse.grown(root, "<Override/>")
        made.attrib.update({"PartName": f"/{part}", "ContentType": f"{_KIND}.{kind}+xml"})
        root.append(made)
        if not any(each.get("Extension", "").lower() == "vml" for each in parse.children(root, "Default")):
            default = parse.grown(root, '<Default Extension="vml"/>')
            default.set("ContentType", "application/vnd.openxmlformats-officedocument.vmlDrawing")
            root.insert(0, default)
        self.parts[_TYPES] = serialized(root)

    def write(self, out: Path) -> None:
        """The package with its changes; what is not changed is copied."""
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self.package.archive.infolist():
                if entry.filename not in self.parts and not entry.is_dir():
                    with (
                        self.package.open(entry.filename) as part,
                        archive.open(_named(entry.filename), "w") as copy,
                    ):
                        shutil.copyfileobj(part, copy, 1 << 20)
            for name, content in self.parts.items():
                if isinstance(content, bytes):
                    archive.writestr(_named(name), content)
                else:
                    with content.open("rb") as part, archive.open(_named(name), "w") as copy:
                        shutil.copyfileobj(part, copy, 1 << 20)


def _named(name: str) -> zipfile.ZipInfo:
    """An entry without the time of day."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


@dataclass(frozen=True)
class Placed:
    """Problems and where they go. headers: the row of the header by sheet; only: the sheet of a file without sheets."""

    told: Told
    headers: Mapping[str, int]
    only: str = ""


def insert(package: Package, book: Outline, placed: Placed, work: Path, out: Path) -> None:
    """Write the workbook with its problems. NotMarkable, or InputProblem if it is damaged where nobody has looked yet."""
    if not book.styles or book.strict:
        raise sheets.NotMarkable
    changes = Changes(package, work)
    with parse.damage_told(package.file):
        styled = looks.added(package.read(book.styles), package.file)
        changes.parts[book.styles] = styled.part
        by_sheet = marks.by_cell(placed.told, placed.headers, placed.only)
        for number, sheet in enumerate(book.sheets):
            if sheet.name != book.ours:
                _mark(changes, sheet.part, by_sheet.get(sheet.name, {}), styled, number)
        for relation in package.relations(book.workbook):
            if relation.kind in ("chartsheet", "dialogsheet"):
                changes.parts[relation.part] = sheets.unselected(package.read(relation.part))
        _list(changes, book, placed, styled)
        changes.write(out)


def _mark(changes: Changes, part: str, found: Mapping[Place, Mark], styled: Looks, number: int) -> None:
    """Mark one sheet, and take away what an earlier check has put there."""
    package = changes.package
    came, changed = changes.work / f"came{number}.xml", changes.work / f"marked{number}.xml"
    with package.open(part) as stream, came.open("wb") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    with came.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        sheet = sheets.opened(content, package.file)
        shown = sheet.anchored(found)
        sheet.write(shown, styled.marked, _remark(changes, part, shown, sheet.drawing, number), changed)
    came.unlink()
    changes.parts[part] = changed


def _remark(changes: Changes, part: str, found: Mapping[Place, Mark], relation: str, number: int) -> str:
    """Put the remarks of a sheet beside it; the relation of their drawing, `relation` if it has one; empty for none."""
    package = changes.package
    comments = package.related(part, "comments")
    if not found and not comments:
        return relation
    content, gone, new = remarks.comments(package.read(comments) if comments else None, found, package.file)
    if not comments:
        comments = f"xl/istmo/comments{number}.xml"
        changes.declare(comments, "comments")
        changes.relate(part, "comments", comments)
    changes.parts[comments] = content
    name = next((each.part for each in package.relations(part) if relation and each.id == relation), "")
    old = package.read(name) if name else None
    if not name:
        name = f"xl/istmo/drawing{number}.vml"
        relation = changes.relate(part, "vmlDrawing", name)
    changes.parts[name] = remarks.drawing(old, gone, found, new, number)
    return relation


def _list(changes: Changes, book: Outline, placed: Placed, styled: Looks) -> None:
    """Put the sheet of problems in, or write it anew where an earlier check has put one."""

    def finds(where: Where) -> tuple[str, str] | None:
        found = marks.cell(where, placed.headers, placed.only)
        return found and (found[0], f"{letter(found[1][1])}{found[1][0]}")

    content = listing.sheet(placed.told, changes.package.file, finds, styled.cells)
    ours = next((sheet for sheet in book.sheets if sheet.name == book.ours), None)
    if ours:
        changes.parts[ours.part] = content
    root = parse.tree(changes.package.read(book.workbook), changes.package.file)
    listed = parse.child(root, "sheets", changes.package.file)
    if not ours:
        part = "xl/istmo/problems.xml"
        changes.parts[part] = content
        changes.declare(part, "worksheet")
        _add_sheet(
            root, listed, changes.relate(book.workbook, "worksheet", part), placed.told.wording["sheet"]
        )
    _show(root, listed, book.ours)
    changes.parts[book.workbook] = serialized(root)


def _add_sheet(root: Any, listed: Any, relation: str, called: str) -> None:
    """Add the sheet of problems, `called` so or, where a sheet of that name is there, with a number."""
    names = {sheet.get("name", "").casefold() for sheet in listed}
    free = (called if n == 1 else f"{called} {n}" for n in range(1, len(names) + 2))
    name = next(name for name in free if name.casefold() not in names)
    numbers = [int(sheet.get("sheetId")) for sheet in listed if (sheet.get("sheetId") or "").isdigit()]
    made = parse.related(root, "<sheet/>", relation)
    made.attrib.update({"name": name, "sheetId": str(max(numbers, default=0) + 1)})
    listed.append(made)
    names_ = next(parse.children(root, "definedNames"), None)
    if names_ is None:
        names_ = parse.grown(root, "<definedNames/>")
        before = ("sheets", "functionGroups", "externalReferences")
        last = [child for child in root if parse.name(child) in before][-1]
        last.addnext(names_)
    known = parse.grown(root, f'<definedName name="{OURS}" hidden="1"/>')
    known.text = f"{prefix(name)}$A$1"
    names_.append(known)


def _show(root: Any, listed: Any, ours: str) -> None:
    """Let the workbook open at the sheet of problems."""
    names = [sheet.get("name") for sheet in listed]
    place = names.index(ours) if ours in names else len(names) - 1
    views = next(parse.children(root, "bookViews"), None)
    if views is None:
        views = parse.grown(root, "<bookViews><workbookView/></bookViews>")
        listed.addprevious(views)
    for view in views:
        view.set("activeTab", str(place))
        view.attrib.pop("firstSheet", None)
