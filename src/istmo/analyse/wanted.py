"""Which totals are asked for, and which rules have anything to do for them."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from istmo.analyse.answer import Queryable, found
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse

#: What progress.sql puts for ends that are open.
OPEN_START, OPEN_END = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Wanted:
    """Which totals: of one indicator, at one place; up to the place `within` ('' is everywhere); every series apart.

    since, until: for exactly these days, made of what lies in them; year: of what answers that reporting year.
    """

    indicator: object = None
    place: object = None
    within: str | None = None
    apart: bool = False
    since: date | None = None
    until: date | None = None
    year: str | None = None

    @property
    def days(self) -> Period | None:
        """The days asked for."""
        return None if self.since is None else Period(self.since, self.until)

    def over(self, where: dict[str, object]) -> "Wanted":
        """The same for the period or reporting year in `where`; all periods apart if it names neither.

        What is left in `where` keeps the rows of those days. WrongUse if it is no period.
        """
        name = "period" if where.get("period") not in (None, "") else "reporting_year"
        asked = where.pop(name, None)
        if asked in (None, ""):
            return self
        try:
            days = Period.parse(str(asked))
        except ValueError as unread:
            raise WrongUse(f"{str(unread)[:1].upper()}{str(unread)[1:]}.") from None
        where["period"] = days.code
        if days.start is None and days.end is None:
            return self
        year = str(asked) if name == "reporting_year" else None
        return replace(self, since=days.start or OPEN_START, until=days.end or OPEN_END, year=year)


def selected(release: Queryable, wanted: Wanted) -> dict[str, Any]:
    """What progress.sql is asked with: its parameters, and which of its rules have anything to do (steps/selected.sql)."""
    asked = asdict(wanted)
    around = {"around": wanted.within is not None}
    return (
        asked | found(release, "selected", asked | around) | {"together": not wanted.apart, "ordered": True}
    )
