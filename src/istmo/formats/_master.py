"""A publisher's list of standard indicators, as CSV or as a workbook, under its own headers. It runs in the child.

Which header is which column of ours is told by the user, or known by the words that such lists use. A code that a
spreadsheet made a date of (4-15 is the fifteenth of April) is told, never guessed back.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from istmo.formats import _text
from istmo.formats._columns import plain
from istmo.formats._head import DELIMITERS
from istmo.formats._shared import Limits, error, letter, warning
from istmo.formats._workbook import cells, outline, package, styles
from istmo.formats._workbook.styles import DATES
from istmo.kernel.problem import InputProblem, Problem, Where

COLUMNS = ("standard_code", "title", "definition", "unit", "disaggregates", "status")
_MUST = ("standard_code", "title")
#: What lists call these columns, as `plain` spells it.
KNOWN = {
    "standard_code": ("code", "standard_code", "indicator_code", "indicator_number", "number", "indicator_no", "no.", "no", "f_number", "id"),
    "title": ("title", "name", "indicator", "indicator_title", "indicator_name", "name_of_indicator"),
    "definition": ("definition", "precise_definition", "precise_definition(s)", "indicator_definition"),
    "unit": ("unit", "unit_of_measure", "unit_of_measurement"),
    "disaggregates": ("disaggregates", "disaggregated_by", "disaggregation", "disaggregations", "disaggregate(s)"),
    "status": ("status", "indicator_status"),
}  # fmt: skip
#: Rows among which the header must be.
_SEARCHED = 25
_LONGEST = 1 << 20

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Master:
    """The rows of a list: the reporter's row number and the cells by our names; and what was found."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain dicts, lists and strings."""
        return {
            "rows": [[row, dict(told)] for row, told in self.rows],
            "problems": [problem.to_json() for problem in self.problems],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Master":
        """Undo :meth:`to_json`."""
        problems = tuple(Problem.from_json(problem) for problem in raw["problems"])
        return cls(tuple((row, told) for row, told in raw["rows"]), problems)


def read(path: Path, into: Path, limits: Limits, named: Mapping[str, str]) -> Master:
    """Every row of the list with a code or a title. named: our column -> the header it has in the file.

    InputProblem if there is no header with a code and a title, or the file is no table.
    """
    problems: list[Problem] = []
    found = (
        _workbook(path, limits, named, problems)
        if _is_workbook(path)
        else _delimited(path, into, limits, named)
    )
    header, places, rows = found
    told = []
    for number, record in rows:
        cells_of = {name: record[at].strip() if at < len(record) else "" for name, at in places.items()}
        lacking = [name for name in _MUST if not cells_of[name]]
        if len(lacking) == len(_MUST):
            continue
        for name in lacking:
            place = places[name]
            where = Where(file=path.name, column=letter(place), row=number, header=header[place])
            fix = "fill it in, or take the row away"
            problems.append(error("missing_value", "the cell is empty", where, fix=fix))
        told.append((number, cells_of))
    if not told and not problems:
        problems.append(
            error("no_rows", "the list has a header and no rows", Where(file=path.name), fix="look at it")
        )
    return Master(tuple(told), tuple(problems))


_Found = tuple[list[str], dict[str, int], Iterator[Row]]


def _is_workbook(path: Path) -> bool:
    return path.suffix.casefold() in (".xlsx", ".xlsm")


def _delimited(path: Path, into: Path, limits: Limits, named: Mapping[str, str]) -> _Found:
    text = _text.text(path, into, limits.max_bytes)
    csv.field_size_limit(_LONGEST)
    content = text.path.read_text(encoding="utf-8-sig")
    mark = max(DELIMITERS, key=content[: 1 << 16].count)
    try:
        rows = [(number, record) for number, record in _records(content, mark) if any(record)]
    except csv.Error as wrong:
        found = f"the file cannot be read as a table: {wrong}"
        raise InputProblem(
            [error("csv_syntax", found, Where(file=path.name), fix="close every quotation mark")]
        ) from None
    return _headed(rows, named, Where(file=path.name))


def _records(content: str, mark: str) -> Iterator[Row]:
    reader = csv.reader(content.splitlines(keepends=True), delimiter=mark, strict=True)
    begins = 1
    for record in reader:
        yield begins, [cell.strip() for cell in record]
        begins = reader.line_num + 1


def _workbook(path: Path, limits: Limits, named: Mapping[str, str], problems: list[Problem]) -> _Found:
    """The first sheet that has a header of such a list."""
    with package.opened(path, limits) as parts:
        book = outline.outline(parts)
        texts = outline.strings(parts, book.strings, limits)
        reader = cells.Reader(parts, texts, styles.shown(parts, book.styles), book.from_1904)
        for sheet in book.sheets:
            where = Where(file=path.name, sheet=sheet.name)
            rows = [
                (number, list(_wide(row, where, number, problems)))
                for number, row in reader.rows(sheet, cells.Sight())
            ]
            if _place_of_header(rows, named) is not None:
                return _headed(rows, named, where)
            problems.clear()
    return _headed([], named, Where(file=path.name))


def _wide(row: Iterable[cells.Cell], where: Where, number: int, problems: list[Problem]) -> Iterator[str]:
    """The texts of a row, empty cells filled in. A date where a code may stand is told."""
    at = 0
    for cell in row:
        yield from [""] * (cell.column - at)
        if cell.kind in DATES:
            place = Where(file=where.file, sheet=where.sheet, column=letter(cell.column), row=number)
            found = f"the cell holds the date {cell.text}: a spreadsheet makes one of a code such as 4-15"
            problems.append(
                warning("date_for_code", found, place, fix="if it is a code, type it again as text")
            )
        yield cell.text
        at = cell.column + 1


def _headed(rows: list[Row], named: Mapping[str, str], where: Where) -> _Found:
    place = _place_of_header(rows, named)
    if place is None:
        told = ", ".join(f"{name}={header}" for name, header in named.items())
        found = (
            f"no row has the headers {told}"
            if named
            else "no row has a header for the code and one for the title"
        )
        upper = list(chain.from_iterable(record for _, record in rows[:3]))
        seen = (
            f"the first rows hold {', '.join(f'“{cell[:30]}”' for cell in upper[:8] if cell)}"
            if upper
            else ""
        )
        fix = "say which is which: --column code=HEADER --column title=HEADER"
        raise InputProblem([error("no_header", found, where, why=seen, fix=fix)])
    header = rows[place][1]
    return header, _places(header, named), iter(rows[place + 1 :])


def _place_of_header(rows: list[Row], named: Mapping[str, str]) -> int | None:
    for place, (_, record) in enumerate(islice(rows, _SEARCHED)):
        if set(_MUST) <= set(_places(record, named)) and set(named) <= set(_places(record, named)):
            return place
    return None


def _places(header: list[str], named: Mapping[str, str]) -> dict[str, int]:
    """Our column -> its index: by the header the user named, else by a word that such lists use."""
    plains = [plain(cell) for cell in header]
    found = {}
    for name in COLUMNS:
        wanted = (plain(named[name]),) if name in named else KNOWN[name]
        at = next((plains.index(word) for word in wanted if word in plains), None)
        if at is not None:
            found[name] = at
    return found
