"""Progress: result, target, baseline and achievement per indicator, place and period, like for like.

The rules stand in progress.sql and in DESIGN section 3; here are only the divisions, what persons decided about
overlaps, names and words. One row per indicator × place × period × cohort × span; totals, no breakdowns; no context.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from istmo.analyse import held, wording
from istmo.analyse.answer import Answer, ByColumn, Queryable, columns, known
from istmo.analyse.ratios import HALF, Pooled, Rule, algebra, pool, read
from istmo.kernel.measure import Status, quotient
from istmo.kernel.period import Period

HUNDRED = Decimal(100)

COLUMNS = (
    "indicator", "title", "kind", "measure", "direction", "place", "place_name",
    "period", "period_start", "period_end", "period_as_written", "span", "cohort", "reporting_year",
    "result", "result_low", "result_high", "qualifier", "maturity", "unit", "result_as_written", "base_period",
    "result_numerator", "result_denominator", "target", "target_status", "first_target", "baseline", "baseline_period",
    "achievement", "achievement_numerator", "achievement_denominator", "untargeted_result", "unreported_target",
    "status", "status_words", "reported", "expected", "notes", "beside", "sources", "figures",
)  # fmt: skip

READING = (
    "title", "place", "period", "result", "result_low", "result_high", "unit", "result_as_written", "baseline", "target",
    "achievement", "status_words", "reported", "expected", "notes",
)  # fmt: skip

NOTES = (
    "Performance only: context is contribution, in no total here, and read in the question benchmarks.",
    "Achievement is like for like: over the series that have both result and target.",
    "Agencies that are not own stand in the column beside and in no total.",
)


class Fetched(NamedTuple):
    """The columns of progress.sql."""

    indicator: str
    place: str
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    span: str
    cohort: str | None
    reporting_year: str | None
    result: Decimal | None
    result_low: Decimal | None
    result_high: Decimal | None
    qualifier: str | None
    maturity: str | None
    unit: str | None
    result_as_written: str | None
    base_period: str | None
    result_numerator: Decimal | None
    result_denominator: Decimal | None
    target: Decimal | None
    target_status: str | None
    first_target: Decimal | None
    baseline: Decimal | None
    baseline_start: date | None
    baseline_end: date | None
    achievement_numerator: Decimal | None
    achievement_denominator: Decimal | None
    untargeted_result: Decimal | None
    unreported_target: Decimal | None
    status: str
    reported: int
    expected: int
    figures: int
    sources: str | None
    remarks: str
    parts: str | None
    decisions: str | None
    ended: int | None


class Named(NamedTuple):
    """What the register says of an indicator."""

    title: str
    kind: str
    measure: str
    direction: str
    unit: str | None
    over_series: str
    time: str
    per: Decimal | None
    share_needed: Decimal | None


_NAMED = """
SELECT i.code, i.title, i.kind, i.measure, i.direction, i.unit, i.over_series, i."time", i.per, f.share_needed
FROM indicators AS i LEFT JOIN frameworks AS f ON f.code = i.framework
"""

Columns = dict[str, list[Any]]


def ask(release: Queryable, **where: object) -> Answer:
    """The progress of every performance indicator; `where` keeps rows by column, such as place="HN", period="2016".

    achievement is in percent; decimals are exact to nine places. WrongUse if `where` names an unknown column.
    """
    known(where, COLUMNS, "progress")
    asked = {name: where.pop(name, None) for name in ("indicator", "place")} | {"within": None, "apart": False}
    told = columns(release, "progress", Fetched, asked)
    _name(told, release)
    held.tell(told, release)
    _settle(told)
    _divide(told)
    _word(told)
    rows = ByColumn([told[name] for name in COLUMNS])
    return Answer(COLUMNS, rows, NOTES, READING).where(where)


def _name(told: Columns, release: Queryable) -> None:
    """Codes get their names: of indicator, place and periods."""
    registered = {code: Named(*rest) for code, *rest in release.query(_NAMED)}
    places: dict[str, str] = dict(release.query("SELECT code, name FROM places"))
    named = [registered[code] for code in told["indicator"]]
    for at, column in enumerate(("title", "kind", "measure", "direction")):
        told[column] = [row[at] for row in named]
    told["named"] = named
    told["unit"] = [
        unit or (None if "units|" in remarks else row.unit)
        for unit, remarks, row in zip(told["unit"], told["remarks"], named, strict=True)
    ]
    told["place_name"] = [places.get(code) for code in told["place"]]
    told["period"] = [_code(*days) for days in zip(told["period_start"], told["period_end"], strict=True)]


def _settle(told: Columns) -> None:
    """Where a person decided how the same people count, the total is what they decided."""
    told["decision"] = [None] * len(told["indicator"])
    for row, decisions in enumerate(told["decisions"]):
        if not decisions or "overlap|||" not in told["remarks"][row]:
            continue
        decision, value = _decided(decisions, told["period"][row])
        if decision is None:
            continue
        told["decision"][row] = decision
        if decision == "custom":
            told["result"][row] = value
        elif told["result_low"][row] is not None or told["result_high"][row] is not None:
            told["result"][row] = told["result_high" if decision == "sum" else "result_low"][row]
        told["result_low"][row] = told["result_high"][row] = None


def _decided(decisions: str, period: str) -> tuple[str | None, Decimal | None]:
    for entry in decisions.split(";"):
        code, decision, value = entry.split("=")
        if Period.parse(code).code == period:
            return decision, Decimal(value) if value else None
    return None, None


def _divide(told: Columns) -> None:
    """Ratios are pooled; then every achievement is one quotient."""
    for row, status in enumerate(told["status"]):
        if status == "ratio":
            _pool(told, row)
    told["achievement"] = [
        None if denominator is None else quotient(numerator, denominator, HUNDRED)
        for numerator, denominator in zip(
            told["achievement_numerator"], told["achievement_denominator"], strict=True
        )
    ]


def _pool(told: Columns, row: int) -> None:
    """One ratio of one or several series; a single bare value stands as reported."""
    named: Named = told["named"][row]
    rule = Rule(
        algebra(named.direction, named.time, named.per),
        named.over_series == "ratio",
        told["expected"][row],
        HALF if named.share_needed is None else named.share_needed,
        bool(told["ended"][row]),
    )
    pooled = pool(read(told["parts"][row]), rule, told["qualifier"][row] or "exact")
    for column in ("result", "target", "baseline"):
        told[column][row] = getattr(pooled, column)
    told["result_numerator"][row] = pooled.numerator
    told["result_denominator"][row] = pooled.denominator
    told["achievement_numerator"][row], told["achievement_denominator"][row] = pooled.way
    told["status"][row] = pooled.judged.status.value
    remarks = [*_ratio_remarks(pooled, told["reported"][row], rule), told["remarks"][row]]
    told["remarks"][row] = ";".join(remark for remark in remarks if remark)


def _ratio_remarks(pooled: Pooled, reported: int, rule: Rule) -> list[str]:
    remarks = []
    if pooled.left_out:
        named = ", ".join(pooled.left_out)
        remarks.append(f"left out|||{len(pooled.left_out)} of {reported} left out ({named})")
    if pooled.below_share:
        remarks.append(f"below share|||{pooled.pooled} of {rule.expected}")
    if reported == 1 and pooled.denominator is None:
        remarks.append("no denominator|||")
    if pooled.matched > 1:
        remarks.append(f"tally|||{pooled.met} of {pooled.matched}")
    if pooled.judged.why is Status.NO_BASELINE:
        remarks.append("no base|||")
    return remarks


def _word(told: Columns) -> None:
    """Statuses, holes and the base's period in words."""
    told["status_words"] = [_words(status) for status in told["status"]]
    told["beside"] = [
        wording.beside(remarks) if "beside|" in remarks else None for remarks in told["remarks"]
    ]
    told["notes"] = [
        wording.notes(remarks, qualifier, decision) if remarks else None
        for remarks, qualifier, decision in zip(
            told["remarks"], told["qualifier"], told["decision"], strict=True
        )
    ]
    told["baseline_period"] = [
        None if value is None or "several bases|" in remarks else _code(start, end)
        for value, remarks, start, end in zip(
            told["baseline"], told["remarks"], told["baseline_start"], told["baseline_end"], strict=True
        )
    ]


@cache
def _code(start: date | None, end: date | None) -> str:
    return Period(start, end).code


@cache
def _words(status: str) -> str:
    return Status(status).words
