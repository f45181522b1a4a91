"""Opens a release for questions: one DuckDB that can read the files of this release and nothing else."""

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import duckdb

from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import TABLES
from istmo.release.column import Coded
from istmo.release.lists import by_column, few_by_column, in_batches
from istmo.release.manifest import Manifest, read
from istmo.release.older import is_held, view
from istmo.release.sql import literal

#: What a question may take before it spills (10 million figures within 2 GB).
MEMORY = "1200MB"

#: A release with fewer figures and amounts is asked plainly: what is quick for millions of rows costs a second more.
FEW = 20_000
#: What DuckDB does to save work for many rows; on few, thinking of it takes longer than the work.
_FOR_MANY = (
    "cte_inlining", "projection_pullup", "common_subexpressions", "statistics_propagation", "column_lifetime",
)  # fmt: skip

Parameters = Sequence[Any] | Mapping[str, Any]


@dataclass(frozen=True)
class Release:
    """An open release. Every table of `kernel.tables` is a view of that name, empty ones too."""

    path: Path
    manifest: Manifest
    _database: duckdb.DuckDBPyConnection = field(repr=False)
    _sweep: Callable[[], object] = field(repr=False)

    def query(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """The rows of one SELECT. WrongUse if `sql` is anything else; values go in as `parameters`, never as text."""
        return self._ask(sql, parameters).fetchall()

    def lists(self, sql: str, parameters: Parameters = ()) -> dict[str, list[Any]]:
        """The same, column by column: name -> values in the order of the rows."""
        if _is_small(self.manifest):
            return few_by_column(self._ask(sql, parameters))
        return by_column(self._database.cursor().sql(self._one_select(sql), params=parameters or None))

    def batches(self, sql: str, parameters: Parameters = (), together: int = 0) -> Iterator[dict[str, Coded]]:
        """The same, some rows at a time: rows alike in their first `together` columns come in one batch."""
        if _is_small(self.manifest):
            few = few_by_column(self._ask(sql, parameters))
            return iter([{name: Coded(values) for name, values in few.items()}] if any(few.values()) else [])
        return in_batches(
            self._database.cursor().sql(self._one_select(sql), params=parameters or None), together
        )

    def columns(self, sql: str, parameters: Parameters = ()) -> tuple[str, ...]:
        """The names of the columns of one SELECT, without running it to its end."""
        described = self._ask(f"describe {sql}", parameters)
        return tuple(row[0] for row in described.fetchall())

    def connection(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to the locked database, for one thread; close it when done."""
        return self._database.cursor()

    def close(self) -> None:
        """Give back memory and files; the release itself is untouched."""
        self._database.close()
        self._sweep()

    def __enter__(self) -> Self:
        """Use it in a `with` block, which closes it."""
        return self

    def __exit__(self, *failure: object) -> None:
        """Close it."""
        self.close()

    def _ask(self, sql: str, parameters: Parameters) -> duckdb.DuckDBPyConnection:
        return self._database.cursor().execute(self._one_select(sql), parameters)

    def _one_select(self, sql: str) -> duckdb.Statement:
        """The one statement that is allowed, read already: a long question takes DuckDB long to read."""
        statements = self._database.extract_statements(sql)
        kinds = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
        if len(statements) != 1 or statements[0].type not in kinds:
            raise WrongUse("A release answers one SELECT at a time; nothing in it can be changed.")
        return statements[0]


def open_release(path: Path) -> Release:
    """Open the release in the folder `path`, for reading only.

    WrongUse in one sentence if it is missing, broken, lacks a file, or was made by a newer istmo. The bytes of the
    files are not hashed here: that is `release.verify`.
    """
    folder = Path(os.path.abspath(path))
    manifest = read(folder)
    files = whole(folder, manifest)
    spill = tempfile.mkdtemp(prefix="istmo-")
    database = _locked(files, spill, _is_small(manifest))
    # Also for a release that nobody closes.
    sweep = weakref.finalize(database, shutil.rmtree, spill, ignore_errors=True)
    return Release(folder, manifest, database, sweep)


def whole(folder: Path, manifest: Manifest) -> dict[str, Path]:
    """The files of the tables that a release holds, by table; WrongUse if one is missing or not as large as it was."""
    files = {name: folder / f"{name}.parquet" for name in TABLES if is_held(name, manifest)}
    for file in files.values():
        told = manifest.files.get(file.name)
        if not file.is_file() or told is None or file.stat().st_size != told.bytes:
            raise WrongUse(
                f"{file} is missing or was altered. `istmo release verify {folder}` tells all that is wrong."
            )
    return files


def _is_small(manifest: Manifest) -> bool:
    held = manifest.tables
    return sum(held[name].rows for name in ("figures", "transactions") if name in held) < FEW


def _locked(files: Mapping[str, Path], spill: str, small: bool) -> duckdb.DuckDBPyConnection:
    database = duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "temp_directory": spill,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    database.execute(f"set allowed_paths = [{', '.join(map(literal, files.values()))}]")
    database.execute("set enable_external_access = false")
    for name, table in TABLES.items():
        database.execute(f'create view "{name}" as {view(database, table, files.get(name))}')
    if small:
        database.execute(f"set disabled_optimizers = {literal(','.join(_FOR_MANY))}")
    database.execute("set lock_configuration = true")
    return database
