"""From a sheet to a raw table of texts: where its header stands, which of its cells are rows, what else is in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from istmo.formats import _head
from istmo.formats._columns import DIMENSIONS, columns, plain
from istmo.formats._rows import Raw
from istmo.formats._shared import letter, note, warning
from istmo.formats._tally import at_rows
from istmo.formats._workbook.cells import Cell, Reader, Sight, span
from istmo.formats._workbook.outline import Sheet
from istmo.formats._workbook.seen import Seen
from istmo.kernel.problem import Problem, Where
from istmo.kernel.tables import FIGURES, TRANSACTIONS

#: Filled rows among which the header must be.
_SEARCHED = 25
#: Columns of ours that a header must have at least two of; other headers share words such as `note` by chance.
_TELLING = frozenset(
    {"indicator", "place", "role", "period", "period_start", "period_end", "value", "state"}
    | {"numerator", "denominator", "stage", "amount", "currency"}
)
_KNOWN = frozenset({*FIGURES.names, *TRANSACTIONS.names, "period", *DIMENSIONS})
_BATCH = 20_000

Row = tuple[int, list[Cell]]


@dataclass(frozen=True)
class Found:
    """A sheet with a header of ours: the number of its row, and the header cell by cell.

    told: per column its letter and the reporter's own header, where `headers` are not those.
    """

    sheet: Sheet
    row: int
    headers: tuple[str, ...]
    told: tuple[tuple[str, str], ...] = ()


def header(reader: Reader, sheet: Sheet) -> tuple[Found | None, bool]:
    """The header of a sheet, the first of its upper rows that has the most columns of ours; and whether it is empty."""
    upper = list(islice(reader.rows(sheet, Sight()), _SEARCHED))
    scored = [(_score(cells), -row, cells) for row, cells in upper]
    best = max(scored, default=None, key=lambda each: each[:2])
    if best is None or best[0] == 0:
        return None, not upper
    texts = {cell.column: cell.text.strip() for cell in best[2]}
    return Found(sheet, -best[1], tuple(texts.get(index, "") for index in range(max(texts) + 1))), False


def _score(cells: Sequence[Cell]) -> int:
    names = {plain(cell.text) for cell in cells}
    return len(names & _KNOWN) if len(names & _TELLING) > 1 else 0


def table(reader: Reader, found: Found, into: Path, most: int, stale: bool) -> Raw:
    """The rows below a header as a raw table in `into`, with every problem of their cells; `most` places of each."""
    import pyarrow
    from pyarrow import parquet

    head = _head.Head(found.headers, "\t", found.row, found.row + 1, True)
    raw = Raw(
        into / "raw.parquet",
        reader.package.file,
        head,
        numbered=True,
        told=found.told,
        sheet=found.sheet.name,
    )
    width = len(found.headers)
    sight, seen, filled = Sight(), Seen(raw, columns(raw)[0], most), [False] * width
    beside = Beside(most)
    names = [f"c{index}" for index in range(width)]
    schema = pyarrow.schema([(name, pyarrow.string()) for name in names] + [("row", pyarrow.int64())])
    below = _below(reader.rows(found.sheet, sight), found.row)
    texts = _texts(below, seen, filled, beside)
    with parquet.ParquetWriter(raw.path, schema, compression="lz4") as writer:
        while batch := list(islice(texts, _BATCH)):
            arrays = [list(each) for each in zip(*batch, strict=True)]
            writer.write_table(pyarrow.table(arrays, schema=schema))
    faults = [
        replace(f, where=replace(f.where, sheet=raw.sheet)) for f in _head.faults(head, filled, raw.file)
    ]
    told = [
        *faults,
        *seen.problems(stale),
        *_sighted(raw, seen.columns.ours, sight, most),
        *beside.problems(raw),
    ]
    return replace(raw, problems=tuple(told))


def _below(rows: Iterator[Row], header: int) -> Iterator[Row]:
    return ((row, cells) for row, cells in rows if row > header)


def _texts(
    rows: Iterator[Row], seen: Seen, filled: list[bool], beside: "Beside"
) -> Iterator[tuple[str | int | None, ...]]:
    width = len(filled)
    for row, cells in rows:
        record: list[str | int | None] = [None] * width
        for cell in cells:
            if cell.column >= width:
                beside.add(cell.column, row)
                continue
            record[cell.column] = cell.text if cell.kind is None else seen.text(cell, row)
            filled[cell.column] = True
        if any(record):
            yield (*record, row)


class Beside:
    """Cells to the right of the last header: not part of the table, but not passed over in silence either."""

    def __init__(self, most: int) -> None:
        """Keep `most` of their rows."""
        self.most, self.count, self.column = most, 0, 0
        self.rows: list[int] = []

    def add(self, column: int, row: int) -> None:
        """One more."""
        self.column = self.column if self.count else column
        self.count += 1
        if len(self.rows) < self.most:
            self.rows.append(row)

    def problems(self, raw: Raw) -> list[Problem]:
        """One warning for all of them."""
        if not self.count:
            return []
        where = Where(file=raw.file, sheet=raw.sheet, column=letter(self.column))
        found = "cells beside the table, under no header, were not read"
        said = warning(
            "beside_the_table", found, where, fix="give the column a header if it belongs to the table"
        )
        return [at_rows(said, self.count, self.rows)]


def _sighted(raw: Raw, ours: dict[str, int], sight: Sight, most: int) -> Iterator[Problem]:
    """What the reporter may not have seen: hidden rows and columns, which were read, and merged cells."""
    sheet = Where(file=raw.file, sheet=raw.sheet)
    hidden = [row for row in sight.hidden_rows if row >= raw.head.first]
    fix = "show them and look whether they belong to the table"
    if hidden:
        yield at_rows(
            note("hidden_rows", "the row is hidden and was read", sheet, fix=fix), len(hidden), hidden[:most]
        )
    for first, last in sight.hidden_columns:
        for index in sorted(set(ours.values()) & set(range(first, min(last, len(raw.headers)) + 1))):
            yield note("hidden_column", "the column is hidden and was read", raw.where(index), fix=fix)
    yield from _merged(raw, set(ours.values()), sight, most)


def _merged(raw: Raw, ours: set[int], sight: Sight, most: int) -> Iterator[Problem]:
    """Merged cells of the table, at the first of each."""
    places = [place for place in map(span, sight.merged) if place and place[1][1] >= raw.head.first]
    firsts = sorted(
        (first, left) for (left, first), (right, _) in places if ours & set(range(left, right + 1))
    )
    if firsts:
        found = "cells are merged: only the first of them holds the text, the others were read as empty"
        said = warning("merged_cells", found, raw.where(), fix="unmerge them and fill in every row")
        where = tuple(replace(said.where, column=letter(left), row=row) for row, left in firsts[:most])
        yield replace(said, where=where[0], count=len(firsts), places=where)
