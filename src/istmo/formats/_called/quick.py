"""Reading a call's workbook at the speed of calamine, where every cell of it is plain.

calamine tells neither errors nor percentages, and nothing of merged or hidden cells. So the bytes of each sheet are
searched for all of these first; one that has any is read cell by cell, as other workbooks are, with the same result.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import IO, Any

from istmo.formats import _head
from istmo.formats._manifest import MARK
from istmo.formats._rows import Raw
from istmo.formats._workbook import parse
from istmo.formats._workbook.cells import Cell, Sight, plain, round_to_shown
from istmo.formats._workbook.outline import Outline, Sheet
from istmo.formats._workbook.package import Package
from istmo.formats._workbook.styles import Kind, Shown
from istmo.formats._workbook.table import Beside, Found
from istmo.kernel.problem import Problem

#: What wants to be looked at cell by cell: errors, hidden rows, formulas, what XML has besides elements, other quotation
#: marks. Before each stands what it never comes without: most sheets do not hold that, and it is found sooner.
_SPECIAL = (
    (b"#", b't="e"'),
    (b' hidden="', b' hidden="1"'),
    (b' hidden="', b' hidden="true"'),
    (b"<f", b"<f"),
    (b"!", b"<!"),
    (b"'", b"='"),
)
#: Truths and written days; calamine gives them as such.
_TYPED = (b't="b"', b't="d"')
_COLUMNS = re.compile(rb"<cols>(.*?)</cols>", re.DOTALL)
_HIDDEN = re.compile(rb'<col [^>]*hidden="(?:1|true)"')
#: Styles that calamine shows as the reporter sees them.
_SEEN = (None, Kind.DAY, Kind.MOMENT)
#: Bytes that are searched at once, and more than the longest of what is searched for.
_BLOCK, _LONGEST = 1 << 20, 32
#: Rows that are turned into columns together: few enough to stay in the processor's own memory.
_BATCH = 4_000
#: Numbers from here on may have lost digits.
_LARGE = 1e15
#: As many characters have at most fifteen digits: they are shown as they are.
_SHORT = 16
#: The column of keys is hidden by ourselves.
_COLUMNS_HIDDEN = 1


@dataclass(frozen=True)
class Quick:
    """A call's workbook whose cells are all plain."""

    package: Package
    book: Any
    _sheets: dict[str, Any] = field(default_factory=dict)
    _columns: dict[str, list[Any]] = field(default_factory=dict)

    def rows(self, sheet: Sheet, sight: Sight) -> Iterator[tuple[int, list[Cell]]]:
        """Every row with a filled cell, as :meth:`istmo.formats._workbook.cells.Reader.rows`."""
        for number, row in enumerate(self._values(sheet), 1):
            cells = [Cell(index, text) for index, value in enumerate(row) if (text := _text(value))]
            if cells:
                yield number, cells

    def read(self, sheet: Sheet) -> set[type]:
        """Read all rows of a sheet for :meth:`table`; what its cells are."""
        import pyarrow

        rows, kinds, pieces = self._values(sheet), set[type](), []
        while batch := list(islice(rows, _BATCH)):
            columns = list(zip(*batch, strict=True))
            for cells in columns:
                kinds.update(map(type, cells))
            pieces.append([pyarrow.array(_column(cells), pyarrow.string()) for cells in columns])
        self._columns[sheet.name] = [
            pyarrow.chunked_array(column, pyarrow.string()) for column in zip(*pieces, strict=True)
        ]
        return kinds

    def table(self, found: Found, into: Path, most: int) -> Raw:
        """The rows below a header as a raw table in `into`, as `istmo.formats._workbook.table.table`."""
        import pyarrow
        from pyarrow import parquet

        head = _head.Head(found.headers, "\t", found.row, found.row + 1, True)
        width, columns = len(found.headers), [each[found.row :] for each in self._columns[found.sheet.name]]
        rows = len(columns[0])
        numbers = pyarrow.array(range(head.first, head.first + rows), pyarrow.int64())
        arrays = [*columns[:width], *[pyarrow.nulls(rows, pyarrow.string())] * (width - len(columns))]
        names = [f"c{index}" for index in range(width)]
        out = into / "raw.parquet"
        parquet.write_table(pyarrow.table([*arrays, numbers], [*names, "row"]), out, compression="lz4")
        raw = Raw(
            out,
            self.package.file,
            head,
            numbered=True,
            sparse=True,
            told=found.told,
            sheet=found.sheet.name,
        )
        filled = [array.null_count < len(array) for array in arrays]
        faults = [
            replace(each, where=replace(each.where, sheet=raw.sheet))
            for each in _head.faults(head, filled, raw.file)
        ]
        return replace(raw, problems=(*faults, *_beside(columns[width:], raw, most)))

    def _values(self, sheet: Sheet) -> Iterator[list[Any]]:
        """The rows of a sheet from its corner on, empty ones too; the file is read once."""
        if sheet.name not in self._sheets:
            self._sheets[sheet.name] = self.book.get_sheet_by_name(sheet.name)
        made = self._sheets[sheet.name]
        left = [""] * (made.start or (0, 0))[1]
        return (left + row for row in made.iter_rows())


