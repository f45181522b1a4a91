"""What each way to settle an overlap would give: the largest part, the sum, or a number between.

The numbers are those of climb.py, so that a decision changes the total by what is told here and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from istmo.analyse.climb import Climb, Decision, Heap, read
from istmo.kernel.period import Period
from istmo.kernel.place import Places
from istmo.kernel.quantity import EXACT, plain

SUM, MAX, CUSTOM = "sum", "max", "custom"
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Made:
    """One decision as the release carries it. low, high: the least and the most it was made on."""

    indicator: str
    place: str
    period: str
    decision: str
    value: Decimal | None
    reason: str | None
    decided_by: str | None
    low: Decimal | None
    high: Decimal | None

    @property
    def about(self) -> Period:
        """Its period as days."""
        return _days(self.period)

    def columns(self) -> dict[str, str | Decimal | None]:
        """What the question tells of it."""
        return {
            "method": self.decision,
            "value": self.value,
            "reason": self.reason,
            "decided_by": self.decided_by,
            "decided_low": self.low,
            "decided_high": self.high,
        }


@dataclass(frozen=True)
class Choices:
    """The least and the most a total can be, and the plain sum of its values; None where not known."""

    least: Decimal | None = None
    most: Decimal | None = None
    added: Decimal | None = None

    @classmethod
    def of(cls, spots: str, at: str, inside: Iterable[Made], places: Places, period: Period) -> "Choices":
        """From what stands at each place, as overlaps.sql writes it, and decisions made for places inside of `at`."""
        heaps = read(spots)
        if len(heaps) == 1 and at in heaps:
            return cls._from(heaps[at])
        made = [Decision(one.place, one.about, one.decision, one.value) for one in inside]
        within = [one for one in made if places.contains(at, one.place, period)]
        return cls._from(Climb(heaps, within, places, period).total().heap)

    @classmethod
    def _from(cls, heap: Heap) -> "Choices":
        return cls(heap.low, heap.high, heap.value)

    @property
    def settled_by_itself(self) -> bool:
        """Whether every choice gives the same, so that nobody need decide."""
        return self.least is not None and self.least == self.most

    @property
    def between(self) -> str | None:
        """Which custom totals there can be, in words; None where there is nothing to choose."""
        return None if self == Choices() else f"{number(self.least)} to {number(self.most)}"

    def undecided(self, *, people: bool) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """The total while nobody has decided: its value, or the ends of its range. Things and amounts add."""
        if people and not self.settled_by_itself:
            return None, self.least, self.most
        total = self.most if people else self.added
        return (total, None, None) if total is not None else (None, self.least, self.most)

    def chosen(self, made: Made) -> Decimal | None:
        """The total that a decision gives; None where a number for it is lacking."""
        return {SUM: self.most, MAX: self.least, CUSTOM: made.value}[made.decision]

    def adjustment(self, chosen: Decimal | None) -> Decimal | None:
        """What a decision adds to the sum: never above zero, zero where nobody was counted twice."""
        return None if chosen is None or self.most is None else EXACT.subtract(chosen, self.most)

    def refuses(self, made: Made) -> bool:
        """Whether a custom total is less than the largest part or more than the sum."""
        if made.decision != CUSTOM or made.value is None:
            return False
        too_low = self.least is not None and made.value < self.least
        return too_low or (self.most is not None and made.value > self.most)


def number(told: Decimal | None) -> str:
    """A number as text."""
    return NOT_KNOWN if told is None else plain(told)


def parts_in_words(series: str) -> str:
    """`health-alta clinics at alta: 900; works wash at alta: 500`, from what overlaps.sql lists."""
    return "; ".join(_part(*entry.split("|")) for entry in series.split(";")) if series else ""


def _part(agency: str, activity: str, place: str, *told_as: str) -> str:
    value, low, high, qualifier = told_as
    name = " ".join(part for part in (agency, activity) if part) or "no agency named"
    if low or high:
        told = f"{_plain(low) or 'no more told'} to {_plain(high) or 'no more told'}"
    else:
        told = _plain(value)
    exact = "" if qualifier == "exact" else f"{qualifier.replace('_', ' ')} "
    return f"{name} at {place}: {exact}{told}"


def _plain(text: str) -> str:
    return plain(Decimal(text)) if text else ""


@lru_cache(maxsize=65536)
def _days(period: str) -> Period:
    return Period.parse(period)
