"""The content hash tells tables apart exactly where they differ, however they are cut."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.release.content import of_batches
from tests.property import of
from tests.unit.release.test_content import EVERY_TYPE, oracle

SCHEMA = pa.schema(
    [
        ("t", pa.string()),
        ("d", pa.date32()),
        ("n", pa.decimal128(38, 9)),
        ("i", pa.int64()),
        ("b", pa.bool_()),
    ]
)
rows = st.lists(
    st.tuples(
        st.sampled_from([None, "", "a", "ñ", "ab"]),
        st.sampled_from([None, date(1970, 1, 1), date(2017, 9, 30)]),
        st.sampled_from([None, Decimal(0), Decimal("-0.000000001"), Decimal(7)]),
        st.sampled_from([None, 0, 1, -1]),
        st.sampled_from([None, True, False]),
    ),
    max_size=12,
)


def batches(given_rows: list[tuple[Any, ...]], cuts: list[int], coded: bool) -> list[Any]:
    columns = list(zip(*given_rows, strict=True)) or [()] * len(SCHEMA)
    arrays = [pa.array(list(cells), field.type) for cells, field in zip(columns, SCHEMA, strict=True)]
    if coded:
        arrays[0] = arrays[0].dictionary_encode()
    whole = pa.record_batch(arrays, names=SCHEMA.names)
    ends = [0, *sorted(cut for cut in cuts if cut <= len(given_rows)), len(given_rows)]
    return [whole.slice(a, b - a) for a, b in pairwise(ends)]


@settings(max_examples=of(150), deadline=None)
@given(rows, st.lists(st.integers(0, 12), max_size=4), st.booleans())
def test_hash_is_that_of_the_oracle_however_rows_are_cut(
    given_rows: list[tuple[Any, ...]], cuts: list[int], coded: bool
) -> None:
    assert of_batches(batches(given_rows, cuts, coded), EVERY_TYPE) == (
        len(given_rows),
        oracle(given_rows, EVERY_TYPE),
    )


@settings(max_examples=of(100), deadline=None)
@given(rows, rows)
def test_hash_differs_where_rows_differ(one: list[tuple[Any, ...]], two: list[tuple[Any, ...]]) -> None:
    same = of_batches(batches(one, [], False), EVERY_TYPE) == of_batches(batches(two, [], False), EVERY_TYPE)
    assert same == (one == two)
