"""Other names of places, agencies, indicators and sources become our codes, in one set-wise pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from istmo.kernel.problem import Problem, Severity, Where
from istmo.kernel.sheets import of_sheet
from istmo.kernel.tables import Table
from istmo.spec.names import KnownNames

#: Column of a table of figures or transactions -> kind of name it may hold.
KINDS = {
    "indicator": "indicator",
    "place": "place",
    "agency": "agency",
    "source": "source",
    # Who gives or receives money may be anybody; where it is an agency of ours, it is known by its code.
    "provider": "agency",
    "receiver": "agency",
}
_TOLD = 3


@dataclass(frozen=True)
class Swap:
    """One name as written, the code it means, and how often it stands in the column."""

    written: str
    code: str
    times: int


@dataclass(frozen=True)
class _Column:
    """What the names of one column mean: those with one meaning, and those with several."""

    swaps: list[Swap] = field(default_factory=list)
    unsure: list[tuple[str, tuple[str, ...], int]] = field(default_factory=list)


@dataclass(frozen=True)
class Names:
    """The names that the rows of an architecture know; `file` and `headers` are what the reporter is told of."""

    tables: Mapping[str, Sequence[tuple[Any, ...]]]
    file: str
    headers: Mapping[str, tuple[str, str]]

    @cached_property
    def known(self) -> KnownNames:
        """The names, gathered once."""
        return KnownNames(self.tables)

    def to_codes(self, path: Path | None, table: Table, out: Path) -> tuple[Path | None, list[Problem]]:
        """Write `out` with names replaced by codes and give it with a note per column; `path` where none was.

        A name of several codes stays as it is, with a warning that tells them; that it is no code is for the checks
        to say. The order of rows stays. One pass finds the distinct names, a second writes only if there are any to
        replace.
        """
        if path is None:
            return None, []
        with duckdb.connect() as connection:
            literal = str(path).replace("'", "''")
            connection.execute(f"CREATE VIEW came AS FROM read_parquet('{literal}', file_row_number = true)")
            found = {column: self._read(connection, column) for column in KINDS if column in table.names}
            problems = [problem for column, read in found.items() for problem in self._told(column, read)]
            swaps = {column: read.swaps for column, read in found.items() if read.swaps}
            if not swaps:
                return path, problems
            _write(connection, table, swaps, out)
        return out, problems

    def _read(self, connection: duckdb.DuckDBPyConnection, column: str) -> _Column:
        """The distinct texts of a column that are written otherwise than the code they mean."""
        counted = connection.execute(
            f"SELECT {column}, count(*) FROM came WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 1"
        ).fetchall()
        read = _Column()
        for text, times in counted:
            codes = self.known.meanings(KINDS[column], text)
            if len(codes) == 1 and codes[0] != text:
                read.swaps.append(Swap(text, codes[0], times))
            elif len(codes) > 1:
                read.unsure.append((text, codes, times))
        return read

    def _told(self, column: str, read: _Column) -> list[Problem]:
        letter, header = self.headers.get(column, ("", ""))
        sheets = [sheet for sheet, name in map(of_sheet, self.headers) if sheet and name == column]
        sheet = sheets[0] if len(sheets) == 1 else ""
        where = Where(self.file, sheet, "" if len(sheets) > 1 else letter, header=header)
        problems = []
        if read.swaps:
            told = [f"“{swap.written}” as {swap.code}" for swap in read.swaps]
            found = f"names were read as codes: {_first(told)}"
            times = sum(swap.times for swap in read.swaps)
            fix = "nothing to do, if that is what was meant"
            problems.append(Problem("name_read_as_code", Severity.NOTE, found, where, fix=fix, count=times))
        if read.unsure:
            told = [f"“{written}” may be {' or '.join(codes)}" for written, codes, _ in read.unsure]
            found = f"names mean more than one thing: {_first(told)}"
            times = sum(times for _, _, times in read.unsure)
            fix = "write the code of the one that is meant"
            problems.append(Problem("ambiguous_name", Severity.WARNING, found, where, fix=fix, count=times))
        return problems


def _first(told: Sequence[str]) -> str:
    more = f" and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
    return ", ".join(told[:_TOLD]) + more


def _write(
    connection: duckdb.DuckDBPyConnection, table: Table, swaps: Mapping[str, Sequence[Swap]], out: Path
) -> None:
    joins, chosen = [], {name: f"came.{name}" for name in table.names}
    for column, found in swaps.items():
        connection.execute(f"CREATE TABLE swap_{column} (written VARCHAR, code VARCHAR)")
        rows = [(swap.written, swap.code) for swap in found]
        connection.executemany(f"INSERT INTO swap_{column} VALUES (?, ?)", rows)
        joins.append(f"LEFT JOIN swap_{column} ON swap_{column}.written = came.{column}")
        chosen[column] = f"coalesce(swap_{column}.code, came.{column}) AS {column}"
    literal = str(out).replace("'", "''")
    # Ordered by the row's own number, so that the bytes do not depend on how many threads wrote them.
    connection.execute(
        f"COPY (SELECT {', '.join(chosen.values())} FROM came {' '.join(joins)} ORDER BY came.file_row_number)"
        f" TO '{literal}' (FORMAT parquet)"
    )
