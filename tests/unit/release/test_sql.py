from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb
import pytest

from istmo.kernel.schema import Column, Table, Type
from istmo.release import sql

TABLE = Table(
    "it's",
    "",
    (Column("at", Type.TEXT, ""), Column("n", Type.DECIMAL, ""), Column("i", Type.INTEGER, "")),
    ("at",),
)


class Word(StrEnum):
    ONE = "one"


def loaded(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        sql.load(connection, TABLE, rows)
        return connection.execute(f"select * from {sql.quote(TABLE.name)}").fetchall()


def test_load_keeps_rows_as_they_are() -> None:
    rows = [
        ("'; drop", Decimal("0.000000001"), 2**62),
        ("", Decimal("-12345678901234567890.123456789"), -1),
        (None, None, None),
        (Word.ONE, 7, 0),
    ]
    assert loaded(rows) == [*rows[:3], ("one", Decimal(7), 0)]


def test_load_of_nothing_makes_the_empty_table() -> None:
    assert loaded([]) == []


@pytest.mark.parametrize(
    "row",
    [("a", 1.5, 1), (1, Decimal(1), 1), ("a", Decimal(1), "1"), ("a", Decimal(1), True), ("a", True, 1)],
)
def test_load_refuses_other_types(row: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match=r"it's\.(at|n|i) holds"):
        loaded([row])


@pytest.mark.parametrize("rows", [[("a",)], [("a", None, 1, 1)], [("a", None, 1), ("a",)]])
def test_load_refuses_rows_of_other_length(rows: list[tuple[Any, ...]]) -> None:
    with pytest.raises(ValueError, match=r"columns|shorter"):
        loaded(rows)


def test_quote_and_literal_keep_strange_letters() -> None:
    with duckdb.connect() as connection:
        told = connection.execute("select " + sql.literal("a'b") + " as " + sql.quote('x"y'))
        assert told.description[0][0] == 'x"y'
        assert told.fetchall() == [("a'b",)]


def test_order_of_a_table_without_filled_key_columns_is_over_all() -> None:
    assert sql.order(TABLE) == '"at" nulls first'
    assert sql.order(TABLE, {"at"}) == "all"


def test_connection_spills_into_its_folder(tmp_path: Path) -> None:
    with sql.connect(tmp_path / "spill") as connection:
        connection.execute("set memory_limit = '60MB'")
        told = connection.execute(
            "select count(*) from (select distinct range::varchar || 'x' from range(1500000))"
        )
        assert told.fetchall() == [(1_500_000,)]
