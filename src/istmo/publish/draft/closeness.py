"""Whether a number as a text tells it is a value: rounded as far as the text tells it, and as exactly as it says."""

from decimal import ROUND_HALF_UP, Decimal

from istmo.publish.draft.mention import SHARE, Mention

#: How far from the value a rounded number may be, of its own size; words that say so allow more.
_PLAIN, _ABOUT, _OPEN = Decimal("0.05"), Decimal("0.10"), Decimal("0.25")
_TENFOLD, _THOUSAND = 10, 1000
_LARGE = Decimal(1_000_000)
_PARTS = Decimal("0.06")


def is_told(mention: Mention, value: Decimal, unit: str) -> bool:
    """Whether the mention may stand for the value."""
    if not units_agree(mention, unit):
        return False
    return any(_near(mention, reading, abs(value)) for reading in mention.readings)


def units_agree(mention: Mention, unit: str) -> bool:
    """A share is told of percent; millions whose currency was lost may be money; else units are the same."""
    if mention.unit == SHARE:
        return unit == "percent"
    return mention.unit == unit or (not mention.unit and unit.isupper() and mention.readings[-1] >= _LARGE)


def reach(mention: Mention) -> list[tuple[Decimal, Decimal]]:
    """Between which values those lie that the mention may stand for, for each of its readings."""
    return [(reading * (1 - _OPEN), reading * (1 + _OPEN)) for reading in mention.readings]


def is_alike(mention: Mention, value: Decimal) -> bool:
    """Whether somebody may have changed the value into the mention: ten times more or less is another number."""
    told, value = abs(mention.readings[0]), abs(value)
    return told == value or (bool(told) and bool(value) and max(told, value) <= _TENFOLD * min(told, value))


def _near(mention: Mention, told: Decimal, value: Decimal) -> bool:
    if told == value or not told:
        return told == value
    away = abs(value - told) / told
    if mention.unit == SHARE:
        return away <= (_PARTS if mention.qualifier else _PARTS / 2)
    below, above = told - mention.step < value < told, told < value < told + mention.step
    return {
        "at_least": above and away <= _OPEN,
        "at_most": below and away <= _OPEN,
        "under": below and away <= _ABOUT,
        "about": _rounded(value, mention.step) == told and away <= _ABOUT,
    }.get(mention.qualifier, _is_rounded(mention, told, value) and away <= _PLAIN)


def _is_rounded(mention: Mention, told: Decimal, value: Decimal) -> bool:
    """60 is no rounded 62, and 22,000 may be 22,431: below a thousand every digit is told."""
    step = min(mention.step, Decimal(1)) if told < _THOUSAND else mention.step
    return _rounded(value, step) == told


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
