"""Provenance: one total told in sentences, then every row behind it with what became of it, persons, sources, problems.

Rows of kind `sentence` tell the way from figures to the number, one rule a sentence; rows of kind `figure` are what it
rests on and what was left out, each with its own sentence in `told`. Persons appear as their numbers; names stay in the
workspace. The numbers are those of `progress` and `rollup`; an auditor adds the rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from istmo.analyse import assessed
from istmo.analyse.answer import Answer, Queryable, Row, columns, known
from istmo.analyse.climb import places as read_places
from istmo.analyse.telling import compared
from istmo.analyse.telling.fates import Fate, Fates, Kind, Over, Series, Stated, key
from istmo.analyse.telling.figure import of_context, of_row
from istmo.analyse.telling.sentences import sentences
from istmo.analyse.telling.total import Decided, Total, parted, remarks
from istmo.analyse.totals import totals
from istmo.analyse.wanted import Wanted
from istmo.kernel.period import Period
from istmo.kernel.place import Places
from istmo.kernel.problem import WrongUse

_OWN = ("kind_of_row", "step", "told", "fate")
_BEFORE = Stated._fields[:7]
_AFTER = Stated._fields[7:]
COLUMNS = (*_OWN, *_BEFORE, "period", *_AFTER)

READING = (
    "kind_of_row", "step", "told", "standing", "role", "agency", "activity", "breakdown", "value", "state", "source",
    "submission", "row", "submitted_by", "approved_by", "claims", "problems", "held",
)  # fmt: skip

NEEDED = ("indicator", "place", "period")
EVERYWHERE = "everywhere"


def ask(release: Queryable, **where: object) -> Answer:
    """One total opened: `indicator`, `period` and a place are needed, `role` and any column may be added.

    place: the total of exactly that place, as `progress` tells it. within: the total up to that place, as `rollup` does;
    `everywhere` for all. WrongUse if one is missing, the period cannot be read, or a column is unknown.
    """
    known(where, (*COLUMNS, "within"), "provenance")
    within = where.pop("within", None)
    missing = [
        name for name in NEEDED if not where.get(name) and not (name == "place" and within is not None)
    ]
    if missing:
        raise WrongUse(f"provenance opens one total: name its {', '.join(missing)} too.")
    try:
        period = Period.parse(str(where.pop("period")))
    except ValueError as error:
        raise WrongUse(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    up_to = _up_to(within, where)
    at = Asked(str(where.pop("indicator")), _text(where.pop("place", None)), up_to, period)
    if not release.query("SELECT 1 FROM indicators WHERE code = ?", [at.indicator]):
        return Answer(COLUMNS, (), (f"The release has no indicator {at.indicator}.",), READING)
    opened = Opened(release, at, _text(where.pop("role", None)))
    return Answer(COLUMNS, tuple(opened.rows()), (), READING).where(where)


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


def _up_to(within: object, where: Mapping[str, object]) -> str | None:
    """The place that totals go up to, '' for everywhere; None where the total of one place is asked."""
    if within is not None and where.get("place"):
        raise WrongUse("Name a place or within, not both: within is the place that the total goes up to.")
    return None if within is None else "" if within == EVERYWHERE else str(within)


@dataclass(frozen=True)
class Asked:
    """Which total: of one place, or up to one."""

    indicator: str
    place: str | None
    within: str | None
    period: Period

    def days(self, time: str | None) -> dict[str, object]:
        """What provenance.sql reads: these days, shorter periods inside, and of levels what was last told before."""
        first, last = self.period.start or date.min, self.period.end or date(9999, 12, 31)
        inner = time is not None and (self.period.start or self.period.end)
        return {
            "period": self.period.code, "period_start": self.period.start, "period_end": self.period.end,
            "since": (date.min if time in ("stock", "running") else first) if inner else None,
            "until": last if inner else None,
        }  # fmt: skip


class Opened:
    """The total asked for, its rows and what became of them."""

    def __init__(self, release: Queryable, asked: Asked, role: str | None) -> None:
        """Read what stands behind it."""
        self._release, self._asked = release, asked
        self._known: Places = read_places(release)
        facts = release.query(_FACTS, [asked.indicator])
        kind, framework, states, time = facts[0] if facts else (None, None, None, None)
        self._states = tuple(states.split("|")) if states else ()
        self._context, self._totalled = kind == "context", kind != "context" and framework is not None
        looked_at = {"indicator": asked.indicator, "places": self._places(), "role": role}
        told = columns(
            release, "provenance", Stated, looked_at | asked.days(time if self._totalled else None)
        )
        self._stated = [Stated(*cells) for cells in zip(*told.values(), strict=True)]
        self._told = self._totals()
        over = Over(asked.within, asked.period, time, self._how())
        self._fates = Fates(self._stated, self._series(), self._known, over)

    def rows(self) -> Iterator[Row]:
        """The sentences, then the figures."""
        fates = [(row, self._fates.of(row, context=not self._totalled)) for row in self._stated]
        kept = [(row, fate) for row, fate in fates if fate.kind in _USED or self._inside(row, fate)]
        for told in self._sentences(kept):
            yield self._sentence(*told)
        if beside := self._assessed():
            yield self._sentence("data", f"{beside}.")
        for registered in self._compared():
            yield self._sentence("compared", compared.sentence(*registered))
        for row, fate in kept:
            told_row = ("figure", None, of_row(row, fate, self._states), fate.kind.value)
            yield (*told_row, *row[:7], self._code(row), *row[7:])

    def _totals(self) -> list[dict[str, Any]]:
        """The totals of exactly the days asked for, made of shorter periods where none was stated."""
        asked = self._asked
        if not self._totalled:
            return []
        told = totals(
            self._release,
            Wanted(asked.indicator, asked.place, asked.within).over({"period": asked.period.code}),
        )
        rows = [{name: cells[at] for name, cells in told.items()} for at in range(len(told["place"]))]
        return [
            row
            for row in rows
            if (row["period_start"], row["period_end"]) == (asked.period.start, asked.period.end)
        ]

    def _how(self) -> dict[tuple[str, str, str], dict[str, str]]:
        """What was done over time, by agency, activity and place."""
        here = self._asked.place or self._asked.within or ""
        found: dict[tuple[str, str, str], dict[str, str]] = {}
        for row in self._told:
            for kind, agency, told, detail in remarks(row["remarks"]):
                activity, at, place = parted(told)
                found.setdefault((agency, activity, place if at else here), {})[kind] = detail
        return found

    def _sentences(self, rows: Sequence[tuple[Stated, Fate]]) -> Iterator[tuple[str, str]]:
        if not self._totalled:
            yield from of_context([row for row, _ in rows], own=self._context)
            return
        agencies: dict[str, str] = dict(self._release.query("SELECT code, name FROM agencies"))
        activities: dict[str, str] = dict(self._release.query("SELECT code, title FROM activities"))
        places: dict[str, str] = dict(self._release.query("SELECT code, name FROM places"))
        for cells in self._told:
            mine = [(row, fate) for row, fate in rows if row.role == "baseline" or self._belongs(row, cells)]
            decided = self._decided()
            everywhere = self._asked.within == ""
            whole = Total(cells, mine, agencies, activities, places, decided, self._states, everywhere)
            yield from sentences(whole)

    def _belongs(self, row: Stated, cells: Mapping[str, Any]) -> bool:
        """Whether a figure is of this total: the same cohort and span, and words where there are no days."""
        undated = cells["period_start"] is None and cells["period_end"] is None
        return row.total == _key(cells) if undated else row.total[3:] == _key(cells)[3:]

    def _places(self) -> list[str] | None:
        """Where to look: the place; with `within` all places in it, and groups that reach into it; None: everywhere."""
        within = self._asked.within
        if within is None:
            return [self._asked.place or ""]
        if not within:
            return None
        inside = {within, *self._known.parts(within, self._asked.period)}
        groups = {member.place for member in self._known.memberships}
        reaching = {group for group in groups if inside & self._known.parts(group, self._asked.period)}
        return sorted(inside | reaching)

    def _series(self) -> dict[Series, dict[str, Any]]:
        """Every series of the indicator apart, as totals tells it."""
        if not self._totalled:
            return {}
        told = totals(self._release, Wanted(self._asked.indicator, self._asked.place, apart=True))
        found = {}
        for at, place in enumerate(told["place"]):
            cells = {name: cells[at] for name, cells in told.items()}
            found[(place, *_key(cells), cells["agency"] or "", cells["activity"] or "")] = cells
        return found

    def _compared(self) -> list[tuple[Any, ...]]:
        """The comparisons registered of a figure of exactly this place and these days."""
        asked = self._asked
        days = {"first": asked.period.start, "last": asked.period.end}
        return self._release.query(
            compared.QUERY, {"indicator": asked.indicator, "place": asked.place or asked.within, **days}
        )

    def _assessed(self) -> str:
        """When the data were last assessed; nothing of other people's measurement."""
        return assessed.read(self._release).sentence(self._asked.indicator) if self._totalled else ""

    def _decided(self) -> dict[str, Decided]:
        """What persons decided about overlaps of this indicator and period, by place; '' is the total's own place."""
        found = {}
        for place, period, *made in self._release.query(_DECIDED, [self._asked.indicator]):
            if Period.parse(period) == self._asked.period:
                own = place in (self._asked.place, self._asked.within)
                found["" if own else place] = Decided(*made)
        return found

    def _inside(self, row: Stated, fate: Fate) -> bool:
        """Of these days; or of days in them, if it is more than a part of a total of those."""
        within = (
            row.role != "baseline" and fate.kind is not Kind.PART and self._asked.period.contains(row.days)
        )
        return row.days == self._asked.period or within

    def _code(self, row: Stated) -> str:
        return row.days.code

    def _sentence(self, step: str, told: str) -> Row:
        asked = self._asked
        about: dict[str, Any] = {
            "kind_of_row": "sentence", "step": step, "told": told, "indicator": asked.indicator,
            "place": asked.place if asked.within is None else asked.within or EVERYWHERE,
            "period": asked.period.code, "period_start": asked.period.start, "period_end": asked.period.end,
        }  # fmt: skip
        return tuple(about.get(name) for name in COLUMNS)


#: Told whatever their days.
_USED = (Kind.COUNTS, Kind.LAST_SEEN)
_FACTS = 'SELECT kind, framework, states, "time" FROM indicators WHERE code = ?'
_DECIDED = 'SELECT place, period, decision, value, reason, decided_by FROM "overlaps" WHERE indicator = ?'


def _key(cells: Mapping[str, Any]) -> tuple[Any, ...]:
    """Which of the totals of a place this is."""
    days = (cells["period_start"], cells["period_end"], cells["period_as_written"])
    return key(*days, cells["cohort"], cells["span"])
