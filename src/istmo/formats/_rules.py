"""What every cell must satisfy before it is a figure: one SQL condition a rule, counted over all rows in one query."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import duckdb

from istmo.formats import _numbers
from istmo.formats._columns import Columns
from istmo.formats._rows import Raw
from istmo.formats._shared import error, note
from istmo.formats._tally import DIFFERENT_TOLD, at_rows
from istmo.formats._vocabulary import Vocabulary
from istmo.kernel.problem import PLACES_TOLD, Problem
from istmo.kernel.schema import Column, Type
from istmo.kernel.tables import FIGURES

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LONGEST_TOLD = 200
#: What an empty cell means where a column may be left empty.
DEFAULTS = {"span": "period", "state": "reported", "kind": "increment"}
_VALUES = ("value", "numerator", "low", "high", "value_as_written")


@dataclass(frozen=True)
class Rule:
    """Rows for which `bad` (SQL over the raw table) holds are told by `said`, each different `text` for itself.

    text: SQL; empty where there is nothing to quote.
    """

    column: int
    bad: str
    said: Callable[[str], Problem]
    text: str = "NULL"


def day(cell: str) -> str:
    """SQL: the cell as a date; NULL if it is none. Only year-month-day, which means the same everywhere."""
    text = _numbers.trimmed(cell)
    return f"CASE WHEN regexp_full_match({text}, '{_DAY}') THEN TRY_CAST({text} AS DATE) END"


def rules(raw: Raw, columns: Columns, commas: Sequence[str], parsed: Iterable[Vocabulary]) -> list[Rule]:
    """All rules of a file; `commas` are the columns read with decimal commas."""
    listed: list[Rule] = []
    for name, index in columns.ours.items():
        column = next((column for column in columns.table.columns if column.name == name), None)
        if column is not None and name not in (*_PARSED, "row"):
            listed += _of_column(raw, column, index, name in commas)
    listed += [
        _of_vocabulary(raw, vocabulary, connection_cell(vocabulary))
        for vocabulary in parsed
        if vocabulary.faulty
    ]
    return [*listed, *_of_rows(raw, columns)]


_PARSED = ("period_start", "period_end", "breakdown")


def connection_cell(vocabulary: Vocabulary) -> str:
    """SQL: the cells of a vocabulary as a row value, to look up in the faulty ones."""
    return ", ".join(f"coalesce(c{cell}, '')" for cell in vocabulary.cells)


def _of_vocabulary(raw: Raw, vocabulary: Vocabulary, cells: str) -> Rule:
    keys = ", ".join(f"k{n}" for n in range(len(vocabulary.cells)))
    bad = f"({cells}) IN (SELECT ({keys}) FROM {vocabulary.name} WHERE fault IS NOT NULL)"
    text = f"(SELECT any_value(fault) FROM {vocabulary.name} WHERE ({keys}) = ({cells}))"
    code = "period_not_readable" if vocabulary.name == "periods" else "breakdown_not_readable"
    where = raw.where(vocabulary.cells[0])

    def said(fault: str) -> Problem:
        found, _, cure = fault.partition("; ")
        return error(code, found, where, fix=cure.replace("did you mean", "write").strip("?") or _FORMS[code])

    return Rule(vocabulary.cells[0], bad, said, text)


_FORMS = {
    "period_not_readable": "write it like 2016, FY2017, 2017-Q2, 2017-06 or 2016/2017",
    "breakdown_not_readable": "write it like age=15-24;sex=f, or give each dimension a column of its own",
}


def _of_column(raw: Raw, column: Column, index: int, comma: bool) -> list[Rule]:
    cell, where = f"c{index}", raw.where(index)
    text = _numbers.trimmed(cell)
    if column.type is Type.DECIMAL:
        return [
            Rule(index, _numbers.unread(cell, comma), lambda said: _not_a_number(said, raw, index), text),
            Rule(index, _numbers.rounded(cell, comma), lambda _: note("rounded", "more than nine decimals were rounded half up", where, fix="nothing need be done; the text is kept")),
            *([Rule(index, f"{text} IS NULL", lambda _: _blank(raw, index))] if column.required else []),
        ]  # fmt: skip
    if column.type is Type.DATE:
        bad = f"{text} IS NOT NULL AND ({day(cell)}) IS NULL"
        return [Rule(index, bad, lambda said: error("not_a_date", f"“{said}” is not a date", where, fix="write it as year-month-day, such as 2017-06-30"), text)]  # fmt: skip
    if column.values:
        known = ", ".join(f"'{value}'" for value in column.values)
        told = ", ".join(column.values)
        blank = (
            []
            if column.name in DEFAULTS or not column.required
            else [Rule(index, f"{text} IS NULL", lambda _: _blank(raw, index))]
        )
        return [Rule(index, f"lower({text}) NOT IN ({known})", lambda said: error("not_in_list", f"“{said}” is not one of the values", where, fix=f"choose one of {told}"), text), *blank]  # fmt: skip
    if column.required:
        return [Rule(index, f"{text} IS NULL", lambda _: _blank(raw, index))]
    return []


def _not_a_number(said: str, raw: Raw, index: int) -> Problem:
    found, fix = _numbers.explain(said)
    return error("value_not_a_number", found, raw.where(index), fix=fix)


def _blank(raw: Raw, index: int) -> Problem:
    return error("empty_cell", "the cell is empty and must not be", raw.where(index), fix="fill it in")


def _of_rows(raw: Raw, columns: Columns) -> list[Rule]:
    if columns.table is not FIGURES:
        return []
    held = [columns.ours[name] for name in _VALUES if name in columns.ours]
    empty = " AND ".join(f"{_numbers.trimmed(f'c{index}')} IS NULL" for index in held) or "true"
    state = columns.ours.get("state")
    if state is not None:
        empty += f" AND coalesce(lower({_numbers.trimmed(f'c{state}')}), 'reported') = 'reported'"
    index = next((columns.ours[name] for name in (*_VALUES, "state") if name in columns.ours), 0)
    said = error(
        "no_value",
        "the row has no value and no state",
        raw.where(index),
        fix=f"fill in the value, or {_numbers.STATE}",
    )
    return [Rule(index, empty, lambda _: said)]


def broken(connection: duckdb.DuckDBPyConnection, raw: Raw, listed: Sequence[Rule]) -> list[Problem]:
    """Which rules are broken where: one query counts for all, one more for each that is broken."""
    if not listed:
        return []
    counts = connection.execute(
        f"SELECT {', '.join(f'count_if({rule.bad})' for rule in listed)} FROM {raw.sql}"
    ).fetchall()[0]
    told = []
    for rule, count in zip(listed, counts, strict=True):
        if count:
            told += _told(connection, raw, rule, count)
    return told


def _told(connection: duckdb.DuckDBPyConnection, raw: Raw, rule: Rule, count: int) -> list[Problem]:
    """The first different texts with their first rows; what is left is summed up in one more problem."""
    groups = connection.execute(
        f'SELECT left({rule.text}, {_LONGEST_TOLD}) AS said, count(*), min("row", {PLACES_TOLD}) AS places '
        f"FROM {raw.sql} WHERE {rule.bad} GROUP BY said ORDER BY places[1], said LIMIT {DIFFERENT_TOLD}"
    ).fetchall()
    told = [at_rows(rule.said(said or ""), number, places) for said, number, places in groups]
    left = count - sum(problem.count for problem in told)
    if left > 0:
        first = told[0]
        found = f"{left:,} more cells of this column have a problem of this kind"
        told.append(at_rows(error(first.code, found, raw.where(rule.column), fix=first.fix), left, []))
    return told
