"""Parquet of figures or transactions: our own tables, or anybody's under our column names.

Every value is read as its text and goes the way of any other file, so that what a stranger calls a figure is looked at
like a line of CSV. What is written is the canonical table itself.
"""

import shutil
from pathlib import Path

import duckdb

from istmo.formats import _engine
from istmo.formats._canonical import canonical
from istmo.formats._head import Head
from istmo.formats._rows import Raw
from istmo.formats._shared import USUAL, Limits, Read, error, quoted, sourced
from istmo.formats._write import transactions_beside, whole
from istmo.kernel.problem import InputProblem, Where

EXTENSIONS = (".parquet",)
#: What goes wrong here or with the machine, whatever the file holds.
_OURS = (
    duckdb.OutOfMemoryException,
    duckdb.InterruptException,
    duckdb.InternalException,
    duckdb.FatalException,
)


def read(path: Path, into: Path, limits: Limits = USUAL) -> Read:
    """Read one file. InputProblem if it is no whole Parquet file."""
    source, out = f"read_parquet({sourced(path)})", into / "raw.parquet"
    with _engine.connect(into, limits) as connection:
        try:
            headers = [row[0] for row in connection.execute(f"DESCRIBE FROM {source}").fetchall()]
            texts = ", ".join(f'"{_escaped(name)}"::VARCHAR AS c{n}' for n, name in enumerate(headers))
            connection.execute(f"COPY (SELECT {texts} FROM {source}) TO {quoted(out)} ({_engine.PASSING})")
        except duckdb.Error as fault:  # for a broken footer it has no kind of its own
            if isinstance(fault, _OURS) or "No space left" in str(fault):
                raise
            found = "the file is not a whole Parquet file"
            raise InputProblem(
                [error("not_parquet", found, Where(file=path.name), fix="send it again")]
            ) from None
        return canonical(connection, Raw(out, path.name, Head(tuple(headers), ",", 1, 2, True)), into)


def _escaped(name: str) -> str:
    return name.replace('"', '""')


def write(figures: Path | None, transactions: Path | None, out: Path) -> list[Path]:
    """Write figures to `out` and transactions beside it as `out.transactions.parquet`, byte for byte."""
    written = []
    if figures is not None:
        written.append(_copied(figures, out))
    if transactions is not None:
        written.append(_copied(transactions, transactions_beside(out)))
    return written


def _copied(table: Path, out: Path) -> Path:
    def copy(_: duckdb.DuckDBPyConnection, part: Path) -> None:
        shutil.copyfile(table, part)

    return whole(out, copy)
