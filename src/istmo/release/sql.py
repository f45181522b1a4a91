"""Small pieces of SQL made from the schemas of `kernel.tables`, and the connection that builds with them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from istmo.kernel.schema import Column, Table, Type

#: What DuckDB may take before it spills; its own bookkeeping and Python come on top (2 GB in all).
MEMORY = "1200MB"

_PYTHON: dict[Type, tuple[type, ...]] = {
    Type.TEXT: (str,),
    Type.DATE: (date,),
    Type.DECIMAL: (Decimal, int),
    Type.INTEGER: (int,),
    Type.BOOLEAN: (bool,),
}
#: Decimals travel as text: lists of decimals of different scale would be given one scale.
_GIVEN = {Type.DECIMAL: "VARCHAR"}


def quote(name: str) -> str:
    """A name as SQL: always quoted, since a few of our columns are words of SQL (`at`, `on`, `row`)."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """A text as SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def names(columns: Iterable[Column | str]) -> str:
    """Column names as SQL, with commas."""
    return ", ".join(quote(column if isinstance(column, str) else column.name) for column in columns)


def order(table: Table, empty: Collection[str] = ()) -> str:
    """The order of a table's rows on disk: its key, empty cells first, texts by their UTF-8 bytes.

    `empty` names columns without any value, which order nothing.
    """
    return ", ".join(f"{quote(name)} nulls first" for name in table.key if name not in empty) or "all"


def create(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Create the empty table."""
    columns = ", ".join(f"{quote(column.name)} {column.type}" for column in table.columns)
    connection.execute(f"create table {quote(table.name)} ({columns})")


def load(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Create a table of the kernel and fill it; `rows` have its columns, in its order, as Python values.

    ValueError where a row has another length, TypeError where a value has another type: the caller's fault.
    """
    create(connection, table)
    insert(connection, table, rows)


def insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows to a table that is there, given as to :func:`load`."""
    if not rows:
        return
    columns = [list(values) for values in zip(*rows, strict=True)]
    if len(columns) != len(table.columns):
        raise ValueError(f"{table.name} has {len(table.columns)} columns; the rows given have {len(columns)}")
    for column, values in zip(table.columns, columns, strict=True):
        _check(table, column, values)
    # Lists as parameters: going through Arrow or pandas would import pandas where it is installed, at 0.7 s.
    given = ", ".join(f"unnest(?::{_GIVEN.get(c.type, c.type)}[])::{c.type}" for c in table.columns)
    texts = [
        [v if v is None else str(v) for v in values] if column.type is Type.DECIMAL else values
        for column, values in zip(table.columns, columns, strict=True)
    ]
    connection.execute(f"insert into {quote(table.name)} select {given}", texts)


def _check(table: Table, column: Column, values: Iterable[Any]) -> None:
    for kind in {type(value) for value in values} - {type(None)}:
        if not issubclass(kind, _PYTHON[column.type]) or (kind is bool and column.type is not Type.BOOLEAN):
            raise TypeError(f"{table.name}.{column.name} holds {column.type}, not {kind.__name__}")


def connect(spill: Path) -> duckdb.DuckDBPyConnection:
    """A private database in memory that spills into the folder `spill`."""
    connection = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(spill)})
    # Rows are ordered where they are written; keeping the order of arrival as well would only cost memory.
    connection.execute("set preserve_insertion_order = false")
    return connection
