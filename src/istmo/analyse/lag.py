"""Lag: whose money is behind each result: the strategy's own, that of years before it, both, or not known.

The rules stand in lag.sql. `view=buckets` tells how many results and how much, by indicator and agency, each figure in
exactly one bucket; `view=figures` tells every figure. How money itself comes in over time is `funds`, layout=steps.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from istmo.analyse.answer import Answer, Queryable, Row, columns, found, known
from istmo.kernel.period import code_of
from istmo.kernel.problem import WrongUse

BUCKETS = {
    "strategy": "the strategy's own money",
    "prior_year": "money of earlier years",
    "mixed": "both",
    "unknown": "not known",
}
COLUMNS = (
    "framework", "indicator", "title", "agency", "agency_name", "whose", "bucket", "bucket_words",
    "figures", "of_all", "value", "of_all_value", "qualifier", "unit", "added", "no_sum",
    "without_value", "several_years", "begins_before", "too_early", "too_early_until", "fund_years", "notes",
)  # fmt: skip
READING = (
    "title", "agency", "bucket_words", "figures", "of_all", "value", "of_all_value", "unit", "begins_before", "too_early",
    "too_early_until", "notes",
)  # fmt: skip

EACH = (
    "framework", "indicator", "title", "agency", "agency_name", "whose", "activity", "place", "place_name", "period",
    "period_start", "period_end", "period_as_written", "span", "breakdown", "state", "value", "value_as_written", "unit",
    "fund_years", "account", "bucket", "bucket_words", "several_years", "begins_before", "too_early_until", "counted",
    "notes", "source", "remark", "trace",
)  # fmt: skip
READING_EACH = (
    "title", "agency", "place", "period", "breakdown", "value", "value_as_written", "unit", "fund_years", "bucket_words",
    "notes",
)  # fmt: skip
VIEWS = ("buckets", "figures")
NOTES = (
    "Every result figure is in exactly one bucket, and the buckets add up to all.",
    "Money of several years stands behind one result as a whole: nothing is split over years.",
)
_STARTS = "SELECT code, title, funds_from, lag_months FROM frameworks ORDER BY code"


class Fetched(NamedTuple):
    """One row of lag.sql: a bucket, or a figure."""

    indicator: str
    agency: str
    bucket: str
    figures: int
    without_value: int
    several_years: int
    begins_before: int
    begins_unknown: int
    too_early: int
    early_until: date | None
    fund_first: date | None
    fund_last: date | None
    not_told: int
    not_years: int
    no_years: str | None
    value: Decimal | None
    added: int
    holes: int
    at_least: int
    at_most: int
    about: int
    unit: str | None
    activity: str
    place: str
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    breakdown: str
    span: str
    state: str
    own_value: Decimal | None
    own_unit: str | None
    value_as_written: str | None
    fund_years: str | None
    account: str | None
    source: str | None
    remark: str | None
    submission: str | None
    row: int | None
    title: str
    framework: str
    usual_unit: str | None
    no_sum: str
    no_start: int
    agency_name: str | None
    whose: str
    place_name: str | None

    @property
    def years(self) -> str | None:
        """The years of money told, from the first to the last."""
        return code_of(self.fund_first, self.fund_last) if self.fund_first else None


def ask(release: Queryable, **where: object) -> Answer:
    """Results by whose money is behind them; `where` keeps rows by column.

    view="buckets" (the usual one) is one row per indicator × agency × bucket, view="figures" one per figure. WrongUse
    for an unknown column or view.
    """
    view = str(where.pop("view", None) or VIEWS[0])
    if view not in VIEWS:
        raise WrongUse(f"lag has no view {view}. It has {' and '.join(VIEWS)}.")
    apart = view == "figures"
    known(where, (*(EACH if apart else COLUMNS), "view"), "lag")
    asked = {"apart": apart} | found(release, "found", {"indicator": None, "place": None})
    fetched = columns(release, "lag", Fetched, asked, few=not apart)
    told = [Fetched(*cells) for cells in zip(*(fetched[name] for name in Fetched._fields), strict=True)]
    notes = (*NOTES, *_starts(release, told), _split(told))
    if apart:
        return Answer(EACH, tuple(_figure(row) for row in told), notes, READING_EACH).where(where)
    return Answer(COLUMNS, tuple(_buckets(told)), notes, READING).where(where)


def _starts(release: Queryable, told: Iterable[Fetched]) -> Iterable[str]:
    """Since when each framework's money counts, and how long results take."""
    used = {row.framework for row in told}
    for code, title, funds_from, lag_months in release.query(_STARTS):
        if code not in used:
            continue
        if funds_from is None:
            yield (
                f"{title}: whose money is behind its results is unknown, because the framework does not say since when "
                "its money counts."
            )
            continue
        lag = (
            "how long money takes to show results is not stated"
            if lag_months is None
            else f"results are too early before {lag_months} months after the end of the year of the money"
        )
        yield f"{title}: its own money begins with {funds_from}; {lag}."


