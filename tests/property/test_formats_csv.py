"""CSV for machines is exact: what was written is read back, cell for cell; and its two readers agree."""

import csv as standard
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from istmo.formats import _engine, _head, _rows, _text, csv
from istmo.formats._shared import USUAL
from istmo.kernel.problem import InputProblem, Problem, Severity, has_errors
from istmo.kernel.schema import Column, Table, Type
from istmo.kernel.tables import FIGURES, TRANSACTIONS
from tests.property import of

ARROW = {
    Type.TEXT: pyarrow.string(),
    Type.DATE: pyarrow.date32(),
    Type.DECIMAL: pyarrow.decimal128(38, 9),
    Type.INTEGER: pyarrow.int64(),
}
#: Texts with everything CSV gives a meaning: quotes, delimiters, line ends, formulas, spaces, other scripts.
TEXTS = st.text(st.sampled_from("ab0 ,;\t|\"'\r\n=+-@ñ中\u00a0\u2028é#\\"), min_size=1, max_size=8)
CODES = st.from_regex(r"[A-Za-z0-9ñ._/-]{1,6}( [0-9a-z]{1,3})?", fullmatch=True)
LOWER_CODES = st.from_regex(r"[a-z]{1,4}", fullmatch=True)
NUMBERS = st.decimals(-(10**20) + 1, 10**20 - 1, places=9, allow_nan=False).map(
    lambda number: number.quantize(Decimal("1e-9")) if abs(number) < 10**18 else Decimal(int(number) // 10)
)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
AS_WRITTEN = ("note", "period_as_written", "value_as_written", "basis", "account")


def cells(column: Column) -> st.SearchStrategy[Any]:
    """Values a canonical table may hold in this column."""
    if column.values:
        values: st.SearchStrategy[Any] = st.sampled_from(column.values)
    elif column.name == "breakdown":
        values = st.sampled_from(["", "age=15-24", "age=15-24;sex=f", "place of birth=Santa Ana;sex=m"])
    elif column.type is Type.TEXT:
        values = TEXTS if column.name in AS_WRITTEN else CODES
    else:
        values = {Type.DATE: DAYS, Type.DECIMAL: NUMBERS, Type.INTEGER: st.integers(2, 10**12)}[column.type]
    return values if column.required else st.none() | values


def rows(table: Table) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Rows of a table that number each row once and have a value, or say why not."""

    def mended(row: dict[str, Any]) -> dict[str, Any]:
        first, last = row["period_start"], row["period_end"]
        if first and last and first > last:
            row |= {"period_start": last, "period_end": first}
        if table is FIGURES and row["value"] is None and row["state"] == "reported":
            row["state"] = "withheld"
        return row

    one = st.fixed_dictionaries({column.name: cells(column) for column in table.columns}).map(mended)
    return st.lists(one, min_size=1, max_size=6, unique_by=lambda row: row["row"])


def numbered(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose numbers are all there, or all as they stand."""
    return [row | {"row": row["row"] or place + 2} for place, row in enumerate(listed)]


def round_trip(table: Table, listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows after writing and reading, asserting that nothing was found wrong with them."""
    schema = pyarrow.schema([(column.name, ARROW[column.type]) for column in table.columns])
    with TemporaryDirectory() as folder:
        before, into = Path(folder, "before.parquet"), Path(folder, "into")
        into.mkdir()
        parquet.write_table(pyarrow.Table.from_pylist(listed, schema), before)
        figures, transactions = (before, None) if table is FIGURES else (None, before)
        written = csv.write(figures, transactions, Path(folder, "out.csv"))
        read = csv.read(written[0], into)
        assert [problem.sentence for problem in read.problems] == []
        after = read.figures or read.transactions
        assert after is not None
        came = parquet.read_table(after)
        assert came.schema.names == schema.names
        assert [field.type for field in came.schema] == [field.type for field in schema]
        return came.to_pylist()


QUIET = settings(max_examples=of(20), deadline=None, suppress_health_check=list(HealthCheck))


@QUIET
@given(rows(FIGURES).filter(lambda listed: len({row["row"] for row in numbered(listed)}) == len(listed)))
def test_figures_round_trip_exactly(listed: list[dict[str, Any]]) -> None:
    assert round_trip(FIGURES, numbered(listed)) == numbered(listed)


@QUIET
@given(rows(TRANSACTIONS).filter(lambda listed: len({row["row"] for row in numbered(listed)}) == len(listed)))
def test_transactions_round_trip_exactly(listed: list[dict[str, Any]]) -> None:
    assert round_trip(TRANSACTIONS, numbered(listed)) == numbered(listed)


PLAIN = st.text(st.sampled_from("ab0 ;\"'é\n\r,"), max_size=5)
TABLES = st.lists(
    st.lists(PLAIN, min_size=3, max_size=3).filter(lambda row: any(cell.strip() for cell in row)), max_size=6
)


def both(content: bytes) -> tuple[list[Any] | None, list[Any], tuple[Problem, ...]]:
    """What DuckDB's reader makes of a file (None where it refuses), what Python's does, and what that one tells."""
    with TemporaryDirectory() as name:
        folder, file = Path(name), Path(name, "table.csv")
        file.write_bytes(content)
        with _engine.connect(folder, USUAL) as connection:
            text, head = _text.text(file, folder, USUAL.max_bytes), _head.head(file, file.name)
            careful = _rows._careful(file, head, file.name, folder)
            slow = connection.execute(f"FROM {careful.sql} ORDER BY place").fetchall()
            quick = _rows._quick(text, head, folder, connection)
            rows = quick and connection.execute(f"FROM {quick.sql} ORDER BY place").fetchall()
            return rows, slow, careful.problems


@QUIET
@given(TABLES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_both_readers_give_the_same_table(listed: list[list[str]], line_end: str) -> None:
    out = StringIO(newline="")
    standard.writer(out, lineterminator=line_end, quoting=standard.QUOTE_ALL).writerows(
        [["a", "b", "c"], *listed]
    )
    quick, slow, problems = both(out.getvalue().encode())
    assert problems == ()
    assert [row[:3] for row in slow] == [tuple(cell or None for cell in row) for row in listed]
    assert [row[3] for row in slow] == list(range(2, len(listed) + 2))
    assert quick is None or quick == slow


LINES = st.lists(st.text(st.sampled_from('ab ,,"\n'), max_size=8), max_size=6)


@QUIET
@given(LINES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["\n", "\r\n", ""]))
def test_quick_reader_of_a_broken_file_agrees_or_refuses(lines: list[str], end: str, last: str) -> None:
    """What DuckDB accepts, Python accepts as well and reads alike; blank rows are the ones it may keep."""
    quick, slow, problems = both(("a,b" + end + end.join(lines) + last).encode())
    if quick is not None and not any(problem.severity is Severity.ERROR for problem in problems):
        assert [row for row in quick if any(cell and cell.strip() for cell in row[:2])] == [
            row for row in slow if any(cell.strip() for cell in row[:2] if cell)
        ]


CONTENTS = (
    st.binary(max_size=400)
    | st.text(max_size=200).map(str.encode)
    | st.text(max_size=200).map(lambda text: text.encode("utf-16"))
)


@QUIET
@given(CONTENTS)
def test_any_bytes_are_told_and_never_a_crash(content: bytes) -> None:
    with TemporaryDirectory() as name:
        file = Path(name, "any.csv")
        file.write_bytes(content)
        try:
            problems = csv.read(file, Path(name)).problems
        except InputProblem as refused:
            problems = refused.problems
        assert has_errors(problems)
