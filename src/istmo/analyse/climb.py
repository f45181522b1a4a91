"""Totals of several series up the places, where places lie in one another or persons decided for a place inside.

progress.sql adds up what is simple. People reached at a place and at a town in it may be the same people: the total of
a place lies between the largest part (each series at the place itself, or all places in it together) and the sum. What
a person decided for a place replaces the total of that place in every total above it (DESIGN section 3, Places).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from istmo.analyse.answer import Queryable
from istmo.kernel.period import Period
from istmo.kernel.place import Membership, Places
from istmo.kernel.quantity import EXACT


@dataclass(frozen=True)
class Heap:
    """What is known of a total: the sum of its values, its least and its greatest; None where not known."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    parts: int = 1


@dataclass(frozen=True)
class Decision:
    """What a person decided for one place and period: sum, max or custom with its value."""

    place: str
    period: Period
    decision: str
    value: Decimal | None


@dataclass(frozen=True)
class Climbed:
    """A total, the decisions in it, and whether somebody should still look at what may be counted twice."""

    heap: Heap
    settled: tuple[str, ...]
    open: bool


def places(release: Queryable) -> Places:
    """The places of a release, with the members of groups."""
    parents: dict[str, str | None] = dict(release.query("SELECT code, parent FROM places"))
    members = release.query("SELECT place, member, since, until FROM place_members ORDER BY place, member")
    return Places(parents, tuple(Membership(*row) for row in members))


def decisions(release: Queryable) -> dict[str, list[Decision]]:
    """By indicator, what persons decided about overlaps."""
    found: dict[str, list[Decision]] = {}
    for indicator, place, period, decision, value in release.query(
        'SELECT indicator, place, period, decision, value FROM "overlaps" ORDER BY indicator, place, period'
    ):
        found.setdefault(indicator, []).append(Decision(place, Period.parse(period), decision, value))
    return found


def read(text: str) -> dict[str, Heap]:
    """What stands at each place, as progress.sql writes it: `HN|2|900|500|900;…`."""
    heaps = {}
    for entry in text.split(";"):
        spot, parts, *numbers = entry.split("|")
        value, low, high = (Decimal(number) if number else None for number in numbers)
        heaps[spot] = Heap(value, low, high, int(parts))
    return heaps


class Climb:
    """One total on its way up: from the places that lie in no other to the place asked for."""

    def __init__(
        self, spots: Mapping[str, Heap], decided: Iterable[Decision], known: Places, period: Period
    ) -> None:
        """`decided`: for the indicator, at places inside; those of another period are passed over."""
        self._spots = spots
        self._settled = {
            made.place: made
            for made in decided
            if made.period == period and any(known.contains(made.place, spot, period) for spot in spots)
        }
        self._inside: dict[str | None, list[str]] = {}
        nodes = sorted({*spots, *self._settled})
        around = {
            node: [other for other in nodes if other != node and known.contains(other, node, period)]
            for node in nodes
        }
        for node in nodes:
            nearest = max(around[node], key=lambda other: len(around[other]), default=None)
            self._inside.setdefault(nearest, []).append(node)
        self._applied: list[str] = []
        self._open = False

    def total(self) -> Climbed:
        """Everything together."""
        heap = _together([self._of(node, False) for node in self._inside.get(None, [])])
        return Climbed(heap, tuple(self._applied), self._open)

    def _of(self, node: str, looked_at: bool) -> Heap:
        """The total of one place; `looked_at`: whether a decision above has settled it."""
        made, own = self._settled.get(node), self._spots.get(node)
        below = [self._of(place, looked_at or made is not None) for place in self._inside.get(node, [])]
        heap = _one_of(own, _together(below)) if own and below else own or _together(below)
        if own and (own.parts > 1 or below) and not looked_at and made is None:
            self._open = True
        if made is None or heap.parts < 2:
            return heap
        chosen = {"sum": heap.high, "max": heap.low, "custom": made.value}[made.decision]
        if chosen is None:
            return heap
        self._applied.append(f"{node} {made.decision}")
        return Heap(chosen, chosen, chosen, heap.parts)


def _together(heaps: list[Heap]) -> Heap:
    """Places beside one another: nobody is in two of them."""
    return Heap(
        _sum([heap.value for heap in heaps]),
        _sum([heap.low or Decimal(0) for heap in heaps]),
        _sum([heap.high for heap in heaps]),
        sum(heap.parts for heap in heaps),
    )


def _one_of(own: Heap, below: Heap) -> Heap:
    """A place and the places in it, told by different series: perhaps the same, perhaps not."""
    lows = [low for low in (own.low, below.low) if low is not None]
    return Heap(
        _sum([own.value, below.value]),
        max(lows, default=None),
        _sum([own.high, below.high]),
        own.parts + below.parts,
    )


def _sum(numbers: list[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for number in numbers:
        if number is None:
            return None
        total = EXACT.add(total, number)
    return total