def opened(path: Path, package: Package, book: Outline, styles: Sequence[Shown | None]) -> Quick | None:
    """The workbook, if it says that it is one of a call and all its cells are plain; else None."""
    if not any(sheet.hidden and sheet.name == MARK for sheet in book.sheets) or book.from_1904:
        return None
    odd = [b's="%d"' % number for number, shown in enumerate(styles) if shown and shown.kind not in _SEEN]
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    for sheet in visible:
        with parse.damage_told(package.file), package.open(sheet.part) as part:
            if not _is_plain(part, odd, first=sheet is visible[0]):
                return None
    if package.has(book.strings) and b"<!DOCTYPE" in _head_of(package, book.strings):
        return None
    from python_calamine import CalamineWorkbook

    try:
        made = Quick(package, CalamineWorkbook.from_path(str(path)))
        plain = all(_is_untyped(made, sheet) for sheet in visible[1:])
    except Exception:  # noqa: BLE001  (whatever it stumbles over is told by the careful reader)
        return None
    return made if plain else None


def _is_untyped(made: Quick, sheet: Sheet) -> bool:
    """Whether no cell says itself that it is a truth or a day; days by their style are plain."""
    return made.read(sheet) <= {str, float} or not any(
        sign in made.package.read(sheet.part) for sign in _TYPED
    )


def _head_of(package: Package, part: str) -> bytes:
    with parse.damage_told(package.file), package.open(part) as stream:
        return stream.read(4096)


def _is_plain(part: IO[bytes], odd: Sequence[bytes], *, first: bool) -> bool:
    """first: the sheet that says what is asked has formulas of our own, and is not read."""
    head, begun, cells = part.read(_BLOCK).partition(b"<sheetData")
    if first or b"<!DOCTYPE" in head:
        return b"<!DOCTYPE" not in head
    columns = _COLUMNS.search(head)
    hidden = len(_HIDDEN.findall(columns[1])) if columns else 0
    return bool(begun) and hidden <= _COLUMNS_HIDDEN and _are_plain(part, cells, odd)


def _are_plain(part: IO[bytes], cells: bytes, odd: Sequence[bytes]) -> bool:
    """Whether the cells of a sheet are, from the first of them on, and nothing below them says otherwise."""
    special = (*_SPECIAL, *((style, style) for style in odd))
    while True:
        cells, ended, tail = cells.partition(b"</sheetData>")
        if any(sooner in cells and sign in cells for sooner, sign in special):
            return False
        if ended:
            tail += part.read()
            return b"<mergeCell" not in tail and b"<sheetData" not in tail
        more = part.read(_BLOCK)
        if not more:
            return False
        cells = cells[-_LONGEST:] + more  # what was cut in two


def _beside(columns: Sequence[Any], raw: Raw, most: int) -> list[Problem]:
    """What stands to the right of the last header, row by row."""
    beside = Beside(most)
    filled = [
        (row, index)
        for index, column in enumerate(columns, len(raw.headers))
        if column.null_count < len(column)
        for row, text in enumerate(column.to_pylist(), raw.head.first)
        if text
    ]
    for row, index in sorted(filled):
        beside.add(index, row)
    return beside.problems(raw)


def _column(cells: Sequence[Any]) -> list[str | None]:
    """The texts of a column as the reporter sees them."""
    return [cell or None if cell.__class__ is str else _text(cell) or None for cell in cells]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _number(value: float) -> str:
    """The digits that a spreadsheet shows, as `istmo.formats._workbook.cells.round_to_shown`."""
    if not isfinite(value):
        return repr(value)
    if abs(value) >= _LARGE:
        return plain(round_to_shown(Decimal(repr(value))))
    if (whole := int(value)) == value:
        return str(whole)
    written = repr(value)
    as_written = len(written) <= _SHORT and "e" not in written
    return written if as_written else plain(round_to_shown(Decimal(written)))
