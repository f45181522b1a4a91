"""Tables of a Word file: header rows repeat, no row is cut, short tables stay whole."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from istmo.publish.document.blocks import Cell, Row, Runs, Table, Terms
from istmo.publish.word import xml

#: The width of the text in twentieths of a point: A4 with margins of 22 mm.
TEXT = round(166 * xml.DXA)
#: Tables with fewer rows than this are never parted.
_SHORT = 13

Words = Callable[[Runs], str]
Named = Callable[[Sequence[str]], str]


def table(told: Table, caption: str, words: Words, named: Named) -> str:
    """A table of figures; `words` writes runs and `named` the bookmarks of a row."""
    style = "TableText" if told.letters <= 92 and not told.is_tight else "TableSmall" if told.letters <= 101 else "TableSmallest"
    whole = len(told.rows) < _SHORT
    rows = [_row(row, (style, True), words, named) for row in told.head]
    last = len(told.rows) - 1
    rows += [_row(row, (style, whole and at < last), words, named) for at, row in enumerate(told.rows)]
    look = '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    more = look + f'<w:tblCaption w:val="{xml.text(caption)}"/>'
    return _grid("IstmoTable", [round(share * TEXT) for share in told.shares], more, rows)


def _row(row: Row, how: tuple[str, bool], words: Words, named: Named) -> str:
    style, keep = how
    head = "<w:tblHeader/>" if row.is_head else ""
    cells = [_cell(cell, row, style, (named(row.anchors) if at == 0 else "") + words(cell.runs), keep) for at, cell in enumerate(row.cells)]
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, row: Row, style: str, inside: str, keep: bool) -> str:
    border = '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="111A21"/></w:tcBorders>' if row.kind == "foot" else ""
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    align = '<w:vAlign w:val="bottom"/>' if row.is_head else ""
    right = '<w:jc w:val="right"/>' if cell.is_number else ""
    style = "TableHead" if row.is_head else style
    paragraph = xml.paragraph(style, inside, keep=keep, more=right)
    return f"<w:tc><w:tcPr>{span}{border}{align}</w:tcPr>{paragraph}</w:tc>"


def terms(told: Terms, words: Words, *, keep: bool) -> str:
    """Terms below one another with what is said of each, parted by fine lines."""
    rows = [
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        f"<w:tc><w:tcPr/>{xml.paragraph('Term', words(term), keep=keep)}</w:tc>"
        f"<w:tc><w:tcPr/>{xml.paragraph('Said', words(said), keep=keep)}</w:tc></w:tr>"
        for term, said in told.rows
    ]
    first = round(34 * xml.DXA)
    return _grid("IstmoTerms", [first, TEXT - first], "", rows)


def beside(told: Terms, words: Words, *, keep: bool) -> str:
    """Terms side by side, each above its value; counts have the value above."""
    columns = [TEXT // len(told.rows)] * len(told.rows)
    lines: list[tuple[str, list[Runs]]]
    if told.kind == "counts":
        lines = [
            ("Count", [said[:1] for _, said in told.rows]),
            ("CountTerm", [term for term, _ in told.rows]),
            ("CountAside", [said[1:] for _, said in told.rows]),
        ]
    else:
        lines = [("ValueTerm", [term for term, _ in told.rows]), ("Value", [said for _, said in told.rows])]
    rows = []
    for at, (style, cells) in enumerate(lines):
        kept = keep or at < len(lines) - 1
        inside = "".join(
            f"<w:tc><w:tcPr/>{xml.paragraph(style, words(_unbroken(cell)), keep=kept)}</w:tc>" for cell in cells
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr>")
    return _grid("IstmoBeside", columns, "", rows)


def _unbroken(runs: Runs) -> Runs:
    return tuple(replace(run, breaks=run.breaks and at > 0) for at, run in enumerate(runs))


def _grid(style: str, columns: Sequence[int], more: str, rows: Sequence[str]) -> str:
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    properties = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{more}'
    )
    # A paragraph must follow, or two tables become one.
    gap = xml.paragraph("Gap", "")
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{widths}</w:tblGrid>{''.join(rows)}</w:tbl>{gap}"
