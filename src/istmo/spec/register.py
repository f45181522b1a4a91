"""The CSV registers that all frameworks share: places, agencies, activities, sources, forums, standard indicators and so on.

A register has the columns of its table, texts in other languages as `name_es`, and `aliases` (and `members` of a group
of places) as lists separated by `|`. Comma, semicolon and tab are all read: spreadsheets of many countries write `;`.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import Any

from istmo.kernel.period import Period
from istmo.kernel.problem import Where
from istmo.kernel.schema import Column, Table, Type
from istmo.kernel.tables import TABLES
from istmo.spec.draft import At, Draft
from istmo.spec.fields import CODE, LONGEST_CODE
from istmo.spec.text_file import read_text
from istmo.spec.wording import nearest

#: File name without `.csv`, which is the table, and the kind of its aliases.
REGISTERS = {
    "places": "place",
    "agencies": "agency",
    "activities": "",
    "activity_places": "",
    "activity_sectors": "",
    "activity_parties": "",
    "sources": "source",
    "repairs": "",
    "forums": "forum",
    "conditions": "",
    "standards": "",
}
YES_NO = ("no", "yes")
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")
#: `own` decides what counts in a total: it is never guessed.
_MUST_ALSO = {"agencies": ("own",)}


@dataclass
class _Sheet:
    """One register while it is read."""

    file: str
    table: Table
    draft: Draft
    headers: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def where(self, row: int, name: str) -> Where:
        """The cell of a column of ours, by the author's own header."""
        if name not in self.names:
            return Where(file=self.file, row=row)
        place = self.names.index(name)
        return Where(file=self.file, column=_letter(place), row=row, header=self.headers[place].strip())

    def at(self, row: int, **renamed: str) -> At:
        return lambda column: self.where(row, renamed.get(column, column))


def add_register(path: Path, file: str, draft: Draft) -> None:
    """Read one register; its rows, aliases, members and texts go into the draft."""
    table = TABLES[path.stem]
    sheet = _Sheet(file, table, draft)
    text, problems = read_text(path, file)
    draft.problems.extend(problems)
    rows = _rows(text, sheet) if not problems else iter(())
    header = next(rows, None)
    if header is None:
        if not problems:
            draft.wrong(
                "empty_file", Where(file=file), "the file is empty", "write a header row or delete the file"
            )
        draft.incomplete.add(table.name)
        return
    if _take_header(sheet, header[1]):
        for number, cells in rows:
            _take_row(sheet, number, cells)
    else:
        draft.incomplete.add(table.name)


