"""From text to a raw table of texts: the columns `c0, c1, …` in the file's order and `row`, the reporter's own number.

Two readers give the same table. DuckDB's reads what is well formed, at the speed of a column store. Where it refuses,
or where blank lines would make its row numbers wrong, Python's reads record by record, keeps every row it can and
tells the shape of each row it cannot.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import duckdb

from istmo.formats import _engine, _head, _text
from istmo.formats._shared import Limits, error, letter, note, quoted, sourced
from istmo.formats._tally import Tally, at_rows
from istmo.kernel.problem import PLACES_TOLD, Problem, Where

#: Longest cell in characters; what is longer is most likely a quotation mark that is never closed.
_CELL = 1 << 22
_BATCH = 20_000
#: Characters of a header that are told.
_LONGEST_TOLD = 60


@dataclass(frozen=True)
class Raw:
    """A raw table as a Parquet file: texts in the columns `c0, c1, …`, which `head.headers` name.

    numbered: the file holds `row` itself; else the row is the place in the file plus `head.first`.
    sparse: it has rows without any text, which `sql` leaves out.
    told: per column the letter and header in the reporter's own file, where they are not those of this table.
    sheet: the sheet of the reporter's workbook; empty if the file has none.
    """

    path: Path
    file: str
    head: _head.Head
    numbered: bool = False
    sparse: bool = False
    problems: tuple[Problem, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    sheet: str = ""

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers as the reporter wrote them."""
        return self.head.headers

    @property
    def sql(self) -> str:
        """The table as the source of a query, with `row`, and `place` by which its rows are in order."""
        cells = ", ".join(f"c{index}" for index in range(len(self.headers)))
        row = '"row"' if self.numbered else f'file_row_number + {self.head.first} AS "row"'
        some = f" WHERE coalesce({cells}) IS NOT NULL" if self.sparse else ""
        table = f"read_parquet({sourced(self.path)}, file_row_number = true)"
        return f"(SELECT {cells}, {row}, file_row_number AS place FROM {table}{some})"

    def named(self, column: int) -> tuple[str, str]:
        """Letter and header of a column in the reporter's file; empty texts if it is not from there."""
        return self.told[column] if self.told else (letter(column), self.headers[column])

    def where(self, column: int | None = None) -> Where:
        """A column of the reporter's file, or the file."""
        name, header = ("", "") if column is None else self.named(column)
        short = header if len(header) <= _LONGEST_TOLD else header[:_LONGEST_TOLD] + "…"
        return Where(file=self.file, sheet=self.sheet, column=name, header=short)


def rows(
    path: Path,
    into: Path,
    connection: duckdb.DuckDBPyConnection,
    limits: Limits,
    wanted: Sequence[str] = (),
) -> Raw:
    """Read a file of delimited text; its header is the first row that has the columns `wanted`.

    InputProblem if the file is no text or has no header. Problems of its shape come with the table.
    """
    text = _text.text(path, into, limits.max_bytes)
    head = _head.head(text.path, path.name, wanted)
    table = _quick(text, head, into, connection) or _careful(text.path, head, path.name, into)
    table = replace(table, file=path.name)
    counts = connection.execute(
        f"SELECT {', '.join(f'count(c{n})' for n in range(len(head.headers)))} FROM {table.sql}"
    ).fetchall()[0]
    faults = _head.faults(head, [count > 0 for count in counts], path.name)
    blank = () if table.numbered else _blank_rows(table, connection)
    return replace(table, sparse=bool(blank), problems=(*text.problems, *faults, *table.problems, *blank))


def _quick(
    text: _text.Text, head: _head.Head, into: Path, connection: duckdb.DuckDBPyConnection
) -> Raw | None:
    """DuckDB's reading, or None if it refuses or may have passed over a blank line."""
    if not head.plain or text.returns != text.pairs or (text.pairs and not head.pairs):
        return None
    out = into / "raw.parquet"
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(head.headers)))
    line_end = "\\r\\n" if head.pairs else "\\n"
    reading = (
        f"read_csv({sourced(text.path)}, auto_detect = false, header = false, skip = {head.lines}, "
        f"delim = {quoted(head.delimiter)}, quote = '\"', escape = '\"', new_line = '{line_end}', "
        f"columns = {{{columns}}})"
    )
    try:
        answer = connection.execute(f"COPY (FROM {reading}) TO {quoted(out)} ({_engine.PASSING})")
    except duckdb.InvalidInputException:
        return None
    count = answer.fetchall()[0][0]
    lines = text.lines + (not text.ended)
    if not count or (count + head.lines != lines and text.has_blank_line()):
        return None
    return Raw(out, "", head)


