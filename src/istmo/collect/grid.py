"""An assignment as a grid: the rows and columns of its workbook, what is typed into them, and the workbook made of it.

What is checked and submitted is the workbook with what was typed, read by the reader of files: the same checks, the same
words, the same figures whichever way they came.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils import translation

from istmo.collect import drafts, intake, queries, split
from istmo.collect.assigned import Asking, write
from istmo.collect.deposit import Reading
from istmo.collect.drafts import Kept
from istmo.collect.models import Assignment, Version
from istmo.collect.split import Handed
from istmo.collect.typed import Cell, Finding, Sheet, Typed
from istmo.collect.wanted import Row
from istmo.collect.workbooks import figures
from istmo.collect.workbooks import write as books
from istmo.collect.workbooks.signing import signed
from istmo.collect.workbooks.template import Part, Template, is_open
from istmo.formats._shared import letter
from istmo.framework import stored
from istmo.framework.queries import unpack
from istmo.kernel.problem import Problem, Where
from istmo.people.models import User
from istmo.people.permissions import Permission, require
from istmo.spec import architecture as spec
from istmo.spec.architecture import Architecture

#: Assignments that a process keeps at hand: their rows are made of files that do not change.
_KEPT = 24
#: Places that one problem of a check names: all of them, for each is told in its cell.
_PLACES = 10_000


@dataclass(frozen=True)
class Grid:
    """What one assignment asks, in a language.

    sheets: name of the sheet in the workbook, and its rows and columns. rows: by code, each with its part. start: what
    stands in it before anybody typed.
    """

    template: Template
    sheets: tuple[tuple[str, Part], ...]
    rows: Mapping[str, tuple[Part, Row]]
    architecture: Architecture
    start: Sheet = field(default_factory=Sheet)

    def part(self, name: str) -> Part:
        """The part of that name; the first for one there is none of."""
        return next((part for _, part in self.sheets if part.name == name), self.sheets[0][1])

    def is_open(self, cell: Cell) -> bool:
        """Whether there is such a cell, to be filled in."""
        found = self.rows.get(cell.code)
        return found is not None and is_open(found[1], cell.column, found[0])


def grid(assignment: Assignment, last: Path | None, lang: str) -> Grid:
    """What an assignment asks. last: the folder of the release before."""
    call = assignment.call
    assignments = tuple(queries.assignments(call))
    asked = tuple((one.agency.code, one.asks) for one in assignments)
    architecture = call.framework.architecture.sha256
    # What a call asks for is fixed when it is opened.
    about = (stored.workspace(), architecture, call.title, call.due_at, call.zone, asked)
    return _made(_Key((*about, assignment.pk, last, lang), assignment, assignments, last, lang))


@dataclass(frozen=True)
class _Key:
    """An assignment, compared by all that its rows are made of."""

    about: tuple[Any, ...]
    assignment: Assignment = field(compare=False)
    assignments: tuple[Assignment, ...] = field(compare=False)
    last: Path | None = field(compare=False)
    lang: str = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _made(key: _Key) -> Grid:
    call = key.assignment.call
    with stored.scratch() as work:
        architecture = spec.load(unpack(call.framework.architecture, work / "architecture"))
    asking = Asking(call, architecture, key.last, key.assignments)
    template = asking.template(key.assignment, lang=key.lang, unit="", at=call.opened_at)
    with translation.override(key.lang):
        sheets = tuple(books.parts(template))
    rows = {row.code: (part, row) for _, part in sheets for row in part.rows}
    start = {
        Cell(code, column): Typed(text, "")
        for code, texts in template.cells.items()
        for column, text in texts.items()
    }
    return Grid(template, sheets, rows, architecture, Sheet(start))


def check(*, assignment: Assignment, grid: Grid, reading: Reading, by: User, at: datetime) -> Kept:
    """Check the draft as a file would be checked, and keep what was found with it."""
    require(by, Permission.SUBMIT, assignment.agency)
    kept = drafts.current(assignment, grid.start)
    with _workbook(grid, kept) as path:
        (path.parent / "tables").mkdir()
        came = intake.read(
            [path],
            architecture=grid.architecture,
            into=path.parent / "tables",
            last=reading.last,
            call=assignment.call.reporting_year,
            limits=replace(reading.limits, places=_PLACES),
        )
    found = list(located(grid, kept.sheet, came.problems))
    return drafts.note(assignment=assignment, findings=found, by=by, at=at, start=grid.start)


def submit(
    *, assignment: Assignment, grid: Grid, reading: Reading, by: User, at: datetime
) -> tuple[Version, bool]:
    """Submit the draft, as the workbook that it fills in; the version, and whether it is new.

    The same draft gives the same bytes, and so the same version.
    """
    require(by, Permission.SUBMIT, assignment.agency)
    with _workbook(grid, drafts.current(assignment, grid.start)) as path:
        handed = Handed((("", (path,)),))
        return split.submit(
            call=assignment.call, agency=assignment.agency, handed=handed, by=by, at=at, reading=reading
        )


@contextmanager
def _workbook(grid: Grid, kept: Kept) -> Iterator[Path]:
    """The workbook of an assignment, filled in with a draft and dated like it."""
    made_at = kept.at or grid.template.made_at
    manifest = replace(grid.template.manifest, made_at=made_at.isoformat(timespec="seconds"))
    filled = replace(grid.template, manifest=signed(manifest), made_at=made_at, filled=kept.sheet.filled)
    with stored.scratch() as work:
        yield write(filled, work)


def located(grid: Grid, sheet: Sheet, problems: Iterable[Problem]) -> Iterator[Finding]:
    """Each problem in the cells of the grid that it was found in; what is in none is told of the whole."""
    known = dict(grid.sheets)
    for problem in problems:
        cells = dict.fromkeys(_cell(known, place) for place in problem.places or (problem.where,))
        for cell in cells:
            yield Finding(cell, sheet.text(cell), problem.severity, problem.said)


def _cell(known: dict[str, Part], where: Where) -> Cell:
    part = known.get(where.sheet)
    index = (where.row or 0) - figures.FIRST - 1
    if part is None or not 0 <= index < len(part.rows):
        return Cell("", "")
    row = part.rows[index]
    letters = {letter(place): column.name for place, column in enumerate(part.columns)}
    column = letters.get(where.column, "")
    return Cell(row.code, column if is_open(row, column, part) else "")
