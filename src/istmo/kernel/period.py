"""Periods: calendar and U.S. fiscal years and their parts, free spans, open ends, and wordings kept as written.

A period is two dates and, where the source is less precise than dates, its words. Its code is a function of the two
dates alone, so that the same days always print alike: FY2017-Q2 and 2017-Q1 are the same days and print as 2017-Q1.
Fiscal year N runs from 1 October N-1 to 30 September N (31 U.S.C. 1102).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from istmo.kernel import _calendar

OPEN = ".."
UNDATED = "undated"
FORMS = "2016, 2016-H1, 2016-Q2, 2016-06, 2016-06-15, FY2017, FY2017-Q2, 2016/2017, 2011/.., ../2016, undated"


class Kind(StrEnum):
    """What the days of a period are. A fiscal quarter has the days of a calendar quarter and is one."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    FISCAL_YEAR = "fiscal_year"
    FISCAL_HALF = "fiscal_half"
    SPAN = "span"
    OPEN = "open"
    UNDATED = "undated"


@dataclass(frozen=True)
class Period:
    """First and last day, both included; None where open. Both None: the source gives no date.

    as_written: the source's own words, where they are less precise than the dates.
    """

    start: date | None
    end: date | None
    as_written: str = ""

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"the period ends ({self.end}) before it begins ({self.start})")

    @classmethod
    def parse(cls, text: str, as_written: str = "") -> "Period":
        """Read a period code; ValueError with a plain sentence if it is none. Capitals do not matter."""
        cleaned = text.strip()
        if cleaned.lower() == UNDATED:
            return cls(None, None, as_written)
        first, slash, last = (part.strip() for part in cleaned.partition("/"))
        if not slash:
            return cls(*_atom(first, cleaned), as_written)
        start = None if first == OPEN else _atom(first, cleaned)[0]
        end = None if last == OPEN else _atom(last, cleaned)[1]
        if start is None and end is None:
            raise ValueError(f"“{cleaned}” has no date at all; write {UNDATED}")
        return cls(start, end, as_written)

    @classmethod
    def year(cls, number: int) -> "Period":
        """The calendar year."""
        return cls(date(number, 1, 1), date(number, 12, 31))

    @classmethod
    def fiscal_year(cls, number: int) -> "Period":
        """The U.S. fiscal year: 1 October of the year before to 30 September."""
        return cls(date(number - 1, 10, 1), date(number, 9, 30))

    @property
    def kind(self) -> Kind:
        """What the days of this period are."""
        if self.start is None and self.end is None:
            return Kind.UNDATED
        if self.start is None or self.end is None:
            return Kind.OPEN
        return Kind(_calendar.name(self.start, self.end)[0])

    @property
    def code(self) -> str:
        """The one code of these days: the shortest form that gives exactly them."""
        if self.start is None and self.end is None:
            return UNDATED
        if self.start and self.end:
            return _calendar.name(self.start, self.end)[1]
        first = _calendar.since(self.start) if self.start else OPEN
        last = _calendar.until(self.end) if self.end else OPEN
        return f"{first}/{last}"

    @property
    def fiscal_code(self) -> str:
        """The code as a fiscal-year reader says it: 2017-Q1 is FY2017-Q2. Else the code."""
        if self.start and self.kind is Kind.QUARTER:
            return f"FY{_calendar.fiscal(self.start):04d}-Q{(self.start.month + 2) % 12 // 3 + 1}"
        return self.code

    @property
    def sort_key(self) -> tuple[date, date]:
        """Order by first day, then last; open starts first, open ends last, undated last of all."""
        if self.kind is Kind.UNDATED:
            return date.max, date.max
        return self.start or date.min, self.end or date.max

    def __str__(self) -> str:
        """The source's own words where there are any, else the code."""
        return self.as_written or self.code

    def contains(self, other: "Period") -> bool:
        """Whether every day of `other` is a day of this one. Undated periods contain nothing and lie in nothing."""
        if Kind.UNDATED in (self.kind, other.kind):
            return False
        return _first(self) <= _first(other) and _last(other) <= _last(self)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day. An undated period shares none."""
        if Kind.UNDATED in (self.kind, other.kind):
            return False
        return _first(self) <= _last(other) and _first(other) <= _last(self)

    def previous(self) -> "Period | None":
        """The period of the same length just before: the year before, the month before … None if open or undated."""
        return self._moved(-1)

    def following(self) -> "Period | None":
        """The period of the same length just after; None if open or undated."""
        return self._moved(1)

    def _moved(self, steps: int) -> "Period | None":
        if self.start is None or self.end is None:
            return None
        months = _calendar.whole_months(self.start, self.end)
        try:
            if months:
                first = _calendar.months_after(self.start, steps * months)
                return Period(first, _calendar.months_after(first, months) - timedelta(days=1))
            length = self.end - self.start + timedelta(days=1)
            return Period(self.start + steps * length, self.end + steps * length)
        except (ValueError, OverflowError):  # before the first or after the last year a date can hold
            return None


@lru_cache(maxsize=65536)
def code_of(start: date | None, end: date | None) -> str:
    """The code of the period of these days; kept, because a table has few periods and many rows."""
    return Period(start, end).code


def last_year_ended_by(day: date) -> Period:
    """The last calendar year whose last day is on or before `day`: how context is read beside a fiscal year."""
    complete = (day.month, day.day) == (12, 31)
    return Period.year(day.year if complete else day.year - 1)


def tiles(whole: Period, parts: Iterable[Period]) -> bool:
    """Whether the parts, in any order, cover the whole exactly: no gap, no day twice, nothing outside.

    Only then may values of the parts stand for a value of the whole.
    """
    ordered = sorted(set(parts), key=lambda part: part.sort_key)
    if not ordered or whole.start is None or whole.end is None:
        return False
    expected = whole.start
    for part in ordered:
        if part.end is None or part.start != expected:
            return False
        expected = part.end + timedelta(days=1)
    return expected == whole.end + timedelta(days=1)


def _first(period: Period) -> date:
    return period.start or date.min


def _last(period: Period) -> date:
    return period.end or date.max


_ATOM = re.compile(
    r"(?P<fiscal>FY)?(?P<year>[12]\d{3})(?:-(?P<part>H[12]|Q[1-4])|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?",
    re.IGNORECASE | re.ASCII,
)


def _atom(text: str, whole: str) -> tuple[date, date]:
    """First and last day of one code without a slash."""
    found = _ATOM.fullmatch(text)
    if found is None or (found["fiscal"] and found["month"]):
        raise ValueError(_not_a_period(whole))
    year = int(found["year"])
    try:
        if found["day"]:
            day = date(year, int(found["month"]), int(found["day"]))
            return day, day
        if found["month"]:
            return _calendar.months(year, int(found["month"]), 1)
        return _calendar.part(year, (found["part"] or "").upper(), bool(found["fiscal"]))
    except ValueError:
        raise ValueError(f"“{whole}” is not a day or month of the calendar") from None


#: Near misses people write, and what they most likely mean.
_MEANT = (
    (re.compile(r"FY[ -]?(\d{2})", re.I), r"FY20\1"),
    (re.compile(r"FY[ -](\d{4})", re.I), r"FY\1"),
    (re.compile(r"(FY)?(\d{4})[ ]?([QH]\d)", re.I), r"\1\2-\3"),
    (re.compile(r"([QH]\d)[ -](FY)?(\d{4})", re.I), r"\2\3-\1"),
    (re.compile(r"(\d{4})-(\d{4})"), r"\1/\2"),
    (re.compile(r"(\d{4})-(\d)"), r"\1-0\2"),
    (re.compile(r"(\d{2})/(\d{4})"), r"\2-\1"),
)


def _not_a_period(text: str) -> str:
    for pattern, meant in _MEANT:
        found = pattern.fullmatch(text)
        if found:
            return f"“{text}” is not a period; did you mean {found.expand(meant).upper()}?"
    return f"“{text}” is not a period; write it like one of {FORMS}"
