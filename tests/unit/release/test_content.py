"""The content hash beside a slow and obvious one that knows nothing of Arrow, row groups or dictionaries."""

import hashlib
import struct
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from istmo.kernel.schema import Column, Table, Type
from istmo.kernel.tables import TABLES
from istmo.release.content import of_batches, of_parquet
from istmo.release.sql import literal, load, names, order

EVERY_TYPE = Table(
    "every_type",
    "One column of each type",
    (
        Column("t", Type.TEXT, ""),
        Column("d", Type.DATE, ""),
        Column("n", Type.DECIMAL, ""),
        Column("i", Type.INTEGER, ""),
        Column("b", Type.BOOLEAN, ""),
    ),
    ("i",),
)
ROWS: list[tuple[Any, ...]] = [
    ("añö", date(1969, 12, 31), Decimal("-0.000000001"), None, True),
    ("añö", date(1969, 12, 31), Decimal("99999999999999999999.5"), 1, True),
    ("", None, None, 2, False),
    (None, None, Decimal(0), 3, None),
    (None, date(2017, 9, 30), Decimal(0), 4, None),
    ("x" * 300, date(2017, 9, 30), Decimal(1), 5, False),
]


def cell(value: Any, kind: Type) -> tuple[bytes, bytes]:
    """Size and value of one cell, as the docs of `release.content` say."""
    if kind is Type.TEXT:
        text = b"" if value is None else value.encode()
        return struct.pack("<i", -1 if value is None else len(text)), text
    if value is None:
        return b"\0", b""
    plain = {
        Type.DATE: lambda: struct.pack("<i", (value - date(1970, 1, 1)).days),
        Type.INTEGER: lambda: struct.pack("<q", value),
        Type.DECIMAL: lambda: int(value * 10**9).to_bytes(16, "little", signed=True),
        Type.BOOLEAN: lambda: bytes([value]),
    }
    return b"\1", plain[kind]()


def oracle(rows: list[tuple[Any, ...]], table: Table) -> str:
    """The content hash in plain Python."""
    lines = [f"rows {len(rows)}\n"]
    for number, column in enumerate(table.columns):
        numbers, sizes, values, above = b"", b"", b"", object()
        for at, row in enumerate(rows):
            if row[number] != above:
                above = row[number]
                size, value = cell(above, column.type)
                numbers, sizes, values = numbers + struct.pack("<q", at), sizes + size, values + value
        inner = b"".join(hashlib.sha256(stream).digest() for stream in (numbers, sizes, values))
        lines.append(f"{column.name} {column.type} {hashlib.sha256(inner).hexdigest()}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def write(path: Path, rows: list[tuple[Any, ...]], options: str = "") -> Path:
    with duckdb.connect() as connection:
        load(connection, EVERY_TYPE, rows)
        connection.execute(
            f"copy (select * from every_type order by {order(EVERY_TYPE)}) to {literal(path)} (format parquet{options})"
        )
    return path


def test_hash_of_every_type_is_that_of_the_oracle(tmp_path: Path) -> None:
    assert of_parquet(write(tmp_path / "a.parquet", ROWS), EVERY_TYPE) == (6, oracle(ROWS, EVERY_TYPE))


def test_hash_of_no_rows_is_that_of_the_oracle(tmp_path: Path) -> None:
    assert of_parquet(write(tmp_path / "a.parquet", []), EVERY_TYPE) == (0, oracle([], EVERY_TYPE))


@pytest.mark.parametrize(
    "options", [", parquet_version v2", ", compression zstd", ", dictionary_size_limit 1"]
)
def test_hash_does_not_depend_on_the_packing(tmp_path: Path, options: str) -> None:
    rows = [("x" if n % 700 else None, None, Decimal(n // 9), n, n % 2 == 0) for n in range(5000)]
    assert of_parquet(write(tmp_path / "a.parquet", rows, options), EVERY_TYPE) == (
        5000,
        oracle(rows, EVERY_TYPE),
    )


def test_hash_does_not_depend_on_row_groups(tmp_path: Path) -> None:
    rows = [(f"{n // 3000}", None, Decimal(n // 2500), n, None) for n in range(9000)]
    told = {
        of_parquet(write(tmp_path / f"{size}.parquet", rows, f", row_group_size {size}"), EVERY_TYPE)
        for size in (2048, 4096, 100_000)
    }
    assert told == {(9000, oracle(rows, EVERY_TYPE))}


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1000])
def test_hash_does_not_depend_on_batches(tmp_path: Path, size: int) -> None:
    path = write(tmp_path / "a.parquet", ROWS)
    for coded in ([], ["t"]):
        with pq.ParquetFile(path, read_dictionary=coded) as file:
            assert of_batches(file.iter_batches(size), EVERY_TYPE) == (6, oracle(ROWS, EVERY_TYPE))


def test_dictionary_that_names_a_text_twice_changes_nothing() -> None:
    pa = pytest.importorskip("pyarrow")
    table = Table("one", "", (Column("t", Type.TEXT, ""),), ("t",))
    coded = pa.DictionaryArray.from_arrays(pa.array([0, 1, 0, 2, None]), ["a", "a", "b"])
    batch = pa.record_batch([coded], names=["t"])
    rows = [("a",), ("a",), ("a",), ("b",), (None,)]
    assert of_batches([batch], table) == (5, oracle(rows, table))


@pytest.mark.parametrize("column", range(5))
def test_hash_changes_with_any_cell(tmp_path: Path, column: int) -> None:
    other = [list(row) for row in ROWS]
    other[2][column], other[1][column] = other[1][column], other[2][column]
    first = of_parquet(write(tmp_path / "a.parquet", ROWS), EVERY_TYPE)
    assert of_parquet(write(tmp_path / "b.parquet", [tuple(row) for row in other]), EVERY_TYPE) != first


def test_hash_of_a_release_is_that_of_the_oracle(built: Path) -> None:
    table = TABLES["figures"]
    path = built / "figures.parquet"
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"select {names(table.columns)} from {literal(path)} order by {order(table)}"
        ).fetchall()
    assert of_parquet(path, table) == (3, oracle(rows, table))
