"""From a table of the page to a block."""

from collections.abc import Sequence, Set
from dataclasses import replace

from lxml.html import HtmlElement

from istmo.publish.document import widths
from istmo.publish.document.blocks import Cell, Row, Run, Table
from istmo.publish.document.inline import classes, runs_of


def tables(element: HtmlElement, first: int, targets: Set[str], anchors: tuple[str, ...]) -> list[Table]:
    """The table with its caption, whatever the page hides of it; one too wide for a sheet as several, told apart.

    first: its number, or that of the first of them.
    """
    head = tuple(_row(tr, targets) for tr in element.iterfind("./thead/tr"))
    body = tuple(_row(tr, targets) for tr in element.iterfind("./tbody/tr"))
    foot = tuple(_row(tr, targets, "foot") for tr in element.iterfind("./tfoot/tr"))
    rows = (*head, *body, *foot)
    need = widths.needs(rows, whole_numbers="matrix" not in classes(element))
    caption = element.find("caption")
    words = runs_of(caption, targets, with_hidden=True) if caption is not None else ()
    groups = widths.parted(need, kept=1) if _is_plain(rows, len(need)) else [list(range(len(need)))]
    is_tight = "tight" in classes(element)
    made = []
    for at, group in enumerate(groups):
        chosen = [need[column] for column in group]
        shares, lines = widths.fitted(_chosen(rows, group), chosen, _room(sum(chosen), is_tight))
        made.append(
            Table(
                first + at,
                (*words, Run(f" ({at + 1}/{len(groups)})")) if len(groups) > 1 else words,
                _chosen(head, group),
                _chosen((*body, *foot), group),
                shares,
                sum(chosen),
                lines,
                is_tight=is_tight,
                anchors=anchors if at == 0 else (),
            )
        )
    return made


def _room(letters: float, is_tight: bool) -> float:
    """How many letters a line has at the size the table will be set in."""
    if letters > widths.TIGHT_LINE:
        return widths.SMALL_LINE
    return widths.TIGHT_LINE if is_tight or letters > widths.LINE else widths.LINE


def _is_plain(rows: Sequence[Row], columns: int) -> bool:
    """Whether every row has one cell for each column."""
    return all(len(row.cells) == columns and all(cell.span == 1 for cell in row.cells) for row in rows)


def _chosen(rows: Sequence[Row], group: Sequence[int]) -> tuple[Row, ...]:
    if rows and len(group) == len(rows[0].cells):
        return tuple(rows)
    return tuple(
        replace(row, cells=tuple(row.cells[at] for at in group), anchors=row.anchors if 1 in group else ())
        for row in rows
    )


def _row(tr: HtmlElement, targets: Set[str], kind: str = "") -> Row:
    is_head = tr.getparent().tag == "thead"
    cells = tuple(
        Cell(
            runs_of(cell, targets),
            is_head=cell.tag == "th",
            is_number="n" in classes(cell),
            span=int(cell.get("colspan", "1")),
        )
        for cell in tr
        if cell.tag in {"th", "td"}
    )
    kind = kind or next((kind for kind in ("bench", "quiet") if kind in classes(tr)), "")
    return Row(cells, kind, (tr.get("id"),) if tr.get("id") in targets else (), is_head=is_head)
