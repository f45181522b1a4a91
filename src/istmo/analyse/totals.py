"""Totals of performance: what progress.sql tells, with its divisions made, decisions applied, names and words.

The questions stand on this: `progress` asks for every place, `rollup` for totals up to a place, `tally` and `trend` for
every series apart. The rules stand in progress.sql and in DESIGN section 3.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from istmo.analyse import conditional, held, wording
from istmo.analyse.answer import Queryable, batches, columns
from istmo.analyse.climb import Climb, Climbed, decisions, places
from istmo.analyse.climb import read as read_spots
from istmo.analyse.meaning import Meanings
from istmo.analyse.ratios import HALF, Pooled, Rule, algebra, pool, read
from istmo.analyse.wanted import Wanted, selected
from istmo.kernel.measure import Algebra, Direction, Measure, Status, Time, achievement, quotient
from istmo.kernel.period import Period, code_of
from istmo.kernel.quantity import EXACT, Qualifier, Quantity
from istmo.release.column import Coded

#: A ratio nobody reported still has its target.
_SILENT = (Status.NOT_REPORTED, Status.TOO_EARLY)
ZERO, HUNDRED = Decimal(0), Decimal(100)

Columns = dict[str, list[Any]]


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
    largest: Decimal | None
    summed: Decimal | None
    whole_target: Decimal | None
    whole_baseline: Decimal | None


#: What no rule below changes.
AS_FETCHED = (
    "indicator", "place", "period_start", "period_end", "period_as_written", "span", "cohort", "reporting_year",
    "maturity", "result_as_written", "base_period", "target_status", "first_target", "untargeted_result",
    "unreported_target", "reported", "figures", "sources",
)  # fmt: skip


class Upward(NamedTuple):
    """What progress.sql tells besides of a total up to a place."""

    unattributed: Decimal | None
    places: int
    spots: str | None


class Apart(NamedTuple):
    """What progress.sql tells besides of one series."""

    agency: str
    activity: str
    note: str | None
    targeted: int
    late: int
    undated: int
    unbased: int


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
    within: str | None


_NAMED = """
SELECT
    i.code, i.title, i.kind, i.measure, i.direction, i.unit, i.over_series, i."time", i.per, f.share_needed,
    w.title AS "within"
FROM indicators AS i
LEFT JOIN frameworks AS f ON f.code = i.framework
LEFT JOIN indicators AS w ON w.code = i."within"
"""


def totals(release: Queryable, wanted: Wanted) -> Columns:
    """Column name -> values: those of `Fetched`, of `Upward` with `within`, of `Apart` with `apart`, names and words."""
    besides: list[type[NamedTuple]] = [Upward] * (wanted.within is not None) + [Apart] * wanted.apart
    few = wanted.within is not None
    told = columns(release, "progress", Fetched, selected(release, wanted), *besides, few=few)
    _tell(told, release, wanted)
    names = _names(release)
    return told | {name: list(map(say, told[of])) for name, (of, say) in names.items()}


def in_batches(release: Queryable, wanted: Wanted) -> Iterator[dict[str, Coded | list[Any]]]:
    """The columns of `Fetched`, names and words, some rows at a time; what nothing was done to comes as fetched."""
    names = _names(release)
    for batch in batches(release, "progress", Fetched, selected(release, wanted)):
        fetched = {name: column.values() for name, column in batch.items()}
        told = {name: cells if name in AS_FETCHED else cells.copy() for name, cells in fetched.items()}
        _tell(told, release, wanted)
        as_fetched = {name: batch[name] for name, cells in fetched.items() if told[name] == cells}
        yield told | as_fetched | {name: batch[of].told(say) for name, (of, say) in names.items()}


def _tell(told: Columns, release: Queryable, wanted: Wanted) -> None:
    _name(told, release)
    held.tell(told, release, wanted.within, wanted.days)
    if any(told.get("spots", ())):
        _climb(told, release, str(wanted.within))
    _settle(told)
    _divide(told)
    _word(told)
    conditional.tell(told, release, wanted.within, wanted.days)


def named(release: Queryable) -> dict[str, Named]:
    """What the register says of every indicator."""
    return {code: Named(*rest) for code, *rest in release.query(_NAMED)}


def _names(release: Queryable) -> dict[str, tuple[str, Callable[[str], Any]]]:
    """Columns with what the registers say of a code: of which column, and what."""
    registered = named(release)
    places: dict[str, str] = dict(release.query("SELECT code, name FROM places"))
    return {
        "title": ("indicator", lambda code: registered[code].title),
        "kind": ("indicator", lambda code: registered[code].kind),
        "measure": ("indicator", lambda code: registered[code].measure),
        "direction": ("indicator", lambda code: registered[code].direction),
        "place_name": ("place", places.get),
    }


def _name(told: Columns, release: Queryable) -> None:
    """What the register says of each row's indicator, the unit it had then, and the code of the period."""
    registered = named(release)
    told["named"] = [registered[code] for code in told["indicator"]]
    meanings = Meanings(release)
    told["unit"] = [
        unit or (None if "units|" in remarks else meanings.then(code, "unit", ends, row.unit))
        for unit, remarks, row, code, ends in zip(
            told["unit"], told["remarks"], told["named"], told["indicator"], told["period_end"], strict=True
        )
    ]
    told["period"] = list(map(cache(code_of), told["period_start"], told["period_end"]))


