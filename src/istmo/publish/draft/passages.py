"""A document as what is checked piece by piece: paragraphs and cells, each with what stands above it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from istmo.formats.door import Document, Paragraph
from istmo.publish.draft.marginal import Margin, margins

#: A paragraph of at most so many words that ends without a stop is taken for a heading.
_HEADING = 14
_CELL = re.compile(r"table (\d+), row (\d+), column (\d+)")


@dataclass(frozen=True)
class Passage:
    """One paragraph or cell. above: caption, row and column of a cell; heading: the last heading before it."""

    paragraph: Paragraph
    above: str = ""
    heading: str = ""
    margins: tuple[Margin, ...] = ()

    def margin(self, at: int) -> str:
        """What the numbers at a character of the paragraph are, where it is the edge of the text; else nothing."""
        if self.paragraph.part in ("header", "footer"):
            return "page"
        position = self.paragraph.start + at
        return next((one.why for one in self.margins if one.start <= position < one.end), "")

    @property
    def is_cell(self) -> bool:
        """Whether it stands in a table."""
        return self.paragraph.part == "table"


def passages(document: Document) -> list[Passage]:
    """The passages of a document in its order."""
    edges = margins(document)
    starts = [one.start for one in edges]
    found = []
    for passage in _walk(document):
        first = max(bisect_right(starts, passage.paragraph.start) - 1, 0)
        last = bisect_right(starts, passage.paragraph.end)
        found.append(replace(passage, margins=tuple(edges[first:last])))
    return found


def _walk(document: Document) -> Iterator[Passage]:
    firsts, heads = _heads(document)
    heading = caption = ""
    for paragraph in document.paragraphs:
        cell = _cell(paragraph)
        if cell is None:
            if _is_heading(paragraph):
                heading = paragraph.text
            caption = paragraph.text
            yield Passage(paragraph, "", heading)
            continue
        table, row, column = cell
        head = heads.get((table, column), "") if row > 1 else ""
        first = firsts.get((table, row), "") if column > 1 else ""
        yield Passage(paragraph, " · ".join(filter(None, (caption, head, first))), heading)


def _heads(document: Document) -> tuple[dict[tuple[int, int], str], dict[tuple[int, int], str]]:
    """The first cell of each row and of each column, by table."""
    firsts: dict[tuple[int, int], str] = {}
    heads: dict[tuple[int, int], str] = {}
    for paragraph in document.paragraphs:
        if cell := _cell(paragraph):
            table, row, column = cell
            if column == 1:
                firsts[table, row] = f"{firsts.get((table, row), '')} {paragraph.text}".strip()
            if row == 1:
                heads[table, column] = f"{heads.get((table, column), '')} {paragraph.text}".strip()
    return firsts, heads


def _cell(paragraph: Paragraph) -> tuple[int, int, int] | None:
    found = _CELL.fullmatch(paragraph.place)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _is_heading(paragraph: Paragraph) -> bool:
    return len(paragraph.text.split()) <= _HEADING and not paragraph.text.rstrip().endswith(
        (".", "!", "?", ";", ",")
    )
