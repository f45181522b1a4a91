"""The key of a figure: what a comment and a waiver are bound to, so that they find the figure again in a later version."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, Self

import duckdb

from istmo.collect.models import Version
from istmo.framework import stored
from istmo.kernel.period import code_of
from istmo.kernel.tables import FIGURES
from istmo.release.sql import literal, names, quote
from istmo.review.held import Place

#: Of the key: what tells two statements of one figure apart. A correction of these leaves it the same figure.
STATEMENT = ("as_of", "stated_on", "source")
#: What the figure says, in one text.
_SAYS = ("state", "value", "numerator", "denominator", "low", "high", "unit", "qualifier")
_SAID = f"concat_ws('|', {', '.join(f'coalesce({quote(name)}::varchar, $$$$)' for name in _SAYS)})"


@dataclass(frozen=True)
class Key:
    """The key by which a later submission restates a figure: the fields are those of `FIGURES.key`, in its order."""

    indicator: str
    place: str
    period_start: date | None
    period_end: date | None
    cohort: str | None
    agency: str | None
    activity: str | None
    role: str
    span: str
    breakdown: str
    as_of: date | None
    stated_on: date | None
    source: str | None

    @property
    def text(self) -> str:
        """One line of JSON; :meth:`read` undoes it."""
        return json.dumps(
            [v.isoformat() if isinstance(v, date) else v for v in astuple(self)], ensure_ascii=False
        )

    @classmethod
    def read(cls, text: str) -> Self:
        """Undo :attr:`text`."""
        told = dict(zip(FIGURES.key, json.loads(text), strict=True))
        days = ("period_start", "period_end", "as_of", "stated_on")
        return cls(**told | {name: date.fromisoformat(told[name]) for name in days if told[name]})

    @property
    def period(self) -> str:
        """The code of its period; empty where it has none."""
        return code_of(self.period_start, self.period_end) if self.period_start or self.period_end else ""

    def __str__(self) -> str:
        """Its codes, without what is empty: `trained SV FY2017 result usaid youth sex=f`."""
        told = (
            self.indicator, self.place, self.period, self.cohort, self.role, self.agency, self.activity, self.breakdown,
        )  # fmt: skip
        return " ".join(part for part in told if part)


@dataclass(frozen=True)
class Found:
    """A figure of a version: its key, where it stands, and what it says, in one text."""

    key: Key
    row: int | None
    at: str | None
    said: str


def standing_at(version: Version, places: Sequence[Place]) -> list[Found]:
    """The figures at these places of a version, in the order of its rows."""
    found = _asked(
        version,
        'select distinct f.* from f join p on f."row" = p."row" and (p."at" = \'\' or p."at" = f."at")',
        'create temp table p as select unnest(?::bigint[]) as "row", unnest(?::varchar[]) as "at"',
        [[place.row for place in places], [place.cell for place in places]],
    )
    return sorted(found, key=lambda one: (one.row or 0, one.at or "", one.key.text))


def where(version: Version, keys: Iterable[Key]) -> dict[Key, Found]:
    """Where each key stands in a version; one that is not there is left out.

    Where no figure has the whole key, the figure that is told apart from it by :data:`STATEMENT` alone.
    """
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    columns = ", ".join(f"unnest(?::{FIGURES.column(name).type}[]) as {quote(name)}" for name in FIGURES.key)
    about = [name for name in FIGURES.key if name not in STATEMENT]
    same = " and ".join(f"f.{quote(name)} is not distinct from w.{quote(name)}" for name in about)
    exact = " and ".join(f"f.{name} is not distinct from w.{name}" for name in STATEMENT)
    asked = (
        f"select f.*, w.nth from f join w on {same} qualify row_number() over (partition by w.nth "
        f'order by ({exact}) desc, f."row" nulls last, f."at" nulls last) = 1'
    )
    given = [list(values) for values in zip(*map(astuple, wanted), strict=True)]
    told = _rows(
        version,
        asked,
        f"create temp table w as select {columns}, unnest(?::bigint[]) as nth",
        [*given, list(range(len(wanted)))],
    )
    return {wanted[row[-1]]: _found(row[:-1]) for row in told}


def _asked(version: Version, sql: str, given: str, parameters: Sequence[Any]) -> list[Found]:
    return [_found(row) for row in _rows(version, sql, given, parameters)]


def _rows(version: Version, sql: str, given: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    if not version.figures_sha256:
        return []
    with duckdb.connect() as connection:
        connection.execute(given, parameters)
        connection.execute(
            f'create view f as select {names(FIGURES.key)}, "row", "at", {_SAID} as said '
            f"from read_parquet({literal(stored.vault().path(version.figures_sha256))})"
        )
        return connection.execute(sql).fetchall()


def _found(row: Sequence[Any]) -> Found:
    *key, line, at, said = row
    return Found(Key(*key), line, at, said)
