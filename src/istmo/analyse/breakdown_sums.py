"""What the series of one part, or of its whole, are together: the columns of breakdowns.sql, by the rules of totals.

Things and amounts add; the same people may be in several series, so that their sum is a range until a person decides;
ratios pool; of what is never added only a single series stands (DESIGN section 3).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from istmo.analyse.answer import Queryable
from istmo.analyse.climb import Climb, Decision, decisions, places, read
from istmo.kernel.measure import quotient
from istmo.kernel.period import Period
from istmo.kernel.place import Places


class Fetched(NamedTuple):
    """The columns of breakdowns.sql: up to the category in the order of the answer, then a part and its whole."""

    indicator: str
    place: str
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    span: str
    cohort: str | None
    under: str
    dimension: str
    category: str | None
    breakdown: str | None
    exclusive: bool
    complete: bool
    over_series: str | None
    reported: int
    known: int
    gaps: int
    again: int
    statements: int | None
    value: Decimal | None
    low_sum: Decimal | None
    low_most: Decimal | None
    high: Decimal | None
    non_negative: int | None
    numerator: Decimal | None
    denominator: Decimal | None
    divides: int | None
    made: str | None
    unit: str | None
    units_differ: int
    at_least: int
    at_most: int
    about: int
    spots: str | None
    whole_over_series: str | None
    whole_reported: int
    whole_known: int
    whole_gaps: int
    whole_again: int
    whole_statements: int | None
    whole_value: Decimal | None
    whole_low_sum: Decimal | None
    whole_low_most: Decimal | None
    whole_high: Decimal | None
    whole_non_negative: int | None
    whole_numerator: Decimal | None
    whole_denominator: Decimal | None
    whole_divides: int | None
    whole_made: str | None
    whole_unit: str | None
    whole_units_differ: int
    whole_at_least: int
    whole_at_most: int
    whole_about: int
    whole_spots: str | None
    series: int
    giving: int
    parts: str
    unallocated: Decimal | None
    above: Decimal | None
    names_above: str | None
    names_silent: str | None
    names_without_whole: str | None
    disagreeing: str | None
    head: int
    plain: bool
    whole_plain: bool
    quiet: bool


class _Cells(NamedTuple):
    """One sum as the SQL tells it."""

    over_series: str | None
    reported: int
    known: int
    gaps: int
    again: int
    statements: int | None
    value: Decimal | None
    low_sum: Decimal | None
    low_most: Decimal | None
    high: Decimal | None
    non_negative: int | None
    numerator: Decimal | None
    denominator: Decimal | None
    divides: int | None
    made: str | None
    unit: str | None
    units_differ: int
    at_least: int
    at_most: int
    about: int
    spots: str | None


_PART = Fetched._fields.index("over_series")
_WHOLE = Fetched._fields.index("whole_over_series")
_WIDTH = len(_Cells._fields)

Ends = tuple[Decimal | None, Decimal | None, Decimal | None]


class Sum(NamedTuple):
    """One sum with its ends. added: its statements added, None where they are no numbers or do not add here."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: str | None
    unit: str | None
    numerator: Decimal | None
    denominator: Decimal | None
    added: Decimal | None
    reported: int
    gaps: int
    made: str | None
    is_ratio: bool
    left_out: int = 0
    not_additive: bool = False
    units_differ: bool = False
    again: bool = False
    overlap: bool = False
    decision: str | None = None


