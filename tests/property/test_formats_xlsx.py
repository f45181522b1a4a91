"""A workbook that was written is read back cell for cell, and another reader sees the same in it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow
from hypothesis import given
from pyarrow import parquet
from python_calamine import CalamineWorkbook

from istmo.formats import xlsx
from istmo.kernel.tables import FIGURES, TRANSACTIONS
from tests.property.test_formats_csv import ARROW, QUIET, numbered, rows

Rows = list[dict[str, Any]]


def written(tables: dict[Any, Rows], folder: Path) -> Path:
    """A workbook of these tables."""
    paths = {}
    for table, listed in tables.items():
        schema = pyarrow.schema([(column.name, ARROW[column.type]) for column in table.columns])
        paths[table] = folder / f"{table.name}.before.parquet"
        parquet.write_table(pyarrow.Table.from_pylist(listed, schema), paths[table])
    (out,) = xlsx.write(paths.get(FIGURES), paths.get(TRANSACTIONS), folder / "out.xlsx")
    return out


def once(listed: Rows) -> Rows:
    """The rows whose number stands once."""
    kept = {row["row"]: row for row in reversed(numbered(listed))}
    return [kept[number] for number in sorted(kept)]


@QUIET
@given(rows(FIGURES), rows(TRANSACTIONS))
def test_both_tables_round_trip_exactly(figures: Rows, transactions: Rows) -> None:
    tables = {FIGURES: once(figures), TRANSACTIONS: once(transactions)}
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "into").mkdir()
        read = xlsx.read(written(tables, folder), folder / "into")
        assert [problem.sentence for problem in read.problems] == []
        assert read.figures
        assert read.transactions
        assert parquet.read_table(read.figures).to_pylist() == tables[FIGURES]
        assert parquet.read_table(read.transactions).to_pylist() == tables[TRANSACTIONS]


@QUIET
@given(rows(FIGURES))
def test_another_reader_sees_the_same_texts(figures: Rows) -> None:
    with TemporaryDirectory() as name:
        out = written({FIGURES: once(figures)}, Path(name))
        sheet = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("figures").to_python()
        for index, header in enumerate(sheet[0]):
            if header in ("note", "indicator", "value_as_written", "breakdown"):
                said = [row[index] for row in sheet[1:]]
                assert said == [row[header] or "" for row in once(figures)]
