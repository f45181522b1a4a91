"""The cells of a sheet, row by row, as the texts that the reporter sees, with what is special about each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any, NamedTuple

from istmo.formats._workbook import outline, parse
from istmo.formats._workbook.outline import Sheet
from istmo.formats._workbook.package import Package
from istmo.formats._workbook.parse import refused
from istmo.formats._workbook.styles import DATES, Kind, Shown

#: Rows and columns of a sheet of Excel.
ROWS, COLUMNS = 1_048_576, 16_384
#: Digits a spreadsheet shows; what a stored number has beyond them is noise of its binary form.
_DIGITS = 15
#: Numbers that are written as they are shown.
_SHORT = re.compile(r"-?(0|[1-9][0-9]{0,7})([.][0-9]{0,6}[1-9])?")
_EXPONENT = 400
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_HUNDRED = Decimal(100)
#: Days that have a date.
_DAYS = 3_000_000
_FIRST_DAY, _FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  (days without a zone)


class Cell(NamedTuple):
    """One filled cell: the index of its column, its text, what is special about it, and the width of filled-up zeros."""

    column: int
    text: str
    kind: Kind | None = None
    width: int = 0


@dataclass
class Sight:
    """What was seen of a sheet beside its cells; whole once all rows were walked over.

    hidden_columns: first and last index; merged: ranges such as `A5:A9`.
    """

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reader:
    """Reads the sheets of one workbook: its texts by number, its styles, and how it counts days."""

    package: Package
    strings: Sequence[str]
    styles: Sequence[Shown | None]
    from_1904: bool

    def rows(self, sheet: Sheet, sight: Sight) -> Iterator[tuple[int, list[Cell]]]:
        """Every row with a filled cell: its number and its filled cells. InputProblem if the sheet is damaged."""
        last = 0
        with self.package.open(sheet.part) as stream:
            for element in parse.elements(stream, ("row", "col", "mergeCell"), self.package.file):
                kind = parse.name(element)
                if kind == "row":
                    last = _place(element.get("r"), last + 1, ROWS, self.package.file)
                    if _is_hidden(element):
                        sight.hidden_rows.append(last)
                    if cells := self._cells(element):
                        yield last, cells
                elif kind == "mergeCell":
                    sight.merged.append(element.get("ref", ""))
                elif _is_hidden(element):
                    ends = (
                        _place(element.get(end), 1, COLUMNS, self.package.file) - 1 for end in ("min", "max")
                    )
                    sight.hidden_columns.append((next(ends), next(ends)))

    def _cells(self, row: Any) -> list[Cell]:
        cells = []
        index = -1
        tags = _tags(row.tag)
        for element in row:
            place = element.get("r")
            index = _column(place.rstrip("0123456789")) if place else index + 1
            if index < 0 or index >= COLUMNS:
                raise refused("the workbook is damaged (a cell has no place)", self.package.file)
            cell = self._cell(element, index, tags)
            if cell is not None:
                cells.append(cell)
        return cells

    def _cell(self, element: Any, index: int, tags: Mapping[Any, str]) -> Cell | None:
        value, formula, inline = None, None, None
        for child in element:
            tag = tags.get(child.tag)
            if tag == "v":
                value = child.text
            elif tag == "f":
                formula = child.text or "…"
            elif tag == "is":
                inline = outline.text_of(child)
        kind = element.get("t")
        if inline is not None and kind == "inlineStr":
            return Cell(index, inline) if inline else None
        if value is None or not value.strip():
            empty = formula is None or kind == "str"
            return None if empty else Cell(index, f"={formula}", Kind.NOT_CALCULATED)
        cell = self._valued(index, value, kind, element.get("s"))
        if formula is not None and cell is not None and cell.kind is None:
            return cell._replace(kind=Kind.FORMULA)
        return cell

    def _valued(self, index: int, value: str, kind: str | None, style: str | None) -> Cell | None:
        if kind == "s":
            text = self._string(value)
            return Cell(index, text) if text else None
        if kind in (None, "n"):
            shown = self._shown(style)
            return _number(index, value, shown, self.from_1904)
        if kind == "b":
            return Cell(index, "TRUE" if value.strip() in ("1", "true") else "FALSE", Kind.TRUTH)
        if kind == "d":
            return Cell(index, value.removesuffix("T00:00:00"), Kind.DAY)
        return Cell(index, outline.unescaped(value), Kind.ERROR if kind == "e" else None)

    def _string(self, value: str) -> str:
        try:
            return self.strings[int(value)]
        except (ValueError, IndexError):
            raise refused(
                "the workbook is damaged (a cell names a text that is not there)", self.package.file
            ) from None

    def _shown(self, style: str | None) -> Shown | None:
        if not style or not self.styles:
            return None
        try:
            return self.styles[int(style)]
        except (ValueError, IndexError):
            return None


@cache
def _tags(row: str) -> dict[str, str]:
    """The full names of what a cell holds, in the namespace of its row."""
    return {row.removesuffix("row") + name: name for name in ("v", "f", "is")}


@lru_cache(COLUMNS)
def _column(letters: str) -> int:
    return column(f"{letters}1")


def column(place: str) -> int:
    """The index of the column of a place such as `F12`; -1 if it is no place."""
    found = _LETTERS.fullmatch(place)
    if not found:
        return -1
    index = 0
    for sign in found[1]:
        index = index * 26 + ord(sign) - 64
    return index - 1


def span(ref: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """`A5:B9` as its first and its last column and row; None if it is no range of several cells."""
    first, _, last = ref.replace("$", "").partition(":")
    left, right = column(first), column(last)
    if left < 0 or right < 0:
        return None
    return (left, int(first.lstrip(_CAPITALS))), (right, int(last.lstrip(_CAPITALS)))


def _place(text: str | None, otherwise: int, most: int, file: str) -> int:
    if text is None:
        return otherwise
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if not 0 < number <= most:
        raise refused("the workbook is damaged (a row or column beyond those of a sheet)", file)
    return number


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") in ("1", "true")


def _number(index: int, value: str, shown: Shown | None, from_1904: bool) -> Cell:
    if shown is None and _SHORT.fullmatch(value):
        return Cell(index, value)
    stored = decimal(value)
    if stored is None:
        return Cell(index, value)
    seen = round_to_shown(stored)
    if shown is None:
        cut = seen != stored and len(stored.as_tuple().digits) > _DIGITS + 2
        return Cell(index, plain(seen), Kind.CUT if cut else None)
    if shown.kind is Kind.PERCENT:
        return Cell(index, plain(seen * _HUNDRED), Kind.PERCENT)
    said = moment(stored, shown.kind, from_1904) if shown.kind in DATES else ""
    kind = None if shown.kind in DATES and not said else shown.kind
    return Cell(index, said or plain(seen), kind, shown.width)


def decimal(value: str) -> Decimal | None:
    """The number as it is stored; None for what no spreadsheet stores."""
    try:
        stored = Decimal(value.strip())
    except InvalidOperation:
        return None
    return stored if stored.is_finite() and abs(stored.adjusted()) <= _EXPONENT else None


def round_to_shown(stored: Decimal) -> Decimal:
    """A stored number to the fifteen digits that a spreadsheet shows: 0.30000000000000004 is 0.3."""
    if len(stored.as_tuple().digits) <= _DIGITS:
        return stored
    return stored.quantize(Decimal(1).scaleb(stored.adjusted() - _DIGITS + 1))


def plain(number: Decimal) -> str:
    """Digits without an exponent and without zeros that say nothing."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def moment(serial: Decimal, kind: Kind, from_1904: bool) -> str:
    """The day, or the time, that a number of days means, as ISO; empty if it means none.

    In the usual system day 60 is the 29th of February 1900, which never was: days before it are one later.
    """
    days = int(serial)
    first = _FIRST_DAY_1904 if from_1904 else _FIRST_DAY
    if serial < 0 or days > _DAYS:
        return ""
    seconds = int(((serial - days) * 86_400).to_integral_value())
    if days == 0 and kind is Kind.TIME and not from_1904:
        return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
    early = 1 if days < 60 and not from_1904 else 0
    try:
        then = first + timedelta(days=days + early, seconds=seconds)
    except OverflowError:
        return ""
    return then.isoformat(timespec="minutes") if kind in (Kind.MOMENT, Kind.TIME) else then.date().isoformat()
