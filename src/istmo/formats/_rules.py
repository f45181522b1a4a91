"""What every cell must satisfy before it is a figure: one SQL condition a rule, counted over all rows in one query."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from istmo.formats import _numbers
from istmo.formats._columns import Columns
from istmo.formats._numbers import Spelling
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
#: Columns that a vocabulary parses.
_PARSED = ("period_start", "period_end", "breakdown")
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


def rules(
    raw: Raw, columns: Columns, spellings: Mapping[str, Spelling], parsed: Iterable[Vocabulary]
) -> list[Rule]:
    """All rules of a file; `spellings` are those of its columns of numbers."""
    listed: list[Rule] = []
    for name, index in columns.ours.items():
        column = next((column for column in columns.table.columns if column.name == name), None)
        if column is not None and name not in (*_PARSED, "row"):
            listed += _of_column(raw, column, index, spellings.get(name))
    listed += [_of_vocabulary(raw, vocabulary) for vocabulary in parsed if vocabulary.faulty]
    return [*listed, *_of_rows(raw, columns, spellings)]


def _of_vocabulary(raw: Raw, vocabulary: Vocabulary) -> Rule:
    name, key, where = vocabulary.name, vocabulary.key, raw.where(vocabulary.cells[0])
    bad = f"({key}) IN (SELECT key FROM {name} WHERE fault IS NOT NULL)"
    text = f"(SELECT any_value(fault) FROM {name} WHERE key = ({key}))"
    code = "period_not_readable" if name == "periods" else "breakdown_not_readable"

    def said(fault: str) -> Problem:
        found, _, cure = fault.partition("; ")
        return error(code, found, where, fix=cure.replace("did you mean", "write").strip("?") or _FORMS[code])

    return Rule(vocabulary.cells[0], bad, said, text)


_FORMS = {
    "period_not_readable": "write it like 2016, FY2017, 2017-Q2, 2017-06 or 2016/2017",
    "breakdown_not_readable": "write it like age=15-24;sex=f, or give each dimension a column of its own",
}


def _of_column(raw: Raw, column: Column, index: int, spelling: Spelling | None) -> list[Rule]:
    """The rules of one column by its type and its closed list."""
    cell = f"c{index}" if spelling is Spelling.PLAIN else _numbers.trimmed(f"c{index}")
    listed: list[Rule] = []
    if column.required and column.name not in DEFAULTS:
        listed.append(Rule(index, f"{cell} IS NULL", lambda _: _blank(raw, index)))
    if spelling and spelling is not Spelling.PLAIN:
        listed += _of_number(raw, index, spelling)
    if column.type is Type.DATE:
        listed.append(
            Rule(index, f"{cell} IS NOT NULL AND ({day(f'c{index}')}) IS NULL", _not_a_date(raw, index), cell)
        )
    if column.values:
        known = ", ".join(f"'{value}'" for value in column.values)
        listed.append(Rule(index, f"lower({cell}) NOT IN ({known})", _not_in_list(raw, index, column), cell))
    return listed


def _of_number(raw: Raw, index: int, spelling: Spelling) -> list[Rule]:
    cell = f"c{index}"
    fix = "nothing need be done; the text is kept"
    told = note("rounded", "more than nine decimals were rounded half up", raw.where(index), fix=fix)
    return [
        Rule(
            index,
            _numbers.unread(cell, spelling),
            lambda said: _not_a_number(said, raw, index),
            _numbers.trimmed(cell),
        ),
        Rule(index, _numbers.rounded(cell, spelling), lambda _: told),
    ]


def _not_a_date(raw: Raw, index: int) -> Callable[[str], Problem]:
    fix = "write it as year-month-day, such as 2017-06-30"
    return lambda said: error("not_a_date", f"“{said}” is not a date", raw.where(index), fix=fix)


def _not_in_list(raw: Raw, index: int, column: Column) -> Callable[[str], Problem]:
    found, fix = f"is not a {column.name}", f"choose one of {', '.join(column.values)}"
    return lambda said: error("not_in_list", f"“{said}” {found}", raw.where(index), fix=fix)


def _not_a_number(said: str, raw: Raw, index: int) -> Problem:
    found, fix = _numbers.explain(said)
    return error("value_not_a_number", found, raw.where(index), fix=fix)


def _blank(raw: Raw, index: int) -> Problem:
    return error("empty_cell", "the cell is empty and must not be", raw.where(index), fix="fill it in")


def _of_rows(raw: Raw, columns: Columns, spellings: Mapping[str, Spelling]) -> list[Rule]:
    if columns.table is not FIGURES:
        return []
    held = [
        f"c{index}" if spellings.get(name) is Spelling.PLAIN else _numbers.trimmed(f"c{index}")
        for name, index in columns.ours.items()
        if name in _VALUES
    ]
    empty = " AND ".join(f"{cell} IS NULL" for cell in held) or "true"
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


def _first_rows(connection: duckdb.DuckDBPyConnection) -> str:
    """SQL, an aggregate: the first rows of a group, as many as are to be kept.

    A heap of a few rows a group is quickest, but one of many takes its room for every group in advance.
    """
    most = connection.execute("SELECT getvariable('places')").fetchall()[0][0]
    return f'min("row", {most})' if most <= PLACES_TOLD else f'list("row" ORDER BY "row")[1:{most}]'


def _told(connection: duckdb.DuckDBPyConnection, raw: Raw, rule: Rule, count: int) -> list[Problem]:
    """The first different texts with their first rows; what is left is summed up in one more problem."""
    groups = connection.execute(
        f"SELECT left({rule.text}, {_LONGEST_TOLD}) AS said, count(*), {_first_rows(connection)} AS places "
        f"FROM {raw.sql} WHERE {rule.bad} GROUP BY said ORDER BY places[1], said LIMIT {DIFFERENT_TOLD}"
    ).fetchall()
    told = [at_rows(rule.said(said or ""), number, places) for said, number, places in groups]
    left = count - sum(problem.count for problem in told)
    if left > 0:
        first = told[0]
        found = f"{left:,} more cells of this column have a problem of this kind"
        told.append(at_rows(error(first.code, found, raw.where(rule.column), fix=first.fix), left, []))
    return told
