"""What a version is set beside: the version before it, and what is approved; as tables of one DuckDB connection.

`new` and `last` hold the figures of the versions looked at and of those before them, told apart by `v`; `approved` holds
what is approved of others, of the agencies these tell of and without what is held, in the order of approval (`part`). `scales` tells of which indicators
a change is put in order by something else than what was before.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
from django.db.models import FilteredRelation, Q

from istmo.collect.models import State, Version
from istmo.framework import stored
from istmo.kernel.tables import FIGURES
from istmo.release.sql import connect, literal, names, quote
from istmo.review.models import Decision, Kind
from istmo.review.names import names as names_of

_COLUMNS = [name for name in FIGURES.names if name != "submission"]
_HELD = (
    'select 1 from held where held.part = given.part and held."row" = given."row" '
    "and (held.cell = '' or held.cell = given.\"at\")"
)


@dataclass(frozen=True)
class Pair:
    """A version, and the last one submitted before it, if there is one."""

    version: Version
    last: Version | None

    @property
    def number(self) -> int:
        """What it is called in the tables."""
        return self.version.pk


def pairs(versions: Sequence[Version]) -> list[Pair]:
    """Each version with the one submitted before it, whatever became of that; one query."""
    earlier: dict[int, list[Version]] = {}
    of = Version.objects.filter(submission__in={one.submission_id for one in versions})
    for one in of.exclude(state=State.DRAFT).order_by("number"):
        earlier.setdefault(one.submission_id, []).append(one)
    return [
        Pair(
            one,
            max(
                (before for before in earlier.get(one.submission_id, ()) if before.number < one.number),
                key=lambda before: before.number,
                default=None,
            ),
        )
        for one in versions
    ]


#: What is approved of others: the number of the decision, its figures, and row and cell of a figure of it that is held.
Approved = tuple[tuple[int, str, str | None, str | None], ...]


def approved(looked_at: Sequence[Pair]) -> Approved:
    """What is approved of others than these versions; one query of the database."""
    others = Decision.objects.filter(kind=Kind.APPROVE).exclude(version__in={p.number for p in looked_at})
    still = FilteredRelation("holds", condition=Q(holds__lifted_at__isnull=True))
    return tuple(
        others.order_by("pk").annotate(of=still).values_list("pk", "figures_sha256", "of__row", "of__cell")
    )


@contextmanager
def beside(looked_at: Sequence[Pair], told: Approved | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the tables; one query of the database, however many versions there are, none where `told` is given."""
    with stored.scratch() as work, connect(work) as connection:
        connection.execute(
            f"create view new as {_rows([(p.number, p.version.figures_sha256) for p in looked_at], 'v')}"
        )
        before = [(p.number, p.last.figures_sha256) for p in looked_at if p.last]
        connection.execute(f"create view last as {_rows(before, 'v')}")
        _approved(connection, approved(looked_at) if told is None else told)
        _scales(connection, looked_at)
        yield connection


def _approved(connection: duckdb.DuckDBPyConnection, told: Approved) -> None:
    parts = list(dict.fromkeys(row[:2] for row in told))
    rows = [(part, row, cell) for part, _, row, cell in told if row is not None]
    connection.execute(
        'create table held as select unnest(?::bigint[]) as part, unnest(?::bigint[]) as "row", '
        "unnest(?::varchar[]) as cell",
        [list(values) for values in zip(*rows, strict=True)] or [[], [], []],
    )
    connection.execute(
        f"create view approved as select * from ({_rows(parts, 'part')}) as given "
        f"where ({_of_those_looked_at(connection)}) and not exists ({_HELD})"
    )


def _of_those_looked_at(connection: duckdb.DuckDBPyConnection) -> str:
    """SQL: only figures of agencies that the versions tell of; told as values, so that files of others are passed over."""
    found = connection.execute("select agency from new union select agency from last order by 1").fetchall()
    named = ", ".join(literal(agency) for (agency,) in found if agency is not None)
    told = [f"agency in ({named})"] if named else []
    told += ["agency is null"] if (None,) in found else []
    return " or ".join(told) or "false"


def _scales(connection: duckdb.DuckDBPyConnection, looked_at: Sequence[Pair]) -> None:
    rows = [
        (one.number, indicator, per)
        for one in looked_at
        for indicator, per in names_of(one.version.submission.call.framework.architecture).scales.items()
    ]
    connection.execute(
        "create table scales as select unnest(?::bigint[]) as v, unnest(?::varchar[]) as indicator, "
        "unnest(?::double[]) as per",
        [list(values) for values in zip(*rows, strict=True)] or [[], [], []],
    )


def _rows(files: Sequence[tuple[int, str]], number: str) -> str:
    """SQL: the figures of these files of the vault, each under its number; of none, no rows."""
    there = [(one, sha256) for one, sha256 in files if sha256]
    if not there:
        columns = ", ".join(f"null::{FIGURES.column(name).type} as {quote(name)}" for name in _COLUMNS)
        return f"select null::bigint as {number}, {columns} limit 0"
    vault = stored.vault()
    paths = ", ".join(literal(vault.path(sha256)) for _, sha256 in there)
    numbers = ", ".join(str(one) for one, _ in there)
    return (
        f"select ([{numbers}])[file_index::bigint + 1]::bigint as {number}, {names(_COLUMNS)} "
        f"from read_parquet([{paths}])"
    )
