"""The tables a check may name, loaded once into one DuckDB connection.

`new` and `money` are views over the Parquet files that the door made, so that a file of any size costs no memory;
`last` is a view over the figures of the last release. The rest is small. A table that was not given is not there.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from istmo.kernel.period import Period
from istmo.kernel.schema import Column, Table, Type
from istmo.kernel.sheets import of_sheet
from istmo.kernel.tables import FIGURES, TABLES, TRANSACTIONS
from istmo.release import sql

HEADERS = Table(
    "headers",
    "The columns of the file: what each was read as, its letter, and the reporter's own header",
    tuple(Column(name, Type.TEXT, "") for name in ("column", "letter", "header")),
    ("column",),
)

CALL = Table(
    "call",
    "The year that the figures answer: one row",
    (Column("year", Type.TEXT, ""), Column("starts_on", Type.DATE, ""), Column("ends_on", Type.DATE, "")),
    ("year",),
)

#: Words a reporter may have meant: every code, and every name that leads to one.
_KNOWN = {
    "indicator": ("indicators", ("code", "title")),
    "place": ("places", ("code", "name")),
    "agency": ("agencies", ("code", "name")),
    "activity": ("activities", ("code", "title")),
    "source": ("sources", ("code", "title")),
    "node": ("nodes", ("code", "title")),
}

_WORDED = {table for table, _ in _KNOWN.values()} | {"aliases"}

#: Below this Jaro-Winkler similarity a suggestion misleads more often than it helps.
_ALIKE = 0.84

_NEAREST = f"""
    create macro nearest(what, written) as (
        select case when max(score) >= {_ALIKE} then arg_max(code, score) end
        from (
            select code, jaro_winkler_similarity(lower(word), lower(written)) as score
            from known where kind = what order by score desc, code limit 1
        )
    )
"""


@dataclass(frozen=True)
class Given:
    """What the caller gives: Parquet files of the door and of the last release, and the architecture's rows.

    headers: canonical column -> (letter, the reporter's header), of a workbook as `SHEET!column` besides; call: the year the figures answer, such as FY2017.
    """

    figures: Path | None = None
    transactions: Path | None = None
    last: Path | None = None
    tables: Mapping[str, Sequence[tuple[Any, ...]]] = field(default_factory=dict)
    headers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    call: str | None = None


def connect(given: Given, spill: Path, needed: Collection[str]) -> duckdb.DuckDBPyConnection:
    """A connection that holds the tables given, and nothing else; what does not fit into memory goes to `spill`.

    needed: the tables that checks read; of the others not even an empty one is made.
    """
    connection = sql.connect(spill)
    connection.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false")
    for name in sorted({*needed, *_WORDED} & set(given.tables)):
        sql.load(connection, TABLES[name], given.tables[name])
    if given.headers:
        sheeted = [column for column in given.headers if of_sheet(column)[0]]
        told = {column: given.headers[column] for column in sheeted} if sheeted else given.headers
        sql.load(connection, HEADERS, [(column, *named) for column, named in told.items()])
    if given.call:
        asked = Period.parse(given.call)
        sql.load(connection, CALL, [(given.call, asked.start, asked.end)])
    for view, table, path in (
        ("new", FIGURES, given.figures),
        ("money", TRANSACTIONS, given.transactions),
        ("last", FIGURES, given.last),
    ):
        if path is not None:
            _view(connection, view, table, path)
    _learn_words(connection)
    return connection


def has_others(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether figures may be of other publishers' own indicators, which stand in no framework."""
    if not {"new", "indicators"} <= names(connection):
        return False
    found = connection.execute("select count(*) from indicators where framework is null").fetchone()
    return bool(found and found[0])


def hide_others(connection: duckdb.DuckDBPyConnection) -> None:
    """Let `new` hold only figures that are ours to judge: none of other publishers' own indicators."""
    connection.execute("alter view new rename to everyones")
    connection.execute(
        "create view new as select everyones.* from everyones anti join "
        "(select code from indicators where framework is null) theirs on theirs.code = everyones.indicator"
    )


def names(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The tables that were given."""
    rows = connection.execute(
        "select table_name from duckdb_tables() union all select view_name from duckdb_views() where not internal"
    ).fetchall()
    return frozenset(name for (name,) in rows)


def _view(connection: duckdb.DuckDBPyConnection, view: str, table: Table, path: Path) -> None:
    columns = sql.names(table.columns)
    connection.execute(f"create view {view} as select {columns} from read_parquet({_one_file(path)})")


def _one_file(path: Path) -> str:
    """A path as SQL that means this file only: `*`, `?` and `[` in a folder's name are no pattern."""
    return sql.literal("".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path)))


def _learn_words(connection: duckdb.DuckDBPyConnection) -> None:
    have = names(connection)
    words = [
        f"select '{kind}' as kind, {column} as word, code from {table}"
        for kind, (table, columns) in _KNOWN.items()
        for column in columns
        if table in have
    ]
    words += ["select kind, alias, code from aliases"] if "aliases" in have else []
    connection.execute("create table known (kind varchar, word varchar, code varchar)")
    if words:
        connection.execute(f"insert into known {' union all '.join(words)}")
    connection.execute(_NEAREST)
