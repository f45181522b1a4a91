"""Horizons as terms with days: from which day to which each runs, and to which of them a thing belongs.

Years count from the zero date: year 1 begins on it. Bounds that touch leave a year in two horizons (1 to 3 and 3 to 5
share year 3): what is due in it is of one or the other, and nobody is asked to guess.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from istmo.kernel.period import Period


@dataclass(frozen=True)
class Zero:
    """The day horizons are counted from, if it is known, and what is to be said of it."""

    day: date | None
    words: str

    @classmethod
    def of(cls, title: str, stated: str | None) -> "Zero":
        """From what a framework states: a day, or a period whose first day is taken."""
        if not stated:
            return cls(None, f"{title}: the framework states no zero date: horizons have no dates.")
        try:
            period = Period.parse(stated)
        except ValueError:
            period = Period(None, None)
        if period.start is None:
            said = f"the zero date reads “{stated}”, which is no day: horizons have no dates."
            return cls(None, f"{title}: {said}")
        if period.start == period.end:
            return cls(period.start, f"{title}: horizons are counted from {period.start}.")
        said = f"the zero date is given as {stated} only: horizons are counted from its first day, {period.start}."
        return cls(period.start, f"{title}: {said}")


@dataclass(frozen=True)
class Term:
    """One horizon. first and last: its days; last is None where it has no end, both where it has no dates."""

    code: str
    title: str
    first: date | None
    last: date | None
    years: str
    condition: str | None

    @property
    def words(self) -> str:
        """From when to when it runs."""
        if self.first is None:
            return f"{self.years}, without dates"
        return f"from {self.first} to {self.last}" if self.last else f"from {self.first}, without an end"

    def state(self, day: date | None) -> str:
        """How it stands on a day: not_begun, running, ended; undated where it has no dates or no day is known."""
        if self.first is None or day is None:
            return "undated"
        if day < self.first:
            return "not_begun"
        return "ended" if self.last and self.last < day else "running"


@dataclass(frozen=True)
class Belonging:
    """The horizons a thing belongs to (several: one of them, nobody said which), how that is known, and a remark."""

    terms: tuple[Term, ...]
    how: str
    remark: str = ""


def term(
    code: str,
    title: str,
    years: tuple[int | None, int | None],
    open_ended: bool | None,
    condition: str | None,
    zero: Zero,
) -> Term:
    """One horizon with its days, as far as the zero date and its years give any."""
    first_year, last_year = years
    told = _years(first_year, last_year, open_ended=bool(open_ended))
    if zero.day is None or (first_year is None and last_year is None):
        return Term(code, title, None, None, told, condition)
    first = _years_after(zero.day, max((first_year or 1) - 1, 0))
    ends = None if open_ended or last_year is None else _years_after(zero.day, last_year) - timedelta(days=1)
    return Term(code, title, first, ends, told, condition)


def _years(first: int | None, last: int | None, *, open_ended: bool) -> str:
    if first is None and last is None:
        return "years not stated"
    if last is None:
        return f"year {first} and after"
    bounds = f"up to year {last}" if first is None else f"years {first} to {last}"
    return f"{bounds} and after" if open_ended else bounds


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February of a year that has none
        return day.replace(year=day.year + years, day=28)


def belonging(terms: Sequence[Term], stated: str | None, through: str | None, due: date | None) -> Belonging:
    """Where a thing belongs: what it states itself, else where its day lies, else where the nodes it serves belong.

    through: `node=horizon;…`, as horizons.sql gives it.
    """
    by_code = {term.code: term for term in terms}
    nodes = [pair.partition("=")[::2] for pair in (through or "").split(";") if pair]
    served = tuple(t for t in terms if t.code in {horizon for _, horizon in nodes})
    names = ", ".join(dict.fromkeys(node for node, _ in nodes))
    if stated:
        return Belonging((by_code[stated],), "stated")
    if due and any(term.first for term in terms):
        return _by_day(terms, due, served, names)
    if not served:
        return Belonging((), "no horizon stated")
    if len(served) > 1:
        return Belonging(served, f"through {names}", f"{_either(served)}: the nodes it serves belong to both")
    return Belonging(served, f"through {names}")


def _by_day(terms: Sequence[Term], due: date, served: tuple[Term, ...], names: str) -> Belonging:
    lies = tuple(t for t in terms if t.first and t.first <= due and (t.last is None or due <= t.last))
    if not lies:
        first = min(t.first for t in terms if t.first)
        where = "before the first horizon begins" if due < first else "between or after the horizons"
        return Belonging((), "by its day", f"its day, {due}, lies {where}")
    if len(lies) > 1:
        remark = f"{_either(lies)}: its day, {due}, lies in a year that belongs to both, and nobody has said which is meant"
        return Belonging(lies, "by its day", remark)
    if served and lies[0] not in served:
        return Belonging(lies, "by its day", f"{names}, which it serves, belongs to {_either(served)}")
    return Belonging(lies, "by its day")


def _either(terms: Iterable[Term]) -> str:
    return " or ".join(term.title for term in terms)
