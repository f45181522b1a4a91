"""The amounts of a version as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.publish import display
from istmo.publish.words import Words
from istmo.review.money import Sums
from istmo.review.names import Names


@dataclass(frozen=True)
class MoneyLine:
    """One stage, currency and place: now, before, and the change."""

    stage: str
    place: str
    rows: str
    now: str
    before: str
    change: str


def money_lines(found: Sequence[Sums], words: Words, names: Names) -> list[MoneyLine]:
    """One line for each sum."""
    return [_line(one, words, names) for one in found]


def _line(one: Sums, words: Words, names: Names) -> MoneyLine:
    change = one.since_last
    shown = display.amount(change, "percent", words, 0)[0] if change is not None else ""
    return MoneyLine(
        words.named(one.stage.replace("_", " ")),
        names.places.get(one.place or "", one.place or ""),
        display.count(one.rows or 0, words),
        _amount(one.amount, one.currency, words),
        _amount(one.last_amount, one.currency, words),
        f"+{shown}" if change and change > 0 else shown,
    )


def _amount(value: Decimal | None, currency: str, words: Words) -> str:
    return "" if value is None else display.whole(value, currency, words)
