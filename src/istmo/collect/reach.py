"""Whether all that a file tells lies within an account's scopes: every place and node, by what contains it.

Accounts that are limited to no place and no node, as most are, cost nothing here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from istmo.collect.within import Within
from istmo.framework import stored
from istmo.framework.models import FrameworkVersion
from istmo.people.models import Agency, Scope, User
from istmo.people.permissions import Permission, require

#: What a row without a place is told as: it lies within no account's place.
_NOWHERE = "rows without a place"
_NO_NODE = "rows without a node"
#: Every place with an indicator (figures) or with a node (transactions) that a table tells of.
_FIGURES = "SELECT DISTINCT place, indicator FROM read_parquet(?) ORDER BY ALL"
_TRANSACTIONS = "SELECT DISTINCT place, node FROM read_parquet(?) ORDER BY ALL"


@dataclass(frozen=True)
class About:
    """What is done for which agency, under which framework, by whom."""

    by: User
    permission: Permission
    agency: Agency | None
    framework: FrameworkVersion


def refuse_beyond(about: About, *, figures: str, transactions: str) -> None:
    """NotAllowed, naming the first place or node outside of the account's scopes. Hashes of tables; "" for none."""
    if not _limited(about.by):
        return
    within = Within.of(about.framework)
    vault = stored.vault()
    for sha256, sql in ((figures, _FIGURES), (transactions, _TRANSACTIONS)):
        if sha256:
            _refuse(within, about, _pairs(vault.path(sha256), sql))


def refuse_one(about: About, *, indicator: str, place: str) -> None:
    """The same for one indicator in one place."""
    if _limited(about.by):
        _refuse(Within.of(about.framework), about, [(place, indicator)])


def _limited(user: User) -> bool:
    # Over all of them, which a page has read already.
    return any(scope.kind != Scope.Kind.AGENCY for scope in user.scopes.all())


def _pairs(table: Path, sql: str) -> Iterator[tuple[str | None, str | None]]:
    with duckdb.connect() as connection:
        yield from connection.execute(sql, [str(table)]).fetchall()


def _refuse(within: Within, about: About, pairs: Iterable[tuple[str | None, str | None]]) -> None:
    """NotAllowed for the first (place, indicator or node) that the account does not reach."""
    for place, measured in pairs:
        lies_in = within.around(place) if place else [_NOWHERE]
        under = [measured, *within.over(measured)] if measured else [_NO_NODE]
        require(about.by, about.permission, about.agency, place=lies_in, node=under)
