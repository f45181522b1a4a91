"""Workbooks of Excel (.xlsx, .xlsm): every sheet with a header of ours is read; written for people who open them.

A cell is read as the reporter sees it: fifteen digits, 62 % as 62, a day as a day. Sheets of figures are united in
their order, sheets with `stage` and `amount` are transactions, and a sheet that is not read is told. The workbook of a
data call is known by its headers and read by `_called`. What is written
holds every text of a stranger as text, and reading it again gives the same table.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from istmo.formats import _engine, _union
from istmo.formats._called import quick
from istmo.formats._called import read as called_read
from istmo.formats._called.sheets import called
from istmo.formats._canonical import canonical
from istmo.formats._shared import USUAL, Limits, Read, error, note
from istmo.formats._workbook import cells, outline, package, styles, table
from istmo.formats._workbook.outline import Outline, Sheet
from istmo.formats._workbook.table import Found
from istmo.kernel.problem import InputProblem, Problem, Severity, Where

EXTENSIONS = (".xlsx", ".xlsm")


def read(path: Path, into: Path, limits: Limits = USUAL) -> Read:
    """Read one workbook. InputProblem if it is none, is protected or too large, or has no sheet with a header of ours."""
    with package.opened(path, limits) as parts:
        book = outline.outline(parts)
        shown = styles.shown(parts, book.styles)
        if (plain := quick.opened(path, parts, book, shown)) and (of_call := called(plain, book)):
            return called_read.read(plain, book, of_call, into, limits)
        texts = outline.strings(parts, book.strings, limits)
        reader = cells.Reader(parts, texts, shown, book.from_1904)
        if of_call := called(reader, book):
            return called_read.read(reader, book, of_call, into, limits)
        found, problems = _sheets(reader, book)
        came = [
            _read(reader, each, into / f"sheet{place}", limits, book.stale)
            for place, each in enumerate(found)
        ]
    united = _union.union(_filled(came), into, limits)
    return replace(united, problems=(*problems, *united.problems))


def write(figures: Path | None, transactions: Path | None, out: Path) -> list[Path]:
    """Write a workbook with a sheet of figures and a sheet of transactions, as far as there are any.

    WrongUse for more rows or longer texts than a sheet of Excel holds.
    """
    if figures is None and transactions is None:
        return []
    from istmo.formats._workbook import write as writing

    return [writing.write(figures, transactions, out)]


def _sheets(reader: cells.Reader, book: Outline) -> tuple[list[Found], list[Problem]]:
    """The sheets with a header of ours, and a note on each other one that holds something."""
    found, told = [], []
    for sheet in book.sheets:
        if sheet.name == book.ours:
            continue
        header, empty = table.header(reader, sheet)
        if header and not sheet.hidden:
            found.append(header)
        elif not empty:
            told.append(_not_read(reader.package.file, sheet, header is not None))
    if not found:
        raise InputProblem([_no_header(reader.package.file, book.sheets), *told])
    return found, told


def _not_read(file: str, sheet: Sheet, ours: bool) -> Problem:
    where = Where(file=file, sheet=sheet.name)
    if sheet.hidden:
        fix = "show it if it is part of what you report" if ours else "nothing need be done"
        return note("sheet_not_read", "the sheet is hidden and was not read", where, fix=fix)
    found = "the sheet has no header with our columns and was not read"
    return note("sheet_not_read", found, where, fix="nothing need be done if it holds no figures")


def _no_header(file: str, sheets: Sequence[Sheet]) -> Problem:
    found = (
        "no sheet of the workbook has a header with our columns" if sheets else "the workbook has no sheet"
    )
    fix = "give one row of the sheet the names of the columns, such as indicator, place, period, role, value"
    return error("no_header", found, Where(file=file), fix=fix)


def _read(reader: cells.Reader, found: Found, into: Path, limits: Limits, stale: bool) -> Read:
    into.mkdir()
    raw = table.table(reader, found, into, limits.places, stale)
    with _engine.connect(into, limits) as connection:
        return canonical(connection, raw, into)


def _filled(came: Sequence[Read]) -> list[Read]:
    """The same; that a sheet has a header and no rows is no fault where another has rows."""
    empty = [all(problem.code != "no_rows" for problem in read.problems) for read in came]
    return (
        [replace(read, problems=tuple(map(_milder, read.problems))) for read in came]
        if any(empty)
        else list(came)
    )


def _milder(problem: Problem) -> Problem:
    if problem.code != "no_rows":
        return problem
    return replace(problem, severity=Severity.NOTE, found="the sheet has a header and no rows")
