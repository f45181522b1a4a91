"""Breakdowns: the parts of each total by one dimension, with what is unallocated and what each share is of.

Rows by the column `row`: `part`, one category; `unallocated`, what the total has beyond its parts; `total`, what they
are parts of. A part may have parts of its own: the column `under` names it, empty for the total. Results only. A
reported total is never overwritten by its parts; where there is none it is made of them only if nobody is in two of
them, they are all there are, and the dimensions agree. Rules: breakdowns.sql and DESIGN section 3, Breakdowns.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, reduce
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from istmo.analyse import breakdown_words as words
from istmo.analyse.answer import Answer, Queryable, batches, found, known
from istmo.analyse.breakdown_sums import Fetched, Settled, Sum
from istmo.analyse.kept import Batch, Kept
from istmo.analyse.totals import HUNDRED
from istmo.kernel.breakdown import UNKNOWN
from istmo.kernel.measure import quotient
from istmo.kernel.period import UNDATED, Period, code_of
from istmo.kernel.quantity import EXACT
from istmo.release.column import Coded, each_once, rows_of

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
OF_KNOWN = "of those known"


def ask(release: Queryable, **where: object) -> Answer:
    """The parts of every total; `where` keeps rows by column, such as dimension="sex".

    within: parts up to that place, '' for everywhere, by the same rules as totals. period: made for exactly that
    period out of what was stated for it and, by the indicator's rule of time, for periods in it. share is in percent of
    share_of, which share_words names. WrongUse if `where` names an unknown column.
    """
    known(where, (*COLUMNS, "within"), "breakdowns")
    asked = _parameters(where)
    asked |= found(release, "found", asked)
    settled, register = Settled.of(release, asked["within"]), _Register(release)
    lines = batches(release, "breakdowns", Fetched, asked, together=_HEAD)
    rows = Kept(_laid_out(some, settled, register) for some in lines)
    return Answer(COLUMNS, rows, NOTES, READING).where(where)


def _laid_out(told: Mapping[str, Coded], settled: Settled, register: "_Register") -> Batch:
    """Lines of whole groups as columns of the answer."""
    of = list(zip(*(told[name].values() for name in ("head", "under", "dimension")), strict=True))
    starts = [at for at in range(len(of)) if not at or of[at] != of[at - 1]]
    quiet, read = told["quiet"].values(), Quiet(told)
    sheets = [(start, end, all(quiet[start:end])) for start, end in pairwise([*starts, len(of)])]
    # Only of the others all columns are needed.
    others = [at for start, end, is_quiet in sheets if not is_quiet for at in range(start, end)]
    columns = [told[name].at(others) for name in Fetched._fields]
    lines = dict(zip(others, map(Fetched._make, rows_of(columns)), strict=True))
    made: list[tuple[Any, ...]] = []
    for are_quiet, some in groupby(sheets, itemgetter(2)):
        if are_quiet:
            made.extend(read.rows(some))
            continue
        for start, end, _ in some:
            group = [lines[at] for at in range(start, end)]
            made.extend(Sheet(group, start, settled, register.measures[group[0].indicator]).rows())
    return _columns(told, made, register)


def _columns(told: Mapping[str, Coded], made: Sequence[tuple[Any, ...]], register: "_Register") -> Batch:
    """What the rows have of their own, beside what they have of the line they were made of."""
    cells = map(list, zip(*made, strict=True)) if made else ([] for _ in _Made._fields)
    own: dict[str, list[Any]] = dict(zip(_Made._fields, cells, strict=True))
    at = own.pop("at")
    made_of = {name: column.at(at) for name, column in told.items() if name in COLUMNS and name not in own}
    categories, dimensions = told["category"].values(), told["dimension"].values()
    of_parts: dict[str, list[Any]] = {
        "category": categories,
        "breakdown": told["breakdown"].values(),
        "category_title": list(map(register.categories.get, zip(dimensions, categories, strict=True))),
    }
    none = len(categories)  # a line behind the last one, empty: what rows have that are no parts
    of_part = [line if row == "part" else none for row, line in zip(own["row"], at, strict=True)]
    of_row = {name: each_once([*of_lines, None]).at(of_part) for name, of_lines in of_parts.items()}
    periods = list(map(register.period, told["period_start"].values(), told["period_end"].values()))
    of_row["period"] = each_once(periods).at(at)
    named = {
        "title": made_of["indicator"].told(register.titles.__getitem__),
        "measure": made_of["indicator"].told(register.measures.__getitem__),
        "place_name": made_of["place"].told(register.place),
        "dimension_title": made_of["dimension"].told(register.dimensions.get),
    }
    columns: dict[str, Coded | list[Any]] = {**made_of, **named, **of_row, **own}
    return [columns[name] for name in COLUMNS]


class _Made(NamedTuple):
    """What one row has of its own, and which line it was made of."""

    row: str
    at: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: str | None
    unit: str | None
    numerator: Decimal | None
    denominator: Decimal | None
    share: Decimal | None
    share_of: Decimal | None
    share_words: str | None
    told: int | None
    notes: str | None


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
        named = release.query("SELECT code, title, measure FROM indicators")
        self.titles: dict[str, str] = {code: title for code, title, _ in named}
        self.measures: dict[str, str] = {code: measure for code, _, measure in named}
        self.dimensions: dict[str, str] = dict(release.query("SELECT code, title FROM dimensions"))
        self.categories: dict[tuple[str, str | None], str] = {
            (dimension, code): title
            for dimension, code, title in release.query("SELECT dimension, code, title FROM categories")
        }
        self._places: dict[str, str] = dict(release.query("SELECT code, name FROM places"))
        self.period = cache(code_of)

    def place(self, code: str) -> str | None:
        """The name of a place; no place is everywhere."""
        return self._places.get(code) if code else "everywhere"


class Quiet:
    """What `Sheet` makes of one series that shares out one exact number by an exclusive dimension, which most are."""

    def __init__(self, told: Mapping[str, Coded]) -> None:
        """The few columns that it is made of."""
        names = ("category", "value", "unit", "whole_value", "whole_unit", "unallocated")
        self._columns = [told[name].values() for name in names]

    def rows(self, sheets: Iterable[tuple[int, int, bool]]) -> Iterator[tuple[Any, ...]]:
        """Of each sheet its parts, what is unallocated, and the whole, each with the cells of `_Made`."""
        categories, values, units, wholes, whole_units, unallocated = self._columns
        for start, end, _ in sheets:
            whole, unit, left = wholes[start], whole_units[start], unallocated[start]
            known = [values[at] for at in range(start, end) if categories[at] != UNKNOWN]
            base = reduce(EXACT.add, known) if known else None
            for at in range(start, end):
                value = values[at]
                share = None if categories[at] == UNKNOWN else quotient(value, base, HUNDRED)
                told = NO_SHARE if share is None else (share, base, OF_KNOWN)
                yield (
                    "part", at, value, None, None, None if value is None else "exact", units[at] or unit, None, None,
                    *told, 1, None,
                )  # fmt: skip
            yield (
                "unallocated", start, left, None, None, None if left is None else "exact", unit, None, None,
                *NO_SHARE, None, None,
            )  # fmt: skip
            yield (
                "total", start, whole, None, None, None if whole is None else "exact", unit, None, None,
                *NO_SHARE, 1, None,
            )  # fmt: skip


class Sheet:
    """One whole and its parts by one dimension."""

    def __init__(self, lines: Sequence[Fetched], at: int, settled: Settled, measure: str) -> None:
        """`lines`: its categories in order, one without a category where nobody told any; `at`: where they begin."""
        self._first, self._at, self._measure = lines[0], at, measure
        self._whole = settled.whole(lines[0])
        self._parts = [
            (number, line, settled.part(line))
            for number, line in enumerate(lines, at)
            if line.category is not None
        ]

    def rows(self) -> Iterator[_Made]:
        """Its parts, what is unallocated, and the whole."""
        first, whole = self._first, self._whole
        base = self._base()
        for at, line, part in self._parts:
            share, notes = self._share(line, part, base), words.of_part(line, part)
            yield self._row("part", at, part, share=share, told=part.reported, notes=notes)
        if first.exclusive and self._parts and self._measure in _ADDITIVE:
            left = first.unallocated if self._adds() else None
            yield self._row("unallocated", self._at, _left(left, whole), notes=words.of_rest(first))
        yield self._row("total", self._at, whole, told=whole.reported, notes=words.of_whole(first, whole))

    def _adds(self) -> bool:
        """Whether sums of several series mean anything: not of people who may be in two of them."""
        return self._first.series <= 1 or self._whole.added is not None

    def _base(self) -> Decimal | None:
        """What shares are of: those whose category is known; where one may be in several, the whole."""
        if not self._first.exclusive:
            return self._whole.added
        total: Decimal | None = None
        for _, line, part in self._parts:
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
        return share, base, OF_KNOWN if line.exclusive else "of the total; one may be in several"

    def _row(
        self,
        kind: str,
        at: int,
        made: Sum,
        *,
        share: Share = NO_SHARE,
        told: int | None = None,
        notes: str | None,
    ) -> _Made:
        unit = made.unit or self._whole.unit
        return _Made(
            kind, at, made.value, made.low, made.high, made.qualifier, unit, made.numerator, made.denominator,
            *share, told, notes,
        )  # fmt: skip


def _left(value: Decimal | None, whole: Sum) -> Sum:
    """What no part was given for, as a sum of its own."""
    qualifier = None if value is None else whole.qualifier
    return Sum(value, None, None, qualifier, whole.unit, None, None, value, 0, 0, None, False)
