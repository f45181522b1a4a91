"""A column kept small gives back what was put in, of the same type and as exact."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from istmo.release.column import Coded, Run, each_once, packed
from istmo.release.lists import in_batches

LETTERS = st.text(max_size=6) | st.sampled_from(["\x1e", "a\x1fb", "", "\ud800", "“"])
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from([Decimal("5.000000000")])
VALUES = st.one_of(
    st.lists(LETTERS | st.none(), min_size=1),
    st.lists(NUMBERS | st.none(), min_size=1),
    st.lists(st.booleans() | st.integers() | st.dates() | st.none() | LETTERS | NUMBERS, min_size=1),
    st.lists(st.sampled_from(["a", None, Decimal("1.50"), True]), min_size=1, max_size=60),
)


@given(VALUES)
def test_column_gives_back_what_was_put_in(values: list[Any]) -> None:
    column = packed(list(values))
    told = column.values()
    assert len(column) == len(values)
    assert [(type(value), str(value)) for value in told] == [(type(value), str(value)) for value in values]


def test_column_of_many_decimals_is_one_text() -> None:
    column = packed([Decimal(number) for number in range(100)])
    assert isinstance(column, Run)
    assert column.values()[99] == 99


def test_column_of_few_values_has_a_byte_a_row() -> None:
    column = packed(["women", "men"] * 100)
    assert isinstance(column, Coded)
    assert memoryview(column.places).nbytes == 200  # type: ignore[arg-type]


def test_column_of_70000_values_still_numbers_them() -> None:
    different = [f"v{number}" for number in range(70_000)]
    column = each_once(different * 4)
    assert column.different == different
    assert column.values() == packed(different * 4).values() == different * 4


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=30), st.data())
def test_column_with_other_rows_has_their_values(values: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(values) - 1), max_size=9))
    by_place = {letter: number for number, letter in enumerate("abc")}
    for column in (Coded(values), Coded(list("abc"), bytes(map(by_place.__getitem__, values)))):
        assert column.at(rows).values() == [values[row] for row in rows]
        assert column.told(str.upper).at(rows).values() == [values[row].upper() for row in rows]


@pytest.mark.parametrize("rows", [1, 2, 3, 50])
@pytest.mark.parametrize("together", [0, 1, 2])
def test_batches_hold_whole_groups_in_order(rows: int, together: int) -> None:
    sql = "select i // 7 as a, i // 3 as b, date '2020-01-01' + i::int as c from range(23) t(i)"
    with duckdb.connect() as connection:
        batches = list(in_batches(connection.sql(sql), together, rows))
        told = connection.execute(sql).fetchall()
    lists = [list(zip(*(column.values() for column in batch.values()), strict=True)) for batch in batches]
    assert [row for batch in lists for row in batch] == told
    assert all(one[-1][:together] != other[0][:together] for one, other in pairwise(lists) if together)
    assert told[0][2] == date(2020, 1, 1)


def test_batches_of_nothing_are_none() -> None:
    with duckdb.connect() as connection:
        assert list(in_batches(connection.sql("select 1 as a where false"))) == []
