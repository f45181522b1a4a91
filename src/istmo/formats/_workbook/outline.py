"""What a workbook holds: its sheets in order, its texts, its styles, and how it counts days."""

import re
from dataclasses import dataclass
from typing import Any

from istmo.formats._shared import Limits
from istmo.formats._workbook import parse
from istmo.formats._workbook.package import Package
from istmo.formats._workbook.parse import refused

#: The hidden name by which our own sheet of problems is known again after a person has saved the workbook.
OURS = "istmo.problems"
#: Sheets a workbook may have.
_MOST_SHEETS = 1_000
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Sheet:
    """One sheet of cells: its name as the reporter sees it, its part, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Outline:
    """A workbook without its cells.

    strict: it is written in the rarer of two namespaces. from_1904: days are counted from 1904, as old Macs did.
    stale: it asks to be calculated when opened, so that the values beside its formulas may be none. ours: the name of
    the sheet of problems that an earlier check put in.
    """

    workbook: str
    sheets: tuple[Sheet, ...]
    strings: str
    styles: str
    strict: bool
    from_1904: bool
    stale: bool
    ours: str


def outline(package: Package) -> Outline:
    """Read the outline. InputProblem if the archive holds no workbook."""
    workbook = package.related("", "officeDocument")
    if not workbook:
        raise refused("the file is a zip archive, not a workbook", package.file)
    root = parse.tree(package.read(workbook), package.file)
    if parse.name(root) != "workbook":
        raise refused("the file is no workbook of Excel", package.file)
    parts = {relation.id: relation for relation in package.relations(workbook)}
    sheets = []
    for listed in parse.children(root, "sheets"):
        for sheet in parse.children(listed, "sheet"):
            relation = parts.get(_related(sheet))
            if relation is None or not relation.kind.lower().endswith("sheet"):
                raise refused("the workbook is damaged (a sheet has no part)", package.file)
            if relation.kind == "worksheet":  # others are charts and macros
                hidden = sheet.get("state", "visible").lower() != "visible"
                # A colon parts sheets from columns where they are named together, and Excel allows none.
                sheets.append(Sheet(sheet.get("name", "").replace(":", " "), relation.part, hidden))
    if len(sheets) > _MOST_SHEETS:
        raise refused(f"the workbook has {len(sheets):,} sheets; {_MOST_SHEETS:,} are read", package.file)
    return Outline(
        workbook=workbook,
        sheets=tuple(sheets),
        strings=package.related(workbook, "sharedStrings"),
        styles=package.related(workbook, "styles"),
        strict="purl.oclc.org" in root.tag,
        from_1904=_says(root, "workbookPr", "date1904"),
        stale=_says(root, "calcPr", "fullCalcOnLoad"),
        ours=_ours(root),
    )


def _related(sheet: Any) -> str:
    return next((value for key, value in sheet.attrib.items() if key.endswith("relationships}id")), "")


def _says(root: Any, element: str, attribute: str) -> bool:
    return any(each.get(attribute, "").lower() in ("1", "true") for each in parse.children(root, element))


def _ours(root: Any) -> str:
    for names in parse.children(root, "definedNames"):
        for each in names:
            if each.get("name") == OURS:
                sheet: str = (each.text or "").rpartition("!")[0]
                return sheet.removeprefix("'").removesuffix("'").replace("''", "'")
    return ""


def strings(package: Package, part: str, limits: Limits) -> list[str]:
    """The texts that cells name by number. InputProblem if they would not fit into memory."""
    if not part:
        return []
    if package.size(part) > limits.memory // 4:
        raise refused("the workbook holds more text than can be read at once", package.file, "split it")
    with package.open(part) as stream:
        return [text_of(item) for item in parse.elements(stream, ("si",), package.file)]


def text_of(item: Any) -> str:
    """The text of an element with plain or rich text, without the reading aids of East Asian writing."""
    if len(item) == 1 and parse.name(item[0]) == "t":
        return unescaped(item[0].text or "")
    said = ""
    for child in item:
        tag = parse.name(child)
        if tag == "t":
            said += child.text or ""
        elif tag == "r":
            said += "".join(part.text or "" for part in parse.children(child, "t"))
    return unescaped(said)


def unescaped(text: str) -> str:
    """`_x000D_` is how a workbook writes a character that XML cannot hold."""
    if "_x" not in text:
        return text
    meant = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return meant.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