def _climb(told: Columns, release: Queryable, within: str) -> None:
    """Totals whose places lie in one another, or hold a place somebody decided about, are made here."""
    known, decided = places(release), decisions(release)
    for row, spots in enumerate(told["spots"]):
        if not spots:
            continue
        below = [made for made in decided.get(told["indicator"][row], ()) if made.place != within]
        period = Period(told["period_start"][row], told["period_end"][row])
        climbed = Climb(read_spots(spots), below, known, period).total()
        if climbed.heap.parts < 2:  # decided when there were two; of one part nobody is counted twice
            continue
        if told["named"][row].over_series == "range":
            closed = told["result"][row] is not None or told["result_high"][row] is not None
            low, high = climbed.heap.low, climbed.heap.high if closed else None
            exact = low is not None and low == high
            told["result"][row] = high if exact else None
            told["result_low"][row], told["result_high"][row] = (None, None) if exact else (low, high)
        elif climbed.settled and told["result"][row] is not None:
            told["result"][row] = climbed.heap.value
            told["result_low"][row] = told["result_high"][row] = None
        told["remarks"][row] = _settled_below(told["remarks"][row], climbed)


def _settled_below(remarks: str, climbed: Climbed) -> str:
    """Who decided what inside; nobody need look at what is settled already."""
    looked_at = remarks if climbed.open else remarks.replace("overlap|||", "disjoint|||")
    return ";".join([*(f"settled|||{settled}" for settled in climbed.settled), looked_at]).strip(";")


def _settle(told: Columns) -> None:
    """Where a person decided how the same people count, the total is what they decided."""
    told["decision"] = [None] * len(told["indicator"])
    for row, decided in enumerate(told["decisions"]):
        if not decided or not ("overlap|||" in told["remarks"][row] or "disjoint|||" in told["remarks"][row]):
            continue
        decision, value = _decided(decided, told["period"][row])
        if decision is None:
            continue
        told["decision"][row] = decision
        low, high = (told[end][row] for end in ("result_low", "result_high"))
        chosen = {
            "custom": value,
            "max": told["largest"][row] if low is None else low,
            "sum": told["summed"][row] if high is None else high,
        }
        told["result"][row] = chosen[decision]
        told["result_low"][row] = told["result_high"][row] = None
        _judge_settled(told, row)


