"""Other names of places, agencies, indicators and sources become our codes, in one set-wise pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from istmo.kernel.problem import Problem, Severity, Where
from istmo.kernel.tables import TABLES, Table

#: Column of a table of figures or transactions -> kind of name it may hold, and the register of that kind.
KINDS = {"indicator": "indicator", "place": "place", "agency": "agency", "source": "source"}
_REGISTERS = {"indicator": "indicators", "place": "places", "agency": "agencies", "source": "sources"}
#: Names, beside the code, that a register itself gives its rows.
_OWN_NAMES = {"place": ("name", "iso3"), "agency": ("name",), "source": ("title",), "indicator": ()}
_TOLD = 3


@dataclass(frozen=True)
class Swap:
    """One name as written, the code it means, and how often it stands in the column."""

    written: str
    code: str
    times: int


@dataclass(frozen=True)
class Names:
    """The names that the rows of an architecture know; `file` and `headers` are what the reporter is told of."""

    tables: Mapping[str, Sequence[tuple[Any, ...]]]
    file: str
    headers: Mapping[str, tuple[str, str]]

    @cached_property
    def known(self) -> dict[tuple[str, str], str]:
        """(kind, name folded) -> code, for every name that means one code only.

        Names are compared without case and surrounding spaces, and a code stands for itself. A name of two codes
        names neither: the check for unknown codes then tells it.
        """
        codes = {
            kind: [str(row[0]) for row in self.tables.get(table, ())] for kind, table in _REGISTERS.items()
        }
        names = [(kind, code, code) for kind, known in codes.items() for code in known]
        names += [*self.tables.get("aliases", ()), *self._registered()]
        meanings: dict[tuple[str, str], set[str]] = {}
        for kind, name, code in names:
            meanings.setdefault((kind, _folded(name)), set()).add(code)
        return {name: min(codes) for name, codes in meanings.items() if len(codes) == 1}

    def to_codes(self, path: Path | None, table: Table, out: Path) -> tuple[Path | None, list[Problem]]:
        """Write `out` with names replaced by codes and give it with a note per column; `path` where none was.

        The order of rows stays. One pass finds the distinct names, a second writes only if there are any to replace.
        """
        if path is None:
            return None, []
        with duckdb.connect() as connection:
            literal = str(path).replace("'", "''")
            connection.execute(f"CREATE VIEW came AS FROM read_parquet('{literal}', file_row_number = true)")
            columns = [column for column in KINDS if column in table.names]
            found = {column: self._swaps(connection, column) for column in columns}
            swaps = {column: told for column, told in found.items() if told}
            if not swaps:
                return path, []
            _write(connection, table, swaps, out)
        return out, [self._note(column, told) for column, told in swaps.items()]

    def _registered(self) -> list[tuple[str, str, str]]:
        rows = []
        for kind, table in _REGISTERS.items():
            places = [TABLES[table].names.index(name) for name in _OWN_NAMES[kind]]
            rows += [(kind, row[i], row[0]) for row in self.tables.get(table, ()) for i in places if row[i]]
        return rows

    def _swaps(self, connection: duckdb.DuckDBPyConnection, column: str) -> list[Swap]:
        """What is written otherwise than the code it means. Folding is Python's: SQL's `lower` differs in ß and İ."""
        counted = connection.execute(
            f"SELECT {column}, count(*) FROM came WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 1"
        ).fetchall()
        codes = {str(row[0]) for row in self.tables.get(_REGISTERS[KINDS[column]], ())}
        means = [(text, self.known.get((KINDS[column], _folded(text))), times) for text, times in counted]
        return [Swap(text, code, times) for text, code, times in means if code and text not in codes]

    def _note(self, column: str, swaps: Sequence[Swap]) -> Problem:
        letter, header = self.headers.get(column, ("", ""))
        told = ", ".join(f"“{swap.written}” as {swap.code}" for swap in swaps[:_TOLD])
        more = f" and {len(swaps) - _TOLD} more" if len(swaps) > _TOLD else ""
        return Problem(
            "name_read_as_code",
            Severity.NOTE,
            f"names were read as codes: {told}{more}",
            Where(file=self.file, column=letter, header=header),
            fix="nothing to do, if that is what was meant",
            count=sum(swap.times for swap in swaps),
        )


def _folded(name: str) -> str:
    return name.strip().casefold()


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
