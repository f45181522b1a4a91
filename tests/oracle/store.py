"""A tiny release in memory: the tables of the kernel in DuckDB, filled from rows written as dicts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import duckdb

from istmo.kernel.tables import TABLES
from istmo.release.column import Coded
from istmo.release.lists import by_column, in_batches
from istmo.release.sql import create, quote

Row = dict[str, Any]

#: What a figure has where a test does not say otherwise.
FIGURE = {"role": "result", "span": "period", "breakdown": "", "state": "reported"}
INDICATOR = {
    "framework": "f",
    "title": "T",
    "kind": "output",
    "preset": "things_delivered",
    "measure": "count",
    "counts": "things",
    "time": "flow",
    "over_places": "sum",
    "over_series": "sum",
    "direction": "up",
}


class Store:
    """Holds tables and answers SELECT, as an open release does."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(config={"threads": 1})
        for table in TABLES.values():
            create(self._connection, table)

    def fill(self, tables: Mapping[str, Iterable[Row]]) -> "Store":
        """Empty all tables and fill those given."""
        for name in TABLES:
            self._connection.execute(f"delete from {quote(name)}")
        for name, rows in tables.items():
            columns = TABLES[name].names
            values = [[row.get(column) for column in columns] for row in rows]
            if values:
                marks = ", ".join("?" for _ in columns)
                self._connection.executemany(f"insert into {quote(name)} values ({marks})", values)
        return self

    def lists(self, sql: str, parameters: Any = ()) -> dict[str, list[Any]]:
        """The same, column by column, as an open release gives it."""
        return by_column(self._connection.sql(sql, params=parameters or None))

    def batches(self, sql: str, parameters: Any = (), together: int = 0) -> Iterator[dict[str, Coded]]:
        """The same, a few rows at a time, so that answers of more than one batch are tried too."""
        # A cursor of its own, as an open release has it: other questions are asked while this answer is read.
        return in_batches(self._connection.cursor().sql(sql, params=parameters or None), together, rows=3)

    def query(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """The rows of one SELECT."""
        return self._connection.execute(sql, parameters).fetchall()
