"""Progress: result, target, baseline and achievement per indicator, place and period, like for like.

The rules stand in progress.sql and in DESIGN section 3; here are only the divisions, what persons decided about
overlaps, and the words. One row per indicator × place × period × cohort × span; totals, no breakdowns; no context.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from istmo.analyse import wording
from istmo.analyse.answer import Answer, Queryable, Row, known, sql
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
    """One row of progress.sql, column by column."""

    indicator: str
    title: str
    kind: str
    measure: str
    direction: str
    place: str
    place_name: str | None
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
    achievement_numerator: Decimal | None
    achievement_denominator: Decimal | None
    untargeted_result: Decimal | None
    unreported_target: Decimal | None
    status: str
    reported: int
    expected: int
    figures: int
    baseline_start: date | None
    baseline_end: date | None
    one_baseline: int
    targeted: int | None
    targets_late: int | None
    matched: int | None
    met_alone: int | None
    matched_baselines: int | None
    is_level: int | None
    ended: int | None
    units_differ: int | None
    over_series: str
    time: str
    per: Decimal | None
    share_needed: Decimal | None
    parts: str | None
    remarks: str | None
    decisions: str | None
    source: str | None
    source_too: str | None


def ask(release: Queryable, **where: object) -> Answer:
    """The progress of every performance indicator; `where` keeps rows by column, such as place="HN", period="2016".

    achievement is in percent; decimals are exact to nine places. WrongUse if `where` names an unknown column.
    """
    known(where, COLUMNS, "progress")
    asked = {name: where.pop(name, None) for name in ("indicator", "place")}
    rows = release.query(sql("progress"), asked)
    return Answer(COLUMNS, tuple(_row(Fetched._make(row)) for row in rows), NOTES, READING).where(where)


def _row(told: Fetched) -> Row:
    period = _code(told.period_start, told.period_end)
    notes: list[str] = []
    beside = None
    if told.status == "ratio":
        told = _ratio(told, notes)
    elif told.reported > 1:
        told = _several(told, period, notes)
    if told.remarks:
        beside = _remarked(told, notes)
    _flags(told, notes)
    has_baseline = told.baseline is not None and told.one_baseline
    percent = quotient(told.achievement_numerator, told.achievement_denominator, HUNDRED)
    return (
        *told[:7],
        period,
        *told[7:27],
        _code(told.baseline_start, told.baseline_end) if has_baseline else None,
        percent,
        *told[27:32],
        _words(told.status),
        told.reported,
        told.expected,
        "; ".join(notes) if notes else None,
        beside,
        f"{told.source}, {told.source_too}" if told.source_too else told.source,
        told.figures,
    )


def _several(told: Fetched, period: str, notes: list[str]) -> Fetched:
    """Several series: what they may have counted twice, and their tally where nothing adds."""
    if told.status == "not_additive":
        if told.units_differ:
            notes.append("units differ, nothing is added")
        if told.matched:
            notes.append(wording.tally(told.met_alone or 0, told.matched))
        return told
    if told.over_series not in ("sum", "range"):
        return told
    decision, value = _decided(told.decisions, period)
    notes.append(wording.overlap(decision))
    if decision is None or told.result_numerator is not None:
        return told
    return _settled(told, decision, value)


def _settled(told: Fetched, decision: str, value: Decimal | None) -> Fetched:
    """The total as a person decided it: the sum, the largest part, or a number of their own."""
    if decision == "custom":
        return told._replace(result=value, result_low=None, result_high=None)
    total = told.result_high if decision == "sum" else told.result_low
    return told._replace(result=total, result_low=None, result_high=None)


def _decided(decisions: str | None, period: str) -> tuple[str | None, Decimal | None]:
    for entry in (decisions or "").split(";"):
        code, _, decision = entry.partition("=")
        if code and Period.parse(code).code == period:
            word, _, number = decision.partition("=")
            return word, Decimal(number) if number else None
    return None, None


def _ratio(told: Fetched, notes: list[str]) -> Fetched:
    """Pool the series of a ratio; a single bare value stands as reported."""
    parts = read(told.parts or "")
    rule = Rule(
        algebra(told.direction, told.time, told.per),
        told.over_series == "ratio",
        told.expected,
        HALF if told.share_needed is None else told.share_needed,
        bool(told.ended),
    )
    pooled = pool(parts, rule, told.qualifier or "exact")
    _ratio_notes(told, pooled, notes)
    return told._replace(
        result=pooled.result,
        result_numerator=pooled.numerator,
        result_denominator=pooled.denominator,
        target=pooled.target,
        baseline=pooled.baseline,
        achievement_numerator=pooled.way[0],
        achievement_denominator=pooled.way[1],
        status=pooled.judged.status.value,
        matched_baselines=0 if pooled.baseline is None else told.matched,
    )


def _ratio_notes(told: Fetched, pooled: Pooled, notes: list[str]) -> None:
    if pooled.left_out:
        notes.append(wording.left_out(pooled.left_out, told.reported))
    if pooled.below_share:
        notes.append(wording.below_share(pooled.pooled, told.expected))
    if told.reported == 1 and pooled.denominator is None:
        notes.append("denominator not given")
    if pooled.matched > 1:
        notes.append(wording.tally(pooled.met, pooled.matched))


def _remarked(told: Fetched, notes: list[str]) -> str | None:
    """The holes in words; what other agencies reported goes beside."""
    remarks = wording.remarks(told.remarks)
    notes.extend(wording.holes(remarks, at_least=told.qualifier == "at_least"))
    notes.extend(wording.other_sources(remarks))
    notes.extend(wording.other_bases(remarks))
    return wording.beside(remarks)


def _flags(told: Fetched, notes: list[str]) -> None:
    """What one look at a row must tell: no target, no base, late or revised targets."""
    if not told.targeted and told.reported and told.status != "no_target":
        notes.append("no target stated")
    if told.is_level and told.matched and told.achievement_denominator is None and not told.matched_baselines:
        notes.append("base not given")
    if told.measure == "change" and told.reported and told.base_period is None:
        notes.append("base not given")
    if told.targets_late:
        notes.append(wording.late(told.targets_late, told.targeted or 0))
    if told.first_target is not None:
        notes.append(wording.revised(told.first_target))
    if told.untargeted_result is not None:
        notes.append(wording.untargeted(told.untargeted_result))
    if told.unreported_target is not None and told.reported:
        notes.append(wording.unreported(told.unreported_target))


@cache
def _code(start: date | None, end: date | None) -> str:
    return Period(start, end).code


@cache
def _words(status: str) -> str:
    return Status(status).words
