"""The content hash of a table: the same whatever engine wrote the file, however it was cut or packed.

How to compute it with any engine, over the rows in the order of the table's key (empty cells first, texts by their
UTF-8 bytes):

1. Rows are counted from 0. In every column keep the cells that differ from the cell above, and the first; an empty
   cell (NULL) is like another empty one. Each gives to three streams of bytes, all numbers little-endian:
   Rows: the row's number, 64 bits.
   Sizes: of text, the length of the cell in bytes, 32 bits, -1 for an empty one; of other types one byte, 0 for an
   empty cell and 1 for a filled one.
   Values: nothing for an empty cell; text as UTF-8; dates as 32-bit days since 1970-01-01; whole numbers as 64 bits;
   DECIMAL(38,9) as the 128-bit integer of a billion times the value; booleans as one byte.
2. The hash of a column is SHA-256(SHA-256(rows) + SHA-256(sizes) + SHA-256(values)), the inner ones as 32 bytes.
3. The hash of a table is the SHA-256 of a text in UTF-8: the line `rows N`, then for every column a line
   `name type hash`, with the type as SQL writes it and the hash in hexadecimal; every line ends in a line feed.

Only the cells that differ: sorted figures repeat their codes thousands of times, and a third of the columns is empty.
"""

import hashlib
import struct
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from istmo.kernel.schema import Column, Table, Type

#: Rows per piece: as many as DuckDB puts into a row group, so that no piece is put together from two.
_ROWS = 122_880
_THREADS = 2
_PLAIN = {Type.DATE: pa.int32(), Type.INTEGER: pa.int64(), Type.BOOLEAN: pa.uint8()}


class _Streams:
    """The three streams of one column."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._rows = hashlib.sha256()
        self._sizes = hashlib.sha256()
        self._values = hashlib.sha256()
        self._above: Any = None

    def add(self, cells: Any, first: int) -> None:
        """Take the next rows, one Arrow array; `first` is the number of its first row."""
        starts, values = _changes(cells)
        if self._above is not None and self._above.equals(values[0]):
            starts, self._above, values = starts.slice(1), values[-1], values.slice(1)
        else:
            self._above = values[-1]
        self._rows.update(_bytes(pc.add(starts, _whole(first)[0])))
        self._take(values)

    def _take(self, values: Any) -> None:
        filled = values.drop_null() if values.null_count else values
        if self.column.type is Type.TEXT:
            sizes = pc.binary_length(values)
            self._sizes.update(_bytes(pc.fill_null(sizes, _EMPTY) if sizes.null_count else sizes))
            self._values.update(_text(filled))
        else:
            plain = _PLAIN.get(self.column.type)
            self._sizes.update(_bytes(values.is_valid().cast(pa.uint8())))
            self._values.update(_bytes(filled.cast(plain) if plain else filled))

    def line(self) -> str:
        """`name type hash` once all rows are taken."""
        inner = self._rows.digest() + self._sizes.digest() + self._values.digest()
        return f"{self.column.name} {self.column.type} {hashlib.sha256(inner).hexdigest()}\n"


def of_parquet(path: Path, table: Table) -> tuple[int, str]:
    """Rows and content hash of a Parquet file of `table`, whose rows are in the order of its key.

    Read in pieces: memory does not grow with the file.
    """
    metadata = pq.read_metadata(path)
    if not metadata.num_rows:
        return of_batches((), table)
    with pq.ParquetFile(path, metadata=metadata, read_dictionary=_dictionary_columns(metadata)) as file:
        return of_batches(file.iter_batches(_ROWS, columns=list(table.names)), table)


def as_written(file: Path, table: Table) -> Table:
    """The table with the columns its file has, in its order: a release of an older schema has fewer or others.

    KeyError for a type that no schema of ours has.
    """
    schema = pq.read_schema(file)
    if tuple(schema.names) == table.names:
        return table
    types = {
        pa.string(): Type.TEXT,
        pa.date32(): Type.DATE,
        pa.decimal128(38, 9): Type.DECIMAL,
        pa.int64(): Type.INTEGER,
        pa.bool_(): Type.BOOLEAN,
    }
    columns = tuple(Column(field.name, types[field.type], "") for field in schema)
    return Table(table.name, table.doc, columns, table.key)


def of_batches(batches: Iterable[Any], table: Table) -> tuple[int, str]:
    """Rows and content hash of Arrow record batches; how the rows are cut into batches does not matter."""
    streams = [_Streams(column) for column in table.columns]
    rows = 0
    pieces = iter(batches)
    with ThreadPoolExecutor(_THREADS + 1) as pool:
        waiting = pool.submit(next, pieces, None)
        while (batch := waiting.result()) is not None:
            waiting = pool.submit(next, pieces, None)
            if batch.num_rows:
                list(pool.map(_Streams.add, streams, batch.columns, repeat(rows)))
            rows += batch.num_rows
    told = f"rows {rows}\n" + "".join(stream.line() for stream in streams)
    return rows, hashlib.sha256(told.encode()).hexdigest()


def _dictionary_columns(metadata: Any) -> list[str]:
    """The columns of text that are packed as codes of a dictionary throughout: they are read twenty times faster so."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    columns = [[group.column(number) for group in groups] for number in range(metadata.num_columns)]
    return [
        column[0].path_in_schema
        for column in columns
        if column
        and column[0].physical_type == "BYTE_ARRAY"
        and all("RLE_DICTIONARY" in part.encodings and "DELTA" not in str(part.encodings) for part in column)
    ]


def _changes(cells: Any) -> tuple[Any, Any]:
    """Where cells differ from the one above, counted from the first, which always does; and these cells."""
    if pa.types.is_dictionary(cells.type):
        starts = _starts(cells.indices)
        values = cells.dictionary.take(cells.indices.take(starts))
        # A dictionary may name one text twice; then its codes tell cells apart that are equal.
        return (
            (starts, values) if len(_starts(values)) == len(values) else _changes(cells.dictionary_decode())
        )
    starts = _starts(cells)
    return starts, cells.take(starts)


def _starts(cells: Any) -> Any:
    # Not `run_end_encode`: it compares what lies under empty cells, which is anything.
    below, above = cells.slice(1), cells.slice(0, len(cells) - 1)
    if cells.null_count == len(cells):
        return _whole(0)
    differs = pc.not_equal(below, above)
    if cells.null_count:
        filled = cells.is_valid()
        differs = pc.or_(differs.fill_null(_FALSE), pc.xor(filled.slice(1), filled.slice(0, len(cells) - 1)))
    return pa.concat_arrays([_whole(0), pc.add(pc.indices_nonzero(differs).cast(pa.int64()), _whole(1)[0])])


def _whole(number: int) -> Any:
    # From bytes: making Arrow values from Python's imports pandas where it is installed, at 0.7 s.
    return pa.Array.from_buffers(pa.int64(), 1, [None, pa.py_buffer(struct.pack("<q", number))])


_FALSE = pa.Array.from_buffers(pa.bool_(), 1, [None, pa.py_buffer(b"\0")])[0]
_EMPTY = pa.Array.from_buffers(pa.int32(), 1, [None, pa.py_buffer(struct.pack("<i", -1))])[0]


def _bytes(array: Any) -> memoryview:
    width = array.type.bit_width // 8
    return memoryview(array.buffers()[1])[array.offset * width : (array.offset + len(array)) * width]


def _text(array: Any) -> memoryview:
    _, offsets, data = array.buffers()
    if not len(array) or data is None:
        return memoryview(b"")
    ends = memoryview(offsets).cast("i")
    return memoryview(data)[ends[array.offset] : ends[array.offset + len(array)]]
