"""The looks that marks need, put behind those that a workbook has: three colours for cells, and the sheet of problems."""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from istmo.formats._workbook import parse
from istmo.kernel.problem import Severity

#: Fill and text of a marked cell: told apart by darkness as well as by colour.
COLOURS = {
    Severity.ERROR: ("FFFFC7CE", "FF9C0006"),
    Severity.WARNING: ("FFFFEB9C", "FF7F6000"),
    Severity.NOTE: ("FFDDEBF7", "FF1F4E78"),
}
#: Where new lists stand in the part of styles, if it lacks them.
_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
)
_HEADER_FILL = "FFD9D9D9"


@dataclass(frozen=True)
class Looks:
    """The part of styles with ours, and the numbers of ours in it: differential ones by severity, cell styles by name."""

    part: bytes
    marked: dict[Severity, int]
    cells: dict[str, int]


def added(part: bytes, file: str) -> Looks:
    """The part of styles with our looks at its end; nothing that is there is changed."""
    root = parse.tree(part, file)
    marked = {}
    for severity, (fill, text) in COLOURS.items():
        look = f'<dxf><font><color rgb="{text}"/></font><fill><patternFill>'
        marked[severity] = _append(root, "dxfs", f'{look}<bgColor rgb="{fill}"/></patternFill></fill></dxf>')
    fonts = {
        "plain": _append(root, "fonts", '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'),
        "bold": _append(
            root, "fonts", '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
        ),
        "title": _append(
            root, "fonts", '<font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font>'
        ),
        "link": _append(
            root,
            "fonts",
            '<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font>',
        ),
    }
    fills = {name: _append(root, "fills", _fill(colour)) for name, colour in _fills().items()}
    cells = {name: _cell(root, font, 0) for name, font in fonts.items()}
    cells |= {
        "line": _cell(root, fonts["plain"], 0, wrap=False),
        "title": _cell(root, fonts["title"], 0, wrap=False),
    }
    cells["header"] = _cell(root, fonts["bold"], fills["header"])
    cells |= {severity: _cell(root, fonts["bold"], fills[severity]) for severity in COLOURS}
    return Looks(serialized(root), marked, cells)


def _fills() -> dict[str, str]:
    return {"header": _HEADER_FILL, **{severity: fill for severity, (fill, _) in COLOURS.items()}}


def _fill(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>'


def _cell(root: Any, font: int, fill: int, wrap: bool = True) -> int:
    based = ' xfId="0"' if next(parse.children(root, "cellStyleXfs"), None) is not None else ""
    look = (
        f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0"{based} applyFont="1" applyFill="1" '
    )
    wrapped = f'applyAlignment="1"><alignment vertical="top" wrapText="{int(wrap)}"/></xf>'
    return _append(root, "cellXfs", look + wrapped)


def _append(root: Any, among: str, content: str) -> int:
    """Put an element at the end of a list and give its number."""
    listed = next(parse.children(root, among), None)
    if listed is None:
        listed = root.makeelement(parse.beside(root, among))
        later = _ORDER[_ORDER.index(among) + 1 :]
        after = next((child for child in root if parse.name(child) in (*later, "colors", "extLst")), None)
        root.append(listed) if after is None else after.addprevious(listed)
    listed.append(parse.grown(root, content))
    count = sum(1 for child in listed if isinstance(child.tag, str))
    listed.set("count", str(count))
    return count - 1


def serialized(root: Any) -> bytes:
    """A part as it is written."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
