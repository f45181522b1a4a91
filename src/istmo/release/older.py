"""Releases of an older schema: tables that came later are empty, columns that came later are empty cells.

A release never changes, so this is the only place that knows that schemas do.
"""

from pathlib import Path
from typing import Any

import duckdb

from istmo.kernel.schema import Table
from istmo.kernel.tables import SCHEMA_VERSION
from istmo.release.manifest import Manifest
from istmo.release.sql import literal, quote


def is_held(table: str, manifest: Manifest) -> bool:
    """Whether a release must have this table: one of an older schema lacks those that came later."""
    return manifest.schema_version == SCHEMA_VERSION or table in manifest.tables


def view(database: duckdb.DuckDBPyConnection, table: Table, file: Path | None) -> str:
    """SQL: the rows of a table as this schema knows it; what the file lacks is empty, None is no file."""
    there: set[Any] = set()
    if file:
        described = database.execute(f"describe from read_parquet({literal(file)})").fetchall()
        there = {row[0] for row in described}
    columns = ", ".join(
        quote(column.name) if column.name in there else f"null::{column.type.value} as {quote(column.name)}"
        for column in table.columns
    )
    return f"select {columns} from read_parquet({literal(file)})" if file else f"select {columns} limit 0"
