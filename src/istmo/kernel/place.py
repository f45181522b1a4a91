"""Places as a tree with groups beside it: who lies in whom, and who belongs to a group on a day.

Built from rows of the tables `places` and `place_members`; holds codes only.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from istmo.kernel.period import Period


@dataclass(frozen=True)
class Membership:
    """`member` belongs to the group `place` from `since` to `until`; None where it always did or still does."""

    place: str
    member: str
    since: date | None = None
    until: date | None = None

    def holds_in(self, period: Period) -> bool:
        """Whether it holds on the last day of the period; on any day if the period has no last day."""
        day = period.end or period.start
        return day is None or (self.since or date.min) <= day <= (self.until or date.max)


@dataclass(frozen=True)
class Places:
    """parents: each place and the one it lies in (None for none); memberships: of groups."""

    parents: Mapping[str, str | None]
    memberships: tuple[Membership, ...] = ()
    _children: dict[str, list[str]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Turn the parents round once."""
        for code, parent in self.parents.items():
            if parent is not None:
                self._children.setdefault(parent, []).append(code)

    def __contains__(self, code: object) -> bool:
        """Whether there is a place of that code."""
        return code in self.parents

    def children(self, code: str) -> tuple[str, ...]:
        """The places that lie directly in it, in order of code."""
        return tuple(sorted(self._children.get(code, ())))

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The places it lies in, nearest first. A ring of parents ends where it would close."""
        return tuple(climb(code, self.parents))

    def members(self, code: str, period: Period | None = None) -> tuple[str, ...]:
        """The direct members of a group, those of the period if one is given, in order of code."""
        chosen = (m for m in self.memberships if m.place == code and (period is None or m.holds_in(period)))
        return tuple(sorted(m.member for m in chosen))

    def parts(self, code: str, period: Period | None = None) -> frozenset[str]:
        """Everything in it: children, members, and all in them; without itself."""
        found: set[str] = set()
        waiting = [code]
        while waiting:
            here = waiting.pop()
            lower = {*self._children.get(here, ()), *self.members(here, period)} - found - {code}
            found |= lower
            waiting.extend(lower)
        return frozenset(found)

    def contains(self, outer: str, inner: str, period: Period | None = None) -> bool:
        """Whether `inner` is `outer` or lies in it. Two agencies at such places may have counted the same people."""
        return outer == inner or inner in self.parts(outer, period)


def climb(code: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """The parents of a code, nearest first; stops before any is told twice."""
    seen = {code}
    above = parents.get(code)
    while above is not None and above not in seen:
        yield above
        seen.add(above)
        above = parents.get(above)


def rings(parents: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Every ring in a graph of parents, once each, beginning with its least code: `(A, B)` if A is under B under A."""
    found: set[tuple[str, ...]] = set()
    done: set[str] = set()
    for start in sorted(parents):
        _walk(start, parents, done, found)
    return sorted(found)


def _walk(
    start: str, parents: Mapping[str, Iterable[str]], done: set[str], found: set[tuple[str, ...]]
) -> None:
    """Depth first without recursion, so that a long chain of parents cannot exhaust the stack."""
    path: list[str] = []
    branches: list[Iterator[str]] = [iter((start,))]
    while branches:
        code = next(branches[-1], None)
        if code is None:
            branches.pop()
            done.update(path[-1:])
            del path[-1:]
        elif code in path:
            ring = path[path.index(code) :]
            least = ring.index(min(ring))
            found.add((*ring[least:], *ring[:least]))
        elif code not in done:
            path.append(code)
            branches.append(iter(sorted(parents.get(code, ()))))
