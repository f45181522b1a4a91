"""Funds: money by stage, year, account and place; stages are never summed with one another, nor are sources.

Own money stands together, everybody else's by provider and in no own total. What cannot be split by country is a line
of its own in its group's total. Rules: funds.sql and DESIGN section 3, transactions; what is left of an amount is in
`remaining.py`.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from istmo.analyse import stages, steps
from istmo.analyse.answer import Answer, Queryable, Row, columns, known
from istmo.analyse.kept import uncollected
from istmo.analyse.remaining import Left, Money, remaining
from istmo.kernel.period import Period, code_of, tiles
from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import plain, shown

#: What a row may be told by besides stage, year, account and place.
BY = ("agency", "provider", "receiver", "activity", "node")

COLUMNS = (
    "stage", "year", "fund_year", "period_start", "period_end", "period_as_written", "account",
    "place", "place_name", "place_kind", "whose", "provider", "agency", "receiver", "activity", "node",
    "currency", "source", "source_title", "amount", "qualifier", "value_as_written", "as_of", "steps",
    "gross", "reductions", "netted", "unattributed", "not_split",
    "unobligated", "unobligated_qualifier", "unliquidated", "unliquidated_qualifier", "not_available",
    "places", "rows", "agencies", "notes", "remark", "trace",
)  # fmt: skip

READING = (
    "stage", "year", "account", "place", "provider", "agency", "source", "amount", "qualifier", "unattributed",
    "unobligated", "unliquidated", "notes",
)  # fmt: skip

NOTES = (
    "Stages are never summed with one another, and sources are never summed: two may tell the same money.",
    "A group's total holds what is split by no country; no country's total does.",
)


#: Layout -> its columns, and how it is made of the rows.
_LAYOUTS = {"stages": (stages.COLUMNS, stages.across), "steps": (steps.COLUMNS, steps.apart)}


class Fetched(NamedTuple):
    """One row of funds.sql, column by column."""

    stage: str
    fund_year: str | None
    first_day: date | None
    last_day: date | None
    wording: str | None
    account: str | None
    place: str | None
    place_name: str | None
    place_kind: str | None
    whose: str
    provider: str | None
    agency: str | None
    receiver: str | None
    activity: str | None
    node: str | None
    currency: str
    source: str | None
    source_title: str | None
    amount: Decimal
    qualifier: str
    has_balance: int
    told_from: date | None
    told_until: date | None
    gross: Decimal
    reductions: Decimal
    netted: Decimal
    unattributed: Decimal
    unsplit: Decimal
    places: int
    rows: int
    agencies: str | None
    days: str
    by_period: int
    beyond: int
    steps: str | None
    period_as_written: str | None
    value_as_written: str | None
    note: str | None
    trace: str | None

    @property
    def money(self) -> Money:
        """What comparing it with another stage needs."""
        return Money(
            stage=self.stage,
            like=(*self[1:18],),
            amount=self.amount,
            qualifier=self.qualifier,
            is_balance=bool(self.has_balance),
            until=self.told_until,
            agencies=self.agencies or "",
            days=self.days,
            by_period=bool(self.by_period),
        )


def ask(release: Queryable, **where: object) -> Answer:
    """Every amount by stage, year, account and place; `where` keeps rows by column.

    by="agency,account": tells rows apart by those too (agency, provider, receiver, activity, node); a condition on one
    of them does so by itself. years="FY2015/FY2017" gives one total for all that lies in those years. layout="stages"
    sets the stages of the same money side by side, as auditors do; layout="steps" tells how balances grew. WrongUse if
    `where` names an unknown column, `by` or `layout` something else, or `years` is no period with two ends.
    """
    layout = where.pop("layout", "rows")
    if layout not in ("rows", *_LAYOUTS):
        raise WrongUse(
            "layout is rows (one a stage), stages (side by side) or steps (one a day a balance was struck), "
            f"not {layout}."
        )
    if layout != "rows":
        shape, laid_out = _LAYOUTS[str(layout)]
        known(where, (*shape, "by", "years"), f"funds, laid out by {layout},")
        asked = {name: where.pop(name) for name in ("by", "years") if name in where}
        by = ",".join((str(asked.pop("by", "")), *(name for name in BY if name in where)))
        return laid_out(ask(release, by=by, **asked)).where(where)
    known(where, (*COLUMNS, "by", "years", "layout"), "funds")
    told_by = _by(where.pop("by", ""), where)
    years = _years(where.pop("years", None))
    parameters: dict[str, Any] = {f"by_{name}": name in told_by for name in BY}
    parameters |= {"from": years.start if years else None, "until": years.end if years else None}
    with uncollected():
        fetched = columns(release, "funds", Fetched, parameters)
        rows = [Fetched(*cells) for cells in zip(*(fetched[name] for name in Fetched._fields), strict=True)]
        within = [row for row in rows if not row.beyond]
        left = remaining([row.money for row in within])
        told = tuple(_row(row, left[at], years) for at, row in enumerate(within))
    return Answer(COLUMNS, told, (*NOTES, *_beyond(rows, years)), READING).where(where)


def _by(by: object, where: dict[str, object]) -> set[str]:
    """The particulars to tell rows apart by."""
    named = {name.strip() for name in str(by).split(",") if name.strip()} - {"account", "place", "stage"}
    if strange := sorted(named - set(BY)):
        raise WrongUse(f"funds can be told by {', '.join(BY)}, not by {', '.join(strange)}.")
    return named | (set(where) & set(BY))


def _years(years: object) -> Period | None:
    if years is None:
        return None
    try:
        period = Period.parse(str(years))
    except ValueError as error:
        raise WrongUse(f"years takes a period such as FY2015/FY2017: {error}.") from error
    if period.start is None or period.end is None:
        raise WrongUse(f"years takes a period with two ends, not {years}.")
    return period


def _beyond(rows: Iterable[Fetched], years: Period | None) -> Iterable[str]:
    """What was told of some of the years asked and of others too, so that it is in no total here."""
    said = {
        f"{row.stage.replace('_', ' ')} {code_of(row.first_day, row.last_day)} ({row.source or 'no source named'})"
        for row in rows
        if row.beyond
    }
    if years and said:
        yield f"Not in it, because it reaches beyond {years.code}: {', '.join(sorted(said))}."


def _row(told: Fetched, left: Left, years: Period | None) -> Row:
    missing = _missing(told, years)
    qualifier = told.qualifier
    if missing and told.amount >= 0:  # a part of a sum that is not there makes it at least that much
        qualifier = "about" if qualifier == "at_most" else "at_least"
    year = told.fund_year or told.wording or code_of(told.first_day, told.last_day)
    single = told.rows == 1
    return (
        told.stage,
        year,
        told.fund_year,
        told.first_day,
        told.last_day,
        told.period_as_written if single else None,
        *told[5:18],
        told.amount,
        qualifier,
        told.value_as_written if single else None,
        told.told_until if told.has_balance else None,
        _steps(told),
        told.gross,
        told.reductions,
        told.netted,
        told.unattributed,
        told.unsplit or None,
        *left.columns(told.stage),
        told.places,
        told.rows,
        told.agencies,
        "; ".join(_notes(told, missing)) or None,
        told.note if single else None,
        told.trace,
    )


def _missing(told: Fetched, years: Period | None) -> str:
    """The years told, where they leave a hole in the range asked about."""
    if years is None:
        return ""
    ends = (days.split("/") for days in told.days.split())
    parts = [Period(date.fromisoformat(first), date.fromisoformat(last)) for first, last in ends]
    if tiles(years, parts):
        return ""
    return ", ".join(part.code for part in sorted(parts, key=lambda part: part.sort_key))


def _steps(told: Fetched) -> str | None:
    """`2016-09-30 10, 2017-09-30 +50`: how a balance came about."""
    if not told.has_balance or not told.steps:
        return None
    days = [step.split(" ") for step in told.steps.split(";")]
    amounts = [plain(Decimal(amount)) for _, amount in days]
    signed = [amounts[0], *(amount if amount.startswith("-") else f"+{amount}" for amount in amounts[1:])]
    named = ["day not told" if day == "0001-01-01" else day for day, _ in days]
    return ", ".join(f"{day} {amount}" for day, amount in zip(named, signed, strict=True))


def _notes(told: Fetched, missing: str) -> Iterable[str]:
    """What a reader must know beside the amount."""
    if told.whose == "other":
        yield "in no own total"
    if told.whose == "not stated":
        yield "whose money it is is not stated"
    if missing:
        yield f"only {missing} is told"
    if told.place_kind not in ("country", None) and told.unattributed == told.amount and told.amount:
        yield "country split not given"
    elif told.unattributed:
        yield f"{shown(told.unattributed)} of it is split by no country"
    if told.unsplit:
        yield f"not in it: {shown(told.unsplit)} that is split by no country, of which a part may be of this place"
    if told.reductions:
        yield f"{shown(told.gross)} before {shown(-told.reductions)} was taken back"
    if told.netted:
        yield f"{shown(told.netted)} that own agencies passed to one another is counted once"
    if told.has_balance and told.told_from != told.told_until:
        yield "last told on different days"
