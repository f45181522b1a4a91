"""What a file tells of agencies, activities and indicators besides its figures: rows of registers.

They travel as Parquet with the columns of the kernel's tables, and are written as the CSV registers that an
architecture is made of: `out.agencies.csv` beside `out.csv`.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from istmo.formats._write import whole
from istmo.kernel.quantity import plain
from istmo.kernel.schema import Type
from istmo.kernel.tables import TABLES

Row = tuple[Any, ...]


@dataclass
class Registers:
    """Rows by table, one for each key: what is said first of a key stands."""

    rows: dict[str, dict[Row, Row]] = field(default_factory=dict)

    def add(self, table: str, **cells: Any) -> bool:
        """Add a row by column name, columns not given are empty; False if its key is there already."""
        schema = TABLES[table]
        row = tuple(cells.pop(name, None) for name in schema.names)
        if cells:
            raise KeyError(f"{table} has no column {', '.join(cells)}")
        key = tuple(row[schema.names.index(name)] for name in schema.key)
        return self.rows.setdefault(table, {}).setdefault(key, row) is row

    def has(self, table: str, *key: Any) -> bool:
        """Whether there is a row of this key."""
        return key in self.rows.get(table, {})

    def write(self, into: Path) -> dict[str, Path]:
        """Write each table that has rows as Parquet into a folder."""
        return {
            table: _parquet(table, list(rows.values()), into) for table, rows in self.rows.items() if rows
        }


def read(path: Path) -> list[Row]:
    """The rows of one table as :meth:`Registers.write` wrote it, in its order."""
    from pyarrow import parquet

    columns = parquet.read_table(path).to_pydict().values()
    return list(zip(*columns, strict=True))


def united(parts: Sequence[Mapping[str, Path]], into: Path) -> dict[str, Path]:
    """The registers of several files as one, in their order; of one file they stay where they are."""
    filled = [part for part in parts if part]
    if len(filled) <= 1:
        return dict(filled[0]) if filled else {}
    registers = Registers()
    for part in filled:
        for table, path in part.items():
            for row in read(path):
                registers.add(table, **dict(zip(TABLES[table].names, row, strict=True)))
    return registers.write(into)


def write_beside(registers: Mapping[str, Path], out: Path) -> list[Path]:
    """Write `out.agencies.csv` and the like; members of groups stand in `out.places.csv`, as in an architecture."""
    rows = {table: read(path) for table, path in registers.items()}
    members: dict[str, list[str]] = {}
    for place, member, *_ in rows.pop("place_members", []):
        members.setdefault(place, []).append(member)
    return [
        _csv(table, told, members, out.with_name(f"{out.stem}.{table}.csv")) for table, told in rows.items()
    ]


def _csv(table: str, rows: Sequence[Row], members: Mapping[str, Sequence[str]], out: Path) -> Path:
    """Only columns that hold something are written, and those that must be there."""
    schema = TABLES[table]
    used = [
        index
        for index, column in enumerate(schema.columns)
        if column.required or any(row[index] is not None for row in rows)
    ]
    header = [schema.names[index] for index in used] + (["members"] if table == "places" else [])

    def copy(_: duckdb.DuckDBPyConnection, part: Path) -> None:
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            for row in rows:
                cells = [_cell(row[index]) for index in used]
                writer.writerow([*cells, "|".join(members.get(row[0], ()))] if table == "places" else cells)

    return whole(out, copy)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value) if isinstance(value, Decimal) else "" if value is None else str(value)


def _parquet(table: str, rows: Sequence[Row], into: Path) -> Path:
    import pyarrow
    from pyarrow import parquet

    kinds = {
        Type.TEXT: pyarrow.string(),
        Type.DATE: pyarrow.date32(),
        Type.DECIMAL: pyarrow.decimal128(38, 9),
        Type.INTEGER: pyarrow.int64(),
        Type.BOOLEAN: pyarrow.bool_(),
    }
    schema = pyarrow.schema([(column.name, kinds[column.type]) for column in TABLES[table].columns])
    columns = [list(column) for column in zip(*rows, strict=True)]
    out = into / f"{table}.parquet"
    parquet.write_table(pyarrow.table(columns, schema=schema), out, compression="zstd")
    return out
