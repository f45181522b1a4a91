"""Whether the tables of a release hold together: filled cells, closed lists, unique keys, foreign keys.

Set-wise SQL over the tables by their names; every fault is one problem with its count and first places. `part` in a
problem is the submission where a table has one.
"""

from collections.abc import Iterator
from typing import Any

import duckdb

from istmo.kernel.problem import PLACES_TOLD, Problem, Severity, Where
from istmo.kernel.schema import ForeignKey, Table, Type
from istmo.release.sql import literal, names, quote

_CODES_TOLD = 10


def faults(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Problem]:
    """Everything wrong with `table` and its references; its unique key is looked at by :func:`twice`."""
    return [
        *_unfilled(connection, table),
        *_empty_texts(connection, table),
        *_outside_lists(connection, table),
        *(problem for key in table.foreign_keys for problem in _unknown(connection, table, key)),
    ]


def twice(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Problem]:
    """Keys that stand in more than one row of `table`; empty cells count as equal."""
    key = names(table.key)
    found = connection.execute(
        f"select {key}, count(*) from {quote(table.name)} group by {key} having count(*) > 1 order by all"
    ).fetchall()
    return [
        _fault(
            "duplicate_key",
            table.name,
            f"{told_key(table, row)} stands {row[-1]} times in {table.name}",
            "keep one of them",
        )
        for row in found[:_CODES_TOLD]
    ]


def told_key(table: Table, row: tuple[Any, ...]) -> str:
    """A key in words, without its empty parts: `indicator homicides, place SV, role result`."""
    filled = (
        f"{name} {value}" for name, value in zip(table.key, row, strict=False) if value not in (None, "")
    )
    return ", ".join(filled) or "a row without a key"


def _unfilled(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Problem]:
    required = [column.name for column in table.columns if column.required]
    if not required:
        return
    counts = connection.execute(
        f"select {', '.join(f'count(*) - count({quote(name)})' for name in required)} from {quote(table.name)}"
    ).fetchone()
    for name, count in zip(required, counts or (), strict=True):
        if count:
            found = f"{table.name} has {count} rows without {name}"
            yield _fault("empty_cell", table.name, found, f"give every row its {name}", name, count)


def _empty_texts(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Problem]:
    # In a key an empty text and an empty cell would be two different things that look alike.
    loose = [name for name in table.key if (c := table.column(name)).type is Type.TEXT and not c.required]
    for name in loose:
        (count,) = connection.execute(
            f"select count(*) from {quote(table.name)} where {quote(name)} = ''"
        ).fetchone() or (0,)
        if count:
            found = f"{table.name} has {count} rows with empty text as {name}"
            yield _fault("empty_text", table.name, found, "leave the cell empty instead (NULL)", name, count)


def _outside_lists(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Problem]:
    for column in table.columns:
        if not column.values:
            continue
        listed = ", ".join(literal(value) for value in column.values)
        name = quote(column.name)
        found = connection.execute(
            f"select {name}, count(*) from {quote(table.name)} where {name} not in ({listed}) group by 1 order by 1"
        ).fetchall()
        if found:
            told = f"{table.name} has {_listed(found)} as {column.name}"
            fix = f"use one of {', '.join(column.values)}"
            yield _fault("outside_list", table.name, told, fix, column.name, sum(row[-1] for row in found))


def _unknown(connection: duckdb.DuckDBPyConnection, table: Table, key: ForeignKey) -> Iterator[Problem]:
    # Distinct values first: millions of figures name a few hundred places.
    here, there = names(key.columns), names(key.to)
    filled = " and ".join(f"{quote(name)} <> ''" for name in key.columns)
    same = " and ".join(f"h.{quote(a)} = t.{quote(b)}" for a, b in zip(key.columns, key.to, strict=True))
    found = connection.execute(
        f"with here as (select {here}, count(*) as n from {quote(table.name)} where {filled} group by {here}) "
        f"select h.* from here h anti join (select {there} from {quote(key.table)}) t on {same} order by all"
    ).fetchall()
    if found:
        told = f"{table.name} names {_listed(found)}, which {key.table} lacks"
        fix = f"correct {' and '.join(key.columns)}, or add it to {key.table}"
        yield _fault("unknown_code", table.name, told, fix, key.columns[-1], sum(row[-1] for row in found))


def _listed(found: list[tuple[Any, ...]]) -> str:
    told = [f"“{'/'.join(map(str, row[:-1]))}” ({row[-1]} rows)" for row in found[:_CODES_TOLD]]
    more = len(found) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")


def _fault(code: str, table: str, found: str, fix: str, column: str = "", count: int = 1) -> Problem:
    where = Where(sheet=table, column=column)
    return Problem(code, Severity.ERROR, found, where, fix=fix, count=count, places=(where,))


def at_rows(submission: str, rows: list[int]) -> tuple[Where, ...]:
    """The first places of a fault that is known by its rows."""
    return tuple(Where(file=submission, row=row) for row in rows[:PLACES_TOLD])
