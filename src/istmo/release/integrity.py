"""Whether the tables of a release hold together: filled cells, closed lists, unique keys, foreign keys.

One pass over a table tells whether there is a fault; only then is it counted. Every fault is one problem that names
the codes and how many rows have them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from istmo.kernel.problem import PLACES_TOLD, Problem, Severity, Where
from istmo.kernel.schema import ForeignKey, Table, Type
from istmo.release.sql import names, quote

_CODES_TOLD = 10


@dataclass(frozen=True)
class _Seen:
    """What one pass over a table tells: rows, filled cells and empty texts by column, and the values of some columns."""

    rows: int
    filled: Mapping[str, int]
    empty: Mapping[str, int]
    values: Mapping[str, frozenset[Any]]


def faults(connection: duckdb.DuckDBPyConnection, table: Table, rows: str = "") -> list[Problem]:
    """Everything wrong with the cells and references of `table`; its unique key is looked at by :func:`twice`.

    rows: the name of the table or view that holds the rows, where it is not the table's own.
    """
    source = quote(rows or table.name)
    seen = _look(connection, table, source)
    if not seen.rows:
        return []
    return [
        *_unfilled(table, seen),
        *_empty_texts(table, seen),
        *_outside_lists(connection, table, seen, source),
        *(
            problem
            for key in table.foreign_keys
            for problem in _unknown(connection, table, seen, (key, source))
        ),
    ]


def _look(connection: duckdb.DuckDBPyConnection, table: Table, source: str) -> _Seen:
    required = [column.name for column in table.columns if column.required]
    # In a key an empty text and an empty cell would be two different things that look alike.
    loose = [name for name in table.key if (c := table.column(name)).type is Type.TEXT and not c.required]
    coded = sorted(
        {column.name for column in table.columns if column.values}
        | {key.columns[0] for key in table.foreign_keys if len(key.columns) == 1}
    )
    told = [
        "count(*)",
        *(f"count({quote(name)})" for name in required),
        *(f"count(*) filter ({quote(name)} = '')" for name in loose),
        *(f"list(distinct {quote(name)})" for name in coded),
    ]
    rows, *cells = connection.execute(f"select {', '.join(told)} from {source}").fetchone() or (0,)
    found = iter(cells)
    return _Seen(
        rows,
        dict(zip(required, found, strict=False)),
        dict(zip(loose, found, strict=False)),
        {name: frozenset(values or ()) for name, values in zip(coded, found, strict=False)},
    )


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


def _unfilled(table: Table, seen: _Seen) -> Iterator[Problem]:
    for name, filled in seen.filled.items():
        count = seen.rows - filled
        if count:
            found = f"{table.name} has {count} rows without {name}"
            yield _fault("empty_cell", table.name, found, f"give every row its {name}", name, count)


def _empty_texts(table: Table, seen: _Seen) -> Iterator[Problem]:
    for name, count in seen.empty.items():
        if count:
            found = f"{table.name} has {count} rows with empty text as {name}"
            yield _fault("empty_text", table.name, found, "leave the cell empty instead (NULL)", name, count)


def _outside_lists(
    connection: duckdb.DuckDBPyConnection, table: Table, seen: _Seen, source: str
) -> Iterator[Problem]:
    for column in table.columns:
        outside = seen.values.get(column.name, frozenset()) - {*column.values, None}
        if column.values and outside:
            name = quote(column.name)
            found = connection.execute(
                f"select {name}, count(*) from {source} where list_contains(?, {name}) group by 1 order by 1",
                [sorted(outside)],
            ).fetchall()
            told = f"{table.name} has {_listed(found)} as {column.name}"
            fix = f"use one of {', '.join(column.values)}"
            yield _fault("outside_list", table.name, told, fix, column.name, sum(row[-1] for row in found))


def _unknown(
    connection: duckdb.DuckDBPyConnection, table: Table, seen: _Seen, where: tuple[ForeignKey, str]
) -> Iterator[Problem]:
    key, source = where
    if len(key.columns) == 1 and not _strange(connection, key, seen.values[key.columns[0]]):
        return
    here, there = names(key.columns), names(key.to)
    filled = " and ".join(f"{quote(name)}::varchar <> ''" for name in key.columns)
    same = " and ".join(f"h.{quote(a)} = t.{quote(b)}" for a, b in zip(key.columns, key.to, strict=True))
    found = connection.execute(
        f"with here as (select {here}, count(*) as n from {source} where {filled} group by {here}) "
        f"select h.* from here h anti join (select {there} from {quote(key.table)}) t on {same} order by all"
    ).fetchall()
    if found:
        told = f"{table.name} names {_listed(found)}, which {key.table} lacks"
        fix = f"correct {' and '.join(key.columns)}, or add it to {key.table}"
        yield _fault("unknown_code", table.name, told, fix, key.columns[-1], sum(row[-1] for row in found))


def _strange(connection: duckdb.DuckDBPyConnection, key: ForeignKey, codes: frozenset[Any]) -> bool:
    """Whether one of these codes is not in the register they are of; empty ones name nothing."""
    known = connection.execute(f"select {quote(key.to[0])} from {quote(key.table)}").fetchall()
    return bool(codes - {None, ""} - {row[0] for row in known})


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
