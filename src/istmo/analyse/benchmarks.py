"""Benchmarks: context values beside their previous year and beside regional and international values.

Context indicators are contribution only: a value is credited to no agency or activity and enters no total. Two sources
of one measure stand side by side, the preferred one first. Rules: benchmarks.sql and DESIGN section 3.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from istmo.analyse.answer import Answer, Queryable, Row, known, sql
from istmo.kernel.measure import quotient
from istmo.kernel.period import Period, code_of
from istmo.kernel.problem import WrongUse

HUNDRED = Decimal(100)

COLUMNS = (
    "indicator", "title", "sector", "measure", "direction", "place", "place_name",
    "period", "period_start", "period_end", "period_as_written", "source", "source_title", "preferred",
    "state", "value", "low", "high", "unit", "value_as_written", "qualifier", "maturity", "as_of", "base_period",
    "previous", "previous_period", "change", "change_percent",
    "benchmark", "benchmark_title", "scope", "method", "benchmark_place", "benchmark_place_name", "benchmark_value",
    "difference", "stands", "members_with_value", "members", "made", "read_as", "notes",
    "submission", "row", "benchmark_submission", "benchmark_row",
)  # fmt: skip

READING = (
    "title", "place", "period", "source", "value", "unit", "previous", "change",
    "benchmark_title", "benchmark_value", "difference", "made", "notes",
)  # fmt: skip

NOTES = (
    "Context is contribution only: no agency or activity is credited with it, and it enters no total of results.",
    "Nothing is interpolated: a year without a value says so.",
)


class Fetched(NamedTuple):
    """One row of benchmarks.sql, column by column."""

    indicator: str
    title: str
    sector: str | None
    measure: str
    direction: str
    place: str
    place_name: str | None
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    source: str | None
    source_title: str | None
    preferred: bool | None
    state: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    value_as_written: str | None
    qualifier: str | None
    maturity: str | None
    as_of: date | None
    base_period: str | None
    previous: Decimal | None
    change: Decimal | None
    benchmark: str | None
    benchmark_title: str | None
    scope: str | None
    method: str | None
    benchmark_place: str | None
    benchmark_place_name: str | None
    benchmark_sum: Decimal | None
    benchmark_parts: int | None
    members_with_value: int | None
    members: int | None
    submission: str | None
    row: int | None
    benchmark_submission: str | None
    benchmark_row: int | None
    previous_submission: str | None
    previous_row: int | None
    last_start: date | None
    last_end: date | None


def ask(release: Queryable, **where: object) -> Answer:
    """Every context value with its change and benchmarks; `where` keeps rows by column.

    ended_by="2017-09-30" (or "FY2017") reads context as of that day: of each series the last value whose period had
    ended. WrongUse if `where` names an unknown column or `ended_by` is no day and no period.
    """
    known(where, (*COLUMNS, "ended_by"), "benchmarks")
    day = _day(where.pop("ended_by", None))
    asked = {name: where.pop(name, None) for name in ("indicator", "place")}
    rows = release.query(sql("benchmarks"), {**asked, "ended_by": day})
    return Answer(COLUMNS, tuple(_row(Fetched._make(row), day) for row in rows), NOTES, READING).where(where)


def _day(ended_by: object) -> date | None:
    if ended_by is None or isinstance(ended_by, date):
        return ended_by
    try:
        end = Period.parse(str(ended_by)).end
    except ValueError as error:
        raise WrongUse(f"ended_by takes a day or a period: {error}.") from error
    if end is None:
        raise WrongUse(f"ended_by takes a day or a period with an end, not {ended_by}.")
    return end


def _row(told: Fetched, day: date | None) -> Row:
    period = code_of(told.period_start, told.period_end)
    benchmark = quotient(told.benchmark_sum, _decimal(told.benchmark_parts))
    difference = told.value - benchmark if told.value is not None and benchmark is not None else None
    growth = quotient(told.change, told.previous, HUNDRED) if told.previous and told.previous > 0 else None
    return (
        *told[:7],
        period,
        *told[7:24],
        _previous_period(told) if told.previous is not None else None,
        told.change,
        growth,
        *told[25:31],
        benchmark,
        difference,
        _stands(difference),
        told.members_with_value,
        told.members,
        _made(told, benchmark),
        f"{period}, the last period ended by {day}" if day else None,
        "; ".join(_notes(told, benchmark)) or None,
        *told[35:39],
    )


def _notes(told: Fetched, benchmark: Decimal | None) -> list[str]:
    notes = []
    if told.state != "reported":
        notes.append(told.state.replace("_", " "))
    if told.measure == "change" and told.base_period is None:
        notes.append("base not given")
    elif told.measure != "change" and told.previous is None:
        notes.extend(_no_previous(told))
    if told.benchmark is None:
        notes.append("no regional or international value in this source")
    elif benchmark is None:
        notes.append(f"no value of {told.benchmark_place_name or told.benchmark_place} for this period")
    return notes


def _no_previous(told: Fetched) -> list[str]:
    """`no value for 2015; last 2013`: the gap is told, never filled."""
    if told.period_start is None or told.period_end is None or told.value is None:
        return []
    if told.last_end is None:
        return ["no earlier value"]
    return [f"no value for {_previous_period(told)}", f"last {code_of(told.last_start, told.last_end)}"]


def _previous_period(told: Fetched) -> str:
    """The same days one year before, as benchmarks.sql compares them."""
    if told.period_start is None or told.period_end is None:
        return ""
    return _year_before(told.period_start, told.period_end)


@cache
def _year_before(start: date, end: date) -> str:
    following = date.fromordinal(end.toordinal() + 1)
    last = date.fromordinal(_a_year_before(following).toordinal() - 1)
    return Period(_a_year_before(start), last).code


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _made(told: Fetched, benchmark: Decimal | None) -> str | None:
    """How the benchmark was made, in words."""
    if told.method is None or benchmark is None:
        return None
    if told.method == "publisher":
        return f"published for {told.benchmark_place_name or told.benchmark_place} by the same source"
    kind = "plain mean" if told.method == "mean" else "median"
    return f"{kind} of {told.members_with_value} of {told.members} members with a value"


def _stands(difference: Decimal | None) -> str | None:
    if difference is None:
        return None
    return "above" if difference > 0 else "below" if difference < 0 else "equal"


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
