"""Trend: every series beside its own year before, with breaks, gaps, redefinitions and restatements told.

Performance by agency and activity, context by source. Context is contribution only: its change is credited to nobody.
A change over a break is shown with the break, never smoothed away. Rules: trend.sql and DESIGN section 3.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from istmo.analyse.answer import Answer, Queryable, batches, found, known
from istmo.analyse.kept import Batch, Kept
from istmo.analyse.meaning import Break, Meanings
from istmo.kernel.measure import quotient
from istmo.kernel.period import code_of
from istmo.kernel.quantity import EXACT, plain
from istmo.release.column import Coded, rows_of

HUNDRED = Decimal(100)

COLUMNS = (
    "indicator", "title", "kind", "measure", "direction", "place", "place_name", "agency", "own", "activity", "source",
    "cohort", "period", "period_start", "period_end", "period_as_written", "state", "value", "low", "high", "unit",
    "value_as_written", "qualifier", "maturity", "as_of", "previous_period", "previous", "change", "change_percent",
    "moved", "breaks", "break_kind", "break_day", "definition", "earlier", "restatements", "restated_by", "notes",
    "submission", "row",
)  # fmt: skip

READING = (
    "title", "place", "agency", "source", "period", "value", "unit", "previous", "change", "change_percent", "moved",
    "breaks", "notes",
)  # fmt: skip

NOTES = (
    "The year before is the same days one year earlier of the same series; nothing is interpolated.",
    "Context is contribution only: no agency or activity is credited with its change.",
    "A value keeps the definition and unit of its time; over a redefinition no change is taken.",
)

#: Differences of these are no quantity: states, texts, and changes that are differences already.
_NOT_COMPARED = ("milestone", "text", "change")


class Fetched(NamedTuple):
    """One row of trend.sql, column by column."""

    indicator: str
    title: str
    kind: str
    measure: str
    time: str
    direction: str
    per: Decimal | None
    place: str
    place_name: str | None
    agency: str | None
    own: bool | None
    activity: str | None
    source: str | None
    cohort: str | None
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    state: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    unit_of_indicator: int
    definition: str | None
    value_as_written: str | None
    qualifier: str | None
    maturity: str | None
    as_of: date | None
    base_period: str | None
    previous_start: date | None
    previous_end: date | None
    previous_value: Decimal | None
    previous_numerator: Decimal | None
    previous_denominator: Decimal | None
    previous_unit: str | None
    previous_unit_of_indicator: int
    previous_source: str | None
    previous_maturity: str | None
    previous_base: str | None
    last_end: date | None
    earlier: str | None
    restatements: int | None
    restated_by: str | None
    ended_on: date | None
    not_asked: str | None
    submission: str | None
    row: int | None
    quiet: bool

    @property
    def now(self) -> Decimal | None:
        """The value, or what numerator and denominator make."""
        return self._share(self.value, self.numerator, self.denominator)

    @property
    def before(self) -> Decimal | None:
        """The same of the year before."""
        return self._share(self.previous_value, self.previous_numerator, self.previous_denominator)

    @property
    def change(self) -> Decimal | None:
        """How much more than the year before; None where the two are no quantities of one unit."""
        if self.measure in _NOT_COMPARED or self.unit != self.previous_unit:
            return None
        now, before = self.now, self.before
        return None if now is None or before is None else EXACT.subtract(now, before)

    def _share(
        self, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None
    ) -> Decimal | None:
        return value if value is not None else quotient(numerator, denominator, self.per or Decimal(1))


def ask(release: Queryable, **where: object) -> Answer:
    """Every value of every series with its change; `where` keeps rows by column, such as indicator="gdp", place="SV".

    change is in the unit of the value, change_percent in percent of the value before, which is not available where
    that is zero or less. WrongUse if `where` names an unknown column.
    """
    known(where, COLUMNS, "trend")
    asked = {name: where.pop(name, None) for name in ("indicator", "place")}
    meanings = Meanings(release)
    asked |= found(release, "found", asked)
    rows = Kept(_laid_out(some, meanings) for some in batches(release, "trend", Fetched, asked))
    return Answer(COLUMNS, rows, NOTES, READING).where(where)


def _as_then(told: Fetched, meanings: Meanings) -> Fetched:
    """The same with definition and units as the indicator gave them at the time of the value, and of the one before."""
    if told.indicator not in meanings:
        return told
    code, ends, before = told.indicator, told.period_end, told.previous_end
    unit = meanings.then(code, "unit", ends, told.unit) if told.unit_of_indicator else told.unit
    previous = told.previous_unit
    if told.previous_unit_of_indicator:
        previous = meanings.then(code, "unit", before, previous)
    definition = meanings.then(code, "definition", ends, told.definition)
    return told._replace(definition=definition, unit=unit, previous_unit=previous)


class _Made(NamedTuple):
    """What is made of one row of trend.sql."""

    definition: str | None
    unit: str | None
    period: str
    value: Decimal | None
    previous_period: str | None
    previous: Decimal | None
    change: Decimal | None
    change_percent: Decimal | None
    moved: str | None
    breaks: str | None
    break_kind: str | None
    break_day: date | None
    earlier: str | None
    notes: str | None


def _laid_out(told: Mapping[str, Coded], meanings: Meanings) -> Batch:
    """Rows of trend.sql as columns of the answer."""
    quiet = [
        plainly and code not in meanings
        for plainly, code in zip(told["quiet"].values(), told["indicator"].values(), strict=True)
    ]
    columns: dict[str, Coded | list[Any]] = {**told, **_quiet(told)}
    others = [at for at, plainly in enumerate(quiet) if not plainly]
    lines = map(Fetched._make, rows_of([told[name].at(others) for name in Fetched._fields]))
    made = [_made(_as_then(line, meanings), meanings) for line in lines]
    for name, cells in zip(_Made._fields, zip(*made, strict=True), strict=False):
        column = columns[name]
        columns[name] = into = column.values().copy() if isinstance(column, Coded) else column
        for at, cell in zip(others, cells, strict=True):
            into[at] = cell
    return [columns[name] for name in COLUMNS]


def _quiet(told: Mapping[str, Coded]) -> dict[str, list[Any]]:
    """What is made of rows with nothing to be told of them, in the columns that are not as told; of all rows."""
    rows, values, before = len(told["value"]), told["value"].values(), told["previous_value"].values()
    starts, ends = told["previous_start"].values(), told["previous_end"].values()
    days = zip(told["period_start"].values(), told["period_end"].values(), strict=True)
    lasts = told["last_end"].values()
    columns: dict[str, list[Any]] = {name: [None] * rows for name in _Made._fields[4:]}
    columns["period"] = [_period(*ends) for ends in days]
    columns["breaks"] = [
        None if last is None or start is not None else _gap(last)
        for last, start in zip(lasts, starts, strict=True)
    ]
    directions = told["direction"].values()
    for at, was in enumerate(before):
        if was is not None and values[at] is not None:
            change = EXACT.subtract(values[at], was)
            columns["previous_period"][at] = _period(starts[at], ends[at])
            columns["previous"][at], columns["change"][at] = was, change
            columns["change_percent"][at] = quotient(change, was, HUNDRED) if was > 0 else None
            columns["moved"][at] = _moved(directions[at], change)
    return columns


@cache
def _gap(last: date) -> str:
    return f"no value for the year before; the last one ends {last.isoformat()}"


_period = cache(code_of)


def _made(told: Fetched, meanings: Meanings) -> _Made:
    found: list[Break] = []
    redefined, compares = found, True
    if told.indicator in meanings:  # most never meant anything else
        found = meanings.between(told.indicator, told.last_end, told.period_end)
        redefined = [one for one in found if one.is_redefinition]
        over = meanings.between(told.indicator, told.previous_end, told.period_end)
        compares = not any(one.is_redefinition for one in over)
    value, before, change = told.now, told.before, told.change if compares else None
    percent = quotient(change, before, HUNDRED) if before is not None and before > 0 else None
    return _Made(
        definition=told.definition,
        unit=told.unit,
        period=_period(told.period_start, told.period_end),
        value=value,
        previous_period=None if before is None else _period(told.previous_start, told.previous_end),
        previous=before,
        change=change,
        change_percent=percent,
        moved=_moved(told.direction, change),
        breaks="; ".join([*_breaks(told), *(one.words for one in found)]) or None,
        break_kind=None if not found else "redefined" if redefined else "node",
        break_day=(redefined or found)[0].first_day if found else None,
        earlier=", ".join(_plain(one) for one in told.earlier.split("|")) if told.earlier else None,
        notes="; ".join(_notes(told, change)) or None,
    )


def _moved(direction: str, change: Decimal | None) -> str | None:
    """Which way it went, and whether that is the good way; an indicator without a good way only rises or falls."""
    if change is None:
        return None
    if not change:
        return "unchanged"
    way = "risen" if change > 0 else "fallen"
    if direction == "none":
        return way
    return f"{way}, which is {'better' if (change > 0) == (direction == 'up') else 'worse'}"


def _breaks(told: Fetched) -> Iterator[str]:
    """Why the value and the one before may not be the same thing."""
    if told.previous_start is None:
        if told.last_end is not None and told.period_start is not None:
            yield _gap(told.last_end)
        return
    if told.unit != told.previous_unit:
        yield f"the unit was {told.previous_unit or 'not given'} and is {told.unit or 'not given'}: not compared"
    if told.source != told.previous_source:
        yield f"the source was {told.previous_source or 'not given'} and is {told.source or 'not given'}"
    if told.base_period != told.previous_base:
        yield f"the base was {told.previous_base or 'not given'} and is {told.base_period or 'not given'}"


def _notes(told: Fetched, change: Decimal | None) -> Iterator[str]:
    if told.state != "reported":
        yield told.state.replace("_", " ")
    if told.earlier:
        said = ", ".join(_plain(one) for one in told.earlier.split("|"))
        yield f"restated by {told.restated_by}, stated before as {said}"
    yield from _closed(told)
    if told.time == "running" and change is not None and change < 0:
        yield "a running total that falls: a correction, or a loss?"
    if told.maturity == "preliminary":
        yield "preliminary"
    if told.previous_maturity == "preliminary":
        yield "the value before is preliminary"
    if told.measure in _NOT_COMPARED and told.previous_start is not None:
        yield f"a {told.measure} is not compared by a difference"
    if told.own is False:
        yield "not own: beside, in no total"


def _closed(told: Fetched) -> Iterator[str]:
    """`closed FY2017: 340, the activity ended on 2017-09-30`: the last value stands, and nothing more is expected."""
    if told.now is None or not (told.ended_on or told.not_asked):
        return
    why = f"the activity ended on {told.ended_on}" if told.ended_on else f"not asked for {told.not_asked}"
    yield f"closed {_period(told.period_start, told.period_end)}: {plain(told.now)}, {why}"


def _plain(said: str) -> str:
    """An earlier statement as text: its number without idle noughts, 45 of 60, or why there was none."""
    parts = [
        plain(Decimal(part)) if part[-1].isdigit() else part.replace("_", " ") for part in said.split("/")
    ]
    return " of ".join(parts)
