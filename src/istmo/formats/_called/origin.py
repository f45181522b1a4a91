"""Where a call's workbook says that it comes from: the hidden sheet, or the property of the document that says the same."""

from itertools import islice

from istmo.formats._called.quick import Quick
from istmo.formats._manifest import MARK, PROPERTY, Manifest
from istmo.formats._workbook import parse
from istmo.formats._workbook.cells import Reader, Sight
from istmo.formats._workbook.outline import Outline, Sheet
from istmo.formats._workbook.package import Package

_LINES = 40
_PROPERTIES = "docProps/custom.xml"
_LARGEST = 1 << 20


def manifest(reader: Reader | Quick, book: Outline) -> Manifest | None:
    """The manifest as it stands in the file; None where neither place has it. Its signature is not looked at."""
    for sheet in book.sheets:
        if sheet.hidden and (told := _of_sheet(reader, sheet)):
            return told
    return _of_property(reader.package)


def _of_sheet(reader: Reader | Quick, sheet: Sheet) -> Manifest | None:
    lines = []
    for _, cells in islice(reader.rows(sheet, Sight()), _LINES):
        texts = {cell.column: cell.text for cell in cells}
        lines.append((texts.get(0, ""), texts.get(1, "")))
    if not lines or lines[0][0] != MARK:
        return None
    return Manifest.of(dict(lines[1:]))


def _of_property(package: Package) -> Manifest | None:
    if not package.has(_PROPERTIES) or package.size(_PROPERTIES) > _LARGEST:
        return None
    told = {
        each.get("name", "").removeprefix(PROPERTY): "".join(each.itertext())
        for each in parse.tree(package.read(_PROPERTIES), package.file)
        if each.get("name", "").startswith(PROPERTY)
    }
    return Manifest.of(told) if told else None