def _rows(text: str, sheet: _Sheet) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins in; rows without any content are passed over."""
    first = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as wrong:
        found, fix = f"the row cannot be read: {wrong}", "close every quotation mark in this row"
        sheet.draft.wrong("csv_syntax", Where(file=sheet.file, row=begins), found, fix)
        sheet.draft.incomplete.add(sheet.table.name)


def _known(table: Table) -> list[str]:
    extra = ["aliases"] if REGISTERS.get(table.name) else []
    return [*table.names, *extra, *(["members"] if table.name == "places" else [])]


def _take_header(sheet: _Sheet, cells: list[str]) -> bool:
    """Keep the header; False if rows cannot be read by it."""
    sheet.headers, sheet.names = cells, [cell.strip().casefold() for cell in cells]
    table, known = sheet.table, _known(sheet.table)
    for place, name in enumerate(sheet.names):
        where = Where(file=sheet.file, column=_letter(place), row=1, header=cells[place].strip())
        if name and sheet.names.index(name) != place:
            sheet.draft.wrong(
                "duplicate_column", where, f"the column {name} is there twice", "keep one of the two"
            )
        elif name and name not in known and not _language_of(table, name):
            near = nearest(name, known)
            fix = f"write {near} instead" if near else f"the columns here are {', '.join(known)}"
            sheet.draft.wrong("unknown_column", where, f"there is no column “{name}” here", fix)
    missing = [
        column.name for column in table.columns if _is_must(table, column) and column.name not in sheet.names
    ]
    if missing:
        fix = f"add the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
        sheet.draft.wrong(
            "missing_column", Where(file=sheet.file, row=1), f"{', '.join(missing)} is missing", fix
        )
    return not missing


def _is_must(table: Table, column: Column) -> bool:
    return column.required or column.name in _MUST_ALSO.get(table.name, ())


def _language_of(table: Table, name: str) -> tuple[str, str] | None:
    """`name_es`: the column and the language of a text in another language."""
    column, _, language = name.rpartition("_")
    fits = "code" in table.names and column in table.names and len(language) == 2 and language.isalpha()
    return (column, language) if fits else None


def _take_row(sheet: _Sheet, row: int, cells: list[str]) -> None:
    draft, table = sheet.draft, sheet.table
    if len(cells) > len(sheet.names) and any(cell.strip() for cell in cells[len(sheet.names) :]):
        found = f"the row has {len(cells)} cells and the header {len(sheet.names)}"
        draft.wrong(
            "too_many_cells", Where(file=sheet.file, row=row), found, "put texts with commas in quotes"
        )
    told = {name: cell.strip() for name, cell in zip(sheet.names, cells, strict=False) if name}
    before = len(draft.problems)
    values = {column.name: _value(sheet, row, column, told.get(column.name, "")) for column in table.columns}
    code = told.get("code", "")
    if len(draft.problems) > before:
        draft.incomplete.add(table.name)
    else:
        draft.add(table.name, sheet.at(row), **values)
    for name, text in told.items():
        translated = _language_of(table, name)
        if translated and text and name not in table.names:
            key = {"table": table.name, "code": code, "field": translated[0], "language": translated[1]}
            draft.add("texts", sheet.at(row, text=name), **key, text=text)
    for alias in _listed(told.get("aliases", "")):
        cells_of = {"kind": REGISTERS[table.name], "alias": alias, "code": code}
        draft.add("aliases", sheet.at(row, alias="aliases", code="aliases"), **cells_of)
    for member in _listed(told.get("members", "")):
        _take_member(sheet, row, code, member)


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _take_member(sheet: _Sheet, row: int, group: str, text: str) -> None:
    """`SV`, or `SV@2014-01-01/2020-12-31` where membership has dates."""
    member, mark, dates = text.partition("@")
    try:
        period = Period.parse(dates) if mark else Period(None, None)
    except ValueError as wrong:
        fix = f"write the dates like {member}@2014-01-01/2020-12-31"
        sheet.draft.wrong("wrong_value", sheet.where(row, "members"), str(wrong), fix)
        return
    at = sheet.at(row, place="members", member="members")
    days = {"since": period.start, "until": period.end}
    sheet.draft.add("place_members", at, place=group, member=member.strip(), **days)


def _value(sheet: _Sheet, row: int, column: Column, text: str) -> Any:
    """The cell as the table holds it; a problem and None if it cannot be."""
    if not text:
        if _is_must(sheet.table, column):
            sheet.draft.wrong(
                "missing_value", sheet.where(row, column.name), f"{column.name} is empty", "fill it in"
            )
        return None
    try:
        if column.name == "code":
            return _code(text)
        return _word(text, column.values) if column.values else _READ[column.type](text)
    except ValueError as wrong:
        sheet.draft.wrong(
            "wrong_value", sheet.where(row, column.name), f"“{text[:60]}” {wrong}", "correct the cell"
        )
    return None


def _text(text: str) -> str:
    return text


def _code(text: str) -> str:
    if not CODE.fullmatch(text) or len(text) > LONGEST_CODE:
        raise ValueError(
            "is not a code: begin with a letter or digit and use only letters, digits and . _ + -"
        )
    return text


def _word(text: str, values: tuple[str, ...]) -> str:
    if text not in values:
        near = nearest(text, list(values))
        raise ValueError(f"is not one of {', '.join(values)}" + (f"; did you mean {near}?" if near else ""))
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("is not a day such as 2017-06-30") from None


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("is not a number such as 14.08") from None
    if not number.is_finite() or abs(number) >= 10**20 or number != round(number, 9):
        raise ValueError("is not a number of at most 20 digits before the point and 9 after")
    return number


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueError("is not a whole number such as 7")
    return int(text)


def _flag(text: str) -> bool:
    if text.casefold() not in (*_YES, *_NO):
        raise ValueError("is neither yes nor no")
    return text.casefold() in _YES


_READ = {Type.TEXT: _text, Type.DATE: _day, Type.DECIMAL: _number, Type.INTEGER: _whole, Type.BOOLEAN: _flag}


def _letter(place: int) -> str:
    """The spreadsheet's letter of a column counted from 0: A … Z, AA …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