class Settled:
    """Makes the sums, with what persons decided about overlaps applied."""

    def __init__(
        self,
        decided: Mapping[str, list[Decision]],
        pers: Mapping[str, Decimal | None],
        known: Places | None,
        within: str | None,
    ) -> None:
        """`pers`: by indicator that is a ratio, in what units; `known`: the places, for totals up to one."""
        self._decided, self._pers, self._places, self._within = decided, pers, known, within

    @classmethod
    def of(cls, release: Queryable, within: object) -> "Settled":
        """With the decisions and places of a release."""
        pers: dict[str, Decimal | None] = dict(
            release.query("SELECT code, per FROM indicators WHERE measure = 'ratio'")
        )
        known = None if within is None else places(release)
        return cls(decisions(release), pers, known, None if within is None else str(within))

    def part(self, line: Fetched) -> Sum:
        """The part itself."""
        if line.plain:
            return plain(line.value, line.unit)
        return self._sum(line, _cells(line, _PART), total=False)

    def whole(self, line: Fetched) -> Sum:
        """What it is a part of."""
        if line.whole_plain:
            return plain(line.whole_value, line.whole_unit)
        return self._sum(line, _cells(line, _WHOLE), total=line.under == "")

    def _sum(self, line: Fetched, cells: _Cells, *, total: bool) -> Sum:
        if line.indicator in self._pers:
            return _pooled(cells, self._pers[line.indicator] or Decimal(1))
        rule = _rule(cells)
        if rule == "none":
            return Sum(
                None, None, None, None, None, None, None, None, cells.reported, cells.gaps, cells.made, False,
                not_additive=True, units_differ=bool(cells.units_differ),
            )  # fmt: skip
        ends, decision, overlap = self._ends(line, cells, rule, total=total)
        value, low, high = _plain(ends, _qualifier(cells))
        adds = (
            rule != "range"
            or decision == "sum"
            or (cells.reported > 0 and value is not None and not decision)
        )
        added = cells.value if adds and not cells.again else None
        return Sum(
            value, low, high, _qualifier(cells) if cells.known else None, cells.unit, None, None, added,
            cells.reported, cells.gaps, cells.made, False, again=bool(cells.again), overlap=overlap,
            decision=decision,
        )  # fmt: skip

    def _ends(self, line: Fetched, cells: _Cells, rule: str, *, total: bool) -> tuple[Ends, str | None, bool]:
        """Value, lowest and highest, who decided, and whether somebody should still look at it."""
        if rule != "range":
            low = cells.low_sum if cells.non_negative or not cells.gaps else None
            high = None if cells.gaps else cells.high
            return (cells.value, low, high), None, rule == "sum" and self._within is None
        low, high, overlap = cells.low_most, None if cells.gaps else cells.high, True
        period = Period(line.period_start, line.period_end)
        if cells.spots and self._places is not None:
            below = [made for made in self._decided.get(line.indicator, ()) if made.place != line.place]
            climbed = Climb(read(cells.spots), below if total else (), self._places, period).total()
            low, high, overlap = (
                climbed.heap.low,
                climbed.heap.high if high is not None else None,
                climbed.open,
            )
        decision = next(
            (
                made
                for made in self._decided.get(line.indicator, ())
                if made.place == line.place and made.period == period and (total or made.decision != "custom")
            ),
            None,
        )
        if decision is not None:
            chosen = {"sum": high, "max": low, "custom": decision.value}[decision.decision]
            return (chosen, None, None), decision.decision, False
        return (high if low == high else None, low, high), None, overlap


def plain(value: Decimal | None, unit: str | None) -> Sum:
    """One exact number with nothing to be told of it."""
    return Sum(value, None, None, "exact", unit, None, None, value, 1, 0, None, False)


def _cells(line: tuple[Any, ...], start: int) -> _Cells:
    return _Cells._make(line[start : start + _WIDTH])


def _rule(cells: _Cells) -> str:
    if cells.units_differ:
        return "none"
    if cells.reported <= 1 or (cells.known <= 1 and cells.over_series == "range"):
        return "none" if cells.over_series == "none" and (cells.statements or 0) > 1 else "single"
    return cells.over_series or "single"


def _pooled(cells: _Cells, per: Decimal) -> Sum:
    """Numerators over denominators; a single bare value stands as reported."""
    alone = cells.statements == 1 and cells.value is not None
    pools = cells.statements == 1 or cells.over_series == "ratio"
    divided = quotient(cells.numerator, cells.denominator, per) if pools else None
    left_out = 0 if cells.statements == 1 else cells.reported - (cells.divides or 0)
    return Sum(
        cells.value if alone else divided, None, None, _qualifier(cells) if cells.reported else None, cells.unit,
        cells.numerator if pools else None, cells.denominator if pools else None, None, cells.reported, cells.gaps,
        cells.made, True, left_out=left_out, not_additive=not pools and cells.reported > 0,
    )  # fmt: skip


def _qualifier(cells: _Cells) -> str:
    """As of every sum: a hole in what cannot be below zero makes it at least that much."""
    hole = bool(cells.gaps and cells.non_negative)
    if cells.at_most and (cells.at_least or hole):
        return "about"
    if cells.at_least or hole:
        return "at_least"
    if cells.at_most:
        return "at_most"
    return "about" if cells.about or cells.gaps else "exact"


def _plain(ends: Ends, qualifier: str) -> Ends:
    """A range is told where the value and its qualifier do not tell it already."""
    value, low, high = ends
    told: Any = {"at_least": low == value and high is None, "at_most": high == value}.get(
        qualifier, low == high == value
    )
    return (value, None, None) if value is not None and (told or (low is None and high is None)) else ends
