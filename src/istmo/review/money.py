"""What a version tells of money: its amounts by stage, currency and place, beside those of the version before."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from istmo.framework import stored
from istmo.kernel.measure import quotient
from istmo.release.sql import literal
from istmo.review.sides import Pair

_BY = "stage, currency, kind, place"
_SUMS = f"select {_BY}, count(*) as many, sum(amount)::decimal(38,9) as amount from read_parquet({{}}) group by {_BY}"


@dataclass(frozen=True)
class Sums:
    """One stage, currency, kind and place: how many rows and how much now, and in the version before; None: no row."""

    stage: str
    currency: str
    kind: str
    place: str | None
    rows: int | None
    amount: Decimal | None
    last_rows: int | None
    last_amount: Decimal | None

    @property
    def since_last(self) -> Decimal | None:
        """The change in per cent of what was; None where either lacks, or it was zero."""
        if self.amount is None or self.last_amount is None:
            return None
        return quotient(self.amount - self.last_amount, abs(self.last_amount), Decimal(100))


def sums(pair: Pair) -> list[Sums]:
    """All of them in order; none where neither version tells of money. Stages are never added to one another."""
    now = pair.version.transactions_sha256
    last = pair.last.transactions_sha256 if pair.last else ""
    if not now and not last:
        return []
    with duckdb.connect() as connection:
        for name, sha256 in (("n", now), ("l", last)):
            there = _SUMS.format(literal(stored.vault().path(sha256 or now or last)))
            connection.execute(f"create table {name} as {there}{'' if sha256 else ' limit 0'}")
        same = " and ".join(f"n.{name} is not distinct from l.{name}" for name in _BY.split(", "))
        columns = ", ".join(f"coalesce(n.{name}, l.{name}) as {name}" for name in _BY.split(", "))
        rows = connection.execute(
            f"select {columns}, n.many, n.amount, l.many, l.amount from n full join l on {same} order by all"
        ).fetchall()
    return [Sums(*row) for row in rows]
