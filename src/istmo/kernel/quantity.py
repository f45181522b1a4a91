"""A number with its unit and how exactly it is known; totals that keep that knowledge.

Rules: DESIGN section 3, measure algebra: qualifiers and ranges propagate; a missing or withheld part of a
non-negative sum makes it `at_least`; any preliminary part makes the total preliminary. Values are exact decimals.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

#: Enough digits for any sum of DECIMAL(38,9): nothing is rounded before it is shown.
EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
NINE = Decimal("1e-9")


class Qualifier(StrEnum):
    """How exact the source says a value is."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Maturity(StrEnum):
    """How settled a value is; empty where the source does not say."""

    UNSTATED = ""
    PRELIMINARY = "preliminary"
    REVISED = "revised"
    FINAL = "final"


@dataclass(frozen=True)
class Quantity:
    """A value in a unit. `value` None: there is none (missing or withheld), or only a range is known.

    low, high: the range the source states; None where it states none or the end is open.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = ""
    maturity: Maturity = Maturity.UNSTATED

    def __post_init__(self) -> None:
        """Refuse a range that is upside down or does not hold its value."""
        ends = [number for number in (self.low, self.value, self.high) if number is not None]
        if ends != sorted(ends):
            raise ValueError(f"the range {self.low} to {self.high} does not hold {self.value}")

    @property
    def is_missing(self) -> bool:
        """Whether nothing at all is known of it."""
        return self.value is None and self.low is None and self.high is None

    def bounds(self, non_negative: bool = True) -> tuple[Decimal | None, Decimal | None]:
        """Lowest and highest number it can be as told; None where open. About counts as its value."""
        floor = Decimal(0) if non_negative else None
        if self.low is not None or self.high is not None:
            return (floor if self.low is None else self.low), self.high
        if self.value is None:
            return floor, None
        low = floor if self.qualifier is Qualifier.AT_MOST else self.value
        return low, None if self.qualifier is Qualifier.AT_LEAST else self.value

    def __add__(self, other: "Quantity") -> "Quantity":
        """The two together; for more than two use :func:`total`, which sees all parts at once."""
        return total((self, other))


def total(parts: Iterable[Quantity], *, non_negative: bool = True) -> Quantity:
    """The sum of the parts, in any order the same. ValueError if there is no part or the units differ.

    A missing part leaves a hole: the sum is `at_least` if numbers below zero cannot be, else `about`. Where at-least
    and at-most parts meet, the sum is `about`. The sum tells a range if a part did, or if its qualifier cannot.
    """
    listed = list(parts)
    units = sorted({part.unit for part in listed})
    if len(units) != 1:
        raise ValueError(f"only one unit can be added, not {', '.join(units)}" if units else "nothing to add")
    qualifier = _qualifier(listed, non_negative)
    value = _value(listed)
    bounds = [part.bounds(non_negative) for part in listed]
    low, high = _sum([low for low, _ in bounds]), _sum([high for _, high in bounds])
    told = Quantity(value, None, None, qualifier, units[0], _maturity(listed))
    if (low, high) == told.bounds(non_negative):
        return told
    return Quantity(value, low, high, qualifier, units[0], told.maturity)


def _value(parts: list[Quantity]) -> Decimal | None:
    """None if every part is missing, or if a part is known only as a range: a midpoint would be invented."""
    known = [part for part in parts if not part.is_missing]
    return _sum([part.value for part in known]) if known else None


def _sum(numbers: list[Decimal | None]) -> Decimal | None:
    result = Decimal(0)
    for number in numbers:
        if number is None:
            return None
        result = EXACT.add(result, number)
    return result


def _qualifier(parts: list[Quantity], non_negative: bool) -> Qualifier:
    told = {part.qualifier for part in parts if not part.is_missing}
    if any(part.is_missing for part in parts):
        told.add(Qualifier.AT_LEAST if non_negative else Qualifier.ABOUT)
    if told >= {Qualifier.AT_LEAST, Qualifier.AT_MOST}:
        return Qualifier.ABOUT
    order = (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT)
    return next((qualifier for qualifier in order if qualifier in told), Qualifier.EXACT)


def _maturity(parts: list[Quantity]) -> Maturity:
    told = {part.maturity for part in parts if not part.is_missing}
    order = (Maturity.PRELIMINARY, Maturity.UNSTATED, Maturity.REVISED, Maturity.FINAL)
    return next((maturity for maturity in order if maturity in told), Maturity.UNSTATED)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value to so many decimals, half away from zero, as people round. Only for showing."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=EXACT)


def plain(value: Decimal) -> str:
    """The exact value without exponent or idle zeros: 1E+3 is 1000, 2.500 is 2.5."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def shown(value: Decimal, decimals: int | None = None) -> str:
    """The value for a reader: thousands set apart by commas, rounded to `decimals` where given."""
    text = plain(value) if decimals is None else format(rounded(value, decimals), "f")
    whole, mark, fraction = text.lstrip("-").partition(".")
    minus = "-" if text.startswith("-") and text.strip("-0.") else ""
    return f"{minus}{int(whole):,}{mark}{fraction}"
