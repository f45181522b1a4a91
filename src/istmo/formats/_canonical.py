"""From a raw table of texts to figures or transactions: what every format that has rows and headers ends in."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from istmo.formats import _engine, _numbers
from istmo.formats._columns import PERIOD, Columns, columns
from istmo.formats._numbers import Spelling
from istmo.formats._rows import Raw
from istmo.formats._rules import DEFAULTS, broken, day, rules
from istmo.formats._shared import Read, error, letter, note, quoted
from istmo.formats._vocabulary import breakdowns, periods
from istmo.kernel.problem import Problem, has_errors
from istmo.kernel.schema import Column, Type
from istmo.kernel.tables import FIGURES

#: Remarks and wordings stand as they were written; around codes spaces mean nothing.
_FROM_THE_FILE = ("r.", "periods.", "breakdowns.")
_AS_WRITTEN = ("note", "period_as_written", "value_as_written", "basis", "account")


def canonical(connection: duckdb.DuckDBPyConnection, raw: Raw, into: Path) -> Read:
    """Write `figures.parquet` or `transactions.parquet` of exactly the kernel's columns, in the file's order.

    Every row is kept: a cell that cannot be read is NULL and a problem, a number keeps its text beside it. Without
    the columns that make a figure there is no table, only the problem.
    """
    found, problems = columns(raw)
    problems = [*raw.problems, *problems]
    headers = found.headers(raw)
    if any(problem.code == "missing_column" for problem in problems):
        return Read(problems=tuple(problems), headers=headers)
    spellings, notes = _spellings(connection, raw, found)
    parsed = [each for each in (periods(connection, raw, found), breakdowns(connection, raw, found)) if each]
    numbering, more = _own_rows(connection, raw, found)
    problems += [*notes, *more, *broken(connection, raw, rules(raw, found, spellings, parsed))]
    out = into / f"{found.table.name}.parquet"
    fields = {column.name: _field(column, found, spellings) for column in found.table.columns}
    joins = " ".join(each.join for each in parsed)
    source = f"(SELECT *, {numbering} AS own FROM {raw.sql}) r {joins}"
    count = connection.execute(
        f"COPY ({_ordered(fields, source)}) TO {quoted(out)} ({_engine.PARQUET})"
    ).fetchall()[0][0]
    if not count and not has_errors(problems):
        fix = "fill in at least one row"
        problems.append(error("no_rows", "the file has a header and no rows", raw.where(), fix=fix))
    is_figures = found.table is FIGURES
    return Read(out if is_figures else None, None if is_figures else out, tuple(problems), headers)


def _ordered(fields: dict[str, str], source: str) -> str:
    """SQL: the fields in the order of the file.

    DuckDB's joins do not keep the order of a file, so it is sorted back; what is the same in every row, or follows
    from the row's number, is added after the sort and costs it nothing.
    """
    sorted_ = {name: sql for name, sql in fields.items() if any(mark in sql for mark in _FROM_THE_FILE)}
    inner = ", ".join(f'{sql} AS "{name}"' for name, sql in sorted_.items())
    outer = ", ".join(
        f'"{name}"' if name in sorted_ else f'{sql} AS "{name}"' for name, sql in fields.items()
    )
    return f'SELECT {outer} FROM (SELECT {inner}, r."row" AS counted FROM {source} ORDER BY r.place)'


def _spellings(
    connection: duckdb.DuckDBPyConnection, raw: Raw, found: Columns
) -> tuple[dict[str, Spelling], list[Problem]]:
    """How each column of numbers is written, and the notes of those read with decimal commas.

    Commas are only decimal where cells are not parted by them, and if the whole column can mean nothing else.
    """
    numbers = {
        column.name: found.ours[column.name]
        for column in found.table.columns
        if column.type is Type.DECIMAL and column.name in found.ours
    }
    plain = _asked(connection, raw, numbers, _numbers.plain)
    spellings = {name: Spelling.PLAIN if plain[name] else Spelling.MIXED for name in numbers}
    doubtful = {name: index for name, index in numbers.items() if not plain[name]}
    comma = _asked(connection, raw, doubtful, _numbers.commas) if raw.head.delimiter in ";\t" else {}
    read = {name: index for name, index in doubtful.items() if comma.get(name)}
    spellings |= dict.fromkeys(read, Spelling.COMMA)
    told, fix = "the numbers were read with decimal commas", "nothing need be done; the text is kept"
    return spellings, [note("decimal_comma", told, raw.where(index), fix=fix) for index in read.values()]


def _asked(
    connection: duckdb.DuckDBPyConnection, raw: Raw, cells: dict[str, int], question: Callable[[str], str]
) -> dict[str, bool]:
    """The answer to one question (an SQL aggregate) about each of these columns."""
    if not cells:
        return {}
    asked = ", ".join(question(f"c{index}") for index in cells.values())
    return dict(zip(cells, connection.execute(f"SELECT {asked} FROM {raw.sql}").fetchall()[0], strict=True))


def _own_rows(connection: duckdb.DuckDBPyConnection, raw: Raw, found: Columns) -> tuple[str, list[Problem]]:
    """SQL: the number of a row, from the file's own column `row` if that names every row once, else as counted."""
    index = found.ours.get("row")
    if index is None:
        return '"row"', []
    own = f"TRY_CAST({_numbers.trimmed(f'c{index}')} AS BIGINT)"
    usable = connection.execute(f"SELECT count(DISTINCT {own}) = count(*) FROM {raw.sql}").fetchall()[0][0]
    if usable:
        return own, []
    told = "the column does not number every row once; rows are numbered as they stand"
    return '"row"', [note("row_not_used", told, raw.where(index), fix="nothing need be done")]


