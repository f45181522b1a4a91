"""Every table of every page: one shape, so that each copies and downloads with its notes, coverage and as-of date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from istmo.web.reading.said import Said

#: So many rows stand on one page; the rest on further ones.
ROWS = 50


@dataclass(frozen=True)
class Cell:
    """One cell. `value` is the exact number behind a shown one; `code` is what a machine calls what is named.

    figures: the rows behind the number.
    """

    text: str = ""
    value: str = ""
    unit: str = ""
    href: str = ""
    code: str = ""
    figures: str = ""
    aside: tuple[Said, ...] = ()
    tone: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it holds a number."""
        return bool(self.value)


NOTHING = Cell()


def words(said: Said, href: str = "", *, code: str = "", aside: Sequence[Said] = (), tone: str = "") -> Cell:
    """A cell of words."""
    return Cell(said.text, href=href or said.href, code=code, aside=tuple(aside), tone=tone)


def counted(number: int | None, shown: str | None = None, href: str = "") -> Cell:
    """A whole number that was counted; nothing for None."""
    return NOTHING if number is None else Cell(shown or f"{number:,}", value=str(number), href=href)


@dataclass(frozen=True)
class Column:
    """A column: its name for machines, its heading, and whether it holds numbers."""

    code: str
    title: str
    is_number: bool = False


@dataclass(frozen=True)
class Row:
    """One row; its first cell is its heading. depth: how far it is set in; tone: `total` or `quiet`."""

    cells: tuple[Cell, ...]
    depth: int = 0
    tone: str = ""


class Lazily(Sequence[Row]):
    """Rows of an answer that become rows of a table when they are looked at: of a long table a page shows a part."""

    def __init__(self, answer: Sequence[dict[str, Any]], make: Callable[[dict[str, Any]], Row]) -> None:
        """`make` gives the same row whenever it is asked."""
        self._answer, self._make = answer, make

    def __len__(self) -> int:
        """How many there are."""
        return len(self._answer)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> "Lazily": ...

    def __getitem__(self, at: int | slice) -> "Row | Lazily":
        """One of them, or some, which are not made yet."""
        if isinstance(at, slice):
            return Lazily(self._answer[at], self._make)
        return self._make(self._answer[at])


@dataclass(frozen=True)
class Stamp:
    """What every table of a release says below it: which release, its hash, and as of when."""

    release: str
    content: str
    as_of: str
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """A table whole: what it holds, what is to be read with it, and how much of what was expected it rests on.

    name: its id in the page and the name of its file. page: which part of a long one is shown, from 1.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    stamp: Stamp
    notes: tuple[Said, ...] = ()
    coverage: str = ""
    empty: str = ""
    page: int = 1
    per_page: int = ROWS
    address: str = ""
    kept: str = field(default="", compare=False)

    @property
    def pages(self) -> int:
        """How many parts it has."""
        return max(1, -(-len(self.rows) // self.per_page))

    @property
    def shown(self) -> Sequence[Row]:
        """The rows of this part."""
        first = (self.page - 1) * self.per_page
        return self.rows[first : first + self.per_page]

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.page - 1) * self.per_page + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return min(len(self.rows), self.page * self.per_page)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.columns)

    @property
    def before(self) -> str:
        """The address of the part before; empty for the first."""
        return self._part(self.page - 1) if self.page > 1 else ""

    @property
    def after(self) -> str:
        """The address of the part after; empty for the last."""
        return self._part(self.page + 1) if self.page < self.pages else ""

    @property
    def csv(self) -> str:
        """Where it downloads for machines."""
        return self._form("csv")

    @property
    def xlsx(self) -> str:
        """Where it downloads for people."""
        return self._form("xlsx")

    @property
    def notes_file(self) -> str:
        """Where its notes download as plain text, beside the file for machines."""
        return self._form("notes")

    def _part(self, page: int) -> str:
        return f"{self.address}?{self._kept()}{self.name}={page}#{self.name}"

    def _form(self, form: str) -> str:
        return f"{self.address}?{self._kept()}form={form}&table={self.name}"

    def _kept(self) -> str:
        return f"{self.kept}&" if self.kept else ""
