"""Workbooks put together by hand, part by part: exactly what Excel, or somebody with a purpose, would write."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.utils import get_column_letter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = ("indicator", "place", "period", "role", "value")

#: Styles by number: plain, 0%, a day, a month, 0000, a time.
STYLES = f"""<styleSheet xmlns="{MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="0000"/><numFmt numFmtId="165" formatCode="[$-409]mmm\\-yy;@"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>
<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="164"/>
<xf numFmtId="20"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
PERCENT, DAY, MONTH, ZEROS, TIME = 1, 2, 3, 4, 5


def text(place: str, said: str) -> str:
    """A cell that holds its text itself."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(said)}</t></is></c>'


def number(place: str, stored: str, style: int = 0) -> str:
    """A cell of a number, as it is stored."""
    return f'<c r="{place}" s="{style}"><v>{stored}</v></c>'


def row(place: int, cells: Sequence[str], attributes: str = "") -> str:
    """A row: cells that are no XML become texts in the columns A, B, …"""
    made = [
        cell if cell.startswith("<") else text(f"{chr(65 + n)}{place}", cell) for n, cell in enumerate(cells)
    ]
    return f'<row r="{place}" {attributes}>{"".join(made)}</row>'


def sheet(rows: Sequence[str], before: str = "", after: str = "") -> str:
    """The part of a sheet."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATED}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def table(*values: str, header: Sequence[str] = HEADER) -> str:
    """A sheet of figures of homicide-rate in El Salvador, one for each of these cells of column E, from row 2 on."""
    rows = [row(1, header)]
    rows += [
        row(n, ["homicide-rate", "SV", f"{2000 + n}", "context", value]) for n, value in enumerate(values, 2)
    ]
    return sheet(rows)


def parts(
    sheets: Mapping[str, str], states: Mapping[str, str] | None = None, more: str = ""
) -> dict[str, str]:
    """All parts of a workbook. states: sheets that are not visible; more: XML at the end of the workbook's own part."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}" state="{(states or {}).get(name, "visible")}"/>'
        for n, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>{listed}</sheets>{more}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}<Relationship Id="rIdS" Type="{RELATED}/styles" Target="/xl/styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{n}.xml": content for n, content in enumerate(sheets.values(), 1)},
    }


def packed(path: Path, content: Mapping[str, str | bytes]) -> Path:
    """A file of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return path


def workbook(path: Path, sheets: Mapping[str, str], **more: object) -> Path:
    """A file of these sheets; see :func:`parts`."""
    return packed(path, parts(sheets, **more))  # type: ignore[arg-type]


def marks_of(path: Path) -> dict[str, dict[str, str]]:
    """The remarks of a workbook by sheet and cell."""
    book = openpyxl.load_workbook(path)
    return {
        each.title: {
            cell.coordinate: cell.comment.text for cells in each.iter_rows() for cell in cells if cell.comment
        }
        for each in book
    }


def changed_cells(path: Path, name: str) -> set[str]:
    """The cells of a sheet that our colours are put on."""
    rules = openpyxl.load_workbook(path)[name].conditional_formatting
    return {
        cell
        for ranges in rules
        if any("istmo" in str(rule.formula) for rule in ranges.rules)
        for part in ranges.sqref.ranges
        for line in part.rows
        for cell in (f"{get_column_letter(column)}{row_}" for row_, column in line)
    }
