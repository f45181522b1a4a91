"""Breakdowns: the parts of each total by one dimension, with what is unallocated and what each share is of.

Rows by the column `row`: `part`, one category; `unallocated`, what the total has beyond its parts; `total`, as progress
tells it. A total is never overwritten by its parts. Rules: breakdowns.sql and DESIGN section 3, Breakdowns.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from istmo.analyse.answer import Answer, Queryable, Row, known, sql
from istmo.analyse.totals import Columns, Wanted, totals
from istmo.kernel.measure import quotient
from istmo.kernel.period import code_of
from istmo.kernel.quantity import EXACT, plain

HUNDRED = Decimal(100)
#: The category of those of whom the reporter knows that they are there, and not which they are.
UNKNOWN = "unknown"

COLUMNS = (
    "row", "indicator", "title", "measure", "place", "place_name", "period", "period_start", "period_end",
    "period_as_written", "cohort", "span", "dimension", "dimension_title", "exclusive", "complete", "category",
    "category_title", "value", "low", "high", "unit", "share", "share_of", "share_words", "told", "series", "notes",
)  # fmt: skip

READING = (
    "row", "title", "place", "period", "dimension_title", "category_title", "value", "low", "high", "unit", "share",
    "share_words", "notes",
)  # fmt: skip

NOTES = (
    "A reported total is never overwritten by its parts: what they leave open is unallocated.",
    "A share of an exclusive dimension is of those known: without the unknown and without the unallocated.",
    "Agencies that are not own are in no row here.",
)

_ADDITIVE = ("count", "amount")
_OF_PROGRESS = ("result", "result_low", "result_high", "notes", "decision")


class Fetched(NamedTuple):
    """The columns of breakdowns.sql."""

    indicator: str
    place: str
    period_start: date | None
    period_end: date | None
    wording: str
    cohort: str | None
    span: str
    title: str
    measure: str
    unit: str | None
    per: Decimal | None
    over_series: str
    place_name: str | None
    dimension: str
    dimension_title: str
    exclusive: bool
    complete: bool
    category: str
    category_title: str
    told: int
    valued: int
    total: Decimal | None
    largest: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    made_of: str | None
    voices: int
    unallocated: Decimal
    above: Decimal
    names_above: str | None
    names_silent: str | None
    names_untotalled: str | None

    @property
    def adds(self) -> bool:
        """Whether parts and totals are sums."""
        return self.measure in _ADDITIVE

    @property
    def key(self) -> tuple[Any, ...]:
        """The total it is a part of, as `progress` tells it."""
        return self[:7]


def ask(release: Queryable, **where: object) -> Answer:
    """Every part of every total; `where` keeps rows by column, such as indicator="patients", dimension="sex".

    share is in percent of share_of, which share_words names. WrongUse if `where` names an unknown column.
    """
    known(where, COLUMNS, "breakdowns")
    indicator, place = (where.pop(name, None) for name in ("indicator", "place"))
    read = [
        Fetched._make(row)
        for row in release.query(sql("breakdowns"), {"indicator": indicator, "place": place})
    ]
    whole = _totals(totals(release, Wanted(indicator, place))) if read else {}
    rows = [
        row
        for _, parts in groupby(read, key=lambda part: (part.key, part.dimension))
        for row in Sheet(list(parts), whole).rows()
    ]
    return Answer(COLUMNS, tuple(rows), NOTES, READING).where(where)


def _totals(told: Columns) -> dict[tuple[Any, ...], dict[str, Any]]:
    """The totals of progress by indicator, place, period, cohort and span."""
    found = {}
    for row, indicator in enumerate(told["indicator"]):
        days = told["period_start"][row], told["period_end"][row]
        wording = (told["period_as_written"][row] or "") if days == (None, None) else ""
        key = (indicator, told["place"][row], *days, wording, told["cohort"][row], told["span"][row])
        found[key] = {name: told[name][row] for name in _OF_PROGRESS}
    return found


class Cells(NamedTuple):
    """What differs from row to row of one sheet."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    told: int | None = None
    notes: str | None = None


