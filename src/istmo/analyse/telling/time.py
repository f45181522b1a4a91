"""How a number was made over time: shorter periods, what is to date, carried forward, last seen, or never combined."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from istmo.analyse.telling.spoken import also, number, when
from istmo.analyse.telling.total import Total

_TIME = {
    "made": "{who} stated nothing for the whole period. What it stated for shorter ones stands for it: {count}.",
    "to date": "{who}: the period is not over, and this is the result to date ({days}).",
    "without": "{who} told nothing for {missing}; the total is without it.",
    "periods overlap": "{who}: its periods overlap, so they are not added.",
    "same people": "{who}: people of several periods may be the same, so it is a range from the largest to the sum.",
    "new people": "{who}: of later periods only the people who are new are added.",
    "last seen": "{who} was last seen at {value} ({days}). Only the value on the last day counts; this is not added.",
    "carried from": "{who} is silent since {days}. Its running total, {value}, is carried forward.",
    "closed": "{who} has ended. Its running total, {value} ({days}), stands.",
    "not combined": "{who} told of {days} only. Numbers of this kind are not combined over time.",
    "true period": "{who}: its own period is {days}; it answers for this year.",
}
#: Remarks that the sentences above say in full.
SAID = (*_TIME, "carried", "last_seen", "uncombined")


def over_time(total: Total) -> Iterator[str]:
    """One sentence for everything that was done over time, by series."""
    for kind, words in _TIME.items():
        for who, detail in zip(total.named(kind), total.details(kind), strict=True):
            first = detail.partition("~")[0]
            yield words.format(
                who=who,
                days=_days(detail),
                value=number(Decimal(first))
                if kind in ("last seen", "carried from", "closed") and first
                else "",
                count=f"{first} of them" if first != "1" else "one of them",
                missing=also([_days(days) for days in detail.split(",")])
                if kind == "without" and detail
                else "a part",
            )


def _days(detail: str) -> str:
    """The last two parts of a detail as a period in words; empty if they are no days."""
    try:
        first, last = (date.fromisoformat(day) for day in detail.split("~")[-2:])
    except ValueError:
        return ""
    return when(None if first == date.min else first, None if last == date(9999, 12, 31) else last, None)
