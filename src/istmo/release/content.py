"""The content hash of a table: the same whatever engine wrote the file, however it was cut or packed.

How to compute it with any engine, over the rows in the order of the table's key (empty cells first, texts by their
UTF-8 bytes):

1. Every column gives two streams of bytes, row by row, all numbers little-endian.
   Text: the length in bytes as a 32-bit integer, -1 for an empty cell (NULL); and the UTF-8 bytes of the filled cells.
   Other types: one byte, 1 for filled and 0 for empty; and the value, zero where empty: dates as 32-bit days since
   1970-01-01, whole numbers as 64 bits, DECIMAL(38,9) as the 128-bit integer of a billion times the value, booleans
   as one byte.
2. The hash of a column is SHA-256(SHA-256(first stream) + SHA-256(second stream)), the inner ones as 32 bytes each.
3. The hash of a table is the SHA-256 of a text in UTF-8: the line `rows N`, then for every column a line
   `name type hash`, with the type as SQL writes it and the hash in hexadecimal; every line ends in a line feed.
"""

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from istmo.kernel.schema import Column, Table, Type

_ROWS = 1 << 17
_THREADS = 2
#: What stands for an empty cell, made from bytes: making Arrow values from Python's imports pandas where it is installed.
_LENGTH_OF_EMPTY = pa.Array.from_buffers(pa.int32(), 1, [None, pa.py_buffer(b"\xff" * 4)])[0]
_ZEROS = pa.py_buffer(bytes(16))
_PLAIN = {Type.DATE: pa.int32(), Type.INTEGER: pa.int64(), Type.BOOLEAN: pa.uint8()}


class _Streams:
    """The two streams of one column."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._first = hashlib.sha256()
        self._second = hashlib.sha256()

    def add(self, values: Any) -> None:
        """Take the next rows: one Arrow array."""
        if self.column.type is Type.TEXT:
            self._first.update(_bytes(_filled(pc.binary_length(values), _LENGTH_OF_EMPTY), 4))
            self._second.update(_text(values))
        else:
            self._first.update(_bytes(values.is_valid().cast(pa.uint8()), 1))
            self._second.update(_fixed(values, self.column.type))

    def line(self) -> str:
        """`name type hash` once all rows are taken."""
        both = self._first.digest() + self._second.digest()
        return f"{self.column.name} {self.column.type} {hashlib.sha256(both).hexdigest()}\n"


def of_parquet(path: Path, table: Table) -> tuple[int, str]:
    """Rows and content hash of a Parquet file of `table`, whose rows are in the order of its key.

    Read in pieces: memory does not grow with the file.
    """
    with pq.ParquetFile(path) as file:
        batches = file.iter_batches(_ROWS, columns=list(table.names))
        return of_batches(batches, table)


def of_batches(batches: Iterable[Any], table: Table) -> tuple[int, str]:
    """Rows and content hash of Arrow record batches; how the rows are cut into batches does not matter."""
    streams = [_Streams(column) for column in table.columns]
    rows = 0
    with ThreadPoolExecutor(_THREADS) as pool:
        for batch in batches:
            rows += batch.num_rows
            list(pool.map(lambda pair: pair[0].add(pair[1]), zip(streams, batch.columns, strict=True)))
    told = f"rows {rows}\n" + "".join(stream.line() for stream in streams)
    return rows, hashlib.sha256(told.encode()).hexdigest()


def _bytes(array: Any, width: int) -> memoryview:
    start = array.offset * width
    return memoryview(array.buffers()[1])[start : start + len(array) * width]


def _text(values: Any) -> memoryview:
    # A reader may leave bytes under an empty cell; they are no part of the column.
    values = values.drop_null() if values.null_count else values
    if not len(values):
        return memoryview(b"")
    offsets = memoryview(values.buffers()[1]).cast("i")
    data = values.buffers()[2]
    start, end = offsets[values.offset], offsets[values.offset + len(values)]
    return memoryview(data)[start:end] if data is not None else memoryview(b"")


def _fixed(values: Any, kind: Type) -> memoryview:
    plain = values.cast(_PLAIN[kind]) if kind in _PLAIN else values
    zero = pa.Array.from_buffers(plain.type, 1, [None, _ZEROS])[0]
    return _bytes(_filled(plain, zero), plain.type.bit_width // 8)


def _filled(values: Any, empty: Any) -> Any:
    return pc.fill_null(values, empty) if values.null_count else values
