"""A figure and what it is compared with: which change may be told, which interval, and what is lacking for it.

Counts of events and shares or rates of cases have an interval, if both bases are known and the groups are separate; a
group inside another is set beside the rest of that other. What is no number of cases (means, amounts, levels, outputs)
has none, and says so. Of two groups nothing is subtracted while their bases are unknown or they may overlap.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from istmo.analyse import chance
from istmo.analyse.cases import HUNDRED, Cases, Side, exposures, is_share, never, of_ratio, rest_of
from istmo.kernel.measure import quotient
from istmo.kernel.quantity import EXACT

GROUP = "group"


class Named(NamedTuple):
    """What the register says of a comparison, or what stands for it where a series is asked."""

    comparison: str | None
    text: str | None
    against: str
    design: str
    groups_overlap: str | None
    chosen_because: str
    n: Decimal | None
    comparator_n: Decimal | None
    told_by: str | None
    char_start: int | None
    char_end: int | None
    remark: str | None
    indicator: str
    title: str
    kind: str
    measure: str
    place: str
    breakdown: str
    start: date | None
    end: date | None
    comparator_indicator: str | None
    comparator_place: str | None
    comparator_period: str | None
    comparator_start: date | None
    comparator_end: date | None
    own_fits: int
    base_fits: int


@dataclass(frozen=True)
class Found:
    """What may be told of a pair. lacking: why there is no interval; rest: what the figure's own group is beside."""

    value: Decimal | None = None
    base: Decimal | None = None
    change: Decimal | None = None
    percent: Decimal | None = None
    interval: chance.Interval | None = None
    lacking: str | None = None
    own_cases: Cases | None = None
    base_cases: Cases | None = None
    rest: Decimal | None = None


