"""Writing canonical tables as files: whole or not at all, in their own order, every value exactly."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from istmo.formats import _engine
from istmo.formats._shared import USUAL, quoted, sourced
from istmo.kernel.period import Period
from istmo.kernel.schema import Table, Type

_DATES = ("period_start", "period_end")


def transactions_beside(out: Path) -> Path:
    """`out.csv` has its transactions beside it in `out.transactions.csv`."""
    return out.with_name(f"{out.stem}.transactions{out.suffix}")


def write_csv(parquet: Path, table: Table, out: Path) -> Path:
    """Write a canonical Parquet file as CSV: UTF-8, commas, line feeds; the two dates of a period as its code."""
    fields = ", ".join(_text(table, name) for name in _kept(table))

    def copy(connection: duckdb.DuckDBPyConnection, part: Path) -> None:
        _codes(connection, parquet)
        connection.execute(
            f"COPY ({_ordered(parquet, fields)}) "
            f"TO {quoted(part)} (FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"')"
        )

    return whole(out, copy)


def columns(table: Table) -> list[str]:
    """The columns of a file that is written: one `period` in place of its two dates."""
    return ["period" if name == "period_start" else name for name in _kept(table)]


def rows(
    connection: duckdb.DuckDBPyConnection, parquet: Path, table: Table, size: int
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a canonical Parquet file in order, with values of Python under :func:`columns`, in batches."""
    _codes(connection, parquet)
    fields = ", ".join("codes.code" if n == "period_start" else f't."{n}"' for n in _kept(table))
    answer = connection.cursor().execute(_ordered(parquet, fields))
    while batch := answer.fetchmany(size):
        yield batch


def _kept(table: Table) -> list[str]:
    return [name for name in table.names if name != "period_end"]


def _ordered(parquet: Path, fields: str) -> str:
    """SQL: fields of the table `t` with its periods' `codes`, in the order of the file."""
    return (
        f"SELECT {fields} FROM read_parquet({sourced(parquet)}, file_row_number = true) t JOIN codes "
        f"ON t.period_start IS NOT DISTINCT FROM codes.period_start "
        f"AND t.period_end IS NOT DISTINCT FROM codes.period_end ORDER BY t.file_row_number"
    )


def whole(out: Path, copy: Callable[[duckdb.DuckDBPyConnection, Path], None]) -> Path:
    """Let `copy` write a file under another name beside `out`, and give it its name once it is whole and on disk."""
    with TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
        part = Path(folder) / out.name
        with _engine.connect(Path(folder), USUAL) as connection:
            copy(connection, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(out)
    return out


def _codes(connection: duckdb.DuckDBPyConnection, parquet: Path) -> None:
    """The table `codes`: the code of every different pair of dates."""
    pairs = connection.execute(
        f"SELECT DISTINCT period_start, period_end FROM read_parquet({sourced(parquet)})"
    ).fetchall()
    connection.execute("CREATE OR REPLACE TABLE codes (period_start DATE, period_end DATE, code VARCHAR)")
    rows = [[start, end, Period(start, end).code] for start, end in pairs]
    if rows:
        starts, ends, codes = (list(column) for column in zip(*rows, strict=True))
        connection.execute(
            "INSERT INTO codes SELECT unnest($1), unnest($2), unnest($3)", [starts, ends, codes]
        )


def _text(table: Table, name: str) -> str:
    """SQL: a column as text; decimals without the zeros that say nothing."""
    if name == "period_start":
        return "codes.code AS period"
    if table.column(name).type is Type.DECIMAL:
        return f"rtrim(rtrim(t.\"{name}\"::VARCHAR, '0'), '.') AS \"{name}\""
    return f't."{name}"'
