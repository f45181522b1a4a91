"""Reconcile: sums of money that a source states, beside the sums of their parts and beside what other sources tell.

Nothing is put right: stated, parts and difference stand side by side, with how exactly each is stated and what one
would have to assume to compare them. Money of different stages is never comparable. Where no stage of a source covers
the days of a stated sum by itself, its stages are set one after the other as a test of the claim, not as a total.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from istmo.analyse.answer import Answer, Queryable, Row, known, sql
from istmo.analyse.parts import Part, Stated, compositions
from istmo.kernel.measure import quotient

HUNDRED = Decimal(100)

COLUMNS = (
    "stage", "year", "period_start", "period_end", "place", "place_name", "whose", "provider", "currency", "source",
    "stated", "qualifier", "value_as_written", "stated_low", "stated_high",
    "parts_source", "parts_stage", "parts_told", "parts", "parts_low", "parts_high", "parts_unattributed",
    "difference", "difference_percent", "stands", "comparable", "why", "assumptions", "finding",
    "trace", "parts_trace",
)  # fmt: skip

READING = (
    "source", "stage", "year", "place", "provider", "stated", "qualifier", "parts_source", "parts_told", "parts",
    "difference", "stands", "comparable", "why", "assumptions",
)  # fmt: skip

NOTES = (
    "Nothing is added to a total here: sums and their parts are set beside one another.",
    "A sum told as about can differ by half of its last digit that is not zero; others are taken as they are told.",
)

#: What funds.sql is asked for here: all years, nothing told apart further.
_NOT_ASKED = {
    **dict.fromkeys(("by_agency", "by_provider", "by_receiver", "by_activity", "by_node"), False),
    "from": None,
    "until": None,
}


class Fetched(NamedTuple):
    """One row of reconcile.sql, column by column."""

    stage: str
    first_day: date
    last_day: date
    by_period: int
    place: str
    place_name: str | None
    whose: str
    provider: str | None
    currency: str
    source: str | None
    amount: Decimal
    qualifier: str
    value_as_written: str | None
    unattributed: Decimal
    trace: str | None
    part_stage: str
    part_first_day: date
    part_last_day: date
    part_by_period: int
    part_source: str | None
    part_amount: Decimal
    part_qualifier: str
    part_unattributed: Decimal
    part_rows: int
    part_trace: str | None

    @property
    def stated(self) -> Stated:
        """The sum that is looked at."""
        return Stated(*self[:15])

    @property
    def part(self) -> Part:
        """What may be a part of it."""
        return Part(*self[15:])


def ask(release: Queryable, **where: object) -> Answer:
    """Every stated sum beside what may be its parts; `where` keeps rows by column, WrongUse if it names another."""
    known(where, COLUMNS, "reconcile")
    text = f"WITH money AS (\n{sql('funds')}\n)\n{sql('reconcile').replace('WITH totals', ', totals', 1)}"
    rows = [Fetched._make(row) for row in release.query(text, _NOT_ASKED)]
    told = [
        row
        for stated, pairs in groupby(rows, key=lambda row: row.stated)
        for row in _compared(stated, [pair.part for pair in pairs])
    ]
    return Answer(COLUMNS, tuple(told), NOTES, READING).where(where)


def _compared(stated: Stated, parts: Sequence[Part]) -> Iterable[Row]:
    for made in compositions(stated, parts):
        difference = made.amount - stated.amount
        yield (
            stated.stage,
            stated.period.code,
            *stated[1:3],
            *stated[4:13],
            *stated.ends,
            made.source,
            made.stages,
            made.told,
            made.amount,
            *made.ends,
            made.unattributed,
            difference,
            quotient(difference, stated.amount, HUNDRED),
            made.stands,
            made.comparable,
            made.why or None,
            made.assumptions or None,
            made.finding,
            stated.trace,
            made.trace,
        )
