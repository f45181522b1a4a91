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
    totals: Decimal | None
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
        found[key] = {name: told[name][row] for name in ("result", "result_low", "result_high", "notes")}
    return found


class Sheet:
    """One total and its parts by one dimension."""

    def __init__(self, parts: Sequence[Fetched], whole: dict[tuple[Any, ...], dict[str, Any]]) -> None:
        """`parts`: its categories in order; `whole`: all totals of progress."""
        self._parts, self._first = parts, parts[0]
        self._whole = whole.get(self._first.key, {})
        # Parts of several series add where the series do, or where a person decided that they do.
        decided = self._whole.get("result") is not None and self._whole["result"] == self._first.totals
        self._sums = self._first.over_series == "sum" or self._first.voices == 1 or decided

    def rows(self) -> Iterator[Row]:
        """Its parts, what is unallocated, and the total."""
        for part in self._parts:
            yield self._row(part, "part", self._cells(part))
        if self._first.adds and self._first.exclusive:
            yield self._row(self._first, "unallocated", self._unallocated())
        total = {
            "value": self._whole.get("result"),
            "low": self._whole.get("result_low"),
            "high": self._whole.get("result_high"),
            "notes": self._whole.get("notes"),
        }
        yield self._row(self._first, "total", total | {"told": self._first.voices})

    def _row(self, part: Fetched, kind: str, cells: dict[str, Any]) -> Row:
        told = {
            **{name: getattr(part, name) for name in COLUMNS if name in Fetched._fields},
            "row": kind,
            "period": code_of(part.period_start, part.period_end),
            "period_as_written": part.wording or None,
            "series": part.voices,
            **cells,
        }
        if kind != "part":
            told |= {"category": None, "category_title": None}
        return tuple(told.get(name) for name in COLUMNS)

    def _cells(self, part: Fetched) -> dict[str, Any]:
        if not part.adds:
            return {"value": _alone(part), "notes": None if part.told == 1 else self._not_added(part)}
        value = part.total if part.valued == part.told else None
        ends = {"value": value} if self._sums or part.told == 1 else {"low": part.largest, "high": value}
        share = self._share(part, ends.get("value"))
        return ends | share | {"notes": "; ".join(self._said_of(part)) or None}

    def _not_added(self, part: Fetched) -> str | None:
        return None if _alone(part) is not None else f"{part.told} series, not added up"

    def _share(self, part: Fetched, value: Decimal | None) -> dict[str, Any]:
        """Of those known where nobody is in two categories, else of the total; none of a part that is a range."""
        if value is None or not self._sums or (part.exclusive and part.category == UNKNOWN):
            return {}
        of, words = self._of()
        share = quotient(value, of, HUNDRED)
        return {} if share is None else {"share": share, "share_of": of, "share_words": words}

    def _of(self) -> tuple[Decimal | None, str]:
        if not self._first.exclusive:
            return self._whole.get("result"), "of the total; one may be in several"
        known_parts = [part.total for part in self._parts if part.category != UNKNOWN]
        return _sum(known_parts), "of those known"

    def _said_of(self, part: Fetched) -> Iterator[str]:
        if part.made_of:
            yield f"made of parts by {part.made_of}"
        if part.told < part.voices:
            yield f"told by {part.told} of {part.voices}"

    def _unallocated(self) -> dict[str, Any]:
        first = self._first
        value = first.unallocated if self._sums else None
        return {"value": value, "told": None, "notes": "; ".join(self._said_of_rest()) or None}

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
