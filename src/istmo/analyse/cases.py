"""One figure as cases: events out of how many, and which kinds of number have none."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from istmo.kernel.measure import quotient
from istmo.kernel.period import Kind, Period
from istmo.kernel.quantity import EXACT, plain

HUNDRED = Decimal(100)
#: Percent and per mille may be shares of cases; a rate per 100,000 people is read as events by exposure.
MOST_PER_OF_SHARES = 1000
#: Why a kind of number has no interval.
NO_CASES = {
    "quantity": "an average or a quantity, and how its cases spread is not told",
    "score": "a score, and how its cases spread is not told",
    "amount": "an amount is no number of cases",
    "milestone": "a milestone is not compared by a difference",
    "text": "a text is not compared by a difference",
}
LEVEL = "a level at one moment is no number of events"
RUNNING = "a running total holds the earlier one"
OUTPUT = "an output is what was done, and chance does not move it"


class Side(NamedTuple):
    """One of the two figures, as effect.sql tells it."""

    indicator: str
    title: str
    kind: str
    measure: str
    time: str
    per: Decimal | None
    bounded: bool | None
    place: str
    place_name: str
    agency: str | None
    activity: str | None
    cohort: str | None
    breakdown: str
    role: str
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    state: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    qualifier: str | None
    maturity: str | None
    base_period: str | None
    source: str | None
    submission: str | None
    row: int | None

    @property
    def number(self) -> Decimal | None:
        """The value, or what numerator and denominator make."""
        if self.value is not None:
            return self.value
        return quotient(self.numerator, self.denominator, self.per or Decimal(1))

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.period_start, self.period_end, self.period_as_written or "")

    @property
    def is_exact(self) -> bool:
        """Whether its source tells it as exactly so."""
        return self.qualifier in (None, "exact") and self.low is None and self.high is None


@dataclass(frozen=True)
class Cases:
    """Events or cases that are so, and what they are out of: cases of a share, people or days of a rate."""

    events: int
    of: Decimal
    #: The percentage the events were counted back from; empty where they were told.
    counted_back: str = ""


def is_share(own: Side, *sides: Cases) -> bool:
    """Whether a ratio is a share of whole cases, which no side exceeds; else it is a rate."""
    whole = all(side.of == side.of.to_integral_value() and side.events <= side.of for side in sides)
    return whole and (bool(own.bounded) or (own.per or Decimal(1)) <= MOST_PER_OF_SHARES)


def rest_of(inside: Cases, whole: Cases) -> Cases | None:
    """The other group without the figure's own cases; None if the numbers do not fit."""
    events, of = whole.events - inside.events, EXACT.subtract(whole.of, inside.of)
    return Cases(events, of) if events >= 0 and of > 0 and events <= of else None


def exposures(period: Period, before: Period) -> tuple[Decimal, Decimal] | None:
    """How long each lasts: alike if both are years, halves, quarters or months; else in days; None if open or undated."""
    if period.kind is before.kind and period.kind not in (Kind.SPAN, Kind.OPEN, Kind.UNDATED):
        return Decimal(1), Decimal(1)
    lengths = [(one.end - one.start).days + 1 for one in (period, before) if one.start and one.end]
    return (Decimal(lengths[0]), Decimal(lengths[1])) if len(lengths) == 2 else None


def never(side: Side) -> str | None:
    """Why this kind of number has no interval, whatever is known of it."""
    if side.measure in NO_CASES:
        return NO_CASES[side.measure]
    if side.kind == "output":
        return OUTPUT
    if side.measure == "count" and side.time in ("stock", "running"):
        return LEVEL if side.time == "stock" else RUNNING
    return None


def of_ratio(side: Side, given: Decimal | None) -> Cases | str:
    """Numerator and denominator; or, of an exact value with its base, the whole number of cases that gives it."""
    if side.numerator is not None and side.denominator is not None:
        whole = side.numerator == side.numerator.to_integral_value()
        if not whole or side.numerator < 0 or side.denominator <= 0:
            return "one of the two is not made of whole cases"
        return Cases(int(side.numerator), side.denominator)
    if given is None or side.value is None:
        return "denominators not given"
    per = side.per or Decimal(1)
    events = quotient(EXACT.multiply(side.value, given), per)
    nearest = events.to_integral_value() if events is not None else Decimal(0)
    told = f"{plain(side.value)} per {plain(per)}" if per != HUNDRED else f"{plain(side.value)} percent"
    if quotient(nearest, given, per) is None or not _rounds_to(quotient(nearest, given, per), side.value):
        return f"no whole number of cases out of {plain(given)} gives {told}"
    return Cases(int(nearest), given, told)


def _rounds_to(exact: Decimal | None, told: Decimal) -> bool:
    """Whether a value rounds to what is told, at the precision it is told with."""
    if exact is None:
        return False
    decimals = len(plain(told).partition(".")[2])
    half = Decimal(5).scaleb(-decimals - 1)
    return abs(EXACT.subtract(exact, told)) <= half