def _split(told: Sequence[Fetched]) -> str:
    """The whole split in two sentences."""
    counted: Counter[str] = Counter()
    for row in told:
        counted[row.bucket] += row.figures
    strategy, prior, mixed, unknown = (f"{counted[bucket]:,}" for bucket in BUCKETS)
    number = sum(counted.values())
    before = sum(row.begins_before for row in told)
    begun = f" {before:,} of them began before the strategy's own money did." if before else ""
    return (
        f"Of {number:,} result figures, {strategy} rest on the strategy's own money, {prior} on money of earlier years, "
        f"{mixed} on both; of {unknown} it is not known.{begun}"
    )


def _buckets(told: Sequence[Fetched]) -> Iterable[Row]:
    """One row a bucket, with what all buckets of its indicator and agency come to."""
    figures: Counter[tuple[str, str]] = Counter()
    values: dict[tuple[str, str], Decimal] = {}
    for row in told:
        of = (row.indicator, row.agency)
        figures[of] += row.figures
        if row.value is not None and not row.no_sum:
            values[of] = values.get(of, Decimal(0)) + row.value
    for row in told:
        of = (row.indicator, row.agency)
        yield (
            *_who(row),
            row.bucket,
            BUCKETS[row.bucket],
            row.figures,
            figures[of],
            _value(row, figures[of]),
            row.own_value if figures[of] == 1 else values.get(of),
            None if row.no_sum or row.value is None else _qualifier(row),
            (row.unit or row.usual_unit),
            0 if row.no_sum else row.added,
            row.no_sum or None,
            row.without_value,
            row.several_years,
            row.begins_before,
            row.too_early,
            row.early_until,
            row.years,
            "; ".join(_notes(row) if figures[of] > 1 else _figure_notes(row)) or None,
        )


def _value(row: Fetched, of_all: int) -> Decimal | None:
    """What the figures of a bucket come to; where there is but one, nothing need be added."""
    if of_all == 1:
        return row.own_value
    return None if row.no_sum else row.value


def _who(row: Fetched) -> Row:
    return (row.framework, row.indicator, row.title, row.agency or None, row.agency_name, row.whose)


def _qualifier(row: Fetched) -> str:
    if row.at_most and (row.at_least or row.holes):
        return "about"
    if row.at_least or row.holes:
        return "at_least"
    return "at_most" if row.at_most else "about" if row.about else "exact"


def _notes(row: Fetched) -> Iterable[str]:
    """What a reader must know beside a bucket of several figures."""
    if row.no_sum:
        yield f"not added, because {row.no_sum}"
    if row.bucket == "unknown" and row.no_start:
        yield "unknown, because the framework does not say since when its money counts"
    elif row.bucket == "unknown" and row.not_told:
        yield f"{row.not_told} do not tell the years of the money behind them"
    if row.not_years:
        yield f"{row.not_years} tell them so that they cannot be read (“{row.no_years}”; expected: FY2016 or FY2015/FY2017)"
    if row.several_years:
        yield f"{row.several_years} rest on money of several years"
    if row.begins_before:
        yield f"{row.begins_before} began before the strategy's own money"
    if row.too_early:
        yield f"{row.too_early} came too early to be results of that money (too early until {row.early_until})"
    if row.holes and not row.no_sum:
        yield f"{row.holes} told without a value"


def _figure(row: Fetched) -> Row:
    return (
        *_who(row),
        row.activity or None,
        row.place,
        row.place_name,
        code_of(row.period_start, row.period_end),
        row.period_start,
        row.period_end,
        row.period_as_written,
        row.span,
        row.breakdown,
        row.state,
        row.own_value,
        row.value_as_written,
        row.own_unit or row.usual_unit,
        row.fund_years,
        row.account,
        row.bucket,
        BUCKETS[row.bucket],
        bool(row.several_years),
        bool(row.begins_before),
        row.early_until,
        bool(row.added and not row.no_sum),
        "; ".join(_figure_notes(row)) or None,
        row.source,
        row.remark,
        f"{row.submission or ''}:{'' if row.row is None else row.row}",
    )


def _figure_notes(row: Fetched) -> Iterable[str]:
    """`several years, begins before`: what a reader must know beside one result."""
    if row.bucket == "unknown":
        yield _why_unknown(row)
    if row.several_years:
        yield "several years"
    if row.begins_before:
        yield "begins before the strategy's own money"
    elif row.begins_unknown and not row.no_start:
        yield "when it began is not told"
    if row.early_until:
        yield f"too early until {row.early_until}"


def _why_unknown(row: Fetched) -> str:
    if row.no_start:
        return "unknown, because the framework does not say since when its money counts"
    if row.not_years:
        return f"unknown, because “{row.no_years}” is not written like FY2016 or FY2015/FY2017"
    return "unknown, because the years of the money behind it are not told"
