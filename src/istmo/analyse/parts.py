"""A stated sum and what may be its parts: which of them cover its days, and what one must assume to compare."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, groupby, pairwise
from typing import NamedTuple

from istmo.kernel.period import Period, tiles
from istmo.kernel.quantity import shown

Ends = tuple[Decimal | None, Decimal | None]
HALF = Decimal("0.5")


class Stated(NamedTuple):
    """A sum as one source states it for a place and a giver."""

    stage: str
    first_day: date
    last_day: date
    by_period: int
    place: str
    place_name: str | None
    whose: str
    provider: str | None
    currency: str
    source: str | None
    amount: Decimal
    qualifier: str
    value_as_written: str | None
    unattributed: Decimal
    trace: str | None

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.first_day, self.last_day)

    @property
    def ends(self) -> Ends:
        """Between what it can lie."""
        return ends(self.amount, self.qualifier)


class Part(NamedTuple):
    """A total of the same place and giver whose days overlap those of the stated sum."""

    stage: str
    first_day: date
    last_day: date
    by_period: int
    source: str | None
    amount: Decimal
    qualifier: str
    unattributed: Decimal
    rows: int
    trace: str | None

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.first_day, self.last_day)

    @property
    def name(self) -> str:
        """`allocated FY2016`."""
        return f"{self.stage.replace('_', ' ')} {self.period.code}"


@dataclass(frozen=True)
class Composition:
    """Parts of one source that cover the days of a stated sum."""

    stated: Stated
    parts: tuple[Part, ...]

    @property
    def source(self) -> str | None:
        """Who tells the parts."""
        return self.parts[0].source

    @property
    def stages(self) -> str:
        """The stages of the parts, in order."""
        return " + ".join(dict.fromkeys(part.stage for part in self.parts))

    @property
    def told(self) -> str:
        """Each part with its days and amount."""
        return " + ".join(f"{part.name}: {shown(part.amount)}" for part in self.parts)

    @property
    def amount(self) -> Decimal:
        """What the parts come to."""
        return sum((part.amount for part in self.parts), Decimal(0))

    @property
    def unattributed(self) -> Decimal:
        """What of it is split by no country."""
        return sum((part.unattributed for part in self.parts), Decimal(0))

    @property
    def ends(self) -> Ends:
        """Between what the parts together can lie."""
        each = [ends(part.amount, part.qualifier) for part in self.parts]
        return _sum([low for low, _ in each]), _sum([high for _, high in each])

    @property
    def trace(self) -> str | None:
        """The rows behind the parts."""
        return " ".join(part.trace for part in self.parts if part.trace) or None

    @property
    def stands(self) -> str:
        """How the parts stand to the sum: equal, within rounding (as exactly as both are told), above, below."""
        (low, high), (parts_low, parts_high) = self.stated.ends, self.ends
        if low is not None and low == high == parts_low == parts_high:
            return "equal"
        if parts_high is not None and low is not None and parts_high < low:
            return "below"
        if parts_low is not None and high is not None and parts_low > high:
            return "above"
        return "equal" if self.amount == self.stated.amount else "within rounding"

    @property
    def why(self) -> str:
        """Why the two cannot be compared; empty if they can."""
        if self._is_test or self.stages == self.stated.stage:
            return ""
        return f"{self.stated.stage} and {self.stages} are different stages"

    @property
    def _is_test(self) -> bool:
        """Whether a stage is missing on one side, so that any may be meant."""
        return "not_stated" in (self.stated.stage, *(part.stage for part in self.parts))

    @property
    def assumptions(self) -> str:
        """What one would have to assume to compare them."""
        told = []
        if self._is_test and self.stages != self.stated.stage:
            told.append(f"that {self._meant}")
        for one, other in combinations(self.parts, 2):
            if one.period.overlaps(other.period):
                told.append(f"that {one.name} holds nothing of {other.name}")
        for part in self.parts:
            if not self.stated.period.contains(part.period):
                told.append(f"that nothing of {part.name} lies outside {self.stated.period.code}")
        if not self._is_test and any(part.by_period != self.stated.by_period for part in self.parts):
            told.append("that the year of the money and the year of the transaction are the same")
        return "; ".join(told)

    @property
    def _meant(self) -> str:
        """What the side without a stage would have to mean."""
        silent = self.stated if self.stated.stage == "not_stated" else self
        other = self.stages if silent is self.stated else self.stated.stage
        together = ", one after the other" if " + " in other else ""
        return f"{silent.source or 'a source not named'}, which names no stage, means {other}{together}"

    @property
    def comparable(self) -> str:
        """yes, under assumptions, or no."""
        if self.why:
            return "no"
        return "under assumptions" if self.assumptions else "yes"

    @property
    def finding(self) -> str:
        """What comes of it, in a sentence without a full stop."""
        difference = self.amount - self.stated.amount
        stated = shown(self.stated.amount)
        told = f"the parts come to just the {stated} stated"
        if difference:
            way = "more" if difference > 0 else "less"
            told = f"the parts come to {shown(self.amount)}, {shown(abs(difference))} {way} than the {stated} stated"
        if self.stands == "within rounding":
            told += ", within how exactly it is told"
        if self.unattributed == 0 and self.stated.unattributed:
            told += "; they hold nothing that is split by no country"
        if 0 < self.unattributed < self.amount:
            split = shown(self.amount - self.unattributed)
            told += f"; {split} without the {shown(self.unattributed)} that is split by no country"
        return told


def compositions(stated: Stated, parts: Sequence[Part]) -> Iterator[Composition]:
    """Every way in which one source covers the days of the sum: by one stage, else by all its stages together."""
    for _, told in groupby(parts, key=lambda part: part.source):
        of_source = list(told)
        found = [
            chosen
            for _, one in groupby(of_source, key=lambda part: part.stage)
            if (chosen := _covering(stated.period, list(one)))
        ]
        together = _covering(stated.period, of_source) if not found else None
        for chosen in [*found, together] if together else found:
            yield Composition(stated, tuple(chosen))


def _covering(whole: Period, parts: list[Part]) -> list[Part] | None:
    """Parts that tile the days, else all that together leave no day out; None if some day is told by none."""
    finest = [part for part in parts if not _made_of_others(part, parts)]
    inside = [part for part in finest if whole.contains(part.period)]
    if tiles(whole, [part.period for part in inside]):
        return inside
    ordered = sorted(finest, key=lambda part: (part.first_day, part.last_day))
    if not ordered or ordered[0].period.sort_key[0] > whole.sort_key[0]:
        return None
    reached = ordered[0].last_day
    for before, part in pairwise(ordered):
        reached = max(reached, before.last_day)
        if (part.first_day - reached).days > 1:
            return None
        reached = max(reached, part.last_day)
    return ordered if whole.end and reached >= whole.end else None


def _made_of_others(part: Part, parts: list[Part]) -> bool:
    """Whether shorter parts of the same stage tell all its days again."""
    shorter = [p.period for p in parts if p is not part and p.stage == part.stage]
    return tiles(part.period, [p for p in shorter if p != part.period and part.period.contains(p)])


def ends(amount: Decimal, qualifier: str) -> Ends:
    """Between what a sum told so can lie: about is half of the last digit that is not zero, up or down; None is open."""
    if qualifier == "at_least":
        return amount, None
    if qualifier == "at_most":
        return None, amount
    if qualifier == "exact" or not amount:
        return amount, amount
    digit = Decimal(1).scaleb(int(amount.normalize().as_tuple().exponent))
    return amount - digit * HALF, amount + digit * HALF


def _sum(numbers: list[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None
