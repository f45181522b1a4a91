"""What a file holds, counted: rows, and figures by role or transactions by stage."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from istmo.kernel.schema import ROLES, STAGES
from istmo.release import sql


@dataclass(frozen=True)
class Summary:
    """rows: rows of the reporter's file that hold anything; roles, stages: only those that occur, in their own order."""

    rows: int
    roles: dict[str, int]
    stages: dict[str, int]


def summary(figures: Path | None, transactions: Path | None) -> Summary:
    """Count the Parquet files of the door; None where there are no such rows."""
    with duckdb.connect() as connection:
        roles, rows = _counted(connection, figures, "role", ROLES)
        stages, more = _counted(connection, transactions, "stage", STAGES)
    return Summary(rows + more, roles, stages)


def _counted(
    connection: duckdb.DuckDBPyConnection, path: Path | None, column: str, order: tuple[str, ...]
) -> tuple[dict[str, int], int]:
    if path is None:
        return {}, 0
    file = f"read_parquet({sql.literal(path)})"
    counts = dict(connection.execute(f"select {column}, count(*) from {file} group by 1").fetchall())
    rows = connection.execute(f'select count(distinct "row") from {file}').fetchall()[0][0]
    return {name: counts[name] for name in order if name in counts}, rows
