"""Texts with a grammar, periods and breakdowns: each different text is parsed once, in Python, and joined back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from istmo.formats._columns import Columns
from istmo.formats._rows import Raw
from istmo.formats._shared import error
from istmo.kernel.breakdown import canonical, parse
from istmo.kernel.period import Period
from istmo.kernel.problem import InputProblem, Problem
from istmo.kernel.tables import FIGURES

#: More different texts than this are no codes: columns have most likely been swapped.
MOST = 1_000_000
_BATCH = 50_000
#: The control character between the texts of a key; a text that holds it itself means nothing to any grammar.
_PART = 31


@dataclass(frozen=True)
class Vocabulary:
    """What the texts of some columns mean: a table `name` in the connection, of one row for every different `key`.

    cells: the columns of the raw table; the key joins their texts. Meanings are looked up by position in a list, not
    joined: DuckDB's joins lose the order of a file, and sorting ten million rows back costs as much as all the rest.
    """

    name: str
    cells: tuple[int, ...]
    faulty: bool

    @property
    def key(self) -> str:
        """SQL over the raw table: the key of a row."""
        return f" || chr({_PART}) || ".join(f"coalesce(c{cell}, '')" for cell in self.cells)

    @property
    def place(self) -> str:
        """SQL over the raw table: the place of a row's key in the lists."""
        return f"enum_code(({self.key})::{self.name}_key) + 1"

    def meaning(self, column: str) -> str:
        """SQL: a column of the meanings, where `<name>_place` is the place."""
        return f"(SELECT {column} FROM {self.name}_lists)[{self.name}_place]"


def periods(connection: duckdb.DuckDBPyConnection, raw: Raw, columns: Columns) -> Vocabulary | None:
    """`periods(key, starts, ends, words, fault)`, or None if the file has no period."""
    names = [name for name in ("period", "period_start", "period_end") if name in columns.ours]
    if not names:
        return None
    # A balance has the day it was struck, and money its fund year: only a figure is nothing without a period.
    may_be_empty = columns.table is not FIGURES

    def meaning(*cells: str) -> tuple[date | None, date | None, str | None, str | None]:
        said = dict(zip(names, (cell.strip() for cell in cells), strict=True))
        if may_be_empty and not any(said.values()):
            return None, None, None, None
        try:
            period = _period(**said)
        except ValueError as fault:
            return None, None, said.get("period") or "/".join(cells).strip("/") or None, str(fault)
        return period.start, period.end, period.as_written or None, None

    meanings = "starts DATE, ends DATE, words VARCHAR"
    return _built(connection, raw, "periods", [columns.ours[name] for name in names], (meanings, meaning))


def _period(period: str = "", period_start: str = "", period_end: str = "") -> Period:
    """The period of three cells, any of them empty. ValueError if they say nothing or disagree."""
    dates = Period(_day(period_start), _day(period_end))
    if not period:
        if not period_start and not period_end:
            raise ValueError("the row has no period; write undated if the source gives none")
        return dates
    said = Period.parse(period)
    if (period_start and said.start != dates.start) or (period_end and said.end != dates.end):
        raise ValueError(f"“{period}” and its dates {period_start or '…'} to {period_end or '…'} disagree")
    return said


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"“{text}” is not a date; write it like 2017-06-30") from None


def breakdowns(connection: duckdb.DuckDBPyConnection, raw: Raw, columns: Columns) -> tuple[Vocabulary, ...]:
    """`breakdown…(key, code, fault)`: one for each dimension with a column of its own, in the order of their names.

    With a column `breakdown` there is a single one, of the different rows: the two may say the same or disagree.
    """
    own, dimensions = columns.ours.get("breakdown"), columns.dimensions
    if own is not None:
        built = _built(
            connection, raw, "breakdown", [own, *dimensions.values()], ("code VARCHAR", _joined(dimensions))
        )
        return (built,) if built else ()
    each = [
        _built(
            connection, raw, f"breakdown{n}", [dimensions[name]], ("code VARCHAR", _joined([name], own=False))
        )
        for n, name in enumerate(sorted(dimensions))
    ]
    return tuple(one for one in each if one)


def _joined(dimensions: Iterable[str], own: bool = True) -> Callable[..., tuple[str, str | None]]:
    """The grammar of rows that have a breakdown (if `own`) and these dimensions."""
    names = tuple(dimensions)

    def meaning(*cells: str) -> tuple[str, str | None]:
        said = list(cells)
        try:
            pairs = set(parse(said.pop(0))) if own else set()
            pairs |= {(name, cell.strip()) for name, cell in zip(names, said, strict=True) if cell.strip()}
            return canonical(sorted(pairs)), None
        except ValueError as fault:
            return ";".join(cell for cell in cells if cell), str(fault)

    return meaning


def _built(
    connection: duckdb.DuckDBPyConnection,
    raw: Raw,
    name: str,
    cells: Sequence[int],
    grammar: tuple[str, Callable[..., tuple[Any, ...]]],
) -> Vocabulary | None:
    columns, meaning = grammar
    connection.execute(f"CREATE OR REPLACE TABLE {name} (key VARCHAR, {columns}, fault VARCHAR)")
    texts = ", ".join(f"coalesce(c{cell}, '')" for cell in cells)
    different = connection.cursor().execute(f"SELECT DISTINCT {texts} FROM {raw.sql}")
    seen: set[str] = set()
    faulty = False
    while batch := different.fetchmany(_BATCH):
        rows = {chr(_PART).join(texts): meaning(*texts) for texts in batch}
        new = [(key, *meant) for key, meant in rows.items() if key not in seen]
        seen.update(rows)
        if len(seen) > MOST:
            raise InputProblem([_too_many(raw, cells[0])])
        faulty = faulty or any(row[-1] for row in new)
        _insert(connection, name, new)
    if seen:
        _list(connection, name, columns)
    return Vocabulary(name, tuple(cells), faulty) if seen else None


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    listed = ", ".join(f"unnest(${place})" for place in range(1, len(columns) + 1))
    if columns:
        connection.execute(f"INSERT INTO {name} SELECT {listed}", columns)


def _list(connection: duckdb.DuckDBPyConnection, name: str, columns: str) -> None:
    """The type of the keys, which numbers them, and the meanings as lists in its order."""
    connection.execute(f"CREATE TYPE {name}_key AS ENUM (SELECT key FROM {name})")
    meant = [column.split()[0] for column in columns.split(", ")]
    listed = ", ".join(f"list({column} ORDER BY key::{name}_key) AS {column}" for column in meant)
    connection.execute(f"CREATE TABLE {name}_lists AS SELECT {listed} FROM {name}")


def _too_many(raw: Raw, cell: int) -> Problem:
    found = f"the column has more than {MOST:,} different texts: they cannot be codes"
    return error("not_codes", found, raw.where(cell), fix="see whether columns were swapped")
