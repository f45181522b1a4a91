"""An answer column by column: as lists of Python values, or as columns that stay small, some rows at a time."""

from collections.abc import Iterator
from typing import Any, Literal

import duckdb

from istmo.release.column import FEW, SAMPLE, Coded, differ

#: How many rows of a long answer are worked on at once.
ROWS = 40_000


def few_by_column(asked: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """The same of few rows, without pyarrow: bringing it in would cost more than they take."""
    names = [name for name, *_ in asked.description or ()]
    rows = asked.fetchall()
    return dict(zip(names, map(list, zip(*rows, strict=True)) if rows else ([] for _ in names), strict=True))


def by_column(answer: duckdb.DuckDBPyRelation) -> dict[str, list[Any]]:
    """Column name -> its values in the order of the rows; NULL is None."""
    table = answer.to_arrow_table()  # brings pyarrow in; opening a release alone does not
    columns = dict(zip(table.column_names, table.columns, strict=True))
    del table  # so that each column's memory is given back once its values are made
    return {name: coded(columns.pop(name)).values() for name in tuple(columns)}


def in_batches(
    answer: duckdb.DuckDBPyRelation, together: int = 0, rows: int = ROWS
) -> Iterator[dict[str, Coded]]:
    """Column name -> its values, for about `rows` rows at a time; nothing for an answer without rows.

    together: rows whose first so many columns are alike, which follow each other, come in one batch.
    """
    import pyarrow as pa

    kept: list[Any] = []
    for batch in answer.to_arrow_reader(rows):
        kept.append(batch)
        if sum(part.num_rows for part in kept) < rows:
            continue
        table = pa.Table.from_batches(kept)
        cut = _cut(table, together)
        kept = table.slice(cut).to_batches()
        if cut:
            yield _coded(table.slice(0, cut))
    if sum(part.num_rows for part in kept):
        yield _coded(pa.Table.from_batches(kept))


def _cut(table: Any, together: int) -> int:
    """How many rows go before the last that may go on in the next batch; all, if rows need not stay together."""
    if not together:
        return int(table.num_rows)
    head, at = table.columns[:together], table.num_rows - 1
    last = [column[at].as_py() for column in head]
    while at and [column[at - 1].as_py() for column in head] == last:
        at -= 1
    return int(at)


def _coded(table: Any) -> dict[str, Coded]:
    return {name: coded(column) for name, column in zip(table.column_names, table.columns, strict=True)}


def coded(column: Any) -> Coded:
    """An Arrow column with each different value made once; a column without any value costs nothing."""
    column = column.combine_chunks()
    if column.null_count == len(column):
        return Coded([None], range(len(column)))
    if len(column) > SAMPLE and differ(len(column.slice(0, SAMPLE).unique())):
        return Coded(column.to_pylist())
    # An empty cell gets a code of its own: to fill it in later, pyarrow would bring in pandas where it is installed.
    found = column.dictionary_encode(null_encoding="encode")
    if len(found.dictionary) * FEW > len(column):
        return Coded(column.to_pylist())
    different, places = found.dictionary.to_pylist(), found.indices
    kind, code = next((kind, code) for most, kind, code in _KINDS if len(different) <= most)
    if len(different) == 1:
        return Coded(different, range(len(column)))
    places = places.cast(kind)
    # Read where they lie: numpy, which pyarrow would want for it, is not among the things istmo needs.
    return Coded(different, memoryview(places.buffers()[1]).cast(code)[places.offset :][: len(places)])


#: How many different values, Arrow's numbers for them, and how Python reads those.
_KINDS: tuple[tuple[int, str, Literal["B", "H", "I"]], ...] = (
    (1 << 8, "uint8", "B"),
    (1 << 16, "uint16", "H"),
    (1 << 31, "uint32", "I"),
)
