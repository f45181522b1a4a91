"""Every figure of a version beside the version before, what is approved for last year, and its target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial
from hashlib import sha256
from typing import Any

import duckdb

from istmo.collect.models import Version
from istmo.kernel.tables import FIGURES
from istmo.release.sql import names
from istmo.review import _compared
from istmo.review.held import Place
from istmo.review.keys import Key
from istmo.review.sides import Approved, Pair, approved, beside, pairs
from istmo.spec.kept import Kept

#: How many figures are given at once.
PAGE = 50


#: The largest change of so many versions.
_KEPT = 4096


class Kind(StrEnum):
    """How a figure differs from the version before. `first`: there is no version before."""

    ADDED = "added"
    GONE = "gone"
    STATE = "state"
    CHANGED = "changed"
    BESIDE = "beside"
    SAME = "same"
    FIRST = "first"


#: The kinds that are a difference.
CHANGES = (Kind.ADDED, Kind.GONE, Kind.STATE, Kind.CHANGED, Kind.BESIDE)


@dataclass(frozen=True)
class Statement:
    """What a figure says."""

    state: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    qualifier: str | None
    maturity: str | None
    note: str | None

    @classmethod
    def of(cls, told: Mapping[str, Any] | None) -> "Statement | None":
        """From the answer; None where nothing was said."""
        return cls(**told) if told and told["state"] is not None else None


@dataclass(frozen=True)
class Difference:
    """One figure: what it says now, said in the version before, in what is approved, and what it is set beside.

    now: None where it is gone; last: None where it is new. year: what the same series says for the year before, `year_from`
    `approved` or, where nothing is, `file`: the same version. target: of its own period. approved: what another approved
    submission says of the very same figure, which this one would restate. differs: the columns that differ from `last`.
    size: how large the larger of both changes is, as its indicator measures; for the order alone. is_since_year: it is
    that against last year.
    """

    version: int
    key: Key
    kind: Kind
    row: int | None
    at: str | None
    now: Statement | None
    last: Statement | None
    year: Statement | None
    year_from: str | None
    target: Statement | None
    approved: Statement | None
    differs: tuple[str, ...]
    sensitivity: str | None
    last_row: int | None = None
    last_at: str | None = None
    size: float | None = None
    is_since_year: bool = False

    @property
    def place(self) -> Place | None:
        """Where it stands in the version; None where it is gone."""
        return Place(self.row, self.at or "") if self.now and self.row is not None else None


@dataclass(frozen=True)
class Wanted:
    """Which figures: of these kinds, at these places (row numbers and cells), about these keys; all that are not told.

    by_size: the largest change first; else as they stand in the file, what is gone last.
    """

    kinds: Sequence[Kind] = ()
    places: Sequence[Place] | None = None
    by_size: bool = True
    first: int = 0
    most: int = PAGE


@dataclass(frozen=True)
class Compared:
    """Some figures of a version, how many there are of those wanted, and how many of each kind in all."""

    last: Version | None
    figures: tuple[Difference, ...]
    count: int
    kinds: Mapping[Kind, int]


def differences(version: Version, wanted: Wanted | None = None, pair: Pair | None = None) -> Compared:
    """The figures of a version beside what they are compared with; two queries of the database."""
    pair = pair or pairs([version])[0]
    with beside([pair]) as connection:
        return compared(connection, wanted or Wanted(), pair.last)


def compared(connection: duckdb.DuckDBPyConnection, wanted: Wanted, last: Version | None = None) -> Compared:
    """The same over a connection that has the tables `new`, `last`, `approved` and `scales`."""
    _make(connection)
    kinds = connection.execute("select kind, count(*) from compared group by kind order by kind").fetchall()
    sql, given = _where(wanted)
    (count,) = connection.execute(f"select count(*) from compared {sql}", given).fetchone() or (0,)
    # By size first what was changed, then what is new; where sizes are alike, as in the file.
    size = "size desc nulls last, kind = 'added' desc, " if wanted.by_size else ""
    rows = connection.execute(
        f'{_SELECT} from compared {sql} order by {size}"row" nulls last, "at" nulls last, last_row nulls last, '
        f"last_at nulls last, {names(FIGURES.key)} limit ? offset ?",
        [*given, wanted.most, wanted.first],
    ).fetchall()
    return Compared(last, tuple(_told(row) for row in rows), count, {Kind(kind): n for kind, n in kinds})


def largest(looked_at: Sequence[Pair]) -> dict[int, Difference]:
    """Of each version the figure that changed most among those that matter, by the version's number in the database.

    Those that matter are totals of results and of the context, not small on both sides unless they are ratios. The change
    is that against the version before or against last year, whichever is larger. One query of DuckDB for all versions
    that were not looked at beside the same before: what a version says never changes, and what is approved seldom does.
    """
    told = approved(looked_at)
    standing = sha256(repr(told).encode()).hexdigest()
    keys = {pair.number: _key(pair, standing) for pair in looked_at}
    unseen = {pair.number: pair for pair in looked_at if keys[pair.number] not in _largest}
    found = _found(list(unseen.values()), told) if unseen else {}

    def made(pair: Pair) -> Difference | None:
        # One that was let go meanwhile is looked at alone.
        return (found if pair.number in unseen else _found([pair], told)).get(pair.number)

    kept = {p.number: _largest.get(keys[p.number], 1, partial(made, p)) for p in looked_at}
    return {number: difference for number, difference in kept.items() if difference}


def _key(pair: Pair, standing: str) -> tuple[object, ...]:
    """What the largest change of a version rests on; its bytes are named, so that no other database is meant."""
    last = pair.last.figures_sha256 if pair.last else ""
    return (pair.number, pair.version.figures_sha256, last, standing)


def _found(looked_at: Sequence[Pair], told: Approved) -> dict[int, Difference]:
    with beside(looked_at, told) as connection:
        _make(connection)
        rows = connection.execute(
            f"{_SELECT} from compared where matters and size > 0 qualify row_number() over "
            f'(partition by v order by size desc, "row" nulls last, "at" nulls last, {names(FIGURES.key)}) = 1 '
            "order by v"
        ).fetchall()
    return {one.version: one for one in map(_told, rows)}


_largest: Kept[Difference | None] = Kept(_KEPT)
_SELECT = (
    f'select v, {names(FIGURES.key)}, kind, "row", "at", now_says, last_says, year_says, year_from, target_says, '
    "approved_says, differs, sensitivity, last_row, last_at, size, is_since_year"
)


def _make(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(_compared.FAR)
    connection.execute(_compared.COMPARED)


def _where(wanted: Wanted) -> tuple[str, list[Any]]:
    told: list[str] = []
    given: list[Any] = []
    if wanted.kinds:
        told.append("list_contains(?::varchar[], kind)")
        given.append([str(kind) for kind in wanted.kinds])
    if wanted.places is not None:
        told.append(
            "stands and exists (select 1 from (select unnest(?::bigint[]) as r, unnest(?::varchar[]) as c) p "
            'where p.r = compared."row" and (p.c = \'\' or p.c = compared."at"))'
        )
        given += [[one.row for one in wanted.places], [one.cell for one in wanted.places]]
    return f"where {' and '.join(told)}" if told else "", given


def _told(row: Sequence[Any]) -> Difference:
    version, *rest = row
    key, rest = rest[: len(FIGURES.key)], rest[len(FIGURES.key) :]
    kind, line, at, now, last, year, year_from, target, approved, differs, *others = rest
    return Difference(
        version,
        Key(*key),
        Kind(kind),
        line,
        at,
        Statement.of(now) if kind != Kind.GONE else None,
        Statement.of(last) if kind not in (Kind.ADDED, Kind.FIRST) else None,
        Statement.of(year),
        year_from,
        Statement.of(target),
        Statement.of(approved),
        tuple(differs),
        *others,
    )
