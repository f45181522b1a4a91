"""Whether an overlap can be decided: an indicator that is added up, a place and a period there are, an exact number."""

from decimal import Decimal, InvalidOperation
from typing import Any

from istmo.framework import queries as frameworks
from istmo.framework import stored
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import NINE, plain
from istmo.kernel.tables import TABLES
from istmo.review.models import Combine, Settlement
from istmo.spec import architecture as spec

#: Largest number a release can hold: DECIMAL(38,9) with at most 20 digits before the point.
_LIMIT = Decimal(10) ** 20
#: How indicators say that several agencies or activities count together.
_ADDED = ("sum", "range")


def as_settlement(indicator: str, place: str, period: str) -> Settlement:
    """A settlement about these, not saved; WrongUse, with all that is wrong at once, if they cannot be settled."""
    tables = _registers()
    found = {row["code"]: row for row in tables["indicators"]}
    wrong = [
        "" if indicator in found else f"There is no indicator “{indicator}” in the framework imported last.",
        ""
        if any(row["code"] == place for row in tables["places"])
        else f"There is no place “{place}” in it.",
    ]
    if indicator in found and found[indicator]["over_series"] not in _ADDED:
        wrong.append(f"{indicator} is never added up over agencies, so nothing in it can be counted twice.")
    try:
        code = Period.parse(period).code
    except ValueError as error:
        wrong.append(f"The period cannot be read: {error}.")
    if told := " ".join(sentence for sentence in wrong if sentence):
        raise WrongUse(told)
    return Settlement(indicator=indicator, place=place, period=code)


def exact(decision: str, value: str) -> str:
    """The value of a decision as exact text; WrongUse if it is none, or given or lacking where it should not be."""
    if decision not in Combine.values:
        raise WrongUse(f"“{decision}” is no decision. Choose {', '.join(Combine.values)}.")
    if decision != Combine.CUSTOM:
        if value:
            raise WrongUse(
                f"Only a custom decision has a value of its own; {decision} is made of the figures."
            )
        return ""
    try:
        number = Decimal(value)
        fits = number.is_finite() and abs(number) < _LIMIT and number == number.quantize(NINE)
    except InvalidOperation:
        fits = False
    if not fits:
        raise WrongUse(f"“{value}” is no exact number: write digits, at most nine after the point.")
    return plain(number)


def _registers() -> dict[str, list[dict[str, Any]]]:
    with stored.scratch() as work:
        tables = spec.load(frameworks.unpack(frameworks.latest(), work / "architecture")).tables()
    return {
        name: [dict(zip(TABLES[name].names, row, strict=True)) for row in tables.get(name, ())]
        for name in ("indicators", "places")
    }
