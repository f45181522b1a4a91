"""Other names of places, agencies, indicators and sources become our codes, in one set-wise pass."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from istmo.kernel.problem import Problem, Severity, Where
from istmo.kernel.tables import TABLES, Table

#: Column of a table of figures or transactions -> kind of name it may hold.
KINDS = {"indicator": "indicator", "place": "place", "agency": "agency", "source": "source"}
_REGISTERS = {"indicator": "indicators", "place": "places", "agency": "agencies", "source": "sources"}
#: Names, beside the code, that a register itself gives its rows.
_OWN_NAMES = {"place": ("name", "iso3"), "agency": ("name",), "source": ("title",), "indicator": ()}
_TOLD = 3

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
Headers = Mapping[str, tuple[str, str]]


def known_names(tables: Rows) -> list[tuple[str, str, str]]:
    """(kind, name folded, code) for every name that means one code only and is no code itself.

    Names are compared without case and surrounding spaces. A name of two codes names neither: the check for
    unknown codes then tells it.
    """
    meanings: dict[tuple[str, str], set[str]] = {}
    codes = {kind: {str(row[0]) for row in tables.get(table, ())} for kind, table in _REGISTERS.items()}
    for kind, alias, code in [*tables.get("aliases", ()), *_registered(tables)]:
        if code in codes[kind] and alias not in codes[kind]:
            meanings.setdefault((kind, _folded(alias)), set()).add(code)
    for kind, known in codes.items():
        for code in known:
            meanings.setdefault((kind, _folded(code)), set()).add(code)
    return sorted((kind, name, min(means)) for (kind, name), means in meanings.items() if len(means) == 1)


def to_codes(
    path: Path | None, table: Table, tables: Rows, out: Path, headers: Headers
) -> tuple[Path | None, list[Problem]]:
    """Write `out` with names replaced by codes and give it with a note per column; `path` itself where none was.

    The order of rows stays. One pass over the file finds the distinct names, a second writes only if there are any.
    """
    if path is None:
        return None, []
    with duckdb.connect(config={"threads": 2}) as connection:
        _register(connection, path, tables)
        swaps = {column: _swaps(connection, column, kind) for column, kind in _columns(table).items()}
        swaps = {column: found for column, found in swaps.items() if found}
        if not swaps:
            return path, []
        _write(connection, table, swaps, out)
    return out, [_note(column, found, headers) for column, found in swaps.items()]


def _registered(tables: Rows) -> list[tuple[str, str, str]]:
    rows = []
    for kind, table in _REGISTERS.items():
        places = [TABLES[table].names.index(name) for name in _OWN_NAMES[kind]]
        rows += [(kind, row[i], row[0]) for row in tables.get(table, ()) for i in places if row[i]]
    return rows


def _folded(name: str) -> str:
    return name.strip().casefold()


def _columns(table: Table) -> dict[str, str]:
    return {column: kind for column, kind in KINDS.items() if column in table.names}


def _register(connection: duckdb.DuckDBPyConnection, path: Path, tables: Rows) -> None:
    connection.execute("CREATE TABLE known (kind VARCHAR, name VARCHAR, code VARCHAR)")
    if rows := known_names(tables):
        connection.executemany("INSERT INTO known VALUES (?, ?, ?)", rows)
    literal = str(path).replace("'", "''")
    connection.execute(f"CREATE VIEW came AS FROM read_parquet('{literal}', file_row_number = true)")


def _swaps(connection: duckdb.DuckDBPyConnection, column: str, kind: str) -> list[tuple[str, str, int]]:
    """(written, code, times) of what is written otherwise than the code it means.

    Folding happens in Python: `casefold` and DuckDB's `lower` differ in ß and in Turkish.
    """
    counted = connection.execute(
        f"SELECT {column}, count(*) FROM came WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 1"
    ).fetchall()
    known = dict(connection.execute("SELECT name, code FROM known WHERE kind = ?", [kind]).fetchall())
    means = [(written, known.get(_folded(written)), times) for written, times in counted]
    return [(written, code, times) for written, code, times in means if code and code != written]


def _write(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    swaps: Mapping[str, list[tuple[str, str, int]]],
    out: Path,
) -> None:
    joins, chosen = [], {name: f"came.{name}" for name in table.names}
    for column, found in swaps.items():
        connection.execute(f"CREATE TABLE swap_{column} (written VARCHAR, code VARCHAR)")
        connection.executemany(f"INSERT INTO swap_{column} VALUES (?, ?)", [row[:2] for row in found])
        joins.append(f"LEFT JOIN swap_{column} ON swap_{column}.written = came.{column}")
        chosen[column] = f"coalesce(swap_{column}.code, came.{column}) AS {column}"
    literal = str(out).replace("'", "''")
    connection.execute(
        f"COPY (SELECT {', '.join(chosen.values())} FROM came {' '.join(joins)} ORDER BY came.file_row_number)"
        f" TO '{literal}' (FORMAT parquet, COMPRESSION zstd)"
    )


def _note(column: str, found: list[tuple[str, str, int]], headers: Headers) -> Problem:
    letter, header = headers.get(column, ("", ""))
    told = ", ".join(f"“{written}” as {code}" for written, code, _ in found[:_TOLD])
    more = f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
    return Problem(
        "name_read_as_code",
        Severity.NOTE,
        f"names in the column {column} were read as codes: {told}{more}",
        Where(column=letter, header=header),
        fix="write the codes, or leave it: the names are known",
        count=sum(times for _, _, times in found),
    )
