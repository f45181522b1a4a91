"""From a figure and what it is set beside to a row of the table: numbers as `publish.display` rounds them, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from istmo.kernel.problem import Problem
from istmo.publish import display
from istmo.publish.words import Words
from istmo.review.differences import Difference, Kind, Statement
from istmo.review.measured import Change, Measured
from istmo.review.models import Hold
from istmo.review.names import Names
from istmo.review.threads import Thread
from istmo.web.review.words import COLUMNS, KINDS, MATURITIES, NO_VALUE, ROLES
from istmo.web.spoken import Told


@dataclass(frozen=True)
class Line:
    """One figure as it is shown. figure: how a form names it; hole: it has no value now."""

    figure: str
    where: str
    title: str
    place: str
    period: str
    besides: str
    unit: str
    now: str
    before: str
    since_last: str
    year: str
    year_is_own: bool
    since_year: str
    target: str
    of_target: str
    approved: str
    kind: Told
    tone: str
    large_last: bool
    large_year: bool
    hole: bool
    notes: Sequence[str]
    hold: Hold | None
    threads: Sequence[Thread]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Around:
    """What stands beside figures: names, holds, comments and problems; and whether this reader sees what is sensitive."""

    names: Names
    words: Words
    holds: Sequence[Hold]
    threads: Sequence[Thread]
    problems: Sequence[Problem]
    sees_sensitive: bool


def line(one: Difference, around: Around) -> Line:
    """The row of one figure."""
    hidden = bool(one.sensitivity) and not around.sees_sensitive
    key, names, words = one.key, around.names, around.words
    now = one.now or one.last
    told = _Numbers(names.measured(key.indicator, words), hidden)
    since_last, since_year = told.change(one.now, one.last), told.change(one.now, one.year)
    return Line(
        figure=str(one.place.cell or one.place.row) if one.place else "",
        where=one.place.told if one.place else "",
        title=names.indicators.get(key.indicator, key.indicator),
        place=names.places.get(key.place, key.place),
        period=display.period(key.period_start, key.period_end, None, words),
        besides=_besides(one, names),
        unit=words.named((now and now.unit) or names.units.get(key.indicator, "")),
        now=told.value(one.now) if one.now else "",
        before=told.value(one.last) if one.last else "",
        since_last=since_last.told,
        year=told.value(one.year) if one.year else "",
        year_is_own=one.year_from == "file",
        since_year=since_year.told,
        target=told.value(one.target) if one.target else "",
        of_target=told.against(one.now, one.target),
        approved=told.value(one.approved) if _restates(one) and one.approved else "",
        kind=KINDS[one.kind],
        tone=str(one.kind),
        large_last=since_last.is_large,
        large_year=since_year.is_large,
        hole=one.now is not None and one.now.value is None,
        notes=[] if hidden else _notes(one),
        hold=next((hold for hold in around.holds if _holds(hold, one)), None),
        threads=[thread for thread in around.threads if any(found.key == key for found in thread.now)],
        problems=[] if hidden else [problem for problem in around.problems if _is_at(problem, one)],
    )


@dataclass(frozen=True)
class _Numbers:
    """Says values and changes; nothing of what this reader may not see."""

    measured: Measured
    hidden: bool

    def value(self, said: Statement) -> str:
        if self.hidden:
            return _("withheld")
        words = self.measured.words
        if said.value is None:
            if said.low is None or said.high is None:
                return str(NO_VALUE.get(said.state, said.state))
            return display.span(self.measured.value(said.low), self.measured.value(said.high), words)
        return display.qualified(self.measured.value(said.value), said.qualifier, words)

    def change(self, now: Statement | None, was: Statement | None) -> Change:
        if self.hidden or now is None or was is None:
            return Change()
        return self.measured.change(now.value, was.value)

    def against(self, now: Statement | None, target: Statement | None) -> str:
        if self.hidden or now is None or target is None:
            return ""
        return self.measured.against(now.value, target.value)


def _besides(one: Difference, names: Names) -> str:
    """What else the figure is told apart by."""
    key = one.key
    told = (
        str(ROLES.get(key.role, key.role)) if key.role != "result" else "",
        key.breakdown.replace(";", ", ").replace("=", ": "),
        key.cohort or "",
        names.activities.get(key.activity or "", key.activity or ""),
        key.source or "" if key.role == "context" else "",
    )
    return " · ".join(part for part in told if part)


def _restates(one: Difference) -> bool:
    return one.approved is not None and one.now is not None and one.approved.value != one.now.value


def _notes(one: Difference) -> list[str]:
    """What is said beside the number: how settled it is, the note, and what else is not as before."""
    settled = (one.now and one.now.maturity) or ""
    others = [str(COLUMNS.get(name, name)) for name in one.differs if name not in ("value", "note")]
    told = [
        str(MATURITIES.get(settled, settled)),
        _note(one),
        _("Not as before: %(what)s") % {"what": ", ".join(others)} if others else "",
    ]
    return [text for text in told if text]


def _note(one: Difference) -> str:
    """The note, as it was before where it changed."""
    now, last = (one.now and one.now.note) or "", (one.last and one.last.note) or ""
    if one.kind in (Kind.GONE, Kind.FIRST, Kind.ADDED) or now == last or not last:
        return now or last
    return _("Note: “%(old)s” → “%(new)s”") % {"old": last, "new": now}


def _holds(hold: Hold, one: Difference) -> bool:
    return one.place is not None and hold.row == one.row and hold.cell in ("", one.at)


def _is_at(problem: Problem, one: Difference) -> bool:
    """Whether it is about the row, and where it names a column of values, the figure's own."""
    if one.row is None:
        return False
    sheet = (one.at or "").rpartition("!")[0]
    return any(
        place.row == one.row and (not sheet or not place.sheet or place.sheet == sheet)
        for place in problem.places or (problem.where,)
    )
