"""Texts with a grammar, periods and breakdowns: each different text is parsed once, in Python, and joined back."""

from collections.abc import Callable, Sequence
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

#: More different texts than this are no codes: columns have most likely been swapped.
MOST = 1_000_000
_BATCH = 50_000


@dataclass(frozen=True)
class Vocabulary:
    """A table `name` in the connection: the cells as keys k0, k1 …, what they mean, and `fault` where they mean nothing.

    cells: the columns of the raw table that the keys are.
    """

    name: str
    cells: tuple[int, ...]
    faulty: bool

    @property
    def join(self) -> str:
        """The join from a raw table `r`; raw tables hold NULL for an empty cell, this one an empty text."""
        same = " AND ".join(
            f"coalesce(r.c{cell}, '') = {self.name}.k{n}" for n, cell in enumerate(self.cells)
        )
        return f"LEFT JOIN {self.name} ON {same}"


def periods(connection: duckdb.DuckDBPyConnection, raw: Raw, columns: Columns) -> Vocabulary | None:
    """`periods(k…, starts, ends, words, fault)`, or None if the file has no period."""
    names = [name for name in ("period", "period_start", "period_end") if name in columns.ours]
    if not names:
        return None

    def meaning(*cells: str) -> tuple[date | None, date | None, str | None, str | None]:
        said = dict(zip(names, (cell.strip() for cell in cells), strict=True))
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


def breakdowns(connection: duckdb.DuckDBPyConnection, raw: Raw, columns: Columns) -> Vocabulary | None:
    """`breakdowns(k…, code, fault)`, or None if the file has neither a breakdown nor dimensions."""
    own = columns.ours.get("breakdown")
    dimensions = columns.dimensions
    if own is None and not dimensions:
        return None

    def meaning(*cells: str) -> tuple[str, str | None]:
        said = list(cells)
        try:
            pairs = set(parse(said.pop(0))) if own is not None else set()
            pairs |= {
                (name, cell.strip()) for name, cell in zip(dimensions, said, strict=True) if cell.strip()
            }
            return canonical(sorted(pairs)), None
        except ValueError as fault:
            return ";".join(cell for cell in cells if cell), str(fault)

    used = [*([own] if own is not None else []), *dimensions.values()]
    return _built(connection, raw, "breakdowns", used, ("code VARCHAR", meaning))


def _built(
    connection: duckdb.DuckDBPyConnection,
    raw: Raw,
    name: str,
    cells: Sequence[int],
    grammar: tuple[str, Callable[..., tuple[Any, ...]]],
) -> Vocabulary:
    meanings, meaning = grammar
    keys = [f"k{n} VARCHAR" for n in range(len(cells))]
    connection.execute(f"CREATE OR REPLACE TABLE {name} ({', '.join(keys)}, {meanings}, fault VARCHAR)")
    width = len(keys) + meanings.count(",") + 2
    listed = ", ".join(f"unnest(${n + 1})" for n in range(width))
    texts = ", ".join(f"coalesce(c{cell}, '')" for cell in cells)
    different = connection.cursor().execute(f"SELECT DISTINCT {texts} FROM {raw.sql}")
    seen, faulty = 0, False
    while batch := different.fetchmany(_BATCH):
        seen += len(batch)
        if seen > MOST:
            raise InputProblem([_too_many(raw, cells[0])])
        rows = [(*texts, *meaning(*texts)) for texts in batch]
        faulty = faulty or any(row[-1] for row in rows)
        connection.execute(
            f"INSERT INTO {name} SELECT {listed}", [list(column) for column in zip(*rows, strict=True)]
        )
    return Vocabulary(name, tuple(cells), faulty)


def _too_many(raw: Raw, cell: int) -> Problem:
    found = f"the column has more than {MOST:,} different texts: they cannot be codes"
    return error("not_codes", found, raw.where(cell), fix="see whether columns were swapped")