class Sheet:
    """One total and its parts by one dimension."""

    def __init__(self, parts: Sequence[Fetched], whole: dict[tuple[Any, ...], dict[str, Any]]) -> None:
        """`parts`: its categories in order; `whole`: all totals of progress."""
        self._parts, self._first = parts, parts[0]
        self._whole = whole.get(self._first.key, {})
        # Parts of several series add where the series do, or where a person decided that they do.
        decided = self._whole.get("decision") == "sum"
        self._sums = self._first.over_series == "sum" or self._first.voices == 1 or decided
        self._of, self._of_words = self._denominator()

    def rows(self) -> Iterator[Row]:
        """Its parts, what is unallocated, and the total."""
        first = self._first
        head = (
            first.indicator, first.title, first.measure, first.place, first.place_name,
            code_of(first.period_start, first.period_end), first.period_start, first.period_end, first.wording or None,
            first.cohort, first.span, first.dimension, first.dimension_title, first.exclusive, first.complete,
        )  # fmt: skip
        nothing: tuple[None, None, None] = (None, None, None)
        for part in self._parts:
            cells = self._cells(part)
            yield self._row(
                "part", head, (part.category, part.category_title), cells, self._share(part, cells)
            )
        if first.adds and first.exclusive:
            rest = Cells(
                first.unallocated if self._sums else None, notes="; ".join(self._said_of_rest()) or None
            )
            yield self._row("unallocated", head, (None, None), rest, nothing)
        result, low, high, notes = (self._whole.get(name) for name in _OF_PROGRESS[:4])
        total = Cells(result, low, high, first.voices, notes)
        yield self._row("total", head, (None, None), total, nothing)

    def _row(self, kind: str, head: Row, category: Row, cells: Cells, share: Row) -> Row:
        return (
            kind, *head, *category, cells.value, cells.low, cells.high, self._first.unit, *share, cells.told,
            self._first.voices, cells.notes,
        )  # fmt: skip

    def _cells(self, part: Fetched) -> Cells:
        if not part.adds:
            value = _alone(part)
            why = f"{part.told} series, not added up" if value is None and part.told > 1 else None
            return Cells(value, told=part.told, notes=why)
        value = part.total if part.valued == part.told else None
        notes = "; ".join(_said_of(part)) or None
        if self._sums or part.told == 1:
            return Cells(value, told=part.told, notes=notes)
        return Cells(None, part.largest, value, part.told, notes)

    def _share(self, part: Fetched, cells: Cells) -> Row:
        """In percent, of what, and in words; nothing for a part that is a range, no sum or not known."""
        unknown = part.exclusive and part.category == UNKNOWN
        share = quotient(cells.value, self._of, HUNDRED) if part.adds and self._sums and not unknown else None
        return (None, None, None) if share is None else (share, self._of, self._of_words)

    def _denominator(self) -> tuple[Decimal | None, str]:
        if not self._first.exclusive:
            return self._whole.get("result"), "of the total; one may be in several"
        known_parts = [part.total for part in self._parts if part.category != UNKNOWN]
        return _sum(known_parts), "of those known"

    def _said_of_rest(self) -> Iterator[str]:
        first = self._first
        if first.above:
            yield (
                f"a problem: parts by {first.dimension} are {plain(first.above)} above the total "
                f"({first.names_above}); the total stands"
            )
        if first.names_silent:
            yield f"no parts by {first.dimension} from {first.names_silent}"
        if first.names_untotalled:
            yield f"no total from {first.names_untotalled}"


def _said_of(part: Fetched) -> Iterator[str]:
    if part.made_of:
        yield f"made of parts by {part.made_of}"
    if part.told < part.voices:
        yield f"told by {part.told} of {part.voices}"


def _alone(part: Fetched) -> Decimal | None:
    """A part that is no sum: pooled numerators and denominators of a ratio, else the value of a single series."""
    if part.told == 1 and part.total is not None:
        return part.total
    pooled = part.measure == "ratio" and part.over_series == "ratio"
    made = pooled or part.told == 1
    return quotient(part.numerator, part.denominator, part.per or Decimal(1)) if made else None


def _sum(numbers: Sequence[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for number in numbers:
        if number is None:
            return None
        total = EXACT.add(total, number)
    return total
