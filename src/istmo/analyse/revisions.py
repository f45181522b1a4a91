"""Revisions: what was said before and is said otherwise now: restated, redefined, decided, held, and why.

One release tells what was restated in it, and running totals that fall. Held against an earlier release (`against`) it
tells what changed since: figures, indicators, decisions on overlaps, what is held. Rules: revisions.sql; the two
releases are compared by release.diff, and between.py puts into rows what that finds.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from istmo.analyse.answer import Answer, Queryable, known, sql
from istmo.analyse.between import Between
from istmo.analyse.revised import COLUMNS, Revised, Said, difference, period
from istmo.kernel.problem import WrongUse
from istmo.release.reader import Release

READING = (
    "kind", "title", "place", "period", "agency", "activity", "field", "earlier", "later", "change", "unit",
    "reason", "author", "by", "notes",
)  # fmt: skip

NOTES = (
    "The reason of a restated figure is the reporter's own note beside the figure that stands.",
    "Statements that were sent again unchanged are left out. Persons appear as their numbers.",
)
ALONE = (
    "One release knows what was restated in it. What was redefined, decided, undone, held or lifted since another, and "
    "which figures went, it cannot know: name the earlier release with --against."
)


class Fetched(NamedTuple):
    """The columns of revisions.sql."""

    kind: str
    indicator: str
    place: str
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    role: str
    span: str
    cohort: str | None
    breakdown: str
    agency: str | None
    activity: str | None
    source: str | None
    as_of: date | None
    stated_on: date | None
    state_before: str | None
    value_before: Decimal | None
    numerator_before: Decimal | None
    denominator_before: Decimal | None
    low_before: Decimal | None
    high_before: Decimal | None
    qualifier_before: str | None
    written_before: str | None
    unit_before: str | None
    submission_before: str | None
    row_before: int | None
    state: str | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: str | None
    written: str | None
    unit: str | None
    submission: str | None
    row: int | None
    note: str | None
    start_before: date | None
    end_before: date | None

    @property
    def before(self) -> Said:
        """The statement that was restated, or of a total that fell the one of the period before."""
        return Said(
            self.state_before, self.value_before, self.numerator_before, self.denominator_before,
            self.low_before, self.high_before, self.qualifier_before, self.written_before, self.unit_before,
        )  # fmt: skip

    @property
    def now(self) -> Said:
        """The statement that stands."""
        return Said(
            self.state, self.value, self.numerator, self.denominator, self.low, self.high, self.qualifier,
            self.written, self.unit,
        )  # fmt: skip


def ask(release: Queryable, **where: object) -> Answer:
    """What was revised; `where` keeps rows by column, such as kind="restated".

    against: folder of an earlier release; then what changed since, else what the release itself knows. WrongUse if
    `where` names an unknown column, or `against` names no earlier release.
    """
    against = where.pop("against", None)
    known(where, COLUMNS, "revisions")
    asked = {name: where.pop(name, None) or None for name in ("indicator", "place")}
    inside = [Fetched._make(row) for row in release.query(sql("revisions"), asked)]
    named = _Names(release)
    notes: tuple[str, ...] = (*NOTES, ALONE)
    if against is None:
        found = [_revised(row, named) for row in inside]
    else:
        between = Between(_release(release), Path(str(against)))
        found = [row for row in between.rows() if all(v in (None, getattr(row, n)) for n, v in asked.items())]
        found += [_revised(row, named) for row in inside if row.kind == "fell"]
        notes = (*NOTES, *between.notes())
    found.sort(key=lambda row: row.order)
    return Answer(COLUMNS, tuple(row.cells for row in found), notes, READING).where(where)


def _release(release: Queryable) -> Release:
    if not isinstance(release, Release):
        raise WrongUse("Only a release in a folder can be held against another.")
    return release


class _Names:
    """What codes are called, and in what units ratios are stated."""

    def __init__(self, release: Queryable) -> None:
        rows = release.query("SELECT code, title, per, unit FROM indicators")
        self.titles: dict[str, str] = {code: title for code, title, _, _ in rows}
        self.per: dict[str, Decimal | None] = {code: per for code, _, per, _ in rows}
        self.units: dict[str, str | None] = {code: unit for code, _, _, unit in rows}
        self.places: dict[str, str] = dict(release.query("SELECT code, name FROM places"))


def _revised(row: Fetched, named: _Names) -> Revised:
    per = named.per[row.indicator]
    before, now = row.before.number(per), row.now.number(per)
    fell = row.kind == "fell"
    return Revised(
        kind=row.kind, indicator=row.indicator, title=named.titles[row.indicator], place=row.place,
        place_name=named.places.get(row.place),
        period=period(row.period_start, row.period_end), period_start=row.period_start, period_end=row.period_end,
        period_as_written=row.period_as_written, role=row.role, span=row.span, cohort=row.cohort,
        breakdown=row.breakdown or None, agency=row.agency, activity=row.activity, source=row.source,
        earlier=row.before.words, later=row.now.words, earlier_value=before, later_value=now,
        change=difference(before, now, alike=(row.unit_before or row.unit) == (row.unit or row.unit_before)),
        unit=row.unit or row.unit_before or named.units[row.indicator], reason=row.note, by=row.submission, by_row=row.row,
        earlier_by=row.submission_before, earlier_row=row.row_before,
        notes=_fall(row) if fell else None if row.note else "no reason given",
    )  # fmt: skip


def _fall(row: Fetched) -> str:
    return (
        f"a running total that fell after {period(row.start_before, row.end_before)}: a correction, or a loss? "
        "A correction restates the earlier period"
    )
