"""A table as a file: CSV for machines, a workbook for people, its notes as text.

The CSV is the table and nothing else, so that every program reads it: exact values, codes beside names, and in each row
the release, its hash and the as-of date, which stay when files are put together. Its notes are a second file, named in
the header Link. In the workbook, which people read, the notes stand below the table.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from istmo.formats._workbook.write import LONGEST, OPTIONS, cell
from istmo.publish import foreign
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Table

#: No clock enters what is made of a release: the same table gives the same bytes.
_ALWAYS = datetime(1980, 1, 1)  # noqa: DTZ001  (Excel keeps times without a zone)
_OPTIONS = {**OPTIONS, "constant_memory": False, "in_memory": True}
#: What a spreadsheet takes for a formula or a command at the beginning of a text, whatever stands before it.
_LIVE = re.compile(r"^[\s]*[=+\-@\t\r|%]")
_EXACT = re.compile(r"-?\d+(\.\d+)?")


def safe(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe before what it would take for a formula."""
    text = foreign.plain(text)
    return f"'{text}" if _LIVE.match(text) else text


def exact(told: Cell) -> str:
    """A cell as machines read it: the exact number, or the text."""
    if told.value and _EXACT.fullmatch(told.value):
        return told.value
    return safe(told.value or told.text)


def to_csv(table: Table) -> str:
    """The whole table as RFC 4180."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    coded, units = _coded(table), _units(table)
    writer.writerow([*_heads(table.columns, coded, units), "as_of", "release", "release_hash"])
    stamp = [safe(table.stamp.as_of), safe(table.stamp.release), table.stamp.content]
    for row in table.rows:
        writer.writerow([*_cells(row, table.columns, coded, units), *stamp])
    return written.getvalue()


def _coded(table: Table) -> set[int]:
    """The columns whose cells have codes beside their names."""
    return {at for row in table.rows for at, told in enumerate(row.cells) if told.code}


def _units(table: Table) -> set[int]:
    """The columns whose numbers have units beside them."""
    return {at for row in table.rows for at, told in enumerate(row.cells) if told.unit}


def _heads(columns: Sequence[Column], coded: set[int], units: set[int]) -> Iterator[str]:
    for at, column in enumerate(columns):
        yield safe(column.code)
        if at in coded:
            yield safe(f"{column.code}_code")
        if at in units:
            yield safe(f"{column.code}_unit")


def _cells(row: Row, columns: Sequence[Column], coded: set[int], units: set[int]) -> Iterator[str]:
    for at, _column in enumerate(columns):
        told = row.cells[at] if at < len(row.cells) else Cell()
        aside = "; ".join(said.text for said in told.aside)
        yield "; ".join(part for part in (exact(told), safe(aside)) if part)
        if at in coded:
            yield safe(told.code)
        if at in units:
            yield safe(told.unit)


def below(table: Table) -> list[Said]:
    """What stands below a table: its mark, notes, coverage, as-of date, release and hash."""
    stamp = table.stamp
    as_of = (
        _("As of %(day)s.") % {"day": stamp.as_of} if stamp.as_of else _("As of: the release states no day.")
    )
    release = _("%(release)s. Hash %(hash)s.") % {"release": stamp.release, "hash": stamp.content}
    own = [Said(line) for line in (table.coverage, as_of, release)]
    return [said for said in (Said(stamp.mark), *table.notes, *own) if said]


def to_notes(table: Table) -> str:
    """Caption and notes as plain text."""
    return foreign.plain("\n".join([table.caption, "", *(said.text for said in below(table)), ""]))


def to_xlsx(table: Table) -> bytes:
    """The whole table as a workbook: caption, headings, rows, notes. Numbers are numbers; a text is only ever text."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, _OPTIONS)
    with closing(book):
        book.set_properties(
            {
                "created": _ALWAYS,
                "title": foreign.plain(table.caption),
                "comments": foreign.plain(table.stamp.release),
            }
        )
        _sheet(book, table)
    return made.getvalue()


def _sheet(book: Any, table: Table) -> None:
    sheet = book.add_worksheet(table.name[:31])
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(
        0, 0, foreign.plain(table.caption)[:LONGEST], book.add_format({"bold": True, "font_size": 13})
    )
    places = _places(table)
    for column, at in zip(table.columns, places, strict=True):
        sheet.set_column(at, at, 16 if column.is_number else 34)
        sheet.write_string(2, at, foreign.plain(column.title), head)
    for at in _units(table):
        sheet.write_string(2, places[at] + 1, _("Unit"), head)
    sheet.freeze_panes(3, 1)
    for line, row in enumerate(table.rows, 3):
        for told, at in zip(row.cells, places, strict=False):
            _write(sheet, (line, at), told, wrap)
    for line, note in enumerate(below(table), 4 + len(table.rows)):
        sheet.write_string(line, 0, foreign.plain(note.text)[:LONGEST])


def _places(table: Table) -> list[int]:
    """Where each column stands in the sheet: behind one whose numbers have units there is one for these."""
    units = _units(table)
    return [at + sum(unit < at for unit in units) for at in range(table.width)]


def _write(sheet: Any, place: tuple[int, int], told: Cell, wrap: Any) -> None:
    line, at = place
    number = _number(told)
    if number is not None:
        cell(sheet, place, number, None)
        if told.unit:
            sheet.write_string(line, at + 1, foreign.plain(told.unit)[:LONGEST], wrap)
    elif text := foreign.plain(_in_words(told)):
        sheet.write_string(line, at, text[:LONGEST], wrap)


def _number(told: Cell) -> Decimal | None:
    """The number of a cell, where it has nothing but a number to tell."""
    if told.aside or not told.value:
        return None
    try:
        return Decimal(told.value) if _EXACT.fullmatch(told.value) else None
    except InvalidOperation:
        return None


def _in_words(told: Cell) -> str:
    shown = f"{told.text} {told.unit}".strip()
    return "; ".join([part for part in (shown, *(said.text for said in told.aside)) if part])
