"""What became of every figure in a total: it counts, or it was left out and why.

Nothing is added up here. Which statement of a series stands is read off the series as `totals` tells them; the words
name the rule (DESIGN section 3). `provenance` sets the two beside each other, so that an auditor can go either way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from istmo.analyse.ratios import Share
from istmo.kernel.period import Period
from istmo.kernel.place import Places


class Stated(NamedTuple):
    """One row of provenance.sql: a figure with who sent it, who approved it and what was said of it."""

    standing: str
    restated_by: str | None
    indicator: str
    title: str | None
    kind: str | None
    place: str
    place_name: str | None
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    role: str
    span: str | None
    cohort: str | None
    agency: str | None
    agency_name: str | None
    own: bool | None
    activity: str | None
    activity_title: str | None
    breakdown: str
    state: str | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    value_as_written: str | None
    qualifier: str | None
    maturity: str | None
    as_of: date | None
    stated_on: date | None
    source: str | None
    source_title: str | None
    source_address: str | None
    note: str | None
    submission: str | None
    row: int | None
    at: str | None
    call: str | None
    reported_by: str | None
    file: str | None
    submitted_by: str | None
    approved_by: str | None
    raw_sha256: str | None
    figures_sha256: str | None
    claims: str | None
    problems: str | None
    waived: str | None
    held: str | None

    @property
    def days(self) -> Period:
        """Its period."""
        return Period(self.period_start, self.period_end)

    @property
    def total(self) -> "Key":
        """Which total of its place it can belong to."""
        return key(self.period_start, self.period_end, self.period_as_written, self.cohort, self.span)

    @property
    def series(self) -> "Series":
        """Its series at its place."""
        return (self.place, *self.total, self.agency or "", self.activity or "")

    @property
    def share(self) -> Share:
        """Its value, with numerator and denominator."""
        return Share(self.value, self.numerator, self.denominator)


class Kind(StrEnum):
    """What became of a figure."""

    COUNTS = "counts"
    RESTATED = "restated"
    HELD = "held"
    CONTEXT = "context"
    BESIDE = "beside"
    PART = "part"
    HOLE = "hole"
    NOT_APPLICABLE = "not_applicable"
    OTHER_SOURCE = "other_source"
    EARLIER = "earlier"
    BEATEN = "beaten"
    OUTSIDE = "outside"
    UNUSED = "unused"
    WITHIN_LONGER = "within_longer"
    LAST_SEEN = "last_seen"
    NOT_COMBINED = "not_combined"


@dataclass(frozen=True)
class Fate:
    """What became of one figure, and the rule in words."""

    kind: Kind
    words: str


Key = tuple[Any, ...]
Series = tuple[Any, ...]

_STATES = {"withheld": "withheld", "not_available": "not available"}


def key(
    start: date | None, end: date | None, as_written: str | None, cohort: str | None, span: str | None
) -> Key:
    """Totals of one place are told apart by days, by words where there are none, by cohort and span."""
    words = (as_written or "") if start is None and end is None else ""
    return (start, end, words, cohort or "", span or "period")


@dataclass(frozen=True)
class Over:
    """The total asked for: up to which place, for which days, by which rule of time, and what was done by series.

    how: (agency, activity, place) -> kind of remark -> its detail, as totals tell them.
    """

    within: str | None
    period: Period
    time: str | None
    how: Mapping[tuple[str, str, str], Mapping[str, str]]


class Fates:
    """What became of the figures of one indicator, read beside its series."""

    def __init__(
        self, rows: Iterable[Stated], series: Mapping[Series, Mapping[str, Any]], known: Places, over: Over
    ) -> None:
        """`series`: every series apart and for every period, as totals tells them."""
        self._rows, self._series, self._known, self._over = list(rows), series, known, over
        self._within = over.within
        self._standing = self._stand()
        self._lasting: dict[tuple[Key, str], list[Stated]] = {}
        self._alike: dict[tuple[Key, str], list[Stated]] = {}
        for (at, role), row in self._standing.items():
            self._alike.setdefault((at[1:], role), []).append(row)
            self._lasting.setdefault((_timeless(row), role), []).append(row)

    def of(self, row: Stated, *, context: bool = False) -> Fate:
        """What became of this row."""
        kept = self._part(row) or _set_apart(row, context)
        if kept is None:
            kept = self._baseline(row) if row.role == "baseline" else self._among(row)
        return kept

    def _among(self, row: Stated) -> Fate:
        """A result or target among the statements of its series, and among those for other places."""
        if self._standing.get((row.series, row.role)) is not row:
            return self._replaced(row)
        if not self._inside(row):
            return Fate(
                Kind.OUTSIDE, "left out: this group of places lies partly outside, and nobody split it"
            )
        winner = self._winner(row)
        if winner:
            return _beaten(row, winner)
        return _standing(row) if self._whole(row) else self._over_time(row)

    def _whole(self, row: Stated) -> bool:
        """Whether it is of exactly the days asked for."""
        return (row.period_start, row.period_end) == (self._over.period.start, self._over.period.end)

    def _done(self, row: Stated) -> Mapping[str, str]:
        """What totals did with its series over time."""
        return self._over.how.get((row.agency or "", row.activity or "", row.place), {})

    def _part(self, row: Stated) -> Fate | None:
        """A part that a total was made of, because no whole was stated."""
        shape = ";".join(sorted(pair.partition("=")[0] for pair in row.breakdown.split(";")))
        if (
            row.standing != "stands"
            or not row.breakdown
            or self._done(row).get("parts", "").split(", ")[0] != shape
        ):
            return None
        words = "counts as a part: no whole was stated, and the parts leave nothing out"
        return Fate(Kind.COUNTS, words) if row.own is not False and row.role == "result" else None

    def _over_time(self, row: Stated) -> Fate:
        """A statement of other days: one that a longer total is made of, or one that it leaves out."""
        done, days = self._done(row), f"{row.period_start}~{row.period_end}"
        longer = self._longer(row)
        if longer:
            name = "the whole period" if self._whole(longer) else "a longer period"
            fate = Fate(
                Kind.WITHIN_LONGER,
                f"left out: the series has a value of its own for {name}, never added to it",
            )
        elif done.get("last seen", "").endswith(days):
            fate = Fate(
                Kind.LAST_SEEN, "not added: only the value on the last day counts; this one is told beside"
            )
        elif any(done.get(kind, "").endswith(days) for kind in ("carried from", "closed")):
            fate = Fate(Kind.COUNTS, f"{_standing(row).words}, carried forward to the end of the period")
        elif self._adds(row, done):
            fate = _standing(row)
        else:
            level = self._over.time in ("stock", "running")
            why = (
                "only the last value of the period counts"
                if level
                else "numbers of this kind are not combined"
            )
            fate = Fate(Kind.NOT_COMBINED, f"left out: it is of other days, and {why}")
        return fate

    def _longer(self, row: Stated) -> Stated | None:
        """The statement of the same series and place for a longer period around it."""
        for other in self._lasting[_timeless(row), row.role]:
            if (
                other is not row
                and other.state == "reported"
                and other.days != row.days
                and other.days.contains(row.days)
            ):
                return other
        return None

    def _adds(self, row: Stated, done: Mapping[str, str]) -> bool:
        """Whether what is told of other days is part of the total: flows add, levels are read on the last day."""
        if "periods overlap" in done or "not combined" in done:
            return False
        if self._over.time == "flow":
            return True
        return self._over.time in ("stock", "running") and row.period_end == self._over.period.end

    def _stand(self) -> dict[tuple[Series, str], Stated]:
        """Of the statements of every series and role, the one that totals took."""
        said: dict[tuple[Series, str], list[Stated]] = {}
        for row in self._rows:
            if row.standing == "stands" and not row.breakdown and row.role in ("result", "target"):
                said.setdefault((row.series, row.role), []).append(row)
        return {at: _taken(rows, self._series.get(at[0], {})) for at, rows in said.items()}

    def _inside(self, row: Stated) -> bool:
        if not self._within or row.place == self._within:
            return True
        return self._known.contains(self._within, row.place, row.days)

    def _winner(self, row: Stated) -> Stated | None:
        """The statement of the same series for a place around it, or in it, that counts instead."""
        if self._within is None:
            return None
        for other in sorted(self._alike[row.series[1:], row.role], key=lambda one: one.place):
            if other is row or not self._inside(other):
                continue
            reported, own = other.state == "reported", row.state == "reported"
            around = self._known.contains(other.place, row.place, row.days)
            if around and (reported or not own):
                return other
            if reported and not own and self._known.contains(row.place, other.place, row.days):
                return other
        return None

    def _replaced(self, row: Stated) -> Fate:
        stands = self._standing[row.series, row.role]
        if (stands.source or "") != (row.source or ""):
            words = f"left out: another source of the same series stands ({stands.source_title or stands.source or 'not named'})"
            return Fate(Kind.OTHER_SOURCE, words)
        return Fate(
            Kind.EARLIER, "left out: the latest statement of this series stands, never the sum of them"
        )

    def _baseline(self, row: Stated) -> Fate:
        """Whether a total of this period was read from this baseline."""
        for series, told in self._series.items():
            same = (series[0], *series[-2:]) == (row.place, row.agency or "", row.activity or "")
            bases = (told["baseline_start"], told["baseline_end"])
            inside = self._over.period.contains(Period(series[1], series[2])) or self._over.period == Period(
                series[1], series[2]
            )
            if (
                same
                and inside
                and told["baseline"] is not None
                and bases == (row.period_start, row.period_end)
            ):
                return Fate(Kind.COUNTS, "counts as the base that the way to the target is measured from")
        return Fate(Kind.UNUSED, "not used: no result of this period is measured from it")


def _timeless(row: Stated) -> Key:
    """A series at its place, whatever the days."""
    return (row.place, row.cohort or "", row.span or "period", row.agency or "", row.activity or "")


def _taken(rows: list[Stated], series: Mapping[str, Any]) -> Stated:
    """The statement whose state, source and number the series has; of like ones the latest."""
    role = rows[0].role
    rows = sorted(rows, key=lambda row: (row.stated_on or date.min, row.as_of or date.min), reverse=True)
    answered = bool(series.get("reported" if role == "result" else "targeted"))
    alike = [row for row in rows if (row.state == "reported") == answered] or rows
    if role == "result":
        alike = [row for row in alike if (row.source or None) == (series.get("sources") or None)] or alike
    number, per = series.get(role), series["named"].per if series else None
    same = [row for row in alike if row.share.in_units_of(per or Decimal(1)) == number]
    return (same or alike)[0]


_APART = {
    Kind.RESTATED: "replaced: the later submission {row.restated_by} states it anew",
    Kind.HELD: "left out: a reviewer holds it back; reason given: “{row.held}”",
    Kind.CONTEXT: "shown as published: it is in no total of results",
    Kind.BESIDE: "left out: this agency is not our own; it is shown beside, in no own total",
    Kind.PART: "not added: it is a part of the total ({row.breakdown}), and a part never replaces the total",
}


def _set_apart(row: Stated, context: bool) -> Fate | None:
    """Why a row is in no total at all, before anything is compared; None if it may be."""
    tests = (
        (Kind.RESTATED, row.standing == "restated"),
        (Kind.HELD, row.standing == "held"),
        (Kind.CONTEXT, context or row.role == "context"),
        (Kind.BESIDE, row.own is False),
        (Kind.PART, bool(row.breakdown)),
    )
    kind = next((kind for kind, found in tests if found), None)
    return Fate(kind, _APART[kind].format(row=row)) if kind else None


def _beaten(row: Stated, winner: Stated) -> Fate:
    name = winner.place_name or winner.place
    if winner.state == "reported" and row.state != "reported":
        words = f"left out: it has no number, and the same series has one for {name}"
    else:
        words = f"left out: the same series has a value of its own for {name}, which beats those of the places in it"
    return Fate(Kind.BEATEN, words)


def _standing(row: Stated) -> Fate:
    if row.state == "not_applicable":
        return Fate(Kind.NOT_APPLICABLE, "in no total: it does not apply here")
    if row.state != "reported":
        return Fate(Kind.HOLE, f"a hole in the total: the value is {_STATES.get(row.state or '', 'missing')}")
    return Fate(Kind.COUNTS, "counts as the target" if row.role == "target" else "counts in the total")
