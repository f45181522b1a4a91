"""One revision as a row: what was said before, what is said now, and why. The columns of the question `revisions`."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.kernel.measure import quotient
from istmo.kernel.period import code_of
from istmo.kernel.quantity import EXACT, plain

#: Kinds of revision, in the order told.
KINDS = (
    "redefined", "new indicator", "closed indicator", "restated", "withdrawn", "fell",
    "held", "lifted", "no longer held", "decided", "decided again", "undone",
)  # fmt: skip
_STATES = {"not_applicable": "not applicable", "not_available": "not available", "withheld": "withheld"}


@dataclass(frozen=True)
class Revised:
    """One revision. earlier, later: in words, exact; `change` is the difference where both are numbers of one unit.

    over_redefinition: whether the indicator meant something else then, so that the two numbers do not compare.
    """

    kind: str
    indicator: str
    title: str | None = None
    place: str | None = None
    place_name: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    period_as_written: str | None = None
    role: str | None = None
    span: str | None = None
    cohort: str | None = None
    breakdown: str | None = None
    agency: str | None = None
    activity: str | None = None
    source: str | None = None
    part: str | None = None
    field: str | None = None
    earlier: str | None = None
    later: str | None = None
    earlier_value: Decimal | None = None
    later_value: Decimal | None = None
    change: Decimal | None = None
    unit: str | None = None
    over_redefinition: bool = False
    reason: str | None = None
    author: str | None = None
    by: str | None = None
    by_row: int | None = None
    earlier_by: str | None = None
    earlier_row: int | None = None
    notes: str | None = None
    period: str | None = None

    @property
    def cells(self) -> tuple[Any, ...]:
        """In the order of :data:`COLUMNS`."""
        return tuple(getattr(self, name) for name in COLUMNS)

    @property
    def order(self) -> tuple[Any, ...]:
        """By kind, then indicator, place and period, then everything else."""
        days = (self.period_end or date.min, self.period_start or date.min)
        rest = [str(cell) for cell in self.cells]
        return (KINDS.index(self.kind), self.indicator, self.place or "", *days, *rest)


_FIRST = ("kind", "indicator", "title", "place", "place_name", "period")
COLUMNS = (*_FIRST, *(one.name for one in fields(Revised) if one.name not in _FIRST))


@dataclass(frozen=True)
class Said:
    """One statement of a figure: a number, a ratio, a range, words, or why there is none."""

    state: str | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: str | None
    written: str | None
    unit: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Said":
        """From a row of `figures` or `revisions` by column name."""
        named = {one.name: row.get(one.name) for one in fields(cls)}
        return cls(**named | {"written": row.get("value_as_written")})

    def number(self, per: Decimal | None) -> Decimal | None:
        """Its value, made of numerator and denominator where it has none."""
        if self.value is not None or per is None:
            return self.value
        return quotient(self.numerator, self.denominator, per)

    @property
    def words(self) -> str:
        """Exact, as text."""
        if self.state in _STATES:
            return _STATES[self.state]
        about = "" if self.qualifier in (None, "exact") else f"{self.qualifier.replace('_', ' ')} "
        pair = self.numerator is not None and self.denominator is not None
        ratio = f"{plain(self.numerator)} of {plain(self.denominator)}" if pair else ""  # type: ignore[arg-type]
        if self.value is not None:
            told = plain(self.value) + (f" ({ratio})" if ratio else "")
        elif ratio:
            told = ratio
        elif self.low is not None or self.high is not None:
            told = " to ".join("not told" if end is None else plain(end) for end in (self.low, self.high))
        else:
            told = self.written or "not stated"
        return f"{about}{told}"


def period(start: date | None, end: date | None) -> str:
    """The code of its days."""
    return code_of(start, end)


def difference(before: Decimal | None, now: Decimal | None, *, alike: bool) -> Decimal | None:
    """Now less before; None where one is no number or the two do not compare."""
    return EXACT.subtract(now, before) if alike and before is not None and now is not None else None
