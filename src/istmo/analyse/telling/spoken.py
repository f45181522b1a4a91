"""Numbers, periods and names as they are said in a sentence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from istmo.kernel.period import Kind, Period
from istmo.kernel.quantity import shown

_QUALIFIED = {"about": "about ", "at_least": "at least ", "at_most": "at most "}


def number(value: Decimal | None) -> str:
    """The exact value with commas."""
    return "not available" if value is None else shown(value)


def amount(
    value: Decimal | None, low: Decimal | None, high: Decimal | None, qualifier: str | None, unit: str | None
) -> str:
    """`at least 800 people`, `between 860 and 1,170 people`; empty if there is no number."""
    kind = f" {unit}" if unit else ""
    if value is not None:
        return f"{_QUALIFIED.get(qualifier or '', '')}{number(value)}{kind}"
    if low is not None and high is not None:
        return f"between {number(low)} and {number(high)}{kind}"
    if low is not None:
        return f"at least {number(low)}{kind}"
    return f"at most {number(high)}{kind}" if high is not None else ""


def when(start: date | None, end: date | None, as_written: str | None) -> str:
    """A period in words: fiscal years by number and days, open ends as since and until."""
    period = Period(start, end)
    if period.kind is Kind.UNDATED:
        return f"“{as_written}”" if as_written else "no date stated"
    if start is None:
        return f"until {end}"
    if end is None:
        return f"since {start}"
    if period.kind is Kind.FISCAL_YEAR:
        return f"fiscal year {end.year} (October {start.year} to September {end.year})"
    return period.code if period.kind in (Kind.YEAR, Kind.DAY) else f"{start} to {end}"


def series(agency: str | None, activity: str | None) -> str:
    """Who did the work."""
    who = agency or "an agency not named"
    return f"{who}, activity “{activity}”" if activity else who


def first_large(text: str) -> str:
    """The same with a capital letter in front; the rest as it was written."""
    return text[:1].upper() + text[1:]


def state(value: Decimal | None, states: Sequence[str]) -> str:
    """A milestone: which of its ordered states was reached; empty if it is none."""
    if value is None or value != int(value) or not 1 <= value <= len(states):
        return ""
    return f"state {int(value)} of {len(states)}, “{states[int(value) - 1]}”"


def figures(count: int) -> str:
    """`1 figure`, `2 figures`."""
    return "1 figure" if count == 1 else f"{count:,} figures"


def rest(count: int) -> str:
    """What a list leaves unsaid."""
    return f"; and {count:,} more" if count > 0 else ""


def also(names: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
