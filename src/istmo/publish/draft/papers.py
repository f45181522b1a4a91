"""The words of our own papers, line by line: what a draft that began as one of them still says around its numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from istmo.publish.document.blocks import (
    Block,
    Document,
    Heading,
    Pair,
    Paragraph,
    Picture,
    Row,
    Runs,
    Table,
    Terms,
)


@dataclass(frozen=True)
class Line:
    """One paragraph or cell. above: what says what it is about: the caption, its row and its column."""

    text: str
    runs: Runs = ()
    above: str = ""
    is_appendix: bool = False

    @property
    def caption(self) -> str:
        """The caption of the table it stands in."""
        return self.above.partition(" · ")[0]

    @property
    def is_cell(self) -> bool:
        """Whether it is read as a cell."""
        return bool(self.above)


def lines(document: Document) -> Iterator[Line]:
    """Every line of a paper, in the order of its files."""
    is_appendix = False
    if document.cover:
        cover = document.cover
        yield from (Line(text) for text in (cover.kicker, cover.title, cover.basis))
        yield from (Line(f"{term}: {said}") for term, said in cover.imprint)
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            is_appendix = block.number.isalpha()
        for line in _lines(block):
            yield Line(line.text, line.runs, line.above, is_appendix)


def _lines(block: Block) -> Iterator[Line]:
    match block:
        case Heading():
            if block.over:
                yield Line(block.over)
            yield Line(f"{block.number} {_text(block.runs)}".strip())
        case Paragraph():
            yield Line(f"{block.marker} {_text(block.runs)}".strip(), block.runs)
        case Terms():
            yield from _terms(block)
        case Table():
            yield from _table(block)
        case Picture():
            yield from (Line(words) for words in _drawn(block.svg))
            yield Line(f"Figure {block.number}. {block.caption}")
        case Pair():
            yield from _lines(block.picture)
            yield from _lines(block.table)


def _drawn(svg: str) -> Iterator[str]:
    """The words of a drawing in the order they are drawn: a PDF holds them as text."""
    for element in etree.fromstring(svg.encode()).iter("{*}text"):
        if words := " ".join("".join(element.itertext()).split()):
            yield words


def _terms(block: Terms) -> Iterator[Line]:
    """Each term with what is said of it; side by side they stand in rows, so they are told in that order too."""
    for term, said in block.rows:
        yield Line(_text(term))
        yield Line(_text(said), said, _text(term))
    if block.is_beside:
        terms, said_first = [term for term, _ in block.rows], [said[:1] for _, said in block.rows]
        rest = [said[1:] for _, said in block.rows]
        order = (
            (said_first, terms, rest) if block.kind == "counts" else (terms, [said for _, said in block.rows])
        )
        yield from (Line(_text(runs)) for row in order for runs in row if runs)


def _table(block: Table) -> Iterator[Line]:
    caption = _text(block.caption)
    yield Line(f"Table {block.number}. {caption}")
    heads = _heads(block.head)
    for row in (*block.head, *block.rows):
        first = _text(row.cells[0].runs) if row.cells else ""
        at = 0
        for cell in row.cells:
            text, head = _text(cell.runs), heads.get(at, "")
            yield Line(
                text,
                () if row.is_head else cell.runs,
                " · ".join(filter(None, (caption, head, first if at else ""))),
            )
            at += cell.span


def _heads(rows: tuple[Row, ...]) -> dict[int, str]:
    """What stands above each column."""
    found: dict[int, str] = {}
    for row in rows:
        at = 0
        for cell in row.cells:
            for column in range(at, at + cell.span):
                found[column] = f"{found.get(column, '')} {_text(cell.runs)}".strip()
            at += cell.span
    return found


def _text(runs: Runs) -> str:
    return "".join(("\n" if run.breaks else "") + run.text for run in runs)
