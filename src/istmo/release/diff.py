"""What changed between two releases: figures by their key, and every register by its own."""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from istmo.kernel.schema import Table
from istmo.kernel.tables import TABLES
from istmo.release.manifest import Manifest
from istmo.release.older import view
from istmo.release.reader import open_release
from istmo.release.sql import connect, order, quote

#: Rows of one kind that are given in full; the counts are always of all.
ROWS_TOLD = 1000
#: Where a row came from, not what it says: the same statement in a later submission is no change.
_TRACE = ("submission", "row", "at", "restated_by")


@dataclass(frozen=True)
class Change:
    """A row that says something else: its key, the columns that changed with their old and new values, all it says now."""

    key: dict[str, Any]
    values: dict[str, tuple[Any, Any]]
    row: dict[str, Any]


@dataclass(frozen=True)
class TableDiff:
    """One table: how many rows came, went and changed, and the first of each as {column: value}."""

    name: str
    added: int
    removed: int
    changed: int
    rows_added: tuple[dict[str, Any], ...]
    rows_removed: tuple[dict[str, Any], ...]
    rows_changed: tuple[Change, ...]

    @property
    def same(self) -> bool:
        """Whether both tables say the same."""
        return not (self.added or self.removed or self.changed)

    def to_json(self) -> dict[str, Any]:
        """Plain values; numbers and dates as text."""
        changed = [
            {
                "key": _plain(change.key),
                "values": {
                    name: {"old": _text(old), "new": _text(new)} for name, (old, new) in change.values.items()
                },
            }
            for change in self.rows_changed
        ]
        return {
            "added": self.added,
            "removed": self.removed,
            "changed": self.changed,
            "rows": {
                "added": [_plain(row) for row in self.rows_added],
                "removed": [_plain(row) for row in self.rows_removed],
                "changed": changed,
            },
        }


@dataclass(frozen=True)
class Diff:
    """Two releases side by side; tables that say the same are left out."""

    old: Manifest
    new: Manifest
    tables: tuple[TableDiff, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed in any table."""
        return not self.tables

    def to_json(self) -> dict[str, Any]:
        """`{"old", "new", "same", "tables": {name: counts and rows}}`."""
        return {
            "old": {"number": self.old.number, "title": self.old.title, "content": self.old.content},
            "new": {"number": self.new.number, "title": self.new.title, "content": self.new.content},
            "same": self.same,
            "tables": {table.name: table.to_json() for table in self.tables},
        }


def diff(old: Path, new: Path, *, only: Collection[str] = (), most_changed: int = ROWS_TOLD) -> Diff:
    """What changed from the release in `old` to that in `new`. WrongUse if either is none.

    Tables of the same content hash are not read at all. only: tables to look at, if not all; most_changed: how many
    changed rows of each are given in full.
    """
    with open_release(old) as one, open_release(new) as two:
        before, after = one.manifest, two.manifest
        one_path, two_path = one.path, two.path
    differ = [
        table
        for name, table in TABLES.items()
        if name not in ("revisions", "transaction_revisions")
        and name in (only or TABLES)
        and before.tables.get(name) != after.tables.get(name)
    ]
    found = []
    with tempfile.TemporaryDirectory(prefix="istmo-") as spill, connect(Path(spill)) as connection:
        for table in differ:
            for side, path in (("old_rows", one_path), ("new_rows", two_path)):
                file = path / f"{table.name}.parquet"
                rows = view(connection, table, file if file.is_file() else None)
                connection.execute(f"create or replace view {side} as {rows}")
            found.append(_compare(connection, table, most_changed))
    return Diff(before, after, tuple(table for table in found if not table.same))


def _compare(connection: duckdb.DuckDBPyConnection, table: Table, most_changed: int) -> TableDiff:
    added, rows_added = _only_in(connection, table, "new_rows", "old_rows")
    removed, rows_removed = _only_in(connection, table, "old_rows", "new_rows")
    changed, rows_changed = _changed(connection, table, most_changed)
    return TableDiff(table.name, added, removed, changed, rows_added, rows_removed, rows_changed)


def _same_key(table: Table) -> str:
    return " and ".join(f"a.{quote(name)} is not distinct from b.{quote(name)}" for name in table.key)


def _only_in(
    connection: duckdb.DuckDBPyConnection, table: Table, here: str, there: str
) -> tuple[int, tuple[dict[str, Any], ...]]:
    source = f"from {here} a anti join {there} b on {_same_key(table)}"
    (count,) = connection.execute(f"select count(*) {source}").fetchone() or (0,)
    if not count:
        return 0, ()
    rows = connection.execute(f"select * {source} order by {order(table)} limit {ROWS_TOLD}").fetchall()
    return count, tuple(_filled(table.names, row) for row in rows)


def _changed(
    connection: duckdb.DuckDBPyConnection, table: Table, most: int
) -> tuple[int, tuple[Change, ...]]:
    others = [name for name in table.names if name not in (*table.key, *_TRACE)]
    if not others:
        return 0, ()
    differs = " or ".join(f"a.{quote(name)} is distinct from b.{quote(name)}" for name in others)
    source = f"from old_rows a join new_rows b on {_same_key(table)} where {differs}"
    (count,) = connection.execute(f"select count(*) {source}").fetchone() or (0,)
    if not count:
        return 0, ()
    both = ", ".join(f"{side}.{quote(name)}" for side in "ab" for name in others)
    now = ", ".join(f"b.{quote(name)} as {quote(name)}" for name in table.names)
    rows = connection.execute(
        f"select {now}, {both} {source} order by {order(table)} limit {most}"
    ).fetchall()
    return count, tuple(_change(table, others, row) for row in rows)


def _change(table: Table, others: Sequence[str], row: tuple[Any, ...]) -> Change:
    now, values = dict(zip(table.names, row, strict=False)), row[len(table.names) :]
    pairs = zip(others, zip(values[: len(others)], values[len(others) :], strict=True), strict=True)
    return Change(
        _filled(table.key, [now[name] for name in table.key]),
        {name: (old, new) for name, (old, new) in pairs if old != new},
        now,
    )


def _filled(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(columns, row, strict=True) if value is not None}


def _text(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _text(value) for name, value in row.items()}
