"""Overlaps: where several series may count the same people or things, what waits for a decision, what was decided.

One row per indicator × place × period whose total may count somebody twice. `if_max` is the least the total can be: all
are the same; `if_sum` the most: nobody is counted twice; a custom total lies between. People wait, and their total is a
range until a person decides; things and amounts add at once and are flagged. Rules: overlaps.sql and DESIGN section 3;
choices.py works the numbers out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from istmo.analyse import climb
from istmo.analyse.answer import Answer, Queryable, Row, known, sql
from istmo.analyse.choices import Choices, Made, number, parts_in_words
from istmo.analyse.totals import Named, named
from istmo.kernel.period import Period, code_of
from istmo.kernel.place import Places

COLUMNS = (
    "indicator", "title", "kind", "measure", "place", "place_name",
    "period", "period_start", "period_end", "period_as_written", "span", "cohort",
    "state", "series", "parts", "places", "unit", "if_max", "if_sum", "custom", "now", "now_low", "now_high", "stands",
    "method", "value", "adjustment", "reason", "decided_by", "decided_low", "decided_high",
    "due_before_freeze", "notes",
)  # fmt: skip

READING = (
    "title", "place", "period", "state", "series", "unit", "if_max", "if_sum", "stands", "method", "reason",
    "decided_by", "due_before_freeze", "notes",
)  # fmt: skip

NOTES = (
    "A series is an agency with an activity; agencies that are not own stand in no total and overlap with nobody here.",
    "if_max: all are the same, the least the total can be; if_sum: nobody is counted twice; custom: a number between.",
    "People wait: a range until somebody decides. Things and amounts add at once, and the overlap is flagged.",
    "adjustment is what a decision takes from the sum. What was asked and not reported is a hole that progress names.",
    "Decide with: istmo review overlap. Persons appear as their numbers; names stay in the workspace.",
)

OPEN, FLAGGED, DECIDED = "open", "flagged", "decided"


class Fetched(NamedTuple):
    """The columns of overlaps.sql."""

    indicator: str
    place: str
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    span: str | None
    cohort: str | None
    unit: str | None
    units_differ: int
    shared: int
    parts: int
    holes: int
    series: str
    spots: str


_DECISIONS = """
SELECT indicator, place, period, decision, value, reason, decided_by, low, high
FROM "overlaps" ORDER BY indicator, place, period
"""
_NOTHING = Fetched("", "", None, None, None, None, None, None, 0, 0, 0, 0, "", "")


def ask(release: Queryable, **where: object) -> Answer:
    """Every overlap of the release; `where` keeps rows by column, such as state="open" or place="HN".

    state: open (people, waits), flagged (things and amounts, added at once) or decided. WrongUse if `where` names an
    unknown column.
    """
    known(where, COLUMNS, "overlaps")
    asked = {name: where.pop(name, None) or None for name in ("indicator", "place")}
    rows = [Fetched._make(row) for row in release.query(sql("overlaps"), asked)]
    told = Told(release, asked)
    found = [row for fetched in rows for row in told.row(fetched)]
    found += told.decided_about_nothing()
    return Answer(COLUMNS, tuple(sorted(found, key=_order)), NOTES, READING).where(where)


class Told:
    """What is known of overlaps beside their numbers: names, places, and what persons decided."""

    def __init__(self, release: Queryable, asked: dict[str, object]) -> None:
        """`asked`: the indicator and the place that alone are wanted, if any."""
        self._named = named(release)
        self._names: dict[str, str] = dict(release.query("SELECT code, name FROM places"))
        self._places: Places = climb.places(release)
        self._made = [Made(*row) for row in release.query(_DECISIONS)]
        self._asked = asked
        self._met: set[Made] = set()

    def row(self, told: Fetched) -> Iterator[Row]:
        """The row of one place; none where nothing overlaps and the decision there is about another period."""
        period = Period(told.period_start, told.period_end)
        of_indicator = [made for made in self._made if made.indicator == told.indicator]
        of_period = [made for made in of_indicator if made.about == period]
        made = next((one for one in of_period if one.place == told.place), None)
        if made is None and not (told.shared and not told.units_differ):
            return
        inside = [one for one in of_period if one.place != told.place]
        choices = Choices.of(told.spots, told.place, inside, self._places, period)
        if made:
            self._met.add(made)
        yield self._cells(told, choices, made, inside)

    def decided_about_nothing(self) -> Iterator[Row]:
        """Decisions about places and periods of which the release holds no figure."""
        for made in self._made:
            wanted = all(value in (None, getattr(made, name)) for name, value in self._asked.items())
            if made not in self._met and wanted:
                days = made.about
                told = _NOTHING._replace(
                    indicator=made.indicator, place=made.place, period_start=days.start, period_end=days.end
                )
                yield self._cells(told, Choices(), made, [])

    def _cells(self, told: Fetched, choices: Choices, made: Made | None, inside: Iterable[Made]) -> Row:
        register: Named = self._named[told.indicator]
        people = register.over_series == "range"
        if told.units_differ:
            choices = Choices()
        chosen = choices.chosen(made) if made and told.parts > 1 else None
        now, low, high = (chosen, None, None) if chosen is not None else choices.undecided(people=people)
        state = DECIDED if made else OPEN if people and not choices.settled_by_itself else FLAGGED
        about = {
            "indicator": told.indicator, "title": register.title, "kind": register.kind,
            "measure": register.measure, "place": told.place, "place_name": self._names.get(told.place),
            "period": code_of(told.period_start, told.period_end), "unit": told.unit or register.unit,
            "state": state, "series": parts_in_words(told.series), "places": told.spots.count(";") + bool(told.spots),
            "if_max": choices.least, "if_sum": choices.most, "custom": choices.between,
            "now": now, "now_low": low, "now_high": high, "stands": _stands(now, low, high, choices, state),
            "adjustment": choices.adjustment(chosen),
            "due_before_freeze": choices.refuses(made) if made else not choices.settled_by_itself,
            "notes": "; ".join(self._notes(told, choices, made, inside)) or None,
        }  # fmt: skip
        if made:
            about |= made.columns()
        return tuple(about.get(name, getattr(told, name, None)) for name in COLUMNS)

    def _notes(
        self, told: Fetched, choices: Choices, made: Made | None, inside: Iterable[Made]
    ) -> Iterator[str]:
        if made:
            yield from _of_decision(told, choices, made)
        else:
            yield "overlap not examined"
        if told.holes:
            yield f"{told.holes} more not told: every number here is without it"
        for one in inside:
            if self._places.contains(told.place, one.place, one.about):
                yield f"settled at {one.place}: {one.decision}"
            elif self._places.contains(one.place, told.place, one.about):
                yield f"settled for {one.place} as a whole: {one.decision}"


def _of_decision(told: Fetched, choices: Choices, made: Made) -> Iterator[str]:
    if told.units_differ:
        yield "units differ: neither added nor compared"
    elif told.parts < 2 or not told.shared:
        yield "nothing overlaps here: look at the decision again"
    elif choices.refuses(made):
        yield f"{number(made.value)} is not between {choices.between}: decide again"
    if made.low is not None and told.shared and (made.low, made.high) != (choices.least, choices.most):
        yield f"figures changed since the decision, which was made on {number(made.low)} to {number(made.high)}"


def _stands(
    now: Decimal | None, low: Decimal | None, high: Decimal | None, choices: Choices, state: str
) -> str:
    """What the total is now, in words."""
    if now is not None:
        return f"{number(now)}, {state}" if state == DECIDED else f"{number(now)}, overlap not examined"
    if choices == Choices():
        return "not available"
    return f"{number(low)} to {number(high)}, until somebody decides"


def _order(row: Row) -> tuple[object, ...]:
    told = dict(zip(COLUMNS, row, strict=True))
    days = Period(told["period_start"], told["period_end"])
    days = replace(days, as_written=told["period_as_written"] or "")
    return (
        told["indicator"],
        told["place"],
        days.sort_key,
        days.as_written,
        told["span"] or "",
        told["cohort"] or "",
    )
