"""Reading a call's workbook at the speed of calamine, where every cell of it is plain.

calamine tells neither errors nor percentages, and nothing of merged or hidden cells. So the bytes of each sheet are
searched for all of these first; one that has any is read cell by cell, as other workbooks are, with the same result.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from istmo.formats import _head
from istmo.formats._manifest import MARK
from istmo.formats._rows import Raw
from istmo.formats._workbook.cells import Cell, Sight, plain, round_to_shown
from istmo.formats._workbook.outline import Outline, Sheet
from istmo.formats._workbook.package import Package
from istmo.formats._workbook.styles import Kind, Shown
from istmo.formats._workbook.table import Found

#: Cells and rows that want to be looked at one by one: errors, truths, written days, formulas, merged, a document type.
_SPECIAL = (
    b't="e"',
    b't="b"',
    b't="d"',
    b"<f>",
    b"<f ",
    b"<mergeCell ",
    b"<!DOCTYPE",
    b"<row hidden",
    b"xml:base",
)
_HIDDEN_ROW = re.compile(rb'<row [^>]*hidden="(?:1|true)"')
_COLUMNS = re.compile(rb"<cols>(.*?)</cols>", re.DOTALL)
_HIDDEN = re.compile(rb'<col [^>]*hidden="(?:1|true)"')
#: Styles that calamine shows as the reporter sees them.
_SEEN = (None, Kind.DAY, Kind.MOMENT)
#: Numbers from here on may have lost digits.
_LARGE = 1e15
_SHEETS_HIDDEN = 1


@dataclass(frozen=True)
class Quick:
    """A call's workbook whose cells are all plain."""

    package: Package
    book: Any
    _held: dict[str, list[list[Any]]] = field(default_factory=dict)

    def rows(self, sheet: Sheet, sight: Sight) -> Iterator[tuple[int, list[Cell]]]:
        """Every row with a filled cell, as :meth:`istmo.formats._workbook.cells.Reader.rows`."""
        for number, row in enumerate(self._values(sheet), 1):
            cells = [Cell(index, text) for index, value in enumerate(row) if (text := _text(value))]
            if cells:
                yield number, cells

    def table(self, found: Found, into: Path) -> Raw:
        """The rows below a header as a raw table in `into`, as `istmo.formats._workbook.table.table`."""
        import pyarrow
        from pyarrow import parquet

        head = _head.Head(found.headers, "\t", found.row, found.row + 1, True)
        rows = self._values(found.sheet)[found.row :]
        columns = [_column(cells) for cells in zip(*rows, strict=True)][: len(found.headers)]
        numbers = pyarrow.array(range(head.first, head.first + len(rows)), pyarrow.int64())
        arrays = [pyarrow.array(column, pyarrow.string()) for column in columns]
        arrays += [pyarrow.nulls(len(rows), pyarrow.string())] * (len(found.headers) - len(arrays))
        names = [f"c{index}" for index in range(len(arrays))]
        out = into / "raw.parquet"
        parquet.write_table(pyarrow.table([*arrays, numbers], [*names, "row"]), out, compression="lz4")
        filled = [array.null_count < len(array) for array in arrays]
        faults = tuple(_head.faults(head, filled, self.package.file))
        return Raw(
            out,
            self.package.file,
            head,
            numbered=True,
            sparse=True,
            problems=faults,
            told=found.told,
            sheet=found.sheet.name,
        )

    def _values(self, sheet: Sheet) -> list[list[Any]]:
        """All cells of a sheet, read once."""
        if sheet.name not in self._held:
            self._held[sheet.name] = self.book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        return self._held[sheet.name]


def opened(path: Path, package: Package, book: Outline, styles: Sequence[Shown | None]) -> Quick | None:
    """The workbook, if it says that it is one of a call and all its cells are plain; else None."""
    if not any(sheet.hidden and sheet.name == MARK for sheet in book.sheets) or book.from_1904:
        return None
    odd = [b's="%d"' % number for number, shown in enumerate(styles) if shown and shown.kind not in _SEEN]
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    if not all(_is_plain(package.read(sheet.part), odd, first=sheet is visible[0]) for sheet in visible):
        return None
    if package.has(book.strings) and b"<!DOCTYPE" in package.read(book.strings)[:4096]:
        return None
    from python_calamine import CalamineWorkbook

    try:
        made = Quick(package, CalamineWorkbook.from_path(str(path)))
        for sheet in visible:
            made._values(sheet)
    except Exception:  # noqa: BLE001  (whatever it stumbles over is told by the careful reader)
        return None
    return made


def _is_plain(part: bytes, odd: Sequence[bytes], *, first: bool) -> bool:
    """first: the sheet that says what is asked has formulas of our own, and is not read."""
    if first:
        return b"<!DOCTYPE" not in part[:4096]
    columns = _COLUMNS.search(part[:65_536])
    hidden = len(_HIDDEN.findall(columns[1])) if columns else 0
    if hidden > _SHEETS_HIDDEN or _HIDDEN_ROW.search(part):
        return False
    return not any(special in part for special in (*_SPECIAL, *odd))


def _column(cells: Sequence[Any]) -> list[str | None]:
    """The texts of a column as the reporter sees them."""
    return [cell or None if cell.__class__ is str else _text(cell) or None for cell in cells]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        whole = int(value) if abs(value) < _LARGE else None
        return str(whole) if whole == value else plain(round_to_shown(Decimal(repr(value))))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
