"""Differences beside an oracle in plain Python, over figures that are alike enough to meet."""

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.kernel.schema import Column, Table, Type
from istmo.kernel.tables import FIGURES
from istmo.release.sql import load
from istmo.review.differences import Statement, Wanted, compared
from tests.oracle import differences as oracle
from tests.property import of
from tests.unit.release.made import figure

YEARS = [(date(2015, 10, 1), date(2016, 9, 30)), (date(2016, 10, 1), date(2017, 9, 30)), (None, None)]
#: A February of a leap year and the one before: the last days of both are a year apart.
FEBRUARIES = [(date(2015, 2, 1), date(2015, 2, 28)), (date(2016, 2, 1), date(2016, 2, 29))]


def told(days: tuple[date | None, date | None], **columns: Any) -> dict[str, Any]:
    row = figure(period_start=days[0], period_end=days[1], **columns)
    return dict(zip(FIGURES.names, row, strict=True))


figures = st.builds(
    told,
    days=st.sampled_from([*YEARS, *FEBRUARIES]),
    role=st.sampled_from(["result", "target", "context"]),
    cohort=st.sampled_from([None, None, "2015"]),
    breakdown=st.sampled_from(["", "sex=f"]),
    as_of=st.sampled_from([None, date(2017, 1, 1)]),
    source=st.sampled_from([None, "own"]),
    state=st.sampled_from(["reported", "withheld"]),
    value=st.one_of(st.none(), st.integers(0, 30).map(Decimal)),
    note=st.sampled_from([None, "counted"]),
)


def version(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each key once, in rows of its own, as what has no errors has it."""
    once = {tuple(row[name] for name in FIGURES.key): row for row in rows}
    return [row | {"row": at, "at": f"E{at}"} for at, row in enumerate(once.values(), 2)]


versions = st.lists(figures, max_size=8).map(version)


def tables(new: Any, last: Any, approved: Any, per: int | None = None) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name, number, rows in (
        ("new", "v", [(1, row) for row in new]),
        ("last", "v", [(1, row) for row in last or ()]),
        ("approved", "part", [(part, row) for part, those in enumerate(approved) for row in those]),
    ):
        table = Table(name, "", (Column(number, Type.INTEGER, ""), *FIGURES.columns), ())
        load(connection, table, [(one, *row.values()) for one, row in rows])
    connection.execute(
        "create table scales as select 1 as v, 'trained' as indicator, ?::double as per", [per]
    )
    return connection


@settings(deadline=None, max_examples=of(20))
@given(new=versions, last=st.one_of(st.none(), versions), approved=st.lists(versions, max_size=3))
def test_differences_are_those_of_the_oracle(new: Any, last: Any, approved: Any) -> None:
    with tables(new, last, approved) as connection:
        found = compared(connection, Wanted(most=100))
    answer = {
        tuple(getattr(one.key, name) for name in FIGURES.key): oracle.Told(
            str(one.kind),
            one.now and one.now.value,
            one.last and one.last.value,
            (one.year_from or "", one.year.value) if one.year else None,
            one.target and one.target.value,
            one.approved and one.approved.value,
        )
        for one in found.figures
    }
    assert answer == oracle.differences(new, last, approved)
    assert found.count == len(answer) == sum(found.kinds.values())


@settings(deadline=None, max_examples=of(10))
@given(new=versions, last=versions, approved=st.lists(versions, max_size=2), per=st.sampled_from([None, 20]))
def test_the_largest_change_comes_first(new: Any, last: Any, approved: Any, per: int | None) -> None:
    with tables(new, last, approved, per) as connection:
        found = compared(connection, Wanted(most=100)).figures
    sizes = [
        max((far for was in (one.last, one.year) if (far := _far(one.now, was, per))), default=None)
        for one in found
        # Of what is counted, from zero, and to nothing, is a change that nothing measures.
        if one.now
        and not any(was and was.value == 0 for was in (one.last, one.year))
        and one.now.value is not None
    ]
    told = [size for size in sizes if size is not None]
    assert told == sorted(told, reverse=True)
    assert sizes == told + [None] * (len(sizes) - len(told))


def _far(now: Statement, was: Statement | None, per: int | None) -> Decimal | None:
    if was is None or was.value is None or now.value is None:
        return None
    return abs(now.value - was.value) / (per or abs(was.value))
