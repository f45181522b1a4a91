"""Whether all that a file tells lies within an account's scopes: every place and node, by what contains it.

Accounts that are limited to no place and no node, as most are, cost nothing here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from istmo.framework import stored
from istmo.framework.models import FrameworkVersion
from istmo.framework.queries import unpack
from istmo.kernel.place import Places
from istmo.people.models import Agency, Scope, User
from istmo.people.permissions import Permission, require
from istmo.spec import architecture as spec

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
    within = _Within.of(about.framework)
    vault = stored.vault()
    for sha256, sql in ((figures, _FIGURES), (transactions, _TRANSACTIONS)):
        if sha256:
            within.refuse(about, _pairs(vault.path(sha256), sql))


def refuse_one(about: About, *, indicator: str, place: str) -> None:
    """The same for one indicator in one place."""
    if _limited(about.by):
        _Within.of(about.framework).refuse(about, [(place, indicator)])


def _limited(user: User) -> bool:
    return user.scopes.exclude(kind=Scope.Kind.AGENCY).exists()


def _pairs(table: Path, sql: str) -> Iterator[tuple[str | None, str | None]]:
    with duckdb.connect() as connection:
        yield from connection.execute(sql, [str(table)]).fetchall()


@dataclass(frozen=True)
class _Within:
    """What contains what, in one architecture: places, and nodes as FRAMEWORK/NODE."""

    places: Places
    groups: dict[str, list[str]]
    nodes: dict[str, list[str]]
    above: dict[str, list[str]]

    @classmethod
    def of(cls, framework: FrameworkVersion) -> "_Within":
        """Read from the framework's files."""
        with stored.scratch() as work:
            read = spec.load(unpack(framework.architecture, work))
        places = Places({row["code"]: row["parent"] for row in read.records("places")})
        groups = _by((row["member"], row["place"]) for row in read.records("place_members"))
        nodes = _by((row["indicator"], _node(row)) for row in read.records("indicator_nodes"))
        above = _by(
            (_node(row), f"{row['framework']}/{row['parent']}") for row in read.records("node_parents")
        )
        for row in read.records("nodes"):
            nodes.setdefault(row["code"], []).append(f"{row['framework']}/{row['code']}")
        return cls(places, groups, nodes, above)

    def refuse(self, about: About, pairs: Iterable[tuple[str | None, str | None]]) -> None:
        """NotAllowed for the first (place, indicator or node) that the account does not reach."""
        for place, measured in pairs:
            lies_in = [place, *self._containing(place)] if place else [_NOWHERE]
            under = [measured, *self._over(measured)] if measured else [_NO_NODE]
            require(about.by, about.permission, about.agency, place=lies_in, node=under)

    def _containing(self, place: str) -> list[str]:
        """The places it lies in, and the groups that it or they belong to."""
        above = [place, *self.places.ancestors(place)]
        return [*above[1:], *(group for one in above for group in self.groups.get(one, ()))]

    def _over(self, measured: str) -> list[str]:
        """The nodes of an indicator, or the node of that code, and all above them."""
        found: list[str] = []
        waiting: Sequence[str] = self.nodes.get(measured, ())
        while waiting:
            found += [one for one in waiting if one not in found]
            waiting = [up for one in waiting for up in self.above.get(one, ()) if up not in found]
        return found


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _node(row: dict[str, str]) -> str:
    return f"{row['framework']}/{row['node']}"