@dataclass(frozen=True)
class Pair:
    """A figure and what it is compared with; None where the release does not hold it."""

    named: Named
    own: Side | None
    base: Side | None

    @property
    def of_groups(self) -> bool:
        """Whether another group stands beside the figure; else it is its own series earlier."""
        return self.named.against == GROUP

    def found(self) -> Found:
        """Change and interval as far as they may be told."""
        own, base = self.own, self.base
        value, before = own.number if own else None, base.number if base else None
        missing = self._missing()
        if own is None or base is None or missing:
            return Found(value, before, lacking=missing)
        cases = (self._cases(own, self.named.n), self._cases(base, self.named.comparator_n))
        lacking = "; ".join(self._lacking(own, base, cases)) or None
        told = Found(value, before, lacking=lacking, own_cases=_known(cases[0]), base_cases=_known(cases[1]))
        if not lacking and told.own_cases and told.base_cases:
            return self._with_interval(told, told.own_cases, told.base_cases, own)
        return told if self.of_groups and lacking else self._with_change(told, own, base)

    def _missing(self) -> str | None:
        """Why the two are not compared at all."""
        return self._no_figure() or self._no_base()

    def _no_figure(self) -> str | None:
        own, fits = self.own, self.named.own_fits
        if fits > 1:
            return f"{fits} figures fit: the comparison has to name agency and activity"
        if own is None:
            return "the release holds no such figure"
        if own.state != "reported":
            return f"the figure is {own.state.replace('_', ' ')}"
        return "base not given: the source tells the change alone" if own.measure == "change" else None

    def _no_base(self) -> str | None:
        fits = self.named.base_fits
        if fits > 1:
            return f"{fits} figures fit the other side: the comparison has to name agency and activity"
        if self.base is None:
            return "the release holds no figure of the other group" if self.of_groups else "base not given"
        return _unlike(self.own, self.base) if self.own else None

    def _cases(self, side: Side, given: Decimal | None) -> Cases | str:
        """The cases of one side, or why they are not known."""
        if not side.is_exact:
            return "one of the two is not told as an exact number"
        if side.measure == "ratio":
            return of_ratio(side, given)
        events = side.number
        if events is None or events != events.to_integral_value() or events < 0:
            return "one of the two is no whole number of events"
        if given is not None:
            return Cases(int(events), given)
        return Cases(int(events), Decimal(0))

    def _lacking(self, own: Side, base: Side, cases: tuple[Cases | str, Cases | str]) -> Iterator[str]:
        """Everything that an interval lacks."""
        why = never(own) or never(base)
        if why:
            yield why
        else:
            yield from sorted({told for told in cases if isinstance(told, str)})
            if own.measure == "count" and all(isinstance(told, Cases) for told in cases):
                yield from self._without_exposure(own, base)
        if self.of_groups:
            yield from self._overlapping(cases)

    def _without_exposure(self, own: Side, base: Side) -> Iterator[str]:
        given = (self.named.n, self.named.comparator_n)
        if all(told is not None for told in given):
            return
        if any(told is not None for told in given):
            yield "how many people or days stand behind the counts is given for one of the two only"
        elif self.of_groups:
            yield "how many people or days stand behind the counts is not given"
        elif exposures(own.period, base.period) is None:
            yield "how long the two periods are is not told"

    def _overlapping(self, cases: tuple[Cases | str, Cases | str]) -> Iterator[str]:
        overlap = self.named.groups_overlap
        if overlap == "unknown":
            yield "groups may overlap"
        elif overlap == "yes":
            yield "some cases are in both groups"
        elif overlap == "nested":
            own, base = cases
            if isinstance(own, str) or isinstance(base, str) or not (own.of and base.of):
                yield "one group lies inside the other, and the rest of that cannot be told"
            elif rest_of(own, base) is None:
                yield "one group is said to lie inside the other, and the numbers do not fit that"

    def _with_change(self, told: Found, own: Side, base: Side) -> Found:
        """With the plain change, of what can be subtracted."""
        if own.measure in ("milestone", "text") or told.value is None or told.base is None:
            return told
        lengths = exposures(own.period, base.period)
        adds_up = own.measure in ("count", "amount") and own.time not in ("stock", "running")
        if adds_up and not self.of_groups and lengths is not None and lengths[0] != lengths[1]:
            return told
        change = EXACT.subtract(told.value, told.base)
        percent = quotient(change, told.base, HUNDRED) if told.base > 0 and own.measure != "score" else None
        return replace(told, change=change, percent=percent)

    def _with_interval(self, told: Found, own_cases: Cases, base_cases: Cases, own: Side) -> Found:
        """With interval and change; a group inside another is compared with the rest of it, and its change is not."""
        nested = self.named.groups_overlap == "nested"
        against = (rest_of(own_cases, base_cases) if nested else None) or base_cases
        per = own.per or Decimal(1)
        interval = self._interval(own_cases, against, own)
        rest = quotient(Decimal(against.events), against.of, per) if nested else None
        lacking = None if interval else "nothing happened in either of the two"
        told = replace(told, interval=interval, lacking=lacking, rest=rest)
        return told if nested or self.base is None else self._with_change(told, own, self.base)

    def _interval(self, cases: Cases, against: Cases, own: Side) -> chance.Interval | None:
        if own.measure == "ratio" and is_share(own, cases, against):
            numbers = (cases.events, int(cases.of), against.events, int(against.of))
            return chance.difference(*numbers, per=own.per or Decimal(1))
        exposure, base_exposure = cases.of, against.of
        if not exposure and self.base is not None:
            exposure, base_exposure = exposures(own.period, self.base.period) or (Decimal(1), Decimal(1))
        return chance.ratio(cases.events, exposure, against.events, base_exposure)


def _known(told: Cases | str) -> Cases | None:
    return told if isinstance(told, Cases) else None


def _unlike(own: Side, base: Side) -> str | None:
    """Why two figures are no two values of one kind."""
    if base.state != "reported":
        return f"what it is compared with is {base.state.replace('_', ' ')}"
    if own.unit != base.unit and own.measure != "ratio":
        return f"the units differ ({own.unit or 'not given'} and {base.unit or 'not given'}): not compared"
    if own.number is None or base.number is None:
        return "one of the two is a range or told in words: no single change"
    return None
