"""Series as the oracle of time sees them: who told what of which days, and the time asked for."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from istmo.kernel.period import Period
from istmo.kernel.place import Places
from tests.oracle.figures import Key, Row, Tables, first_day, last_day_of, line, wording

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Time:
    """The days asked for, and the reporting year if one was; all days apart where `since` is None."""

    since: date | None = None
    until: date | None = None
    year: str | None = None

    def takes(self, row: Row) -> bool:
        """Whether a statement of the time asked for is one of its parts."""
        if self.year and row["reporting_year"]:
            return bool(row["reporting_year"] == self.year)
        return inside(row, self.since, self.until)


ALWAYS = Time()


class Aim(NamedTuple):
    """The days a series is told for, and those its parts have to cover."""

    first: date
    last: date
    words: str
    span: str
    start: date
    end: date


@dataclass
class Series:
    """An agency with an activity at one spot, and all it said: by role, days, words and span, the latest first."""

    indicator: Row
    place: str
    spot: str
    cohort: str
    agency: str
    activity: str
    ends_on: date | None
    said: dict[str, dict[Key, list[Row]]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def who(self) -> Key:
        return (self.indicator["code"], self.place, self.cohort, self.agency, self.activity)

    def told(self, role: str, span: str = "period") -> list[Row]:
        """What stands of each period."""
        return [rows[0] for key, rows in self.said[role].items() if key[3] == span]

    def has(self, role: str, aim: Aim) -> bool:
        return (aim.first, aim.last, aim.words, aim.span) in self.said[role]

    def row(self, role: str, aim: Aim, **cells: object) -> Row:
        """A statement of this series for the days of the aim."""
        example = next(iter(self.said[role].values()))[0]
        days = {
            "period_start": None if aim.first == date.min else aim.first,
            "period_end": None if aim.last == date.max else aim.last,
            "period_as_written": aim.words or None,
        }
        return {**example, **EMPTY, **days, "span": aim.span, "role": role, "made": True, **cells}


EMPTY: Row = dict.fromkeys(
    ("value", "low", "high", "numerator", "denominator", "qualifier", "maturity", "unit", "as_of", "stated_on", "source",
     "reporting_year", "missing")
)  # fmt: skip


def inside(row: Row, start: date | None, end: date | None) -> bool:
    """Whether a statement is for days within these. Who told no days is within none."""
    first, last = first_day(row), last_day_of(row)
    assert start
    assert end
    return (first, last) != (date.min, date.max) and start <= first and last <= end


def collected(
    tables: Tables, figures: list[Row], indicators: dict[str, Row], within: str | None
) -> list[Series]:
    found: dict[Key, Series] = {}
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in figures:
        place = row["place"] if within is None else within
        name = (
            row["indicator"],
            place,
            row["place"],
            row["cohort"] or "",
            row["agency"] or "",
            row["activity"] or "",
        )
        ends = [a["ends_on"] for a in tables["activities"] if a["code"] == row["activity"]]
        found.setdefault(name, Series(indicators[name[0]], *name[1:], ends[0] if ends else None))
        days = (first_day(row), last_day_of(row), wording(row) or "", row["span"])
        groups[(name, row["role"], days)].append(row)
    for (name, role, days), rows in groups.items():
        found[name].said[role][days] = line(rows, role, indicators[name[0]])
    return list(found.values())


@dataclass(frozen=True)
class Clock:
    """What is needed of everything else: the time asked for, the last day known of, the place asked for."""

    tables: Tables
    time: Time
    horizon: date | None
    within: str | None
    asked: list[tuple[Row, date, date]]

    known: Places | None = None

    def is_over(self, day: date) -> bool:
        return bool(self.horizon and day <= self.horizon)

    def holds(self, outer: Series, inner: Series, aim: Aim) -> bool:
        """Whether one is of the same series at a place around."""
        if self.known is None or outer.spot == inner.spot or outer.who != inner.who:
            return False
        day = aim.last if aim.last < date.max else aim.first
        return self.known.contains(
            outer.spot, inner.spot, Period(None, day) if day > date.min else Period(None, None)
        )

    def aim(self, series: Series, role: str) -> Aim:
        """The time asked for; of a reporting year from the first to the last day of what answers it."""
        since, until = self.time.since, self.time.until
        assert since
        assert until
        taken = [row for row in series.told(role) if self.time.takes(row)] if self.time.year else []
        start, end = min(map(first_day, taken), default=since), max(map(last_day_of, taken), default=until)
        return Aim(since, until, "", "period", start, end)
