"""From a raw table of texts to figures or transactions: what every format that has rows and headers ends in."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from istmo.formats import _engine, _numbers
from istmo.formats._columns import Columns, columns
from istmo.formats._fields import Understood, field
from istmo.formats._numbers import Spelling
from istmo.formats._rows import Raw
from istmo.formats._rules import broken, rules
from istmo.formats._shared import Read, error, note, quoted
from istmo.formats._vocabulary import breakdowns, periods
from istmo.kernel.problem import Problem, has_errors
from istmo.kernel.schema import Type
from istmo.kernel.tables import FIGURES


def canonical(connection: duckdb.DuckDBPyConnection, raw: Raw, into: Path) -> Read:
    """Write `figures.parquet` or `transactions.parquet` of exactly the kernel's columns, in the file's order.

    Every row is kept: a cell that cannot be read is NULL and a problem, a number keeps its text beside it. Without
    the columns that make a figure there is no table, only the problem.
    """
    found, named = columns(raw)
    problems = [*raw.problems, *named]
    headers = found.headers(raw)
    if any(problem.code == "missing_column" for problem in named):
        return Read(problems=tuple(problems), headers=headers)
    spellings, spelled = _spellings(connection, raw, found)
    file = Understood(
        found, spellings, periods(connection, raw, found), breakdowns(connection, raw, found), raw.sheet
    )
    own, numbered = _own_rows(connection, raw, found)
    problems += [
        *spelled,
        *numbered,
        *broken(connection, raw, rules(raw, found, spellings, file.vocabularies)),
    ]
    out = into / f"{found.table.name}.parquet"
    if not _written(connection, raw, file, own, out) and not has_errors(problems):
        fix = "fill in at least one row"
        problems.append(error("no_rows", "the file has a header and no rows", raw.where(), fix=fix))
    is_figures = found.table is FIGURES
    return Read(out if is_figures else None, None if is_figures else out, tuple(problems), headers)


def _written(connection: duckdb.DuckDBPyConnection, raw: Raw, file: Understood, own: str, out: Path) -> int:
    """Write the table and give the number of its rows. A scan without joins keeps the order of the file."""
    fields = ", ".join(f'{field(column, file)} AS "{column.name}"' for column in file.columns.table.columns)
    places = "".join(f", {each.place} AS {each.name}_place" for each in file.vocabularies)
    source = f"(SELECT *, {own} AS own{places} FROM {raw.sql})"
    answer = connection.execute(f"COPY (SELECT {fields} FROM {source}) TO {quoted(out)} ({_engine.PARQUET})")
    count: int = answer.fetchall()[0][0]
    return count


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