def _judge_settled(told: Columns, row: int) -> None:
    """Once settled, the total is held against the targets, if every part has one; else their own verdict stands."""
    named, target, value = told["named"][row], told["whole_target"][row], told["result"][row]
    if target is None or value is None or named.direction == Direction.NONE:
        return
    how = Algebra(Measure(named.measure), time=Time(named.time), direction=Direction(named.direction))
    start = told["whole_baseline"][row]
    result = Quantity(value, qualifier=Qualifier(told["qualifier"][row] or "exact"))
    judged = achievement(result, target, start, algebra=how, ended=bool(told["ended"][row]))
    told["status"][row] = judged.status.value
    base = start if how.is_level and start is not None else ZERO
    told["achievement_numerator"][row] = told["achievement_denominator"][row] = None
    if judged.percent is not None:
        told["achievement_numerator"][row] = EXACT.subtract(value, base)
        told["achievement_denominator"][row] = EXACT.subtract(target, base)


def _decided(decided: str, period: str) -> tuple[str | None, Decimal | None]:
    for entry in decided.split(";"):
        code, decision, value = entry.split("=")
        if Period.parse(code).code == period:
            return decision, Decimal(value) if value else None
    return None, None


def _divide(told: Columns) -> None:
    """Ratios are pooled; then every achievement is one quotient."""
    for row, status in enumerate(told["status"]):
        if status == "ratio":
            _pool(told, row)
        elif told["parts"][row] and status in _SILENT:
            rule = ratio_rule(told["named"][row], told["expected"][row], ended=bool(told["ended"][row]))
            told["target"][row] = pool(read(told["parts"][row]), rule, "exact").target
    told["achievement"] = [
        None if denominator is None else quotient(numerator, denominator, HUNDRED)
        for numerator, denominator in zip(
            told["achievement_numerator"], told["achievement_denominator"], strict=True
        )
    ]


def _pool(told: Columns, row: int) -> None:
    """One ratio of one or several series; a single bare value stands as reported."""
    rule = ratio_rule(told["named"][row], told["expected"][row], ended=bool(told["ended"][row]))
    pooled = pool(read(told["parts"][row]), rule, told["qualifier"][row] or "exact")
    for column in ("result", "target", "baseline"):
        told[column][row] = getattr(pooled, column)
    told["result_numerator"][row] = pooled.numerator
    told["result_denominator"][row] = pooled.denominator
    told["achievement_numerator"][row], told["achievement_denominator"][row] = pooled.way
    told["status"][row] = pooled.judged.status.value
    remarks = [*_ratio_remarks(pooled, told["reported"][row], rule), told["remarks"][row]]
    told["remarks"][row] = ";".join(remark for remark in remarks if remark)


def ratio_rule(named: Named, expected: int, *, ended: bool) -> Rule:
    """How the ratios of an indicator pool."""
    share = HALF if named.share_needed is None else named.share_needed
    how = algebra(named.direction, named.time, named.per)
    return Rule(how, named.over_series == "ratio", expected, share, ended)


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
    if any(map(attrgetter("within"), told["named"])):
        told["notes"] = [
            _within(notes, named.within) for notes, named in zip(told["notes"], told["named"], strict=True)
        ]
    told["baseline_period"] = [
        None if value is None or "several bases|" in remarks else code_of(start, end)
        for value, remarks, start, end in zip(
            told["baseline"], told["remarks"], told["baseline_start"], told["baseline_end"], strict=True
        )
    ]


def _within(notes: str | None, within: str | None) -> str | None:
    """A population within another's is never pooled with it, and says so."""
    if within is None:
        return notes
    return "; ".join(part for part in (notes, f"part of those of “{within}”, never pooled with them") if part)


def day_range(period: object) -> dict[str, date | None]:
    """First and last day of a period by its code; nothing if it is none."""
    try:
        read_as = Period.parse(str(period))
    except ValueError:
        return {}
    return {"period_start": read_as.start, "period_end": read_as.end}


@cache
def _words(status: str) -> str:
    return Status(status).words
