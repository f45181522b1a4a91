"""Comparing two versions of a framework by meaning: what changed, of which kind, and why if its authors say so.

The rows may come from an architecture's files or from a release: :func:`compare` takes tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import TABLES
from istmo.spec.catalogue import kinds
from istmo.spec.changes._between import Between, between
from istmo.spec.changes._change import Change
from istmo.spec.changes._edition import Edition, Rows
from istmo.spec.changes._pairing import Declared

__all__ = ["Change", "Comparison", "Edition", "Rows", "compare", "steps"]

#: Below these shares of nodes found in both, of the larger and of the smaller framework, the two are not versions of
#: one another, and a list of everything would hide that.
_OF_LARGER, _OF_SMALLER = 0.15, 0.5


@dataclass(frozen=True)
class Comparison:
    """What changed between two frameworks. idle: reasons declared for changes that were not found."""

    both: Between
    changes: tuple[Change, ...]
    idle: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return not self.changes

    @property
    def related(self) -> bool:
        """Whether they have enough in common to be versions of one framework."""
        nodes = self.both.nodes
        if any(one.by == "mapping" for of in (nodes.pairs, nodes.splits, nodes.merges) for one in of):
            return True
        old, new = len(self.both.old.nodes), len(self.both.new.nodes)
        if not old or not new:
            return self.both.old.code == self.both.new.code
        return self.common >= _OF_LARGER * max(old, new) or self.common >= _OF_SMALLER * min(old, new)

    @property
    def common(self) -> int:
        """Nodes of the earlier version that are in the later, whole, in parts or merged."""
        return len(self.both.old.nodes) - len(self.both.nodes.dropped)

    @property
    def gone(self) -> list[str]:
        """Codes of the earlier version's nodes that the later one has no more, in their order."""
        return [code for code in self.both.old.nodes if code not in self.both.new.nodes]

    def suggested(self, code: str) -> tuple[str, tuple[str, ...]]:
        """What became of an old node as its wording suggests, and its codes now; empty where it suggests nothing."""
        now = self.both.nodes.now.get(code, ())
        return ("split" if len(now) > 1 else "reworded" if now else "", now)

    @property
    def without_reason(self) -> int:
        """Changes nobody gave a reason for."""
        return sum(not change.reason for change in self.changes)

    def to_json(self) -> dict[str, Any]:
        """Both heads, what they have in common, and the changes; of unrelated frameworks without the changes."""
        heads = {
            side: {"code": edition.code, "version": edition.head["version"], "title": edition.head["title"]}
            for side, edition in (("old", self.both.old), ("new", self.both.new))
        }
        counts: dict[str, int] = {}
        for change in self.changes:
            counts[change.kind] = counts.get(change.kind, 0) + 1
        nodes = {
            "old": len(self.both.old.nodes),
            "new": len(self.both.new.nodes),
            "in_common": self.common,
        }
        told = [change.to_json() for change in self.changes] if self.related else []
        return {
            **heads,
            "same": self.same,
            "related": self.related,
            "nodes": nodes,
            "counts": counts,
            "without_reason": self.without_reason,
            "reasons_without_change": list(self.idle),
            "changes": told,
        }


def compare(old: Rows, old_code: str, new: Rows, new_code: str) -> Comparison:
    """What changed from the framework `old_code` in the tables `old` to `new_code` in `new`.

    Mapping and reasons are those that `new` declares for exactly this step. WrongUse if either has no such framework.
    """
    one, two = _edition(old, old_code), _edition(new, new_code)
    fates = {"node": _declared(new, one, two, "node"), "indicator": _declared(new, one, two, "indicator")}
    both = between(one, two, fates["node"], fates["indicator"])
    found = [change for kind in kinds().values() for change in kind.find(both)]
    reasons = _Reasons(_of_step(new, "change_reasons", one, two), fates)
    changes = tuple(change.with_reason(reasons.of(change)) for change in found)
    return Comparison(both, changes, tuple(reasons.idle()))


def steps(old: Rows, new: Rows) -> Iterator[Comparison]:
    """Each framework of `new` against the one of `old` that it follows: as its authors declare, else of the same code."""
    there, coming = ([str(row[0]) for row in rows.get("frameworks", ())] for rows in (old, new))
    place = (
        TABLES["mappings"].names.index("old_framework"),
        TABLES["change_reasons"].names.index("old_framework"),
    )
    for code in coming:
        named = [
            str(row[at])
            for table, at in zip(("mappings", "change_reasons"), place, strict=True)
            for row in new.get(table, ())
            if row[0] == code
        ]
        before = next((one for one in named if one in there), code)
        if before in there:
            yield compare(old, before, new, code)


def _edition(rows: Rows, code: str) -> Edition:
    try:
        return Edition.of(rows, code)
    except KeyError:
        known = ", ".join(str(row[0]) for row in rows.get("frameworks", ())) or "none"
        raise WrongUse(f"There is no framework {code} here, only {known}.") from None


def _of_step(rows: Rows, table: str, old: Edition, new: Edition) -> list[dict[str, Any]]:
    """What the later version declares of the step from the earlier; a version that is not named fits any."""
    names = TABLES[table].names
    records = [dict(zip(names, row, strict=True)) for row in rows.get(table, ())]
    return [
        record
        for record in records
        if (record["framework"], record["old_framework"]) == (new.code, old.code)
        and record["old_version"] in ("", old.head["version"])
        and not record.get("version")
    ]


def _declared(rows: Rows, old: Edition, new: Edition, what: str) -> Sequence[Declared]:
    found: dict[str, list[dict[str, Any]]] = {}
    for record in _of_step(rows, "mappings", old, new):
        if record["what"] == what:
            found.setdefault(record["old"], []).append(record)
    return [
        Declared(code, of[0]["fate"], tuple(r["new"] for r in of if r["new"]), of[0]["reason"] or "")
        for code, of in found.items()
    ]


class _Reasons:
    """Declared reasons, each told beside the changes it is of."""

    def __init__(self, records: Sequence[dict[str, Any]], fates: dict[str, Sequence[Declared]]) -> None:
        self._told = {(r["kind"], r["code"], r["field"]): r["reason"] for r in records}
        self._fates = {(what, one.old): one.reason for what, of in fates.items() for one in of}
        self._used: set[tuple[str, str, str]] = set()

    def of(self, change: Change) -> str:
        """The reason for this change: of exactly this field, of all of its kind, or of what became of its old code."""
        for code in (*change.new, *change.old):
            for field in (change.field, ""):
                key = (change.kind, code, field)
                if key in self._told:
                    self._used.add(key)
                    return str(self._told[key])
        return next((reason for old in change.old if (reason := self._fates.get((change.what, old), ""))), "")

    def idle(self) -> Iterator[str]:
        """Reasons for changes that were not found."""
        for kind, code, field in self._told:
            if (kind, code, field) not in self._used:
                yield f"{kind} {code}{f' ({field})' if field else ''}"
