"""Breakdowns: the parts of each total by one dimension, with what is unallocated and what each share is of.

Rows by the column `row`: `part`, one category; `unallocated`, what the total has beyond its parts; `total`, what they
are parts of. A part may have parts of its own: the column `under` names it, empty for the total. Results only. A
reported total is never overwritten by its parts; where there is none it is made of them only if nobody is in two of
them, they are all there are, and the dimensions agree. Rules: breakdowns.sql and DESIGN section 3, Breakdowns.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from istmo.analyse import breakdown_words as words
from istmo.analyse.answer import Answer, Queryable, Row, columns, known
from istmo.analyse.breakdown_sums import Fetched, Settled, Sum
from istmo.analyse.totals import HUNDRED
from istmo.kernel.breakdown import UNKNOWN
from istmo.kernel.measure import quotient
from istmo.kernel.period import UNDATED, Period, code_of
from istmo.kernel.quantity import EXACT

COLUMNS = (
    "row", "indicator", "title", "measure", "place", "place_name", "period", "period_start", "period_end",
    "period_as_written", "cohort", "span", "under", "dimension", "dimension_title", "exclusive", "complete", "category",
    "category_title", "breakdown", "value", "low", "high", "qualifier", "unit", "numerator", "denominator", "share",
    "share_of", "share_words", "told", "series", "parts", "notes",
)  # fmt: skip

READING = (
    "row", "title", "place", "period", "under", "dimension_title", "category_title", "value", "low", "high", "unit",
    "share", "share_words", "parts", "notes",
)  # fmt: skip

NOTES = (
    "A reported total is never overwritten by its parts: what they leave open is unallocated.",
    "A share of an exclusive dimension is of those known: without the unknown and without the unallocated.",
    "parts: all, some or none of the total; above: more than it, a problem; open: one may be in several; no total.",
    "Agencies that are not own are in no row here.",
)

_ADDITIVE = ("count", "amount")
#: What all rows of one dimension of one whole have in common.
_HEAD = Fetched._fields.index("category")

Share = tuple[Decimal | None, Decimal | None, str | None]
NO_SHARE: Share = (None, None, None)


class Named(NamedTuple):
    """What the registers say of one row."""

    title: str
    measure: str
    place: str | None
    dimension: str | None
    category: str | None


def ask(release: Queryable, **where: object) -> Answer:
    """The parts of every total; `where` keeps rows by column, such as dimension="sex".

    within: parts up to that place, '' for everywhere, by the same rules as totals. period: made for exactly that
    period out of what was stated for it and, by the indicator's rule of time, for periods in it. share is in percent of
    share_of, which share_words names. WrongUse if `where` names an unknown column.
    """
    known(where, (*COLUMNS, "within"), "breakdowns")
    asked = _parameters(where)
    fetched = columns(release, "breakdowns", Fetched, asked)
    lines = [Fetched(*cells) for cells in zip(*fetched.values(), strict=True)]
    settled, register = Settled.of(release, asked["within"]), _Register(release)
    groups = groupby(lines, key=lambda line: line[:_HEAD])
    rows = [row for _, group in groups for row in Sheet(list(group), settled, register).rows()]
    return Answer(COLUMNS, tuple(rows), NOTES, READING).where(where)


def _parameters(where: dict[str, object]) -> dict[str, Any]:
    """What the SQL is asked; a period without two ends is no span to make anything of and stays a condition."""
    asked: dict[str, Any] = {"indicator": where.pop("indicator", None), "within": where.pop("within", None)}
    asked["place"] = where.pop("place", None) if asked["within"] is None else None
    asked |= {"first": None, "last": None}
    try:
        period = Period.parse(str(where.get("period") or UNDATED))
    except ValueError:
        return asked
    if period.start and period.end:
        where["period"] = period.code
        asked |= {"first": period.start, "last": period.end}
    return asked


class _Register:
    """Names of indicators, places, dimensions and categories."""

    def __init__(self, release: Queryable) -> None:
        """Read once."""
        self._indicators = {
            row[0]: row[1:] for row in release.query("SELECT code, title, measure FROM indicators")
        }
        self._places: dict[str, str] = dict(release.query("SELECT code, name FROM places"))
        self._dimensions: dict[str, str] = dict(release.query("SELECT code, title FROM dimensions"))
        self._categories = {
            (dimension, code): title
            for dimension, code, title in release.query("SELECT dimension, code, title FROM categories")
        }

    def names(self, line: Fetched) -> Named:
        """Of one row."""
        title, measure = self._indicators[line.indicator]
        return Named(
            title,
            measure,
            self._places.get(line.place) if line.place else "everywhere",
            self._dimensions.get(line.dimension),
            self._categories.get((line.dimension, line.category or "")),
        )


class Sheet:
    """One whole and its parts by one dimension."""

    def __init__(self, lines: list[Fetched], settled: Settled, register: _Register) -> None:
        """`lines`: its categories in order; one without a category where nobody told any."""
        self._first, self._register = lines[0], register
        self._whole = settled.whole(lines[0])
        self._parts = [(line, settled.part(line)) for line in lines if line.category is not None]

    def rows(self) -> Iterator[Row]:
        """Its parts, what is unallocated, and the whole."""
        first, whole = self._first, self._whole
        base = self._base()
        for line, part in self._parts:
            notes = words.of_part(line, part)
            yield self._row("part", line, part, share=self._share(line, part, base), notes=notes)
        nothing = first._replace(category=None, breakdown=None)
        if first.exclusive and self._parts and self._register.names(first).measure in _ADDITIVE:
            left = first.unallocated if self._adds() else None
            yield self._row("unallocated", nothing, _left(left, whole), notes=words.of_rest(first))
        yield self._row("total", nothing, whole, heard=whole.reported, notes=words.of_whole(first, whole))

    def _adds(self) -> bool:
        """Whether sums of several series mean anything: not of people who may be in two of them."""
        return self._first.series <= 1 or self._whole.added is not None

    def _base(self) -> Decimal | None:
        """What shares are of: those whose category is known; where one may be in several, the whole."""
        if not self._first.exclusive:
            return self._whole.added
        total: Decimal | None = None
        for line, part in self._parts:
            if line.category != UNKNOWN:
                if part.added is None:
                    return None
                total = part.added if total is None else EXACT.add(total, part.added)
        return total

    @staticmethod
    def _share(line: Fetched, part: Sum, base: Decimal | None) -> Share:
        share = quotient(part.added, base, HUNDRED)
        if share is None or (line.exclusive and line.category == UNKNOWN):
            return NO_SHARE
        return share, base, "of those known" if line.exclusive else "of the total; one may be in several"

    def _row(
        self,
        kind: str,
        line: Fetched,
        made: Sum,
        *,
        share: Share = NO_SHARE,
        notes: str | None,
        **counts: Any,
    ) -> Row:
        named = self._register.names(line)
        cells = {
            "row": kind, "indicator": line.indicator, "title": named.title, "measure": named.measure,
            "place": line.place, "place_name": named.place,
            "period": code_of(line.period_start, line.period_end), "period_start": line.period_start,
            "period_end": line.period_end, "period_as_written": line.period_as_written, "cohort": line.cohort,
            "span": line.span, "under": line.under, "dimension": line.dimension, "dimension_title": named.dimension,
            "exclusive": line.exclusive, "complete": line.complete, "category": line.category,
            "category_title": named.category, "breakdown": line.breakdown, "value": made.value, "low": made.low,
            "high": made.high, "qualifier": made.qualifier, "unit": made.unit or self._whole.unit,
            "numerator": made.numerator, "denominator": made.denominator, "share": share[0], "share_of": share[1],
            "share_words": share[2], "told": counts.get("heard", made.reported if kind == "part" else None),
            "series": line.series, "parts": line.parts, "notes": notes,
        }  # fmt: skip
        return tuple(cells[name] for name in COLUMNS)


def _left(value: Decimal | None, whole: Sum) -> Sum:
    """What no part was given for, as a sum of its own."""
    qualifier = None if value is None else whole.qualifier
    return Sum(value, None, None, qualifier, whole.unit, None, None, value, 0, 0, None, False)