def _field(column: Column, found: Columns, spellings: dict[str, Spelling]) -> str:
    """SQL: one column of ours from the raw table `r` and what was parsed."""
    special = _special(column.name, found, spellings)
    if special:
        return special
    if column.name not in found.ours:
        default = DEFAULTS.get(column.name, "")
        return f"'{default}'" if column.required else f"NULL::{column.type}"
    cell = f"r.c{found.ours[column.name]}"
    if column.type is Type.TEXT:
        return _text(column, cell)
    return _numbers.number(cell, spellings[column.name]) if column.type is Type.DECIMAL else day(cell)


def _text(column: Column, cell: str) -> str:
    """SQL: a remark as it stands, a code without spaces around it, a word of a closed list in small letters."""
    if column.name in _AS_WRITTEN:
        return cell
    text = f"lower({_numbers.trimmed(cell)})" if column.values else _numbers.trimmed(cell)
    return f"coalesce({text}, '{DEFAULTS.get(column.name, '')}')" if column.required else text


def _special(name: str, found: Columns, spellings: dict[str, Spelling]) -> str:
    """SQL of a column that is made from more than its own cell; empty if it is not."""
    own = f"r.c{found.ours[name]}" if name in found.ours else "NULL"
    has_period = any(column in found.ours for column in PERIOD)
    amount = "value" if found.table is FIGURES else "amount"
    cell = f"r.c{found.ours[amount]}" if amount in found.ours else "NULL"
    made = {
        "row": "r.own",
        "period_start": "periods.starts" if has_period else "NULL::DATE",
        "period_end": "periods.ends" if has_period else "NULL::DATE",
        "period_as_written": f"coalesce({own}, periods.words)" if has_period else f"{own}::VARCHAR",
        "breakdown": "coalesce(breakdowns.code, '')" if _parts(found) else "''",
        "value_as_written": _as_written(own, cell, spellings.get(amount, Spelling.MIXED)),
        "at": own if name in found.ours else _at(found, amount),
    }
    return made.get(name, "")


def _parts(found: Columns) -> bool:
    return "breakdown" in found.ours or bool(found.dimensions)


def _as_written(own: str, cell: str, spelling: Spelling) -> str:
    """The text of the value; a column of its own stands as it is, unless the value would otherwise be lost."""
    if own == "NULL":
        return f"{cell if spelling is Spelling.PLAIN else _numbers.trimmed(cell)}::VARCHAR"
    if cell == "NULL":
        return own
    lost = f"({_numbers.number(cell, spelling)}) IS NULL"
    return f"CASE WHEN {lost} THEN coalesce({own}, {_numbers.trimmed(cell)}) ELSE {own} END"


def _at(found: Columns, amount: str) -> str:
    """The reporter's cell that holds the value, or what stands for it."""
    cells = (found.ours[name] for name in (amount, "numerator", "state") if name in found.ours)
    return f"'{letter(next(cells, 0))}' || counted"
