"""A reporter's own file given back as a workbook with its problems in their cells.

A workbook keeps its sheets, formulas and formats; of a file of text a workbook is made, each row where it stands; of any
other file there is only the sheet of problems.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter

from istmo.formats import _head, _text
from istmo.formats._shared import USUAL, Limits
from istmo.formats._workbook import outline, package, styles, table
from istmo.formats._workbook.cells import COLUMNS, ROWS, Reader, plain, round_to_shown
from istmo.formats._workbook.insert import Placed, insert
from istmo.formats._workbook.sheets import NotMarkable
from istmo.formats._workbook.wording import Told
from istmo.formats._workbook.write import LONGEST, OPTIONS
from istmo.kernel.problem import InputProblem

#: What the name of a sheet may not hold.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_WIDEST = 60
_SEEN = 200


def give_back(path: Path, told: Told, work: Path, limits: Limits) -> Path:
    """Write `work/marked.xlsx`. Works for any file, however broken: what cannot be shown is at least told."""
    out = work / "marked.xlsx"
    for made in (_of_workbook, _of_text):
        try:
            made(path, told, work, limits)
        except (InputProblem, NotMarkable):
            continue
        return out
    _from_rows([[told.wording["no_table"]]], path, (told, 0), work)
    return out


def _of_workbook(path: Path, told: Told, work: Path, limits: Limits) -> None:
    """The reporter's own workbook. InputProblem if it is none that can be read."""
    with package.opened(path, limits) as parts:
        book = outline.outline(parts)
        reader = Reader(
            parts, outline.strings(parts, book.strings, limits), styles.shown(parts, book.styles), False
        )
        headers = {}
        for sheet in book.sheets:
            found, _ = table.header(reader, sheet)
            headers[sheet.name] = found.row if found else 1
        insert(parts, book, Placed(told, headers), work, work / "marked.xlsx")


def _of_text(path: Path, told: Told, work: Path, limits: Limits) -> None:
    """A workbook of the rows of a file of text. InputProblem if it is none."""
    text = _text.text(path, work, limits.max_bytes).path
    head = _head.head(text, path.name)
    with text.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        first = file.readline()
        if first.lstrip().startswith(("<", "{", "[")):
            raise NotMarkable
        # A first line such as `sep=;` is no row of a spreadsheet.
        lines = file if _head.SAYS.fullmatch(first) else chain([first], file)
        reader = csv.reader(lines, delimiter=head.delimiter)
        _from_rows(_records(reader, told.wording["unread"]), path, (told, head.first - 1), work)


def _records(reader: Iterator[list[str]], unread: str) -> Iterator[list[str]]:
    """Every record, as far as they can be read; `unread` instead of one that cannot."""
    csv.field_size_limit(1 << 22)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield [unread]


def _from_rows(rows: Iterable[list[str]], path: Path, placed: tuple[Told, int], work: Path) -> None:
    """A workbook of rows, marked. placed: what is told, and the row of the header."""
    told, header = placed
    made, name = work / "rows.xlsx", _FORBIDDEN.sub(" ", path.stem).strip()[:31] or "rows"
    with closing(xlsxwriter.Workbook(str(made), OPTIONS)) as book:
        _written(book, book.add_worksheet(name), rows, header)
    with package.opened(made, USUAL) as parts:
        own = replace(parts, file=path.name)
        insert(own, outline.outline(own), Placed(told, {name: header or 1}, name), work, work / "marked.xlsx")


def _written(book: Any, sheet: Any, rows: Iterable[list[str]], header: int) -> None:
    """Rows as they stand; a number as one only where nothing of its text is lost."""
    listed = iter(rows)
    first = list(islice(listed, _SEEN))
    for index in range(min(max(map(len, first), default=0), COLUMNS)):
        longest = max(len(row[index]) for row in first if len(row) > index)
        sheet.set_column(index, index, min(max(longest + 2, 8), _WIDEST))
    bold = book.add_format({"bold": True, "bottom": 1})
    if header:
        sheet.freeze_panes(header, 0)
    for number, row in enumerate(islice(chain(first, listed), ROWS)):
        for index, text in enumerate(row[:COLUMNS]):
            if number + 1 == header:
                sheet.write_string(number, index, text[:LONGEST], bold)
            elif _NUMBER.fullmatch(text) and _is_whole(text):
                sheet.write_number(number, index, Decimal(text))
            elif text:
                sheet.write_string(number, index, text[:LONGEST])


def _is_whole(text: str) -> bool:
    """Whether a spreadsheet shows the number as it is written here: no zeros around it, no more than fifteen digits."""
    number = Decimal(text)
    return plain(number) == text and round_to_shown(number) == number