def _blank_rows(table: Raw, connection: duckdb.DuckDBPyConnection) -> tuple[Problem, ...]:
    cells = ", ".join(f"c{index}" for index in range(len(table.headers)))
    blank = connection.execute(
        f'SELECT "row", count(*) OVER () FROM {table.sql} WHERE coalesce({cells}) IS NULL '
        f'ORDER BY "row" LIMIT {PLACES_TOLD}'
    ).fetchall()
    return (at_rows(_blank(table.file), blank[0][1], [row for row, _ in blank]),) if blank else ()


def _blank(file: str) -> Problem:
    return note(
        "blank_row", "the row is blank and was passed over", Where(file=file), fix="nothing need be done"
    )


def _careful(path: Path, head: _head.Head, file: str, into: Path) -> Raw:
    """Python's reading, record by record: every row that can be kept, and what is wrong with the others."""
    import pyarrow
    from pyarrow import parquet

    out, tally = into / "raw.parquet", Tally(file)
    names = [f"c{index}" for index in range(len(head.headers))]
    schema = pyarrow.schema([(name, pyarrow.string()) for name in names] + [("row", pyarrow.int64())])
    kept = _kept(path, head, tally)
    with parquet.ParquetWriter(out, schema, compression="lz4") as writer:
        while batch := list(islice(kept, _BATCH)):
            writer.write_table(
                pyarrow.table([list(column) for column in zip(*batch, strict=True)], schema=schema)
            )
    return Raw(out, file, head, numbered=True, problems=tally.problems())


def _kept(path: Path, head: _head.Head, tally: Tally) -> Iterator[tuple[str | int | None, ...]]:
    """The rows as wide as the header, each with its number."""
    width = len(head.headers)
    for row, record in _records(path, head, tally):
        extra = any(record[width:])
        if extra or len(record) < width:
            tally.add(_shape(len(record), width, tally.file), row)
        cells = [cell or None for cell in record[:width]]
        if any(cells):
            yield (*cells, *[None] * (width - len(cells)), row)


def _records(path: Path, head: _head.Head, tally: Tally) -> Iterator[tuple[int, list[str]]]:
    """Every record below the header that is not blank, with the reporter's row number."""
    csv.field_size_limit(_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(_below(file, head.lines), delimiter=head.delimiter, strict=True)
        row = head.first - 1
        while True:
            row += 1
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                said, final = _broken(str(fault), tally.file)
                tally.add(said, row)
                if final:
                    return
                continue
            if any(cell.strip() for cell in record):
                yield row, record
            else:
                tally.add(_blank(tally.file), row)


def _below(lines: Iterator[str], count: int) -> Iterator[str]:
    return islice(lines, count, None)


def _shape(cells: int, width: int, file: str) -> Problem:
    code = "too_many_cells" if cells > width else "too_few_cells"
    found = f"the row has {cells} cells, the header has {width}"
    fix = "put text that holds the delimiter in quotation marks; give every row a cell for every header"
    return error(code, found, Where(file=file), fix=fix)


def _broken(fault: str, file: str) -> tuple[Problem, bool]:
    """What csv says of a record, in words, and whether anything below it can be read."""
    where = Where(file=file)
    if "expected after" in fault:
        fix = "write a quotation mark inside a cell twice, and close the cell with one"
        return error(
            "text_after_quote",
            "text stands after a closing quotation mark; the row was not read",
            where,
            fix=fix,
        ), False
    if "limit" in fault:
        found = f"a cell is longer than {_CELL:,} characters; nothing below it was read"
        fix = "look for a quotation mark that is opened and never closed"
        return error("cell_too_long", found, where, fix=fix), True
    found = "the quotation mark opened here is never closed; nothing below it was read"
    return error(
        "unclosed_quote", found, where, fix="close it, or write it twice if it is part of the text"
    ), True
