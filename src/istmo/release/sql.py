"""Small pieces of SQL made from the schemas of `kernel.tables`, and the connection that builds with them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from istmo.kernel.schema import Column, Table, Type

#: What DuckDB may take before it spills; its own bookkeeping and Python come on top (2 GB in all).
MEMORY = "1200MB"

_ARROW = {
    Type.TEXT: pa.string(),
    Type.DATE: pa.date32(),
    Type.DECIMAL: pa.decimal128(38, 9),
    Type.INTEGER: pa.int64(),
    Type.BOOLEAN: pa.bool_(),
}


def quote(name: str) -> str:
    """A name as SQL: always quoted, since a few of our columns are words of SQL (`at`, `on`, `row`)."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """A text as SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def names(columns: Iterable[Column | str]) -> str:
    """Column names as SQL, with commas."""
    return ", ".join(quote(column if isinstance(column, str) else column.name) for column in columns)


def order(table: Table) -> str:
    """The order of a table's rows on disk: its key, empty cells first, texts by their UTF-8 bytes."""
    return ", ".join(f"{quote(name)} nulls first" for name in table.key)


def arrow_schema(table: Table) -> Any:
    """The same table as a schema of Arrow."""
    return pa.schema([pa.field(column.name, _ARROW[column.type]) for column in table.columns])


def create(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Create the empty table."""
    columns = ", ".join(f"{quote(column.name)} {column.type}" for column in table.columns)
    connection.execute(f"create table {quote(table.name)} ({columns})")


def load(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Create a table of the kernel and fill it; `rows` have its columns, in its order, as Python values.

    ValueError or TypeError where a row has another length or a value another type: that is the caller's fault.
    """
    create(connection, table)
    if not rows:
        return
    columns = list(zip(*rows, strict=True))
    if len(columns) != len(table.columns):
        raise ValueError(f"{table.name} has {len(table.columns)} columns; the rows given have {len(columns)}")
    schema = arrow_schema(table)
    given = pa.Table.from_arrays(
        [pa.array(list(values), field.type) for values, field in zip(columns, schema, strict=True)],
        schema=schema,
    )
    connection.register("given_rows", given)
    connection.execute(f"insert into {quote(table.name)} from given_rows")
    connection.unregister("given_rows")


def connect(spill: Path) -> duckdb.DuckDBPyConnection:
    """A private database in memory that spills into the folder `spill`."""
    connection = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(spill)})
    # Rows are ordered where they are written; keeping the order of arrival as well would only cost memory.
    connection.execute("set preserve_insertion_order = false")
    return connection
