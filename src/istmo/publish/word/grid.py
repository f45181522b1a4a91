"""Tables of a Word file: header rows repeat, no row is cut, short tables stay whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from istmo.publish.document.blocks import Cell, Row, Runs, Table, Terms
from istmo.publish.document.widths import LINE, TIGHT_LINE
from istmo.publish.word import xml

_FOOT = '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="111A21"/></w:tcBorders>'

Words = Callable[[Runs], str]
Named = Callable[[Sequence[str]], str]


@dataclass(frozen=True)
class _Cell:
    """A cell's paragraph, further properties of the cell, and how many columns it takes."""

    paragraph: str
    look: str = ""
    span: int = 1


@dataclass(frozen=True)
class _Line:
    """A row of cells; a head is repeated on every sheet."""

    cells: Sequence[_Cell]
    is_head: bool = False


def table(told: Table, width: int, words: Words, named: Named) -> str:
    """A table of figures, `width` twentieths of a point wide; `words` writes runs and `named` the bookmarks of a row."""
    style = (
        "TableText"
        if told.letters <= LINE and not told.is_tight
        else "TableSmall"
        if told.letters <= TIGHT_LINE
        else "TableSmallest"
    )
    last = len(told.rows) - 1
    rows = [_row(row, "TableHead", words, named, keep=True) for row in told.head]
    rows += [
        _row(row, style, words, named, keep=told.is_short and at < last) for at, row in enumerate(told.rows)
    ]
    look = '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    caption = "".join(run.text for run in told.caption)
    more = look + f'<w:tblCaption w:val="{xml.text(caption)}"/>'
    return _grid("IstmoTable", [round(share * width) for share in told.shares], more, rows)


def _row(row: Row, style: str, words: Words, named: Named, *, keep: bool) -> _Line:
    cells = []
    for at, cell in enumerate(row.cells):
        inside = (named(row.anchors) if at == 0 else "") + words(_looks(cell, row.kind))
        right = '<w:jc w:val="right"/>' if cell.is_number else ""
        look = _FOOT if row.kind == "foot" else '<w:vAlign w:val="bottom"/>' if row.is_head else ""
        cells.append(_Cell(xml.paragraph(style, inside, keep=keep, more=right), look, cell.span))
    return _Line(cells, is_head=row.is_head)


def _looks(cell: Cell, kind: str) -> Runs:
    """The words of a cell as its row wants them."""
    if kind == "foot":
        return tuple(replace(run, bold=True) for run in cell.runs)
    if kind == "bench" and cell.is_head:
        return tuple(replace(run, tone=run.tone or "bench") for run in cell.runs)
    return cell.runs


def terms(told: Terms, width: int, words: Words, *, keep: bool) -> str:
    """Terms below one another with what is said of each, parted by fine lines."""
    rows = [
        _Line(
            [
                _Cell(xml.paragraph(style, words(runs), keep=keep))
                for style, runs in (("Term", term), ("Said", said))
            ]
        )
        for term, said in told.rows
    ]
    first = round(34 * xml.DXA)
    return _grid("IstmoTerms", [first, width - first], "", rows)


def beside(told: Terms, width: int, words: Words, *, keep: bool) -> str:
    """Terms side by side, each above its value; counts have the value above."""
    terms, said = [term for term, _ in told.rows], [said for _, said in told.rows]
    if told.kind == "counts":
        lines = [
            ("Count", [runs[:1] for runs in said]),
            ("CountTerm", terms),
            ("CountAside", [r[1:] for r in said]),
        ]
    else:
        lines = [("ValueTerm", terms), ("Value", said)]
    rows = [
        _Line(
            [
                _Cell(xml.paragraph(style, words(_unbroken(c)), keep=keep or at < len(lines) - 1))
                for c in cells
            ]
        )
        for at, (style, cells) in enumerate(lines)
    ]
    return _grid("IstmoBeside", [width // len(told.rows)] * len(told.rows), "", rows)


def _unbroken(runs: Runs) -> Runs:
    return tuple(replace(run, breaks=run.breaks and at > 0) for at, run in enumerate(runs))


def _grid(style: str, columns: Sequence[int], more: str, rows: Sequence[_Line]) -> str:
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    properties = f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{more}'
    lines = "".join(_line(row, columns) for row in rows)
    # A paragraph must follow, or two tables become one.
    gap = xml.paragraph("Gap", "")
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{widths}</w:tblGrid>{lines}</w:tbl>{gap}"


def _line(row: _Line, columns: Sequence[int]) -> str:
    at, cells = 0, []
    for cell in row.cells:
        width = sum(columns[at : at + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{cell.look}</w:tcPr>{cell.paragraph}</w:tc>'
        )
        at += cell.span
    head = "<w:tblHeader/>" if row.is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"
