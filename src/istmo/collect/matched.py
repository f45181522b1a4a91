"""Which of the rows that a call asks a version answers: its figures beside the rows of its assignment, in one query."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import duckdb
import pyarrow as pa

from istmo.collect.models import Version
from istmo.collect.wanted import Row
from istmo.framework import stored
from istmo.release import sql

_ROWS = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("code", "indicator", "place", "agency", "activity", "role", "span")
        ),
        *((name, pa.string()) for name in ("breakdown", "cohort", "source")),
        *((name, pa.date32()) for name in ("period_start", "period_end", "as_of", "stated_on")),
    ]
)


class Told(NamedTuple):
    """What a version says in one row that was asked; texts as they stand in its figures."""

    code: str
    place: str
    activity: str | None
    value: Decimal | None
    value_as_written: str | None
    numerator: Decimal | None
    denominator: Decimal | None
    state: str
    maturity: str | None
    stated_on: date | None
    note: str | None
    reason: str | None
    explanation: str | None
    plan: str | None
    plan_by: date | None
    base_period: str | None


class Beside(NamedTuple):
    """A figure of a version that no row asks for."""

    indicator: str
    place: str
    period_start: date | None
    period_end: date | None
    role: str


def told(rows: Iterable[Row], version: Version) -> tuple[list[Told], list[Beside]]:
    """What a version says of the rows of its assignment, and what it says beside them; each in the order of the file.

    Nothing where it has no figures, or the vault lacks them, which `istmo verify` tells.
    """
    vault = stored.vault()
    if not vault.has(version.figures_sha256):
        return [], []
    listed = list(rows)
    table = pa.table({name: [getattr(row, name) for row in listed] for name in _ROWS.names}, schema=_ROWS)
    with duckdb.connect() as connection:
        connection.register("asked", table)
        path = sql.literal(vault.path(version.figures_sha256))
        connection.execute(
            "create view came as select * exclude file_row_number, file_row_number as nth "
            f"from read_parquet({path}, file_row_number = true)"
        )
        connection.execute(_MATCHED, {"agency": version.submission.agency.code})
        found = connection.execute(f"select {', '.join(Told._fields)} from matched order by nth").fetchall()
        beside = connection.execute(
            f"select {', '.join(Beside._fields)} from came anti join matched using (nth) order by nth"
        ).fetchall()
    return [Told(*row) for row in found], [Beside(*row) for row in beside]


def codes(rows: Iterable[Row], version: Version) -> frozenset[str]:
    """The codes of the rows that a version answers."""
    return frozenset(one.code for one in told(rows, version)[0])


#: What a row leaves to the reporter, any figure may say; of several rows that fit, the one that says most is meant. A
#: target is the same whenever it was stated.
_MATCHED = """
    create table matched as
    with pairs as (
        select asked.code, came.*,
            (asked.place is not null)::int + (asked.activity is not null)::int + (asked.source is not null)::int as says
        from came join asked on asked.indicator = came.indicator
            and asked.period_start is not distinct from came.period_start
            and asked.period_end is not distinct from came.period_end
            and asked.role = came.role and asked.span = came.span
            and asked.breakdown = coalesce(came.breakdown, '')
            and asked.cohort is not distinct from came.cohort
            and (asked.place is null or asked.place = came.place)
            and (asked.activity is null or asked.activity is not distinct from came.activity)
            and (asked.agency is null or asked.agency = coalesce(came.agency, $agency))
            and (asked.source is null or asked.source is not distinct from came.source)
            and (asked.as_of is null or asked.as_of is not distinct from came.as_of)
            and (asked.role = 'target' or asked.stated_on is null or asked.stated_on is not distinct from came.stated_on)
    ),
    meant as (select * from pairs qualify row_number() over (partition by nth order by says desc, code) = 1)
    select * from meant qualify row_number() over (partition by code order by nth) = 1
"""
