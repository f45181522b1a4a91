"""Writes the files of a release: one Parquet file per table, what a stranger needs to open them, the manifest."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from istmo.kernel.schema import Table
from istmo.kernel.tables import TABLES
from istmo.release import content, datapackage, manifest, readme
from istmo.release.illustrative import TOLD
from istmo.release.manifest import FileEntry, Manifest, TableEntry
from istmo.release.sql import literal, names, order, quote
from istmo.vault.store import sha256_of
from istmo.vault.writing import before_write, write_whole

#: Tables of which a release may have millions of rows.
_LONG = ("figures", "transactions", "revisions", "transaction_revisions")


def write_tables(
    connection: duckdb.DuckDBPyConnection, folder: Path, mark: str = ""
) -> tuple[dict[str, TableEntry], dict[str, FileEntry]]:
    """Write every table of `kernel.tables` from the table or view of its name, empty ones too; return what was written.

    The rows are in the order of a unique key, so that the bytes do not depend on threads, memory or order of arrival.
    mark: what COPY is to write into each file besides.
    """
    tables, files = {}, {}
    for table in TABLES.values():
        path = folder / f"{table.name}.parquet"
        _copy(connection, table, path, mark)
        rows, told = content.of_parquet(path, table)
        tables[table.name] = TableEntry(rows, told)
        files[path.name] = _entry(path)
    return tables, files


def write_words(made: Manifest, folder: Path) -> Manifest:
    """Write README.txt, datapackage.json and at last manifest.json, which names all files; return it."""
    words: Mapping[str, bytes] = {
        readme.FILE: readme.text(made),
        datapackage.FILE: datapackage.describe(
            made.name.replace(" ", "-"), made.title, TOLD if made.illustrative else ""
        ),
    }
    for name, told in words.items():
        write_whole(folder / name, told)
    made = replace(made, files={**made.files, **{name: _entry(folder / name) for name in words}})
    write_whole(folder / manifest.FILE, made.to_bytes())
    return made


def _copy(connection: duckdb.DuckDBPyConnection, table: Table, path: Path, mark: str) -> None:
    # Columns without any value, a third of a usual `figures`, need not be carried through the sort; registers are short.
    empty = _empty_columns(connection, table) if table.name in _LONG else set()
    carried = names(name for name in table.names if name not in empty)
    columns = ", ".join(
        f"null::{column.type} as {quote(column.name)}" if column.name in empty else quote(column.name)
        for column in table.columns
    )
    before_write()
    connection.execute(
        f"copy (select {columns} from (select {carried} from {quote(table.name)} order by {order(table, empty)})) "
        f"to {literal(path)} (format parquet, parquet_version v2, compression zstd{mark})"
    )


def _empty_columns(connection: duckdb.DuckDBPyConnection, table: Table) -> set[str]:
    """The columns that no row fills; none if there is no row at all."""
    counts = connection.execute(
        f"select {', '.join(f'count({quote(name)})' for name in table.names)} from {quote(table.name)}"
    ).fetchone()
    filled = {name for name, count in zip(table.names, counts or (), strict=True) if count}
    return set(table.names) - filled if filled else set()


def _entry(path: Path) -> FileEntry:
    return FileEntry(sha256_of(path), path.stat().st_size)
