"""One page of an assignment's grid: which rows stand on it, and every cell with what is known and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from django.utils.translation import gettext as _

from istmo.collect.grid import Grid
from istmo.collect.typed import Cell, Conflict, Finding, Sheet
from istmo.collect.wanted import Row
from istmo.collect.workbooks import figures
from istmo.collect.workbooks.template import MISSED, Column, Part, is_open, period
from istmo.formats._called import words
from istmo.kernel.problem import Severity
from istmo.kernel.quantity import plain
from istmo.web.reading.opened import words_of

#: Rows of one page: with all their cells they stay below what a page may weigh.
ROWS = 30
#: So many choices are offered at most; any other may be typed.
_OFFERED = 200


@dataclass(frozen=True)
class Asked:
    """What of the grid is wanted: a part, a page of it, and only rows of a place or only those without anything."""

    part: str = ""
    page: int = 1
    place: str = ""
    empty: bool = False

    @classmethod
    def of(cls, said: Mapping[str, str]) -> "Asked":
        """From the address of a page; what cannot be read is left out."""
        page = said.get("page", "")
        number = int(page) if page.isdecimal() and len(page) < 7 else 1
        return cls(said.get("part", ""), max(number, 1), said.get("place", ""), said.get("empty", "") == "1")


@dataclass(frozen=True)
class Shown:
    """A cell as it stands before somebody. text: what is in it; base: what was saved; told: what is wrong with it."""

    column: Column
    cell: Cell
    is_open: bool
    text: str = ""
    base: str = ""
    known: str = ""
    listed: str = ""
    findings: tuple[Finding, ...] = ()
    conflict: Conflict | None = None

    @property
    def name(self) -> str:
        """Of its control."""
        return f"{self.cell.code}:{self.cell.column}"

    @property
    def is_wrong(self) -> bool:
        """Whether something has to be mended or chosen."""
        return self.conflict is not None or any(one.severity is Severity.ERROR for one in self.findings)


@dataclass(frozen=True)
class Line:
    """A row of the grid: its names, what is wrong with the whole of it, its cells."""

    row: Row
    findings: tuple[Finding, ...]
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class Page:
    """A page of the grid; groups: objective and its lines. choices: lists that its cells offer, by name."""

    asked: Asked
    part: Part
    title: str
    said: str
    pages: int
    rows: int
    columns: tuple[Column, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    choices: Mapping[str, Sequence[str]]

    @property
    def bases(self) -> dict[str, str]:
        """What was saved, of cells that were not empty: what a browser without scripts gives back beside what was typed."""
        return {
            cell.name: cell.base
            for _, lines in self.groups
            for line in lines
            for cell in line.cells
            if cell.base
        }

    @property
    def width(self) -> int:
        """How many columns there are, with that of the indicator."""
        return len(self.columns) + 1


def page(grid: Grid, sheet: Sheet, asked: Asked, conflicts: Sequence[Conflict] = ()) -> Page:
    """The page that was asked for, or the last one there is."""
    part = grid.part(asked.part)
    rows = [row for row in part.rows if _is_asked(row, part, sheet, asked)]
    pages = max(-(-len(rows) // ROWS), 1)
    nth = min(asked.page, pages)
    here = rows[(nth - 1) * ROWS : nth * ROWS]
    columns = _columns(part, here, sheet)
    build = _Build(grid, part, sheet, columns, {one.change.cell: one for one in conflicts})
    _name, title, said = figures.titles(part.name, grid.template)
    groups = tuple(
        (node, tuple(build.line(row) for row in some))
        for node, some in groupby(here, key=lambda row: row.node_title)
    )
    return Page(
        Asked(part.name, nth, asked.place, asked.empty),
        part,
        title,
        said,
        pages,
        len(rows),
        columns,
        groups,
        _choices(grid, build.offered),
    )


def places(part: Part) -> list[tuple[str, str]]:
    """The places that rows of a part are of: code and name."""
    return sorted({(row.place, row.place_name) for row in part.rows if row.place}, key=lambda one: one[1])


def filled(part: Part, sheet: Sheet) -> int:
    """How many rows of a part hold a figure, or say why there is none."""
    return sum(_has_figure(row, part, sheet) for row in part.rows)


def where(grid: Grid, code: str) -> Asked | None:
    """The page on which a row stands, all rows shown."""
    found = grid.rows.get(code)
    if found is None:
        return None
    part, row = found
    nth = next(place for place, one in enumerate(part.rows) if one.code == row.code)
    return Asked(part.name, nth // ROWS + 1)


def _is_asked(row: Row, part: Part, sheet: Sheet, asked: Asked) -> bool:
    return (not asked.place or row.place in (asked.place, None)) and not (
        asked.empty and _has_figure(row, part, sheet)
    )


def _has_figure(row: Row, part: Part, sheet: Sheet) -> bool:
    named = (part.counted, "numerator", "denominator", "state")
    return any(sheet.text(Cell(row.code, name)).strip() for name in named)


def _columns(part: Part, rows: Sequence[Row], sheet: Sheet) -> tuple[Column, ...]:
    """The columns beside that of the indicator; those about a target that was missed only where one is set."""
    missed = any(_may_miss(row, sheet) for row in rows)
    return tuple(
        column
        for column in part.columns
        if not (
            column.hidden
            or column.name in ("code", "indicator", "breakdown")
            or (column.name in MISSED and not missed)
        )
    )


def _may_miss(row: Row, sheet: Sheet) -> bool:
    return row.target is not None or any(sheet.text(Cell(row.code, name)) for name in MISSED)


@dataclass
class _Build:
    """Makes the lines of one page; offered: the lists that were needed."""

    grid: Grid
    part: Part
    sheet: Sheet
    columns: tuple[Column, ...]
    conflicts: Mapping[Cell, Conflict]

    def __post_init__(self) -> None:
        self.offered: dict[str, Row] = {}
        self._found: dict[Cell, list[Finding]] = {}
        for one in self.sheet.holding():
            self._found.setdefault(one.cell, []).append(one)

    def line(self, row: Row) -> Line:
        """One row."""
        shown = {column.name for column in self.columns}
        own = [
            one
            for cell, some in self._found.items()
            if cell.code == row.code and cell.column not in shown
            for one in some
        ]
        return Line(row, tuple(own), tuple(self._cell(row, column) for column in self.columns))

    def _cell(self, row: Row, column: Column) -> Shown:
        cell = Cell(row.code, column.name)
        if not self._is_open(row, column.name):
            return Shown(column, cell, False, known=_known(row, column.name, self.grid.template.lang))
        base, conflict = self.sheet.text(cell), self.conflicts.get(cell)
        return Shown(
            column,
            cell,
            True,
            conflict.change.text if conflict else base,
            base,
            listed=self._list(row, column.name),
            findings=tuple(self._found.get(cell, ())),
            conflict=conflict,
        )

    def _is_open(self, row: Row, name: str) -> bool:
        return is_open(row, name, self.part) and (name not in MISSED or _may_miss(row, self.sheet))

    def _list(self, row: Row, name: str) -> str:
        if name == self.part.counted and row.measure == "milestone":
            name = f"states-{row.indicator}"
        if name not in (*words.LISTED, "place", "activity") and not name.startswith("states-"):
            return ""
        self.offered[name] = row
        return name


def _choices(grid: Grid, offered: Mapping[str, Row]) -> dict[str, list[str]]:
    """Lists by name: words, or codes with what they are called; milestones of an indicator."""
    lang = grid.template.lang
    found: dict[str, list[str]] = {}
    for name, row in offered.items():
        if name in words.LISTED:
            found[name] = words.choices(name, lang)
        elif name in ("place", "activity"):
            chosen = [one for one in grid.template.wanted.choices if one.kind == name]
            found[name] = [f"{one.code}{words.PARTED}{one.name}" for one in chosen[:_OFFERED]]
        else:
            found[name] = words.states(row.states)
    return found


def _known(row: Row, name: str, lang: str) -> str:
    """What is known already; numbers whole and not rounded, as one would type them."""
    if name == "last":
        return _last(row, lang)
    if name == "target":
        return _value(row, row.target) if row.target is not None else ""
    names = {
        "last_maturity": words.told("maturity", row.last_maturity, lang),
        "place": row.place_name or row.place or "",
        "activity": row.activity_title,
        "period": period(row),
        "unit": _unit(row.unit, lang),
    }
    return names.get(name, "")


def _value(row: Row, value: Decimal) -> str:
    """A number, or the state of a milestone."""
    return (words.state(row.states, value) if row.measure == "milestone" else "") or plain(value)


@lru_cache(maxsize=256)
def _unit(unit: str, lang: str) -> str:
    return words_of(lang).named(unit)


def _last(row: Row, lang: str) -> str:
    if row.last_value is not None:
        return _value(row, row.last_value)
    if row.last_numerator is not None and row.last_denominator is not None:
        return _("%(part)s of %(whole)s") % {
            "part": plain(row.last_numerator),
            "whole": plain(row.last_denominator),
        }
    return words.told("state", row.last_state, lang) or row.last_written or ""
