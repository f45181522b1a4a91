"""How the cases write numbers: plain, as text, as one number over another, with a word beside them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SHARE = re.compile(r"(-?\d+(?:\.\d+)?)/(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Share:
    """One number over another, as stated."""

    numerator: Decimal
    denominator: Decimal


Value = Decimal | Share | None


def value(told: Any) -> Value:
    """A number, a share, or None; ValueError if it is neither."""
    if told is None:
        return None
    text = str(told).strip()
    if found := _SHARE.fullmatch(text):
        return Share(Decimal(found[1]), Decimal(found[2]))
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    raise ValueError(f"no number and no share: {told!r}")


def number(told: Any) -> Decimal:
    """A plain number."""
    read = value(told)
    assert isinstance(read, Decimal), told
    return read


def worded(told: Any) -> tuple[Value, str]:
    """A number with the word beside it: `amended 30`, `0 (untouched)`, `deleted`."""
    try:
        return value(told), ""
    except ValueError:
        found = _NUMBER.search(str(told))
        word = re.sub(r"[^a-z ]", "", str(told).lower()).strip()
        return (Decimal(found[0]) if found else None), word


def is_value(told: Any) -> bool:
    """Whether something is one number or share, or the word that there is none."""
    try:
        value(told)
    except ValueError:
        return False
    return True
