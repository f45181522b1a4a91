"""What chance alone does to counts and shares: intervals of 95 percent, exact or by the score. Floats, here alone.

Two counts of events: the ratio of their rates, exact, conditional on their sum (Przyborowski and Wilenski 1940;
limits of the binomial share by Clopper and Pearson 1934). Two shares of separate groups: their difference by the
hybrid score method (Newcombe 1998, method 10), whose parts are Wilson's score limits (Wilson 1927). Neither breaks
where a count is zero or a share is all of its cases.

Why floats and how the answer stays the same from run to run: docs/decisions/0012-intervals-in-floats.md.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import isfinite, sqrt
from typing import Any

from istmo.kernel.problem import WrongUse

CONFIDENCE = Decimal(95)
#: The share of samples outside on either side.
_TAIL = 0.025
#: Digits told: intervals are no more exact than that, and what engines differ in lies far behind.
DIGITS = 4

EXACT_RATIO = "exact, conditional on the sum of both counts (Clopper and Pearson)"
SCORE_DIFFERENCE = "score, hybrid of Wilson's limits (Newcombe's method 10)"

MISSING = (
    "The question effect needs scipy, which istmo does not bring with it: type `pip install 'istmo[analytics]'`"
    " (in a checkout `pip install '.[analytics]'`)."
)


@dataclass(frozen=True)
class Interval:
    """An estimate with its limits, rounded to DIGITS significant digits; high None: there is no upper limit."""

    of: str
    estimate: Decimal | None
    low: Decimal
    high: Decimal | None
    method: str
    #: What the estimate is where nothing differs: 1 for a ratio, 0 for a difference.
    none: Decimal

    @property
    def holds_no_change(self) -> bool:
        """Whether chance alone could make what was seen."""
        return self.low <= self.none and (self.high is None or self.none <= self.high)


def functions() -> Any:
    """scipy's special functions, brought in only when an effect is asked; WrongUse if the extra is not installed."""
    try:
        from scipy import special
    except ImportError:
        raise WrongUse(MISSING) from None
    return special


def ratio(events: int, exposure: Decimal, base_events: int, base_exposure: Decimal) -> Interval | None:
    """How many times the base's rate the rate is: events by exposure, each above zero. None where nothing happened.

    The upper limit is open where the base has no event, and the estimate is then not available.
    """
    if not events and not base_events:
        return None
    special = functions()
    scale = float(base_exposure) / float(exposure)
    low = high = None
    if events:
        # The complement from its own end: 1 - p would lose all digits where p is close to 1.
        share = float(special.betaincinv(events, base_events + 1, _TAIL))
        low = scale * share / float(special.betaincinv(base_events + 1, events, 1 - _TAIL))
    if base_events:
        share = float(special.betaincinv(events + 1, base_events, 1 - _TAIL))
        high = scale * share / float(special.betaincinv(base_events, events + 1, _TAIL))
    told = scale * events / base_events if base_events else None
    if not all(isfinite(number) for number in (low, high, told) if number is not None):
        return None
    return Interval(
        of="ratio of rates" if exposure != base_exposure else "ratio of counts",
        estimate=None if told is None else digits(told),
        low=digits(low or 0.0),
        high=None if high is None else digits(high),
        method=EXACT_RATIO,
        none=Decimal(1),
    )


def difference(cases: int, of: int, base_cases: int, base_of: int, *, per: Decimal) -> Interval:
    """The share less the base's share, in units of `per` (100: percentage points); the two groups share no case."""
    share, low, high = wilson(cases, of)
    base, base_low, base_high = wilson(base_cases, base_of)
    down = sqrt((share - low) ** 2 + (base_high - base) ** 2)
    up = sqrt((high - share) ** 2 + (base - base_low) ** 2)
    scale = float(per)
    return Interval(
        of="difference in percentage points" if per == 100 else f"difference per {per.normalize():f}",
        estimate=digits(scale * (share - base)),
        low=digits(scale * max(-1.0, share - base - down)),
        high=digits(scale * min(1.0, share - base + up)),
        method=SCORE_DIFFERENCE,
        none=Decimal(0),
    )


def wilson(cases: int, of: int) -> tuple[float, float, float]:
    """The share and its score limits, `of` above zero: Wilson 1927. None and all have the limits 0 and 1 themselves."""
    z = float(functions().ndtri(1 - _TAIL))
    share = cases / of
    middle = 2 * cases + z * z
    half = z * sqrt(z * z + 4 * cases * (1 - share))
    whole = 2 * (of + z * z)
    low = 0.0 if cases == 0 else (middle - half) / whole
    high = 1.0 if cases == of else (middle + half) / whole
    return share, low, high


def digits(number: float) -> Decimal:
    """The number to DIGITS significant digits, exact from there on; a nought of any sign is 0."""
    return Decimal(f"{number:.{DIGITS}g}") + Decimal(0)
