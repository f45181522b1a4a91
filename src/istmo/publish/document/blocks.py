"""The few kinds of blocks a document of ours is made of.

The page is written once, as HTML; :mod:`istmo.publish.document.reader` reads it back as these blocks, and a face
writes them. `kind` and `tone` are the classes of the page, so that a face styles what the page styles.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Run:
    """Words of one look. `link` is an address, or `#anchor` of a block of the same document; empty is no link.

    value: the exact value where the words are a number of the release; breaks: whether a new line begins before it.
    lang: the language where it is not the document's; `und` where nobody told it.
    """

    text: str
    tone: str = ""
    bold: bool = False
    link: str = ""
    value: str = ""
    breaks: bool = False
    lang: str = ""


#: A table of so many lines is never parted by the end of a sheet.
_SHORT = 26

Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (a section) to 4, or 0 for the title of a short paper; `number` is its own number or empty; `over` is a word set above it.

    opens: whether it begins a new sheet.
    """

    level: int
    runs: Runs
    number: str = ""
    over: str = ""
    opens: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `depth` is how far it is indented; `marker` stands before it in a list."""

    runs: Runs
    kind: str = ""
    depth: int = 0
    marker: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """Terms with what is said of each: `counts` and `record-values` stand side by side, others below one another."""

    rows: tuple[tuple[Runs, Runs], ...]
    kind: str = ""
    anchors: tuple[str, ...] = ()

    @property
    def is_beside(self) -> bool:
        """Whether the terms stand side by side."""
        return self.kind in {"counts", "record-values"}


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `is_head` tells a row's or a column's name."""

    runs: Runs
    is_head: bool = False
    is_number: bool = False
    span: int = 1


@dataclass(frozen=True)
class Row:
    """One row of a table; `kind` is `bench`, `quiet` or `foot`."""

    cells: tuple[Cell, ...]
    kind: str = ""
    anchors: tuple[str, ...] = ()
    is_head: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption.

    `number` counts the tables of a document; `shares` are the widths of its columns; `letters` is how many letters a
    line of it needs, `lines` about how many lines it takes.
    """

    number: int
    caption: Runs
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    shares: tuple[float, ...]
    letters: float
    lines: int
    is_tight: bool = False
    anchors: tuple[str, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether it is to stand whole on one sheet."""
        return self.lines <= _SHORT


@dataclass(frozen=True)
class Picture:
    """A drawing: SVG for paper, its size in CSS pixels, its name as caption and what it shows for who cannot see it."""

    number: int
    svg: str
    width: float
    height: float
    caption: str
    told: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A picture and the table that holds its values: side by side where the sheet has room."""

    picture: Picture
    table: Table
    anchors: tuple[str, ...] = ()


Block: TypeAlias = Heading | Paragraph | Terms | Table | Picture | Pair


@dataclass(frozen=True)
class Cover:
    """What stands before the first section."""

    title: str
    kicker: str
    basis: str
    imprint: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Document:
    """A whole page of ours. `running` stands at the foot of every sheet.

    mark: empty, or what every sheet must say; sheets: how many it may fill, 0 for as many as it needs.
    """

    title: str
    language: str
    cover: Cover | None
    contents: str
    blocks: tuple[Block, ...]
    running: str
    mark: str = ""
    sheets: int = 0

    @property
    def anchors(self) -> set[str]:
        """All places a link can lead to."""
        return {anchor for block in self.blocks for anchor in anchors_of(block)}


def anchors_of(block: Block) -> Iterator[str]:
    """The anchors of a block and of its rows."""
    yield from block.anchors
    if isinstance(block, Pair):
        yield from anchors_of(block.picture)
        yield from anchors_of(block.table)
    if isinstance(block, Table):
        for row in block.rows:
            yield from row.anchors
