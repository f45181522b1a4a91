"""What is approved now, as tables to ask: the figures that the next release would hold, before there is one."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb

from istmo.framework import stored
from istmo.kernel.tables import FIGURES, TABLES
from istmo.release.column import Coded
from istmo.release.lists import by_column, in_batches
from istmo.release.parts import Part, settle, unite
from istmo.release.sql import connect, load
from istmo.review.decided import Rows, decided
from istmo.review.queries import approvals

#: Made from the approved files, or not needed to see what overlaps.
_NOT_LOADED = ("figures", "transactions", "revisions")


@dataclass(frozen=True)
class Approved:
    """Answers the questions on overlaps as a release would; nothing of it is written anywhere."""

    _connection: duckdb.DuckDBPyConnection = field(repr=False)

    def query(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """The rows of one SELECT."""
        return self._connection.execute(sql, parameters).fetchall()

    def lists(self, sql: str, parameters: Any = ()) -> dict[str, list[Any]]:
        """The same, column by column."""
        return by_column(self._connection.sql(sql, params=parameters or None))

    def batches(self, sql: str, parameters: Any = (), together: int = 0) -> Iterator[dict[str, Coded]]:
        """The same, some rows at a time."""
        return in_batches(self._connection.sql(sql, params=parameters or None), together)


@contextmanager
def approved(plan: Mapping[str, Rows]) -> Iterator[Approved]:
    """Open what is approved beside the registers in `plan`, rows by table; without what is held."""
    decisions = list(approvals())
    rows: Mapping[str, Sequence[tuple[Any, ...]]] = {**plan, **decided(decisions)}
    vault = stored.vault()
    parts = [Part(vault.path(a.figures_sha256), a.version.code) for a in decisions if a.figures_sha256]
    with stored.scratch() as work, connect(work) as connection:
        for name, table in TABLES.items():
            if name not in _NOT_LOADED:
                load(connection, table, rows.get(name, ()))
        unite(connection, FIGURES, parts)
        settle(connection)
        yield Approved(connection)
