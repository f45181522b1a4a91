"""Unites the approved parts: which statement of a figure stands, and which were restated.

A part is one approved Parquet file. Parts come in the order of approval: of one key, the statement in the latest part
stands; earlier ones go to `revisions` with the submission that restated them. A key twice in one part is an error.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from istmo.kernel.problem import InputProblem, Problem, Severity, Where, WrongUse
from istmo.kernel.schema import Table, Type
from istmo.kernel.tables import FIGURES
from istmo.release.integrity import at_rows, told_key
from istmo.release.sql import literal, names, quote

_KEYS_TOLD = 20
_HELD = (
    "select 1 from holds where holds.submission = given.submission and holds.row = given.row "
    "and (holds.at is null or holds.at = given.at)"
)


@dataclass(frozen=True)
class Part:
    """A canonical Parquet file and the submission it was approved as; an empty one means the file names its own."""

    path: Path
    submission: str


def unite(connection: duckdb.DuckDBPyConnection, table: Table, parts: Sequence[Part]) -> None:
    """Make the view `given_<table>`: all rows of all parts, with `part` (order of approval) and `nth` (row of its file).

    InputProblem where a file is no canonical table; WrongUse where one submission is given twice.
    """
    named = [part.submission for part in parts if part.submission]
    again = sorted({code for code in named if named.count(code) > 1})
    if again:
        raise WrongUse(f"A submission was given twice for {table.name}: {', '.join(again)}.")
    problems = [problem for part in parts for problem in _foreign(connection, table, part)]
    if problems:
        raise InputProblem(problems)
    view = _all_rows(table, parts) if parts else _no_rows(table)
    connection.execute(f"create view given_{table.name} as {view}")


def _all_rows(table: Table, parts: Sequence[Part]) -> str:
    files = ", ".join(literal(part.path) for part in parts)
    codes = ", ".join(literal(part.submission) for part in parts)
    columns = names(name for name in table.names if name != "submission")
    return (
        f"select {columns}, coalesce(nullif(([{codes}])[file_index::bigint + 1], ''), submission) as submission, "
        f"file_index as part, file_row_number as nth from read_parquet([{files}], file_row_number = true)"
    )


def _no_rows(table: Table) -> str:
    columns = ", ".join(f"null::{column.type} as {quote(column.name)}" for column in table.columns)
    return f"select {columns}, 0 as part, 0 as nth limit 0"


def names_submissions(path: Path) -> bool:
    """Whether every row of a canonical Parquet file names its own submission; not so where it has no row."""
    with duckdb.connect() as connection:
        rows, named = connection.execute(
            f"select count(*), count(submission) from read_parquet({literal(path)})"
        ).fetchone() or (0, 0)
    return bool(rows) and rows == named


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views `figures` (what stands) and `revisions` (what was restated) from `given_figures`.

    Figures that `holds` names are left out: they neither stand nor restate. InputProblem where a part states a key
    twice.
    """
    _leave_out_held(connection)
    _find_repeated(connection)
    problems = _twice_in_one_part(connection)
    if problems:
        raise InputProblem(problems)
    connection.execute(
        "create table restated as select part, nth, restater from ("
        f"select part, nth, max_by(submission, part) over w as restater, max(part) over w as latest from repeated "
        f"window w as (partition by {names(FIGURES.key)} rows between unbounded preceding and unbounded following)"
        ") where part < latest"
    )
    columns = names(FIGURES.columns)
    kept = "anti join restated using (part, nth)" if _count(connection, "restated") else ""
    connection.execute(f"create view figures as select {columns} from free_figures {kept}")
    connection.execute(
        f"create view revisions as select {columns}, restater as restated_by "
        "from free_figures join restated using (part, nth)"
    )


def _leave_out_held(connection: duckdb.DuckDBPyConnection) -> None:
    held = _count(connection, "holds")
    connection.execute(
        "create view free_figures as select * from given_figures as given"
        + (f" where not exists ({_HELD})" if held else "")
    )


def _find_repeated(connection: duckdb.DuckDBPyConnection) -> None:
    # One hash per row finds the few keys that may repeat; only those are then compared in full.
    key = names(FIGURES.key)
    connection.execute(
        f"create table repeated_hash as select hash({key}) as h from free_figures group by h having count(*) > 1"
    )
    connection.execute(
        f"create table repeated as select {key}, submission, {quote('row')}, part, nth from free_figures "
        + (
            f"semi join repeated_hash on h = hash({key})"
            if _count(connection, "repeated_hash")
            else "limit 0"
        )
    )


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    (count,) = connection.execute(f"select count(*) from {table}").fetchone() or (0,)
    return int(count)


def _twice_in_one_part(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    key = names(FIGURES.key)
    found = connection.execute(
        f"select {key}, any_value(submission), list({quote('row')} order by {quote('row')}, nth) from repeated "
        f"group by part, {key} having count(*) > 1 order by part, {key} limit {_KEYS_TOLD}"
    ).fetchall()
    return [
        _twice(told_key(FIGURES, row), row[-2] or "", [r for r in row[-1] if r is not None]) for row in found
    ]


def _twice(key: str, submission: str, rows: list[int]) -> Problem:
    places = at_rows(submission, rows) or (Where(file=submission),)
    return Problem(
        "duplicate_figure",
        Severity.ERROR,
        f"{key} stands {max(len(rows), 2)} times"
        + (f", in rows {', '.join(map(str, rows))}" if rows else ""),
        places[0],
        fix="keep one of them, or tell them apart by breakdown, activity or source",
        count=max(len(rows), 2),
        places=places,
    )


def _foreign(connection: duckdb.DuckDBPyConnection, table: Table, part: Part) -> list[Problem]:
    if not part.path.is_file():
        raise WrongUse(f"{part.path} does not exist. Check the spelling.")
    try:
        described = connection.execute(
            f"describe select * from read_parquet({literal(part.path)})"
        ).fetchall()
    except duckdb.Error:
        return [_not_canonical(part, table, "is not a whole Parquet file")]
    found = {row[0]: str(row[1]).replace(" ", "") for row in described}
    wanted = {column.name: str(column.type) for column in table.columns}
    if wanted == found:
        return []
    lacking = [name for name in wanted if name not in found]
    foreign = [name for name in found if name not in wanted]
    other = [name for name in wanted if name in found and found[name] != wanted[name]]
    told = [
        f"lacks the columns {', '.join(lacking)}" if lacking else "",
        f"has the unknown columns {', '.join(foreign)}" if foreign else "",
        f"has another type in {', '.join(f'{name} ({found[name]})' for name in other)}" if other else "",
    ]
    return [_not_canonical(part, table, " and ".join(text for text in told if text))]


def _not_canonical(part: Part, table: Table, found: str) -> Problem:
    types = {kind.value for kind in Type}
    fix = f"make it with `istmo convert`: all {len(table.columns)} columns, typed {', '.join(sorted(types))}"
    return Problem("not_canonical", Severity.ERROR, f"the file {found}", Where(file=part.path.name), fix=fix)
